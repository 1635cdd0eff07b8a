"""The bench seeds a consistent province, measures pages that answer rightly, and says what it could not measure."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from binhyen.accounts.models import Account
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.places.actions import load_places
from binhyen.places.queries import version_on
from binhyen.places.rules.country import country
from binhyen.recognition.models import Answer, AnswerRevision, Decision, Dossier
from binhyen.recognition.rules.lifecycle import Outcome, State
from binhyen.recognition.rules.model import Verdict
from binhyen.units.models import Unit
from binhyen.workshop.bench.bulk import deciding, opening
from binhyen.workshop.bench.pages import PAGES, Page
from binhyen.workshop.bench.plan import DAY, ROUNDS, Plan, moment
from binhyen.workshop.bench.results import Measured, Memory, Report, Run, Seeded, Timing, to_plain
from binhyen.workshop.bench.scene import Scene, set_scene
from binhyen.workshop.bench.seeding.packs import answered, wide_pack
from binhyen.workshop.bench.seeding.province import Province, seed
from binhyen.workshop.bench.tables import written
from binhyen.workshop.bench.traffic import Call, WrongAnswerError, check_answer
from binhyen.workshop.rules.quantiles import Spread, quantile, ratio, spread

UNITS = 60


@pytest.fixture(scope="module")
def province(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Province]:
    """One seeded province for all tests of this file: loading the country's map takes longer than they do."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places(country(), by=SYSTEM, at=moment(2027, 1, 1))
        yield seed(Plan(tmp_path_factory.mktemp("bench"), units=UNITS), lambda _word: None)
        transaction.set_rollback(True)


def test_the_seeded_province_holds_together(province: Province) -> None:
    counted = province.counted
    assert (counted.units, counted.rounds, counted.dossiers) == (UNITS, 3, 3 * UNITS)
    assert Unit.objects.count() == UNITS
    paths = {place.path for place in (province.ground.province, *province.ground.communes)}
    for dossier in Dossier.objects.select_related("unit"):
        assert dossier.place_id == dossier.unit.place_id
        assert version_on(dossier.place_id, DAY).path == dossier.place_path
        assert dossier.decider_path in paths


def test_the_bulk_decision_decides_on_what_waits_for_the_province(province: Province) -> None:
    waiting = Dossier.objects.filter(state=State.APPRAISED, decider_id=province.ground.province.place_id)
    ids = set(waiting.filter(round__year=ROUNDS[-1]).values_list("pk", flat=True))
    assert ids
    done = deciding(province)
    assert done.rows == len(ids)
    assert done.ratio is not None
    assert set(Dossier.objects.filter(pk__in=ids).values_list("result", flat=True)) == {Outcome.RECOGNISED}
    assert opening(province).rows == UNITS
    assert deciding(province).missing


def test_every_dossier_at_work_has_its_answers_and_revisions(province: Province) -> None:
    pack = wide_pack(22)
    silent = (State.OPENED, State.NOT_REGISTERED, State.REGISTERED, State.OUT_OF_SCOPE)
    for dossier in Dossier.objects.all():
        wanted = [] if dossier.state in silent else [one.id for one in answered(pack, dossier.kind)]
        assert sorted(dossier.answers.values_list("criterion", flat=True)) == sorted(wanted)
    assert AnswerRevision.objects.count() == Answer.objects.count() == province.counted.answers
    failed = Answer.objects.filter(verdict=Verdict.NOT_MET).values_list("dossier__verdict", flat=True)
    assert set(failed) == {Verdict.NOT_MET}


def test_results_come_from_decisions(province: Province) -> None:
    decided = Dossier.objects.filter(state=State.DECIDED)
    assert decided.exists()
    assert all(one.decision_items.count() == 1 for one in decided)
    assert Decision.objects.filter(round__year=ROUNDS[0], authority_level="province").exists()


def test_each_role_is_signed_in_at_the_largest_commune(province: Province) -> None:
    scene = set_scene(province.people)
    assert {Role.PROVINCE_OFFICER, Role.COMMUNE_OFFICER, Role.RESIDENTIAL_HEAD} <= set(scene.guests)
    assert scene.guest(Role.COMMUNE_OFFICER).place == province.ground.communes[0]
    assert scene.answers
    assert not Account.objects.get(pk=scene.guest(Role.COMMUNE_OFFICER).person.account_id).has_usable_password()
    missing = {page.url_name: page.missing(scene) for page in PAGES if page.url_name.startswith(("desk:", "places:"))}
    assert set(missing.values()) == {""}, missing


