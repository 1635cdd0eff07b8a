"""Targets of plans: whose word holds, who sees them, what they are held against on pages and for programs."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.boards.places import About
from binhyen.analytics.boards.targets import Span, against
from binhyen.analytics.components.targets import gap_text, share_text, target_row
from binhyen.analytics.queries.targets import Wanted, targets_seen_by
from binhyen.analytics.rules.answers import Reached
from binhyen.analytics.rules.pivots import Below
from binhyen.analytics.rules.questions import Target
from binhyen.analytics.rules.targets import Aim, targets_of, time_of, whole_of
from binhyen.database.yardsticks import database_version
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import is_guarded, scorable
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Bound
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import Tier
from binhyen.plans.registers import TASKS
from binhyen.plans.rules.tasks import CANCEL
from binhyen.reports.rules.totals import Basis
from tests.accounts.factories import a_key, anh_nam, ba_lan, ong_hung, program, signed_in_client
from tests.plans.factories import a_plan, a_task, stepped
from tests.reports.factories import NOW, ReportTown, a_report_town

SESSIONS = "propaganda_sessions"


def aim(amount: int, place: int = 3, owner: int = 2, depth: int = 2, task: int = 1, plan: int = 9) -> Aim:
    return Aim(SESSIONS, place, "2026", Decimal(amount), task, plan, owner, depth)


def told(found: tuple[Target, ...]) -> dict[int, Decimal]:
    return {one.place_id: one.amount for one in found}


# ------------------------------------------------------------------ rules


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 4, 1), date(2026, 6, 30), "2026-Q2"),
        (date(2026, 1, 20), date(2026, 12, 31), "2026"),
        (date(2026, 1, 20), date(2026, 12, 15), "2026"),
        (date(2026, 1, 1), date(2030, 12, 31), "2026-2030"),
        (date(2026, 5, 3), date(2026, 9, 2), None),
        (date(2025, 12, 15), date(2026, 12, 14), None),
    ],
)
def test_a_plan_is_held_against_the_period_that_its_days_are(since: date, until: date, code: str | None) -> None:
    found = time_of(since, until)
    assert (found and found.code) == code


def test_what_a_place_plans_for_itself_is_not_added_to_what_is_asked_from_above() -> None:
    assert told(targets_of([aim(20), aim(25, owner=3, depth=3, task=2, plan=10)])) == {3: Decimal(25)}


def test_tasks_of_one_place_are_added_and_lead_to_their_plan() -> None:
    (one,) = targets_of([aim(20), aim(5, task=2)])
    assert (one.amount, one.home) == (Decimal(25), "/ke-hoach/9/chi-tieu/")
    (alone,) = targets_of([aim(20)])
    assert alone.home == "/ke-hoach/nhiem-vu/1/"


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(3, 6), st.integers(1, 4)), max_size=12))
def test_no_target_is_more_than_what_the_nearest_plans_ask(rows: list[tuple[int, int, int]]) -> None:
    aims = [aim(amount, place, depth, depth, task) for task, (amount, place, depth) in enumerate(rows)]
    for place, amount in told(targets_of(aims)).items():
        nearest = max(one.depth for one in aims if one.place_id == place)
        assert amount == sum(one.amount for one in aims if one.place_id == place and one.depth == nearest)


def test_targets_of_some_places_are_no_target_of_the_whole() -> None:
    parts = [aim(20, place=3), aim(10, place=4)]
    assert told(whole_of(parts, 2, {3, 4})) == {2: Decimal(30)}
    assert whole_of(parts, 2, {3, 4, 5}) == ()
    assert whole_of([*parts, aim(50, place=2)], 2, {3, 4}) == ()
    assert whole_of([aim(20, place=3), aim(10, place=4, owner=4)], 2, {3, 4}) == ()


def test_nothing_that_may_be_a_target_is_a_small_count_about_people() -> None:
    assert not [one.code for one in catalogue().indicators.values() if scorable(one) and is_guarded(one)]


@pytest.mark.parametrize(
    ("said", "share", "gap"),
    [
        ({"amount": 17, "difference": -3, "relative": "0.85"}, "85,0\u00a0%", "còn 3 nữa mới bằng chỉ tiêu"),
        ({"amount": 20, "difference": 0, "relative": "1"}, "100,0\u00a0%", "bằng chỉ tiêu"),
        ({"amount": 22, "difference": 2, "relative": "1.1"}, "110,0\u00a0%", "hơn chỉ tiêu 2"),
        ({"amount": 17, "difference": -3, "relative": "0.85", "bound": Bound.OVER}, "hơn 85,0\u00a0%", ""),
        ({}, "–", "chưa có số báo cáo"),
        ({"uncarried": 1}, "–", "không so sánh được"),
    ],
)
def test_how_far_a_target_is_is_said_and_nobody_is_graded(said: dict[str, Any], share: str, gap: str) -> None:
    numbers: dict[str, Any] = {
        name: value if isinstance(value, Bound) else Decimal(value) for name, value in said.items()
    }
    one = Reached(SESSIONS, 3, "2026", target=Decimal(20), **numbers)
    assert (share_text(one), gap_text(one)) == (share, gap)


# ------------------------------------------------------------------ whose, and who sees them


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def town(db: None) -> ReportTown:
    """Eight sessions in An Phú, nine in Phúc Lộc; the province asks both for twenty."""
    found = a_report_town()
    found.accepted()
    found.save({SESSIONS: 9}, found.report(place=found.land.elsewhere), found.nam)
    plan = a_plan(found.land.bac_ninh, found.hung)
    for place in (found.land.an_phu, found.land.elsewhere):
        a_task(place, found.hung, plan=plan.record_id, indicator=SESSIONS, target=20)
    return found


def wanted(place: PlaceVersion, tier: Tier | None = None) -> Wanted:
    last = date(2026, 12, 31)
    return Wanted(place, tier or Tier(place.place.tier), date(2026, 1, 1), last, last)


def seen(actor: Actor, place: PlaceVersion, tier: Tier | None = None) -> dict[int, Decimal]:
    return told(targets_seen_by(actor, wanted(place, tier)))


@pytest.mark.django_db
def test_a_target_is_seen_where_its_plan_is(town: ReportTown) -> None:
    land = town.land
    both = {land.an_phu.place_id: 20, land.elsewhere.place_id: 20}
    assert seen(town.hung, land.bac_ninh, Tier.COMMUNE) == both
    assert seen(town.hung, land.bac_ninh) == {land.bac_ninh.place_id: 40}
    assert seen(town.lan, land.an_phu) == {land.an_phu.place_id: 20}
    assert seen(town.stranger, land.bac_ninh, Tier.COMMUNE) == {}


@pytest.mark.django_db
def test_a_task_that_was_withdrawn_is_no_target(town: ReportTown) -> None:
    plan = a_plan(town.land.an_phu, town.lan, name="Kế hoạch riêng")
    task = a_task(town.land.an_phu, town.lan, plan=plan.record_id, indicator=SESSIONS, target=25)
    assert seen(town.lan, town.land.an_phu) == {town.land.an_phu.place_id: 25}
    stepped(TASKS, task, CANCEL, "02/11/2026", town.lan)
    assert seen(town.lan, town.land.an_phu) == {town.land.an_phu.place_id: 20}


@pytest.mark.django_db
def test_what_was_asked_of_other_land_is_no_target_of_this(town: ReportTown) -> None:
    land = town.land
    Lineage.objects.create(from_place=land.elsewhere.place, to_place=land.an_phu.place, on=date(2026, 7, 1), share=1)
    assert seen(town.hung, land.bac_ninh, Tier.COMMUNE) == {}


@pytest.mark.django_db
def test_targets_cost_a_few_queries(town: ReportTown, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        plan = a_plan(town.land.an_phu, town.lan, name=f"Kế hoạch {number}")
        a_task(
            town.land.an_phu,
            town.lan,
            plan=plan.record_id,
            indicator="models_total",
            target=number + 1,
            content=f"Việc {number}",
        )
    with django_assert_num_queries(3):
        targets_seen_by(town.hung, wanted(town.land.bac_ninh, Tier.COMMUNE))
    with django_assert_num_queries(4):
        targets_seen_by(town.hung, wanted(town.land.bac_ninh))


@pytest.mark.django_db
def test_where_no_plan_sets_a_target_the_lake_is_not_asked(town: ReportTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.analytics.boards.targets.ask", lambda *_: pytest.fail("asked"))
    span = Span(date(2025, 1, 1), date(2025, 12, 31))
    assert against(town.hung, About(town.land.bac_ninh, Below.COMMUNES), span).rows == ()


# ------------------------------------------------------------------ pages and programs


def text(client: Client, name: str, **asked: Any) -> str:
    answer = client.get(reverse(f"boards:{name}"), asked)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.django_db
def test_the_movement_in_the_year_shows_numbers_with_their_targets(town: ReportTown) -> None:
    shown = text(signed_in_client(ong_hung(town.land)), "movement")
    assert "42,5\u00a0% chỉ tiêu (40)" in shown
    assert "/ke-hoach/nhiem-vu/" in shown[shown.index("Chỉ tiêu của các nơi bên dưới") :]
    assert shown.index("Xã An Phú</th>") < shown.index("Xã Phúc Lộc</th>")
    own = text(signed_in_client(ba_lan(town.land)), "movement")
    assert "40,0\u00a0% chỉ tiêu (20)" in own
    assert "Phúc Lộc" not in own


@pytest.mark.django_db
def test_a_number_stands_beside_that_of_the_year_before(town: ReportTown) -> None:
    client = signed_in_client(ong_hung(town.land))
    assert "năm 2025:" not in text(client, "movement")
    later = text(client, "movement", nam="2027")
    assert 'ky=2026&amp;chi_tieu=propaganda_sessions">17</a>' in later[later.index("năm 2026: ") :]


@pytest.mark.django_db(transaction=True)  # PostgreSQL names again whatever the asking transaction itself wrote
def test_the_page_costs_the_same_for_many_targets(
    town: ReportTown, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in_client(ong_hung(town.land))
    text(client, "movement")
    for number, code in enumerate(("leaflets", "models_total", "models_new", "patrol_groups")):
        plan = a_plan(town.land.bac_ninh, town.hung, name=f"Kế hoạch {number}")
        a_task(town.land.an_phu, town.hung, plan=plan.record_id, indicator=code, target=9, content=f"Việc {number}")
    most = QUERIES_ON_POSTGRESQL if database_version().startswith("PostgreSQL") else QUERIES
    with django_assert_max_num_queries(most):
        text(client, "movement")


QUERIES, QUERIES_ON_POSTGRESQL = 34, 41
"""PostgreSQL follows the log within a snapshot of its own, which is begun, set and ended."""


@pytest.mark.django_db
def test_the_first_board_loads_it_as_a_part(town: ReportTown) -> None:
    client = signed_in_client(ong_hung(town.land))
    assert 'hx-get="/bang/nam/?' in text(client, "board")
    part = client.get(reverse("boards:movement"), headers={"HX-Request": "true"}).content.decode()
    assert "<h1" not in part
    assert "chỉ tiêu (40)" in part


@pytest.mark.django_db
def test_a_pivot_stands_beside_targets_where_that_is_asked(town: ReportTown) -> None:
    client = signed_in_client(ong_hung(town.land))
    asked = {"chi_tieu": SESSIONS, "tu": "2026", "den": "2026", "duoi": "xa"}
    assert "còn 12 nữa" not in text(client, "pivot", **asked)
    assert "còn 12 nữa" in text(client, "pivot", so="chi-tieu", **asked)
    assert "không" in text(client, "pivot", so="chi-tieu", **{**asked, "chi_tieu": "leaflets"})
    answer = client.get(reverse("boards:pivot_file"), {**asked, "bang": "chi-tieu", "dang": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == "Xã An Phú"
    assert rows[1][3:5] == ["20", "8"]


@pytest.mark.django_db
def test_targets_leave_as_a_file(town: ReportTown) -> None:
    client = signed_in_client(anh_nam(town.land))
    rows = list(csv.reader(io.StringIO(text(client, "movement_file", dang="csv").lstrip("\ufeff"))))
    assert rows[1][0] == "Xã Phúc Lộc"
    assert rows[0][3:] == [
        "Chỉ tiêu giao", "Kết quả", "So với chỉ tiêu", "Chênh lệch (kết quả trừ chỉ tiêu)", "Chênh lệch",
    ]  # fmt: skip
    assert rows[1][3:] == ["20", "9", "45,0\u00a0%", "-11", "còn 11 nữa mới bằng chỉ tiêu"]


@pytest.mark.django_db
def test_programs_ask_targets_of_the_plans_that_their_post_sees(town: ReportTown) -> None:
    asked = {"indicator": SESSIONS, "period": "2026", "tier": "commune"}
    for place, code in ((town.land.bac_ninh, "24"), (town.land.an_phu, "09001"), (town.land.elsewhere, "09002")):
        PlaceVersion.objects.filter(pk=place.pk).update(code=code)
    said = program(a_key(ong_hung(town.land))).get("/api/v1/measures/against_targets", asked)
    rows = json.loads(said.content)["rows"]
    assert [(one["place"], one["amount"], one["target"], one["relative"]) for one in rows] == [
        ("09001", 8, 20, 0.4),
        ("09002", 9, 20, 0.45),
    ]
    assert all(one["home"].startswith("/ke-hoach/nhiem-vu/") for one in rows)
    none = program(a_key(ba_lan(town.land))).get("/api/v1/measures/against_targets", {**asked, "period": "2026-11"})
    assert json.loads(none.content)["rows"] == []


def test_a_target_without_a_number_is_told_alone() -> None:
    row = target_row(Reached(SESSIONS, 3, "2026", target=Decimal(20)), "Xã An Phú", Basis.SAVED)
    assert (row.of, row.reached.text, row.reached.opens) == ("chỉ tiêu giao: 20", "–", False)
    assert row.gap.value is None


@pytest.mark.parametrize(
    ("amount", "bound", "told"),
    [(26, Bound.EXACT, "6"), (8, Bound.EXACT, "-12"), (20, Bound.EXACT, "0"), (26, Bound.AT_LEAST, "")],
)
def test_a_file_has_the_gap_as_a_number_unless_a_bound_leaves_it_open(amount: int, bound: Bound, told: str) -> None:
    found = Reached(
        SESSIONS, 3, "2026", amount=Decimal(amount), bound=bound, target=Decimal(20), difference=Decimal(amount - 20)
    )
    assert target_row(found, "Xã An Phú", Basis.SAVED).gap.plain == told
