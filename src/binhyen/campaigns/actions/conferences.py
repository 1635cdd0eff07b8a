"""Writes of an event's parts: one or some at once, a programme laid out, an order changed, seats given out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.campaigns.models import Event
from binhyen.campaigns.permissions import may_arrange
from binhyen.campaigns.queries.conferences import (
    DELEGATES,
    PROGRAMME,
    Arrival,
    arrivals,
    next_position,
    parts,
    register_of,
)
from binhyen.campaigns.rules.conference_programme import moved, usual_order
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import hold, write_entries
from binhyen.registers.models import Entry
from binhyen.registers.permissions import may_change
from binhyen.registers.queries.declared import Draft, Register
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import Facts, StepFacts, Value

MOST_SEATS = 300
"""Seats that one line of an invitation may ask for."""
Values = Mapping[str, Value]


def draft_of(register: Register, event: Event, values: Values, place_id: int = 0) -> Draft:
    """Return a part of an event as it is to be written: on the event's first day and at its place unless it says so."""
    said: dict[str, Value] = {"on": event.since, **values, "event": event.record_id}
    kept = {name: value for name, value in said.items() if name in register.by_name}
    return Draft(Facts(place_id or event.place_id, kept))


@transaction.atomic
def add_parts(
    *, code: str, event: Event, rows: Sequence[Values], by: Actor, at: datetime, place_id: int = 0
) -> list[Entry]:
    """Write parts of an event, all or none; ordered ones come after the last. Refused as `write_entries` is."""
    register = register_of(code)
    if "position" not in register.by_name:
        drafts = [draft_of(register, event, row, place_id) for row in rows]
        return write_entries(register=register, drafts=drafts, by=by, at=at)
    hold([event.record_id])
    first = next_position(code, event.record_id)
    placed = [{**row, "position": row.get("position") or first + turn} for turn, row in enumerate(rows)]
    drafts = [draft_of(register, event, row, place_id) for row in placed]
    return write_entries(register=register, drafts=drafts, by=by, at=at)


@transaction.atomic
def lay_out_programme(*, event: Event, by: Actor, at: datetime) -> list[Entry]:
    """Write the usual order of this kind of event as its programme, to be changed. Refused where it has one already."""
    may_arrange(by, event).require()
    hold([event.record_id])
    if parts(PROGRAMME, event.record_id).exists():
        message = gettext_noop("This event has a programme already. Change it, or take its items back first.")
        raise Refused(Finding("campaigns.has_programme", message))
    rows: list[Values] = [
        {"part": one.part, "minutes": one.minutes, "content": one.content} for one in usual_order(event.kind)
    ]
    return add_parts(code=PROGRAMME, event=event, rows=rows, by=by, at=at)


@transaction.atomic
def move_part(*, code: str, event: Event, record_id: int, up: bool, by: Actor, at: datetime) -> list[Entry]:
    """Put a part one place earlier or later; at the ends nothing happens. Refused as `write_entries` is."""
    hold([event.record_id])
    register = register_of(code)
    may_arrange(by, event).require()
    rows = list(parts(code, event.record_id))
    order = moved([row.record_id for row in rows], record_id, up=up)
    places = {one: place for place, one in enumerate(order, start=1)}
    drafts = []
    for row in rows:
        facts = facts_of(register, row)
        if facts.values.get("position") != places[row.record_id]:
            values = {**facts.values, "position": places[row.record_id]}
            drafts.append(Draft(replace(facts, values=values), row.record_id, row.pk))
    return write_entries(register=register, drafts=drafts, by=by, at=at) if drafts else []


# ------------------------------------------------------------------ delegates


@dataclass(frozen=True, slots=True)
class Invitation:
    """One line of an invitation: an agency, a position, how many seats, and the point where they sit."""

    agency: str
    role: str = ""
    seats: int = 1
    point_id: int | None = None


@transaction.atomic
def invite(*, event: Event, lines: Sequence[Invitation], by: Actor, at: datetime, place_id: int = 0) -> list[Entry]:
    """Give out seats: each line makes as many as it says, numbered on from those that the agency has.

    Refused for no seat or too many in a line, and as `write_entries` is.
    """
    wrong = next((one for one in lines if not 1 <= one.seats <= MOST_SEATS), None)
    if wrong is not None:
        message = gettext_noop("%(agency)s: between 1 and %(most)s seats can be given out at once.")
        params = {"agency": wrong.agency, "most": MOST_SEATS}
        raise Refused(Finding("campaigns.seats", message, params=params, where="lines"))
    hold([event.record_id])
    taken = _seats_taken(event)
    rows: list[Values] = []
    for line in lines:
        key = (line.agency.casefold(), line.role.casefold())
        first = taken.get(key, 0) + 1
        taken[key] = first + line.seats - 1
        rows += [
            {"agency": line.agency, "role": line.role, "seat": seat, "point": line.point_id}
            for seat in range(first, first + line.seats)
        ]
    return add_parts(code=DELEGATES, event=event, rows=rows, by=by, at=at, place_id=place_id)


def _seats_taken(event: Event) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row in parts(DELEGATES, event.record_id):
        values = facts_of(register_of(DELEGATES), row)
        key = (values.text("agency").casefold(), values.text("role").casefold())
        found[key] = max(found.get(key, 0), values.number("seat") or 1)
    return found


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A delegate who was marked as present; `before` says when, if somebody did so already."""

    record_id: int
    before: Arrival | None = None


@transaction.atomic
def check_in(*, event: Event, record_id: int, by: Actor, at: datetime) -> CheckedIn:
    """Mark a delegate as present, once: a badge that is shown again is answered with when it was shown first.

    Refused before the event's first day; after its last day the last one is written down. Forbidden: a seat that is
    not the post's to keep; 404 for one of another event.
    """
    hold([record_id])
    register = register_of(DELEGATES)
    row = parts(DELEGATES, event.record_id).filter(record_id=record_id).first()
    if row is None:
        raise Http404
    may_change(register, by, row.record).require()
    known = arrivals([record_id]).get(record_id)
    if known is not None:
        return CheckedIn(record_id, known)
    step = StepFacts("arrive", _door_day(event, timezone.localdate(at)))
    take_step(register=register, record_id=record_id, step=step, by=by, at=at)
    return CheckedIn(record_id)


def _door_day(event: Event, today: date) -> date:
    if today < event.since:
        message = gettext_noop("The door opens on %(day)s, the day of the event. Check delegates in then.")
        raise Refused(Finding("campaigns.door_closed", message, params={"day": short_date(event.since)}))
    return min(today, event.until or event.since)
