"""Committees composed anew and dissolved: one decision closes all seats and opens others. Nothing is rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.http import Http404

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.plans.models import SteeringCommittee
from binhyen.plans.queries.committees import Seat, seats_of
from binhyen.plans.registers import COMMITTEES, SEATS
from binhyen.plans.rules.committees import (
    DISSOLVE,
    DISTRICT,
    NO_DISTRICTS_FROM,
    RELEASE,
    RENEW,
    SeatDraft,
    renewal_findings,
)
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.models import Record
from binhyen.registers.permissions import may_change
from binhyen.registers.queries.declared import Draft
from binhyen.registers.rules.facts import Facts, StepFacts


@dataclass(frozen=True, slots=True)
class ByDecision:
    """The decision that changes a committee, and the day on which it takes effect."""

    document: str
    on: date


@transaction.atomic
def renew_committee(
    *, committee_id: int, decision: ByDecision, seats: Sequence[SeatDraft], by: Actor, at: datetime
) -> list[int]:
    """Compose a committee anew (kiện toàn): release everybody who sits on it, seat those of the list; return records.

    Refused: a list without exactly one head, a seat without post or agency, a decision that is not named, a day that
    is not over or lies before seats that were opened. Forbidden: a committee that is not the post's.
    """
    record = _held(committee_id, by)
    refuse(renewal_findings(seats))
    standing = _standing(record, by, decision.on)
    take_step(register=COMMITTEES, record_id=record.pk, step=_step(RENEW, decision), by=by, at=at)
    _release(standing, decision, by, at)
    district = SteeringCommittee.objects.filter(record=record, superseded_at=None, level=DISTRICT).exists()
    last = NO_DISTRICTS_FROM - timedelta(days=1) if district else None
    drafts = [Draft(_facts(record, seat, decision, last)) for seat in seats]
    return [row.record_id for row in write_entries(register=SEATS, drafts=drafts, by=by, at=at)]


@transaction.atomic
def dissolve_committee(*, committee_id: int, decision: ByDecision, by: Actor, at: datetime) -> Record:
    """Dissolve a committee and release everybody who sits on it. Refused without its decision."""
    record = _held(committee_id, by)
    _release(_standing(record, by, decision.on), decision, by, at)
    take_step(register=COMMITTEES, record_id=record.pk, step=_step(DISSOLVE, decision), by=by, at=at)
    record.refresh_from_db()
    return record


def _held(committee_id: int, by: Actor) -> Record:
    record = Record.objects.filter(pk=committee_id, register=COMMITTEES.code, removed_at=None).first()
    if record is None or not by.covers(record.place_path):
        raise Http404
    may_change(COMMITTEES, by, record).require()
    return record


def _standing(record: Record, by: Actor, on: date) -> list[Seat]:
    """Return the seats that are taken; refused where one was opened on the day or after it."""
    seats = [seat for seat in seats_of(record.pk, by) if seat.gone is None or seat.gone > on]
    later = [seat for seat in seats if seat.row.since >= on]
    if later:
        message = gettext_noop("Seats were opened on %(day)s already. A new decision is dated after that day.")
        day = max(seat.row.since for seat in later)
        raise Refused(Finding("plans.renewed_already", message, params={"day": f"{day:%d/%m/%Y}"}, where="on"))
    return seats


def _release(seats: Sequence[Seat], decision: ByDecision, by: Actor, at: datetime) -> None:
    for seat in seats:
        take_step(register=SEATS, record_id=seat.row.record_id, step=_step(RELEASE, decision), by=by, at=at)


def _step(code: str, decision: ByDecision) -> StepFacts:
    return StepFacts(code, decision.on, document=decision.document)


def _facts(record: Record, seat: SeatDraft, decision: ByDecision, last: date | None) -> Facts:
    return Facts(
        record.place_id,
        {
            "committee": record.pk,
            "role": seat.role.value,
            "position": seat.position.strip(),
            "agency": seat.agency.strip(),
            "holder": seat.holder.strip(),
            "area": seat.area.strip(),
            "duties": seat.duties.strip(),
            "since": decision.on,
            "until": last,
            "decision": decision.document,
        },
    )
