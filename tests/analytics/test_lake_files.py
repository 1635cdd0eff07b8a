"""Files that are missing, cut off, of another schema or of another database; a full disk; two writers."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.apps import check_memory
from binhyen.analytics.lake import engine, files, opening, reading
from binhyen.analytics.lake.building import compact, rebuild, refresh
from binhyen.analytics.lake.files import manifest_of, put_manifest, writing
from binhyen.analytics.lake.opening import fresh
from binhyen.analytics.lake.tail import Tail
from binhyen.analytics.lake.traits import Traits
from binhyen.audit.actions import Deed, record
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.places.models import PlaceVersion
from binhyen.recognition.models import PastResult
from tests.analytics.lakes import LakeTown, a_lake_town, scanned, seen
from tests.reports.factories import NOW


@pytest.fixture
def lakes(db: None) -> LakeTown:
    town = a_lake_town()
    town.town.save({"models_total": 7, "leaflets": 3})
    return town


@pytest.fixture
def tail(lakes: LakeTown, tmp_path: Path) -> Tail:
    rebuild(tmp_path / "lake")
    return Tail(tmp_path / "lake")


def refused(tail: Tail) -> str:
    with pytest.raises(Refused) as found:
        tail.catch_up()
    return found.value.code


def a_file(tail: Tail) -> Path:
    tail.catch_up()
    return tail.lake / tail.manifest.base["figures_saved"][0].path


def test_a_file_that_was_cut_off_is_named(tail: Tail) -> None:
    path = a_file(tail)
    path.write_bytes(path.read_bytes()[:-9])
    assert refused(Tail(tail.lake)) == "analytics.lake_damaged"


def test_a_file_that_is_missing_is_named(tail: Tail) -> None:
    path = a_file(tail)
    path.unlink()
    with pytest.raises(Refused) as found:
        Tail(tail.lake).catch_up()
    assert found.value.code == "analytics.lake_file_missing"
    assert found.value.findings[0].where in str(path)


def test_no_lake_and_half_a_manifest_are_told_apart(tail: Tail, tmp_path: Path) -> None:
    assert refused(Tail(tmp_path / "nothing")) == "analytics.lake_missing"
    (tail.lake / "manifest.json").write_text('{"schema": 1, "wat')
    assert refused(Tail(tail.lake)) == "analytics.lake_damaged"


def test_another_schema_is_named_with_both_numbers(tail: Tail) -> None:
    path = tail.lake / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 999}))
    with pytest.raises(Refused) as found:
        Tail(tail.lake).catch_up()
    assert found.value.code == "analytics.lake_other_schema"
    assert found.value.findings[0].params["found"] == "999"


def test_a_lake_of_another_database_is_refused(tail: Tail) -> None:
    path = tail.lake / "manifest.json"
    data = json.loads(path.read_text())
    data["watermark"]["database"] = "another"
    path.write_text(json.dumps(data))
    assert refused(Tail(tail.lake)) == "analytics.lake_foreign"


def test_a_small_lake_that_cannot_be_used_is_made_by_the_question(lakes: LakeTown) -> None:
    rows = seen(fresh())
    assert [row["amount"] for row in rows["figures_saved"]] == [7, 3]
    path = fresh().lake / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 999}))
    assert seen(fresh()) == rows


def test_a_large_lake_is_not_made_by_a_question(lakes: LakeTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SMALL_REPORTS", 3)
    with pytest.raises(Refused) as found:
        fresh()
    assert found.value.code == "analytics.lake_missing"


def test_when_the_disk_is_full_the_old_lake_stands(
    lakes: LakeTown, tail: Tail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lakes.town.save({"models_total": 8})
    full = duckdb.IOException("Could not write file: No space left on device")

    def no_room(*_given: object) -> int:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_parquet", no_room)
        for write in (lambda: refresh(tail), lambda: compact(tail), lambda: rebuild(tail.lake)):
            with pytest.raises(Refused) as found:
                write()
            assert found.value.code == "analytics.no_room"
    assert {path.relative_to(tail.lake).as_posix() for path in tail.lake.rglob("*.parquet")} == {
        one.path for one in tail.manifest.files()
    }, "nothing is left of what did not fit"
    assert seen(tail) == scanned(tmp_path)


def test_one_writes_at_a_time_and_a_question_goes_on(lakes: LakeTown, tail: Tail) -> None:
    tail.catch_up()
    with writing(tail.lake):
        with pytest.raises(Refused) as found:
            refresh(tail)
        assert found.value.code == "analytics.lake_busy"
        lakes.town.save({"models_total": 9})
        assert [row["amount"] for row in seen(tail)["figures_saved"]] == [3, 9]
    assert refresh(tail) > 0


def test_what_nobody_names_is_swept_and_what_was_named_lately_stays(
    lakes: LakeTown, tail: Tail, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = a_file(tail)
    lakes.town.save({"models_total": 9})
    compact(tail)
    assert old.exists(), "somebody may still be reading it"
    monkeypatch.setattr(files, "_GRACE", -1)
    manifest = manifest_of(tail.lake)
    assert manifest is not None
    assert files.sweep(tail.lake, manifest) >= 2, "reports and figures of the year"
    assert not old.exists()


def test_nothing_changed_means_bare_scans(lakes: LakeTown, tail: Tail) -> None:
    tail.catch_up()
    assert "ANTI" not in tail.select("figures_saved")
    assert "NOT IN" not in tail.select("figures_saved")
    lakes.town.save({"models_total": 9})
    tail.catch_up()
    assert "NOT IN" in tail.select("figures_saved")
    assert "NOT IN" not in tail.select("dossiers")


def test_the_manifest_says_which_figures_columns_cannot_answer_for(lakes: LakeTown, tail: Tail) -> None:
    lakes.town.save({"models_total": 1})
    tail.catch_up()
    assert tail.traits("figures_saved", 2026, 2026) == Traits()
    refresh(tail)
    tail.catch_up()
    [file] = [one for table, one in tail.manifest.segment.files.items() if table == "figures_saved"]
    odd = Traits(frozenset({"a"}), frozenset({"a", "b"}), frozenset({"c"}), 31)
    segment = replace(tail.manifest.segment, files={"figures_saved": replace(file, traits=odd)})
    put_manifest(tail.lake, replace(tail.manifest, segment=segment))
    found = manifest_of(tail.lake)
    assert found is not None
    assert found.traits("figures_saved", 2026, 2026) == odd
    assert found.traits("figures_accepted", 2026, 2026) == Traits()
    assert found.early() == ((0, 31), (2026, 0))


def test_a_question_that_finds_much_that_is_new_writes_it(lakes: LakeTown, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh()
    lakes.town.save({"models_total": 9})
    monkeypatch.setattr(opening, "MOST_LEAVES", 0)
    assert fresh().manifest.segment.size == 0, "what a transaction read of itself may still be undone"
    monkeypatch.setattr(opening, "connection", type("Outside", (), {"in_atomic_block": False}))
    rows = seen(fresh())
    assert fresh().manifest.segment.size > 0
    assert [row["amount"] for row in rows["figures_saved"]] == [3, 9]
    monkeypatch.setattr(opening, "MOST_IN_SEGMENT", 0)
    lakes.town.save({"models_total": 10})
    assert [row["amount"] for row in seen(fresh())["figures_saved"]] == [3, 10]
    assert fresh().manifest.segment.size == 0, "written into the base"


def test_the_command_makes_and_describes_the_lake(lakes: LakeTown) -> None:
    said = StringIO()
    for what in ("rebuild", "refresh", "compact", "status"):
        call_command("lake", what, stdout=said)
    assert "figures_saved: 2 dòng, 1 tệp" in said.getvalue()
    assert "Mọi tệp đọc được." in said.getvalue()


def test_the_command_says_what_is_wrong(lakes: LakeTown) -> None:
    with pytest.raises(CommandError, match="binhyen lake rebuild"):
        call_command("lake", "status")


def test_the_nightly_command_makes_a_lake_anew_that_a_new_map_left_behind(
    lakes: LakeTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("lake", "rebuild", verbosity=0)
    opening.forget()
    record(Deed("places.load", "layer", 0, "1."), by=SYSTEM, at=NOW)
    monkeypatch.setattr(opening, "SMALL_REPORTS", -1)
    with pytest.raises(Refused, match="map"):
        fresh()
    said = StringIO()
    call_command("lake", "compact", stdout=said)
    assert "Đã dựng kho phân tích" in said.getvalue()
    assert sorted(row["amount"] for row in seen(fresh())["figures_saved"]) == [3, 7]


def test_the_nightly_command_leaves_damaged_files_to_people(lakes: LakeTown) -> None:
    a_file(fresh()).unlink()
    opening.forget()
    with pytest.raises(CommandError, match="binhyen lake rebuild"):
        call_command("lake", "compact")


def test_rows_are_read_from_key_to_key_however_sparse_their_ids_are(
    lakes: LakeTown, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(reading, "CHUNK_OF_ROWS", 3)
    last = PlaceVersion.objects.order_by("-pk")[0]
    PlaceVersion.objects.filter(pk=last.pk).update(id=10**12)
    keys = list(PlaceVersion.objects.order_by("pk").values_list("pk", flat=True))
    with django_assert_max_num_queries(3 * len(keys)):
        found = [list(rows.values_list("pk", flat=True)) for rows in reading.in_chunks(PlaceVersion.objects.all())]
    assert found == [keys[at : at + 3] for at in range(0, len(keys), 3)]
    PlaceVersion.objects.filter(pk__gt=keys[2]).delete()
    assert [len(list(rows)) for rows in reading.in_chunks(PlaceVersion.objects.all())] == [3]
    assert not list(reading.in_chunks(PastResult.objects.all()))


def test_memory_is_as_much_as_the_instance_allows(tmp_path: Path, settings: LazySettings) -> None:
    settings.LAKE_MEMORY = "256MB"
    ((found,),) = engine.connect(tmp_path).execute("SELECT current_setting('memory_limit')").fetchall()
    assert found == "244.1 MiB"
    assert not check_memory()
    for wrong in ("", "lots", "0MB", "3", "-1GB", "90%"):
        settings.LAKE_MEMORY = wrong
        assert [one.id for one in check_memory()] == ["analytics.no_memory"], wrong


def test_a_file_whose_content_is_damaged_is_found_by_the_status(lakes: LakeTown) -> None:
    path = a_file(fresh())
    content = bytearray(path.read_bytes())
    content[40:400] = b"\0" * 360
    path.write_bytes(bytes(content))
    opening.forget()
    said = StringIO()
    call_command("lake", "status", stdout=said)
    assert "Có tệp không đọc được" in said.getvalue()


def test_nothing_is_fetched_from_anywhere(tmp_path: Path) -> None:
    opened = engine.connect(tmp_path)
    found = dict(opened.execute("SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known%'").fetchall())
    assert set(found.values()) == {"false"}
