"""The life of a report as a table: from a draft to a closed report, and back for a correction."""

from enum import StrEnum

from binhyen.kernel.lifecycles import Lifecycle


class State(StrEnum):
    """Where a report stands. `correcting` is a report that was accepted and is written again as a new revision."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    CORRECTING = "correcting"


class Event(StrEnum):
    """What may happen to a report."""

    ENTER = "enter"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    """Taken back by its author before anybody looked at it."""
    RETURN = "return"
    """Sent back with reasons at cells; cells that are right may be accepted in the same step."""
    ACCEPT = "accept"
    CLOSE = "close"
    CORRECT = "correct"
    """Opened again after acceptance, with a reason, as a new revision."""
    DROP_CORRECTION = "drop_correction"
    """The correction is given up: what was accepted stands."""


class Standing(StrEnum):
    """Whether a report is expected at all; apart from its state."""

    EXPECTED = "expected"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"


class Timeliness(StrEnum):
    """How a report stands to its day. Shares count `expected` reports alone, so they never pass 100 %."""

    DUE = "due"
    ON_TIME = "on_time"
    LATE = "late"
    """Sent after its day."""
    OVERDUE = "overdue"
    """Not sent, and its day is over."""
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"


REPORT: Lifecycle[State, Event] = Lifecycle(
    {
        (State.DRAFT, Event.ENTER): State.DRAFT,
        (State.DRAFT, Event.SUBMIT): State.SUBMITTED,
        (State.SUBMITTED, Event.WITHDRAW): State.DRAFT,
        (State.SUBMITTED, Event.RETURN): State.RETURNED,
        (State.SUBMITTED, Event.ACCEPT): State.ACCEPTED,
        (State.RETURNED, Event.ENTER): State.RETURNED,
        (State.RETURNED, Event.SUBMIT): State.SUBMITTED,
        (State.ACCEPTED, Event.CLOSE): State.CLOSED,
        (State.ACCEPTED, Event.CORRECT): State.CORRECTING,
        (State.CLOSED, Event.CORRECT): State.CORRECTING,
        (State.CORRECTING, Event.ENTER): State.CORRECTING,
        (State.CORRECTING, Event.SUBMIT): State.SUBMITTED,
        (State.CORRECTING, Event.DROP_CORRECTION): State.ACCEPTED,
    }
)
EDITABLE = REPORT.before(Event.ENTER)
"""States in which cells are written."""
SENT = (State.SUBMITTED, State.ACCEPTED, State.CLOSED)
"""States in which the report lies with the body that receives it."""
