"""The page of a committee, in parts: seats of today by role, decisions with what they changed, who votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.actors import Actor
from binhyen.plans.queries.committees import Seat, Turn, electorate_of, seats_of, turns_of
from binhyen.plans.rules.committees import NOT_MEMBERS, SEAT_ROLES
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import registers


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as the page shows it."""

    seat: Seat
    role: str
    href: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A decision as the page shows it."""

    turn: Turn
    opened: Sequence[SeatRow]
    closed: Sequence[SeatRow]


@dataclass(frozen=True, slots=True)
class CommitteeParts:
    """Who sits today, and how it came to that."""

    seats: Sequence[SeatRow]
    members: int
    assistants: int
    turns: Sequence[TurnRow]
    electorate: int | None
    """The committee of posts that votes here, where one was formed."""


def committee_parts(actor: Actor, committee: Entry, today: date) -> CommitteeParts:
    """Gather a committee's seats: three queries."""
    every = seats_of(committee.record_id, actor)
    rows = {seat.row.record_id: _row(seat) for seat in every}
    now = [rows[seat.row.record_id] for seat in every if seat.stands(today)]
    assistants = sum(row.seat.row.role in NOT_MEMBERS for row in now)
    voting = electorate_of(committee.place_id, today)
    return CommitteeParts(
        now,
        len(now) - assistants,
        assistants,
        [_turn(turn, rows) for turn in turns_of(every)],
        voting.pk if voting is not None and actor.covers(committee.place_path) else None,
    )


def _row(seat: Seat) -> SeatRow:
    href = registers()["plans.seats"].href_of(seat.row.record_id)
    return SeatRow(seat, SEAT_ROLES.get(seat.row.role, ""), href)


def _turn(turn: Turn, rows: dict[int, SeatRow]) -> TurnRow:
    opened, closed = ([rows[seat.row.record_id] for seat in seats] for seats in (turn.opened, turn.closed))
    return TurnRow(turn, opened, closed)
