"""Reports as a source of the counting port: each figure once, with its words, and nothing that a register counts."""

from dataclasses import asdict
from typing import Any

import pytest

from binhyen.indicators.components.conference import chapters
from binhyen.indicators.counting import count_all, countable
from binhyen.indicators.queries import dims, plain_row
from binhyen.indicators.rules.dims import overlapping, unknown_dims
from binhyen.kernel.amounts import Bound, Origin, roughly, vaguely
from binhyen.kernel.periods import parse_period
from tests.reports.factories import GOOD, ReportTown, a_content, a_version

pytestmark = pytest.mark.django_db


def rows(town: ReportTown, period: str = "2026-11") -> dict[str, Any]:
    found: dict[str, Any] = {}
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


def test_every_split_of_a_row_is_in_the_catalogue(town: ReportTown) -> None:
    town.sent(GOOD)
    found = count_all(town.land.bac_ninh.place_id, parse_period("2026"))
    assert found
    assert not [unknown for row in found for unknown in unknown_dims(row, dims())]


def test_a_total_and_its_parts_are_never_both_rows(town: ReportTown) -> None:
    town.collect("2026-10", a_version(a_content("models_total", "models_total|status=new"), "tach"))
    town.save({"models_total": 9, "models_total|status=new": 2}, town.report("2026-10"))
    town.save({"models_total|status=new": 3}, town.report("2026-10", town.land.elsewhere), town.nam)
    found = count_all(town.land.bac_ninh.place_id, parse_period("2026-10"))
    assert {int(row.value or 0): dict(row.dims) for row in found if row.indicator == "models_total"} == {
        3: {"status": "new"},
        9: {},
    }
    assert not overlapping(found)


def test_the_conference_page_says_bounds_words_and_origins(town: ReportTown) -> None:
    town.save({"leaflets": roughly(5000, Bound.OVER), "fireworks_kg": vaguely("hàng trăm kg")})
    shown = {
        (row.name, row.amount, row.origin)
        for chapter in chapters(count_all(town.land.bac_ninh.place_id, parse_period("2026-11")))
        for row in chapter.rows
    }
    assert shown == {
        ("Số tờ rơi, tờ gấp đã phát", "hơn 5.000", "nhập tay"),
        ("Khối lượng pháo", "“hàng trăm kg”", "nhập tay"),
    }


def test_small_counts_of_a_commune_are_hidden_from_others(town: ReportTown) -> None:
    town.collect("2026-10", a_version(a_content("offenders_helped"), "nhay-cam"))
    town.save({"offenders_helped": 2}, town.report("2026-10"))
    found = count_all(town.land.an_phu.place_id, parse_period("2026-10"))
    assert [row.amount for chapter in chapters(found, low=True) for row in chapter.rows] == ["đã ẩn"]
    assert [row.amount for chapter in chapters(found) for row in chapter.rows] == ["2"]


def test_a_plain_row_keeps_what_programs_read(town: ReportTown) -> None:
    town.save({"fireworks_kg": vaguely("hàng trăm kg")})
    (row,) = count_all(town.land.bac_ninh.place_id, parse_period("2026-11"))
    fields = {"indicator", "dims", "value", "numerator", "denominator", "bound", "origin", "link"}
    assert set(asdict(plain_row(row))) == fields


def test_what_registers_count_is_theirs(town: ReportTown) -> None:
    assert {"recognised_units", "units_registered_safe"} <= countable()
    assert "crime_cases" not in countable()


def test_counting_everything_takes_a_fixed_number_of_queries(
    town: ReportTown, django_assert_max_num_queries: object
) -> None:
    town.sent(GOOD)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        count_all(town.land.bac_ninh.place_id, parse_period("2026-11"))
