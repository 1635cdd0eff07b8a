"""When a report is on time, and how much of what is expected is there. Shares never pass 100 %."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.reports.rules.lifecycle import Standing, State, Timeliness


@dataclass(frozen=True, slots=True)
class Expected:
    """What timeliness asks of a report."""

    standing: Standing
    state: State
    due_on: date
    sent_on: date | None


def timeliness(report: Expected, today: date) -> Timeliness:
    """Say how a report stands to its day. It is on time when it was sent on that day or before."""
    if report.standing is Standing.EXEMPT:
        return Timeliness.EXEMPT
    if report.standing is Standing.NOT_APPLICABLE:
        return Timeliness.NOT_APPLICABLE
    if report.sent_on is None:
        return Timeliness.OVERDUE if today > report.due_on else Timeliness.DUE
    return Timeliness.LATE if report.sent_on > report.due_on else Timeliness.ON_TIME


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many reports were expected, sent, sent on time and accepted. Those not expected are counted apart."""

    expected: int = 0
    sent: int = 0
    on_time: int = 0
    accepted: int = 0
    overdue: int = 0
    exempt: int = 0
    not_applicable: int = 0

    @property
    def missing(self) -> int:
        """Expected and not sent."""
        return self.expected - self.sent

    @property
    def late(self) -> int:
        """Sent after their day."""
        return self.sent - self.on_time

    @property
    def not_accepted(self) -> int:
        """Sent and not accepted yet."""
        return self.sent - self.accepted


def completeness(reports: Iterable[Expected], today: date) -> Completeness:
    """Count. A report that was exempted and sent all the same is not among those expected."""
    counted = [(one, timeliness(one, today)) for one in reports]
    expected = [(one, how) for one, how in counted if one.standing is Standing.EXPECTED]
    return Completeness(
        expected=len(expected),
        sent=sum(one.sent_on is not None for one, _ in expected),
        on_time=sum(how is Timeliness.ON_TIME for _, how in expected),
        accepted=sum(one.state in {State.ACCEPTED, State.CLOSED} for one, _ in expected),
        overdue=sum(how is Timeliness.OVERDUE for _, how in expected),
        exempt=sum(how is Timeliness.EXEMPT for _, how in counted),
        not_applicable=sum(how is Timeliness.NOT_APPLICABLE for _, how in counted),
    )
