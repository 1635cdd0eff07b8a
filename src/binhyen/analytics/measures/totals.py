"""Totals by indicator, place, period and split, by the indicator's own rule; and what is read from them at once."""

from collections.abc import Sequence
from dataclasses import replace

import ibis
from ibis.expr.types import Table, Value

from binhyen.analytics.marts.figures import Ways, split_of, taking_part, ways_of
from binhyen.analytics.marts.placing import Asked, Placed, asked
from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.measures.arithmetic import AMOUNT, bound_of, flag_of, quotient
from binhyen.analytics.measures.asking import Measure
from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.declared import AddsUp, Declaration
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.queries import catalogue
from binhyen.kernel.amounts import Said
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.reports.rules.totals import Basis

KEYS = ("indicator", "place_id", "period", "split")
_BOTH = (Basis.SAVED, Basis.ACCEPTED)
_RULE = "reports.rules.totals, ADR 0110, 0140"


def totals(mart: Mart, question: Question) -> Table:
    """Return the totals of a question as rows of `Cell`: of flows the sum, of stocks the last value of each place.

    Unit: the indicator's. Basis: the question's; of what is saved it says how many figures are not accepted. A cell has
    no number where figures could not be carried onto the map, and where the indicator makes none over places or time.
    """
    return cells(mart, question, asked(question.periods))


def shares(mart: Mart, question: Question) -> Table:
    """Return totals of indicators that are shares: the ratio of the sums, never a mean of ratios. Rows of `Cell`."""
    codes = tuple(code for code in question.indicators if _is_share(code))
    return totals(mart, replace(question, indicators=codes))


def stocks(mart: Mart, question: Question) -> Table:
    """Return totals of indicators that are stocks: the last value of each place in the period. Rows of `Cell`."""
    codes = tuple(sorted(ways_of(question.indicators).stocks))
    return totals(mart, replace(question, indicators=codes))


def running(mart: Mart, question: Question) -> Table:
    """Return totals from the first day of the year to the end of each period, under the period's code; rows of `Cell`.

    The last of a year is the year's total: both are made of the same figures by the same rule.
    """
    return cells(mart, question, tuple(_since_new_year(one) for one in question.periods))


def cells(mart: Mart, question: Question, periods: Sequence[Asked]) -> Table:
    """Return totals of periods that are asked for under codes of their own: rows of `Cell`, in order."""
    taken = taking_part(mart, question, periods)
    return _numbers(_sums(taken, question), ways_of(question.indicators)).order_by(*KEYS)


def _is_share(code: str) -> bool:
    known = catalogue().find(code)
    return known is not None and known.is_share


def _since_new_year(one: Period) -> Asked:
    return Asked(one.code, one.end.replace(month=1, day=1), one.end)


def _sums(taken: Placed, question: Question) -> Table:
    rows = taken.rows
    clear = ~rows.unclear
    amount, whole = _weighed(rows, taken)
    said = flag_of(rows.bound)
    return rows.group_by(
        indicator=rows.indicator, place_id=rows.place, period=rows.asked, split=split_of(rows, question.split)
    ).agg(
        total=amount.sum(where=clear),
        whole=whole.sum(where=clear),
        known=(rows.said != Said.VAGUE.value).sum(where=clear),
        flags=said.bit_or(where=clear),
        figures=clear.sum(),
        accepted=rows.accepted.sum(where=clear),
        uncarried=rows.unclear.sum(),
        spans=_spans(rows),
    )


def _weighed(rows: Table, taken: Placed) -> tuple[Value, Value]:
    """Return the amounts as far as they lie in the place."""
    if not taken.weighed:
        return rows.amount, rows.denominator
    share = rows.share.cast("decimal(38, 12)")
    amount, whole = rows.amount.cast("decimal(38, 12)"), rows.denominator.cast("decimal(38, 12)")
    return amount * share, whole * share


def _spans(rows: Table) -> Value:
    """Return how many periods the figures are of, two standing for more."""
    same = (rows["start"].min() == rows["start"].max()) & (rows["end"].min() == rows["end"].max())
    return ibis.ifelse(same, 1, 2)


def _numbers(sums: Table, ways: Ways) -> Table:
    """Return rows of `Cell`: numbers where there are any."""
    known = sums.known.coalesce(0) > 0
    lone = [
        *([~sums.indicator.isin(sorted(ways.over_no_time)) | (sums.spans == 1)] if ways.over_no_time else []),
        *([~sums.indicator.isin(sorted(ways.over_no_places)) | (sums.figures <= 1)] if ways.over_no_places else []),
    ]
    adds_up = lone[0] & lone[-1] if lone else ibis.literal(True)  # noqa: FBT003 - a column's value
    told = known & adds_up & (sums.uncarried == 0)
    flags = sums.flags.coalesce(0)
    amount = ibis.ifelse(told, sums.total.coalesce(0).cast(AMOUNT), ibis.null(AMOUNT))
    whole = ibis.ifelse(told, sums.whole.cast(AMOUNT), ibis.null(AMOUNT))
    return sums.select(
        *KEYS,
        amount=amount,
        denominator=whole,
        share=quotient(amount, whole),
        bound=bound_of(flags, known),
        vague=sums.figures - sums.known.coalesce(0),
        figures=sums.figures,
        not_accepted=sums.figures - sums.accepted.coalesce(0),
        adds_up=adds_up,
        uncarried=sums.uncarried,
    )


_PLACES = gettext_noop("Added over places, each piece of land once; shares by their numerators and denominators.")

TOTALS = Measure(
    Declaration(
        "totals",
        gettext_noop("Totals"),
        gettext_noop("What reports say, each thing once. Bounds such as “more than” stay bounds; words stand beside."),
        gettext_noop("the indicator's unit"),
        _RULE,
        _BOTH,
        AddsUp(_PLACES, gettext_noop("Flows are added, of stocks the last value of each place holds.")),
        splits=True,
        maps=True,
    ),
    Cell,
    totals,
)
SHARES = Measure(
    Declaration(
        "shares",
        gettext_noop("Shares"),
        gettext_noop("The ratio of the sums of both numbers of a share, never the mean of ratios."),
        gettext_noop("parts of one"),
        _RULE,
        _BOTH,
        AddsUp(_PLACES, gettext_noop("By both numbers, as flows or stocks.")),
        splits=True,
        maps=True,
    ),
    Cell,
    shares,
)
STOCKS = Measure(
    Declaration(
        "stocks",
        gettext_noop("Last values"),
        gettext_noop("What there is at the end of the period: the last value that each place said in it."),
        gettext_noop("the indicator's unit"),
        _RULE,
        _BOTH,
        AddsUp(_PLACES, gettext_noop("The last value of each place holds.")),
        splits=True,
        maps=True,
    ),
    Cell,
    stocks,
)
RUNNING = Measure(
    Declaration(
        "running",
        gettext_noop("Since the beginning of the year"),
        gettext_noop("Totals from 1 January to the end of each period; the last one is the year's total."),
        gettext_noop("the indicator's unit"),
        _RULE,
        _BOTH,
        AddsUp(_PLACES, gettext_noop("Flows are added within the year, of stocks the last value of each place holds.")),
        splits=True,
        maps=True,
    ),
    Cell,
    running,
)
