"""What registers count: flows on their day, stocks at the end of a period, names once however often they stand."""

from collections.abc import Collection

import ibis
from ibis.expr.types import Table

from binhyen.analytics.marts.figures import Ways, narrowed
from binhyen.analytics.marts.placing import Placed, Subject, asked, happened_in, placed, standing_in
from binhyen.analytics.marts.tables import TALLIES, Mart
from binhyen.analytics.measures.asking import Measure
from binhyen.analytics.measures.totals import KEYS, numbers, sums
from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.declared import AddsUp, Declaration
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import distinct_indicators, stocks

_COUNTED = Ways(frozenset(), frozenset(), frozenset())
"""What is counted anew for each place and period always makes a number."""


def registers(mart: Mart, question: Question) -> Table:
    """Return what the ledger of registers counts; rows of `Cell`, `figures` being its lines.

    Unit: the indicator's. Of a flow what happened in the period, of a stock what stood at its end; what is counted once
    (kinds of schemes) by distinct names. Nobody accepts a register: it has no basis, and `not_accepted` is zero.
    """
    rows = _lines(question)
    if question.cell is not None:
        rows = rows.filter(rows.dims == question.cell)
    lying = placed(mart, Subject(rows, "since", early=None), question, asked(question.periods))
    taken = Placed(narrowed(lying.rows, question), lying.weighed)
    clear = ~taken.rows.unclear if taken.weighed else None
    added = sums(taken, question, kinds=taken.rows.token.nunique(where=clear))
    once = sorted(distinct_indicators() & set(question.indicators))
    return numbers(_counted_once(added, once) if once else added, question, _COUNTED).order_by(*KEYS)


def _lines(question: Question) -> Table:
    """Return the lines that belong to asked periods, in the columns that sums need."""
    lasting = set(question.indicators) & stocks()
    passing = set(question.indicators) - lasting
    periods, lines = asked(question.periods), TALLIES
    found = []
    if passing:
        happened = lines.filter(lines.indicator.isin(sorted(passing)))
        found.append(happened_in(happened, "since", periods))
    if lasting:
        stood = lines.filter(lines.indicator.isin(sorted(lasting)))
        found.append(standing_in(stood, "since", "until", periods))
    rows = ibis.union(*found) if len(found) > 1 else found[0]
    return rows.mutate(accepted=ibis.literal(True), start=rows["first"], end=rows["last"])  # noqa: FBT003 - a value


def _counted_once(added: Table, once: Collection[str]) -> Table:
    """Return sums in which the number of distinct names stands where an indicator counts them."""
    names = added.indicator.isin(once)
    return added.mutate(
        total=ibis.ifelse(names, added.kinds.cast(added.total.type()), added.total),
        whole=ibis.ifelse(names, ibis.null(added.whole.type()), added.whole),
        lower=ibis.ifelse(names, ibis.literal(0, "int8"), added.lower),
        upper=ibis.ifelse(names, ibis.literal(0, "int8"), added.upper),
        known=ibis.ifelse(names, added.figures, added.known),
    )


REGISTERS = Measure(
    Declaration(
        "registers",
        gettext_noop("Counts of registers"),
        gettext_noop("What entries of registers count now: what happened in a period, and what stood at its end."),
        gettext_noop("the indicator's unit"),
        "registers.rules.ledger, ADR 0111",
        (),
        AddsUp(
            gettext_noop("Lines are added; what is counted once is counted once in the whole as well."),
            gettext_noop("Flows are added, stocks stand at the end of the period."),
        ),
        splits=True,
        maps=True,
    ),
    Cell,
    registers,
)
