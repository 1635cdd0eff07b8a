"""Kinds of what is said beside figures: remarks at cells, difficulties and proposals."""

from enum import StrEnum

from binhyen.kernel.lifecycles import Lifecycle


class RemarkKind(StrEnum):
    """What a remark at a cell is."""

    RETURNED = "returned"
    """Why the cell was sent back; resolved when the report is sent again."""
    QUESTION = "question"
    REPLY = "reply"


class DifficultyKind(StrEnum):
    """A difficulty is what hinders; a proposal is what is asked for."""

    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"


class DifficultyState(StrEnum):
    """Where a difficulty stands."""

    OPEN = "open"
    ANSWERED = "answered"
    SOLVED = "solved"


class DifficultyEvent(StrEnum):
    """What may happen to a difficulty."""

    ANSWER = "answer"
    CONFIRM = "confirm"
    REOPEN = "reopen"


DIFFICULTY: Lifecycle[DifficultyState, DifficultyEvent] = Lifecycle(
    {
        (DifficultyState.OPEN, DifficultyEvent.ANSWER): DifficultyState.ANSWERED,
        (DifficultyState.ANSWERED, DifficultyEvent.ANSWER): DifficultyState.ANSWERED,
        (DifficultyState.ANSWERED, DifficultyEvent.CONFIRM): DifficultyState.SOLVED,
        (DifficultyState.ANSWERED, DifficultyEvent.REOPEN): DifficultyState.OPEN,
        (DifficultyState.SOLVED, DifficultyEvent.REOPEN): DifficultyState.OPEN,
    }
)
