"""What changed: totals beside those of the period before or of last year, and beside targets; who made it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import ibis
import pyarrow as pa
from ibis.expr.types import Table, Value

from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.measures.arithmetic import quotient
from binhyen.analytics.measures.asking import Measure
from binhyen.analytics.measures.totals import KEYS, shares_of, totals
from binhyen.analytics.rules.answers import SHARE_DECIMALS, Change, Mover, Reached
from binhyen.analytics.rules.declared import AddsUp, Declaration, Takes
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.rules.windows import previous, same_last_year
from binhyen.kernel.amounts import Bound
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.reports.rules.totals import Basis

_VALUE = f"decimal(38, {SHARE_DECIMALS})"
_BOTH = (Basis.SAVED, Basis.ACCEPTED)


def since_before(mart: Mart, question: Question) -> Table:
    """Return totals beside those of the period of the same type just before; rows of `Change`.

    Unit: the indicator's, of shares parts of one. Both stand on the question's map, or the last period's. Basis: the
    question's. Where either is not known there is no difference: a period that nobody reported is no decline.
    """
    return _changes(mart, question, previous)


def since_last_year(mart: Mart, question: Question) -> Table:
    """Return totals beside those of the same period a year before; rows of `Change`.

    Unit, map and basis as of `since_before`.
    """
    return _changes(mart, question, same_last_year)


def against_targets(mart: Mart, question: Question) -> Table:
    """Return the question's targets with the totals of their places and periods; rows of `Reached`.

    `relative` is the part of the target that is reached. Unit: the indicator's, of shares that of its numerator. Basis:
    the question's. Only indicators that may be scored have targets; a target that nobody reported on stands without an
    amount.
    """
    rows = [(one.indicator, one.place_id, one.period, one.dims, one.amount, one.home) for one in question.targets]
    columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * len(_TARGET)
    arrays = {name: pa.array(values, kind) for (name, kind), values in zip(_TARGET.items(), columns, strict=True)}
    wanted = ibis.memtable(pa.table(arrays))
    found = totals(mart, question)
    found = found.mutate(value=found.amount.cast(_VALUE))
    joined = wanted.left_join(found, [wanted[f"for_{key}"] == found[key] for key in KEYS])
    target = joined.aimed.cast(_VALUE)
    return joined.select(
        **{key: joined[f"for_{key}"] for key in KEYS},
        amount=joined.amount,
        denominator=joined.denominator,
        share=joined.share,
        bound=joined.bound.coalesce(Bound.EXACT.value),
        target=target,
        difference=joined.value - target,
        relative=quotient(joined.value, target, SHARE_DECIMALS),
        figures=joined.figures.coalesce(0),
        not_accepted=joined.not_accepted.coalesce(0),
        uncarried=joined.uncarried.coalesce(0),
        home=joined.home,
    ).order_by(*KEYS)


_TARGET = {
    "for_indicator": pa.string(),
    "for_place_id": pa.int64(),
    "for_period": pa.string(),
    "for_split": pa.string(),
    "aimed": pa.decimal128(38, SHARE_DECIMALS),
    "home": pa.string(),
}


def movers(mart: Mart, question: Question) -> Table:
    """Return how much each place contributed to the change since the period before; rows of `Mover`, the most first.

    For indicators that are added over places. A place that did not report counts as nothing here and has no amount, so
    that the differences of all places are the change of the whole. Basis: the question's.
    """
    found = since_before(mart, question)
    gap = found.amount.coalesce(0).cast(_VALUE) - found.other.coalesce(0)
    told = found.filter(found.uncarried == 0).mutate(gap=gap)
    group = ("indicator", "period", "split")
    told = told.mutate(whole=told.gap.sum().over(ibis.window(group_by=group)).cast(_VALUE))
    order = ibis.window(group_by=group, order_by=[told.gap.abs().desc(), told.place_id])
    return told.select(
        *KEYS,
        "amount",
        "other",
        "whole",
        difference=told.gap,
        part=quotient(told.gap, told.whole, SHARE_DECIMALS),
        order=ibis.row_number().over(order) + 1,
    ).order_by("indicator", "period", "split", "order")


def _changes(mart: Mart, question: Question, earlier: Callable[[Period], Period]) -> Table:
    pairs = {one.code: earlier(one) for one in question.periods}
    both = {one.code: one for one in (*question.periods, *pairs.values())}
    on_map = question.on_map or question.last
    asked_for = replace(question, periods=tuple(both.values()), on_map=on_map)
    found = valued(totals(mart, asked_for), question)
    now = found.filter(found.period.isin(list(pairs)))
    then = _under_later_codes(found, {other.code: code for code, other in pairs.items()})
    joined = now.outer_join(then, [now[key] == then[f"then_{key}"] for key in KEYS])
    return _compared(joined, {code: other.code for code, other in pairs.items()}).order_by(*KEYS)


def _under_later_codes(found: Table, codes: Mapping[str, str]) -> Table:
    """Return rows of earlier periods under the codes of those that they are compared with."""
    then = found.filter(found.period.isin(list(codes)))
    return then.select(
        then_indicator=then.indicator,
        then_place_id=then.place_id,
        then_period=then.period.cases(*codes.items(), else_=""),
        then_split=then.split,
        other=then.value,
        other_bound=then.bound,
        other_uncarried=then.uncarried,
    )


def _compared(joined: Table, earlier: Mapping[str, str]) -> Table:
    keys = {key: joined[key].coalesce(joined[f"then_{key}"]) for key in KEYS}
    difference = joined.value - joined.other
    return joined.select(
        **keys,
        amount=joined.amount,
        denominator=joined.denominator,
        share=joined.share,
        bound=joined.bound.coalesce(Bound.EXACT.value),
        against=keys["period"].cases(*earlier.items(), else_=""),
        other=joined.other,
        other_bound=joined.other_bound.coalesce(Bound.EXACT.value),
        difference=difference,
        relative=quotient(difference, joined.other.abs(), SHARE_DECIMALS),
        uncarried=joined.uncarried.coalesce(0) + joined.other_uncarried.coalesce(0),
    )


def valued(cells: Table, question: Question) -> Table:
    """Add to totals what is compared: of a share the share, else the amount."""
    codes = shares_of(question.indicators)
    amount: Value = cells.amount.cast(_VALUE)
    value = ibis.ifelse(cells.indicator.isin(codes), cells.share.cast(_VALUE), amount) if codes else amount
    return cells.mutate(value=value)


_ADDS_UP = AddsUp(
    gettext_noop("Totals are added first and compared then; differences of places add up to that of the whole."),
    gettext_noop("Each period stands beside another one; differences of several are not added."),
)


def _declared(code: str, name: str, about: str, takes: Takes = Takes.ALL, *, looks_back: bool = True) -> Declaration:
    return Declaration(
        code,
        name,
        about,
        gettext_noop("the indicator's unit, and parts of one"),
        "reports.rules.totals, indicators.rules.windows",
        _BOTH,
        _ADDS_UP,
        takes,
        splits=True,
        maps=True,
        looks_back=looks_back,
    )


SINCE_BEFORE = Measure(
    _declared(
        "since_before",
        gettext_noop("Against the period before"),
        gettext_noop("The total beside that of the period of the same type just before, both on one map."),
    ),
    Change,
    since_before,
)
SINCE_LAST_YEAR = Measure(
    _declared(
        "since_last_year",
        gettext_noop("Against last year"),
        gettext_noop("The total beside that of the same period a year before, both on one map."),
    ),
    Change,
    since_last_year,
)
AGAINST_TARGETS = Measure(
    _declared(
        "against_targets",
        gettext_noop("Against targets"),
        gettext_noop("What plans ask of places, and how much of it is reached. Never of indicators that press people."),
        Takes.SCORED,
        looks_back=False,
    ),
    Reached,
    against_targets,
)
MOVERS = Measure(
    _declared(
        "movers",
        gettext_noop("What made the change"),
        gettext_noop("How much each place contributed to a change, the largest first, whichever its sign."),
        Takes.ADDED,
    ),
    Mover,
    movers,
)
