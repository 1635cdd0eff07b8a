"""Figures that take part in what is asked, each in its period and place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import ibis
from ibis.expr.types import BooleanValue, StringValue, Table

from binhyen.analytics.lake.schema import RESOLVED, STANDING
from binhyen.analytics.marts.placing import Asked, Placed, Subject, in_periods, placed
from binhyen.analytics.marts.tables import FIGURES, Mart
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import OverPlaces, OverTime

_COLUMNS = (
    *("figure_id", "indicator", "dims", "year", "start", "end", "map_day", "wide", "place_id", "path", "covers"),
    *("said", "amount", "denominator", "bound", "accepted"),
    *(name for name, _ in STANDING),
    *(name for name, _ in RESOLVED),
)
"""What is needed of a figure; fewer columns are read and compiled sooner."""


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
    figures = FIGURES[question.basis].select(_COLUMNS)
    found = in_periods(figures.filter(figures.indicator.isin(question.indicators)), periods)
    if question.cell is not None:
        found = found.filter(found.dims == question.cell)
    lying = placed(mart, Subject(found), question, periods)
    taken = _taken(lying.rows, ways_of(question.indicators).stocks)
    return Placed(narrowed(taken, question), lying.weighed)


def _taken(rows: Table, stocks: Collection[str]) -> Table:
    return rows.filter(rows.unclear | keeps(rows, stocks))


def keeps(rows: Table, stocks: Collection[str]) -> BooleanValue:
    """Return the condition that no other figure speaks for a figure within the asked period."""
    said_again = [
        rows[f"out{one}_from"].isnull()
        | (rows[f"out{one}_from"] < rows["first"])
        | (rows[f"out{one}_to"] > rows["last"])
        for one in (1, 2)
    ]
    kept = rows.counts & said_again[0] & said_again[1]
    if not stocks:
        return kept
    last = (rows.next_end.isnull() | (rows.next_end > rows["last"])) & (
        rows.heir_end.isnull() | (rows.heir_end > rows["last"])
    )
    return kept & (last | ~rows.indicator.isin(sorted(stocks)))


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
