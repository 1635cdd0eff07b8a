"""Figures that take part in what is asked, each in its period and place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import ibis
from ibis.expr.types import StringValue, Table

from binhyen.analytics.lake.schema import RESOLVED, STANDING
from binhyen.analytics.marts.placing import Asked, Placed, Subject, in_periods, placed
from binhyen.analytics.marts.ruling import COLUMNS
from binhyen.analytics.marts.tables import FIGURES, Mart
from binhyen.analytics.marts.taking import Taking, keeps
from binhyen.analytics.marts.taking import taking_part as by_rule
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import OverPlaces, OverTime
from binhyen.kernel.trees import depth_of, node_of
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Basis

_COLUMNS = (
    *("figure_id", "indicator", "dims", "year", "start", "end", "map_day", "wide", "place_id", "path", "covers"),
    *("said", "amount", "denominator", "bound", "accepted"),
    *(name for name, _ in STANDING),
    *(name for name, _ in RESOLVED),
)
"""What is needed of a figure; fewer columns are read and compiled sooner."""
_RULED = tuple(name for name in (*COLUMNS, "land") if name not in {*_COLUMNS, "asked", "place"})
"""What is needed besides where the rule is asked."""
_AREA = 4
"""Paths of residential areas have at least so many places."""
_PROVINCE = 2
"""Those of provinces have two."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the asked indicators add up: codes of those that have a way of their own."""

    stocks: frozenset[str]
    over_no_time: frozenset[str]
    over_no_places: frozenset[str]


def ways_of(codes: Collection[str]) -> Ways:
    """Return how indicators of the catalogue add up."""
    known = [one for code in codes if (one := catalogue().find(code)) is not None]

    def those(condition: Sequence[bool]) -> frozenset[str]:
        return frozenset(one.code for one, holds in zip(known, condition, strict=True) if holds)

    return Ways(
        those([one.is_stock for one in known]),
        those([one.over_time is OverTime.NONE for one in known]),
        those([one.over_places is OverPlaces.NONE for one in known]),
    )


def taking_part(mart: Mart, question: Question, periods: Sequence[Asked]) -> Placed:
    """Return the figures of which each answer of a question is made; those that cannot be carried are `unclear`."""
    lying, taking = _lying(mart, question, periods), _taking(question)
    if mart.ruled:
        rows = mart.held(("lying", question, tuple(periods)), lambda: lying.rows)
        taken = by_rule(mart.engine.once, rows, taking)
    else:
        kept = keeps(lying.rows, taking)
        taken = lying.rows.filter(lying.rows.unclear | kept if lying.weighed else kept)
        if not taking.areas:
            taken = taken.filter(~taken.below)
    return Placed(narrowed(taken, question), lying.weighed)


def _lying(mart: Mart, question: Question, periods: Sequence[Asked]) -> Placed:
    """Return the figures of a question in their periods and places, whoever speaks for them."""
    figures = FIGURES[question.basis].select(*_COLUMNS, *(_RULED if mart.ruled else ()))
    found = in_periods(figures.filter(figures.indicator.isin(question.indicators)), periods)
    if question.cell is not None:
        found = found.filter(found.dims == question.cell)
    years = [day.year for one in periods for day in (one.first, one.last)]
    early = mart.told_early(min(years), max(years))
    return placed(mart, Subject(found) if early is None else Subject(found, early=early), question, periods)


def needs_rule(mart: Mart, question: Question, *, looks_back: bool = False) -> bool:
    """Tell whether columns alone can't say which figures take part; looks at the lake unless the question tells.

    `looks_back` says that figures of the year before are asked about as well.
    """
    several = any(one.start.year < one.end.year for one in question.periods)
    if question.cell is not None or (several and ways_of(question.indicators).stocks):
        return True
    wide = question.tier not in {Tier.COMMUNE, Tier.AREA}
    near = _tells_communes_apart(question)
    first = question.first.year - looks_back
    traits = mart.traits(question.basis, first, question.last.year)
    if traits is not None:
        odd = traits.near if near else traits.chained
        if (odd | traits.covering if wide else odd).isdisjoint(question.indicators):
            return False
    key = (question.basis, question.indicators, first, question.last.year, wide, near)
    return bool(mart.run(("needs_rule", *key), lambda: _exceptions(*key)).num_rows)


def _exceptions(basis: Basis, indicators: Sequence[str], first: int, last: int, wide: bool, near: bool) -> Table:  # noqa: FBT001
    """Return a figure about which the rule must be asked, if there is one in the asked years."""
    figures = FIGURES[basis]
    asked = figures.filter(figures.indicator.isin(indicators), figures.year.between(first, last))
    odd = (asked.contested_near if near else asked.contested) | (asked["start"].year() < asked.year)
    if wide:
        odd = odd | (asked.wide & asked.covers & (asked.reporter == 0))
    return asked.filter(odd).select("figure_id").limit(1)


def _tells_communes_apart(question: Question) -> bool:
    """Tell whether places below provinces are asked about, or only some of them may be seen."""
    whole = {Tier.PROVINCE, Tier.NATION}
    tiers = {question.tier, *(one.tier for one in question.within)}
    return not tiers <= whole or any(depth_of(one) > _PROVINCE for one in question.scopes)


def _taking(question: Question) -> Taking:
    known = {code: one for code in question.indicators if (one := catalogue().find(code)) is not None}
    areas = frozenset(node_of(one) for one in question.scopes if depth_of(one) >= _AREA)
    return Taking(known, question.tier, areas, _tells_communes_apart(question), alone=question.cell is not None)


def narrowed(rows: Table, question: Question) -> Table:
    """Return rows with the asked values of dimensions."""
    wanted = [_value(rows, code).isin(values) for code, values in question.only]
    return rows.filter(*wanted) if wanted else rows


def split_of(rows: Table, codes: Collection[str]) -> StringValue:
    """Return the values of dimensions in rows with canonical splits, as such a text; "" where none is named."""
    pieces = [_piece(rows, code) for code in sorted(codes)]
    return reduce(add, pieces).substr(1) if pieces else ibis.literal("")


def _piece(rows: Table, code: str) -> StringValue:
    value = _value(rows, code)
    return ibis.ifelse(value == "", "", ibis.literal(f";{code}=") + value)


def _value(rows: Table, code: str) -> StringValue:
    closed: StringValue = ibis.literal(";") + rows.dims + ";"
    return closed.re_extract(f";{code}=([^;]*);", 1)
