"""Events in words: when, where, how they stand; what they came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.campaigns.models import Event
from binhyen.campaigns.rules import kinds
from binhyen.campaigns.rules.calendar import hour_text
from binhyen.registers.components.words import place_names
from binhyen.registers.queries.declared import registers

_LOOKS = {kinds.HELD: "met", kinds.PLANNED: "registered", kinds.POSTPONED: "returned", kinds.CANCELLED: "na"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands, as a chip."""

    code: str
    look: str
    word: str


def standing_of(code: str) -> Standing:
    """Return how an event stands; nothing said means that it was held."""
    code = code or kinds.HELD
    return Standing(code, _LOOKS[code], gettext(kinds.STANDINGS[code]))


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list."""

    record_id: int
    title: str
    kind: str
    since: date
    until: date | None
    hours: str
    venue: str
    place: str
    organiser: str
    standing: Standing

    @property
    def off(self) -> bool:
        """Tell whether it is not taking place as it was planned."""
        return self.standing.code in {kinds.POSTPONED, kinds.CANCELLED}


def lines_of(events: Sequence[Event]) -> list[EventLine]:
    """Return events as lists show them; one query for the names of places."""
    places = place_names(events, registers()["campaigns.events"]) if events else {}
    return [line_of(event, places.get(event.pk, "")) for event in events]


def line_of(event: Event, place: str) -> EventLine:
    """Return an event as a list shows it."""
    return EventLine(
        event.record_id,
        event.title,
        gettext(kinds.KINDS.get(event.kind, event.kind)),
        event.since,
        event.until,
        hour_text(event.begins, event.ends),
        event.venue,
        place,
        event.organiser,
        standing_of(event.standing),
    )
