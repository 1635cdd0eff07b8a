"""Reports as a source of the counting port: each figure once, with its words, and nothing that a register counts."""

from decimal import Decimal

import pytest

from binhyen.indicators.counting import count_all, countable
from binhyen.indicators.rules.dims import overlapping
from binhyen.kernel.amounts import Bound, Origin, roughly, vaguely
from binhyen.kernel.periods import parse_period
from tests.reports.factories import GOOD, ReportTown

pytestmark = pytest.mark.django_db


def rows(town: ReportTown, period: str = "2026-11") -> dict[str, list[tuple[Decimal | None, Bound]]]:
    found: dict[str, list[tuple[Decimal | None, Bound]]] = {}
    for row in count_all(town.land.bac_ninh.place_id, parse_period(period)):
        found.setdefault(row.indicator, []).append((row.value, row.bound))
    return found


def test_typed_figures_of_all_communes_are_counted(town: ReportTown) -> None:
    town.sent(GOOD)
    town.sent({**GOOD, "leaflets": roughly(200, Bound.OVER)}, town.report(place=town.land.elsewhere))
    found = rows(town)
    assert found["propaganda_sessions"] == [(16, Bound.EXACT)]
    assert found["leaflets"] == [(550, Bound.OVER)]


def test_a_vague_amount_is_a_row_without_a_number(town: ReportTown) -> None:
    town.save({"fireworks_kg": vaguely("hàng trăm kg")})
    assert rows(town)["fireworks_kg"] == [(None, Bound.VAGUE)]
    town.save({"fireworks_kg": 3}, town.report(place=town.land.elsewhere), town.nam)
    assert rows(town)["fireworks_kg"] == [(3, Bound.EXACT), (None, Bound.VAGUE)]


def test_a_zero_has_nothing_to_open(town: ReportTown) -> None:
    town.save({"leaflets": 0})
    assert "leaflets" not in rows(town)


def test_rows_open_their_total_and_say_their_origin(town: ReportTown) -> None:
    town.save({"leaflets": 5})
    (row,) = count_all(town.land.bac_ninh.place_id, parse_period("2026-11"))
    assert row.origin is Origin.TYPED
    assert row.link.startswith("/bao-cao/tong/?")
    assert "chi_tieu=leaflets" in row.link


def test_no_rows_overlap(town: ReportTown) -> None:
    town.sent(GOOD)
    assert not overlapping(count_all(town.land.bac_ninh.place_id, parse_period("2026")))


def test_what_registers_count_is_theirs(town: ReportTown) -> None:
    assert {"recognised_units", "units_registered_safe"} <= countable()
    assert "leaflets" not in countable()


def test_counting_everything_takes_a_fixed_number_of_queries(
    town: ReportTown, django_assert_max_num_queries: object
) -> None:
    town.sent(GOOD)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        count_all(town.land.bac_ninh.place_id, parse_period("2026-11"))
