"""Published totals shared out as entries of registers add up to what was published, with its bound."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.amounts import Amount, Bound, add_up, exactly, roughly, vaguely
from binhyen.registers.queries.declared import registers
from binhyen.workshop.actions.entries import published_of
from binhyen.workshop.queries import BOOKS, CONFERENCES, PROGRAMME, pack_data
from binhyen.workshop.rules.series import Part, Planned, Series, Site, planned, series_from_data, shared

DAYS = (date(2021, 3, 31), date(2022, 3, 31))
SITES = [Site(place, f"{place:05d}", f"xã Mẫu {place}", day) for day in DAYS for place in range(1, 8)]
SESSIONS = Series(
    register="campaigns.events",
    over="communes",
    days=DAYS,
    day_fields=("since",),
    values={"name": "Buổi vận động tại {place}, quý {quarter}/{year}"},
    parts={"times": Part("sessions"), "attendance": Part("people"), "leaflets": Part("leaflets", 2022)},
)
PUBLISHED = {"sessions": exactly(30), "people": roughly(900, Bound.OVER), "leaflets": exactly(120), "old": exactly(4)}


def total(entries: list[Planned], name: str) -> tuple[object, ...]:
    found = add_up(one.facts.amount(name) for one in entries)
    return (found.value, found.bound)


def test_entries_add_up_to_each_published_number() -> None:
    entries = planned(SESSIONS, PUBLISHED, SITES)
    assert total(entries, "times") == (30, Bound.EXACT)
    assert total(entries, "attendance") == (900, Bound.OVER)
    assert total(entries, "leaflets") == (120, Bound.EXACT)


def test_one_entry_alone_bears_the_bound() -> None:
    bounds = [one.facts.amount("attendance").bound for one in planned(SESSIONS, PUBLISHED, SITES)]
    assert bounds.count(Bound.OVER) == 1


def test_what_begins_later_is_in_no_earlier_entry() -> None:
    early = [one for one in planned(SESSIONS, PUBLISHED, SITES) if one.day.year == 2021]
    assert early
    assert all("leaflets" not in one.facts.amounts for one in early)


def test_what_follows_lies_only_where_something_was_held() -> None:
    few = {**PUBLISHED, "sessions": exactly(3)}
    entries = planned(SESSIONS, few, SITES)
    assert len(entries) == 3
    assert total(entries, "attendance") == (900, Bound.OVER)


def test_words_name_the_place_and_the_quarter() -> None:
    first = planned(SESSIONS, PUBLISHED, SITES)[0]
    assert first.facts.text("name") == "Buổi vận động tại xã Mẫu 1, quý 1/2021"
    assert first.facts.day("since") == date(2021, 3, 31)


@pytest.mark.parametrize(("less", "entries"), [("", 30), ("old", 26)])
def test_a_counted_number_gives_as_many_entries_less_those_written_apart(less: str, entries: int) -> None:
    cycle: tuple[dict[str, object], ...] = ({"kind": "gong"}, {"kind": "clan"})
    series = replace(SESSIONS, parts={}, count="sessions", less=less, cycle=cycle)
    found = planned(series, PUBLISHED, SITES)
    assert len(found) == entries
    assert {one.facts.text("kind") for one in found} == {"gong", "clan"}


def test_a_series_without_a_place_is_stopped() -> None:
    with pytest.raises(ValueError, match="no place"):
        planned(SESSIONS, PUBLISHED, [])


def test_words_without_a_number_stay_in_one_piece() -> None:
    said = vaguely("hàng trăm kg")
    assert shared(said, [0, 3, 4]) == [None, said, None]


@given(st.integers(1, 5_000), st.sampled_from(list(Bound)[:4]), st.lists(st.integers(0, 50), min_size=1).filter(any))
def test_parts_add_up_with_their_bound(number: int, bound: Bound, weights: list[int]) -> None:
    whole: Amount = roughly(number, bound)
    parts = [part for part in shared(whole, weights) if part is not None]
    found = add_up(parts)
    assert (found.value, found.bound) == (Decimal(number), bound)
    assert all(part.number > 0 for part in parts)


@pytest.mark.parametrize("name", [*CONFERENCES, PROGRAMME, BOOKS])
def test_a_pack_speaks_of_fields_that_its_registers_have(name: str) -> None:
    pack = pack_data(name)
    published = published_of(pack)
    for row in pack["series"]:
        series = series_from_data(row)
        known = registers()[series.register].by_name
        words = {*series.values, *series.day_fields, *series.parts, *(key for one in series.cycle for key in one)}
        assert words <= known.keys()
        cells = {part.cell for part in series.parts.values()} | ({series.count, series.less} - {""})
        assert cells <= published.keys()
        assert series.days
