"""Totals by indicator, place, period and split, by the indicator's own rule; and what is read from them at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import ibis
from ibis.expr.types import BooleanValue, Table, Value

from binhyen.analytics.marts.figures import Ways, split_of, taking_part, ways_of
from binhyen.analytics.marts.placing import Asked, Placed, asked
from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.measures.arithmetic import AMOUNT, SHARE, bound_of, lower_of, quotient, upper_of
from binhyen.analytics.measures.asking import Measure
from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.declared import AddsUp, Declaration, Takes
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.queries import catalogue
from binhyen.kernel.amounts import DECIMALS, Said
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.reports.rules.totals import Basis

KEYS = ("indicator", "place_id", "period", "split")
_BOTH = (Basis.SAVED, Basis.ACCEPTED)
_SUM, _PART = f"decimal(28, {DECIMALS})", "decimal(32, 8)"
"""What a sum may be, and a share with as many digits before the point."""
_RULE = "reports.rules.totals, ADR 0110, 0140"


def totals(mart: Mart, question: Question) -> Table:
    """Return the totals of a question as rows of `Cell`: of flows the sum, of stocks the last value of each place.

    Unit: the indicator's. Basis: the question's; of what is saved it says how many figures are not accepted. A cell has
    no number where figures could not be carried onto the map, and where the indicator makes none over places or time.
    """
    return cells(mart, question, asked(question.periods))


def shares(mart: Mart, question: Question) -> Table:
    """Return totals of indicators that are shares: the ratio of the sums, never a mean of ratios. Rows of `Cell`.

    Unit: parts of one. Basis: the question's.
    """
    return totals(mart, replace(question, indicators=shares_of(question.indicators)))


def stocks(mart: Mart, question: Question) -> Table:
    """Return totals of indicators that are stocks: the last value of each place in the period. Rows of `Cell`.

    Unit: the indicator's. Basis: the question's.
    """
    codes = tuple(sorted(ways_of(question.indicators).stocks))
    return totals(mart, replace(question, indicators=codes))


def running(mart: Mart, question: Question) -> Table:
    """Return totals from the first day of the year to the end of each period, under the period's code; rows of `Cell`.

    The last of a year is the year's total: both are made of the same figures by the same rule.
    Unit: the indicator's. Basis: the question's.
    """
    return cells(mart, question, tuple(_since_new_year(one) for one in question.periods))


def cells(mart: Mart, question: Question, periods: Sequence[Asked]) -> Table:
    """Return totals of periods that are asked for under codes of their own: rows of `Cell`, in order."""
    taken = taking_part(mart, question, periods)
    return numbers(sums(taken, question), question, ways_of(question.indicators)).order_by(*KEYS)


def shares_of(codes: Iterable[str]) -> tuple[str, ...]:
    """Return those of the indicators that are shares with both numbers."""
    known = ((code, catalogue().find(code)) for code in codes)
    return tuple(code for code, one in known if one is not None and one.is_share)


def _since_new_year(one: Period) -> Asked:
    return Asked(one.code, one.end.replace(month=1, day=1), one.end)


def sums(taken: Placed, question: Question, **more: Value) -> Table:
    """Return sums by indicator, place, period and split, with how strong their bounds are; and `more` of each group."""
    rows = taken.rows
    clear = ~rows.unclear if taken.weighed else None
    amount, whole = _weighed(rows, taken)
    return rows.group_by(
        indicator=rows.indicator, place_id=rows.place, period=rows.asked, split=split_of(rows, question.split)
    ).agg(
        total=amount.sum(where=clear),
        whole=whole.sum(where=clear),
        known=(rows.said != Said.VAGUE.value).sum(where=clear),
        lower=lower_of(rows.bound).max(where=clear),
        upper=upper_of(rows.bound).max(where=clear),
        figures=rows.count(where=clear),
        accepted=rows.accepted.sum(where=clear),
        uncarried=rows.unclear.sum(),
        spans=_spans(rows),
        **more,
    )


def _weighed(rows: Table, taken: Placed) -> tuple[Value, Value]:
    """Return the amounts as far as they lie in the place."""
    if not taken.weighed:
        return rows.amount, rows.denominator
    share = rows.share.cast(_PART)
    return rows.amount.cast(_SUM) * share, rows.denominator.cast(_SUM) * share


def _spans(rows: Table) -> Value:
    """Return how many periods the figures are of, two standing for more."""
    same = (rows["start"].min() == rows["start"].max()) & (rows["end"].min() == rows["end"].max())
    return ibis.ifelse(same, 1, 2)


def numbers(added: Table, question: Question, ways: Ways) -> Table:
    """Return rows of `Cell`: numbers where there are any."""
    known = added.known.coalesce(0)
    adds_up = _adds_up(added, ways)
    told = (known > 0) & adds_up & (added.uncarried == 0)
    amount = ibis.ifelse(told, added.total.coalesce(0).cast(AMOUNT), ibis.null(AMOUNT))
    whole = ibis.ifelse(told, added.whole.cast(AMOUNT), ibis.null(AMOUNT))
    return added.select(
        *KEYS,
        amount=amount,
        denominator=whole,
        share=quotient(amount, whole) if shares_of(question.indicators) else ibis.null(SHARE),
        bound=bound_of(added.lower.coalesce(0), added.upper.coalesce(0), known, added.figures - known),
        vague=added.figures - known,
        figures=added.figures,
        not_accepted=added.figures - added.accepted.coalesce(0),
        adds_up=adds_up,
        uncarried=added.uncarried,
    )


def _adds_up(added: Table, ways: Ways) -> BooleanValue:
    """Return whether an indicator makes one number of several periods, or of several figures."""
    found: BooleanValue = ibis.literal(True)  # noqa: FBT003 - a column's value
    if ways.over_no_time:
        found = ~added.indicator.isin(sorted(ways.over_no_time)) | (added.spans == 1)
    if ways.over_no_places:
        found = found & (~added.indicator.isin(sorted(ways.over_no_places)) | (added.figures <= 1))
    return found


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
        takes=Takes.SHARES,
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
        takes=Takes.STOCKS,
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
