"""Provinces' extracts, signed and joined: the nation's answers are the provinces' own; what is not right changes nothing."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binhyen.analytics.lake import extracts, joining
from binhyen.analytics.lake.building import rebuild
from binhyen.analytics.lake.extracting import Wanted, write_extract
from binhyen.analytics.lake.files import manifest_of
from binhyen.analytics.lake.joining import join_extracts
from binhyen.analytics.lake.opening import forget, fresh
from binhyen.analytics.lake.tail import Tail
from binhyen.analytics.marts.tables import mart_of
from binhyen.analytics.measures import answer
from binhyen.analytics.rules.questions import Question, periods_between
from binhyen.indicators.queries.forms import forget_cells
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import year
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import Tier
from binhyen.workshop.bench.plan import DAY
from binhyen.workshop.bench.simulating.filling import fill_lake
from binhyen.workshop.bench.simulating.ground import read_country
from binhyen.workshop.bench.simulating.planning import Asked, planned
from tests.documents.keys import NOW, authority, setting_of, trust_in
from tests.workshop.small_map import SmallMap
from tests.workshop.test_simulating import quiet

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=7)
MONTHS = periods_between(PeriodType.MONTH, date(2025, 5, 1), date(2025, 8, 31))


@dataclass(frozen=True)
class Nation:
    """A nation that one instance holds, and its two provinces."""

    folder: Path
    north: int
    south: int

    def tail(self) -> Tail:
        found = Tail(self.folder)
        found.catch_up()
        return found


@pytest.fixture(scope="module")
def nation(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nation]:
    """Three years over the merger, in a lake of this database."""
    folder = tmp_path_factory.mktemp("nation")
    with django_db_blocker.unblock(), transaction.atomic():
        SmallMap()
        small = planned(Asked(DAY, seed=3, years=3))
        scale = replace(small.scale, areas=300)
        fill_lake(replace(small, scale=scale, country=read_country(3, scale)), folder, quiet)
        now = PlaceVersion.objects.filter(place__tier=Tier.PROVINCE, valid_to=None).order_by("code")
        yield Nation(folder, *(one.place_id for one in now))
        transaction.set_rollback(True)
        forget_cells()
        forget()


@pytest.fixture(autouse=True)
def _keys(settings: LazySettings, tmp_path: Path) -> None:
    settings.SIGNING = setting_of(tmp_path)
    settings.TRUSTED_CERTIFICATES = trust_in(tmp_path)


Extracting = Callable[..., Path]


@pytest.fixture
def extracted(nation: Nation, tmp_path: Path) -> Extracting:
    """Return what writes an extract and says where it is."""

    def write(name: str, province: int | None, *, at: datetime = NOW, years: tuple[int, ...] = ()) -> Path:
        write_extract(nation.tail(), Wanted(province, years), tmp_path / name, at=at)
        return tmp_path / name

    return write


def answers(lake: Path, *few: str) -> list[list[dict[str, object]]]:
    """Return answers about provinces and communes before and after the merger, of figures, rounds and reports."""
    tail = Tail(lake)
    tail.catch_up()
    mart = mart_of(tail.connection.cursor())
    codes = ("awards_collective", "ammo_rounds", "leaflets", "models_total")
    asked = Question(("1.",), codes, MONTHS, Tier.PROVINCE, today=DAY)
    asked = replace(asked, scopes=(PlaceVersion.objects.get(code="VN").path,))
    questions = [
        ("totals", asked),
        ("totals", replace(asked, tier=Tier.COMMUNE)),
        ("totals", replace(asked, tier=Tier.COMMUNE, on_map=DAY)),
        ("since_last_year", replace(asked, periods=MONTHS[-1:])),
        ("punctuality", asked),
        ("recognition", replace(asked, indicators=(), periods=(year(2024), year(2026)), on_map=DAY)),
        ("registers", replace(asked, indicators=("propaganda_sessions",))),
    ]
    return [answer(code, mart, each).table.to_pylist() for code, each in questions if code in few or not few]


def state(lake: Path) -> dict[str, bytes]:
    """Return everything that counts in a lake."""
    found = manifest_of(lake)
    named = [one.path for one in found.files()] if found else []
    return {name: (lake / name).read_bytes() for name in ["manifest.json", *named]}


# ------------------------------------------------------------------ joined


def test_the_joined_provinces_answer_what_the_nation_answers(
    nation: Nation, extracted: Extracting, tmp_path: Path
) -> None:
    north, south = extracted("north", nation.north), extracted("south.zip", nation.south)
    joined = join_extracts([north, south], tmp_path / "ministry", now=NOW)
    assert [one.provinces for one in joined.sources] == [("01",), ("02",)]
    assert [one.signed_by for one in joined.sources] == ["Nguyễn Thị Mẫu"] * 2
    told = answers(nation.folder)
    assert all(told)
    assert answers(tmp_path / "ministry") == told


def test_one_extract_of_everything_joins_as_well(nation: Nation, extracted: Extracting, tmp_path: Path) -> None:
    joined = join_extracts([extracted("all", None)], tmp_path / "ministry", now=NOW)
    assert joined.sources[0].provinces == ("01", "02")
    assert answers(tmp_path / "ministry", "registers") == answers(nation.folder, "registers")


def test_a_newer_extract_takes_the_place_of_the_older_one(
    nation: Nation, extracted: Extracting, tmp_path: Path
) -> None:
    lake = tmp_path / "ministry"
    join_extracts([extracted("north", nation.north), extracted("south", nation.south)], lake, now=NOW)
    joined = join_extracts([extracted("again", nation.north, at=LATER)], lake, now=LATER)
    assert [one.as_of for one in joined.sources] == [LATER.isoformat(), NOW.isoformat()]
    assert answers(lake, "totals") == answers(nation.folder, "totals")
    ids = Tail(lake)
    ids.catch_up()
    ((rows, figures),) = ids.connection.execute(
        "SELECT count(*), count(DISTINCT figure_id) FROM figures_saved"
    ).fetchall()
    assert rows == figures


def test_pages_ask_a_joined_lake_and_nothing_of_the_database_is_written_into_it(
    nation: Nation, extracted: Extracting, tmp_path: Path, settings: LazySettings
) -> None:
    settings.LAKE_DIR = tmp_path / "ministry"
    join_extracts([extracted("north", nation.north)], tmp_path / "ministry", now=NOW)
    before = state(tmp_path / "ministry")
    assert fresh().size == 0
    with pytest.raises(Refused) as refusal:
        rebuild(tmp_path / "ministry", anew=True)
    assert refusal.value.code == "analytics.lake_joined"
    assert state(tmp_path / "ministry") == before


def test_commands_say_what_was_extracted_and_joined(
    nation: Nation,
    tmp_path: Path,
    settings: LazySettings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.LAKE_DIR = nation.folder
    for name in ("extract", "join_extract"):
        monkeypatch.setattr(f"binhyen.analytics.management.commands.{name}.clock", lambda: NOW)
    call_command("extract", f"--out={tmp_path / 'north.zip'}", "--place=01", "--years=2025,2026")
    assert "của tỉnh 01" in capsys.readouterr().out
    joining = (str(tmp_path / "north.zip"), f"--into={tmp_path / 'ministry'}")
    call_command("join_extract", *joining)
    assert "Nguyễn Thị Mẫu ký (mới ghép)" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("join_extract", *joining)
    assert "không mới hơn" in capsys.readouterr().err


# ------------------------------------------------------------------ refused


def cut_off(extract: Path) -> None:
    [path] = extract.glob("figures_saved-2026.parquet")
    path.write_bytes(path.read_bytes()[:-10])


def take_away(extract: Path) -> None:
    (extract / "places.parquet").unlink()


def rewrite(extract: Path) -> None:
    path = extract / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"01"', b'"02"'))


def unseal(extract: Path) -> None:
    (extract / "manifest.p7s").write_bytes(b"")


BROKEN: dict[Callable[[Path], None], str] = {
    cut_off: "analytics.extract_damaged",
    take_away: "analytics.extract_damaged",
    rewrite: "documents.signed_bytes_changed",
    unseal: "documents.signature_broken",
}


@pytest.mark.parametrize("breaking", BROKEN, ids=lambda one: one.__name__)
def test_what_is_not_as_it_was_signed_leaves_the_lake_as_it_was(
    nation: Nation, extracted: Extracting, tmp_path: Path, breaking: Callable[[Path], None]
) -> None:
    lake = tmp_path / "ministry"
    join_extracts([extracted("south", nation.south)], lake, now=NOW)
    before, extract = state(lake), extracted("north", nation.north)
    breaking(extract)
    with pytest.raises(Refused) as refusal:
        join_extracts([extract], lake, now=NOW)
    assert refusal.value.code == BROKEN[breaking]
    assert state(lake) == before
    assert not list((lake / "building").glob("*"))


def refused(path: Path | list[Path], lake: Path, *, now: datetime = LATER) -> str:
    before = state(lake) if lake.exists() and manifest_of(lake) else {}
    with pytest.raises(Refused) as refusal:
        join_extracts(path if isinstance(path, list) else [path], lake, now=now)
    assert not before or state(lake) == before
    return refusal.value.code


def test_no_province_comes_twice_older_or_with_fewer_years(
    nation: Nation, extracted: Extracting, tmp_path: Path
) -> None:
    lake, north = tmp_path / "ministry", extracted("north", nation.north)
    join_extracts([north], lake, now=NOW)
    assert refused(north, lake) == "analytics.extract_older"
    assert refused(extracted("all", None, at=LATER), lake) == "analytics.extract_twice"
    assert refused([extracted("one", nation.south), extracted("two", nation.south)], lake) == "analytics.extract_twice"
    assert refused(extracted("less", nation.north, at=LATER, years=(2026,)), lake) == "analytics.extract_narrower"


def test_an_unknown_signer_another_schema_another_map_and_no_extract_at_all_are_refused(
    nation: Nation, extracted: Extracting, tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, north = tmp_path / "ministry", extracted("north.zip", nation.north)
    assert refused(tmp_path / "nothing", lake) == "analytics.extract_damaged"
    (tmp_path / "words.zip").write_text("không phải bản trích")
    assert refused(tmp_path / "words.zip", lake) == "analytics.extract_damaged"
    with monkeypatch.context() as patch:
        patch.setattr(extracts, "SCHEMA", 999)
        assert refused(north, lake) == "analytics.extract_other_schema"
        patch.undo()
        patch.setattr(joining, "map_of", lambda: "another")
        assert refused(north, lake) == "analytics.extract_other_map"
    settings.TRUSTED_CERTIFICATES = trust_in(tmp_path, authority("CA khác", 2))
    assert refused(north, lake) == "documents.signature_untrusted"
    assert manifest_of(lake) is None


def test_extracts_are_not_joined_into_the_lake_of_an_instance(nation: Nation, extracted: Extracting) -> None:
    assert refused(extracted("north", nation.north), nation.folder) == "analytics.join_into_own"


def test_nothing_is_extracted_over_something_or_without_a_key_or_of_nowhere(
    nation: Nation, extracted: Extracting, tmp_path: Path, settings: LazySettings
) -> None:
    extracted("north", nation.north)
    codes = []
    for name, province, way in (("north", nation.north, "file"), ("new", 999_999, "file"), ("new", nation.north, "")):
        settings.SIGNING = replace(settings.SIGNING, way=way)
        with pytest.raises(Refused) as refusal:
            extracted(name, province)
        codes.append(refusal.value.code)
    assert codes == ["analytics.extract_there", "analytics.extract_empty", "analytics.extract_no_key"]
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob("*.draft"))


def test_a_manifest_says_where_it_comes_from(nation: Nation, extracted: Extracting, settings: LazySettings) -> None:
    said = json.loads((extracted("north", nation.north, years=(2025,)) / "manifest.json").read_text(encoding="utf-8"))
    assert said["instance"] == settings.PUBLIC_ADDRESS
    assert said["as_of"] == NOW.isoformat()
    assert said["watermark"]["database"]
    assert {one["year"] for one in said["files"]} == {2025, None}
