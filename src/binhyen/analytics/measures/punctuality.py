"""How complete and how punctual reports are: as `reports.rules.timeliness` counts."""

from datetime import date

import ibis
from ibis.expr.types import BooleanValue, Table

from binhyen.analytics.marts.placing import Subject, asked, in_periods, placed
from binhyen.analytics.marts.tables import REPORTS, Mart
from binhyen.analytics.measures.arithmetic import AMOUNT, quotient
from binhyen.analytics.measures.asking import Measure
from binhyen.analytics.rules.answers import Punctuality
from binhyen.analytics.rules.declared import AddsUp, Declaration, Takes
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.rules.lifecycle import Standing, State

_HOURS_AHEAD = 7
"""Vietnam's day begins seven hours before that of the instants in the lake, all year round."""
_DONE = (State.ACCEPTED.value, State.CLOSED.value)


def punctuality(mart: Mart, question: Question) -> Table:
    """Return how many reports were expected, sent, in time, accepted, overdue; rows of `Punctuality`.

    Unit: reports. Reports count in the place in which they were told to lie. Those exempt and those the form does not
    concern are counted apart, so no share passes 100 %. Overdue is as of `question.today`.
    There is no basis: `accepted` is one of the numbers.
    """
    periods = asked(question.periods)
    rows = REPORTS.filter(REPORTS.form == question.form) if question.form else REPORTS
    rows = placed(mart, Subject(in_periods(rows, periods)), question, periods).rows
    stands = _stands(rows, question.today or question.last)
    counted = rows.group_by(form=rows.form, place_id=rows.place, period=rows.asked).agg(
        **{name: holds.cast("int64").sum() for name, holds in stands.items()}
    )
    return counted.mutate(
        sent_share=quotient(counted.sent.cast(AMOUNT), counted.expected.cast(AMOUNT)),
        on_time_share=quotient(counted.on_time.cast(AMOUNT), counted.expected.cast(AMOUNT)),
    ).order_by("form", "place_id", "period")


def _stands(rows: Table, today: date) -> dict[str, BooleanValue]:
    """Return the condition of each number, never null: the table of `timeliness`, over columns."""
    expected = rows.standing == Standing.EXPECTED.value
    sent = rows.first_submitted_at.notnull()
    day = (rows.first_submitted_at + ibis.interval(hours=_HOURS_AHEAD)).date()
    return {
        "expected": expected,
        "sent": expected & sent,
        "on_time": expected & (day <= rows.due_on).coalesce(ibis.literal(False)),  # noqa: FBT003 - a column's value
        "accepted": expected & rows.state.isin(_DONE),
        "overdue": expected & ~sent & (rows.due_on < today),
        "exempt": rows.standing == Standing.EXEMPT.value,
        "not_applicable": rows.standing == Standing.NOT_APPLICABLE.value,
    }


PUNCTUALITY = Measure(
    Declaration(
        "punctuality",
        gettext_noop("Completeness and punctuality of reports"),
        gettext_noop(
            "How many reports were expected, sent, sent in time and accepted; those exempt are counted apart."
        ),
        gettext_noop("reports"),
        "reports.rules.timeliness, NĐ 09/2019/NĐ-CP Đ8",
        (),
        AddsUp(
            gettext_noop("Reports are added; shares are ratios of the sums."),
            gettext_noop("Reports of several periods are added."),
        ),
        takes=Takes.NONE,
        maps=True,
    ),
    Punctuality,
    punctuality,
)
