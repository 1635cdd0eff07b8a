"""A life as a table: (state, event) → next state. Pages, actions and documentation read the same table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

Status = TypeVar("Status", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[Status, Event]):
    """The moves that exist. What is not in the table can't happen.

    Write ``LIFE: Lifecycle[Status, Event] = Lifecycle({...})``: subscripting the call fails on Python 3.11.
    """

    moves: Mapping[tuple[Status, Event], Status]

    def allows(self, status: Status, event: Event) -> bool:
        """Tell whether `event` may happen in `status`."""
        return (status, event) in self.moves

    def after(self, status: Status, event: Event) -> Status:
        """Return the state that follows; refuse with `lifecycle.no_such_move` where there is none."""
        try:
            return self.moves[status, event]
        except KeyError:
            raise Refused(no_such_move(status, event)) from None

    def before(self, event: Event) -> tuple[Status, ...]:
        """Return the states in which `event` may happen, in table order."""
        return tuple(status for status, name in self.moves if name == event)

    def events(self, status: Status) -> tuple[Event, ...]:
        """Return the events that may happen in `status`, in table order."""
        return tuple(event for state, event in self.moves if state == status)


def no_such_move(status: StrEnum, event: StrEnum) -> Finding:
    """Build the finding for a move that the table does not hold."""
    return Finding(
        "lifecycle.no_such_move",
        gettext_noop("“%(event)s” is not possible while the state is “%(status)s”."),
        params={"status": status.value, "event": event.value},
    )
