"""The page of an event: what every entry shows, with its day, its numbers and its campaign before all else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext

from binhyen.campaigns.components.conference import TAB_OF
from binhyen.campaigns.components.events import EventLine, line_of, lines_of
from binhyen.campaigns.models import Event
from binhyen.campaigns.queries.drives import parts_of
from binhyen.campaigns.rules.calendar import month_of
from binhyen.campaigns.rules.kinds import CONFERENCE, FESTIVAL
from binhyen.kernel.actors import Actor
from binhyen.registers.components.entry import EntryPage, entry_page
from binhyen.registers.components.words import Shown, records_in, shown
from binhyen.registers.queries.declared import registers
from binhyen.registers.rules.addresses import lines as lines_address

_INNER = frozenset({CONFERENCE, FESTIVAL})
_LEAD = 4
_EVENTS = "campaigns.events"


@dataclass(frozen=True, slots=True)
class Lead:
    """One of the numbers that stand first: it opens into what its place and month came to."""

    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything that the page of an event shows."""

    entry: EntryPage
    line: EventLine
    leads: Sequence[Lead]
    parts: Sequence[EventLine]
    inner: bool
    """Has a programme, delegates, papers: an inner life of its own."""


def event_page(record_id: int, actor: Actor, now: datetime) -> EventPage:
    """Gather an event's page; Http404 when it is not there for this person."""
    page = entry_page(registers()[_EVENTS], record_id, actor, now)
    event = page.entry
    assert isinstance(event, Event)  # noqa: S101 - the register's own model
    told = [one for one in page.children if one.total]
    inner = event.kind in _INNER or any(one.register.code in TAB_OF for one in told)
    children = [one for one in told if one.register.code not in TAB_OF]
    return EventPage(
        replace(page, children=children, sections=_sections(page, actor)),
        line_of(event, page.place),
        _leads(page, actor),
        lines_of(parts_of(record_id, actor)),
        inner,
    )


_SAID_ABOVE = frozenset({"name", "since", "until", "begins", "ends", "venue", "standing"})
"""Fields that the head of the page says already."""


def _sections(page: EntryPage, actor: Actor) -> list[tuple[str, list[Shown]]]:
    """Return what is said in two parts: about the event, and its numbers."""
    facts = page.facts
    kept = [one for one in page.register.fields if one.name not in _SAID_ABOVE]
    records = records_in(page.register, [facts], actor)
    said = [value for one in kept if (value := shown(one, facts, records)).text]
    numbers = [value for value in said if value.numeric]
    return [
        (name, values)
        for name, values in (
            ("", [value for value in said if not value.numeric]),
            (gettext("Numbers"), numbers),
        )
        if values
    ]


def _leads(page: EntryPage, actor: Actor) -> list[Lead]:
    """Return the first numbers that the event gave to reports: itself, who came, what came of it.

    They open for who covers the place; others read the event alone.
    """
    found = []
    for one in sorted(page.counts, key=lambda count: count.row.pk)[:_LEAD]:
        row = one.row
        query = {"chi_tieu": row.indicator, "noi": page.record.place_id, "ky": month_of(row.since).code}
        found.append(Lead(one.name, one.amount, lines_address(query) if actor.covers(page.record.place_path) else ""))
    return found
