"""Reads of committees: who sits on one on a day, and what each decision changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.plans.models import CommitteeSeat
from binhyen.plans.rules.committees import RELEASE, ROLE_ORDER
from binhyen.registers.models import Step
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import visible
from binhyen.units.models import Committee
from binhyen.units.queries.committees import committee_of


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat with the first day on which it is no more, and the decision that ended it."""

    row: CommitteeSeat
    gone: date | None
    ended_by: str

    def stands(self, day: date) -> bool:
        """Tell whether somebody sits on it on a day."""
        return self.row.since <= day and (self.gone is None or day < self.gone)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one decision did: seats it opened and seats it closed."""

    on: date
    decision: str
    opened: Sequence[Seat]
    closed: Sequence[Seat]


def seats_of(committee: int, actor: Actor) -> list[Seat]:
    """Return every seat of a committee that a person sees, the head first; two queries."""
    rows = CommitteeSeat.objects.filter(committee_id=committee, superseded_at=None)
    seen = rows if actor is SYSTEM else rows.filter(visible(registers()["plans.seats"], actor))
    listed = sorted(seen.select_related("record"), key=lambda row: (ROLE_ORDER.get(row.role, 99), row.pk))
    steps = Step.objects.filter(record_id__in=[row.record_id for row in listed], superseded_at=None, code=RELEASE)
    released = {step.record_id: step for step in steps}
    return [_seat(row, released.get(row.record_id)) for row in listed]


def _seat(row: CommitteeSeat, step: Step | None) -> Seat:
    last = row.until + timedelta(days=1) if row.until else None
    if step is not None and (last is None or step.on <= last):
        return Seat(row, step.on, step.document)
    return Seat(row, last, "")


def turns_of(seats: Sequence[Seat]) -> list[Turn]:
    """Return what each decision changed, newest first."""
    days = {seat.row.since for seat in seats} | {seat.gone for seat in seats if seat.gone}
    return [_turn(day, seats) for day in sorted(days, reverse=True)]


def _turn(day: date, seats: Sequence[Seat]) -> Turn:
    opened = [seat for seat in seats if seat.row.since == day]
    closed = [seat for seat in seats if seat.gone == day]
    named = [seat.row.decision for seat in opened] + [seat.ended_by for seat in closed]
    return Turn(day, next((one for one in named if one), ""), opened, closed)


def electorate_of(place_id: int, day: date) -> Committee | None:
    """Return the committee of posts that votes in a place on a day, where one was formed."""
    return committee_of(place_id, day)
