"""Reads of an event from within: who sees it, its parts in their order, what they come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import F, Q, QuerySet
from django.http import Http404

from binhyen.campaigns.models import Event
from binhyen.campaigns.rules.conference_programme import Item, Timed, timetable
from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import ancestors
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.registers.models import Link, Record, Step
from binhyen.registers.queries.declared import Register, registers, rows_now
from binhyen.registers.queries.entries import visible

EVENTS = "campaigns.events"
PROGRAMME, POINTS, PAPERS, PROPOSALS = (
    "campaigns.programme",
    "campaigns.points",
    "campaigns.papers",
    "campaigns.proposals",
)
QUESTIONS, HANDINGS, DELEGATES, CONCLUSIONS = (
    "campaigns.questions",
    "campaigns.handings",
    "campaigns.delegates",
    "campaigns.conclusions",
)
Row = Any
"""A row of a part's own table: each has the columns that its register declares."""


def event_seen_by(actor: Actor, record_id: int) -> Event:
    """Return an event for a person: of the places covered, or held by a place above that connects theirs.

    Http404 when it is not there for this person.
    """
    register = registers()[EVENTS]
    above = {path for scope in actor.scopes for path in ancestors(scope)}
    seen = visible(register, actor)
    if actor.role in register.readers:
        seen |= Q(place_path__in=above)
    rows = Event.objects.filter(superseded_at__isnull=True, record_id=record_id).filter(seen)
    found = rows.select_related("record").first()
    if found is None:
        raise Http404
    return found


def register_of(code: str) -> Register:
    """Return the register of a part."""
    return registers()[code]


def parts(code: str, event_id: int) -> QuerySet[Any]:
    """Return what belongs to an event in one register, in its order; whatever anybody sees."""
    register = registers()[code]
    rows: QuerySet[Any] = rows_now(register).filter(**_of(event_id)).select_related("record")
    if "position" in register.by_name:
        return rows.order_by("on", F("position").asc(nulls_last=True), "record_id")
    return rows.order_by("on", "record_id")


def parts_seen_by(code: str, event_id: int, actor: Actor) -> list[Row]:
    """Return what a person sees of an event in one register. One query."""
    return list(parts(code, event_id).filter(visible(registers()[code], actor)))


def next_position(code: str, event_id: int) -> int:
    """Return the place after the last part."""
    rows = rows_now(registers()[code]).filter(**_of(event_id))
    return max((row.position or 0 for row in cast("Iterable[Row]", rows)), default=0) + 1


def _of(event_id: int) -> dict[str, int]:
    return {"event_id": event_id}


def timed(event: Event, items: Iterable[Row]) -> tuple[Timed, ...]:
    """Return programme items on the clock."""
    plain = [Item(row.record_id, row.part, row.starts, row.minutes or 0, row.content, row.who) for row in items]
    return timetable(plain, event.begins)


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many were invited and there; `seats` are those of the list at the door."""

    invited: int
    present: int
    excused: int = 0

    @property
    def absent(self) -> int:
        """How many neither came nor were excused."""
        return max(self.invited - self.present - self.excused, 0)


def attendance(delegates: Sequence[Row]) -> Attendance:
    """Return what the list of delegates says."""
    states = [row.state for row in delegates]
    return Attendance(len(states), states.count("present"), states.count("excused"))


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a delegate was marked as present, and where ("" in the main hall)."""

    step_id: int
    at: datetime
    on: date


def arrivals(record_ids: Iterable[int]) -> dict[int, Arrival]:
    """Return when delegates were marked as present. One query."""
    rows = Step.objects.filter(record_id__in=list(record_ids), code="arrive", superseded_at__isnull=True)
    return {row.record_id: Arrival(row.pk, row.recorded_at, row.on) for row in rows}


def reasons(record_ids: Iterable[int]) -> dict[int, str]:
    """Return the last remark of each record's steps: why a proposal was accepted or declined. One query."""
    rows = Step.objects.filter(record_id__in=list(record_ids), superseded_at__isnull=True).order_by("on", "id")
    return {row.record_id: row.note for row in rows if row.note}


def tasks_of(record_ids: Iterable[int]) -> dict[int, Record]:
    """Return the task that each proposal is linked to. One query."""
    ids = list(record_ids)
    rows = Link.objects.filter(removed_at=None, other_id__in=ids, record__register="plans.tasks")
    return {row.other_id: row.record for row in rows.select_related("record").order_by("pk")}


def by_agency(delegates: Iterable[Row], words: str = "") -> list[Row]:
    """Return delegates in the order of a list: by agency, position, seat; narrowed to words without diacritics."""
    wanted = fold(words).split()
    kept = [row for row in delegates if all(word in row.fold for word in wanted)]
    return sorted(kept, key=lambda row: (sort_key(row.agency.lower()), sort_key(row.role.lower()), row.seat or 0))


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that letters of an event say, whoever reads them. Ten queries."""

    event: Event
    timed: tuple[Timed, ...]
    points: Sequence[Row]
    papers: Sequence[Row]
    proposals: Sequence[Row]
    reasons: dict[int, str]
    questions: Sequence[Row]
    handings: Sequence[Row]
    delegates: Sequence[Row]
    conclusions: Sequence[Row]

    @property
    def chair(self) -> str:
        """The post that chairs: the head of the main point."""
        return next((row.head for row in self.points if row.main and row.head), "")

    @property
    def connected(self) -> list[Row]:
        """The points beside the main one."""
        return [row for row in self.points if not row.main]


def course_of(event: Event) -> Course:
    """Gather an event's parts for its letters."""
    found = {code: list(parts(code, event.record_id)) for code in _OF_LETTERS}
    return Course(
        event,
        timed(event, found[PROGRAMME]),
        found[POINTS],
        found[PAPERS],
        found[PROPOSALS],
        reasons(row.record_id for row in found[PROPOSALS]),
        found[QUESTIONS],
        found[HANDINGS],
        by_agency(found[DELEGATES]),
        found[CONCLUSIONS],
    )


_OF_LETTERS = (PROGRAMME, POINTS, PAPERS, PROPOSALS, QUESTIONS, HANDINGS, DELEGATES, CONCLUSIONS)


def part_seen_by(code: str, record_id: int, actor: Actor) -> list[Row]:
    """Return the part with a record, if it is of this register and this person sees it."""
    register = registers()[code]
    return list(rows_now(register).filter(record_id=record_id).filter(visible(register, actor)))
