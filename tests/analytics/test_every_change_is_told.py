"""Whatever an action changes of the lake's subjects, the log names: a writer that is new must say how."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

from binhyen.analytics.lake.building import rebuild
from binhyen.analytics.lake.tail import Tail
from binhyen.kernel.actors import SYSTEM
from binhyen.recognition.models import Dossier
from binhyen.recognition.registers import PAST
from binhyen.registers.actions.importing import undo_import
from binhyen.registers.actions.recounting import recount
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Tally
from binhyen.registers.rules.facts import Value
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person, a_land, ba_lan, ong_hung
from tests.analytics.lakes import LakeTown, a_lake_town, scanned, seen
from tests.architecture.conftest import SOURCE, modules, named, parsed
from tests.recognition.factories import a_town, opened, recognised
from tests.registers.factories import NOW, day, rewritten, written
from tests.registers.test_importing import ONE, SAID, TWO, taken, workbook
from tests.reports.factories import at

SUBJECTS = {"Figure", "Report", "Dossier", "Tally", "Record", "PlaceVersion", "Place", "Lineage", "PastResult"}
_MANAGERS = re.compile(rf"\b({'|'.join(sorted(SUBJECTS))})\.objects")
_FIRST = re.compile(rf"\w+\(({'|'.join(sorted(SUBJECTS))})\b")
BULK = {"copy_rows", "copy_instances", "store_columns"}
VERBS = {"update", "create", "bulk_create", "bulk_update", "delete", "get_or_create"}
TOLD = {
    "places/actions/areas.py": "an entry for each area: `_record`",
    "places/actions/following.py": "called by `loading` alone",
    "places/actions/loading.py": "one entry for the whole map: `places.load`",
    "recognition/actions/packs.py": "an entry for each dossier that moves: `log`",
    "recognition/actions/rounds.py": "an entry for each dossier that is opened or mended; the day due is not in the lake",
    "recognition/actions/work.py": "`store`, whose callers all `log` their dossiers",
    "registers/actions/importing.py": "an entry for each record: `log`",
    "registers/actions/stepping.py": "an entry for the record: `log`",
    "registers/actions/tallying.py": "`tally` and `close_lines`, whose callers all log their records",
    "registers/actions/writing.py": "an entry for each record: `log`",
    "reports/actions/collecting.py": "one entry for the collection, of which all reports are read",
    "reports/actions/correcting.py": "an entry for each report: `note_steps`",
    "reports/actions/entering.py": "an entry for each report: `log`",
    "reports/actions/reviewing.py": "an entry for each report: `note_steps`",
    "reports/actions/work.py": "`store`, whose callers all log their reports",
}
"""How the log names what each module writes."""


def writes_subjects(path: Path) -> bool:
    """Tell whether a module of actions writes what the lake holds, straight or through a query that it named before."""
    named_queries = bool(_MANAGERS.search(path.read_text(encoding="utf-8")))
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    return any(_writes(ast.unparse(call.func), ast.unparse(call), named_queries) for call in calls)


def _writes(head: str, said: str, named_queries: bool) -> bool:
    owner, _, verb = head.rpartition(".")
    if head in BULK:
        return head == "copy_instances" or bool(_FIRST.match(said))
    if verb not in VERBS:
        return False
    straight = bool(_MANAGERS.search(owner)) or owner.startswith("rows_now(")
    return straight or (named_queries and verb == "update" and owner in {"rows", "standing", "dossiers", "before"})


def test_every_writer_of_what_the_lake_holds_says_how_the_log_names_it() -> None:
    rooms = {"reports", "registers", "recognition", "places"}
    parts = [path for path in modules() if path.relative_to(SOURCE).parts[1:2] == ("actions",)]
    found = {named(path) for path in parts if path.relative_to(SOURCE).parts[0] in rooms and writes_subjects(path)}
    assert found == {f"src/binhyen/{one}" for one in TOLD}


@pytest.mark.parametrize("room", ["awards", "campaigns", "forces", "schemes", "support", "programmes", "narrative"])
def test_storeys_above_write_what_the_lake_holds_through_the_actions_of_their_own_storeys(room: str) -> None:
    paths = [path for path in modules() if path.relative_to(SOURCE).parts[:2] == (room, "actions")]
    assert not [named(path) for path in paths if writes_subjects(path)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def lake_of(folder: Path) -> Tail:
    rebuild(folder / "lake")
    made = Tail(folder / "lake")
    made.catch_up()
    return made


def test_a_collection_that_is_opened_brings_all_its_reports(db: None, folder: Path) -> None:
    lakes: LakeTown = a_lake_town()
    lake = lake_of(folder)
    before = len(seen(lake)["reports"])
    lakes.town.collect("2026-09", when=at(5))
    rows = seen(lake)
    assert len(rows["reports"]) == before + 2
    assert rows == scanned(folder)


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


class TestRegisters:
    def test_entries_that_are_written_rewritten_removed_and_recounted(
        self, land: Land, lan: Person, folder: Path
    ) -> None:
        lake = lake_of(folder)
        entry = written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
        assert [row["amount"] for row in seen(lake)["tallies"]] == [3]
        entry = rewritten(HANDOVERS, entry, land.an_phu, SAID | {"melee": "5"}, lan.actor, NOW + timedelta(days=1))
        assert [row["amount"] for row in seen(lake)["tallies"]] == [5]
        Tally.objects.filter(superseded_at=None).update(amount=50)
        recount(register=HANDOVERS, by=SYSTEM, at=NOW + timedelta(days=2))
        assert [row["amount"] for row in seen(lake)["tallies"]] == [5]
        take_back(
            register=HANDOVERS, record_id=entry.record_id, reason="Ghi nhầm", by=lan.actor, at=NOW + timedelta(days=3)
        )
        assert seen(lake)["tallies"] == []

    def test_an_import_that_is_taken_back(self, land: Land, lan: Person, folder: Path) -> None:
        written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
        lake = lake_of(folder)
        made = taken(workbook(ONE, TWO), lan, days=1)
        rows = seen(lake)
        assert len(rows["tallies"]) == 2, "one was there already"
        assert rows == scanned(folder)
        undo_import(register=HANDOVERS, import_id=made.pk, by=lan.actor, at=NOW + timedelta(days=2))
        rows = seen(lake)
        assert len(rows["tallies"]) == 1
        assert rows == scanned(folder)

    def test_results_of_years_before_the_system(self, land: Land, folder: Path) -> None:
        lake = lake_of(folder)
        said: dict[str, Value] = {
            "year": 2024,
            "unit_kind": "residential_area",
            "name": "Khu dân cư",
            "share": "17/20",
            "decided_on": day("15/12/2024"),
            "decision": "QĐ 9",
        }
        written(PAST, land.bac_ninh, said, ong_hung(land).actor)
        rows = seen(lake)
        assert [(row["year"], row["recognised"], row["units"]) for row in rows["past_results"]] == [(2024, 17, 20)]
        assert rows == scanned(folder)


def test_a_round_and_its_dossiers(db: None, folder: Path) -> None:
    town = a_town()
    lake = lake_of(folder)
    opened(town)
    rows = seen(lake)
    assert len(rows["dossiers"]) == Dossier.objects.count() > 0
    assert rows == scanned(folder)
    recognised(town)
    rows = seen(lake)
    assert [row["result"] for row in rows["dossiers"] if row["dossier_id"] == town.dossier().pk] == ["recognised"]
    assert rows == scanned(folder)
