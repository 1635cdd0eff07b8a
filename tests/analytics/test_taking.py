"""Questions keep exactly the figures that the rule keeps: on every tier, beside wide places, over years, line by line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ibis.expr.types import Table

from binhyen.analytics.lake.resolving import resolve
from binhyen.analytics.lake.schema import SHAPES, Dataset, empty
from binhyen.analytics.lake.traits import Traits, traits_of
from binhyen.analytics.marts.engines import Duck
from binhyen.analytics.marts.figures import needs_rule
from binhyen.analytics.marts.tables import mart_of
from binhyen.analytics.marts.taking import Taking, taking_part
from binhyen.analytics.measures.registry import MEASURES, answer
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.kernel.periods import Period, parse_period
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Contribution, parts_of_total
from tests.analytics.marts import mart, question
from tests.analytics.rows import figure
from tests.analytics.worlds import EARLIER, ODD, PERIODS, QUIET, REFORMED, WORLDS, World, all_said, raw, tellings, told
from tests.reports.toys import FLOW, STOCK

Taken = set[tuple[int, str, int]]
PLACES = {Tier.NATION: "1", Tier.PROVINCE: "province_now", Tier.COMMUNE: "commune_now", Tier.AREA: "area"}
ASKED = (*PERIODS, *ODD, *EARLIER)


class Lake:
    """Figures of one indicator in memory, asked about in every period at once."""

    def __init__(self, said: Sequence[Contribution], where: World, indicator: Indicator) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.said, self.indicator = said, indicator
        self.connection.register("given", raw(said, where))
        resolve(self.connection, "given", "figures", ["x"] if indicator.is_stock else [])

    def asked(self, tier: Tier, cell: str | None) -> Table:
        """Return the figures in the asked periods and in their places of a tier."""
        self.connection.register("periods", _periods())
        line = "" if cell is None else f"AND dims = '{cell.partition('|')[2]}'"
        query = f"""CREATE OR REPLACE TABLE rows AS
            SELECT f.*, asked, first, last, CAST({PLACES[tier]} AS BIGINT) AS place, false AS unclear
            FROM figures f, periods WHERE start >= first AND "end" <= last AND {PLACES[tier]} IS NOT NULL {line}"""  # noqa: S608 - names of this module
        self.connection.execute(query)
        return ibis.table(
            ibis.Schema.from_pyarrow(self.connection.sql("FROM rows").to_arrow_table().schema), name="rows"
        )

    def taken(self, tier: Tier, cell: str | None = None) -> Taken:
        """Return the figures that answers of a tier are made of, each once."""
        near = tier in {Tier.COMMUNE, Tier.AREA}
        taking = Taking({"x": self.indicator}, tier, near=near, alone=cell is not None)
        engine = Duck(self.connection)
        found = taking_part(engine.once, self.asked(tier, cell), taking).select("figure_id", "asked", "place")
        rows = [tuple(row.values()) for row in engine.once(found).to_pylist()]
        assert len(rows) == len(set(rows))
        return set(rows)

    def by_rule(self, tier: Tier, cell: str | None = None) -> Taken:
        """Return the figures of which the rule makes the same answers."""
        known = self.connection.sql(f"SELECT figure_id, {PLACES[tier]} FROM figures")  # noqa: S608 - as above
        places = dict(known.fetchall())
        said = [one for one in self.said if cell is None or str(one.cell) == cell]
        return {
            (one.figure_id, period.code, place)
            for period in ASKED
            for place in set(places.values()) - {None}
            for one in parts_of_total(self.indicator, _within(said, period, places, place))
        }


def _within(
    said: Iterable[Contribution], period: Period, places: Mapping[int, int | None], place: int
) -> list[Contribution]:
    inside = (one for one in said if period.start <= one.start and one.end <= period.end)
    return [one for one in inside if places[one.figure_id] == place]


def _periods() -> pa.Table:
    days: dict[str, list[Any]] = {
        "asked": [one.code for one in ASKED],
        "first": [one.start for one in ASKED],
        "last": [one.end for one in ASKED],
    }
    return pa.table(days)


scenes = st.sampled_from(WORLDS).flatmap(lambda where: st.tuples(st.just(where), tellings(where, wide=True)))


@settings(max_examples=15, deadline=None)
@given(scenes, st.sampled_from((FLOW, STOCK)), st.sampled_from(tuple(PLACES)), st.booleans())
def test_answers_are_made_of_what_the_rule_takes(
    scene: tuple[World, list[Contribution]], counted: Indicator, tier: Tier, alone: bool
) -> None:
    where, said = scene
    if not said:
        return
    indicator, cell = counted, str(said[0].cell) if alone else None
    lake = Lake(said, where, indicator)
    assert lake.taken(tier, cell) == lake.by_rule(tier, cell)


# ------------------------------------------------------------------ by hand


def numbers(lake: Lake, tier: Tier, asked: str) -> list[int]:
    """Return the numbers of the figures that take part in a period."""
    found = lake.taken(tier)
    assert found == lake.by_rule(tier)
    return sorted(number for number, code, _ in found if code == asked)


def test_a_province_that_speaks_for_everything_silences_its_communes() -> None:
    said = all_said(
        QUIET, [told(40, "2026-03"), told(20, "2026"), told(42, "2026-03"), told(40, "2026-05", covers=False)]
    )
    lake = Lake(said, QUIET, FLOW)
    assert numbers(lake, Tier.NATION, "2026") == [2, 3]
    assert numbers(lake, Tier.NATION, "2026-Q1") == [1, 3]
    assert numbers(lake, Tier.COMMUNE, "2026") == [1, 3, 4]


def test_a_commune_that_was_silenced_lets_its_other_months_speak() -> None:
    said = all_said(QUIET, [told(20, "2026-Q1"), told(40, "2026-02"), told(40, "2026-11"), told(40, "2026")])
    assert numbers(Lake(said, QUIET, FLOW), Tier.PROVINCE, "2026") == [1, 3]


def test_a_new_province_speaks_for_what_it_took_in_since_then() -> None:
    said = all_said(REFORMED, [told(42, "2026-03"), told(20, "2026"), told(41, "2026-05"), told(43, "2026-09")])
    assert numbers(Lake(said, REFORMED, FLOW), Tier.PROVINCE, "2026") == [2]
    assert numbers(Lake(said, REFORMED, FLOW), Tier.PROVINCE, "2026-H1") == [1, 3]


def test_a_stock_of_several_years_is_the_last_of_all() -> None:
    said = all_said(QUIET, [told(40, "2025-06"), told(40, "2026-03"), told(41, "2025-06"), told(100, "2026-05")])
    assert numbers(Lake(said, QUIET, STOCK), Tier.NATION, "2025-2026") == [2, 3]


def test_a_report_of_several_years_speaks_for_each() -> None:
    said = all_said(QUIET, [told(40, "2025-2026"), told(40, "2025-06"), told(40, "2026-03"), told(41, "2026-03")])
    lake = Lake(said, QUIET, FLOW)
    assert numbers(lake, Tier.COMMUNE, "2025-2026") == [1, 4]
    assert numbers(lake, Tier.COMMUNE, "2026") == [3, 4]


def test_what_is_plain_needs_one_look() -> None:
    lake = Lake(all_said(QUIET, [told(40, "2026-03"), told(40, "2026")]), QUIET, FLOW)
    looks: list[Table] = []

    def look(expression: Table) -> pa.Table:
        looks.append(expression)
        return Duck(lake.connection).once(expression)

    taking_part(look, lake.asked(Tier.PROVINCE, None), Taking({"x": FLOW}))
    assert len(looks) == 1


def test_measures_ask_the_rule_where_a_province_speaks_for_everything() -> None:
    said = all_said(QUIET, [told(40, "2026-03"), told(20, "2026"), told(42, "2026-03"), told(42, "2026-04")])
    figures = raw(said, QUIET)
    at = figures.schema.get_field_index("indicator")
    connection = duckdb.connect(config={"threads": 1})
    connection.register("given", figures.set_column(at, "indicator", pa.array(["leaflets"] * len(said))))
    resolve(connection, "given", "figures_saved")
    connection.execute("CREATE TABLE figures_accepted AS FROM figures_saved LIMIT 0")
    for one in SHAPES:
        if one is not Dataset.FIGURES:
            connection.register(one.value, empty(SHAPES[one].columns))
    mart = mart_of(connection)
    question = Question(("1.",), ("leaflets",), tuple(parse_period(code) for code in ("2026", "2026-03")), Tier.NATION)
    assert needs_rule(mart, question)
    assert not needs_rule(mart, replace(question, tier=Tier.COMMUNE))
    found = {cell.period: (cell.amount, cell.figures) for cell in answer("totals", mart, question)}
    assert found == {"2026": (2 + 3 + 4, 3), "2026-03": (1 + 3, 2)}


UNLIKE: Mapping[str, Mapping[str, Any]] = {
    "nothing": {},
    "contested": {"contested": True, "contested_near": True},
    "contested where communes are told apart": {"contested_near": True},
    "longer than a year": {"start": date(2025, 11, 1), "end": date(2026, 2, 28)},
    "a province that speaks for everything": {"wide": True, "covers": True, "reporter": 0},
}


@dataclass(frozen=True)
class Known:
    """Somebody who knows of all figures what is known of some."""

    said: Traits

    def traits(self, _table: str, _first: int, _last: int) -> Traits:
        return self.said


@pytest.mark.parametrize("tier", [Tier.NATION, Tier.PROVINCE, Tier.COMMUNE])
@pytest.mark.parametrize("kind", UNLIKE)
def test_what_is_known_of_figures_beforehand_asks_the_rule_where_a_look_at_them_does(kind: str, tier: Tier) -> None:
    look = mart(figure(indicator="leaflets", **UNLIKE[kind]))
    assert isinstance(look.engine, Duck)
    beforehand = replace(look, holder=Known(traits_of(look.engine.connection, "figures_saved")))
    asked = question("leaflets", tier=tier)
    assert needs_rule(beforehand, asked) == needs_rule(look, asked)


def test_what_is_contested_in_the_year_before_asks_the_rule_only_where_that_year_is_asked_about() -> None:
    asked = question("leaflets", tier=Tier.COMMUNE)
    after = replace(asked, periods=(parse_period("2026-03"),))
    days = {"start": date(2025, 3, 1), "end": date(2025, 3, 31)}
    look = mart(figure(indicator="leaflets", contested=True, contested_near=True, **days))
    assert not needs_rule(look, after)
    assert needs_rule(look, after, looks_back=True)
    assert needs_rule(look, replace(asked, periods=(parse_period("2025-03"),)))
    assert {code for code, one in MEASURES.items() if one.said.looks_back} == {
        "since_before",
        "since_last_year",
        "movers",
    }
