"""What is resolved when figures are written says the same as the rule that decides when it is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any
from zlib import crc32

import duckdb
import pytest
from django.forms import model_to_dict
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.analytics.lake.lands import lands, links
from binhyen.analytics.lake.resolving import resolve
from binhyen.analytics.lake.schema import SHAPES, Dataset
from binhyen.kernel.periods import Period
from binhyen.kernel.trees import child_path
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.rules.totals import Contribution, parts_of_total
from tests.accounts.factories import a_place
from tests.analytics.worlds import (
    CHANGED,
    MERGED,
    ODD,
    PERIODS,
    QUIET,
    SPLIT,
    WORLDS,
    Told,
    World,
    all_said,
    raw,
    still,
    tellings,
    told,
    world,
)
from tests.reports.toys import FLOW, STOCK

Row = Mapping[str, Any]
FEW = settings(max_examples=25, deadline=None)


def resolved(said: Iterable[Contribution], where: World, *, stock: bool) -> list[Row]:
    """Resolve figures and return them as rows."""
    connection = duckdb.connect(config={"threads": 1})
    connection.register("given", raw(said, where))
    resolve(connection, "given", "made", ["x"] if stock else [])
    found: list[Row] = connection.sql("FROM made ORDER BY figure_id").to_arrow_table().to_pylist()
    return found


def held(row: Row, span: str, period: Period) -> bool:
    """Tell whether a span of days lies in a period."""
    first, last = row[f"{span}_from"], row[f"{span}_to"]
    return first is not None and first in period and last in period


def takes(row: Row, period: Period, *, stock: bool, near: bool) -> bool:
    """Read from the columns whether a figure takes part: the predicate of questions within a year, in plain words."""
    if not row["counts"] or any(held(row, span, period) for span in (("area",) if near else ("out1", "out2"))):
        return False
    ends = [row["next_end"]] if near else [row["next_end"], row["heir_end"]]
    return not stock or all(end is None or end > period.end for end in ends)


worlds = st.sampled_from(WORLDS)
scenes = worlds.flatmap(lambda where: st.tuples(st.just(where), tellings(where)))


@FEW
@given(scenes, st.booleans())
def test_columns_say_what_the_rule_says_of_every_period(scene: tuple[World, list[Contribution]], stock: bool) -> None:
    where, said = scene
    rows = {row["figure_id"]: row for row in resolved(said, where, stock=stock)}
    for period, place in product(PERIODS + ODD, ("nation", "province_now", "commune_now", "area")):
        contested = "contested" if place in {"nation", "province_now"} else "contested_near"
        clear = {number for number, row in rows.items() if not row[contested]}
        groups: dict[int | None, list[Contribution]] = {}
        for one in said:
            if period.start <= one.start and one.end <= period.end:
                groups.setdefault(1 if place == "nation" else rows[one.figure_id][place], []).append(one)
        groups.pop(None, None)
        for group in groups.values():
            by_rule = {one.figure_id for one in parts_of_total(STOCK if stock else FLOW, group)} & clear
            asked = [rows[one.figure_id] for one in group if one.figure_id in clear]
            found = {row["figure_id"] for row in asked if takes(row, period, stock=stock, near=place == "area")}
            assert found == by_rule, (period.code, place)


ALIKE = world(
    still(20, "1.20."),
    *(still(commune, f"1.20.{commune}.") for commune in range(40, 44)),
    *(still(area, f"1.20.{40 + area % 4}.{area}.") for area in range(104, 112)),
)
"""A world in which many are in the same position."""


def alike() -> st.SearchStrategy[list[Contribution]]:
    """Draw what a few kinds of places say, each kind said by many of them."""
    some = st.lists(
        st.builds(
            Told,
            st.just(0),
            st.sampled_from(PERIODS[9:]),
            st.sampled_from(("x", "x|status=new", "x|status=old")),
            st.sampled_from((0, 0, 7)),
            st.sampled_from((True, True, False)),
        ),
        max_size=5,
        unique=True,
    )
    kinds = st.lists(some, min_size=2, max_size=3)
    places = [place for place in ALIKE.grounds if place >= 40]
    dealt = st.lists(st.integers(0, 2), min_size=len(places), max_size=len(places))

    def deal(kinds: Sequence[list[Told]], which: Sequence[int]) -> list[Contribution]:
        pairs = zip(places, which, strict=True)
        return all_said(ALIKE, [replace(one, place=place) for place, kind in pairs for one in kinds[kind % len(kinds)]])

    return st.builds(deal, kinds, dealt)


@settings(max_examples=10, deadline=None)
@given(st.one_of(st.tuples(st.just(ALIKE), alike()), scenes), st.booleans())
def test_a_leaf_is_resolved_alone_as_among_others(scene: tuple[World, list[Contribution]], stock: bool) -> None:
    where, said = scene
    together = {row["figure_id"]: row for row in resolved(said, where, stock=stock)}
    for leaf in {(row["land"], row["year"]) for row in together.values()}:
        own = [one for one in said if (together[one.figure_id]["land"], one.end.year) == leaf]
        for row in resolved(own, where, stock=stock):
            assert row == together[row["figure_id"]]


# ------------------------------------------------------------------ by hand


def spans(row: Row) -> tuple[date | None, ...]:
    """Return the first span in which another figure speaks."""
    return row["out1_from"], row["out1_to"]


def test_a_month_is_spoken_for_by_the_shortest_report_around_it() -> None:
    said = all_said(QUIET, [told(40, "2026-02"), told(40, "2026-Q1"), told(40, "2026"), told(41, "2026-02")])
    month, quarter, year, other = resolved(said, QUIET, stock=False)
    assert spans(month) == (date(2026, 1, 1), date(2026, 3, 31))
    assert spans(quarter) == (date(2026, 1, 1), date(2026, 12, 31))
    assert spans(year) == spans(other) == (None, None)


def test_of_two_equally_long_spans_the_earlier_comes_first_in_whatever_order_rows_come() -> None:
    days = ("2026-06-10..2026-06-20", "2026-06-01..2026-06-20", "2026-06-10..2026-06-29")
    said = all_said(QUIET, [told(40, one) for one in days])
    found = [resolved(order, QUIET, stock=False) for order in (said, said[::-1])]
    assert found[0] == found[1]
    row = found[0][0]
    assert spans(row) == (date(2026, 6, 1), date(2026, 6, 20))
    assert (row["out2_from"], row["out2_to"]) == (date(2026, 6, 10), date(2026, 6, 29))


def test_a_part_never_counts_beside_its_total() -> None:
    said = all_said(
        QUIET, [told(40, "2026-02"), told(40, "2026-02", "x|status=new"), told(40, "2026-03", "x|status=new")]
    )
    assert [row["counts"] for row in resolved(said, QUIET, stock=False)] == [True, False, True]


def test_a_village_is_spoken_for_by_its_commune_but_not_when_it_is_asked_about_alone() -> None:
    said = all_said(QUIET, [told(100, "2026-02"), told(40, "2026-02"), told(100, "2026-Q1")])
    village = resolved(said, QUIET, stock=False)[0]
    assert spans(village) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (village["area_from"], village["area_to"]) == (date(2026, 1, 1), date(2026, 3, 31))


def test_a_stock_says_until_when_it_is_the_last() -> None:
    first, last = resolved(all_said(QUIET, [told(40, "2026-02"), told(40, "2026-05")]), QUIET, stock=True)
    assert (first["next_end"], last["next_end"]) == (date(2026, 5, 31), None)


def test_a_stock_of_a_commune_that_merged_holds_until_its_heir_speaks() -> None:
    said = all_said(MERGED, [told(41, "2026-05"), told(40, "2026-05"), told(40, "2026-09")])
    gone, *_ = resolved(said, MERGED, stock=True)
    assert (gone["gone"], gone["heir_end"]) == (CHANGED, date(2026, 9, 30))


def test_columns_are_those_of_the_lake_and_nothing_is_left_behind() -> None:
    connection = duckdb.connect(config={"threads": 1})
    connection.register("given", raw(all_said(QUIET, [told(40, "2026-02")]), QUIET))
    resolve(connection, "given", "made")
    assert connection.sql("FROM made").columns == SHAPES[Dataset.FIGURES].columns.names
    assert connection.sql("SELECT table_name FROM duckdb_tables()").fetchall() == [("made",)]


# ------------------------------------------------------------------ what is ordinary


ORDINARY = [*(f"2026-{month:02d}" for month in range(1, 13)), "2026-H1", "2026-9M", "2026"]


@pytest.mark.parametrize("stock", [False, True])
@pytest.mark.parametrize("where", [QUIET, MERGED])
def test_nothing_ordinary_is_contested(where: World, stock: bool) -> None:
    cells = ("x|status=new", "x|status=old", "x|status=unsplit")
    communes = list(product((40, 41, 42), ORDINARY, cells, (0,)))
    villages = list(product((100, 101, 102), ORDINARY[:12], cells[:1], (0,)))
    units = list(product((40,), ORDINARY[:12], cells[:1], (7,)))
    said = [told(*one) for one in (*communes, *villages, *units) if crc32(f"{one[0]}{one[1]}{one[3]}".encode()) % 11]
    rows = resolved(all_said(where, said), where, stock=stock)
    assert rows
    assert not any(row["contested"] or row["contested_near"] for row in rows)


def test_a_commune_that_was_split_is_contested_only_where_communes_are_told_apart() -> None:
    said = all_said(SPLIT, [told(42, "2026-05"), told(40, "2026-09"), told(41, "2026-09")])
    rows = resolved(said, SPLIT, stock=True)
    assert {row["contested_near"] for row in rows} == {True}
    assert {row["contested"] for row in rows} == {False}


# ------------------------------------------------------------------ lands


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=10))
def test_lands_are_what_hangs_together(pairs: list[tuple[int, int]]) -> None:
    found = lands(pairs)
    assert all(found[one] == found[other] for one, other in pairs)
    assert all(found[land] == land <= place for place, land in found.items())


@pytest.mark.django_db
def test_communes_hang_together_that_merged_or_passed_an_area_on() -> None:
    nation = a_place("Việt Nam", Tier.NATION, PlaceKind.COUNTRY)
    province = a_place("Bắc Ninh", Tier.PROVINCE, PlaceKind.PROVINCE, nation)
    communes = [a_place(name, Tier.COMMUNE, PlaceKind.COMMUNE, province) for name in ("A", "B", "C", "D")]
    first, second, third, other = communes
    Lineage.objects.create(from_place=second.place, to_place=first.place, on=CHANGED, share=1)
    village = a_place("1", Tier.AREA, PlaceKind.VILLAGE, second)
    PlaceVersion.objects.filter(pk=village.pk).update(valid_to=CHANGED)
    path = child_path(third.path, village.place_id)
    again = {"valid_from": CHANGED, "valid_to": None, "parent": third.place, "path": path}
    PlaceVersion.objects.create(**model_to_dict(village, exclude=["id", "place", *again]), place=village.place, **again)
    found = lands(links())
    assert {found[one.place_id] for one in (first, second, third)} == {first.place_id}
    assert found.get(other.place_id, other.place_id) == other.place_id
