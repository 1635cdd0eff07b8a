"""Checks on a whole collection: sums, like reporters compared with like ones, and what stands out."""

from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.queries import catalogue, checks
from binhyen.kernel.amounts import Amount, exactly
from binhyen.reports.queries.rollup import hints_of
from binhyen.reports.rules.rollup import Entries, Laws, middle_without, outliers, sum_findings
from tests.reports.factories import CELLS, NOW, a_content
from tests.reports.office import an_office
from tests.reports.test_desk import OTHER
from tests.reports.toys import key

TODAY = NOW.date()


def laws() -> Laws:
    return Laws(checks(), catalogue(), a_content(*CELLS))


def said(**cells: list[int | None]) -> Entries:
    """What the first, second, third reporter say in each cell."""
    found: dict[object, dict[tuple[int, None, None], Amount]] = {}
    for code, numbers in cells.items():
        listed = {(at, None, None): exactly(one) for at, one in enumerate(numbers, 1) if one is not None}
        found[key(code)] = listed
    return Entries(found)  # type: ignore[arg-type]


def codes(now: Entries, before: Entries | None = None) -> list[str]:
    return [one.code for one in sum_findings(laws(), now, before or Entries(), Entries())]


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=40), st.data())
def test_the_middle_without_one_is_the_median_of_the_others(numbers: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(numbers))
    others = list(numbers)
    others.remove(chosen)
    assert middle_without(sorted(map(Decimal, numbers)), Decimal(chosen)) == median(map(Decimal, others))


def test_sums_that_contradict_each_other_are_found() -> None:
    assert "check.patrol_members_below_groups" not in codes(said(patrol_groups=[4, 10], patrol_members=[30, 12]))
    assert "check.patrol_members_below_groups" in codes(said(patrol_groups=[40, 10], patrol_members=[30, 12]))


def test_one_cell_s_bounds_do_not_bound_a_sum() -> None:
    """A ceiling of one commune is no ceiling of a province."""
    most = max(one.most for one in catalogue().indicators.values() if one.code in CELLS and one.most is not None)
    assert "check.range" not in codes(said(leaflets=[int(most), int(most)]))


def test_who_has_not_reported_yet_makes_no_drop() -> None:
    before = said(patrol_members=[400, 400, 400])
    assert codes(said(patrol_members=[410, None, None]), before) == []
    assert codes(said(patrol_members=[10, 10, 10]), before) == ["check.stock_drop"]


def test_a_value_far_above_its_peers_stands_out_and_others_do_not() -> None:
    found = outliers(laws(), said(leaflets=[350, 300, 280, 90_000, 310]))
    assert [(one.reporter[0], one.cell.indicator) for one in found] == [(4, "leaflets")]
    assert not outliers(laws(), said(leaflets=[350, 300, 280, 310]))
    assert not outliers(laws(), said(leaflets=[350, 90_000, 280]))


@given(st.lists(st.integers(0, 60_000), min_size=4, max_size=14))
def test_candidates_miss_nothing_that_the_checks_find(numbers: list[int]) -> None:
    """The quick way finds what asking every value against all the others finds."""
    from binhyen.indicators.rules.checking import Values, run_checks

    quick = {one.reporter[0] for one in outliers(laws(), said(leaflets=list(numbers)))}
    slow = set()
    for at, number in enumerate(numbers, 1):
        others = [exactly(one) for place, one in enumerate(numbers, 1) if place != at]
        values = Values({key("leaflets"): exactly(number)}, peers={key("leaflets"): others})
        found = run_checks(checks(), catalogue(), laws().form, values, [key("leaflets")])
        if any(one.code.endswith("_above_peers") for one in found):
            slow.add(at)
    assert quick == slow


@pytest.mark.django_db
def test_hints_name_the_report_and_lead_to_its_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    from binhyen.reports.actions.entering import save_cells
    from tests.reports.factories import entries

    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    office = an_office(more=4)
    for place in office.communes:
        office.sent(place)
    report = office.report()
    save_cells(report_id=report.pk, entries=entries(report, {"leaflets": 90_000}), by=office.lan.actor, at=NOW)
    answer = office.client().get(f"/bao-cao/dot/{office.collection.pk}/dang-xem/")
    (row,) = answer.context["hints"].standouts
    assert (row.name, row.href) == ("Xã An Phú", f"/bao-cao/{report.pk}/nhan/?o=leaflets#leaflets")
    assert answer.context["hints"].reports == 5
    assert office.client("lan").get(f"/bao-cao/dot/{office.collection.pk}/dang-xem/").status_code == 200
    fragment = office.client().get(f"/bao-cao/dot/{office.collection.pk}/dang-xem/", headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()


@pytest.mark.django_db
def test_only_what_a_person_sees_is_read() -> None:
    office = an_office(more=3)
    office.town.collect("2026-10")
    office.sent(period="2026-10", values=OTHER)
    office.sent()
    assert hints_of(office.hung.actor, office.collection, TODAY).reports == 1
    assert hints_of(office.nam.actor, office.collection, TODAY).reports == 0