def test_a_page_that_is_not_there_is_named(province: Province) -> None:
    scene: Scene = set_scene(province.people)
    page = Page("Không có", "recognition:no_such_page", Role.PROVINCE_OFFICER, PAGES[0].asking)
    assert "recognition:no_such_page" in page.missing(scene)


@pytest.mark.parametrize(
    ("status", "page"), [(302, "Số 1"), (500, "Số 1"), (404, "Số 1"), (200, "another page"), (200, "")]
)
def test_an_answer_that_is_not_the_page_is_no_result(status: int, page: str) -> None:
    with pytest.raises(WrongAnswerError):
        check_answer(Call("/x/", ("Số 1",)), status, "", page)


def test_the_right_page_passes() -> None:
    check_answer(Call("/x/", ("Số 1",)), 200, "", "<h1>Thôn Số 1</h1>")


@given(st.lists(st.floats(0.001, 100), min_size=1))
def test_quantiles_are_measured_values_in_order(times: list[float]) -> None:
    found = spread(times)
    milliseconds = [one * 1_000 for one in times]
    assert {found.p50, found.p95, found.longest} <= set(milliseconds)
    assert found.p50 <= found.p95 <= found.longest == max(milliseconds)
    assert sum(one <= found.p95 for one in milliseconds) >= 0.95 * len(times)


def test_quantile_by_hand() -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.0
    assert quantile([float(n) for n in range(1, 101)], 0.95) == 95.0
    assert ratio(3.0, 2.0) == 1.5
    assert ratio(3.0, 0.0) is None


def a_report() -> Report:
    times = (Timing(1, Spread(10.0, 200.0, 300.0, 5), 1.5), Timing(8, Spread(20.0, 30.0, 40.0, 5)))
    pages = (
        Measured("Hồ sơ", "cán bộ xã", "recognition:dossier", timings=times, bytes=9_000, queries=7, sql_ms=1.0),
        Measured("Vắng", "cán bộ xã", missing="chưa có trang x:y"),
        Measured("Hỏng", "cán bộ xã", failed="GET /: 500"),
    )
    run = Run("SQLite 3", Seeded(1, 2, 3, 6, 7, 7, 1.0), "thước đo", 0.1, pages, (), Memory(1.0, 2.0))
    return Report("máy", (0.5, 0.7), "2027-11-25", 150.0, (run,))


def test_the_table_shows_what_is_late_missing_and_wrong() -> None:
    text = written(to_plain(a_report()), colours=False)
    assert "200,0" in text
    assert "chưa có trang x:y" in text
    assert "TRẢ LỜI SAI" in text


@pytest.mark.django_db
def test_inside_is_for_the_own_child_only() -> None:
    with pytest.raises(CommandError, match="--inside"):
        call_command("bench", "recognition", inside=Path("/tmp/nowhere.json"))


SHAPE = {
    "database": str,
    "seeded": dict,
    "yardstick": str,
    "bare_list_ms": float,
    "pages": list,
    "bulk": list,
    "memory": dict,
}


def test_the_bench_runs_end_to_end(tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.VAR_DIR = tmp_path
    found = tmp_path / "found.json"
    call_command("bench", "recognition", units=UNITS, database="sqlite", requests=2, clients=2, json=found)
    report = json.loads(found.read_text(encoding="utf-8"))
    assert set(report) == {"machine", "load", "day", "aim_ms", "runs"}
    (run,) = report["runs"]
    assert {name: type(value) for name, value in run.items()} == SHAPE
    assert run["seeded"]["dossiers"] == 3 * UNITS
    assert [page["name"] for page in run["pages"] if page["failed"]] == []
    measured = [page for page in run["pages"] if page["timings"]]
    assert len(measured) + sum(bool(page["missing"]) for page in run["pages"]) == len(PAGES) + 2
    assert all(page["queries"] for page in measured if page["url"].startswith("desk:"))
    assert run["memory"]["worker_mb"] > 0
    assert "Việc của tôi" in capsys.readouterr().out
    assert not (tmp_path / "bench" / "sqlite" / "bench.sqlite3").exists()
