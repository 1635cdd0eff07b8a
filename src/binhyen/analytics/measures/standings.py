"""How places stand among each other: ranks with ties, and how values are spread. For offices, never for the public."""

from functools import partial

import ibis
from ibis.expr.types import IntegerValue, Table, Value

from binhyen.analytics.marts.tables import Mart
from binhyen.analytics.measures.asking import Measure
from binhyen.analytics.measures.changes import valued
from binhyen.analytics.measures.totals import KEYS, totals
from binhyen.analytics.rules.answers import Spread, Standing
from binhyen.analytics.rules.declared import AddsUp, Declaration, Takes
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.rules.totals import Basis

_GROUP = ("indicator", "period", "split")
_PARTS = 20
"""Quantiles are counted in twentieths: a tenth, a quarter, the middle are whole numbers of them."""
_AT = {"tenth": 2, "quarter": 5, "middle": 10, "three_quarters": 15, "nine_tenths": 18}


def standings(mart: Mart, question: Question) -> Table:
    """Return the rank of each place among those of its tier that have a number; rows of `Standing`, the largest first.

    Shares rank by the share, else amounts. Places that are alike share the better rank. A place without a number has
    none and is nobody's peer. Basis: the question's. Only indicators that may be scored.
    """
    found = _with_numbers(mart, question)
    peers = ibis.window(group_by=_GROUP)
    alike = ibis.window(group_by=(*_GROUP, "value"))
    ranked = found.mutate(
        rank=ibis.rank().over(ibis.window(group_by=_GROUP, order_by=found.value.desc())) + 1,
        peers=found.count().over(peers),
        alike=found.count().over(alike),
    )
    return ranked.select(
        *KEYS,
        "amount",
        "share",
        "rank",
        "peers",
        "alike",
        below=ranked.peers - ranked["rank"] + 1 - ranked.alike,
    ).order_by("indicator", "period", "split", "rank", "place_id")


def spread(mart: Mart, question: Question) -> Table:
    """Return how the numbers of places are spread; rows of `Spread`.

    A quantile is the smallest value that so many places are at or below (nearest rank): one that a place has, so it is
    exact and the same in every engine. Basis: the question's. Only indicators that may be scored.
    """
    found = _with_numbers(mart, question)
    peers = ibis.window(group_by=_GROUP)
    order = ibis.window(group_by=_GROUP, order_by=[found.value, found.place_id])
    counted = found.mutate(number=ibis.row_number().over(order) + 1, places=found.count().over(peers))
    at = partial(_at, counted)
    return (
        counted.group_by(_GROUP)
        .agg(
            places=counted.place_id.count(),
            least=counted.value.min(),
            most=counted.value.max(),
            **{name: at(part) for name, part in _AT.items()},
        )
        .order_by(*_GROUP)
    )


def _at(counted: Table, part: int) -> Value:
    """Return the value of the place whose number is `part` twentieths of all, rounded up."""
    number: IntegerValue = (counted.places * part + _PARTS - 1) // _PARTS
    return counted.value.max(where=counted.number == number)


def _with_numbers(mart: Mart, question: Question) -> Table:
    found = valued(totals(mart, question), question)
    return found.filter(found.value.notnull())


_ADDS_UP = AddsUp(
    gettext_noop("Ranks are not added: places are compared within one tier and one period."),
    gettext_noop("Each period by itself."),
)
_BOTH = (Basis.SAVED, Basis.ACCEPTED)
STANDINGS = Measure(
    Declaration(
        "standings",
        gettext_noop("Place among peers"),
        gettext_noop(
            "How many places are above, alike and below. For the office that looks after them, not for a list."
        ),
        gettext_noop("rank"),
        "reports.rules.totals",
        _BOTH,
        _ADDS_UP,
        takes=Takes.SCORED,
        splits=True,
        maps=True,
    ),
    Standing,
    standings,
)
SPREAD = Measure(
    Declaration(
        "spread",
        gettext_noop("How values are spread"),
        gettext_noop("The least, the most and the values between, of places of one tier; no place is named."),
        gettext_noop("the indicator's unit, of shares parts of one"),
        "reports.rules.totals",
        _BOTH,
        _ADDS_UP,
        takes=Takes.SCORED,
        splits=True,
        maps=True,
    ),
    Spread,
    spread,
)
