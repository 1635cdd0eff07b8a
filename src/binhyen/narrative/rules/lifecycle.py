"""The life of a written report: drafted, submitted, taken back, sent back or signed; a draft may be dropped."""

from enum import StrEnum

from binhyen.kernel.lifecycles import Lifecycle


class TextState(StrEnum):
    """Where a written report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    DROPPED = "dropped"


class TextEvent(StrEnum):
    """What happens to one."""

    WRITE = "write"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    SIGN = "sign"
    DROP = "drop"


LIFE: Lifecycle[TextState, TextEvent] = Lifecycle(
    {
        (TextState.DRAFT, TextEvent.WRITE): TextState.DRAFT,
        (TextState.DRAFT, TextEvent.SUBMIT): TextState.SUBMITTED,
        (TextState.DRAFT, TextEvent.DROP): TextState.DROPPED,
        (TextState.SUBMITTED, TextEvent.WITHDRAW): TextState.DRAFT,
        (TextState.SUBMITTED, TextEvent.RETURN): TextState.DRAFT,
        (TextState.SUBMITTED, TextEvent.SIGN): TextState.SIGNED,
    }
)
LIVING = (TextState.DRAFT, TextState.SUBMITTED)
"""Still worked on: one of each kind, place and period."""
