"""Reads of the council: what may be put to its vote, what is being voted on, how it voted; a meeting's proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from binhyen.accounts.models import Holding
from binhyen.awards.models import AwardProposal
from binhyen.awards.queries.cases import SUBJECT, at_desk
from binhyen.awards.queries.settings import council_at
from binhyen.awards.rules.model import Council
from binhyen.awards.rules.principles import order_hint
from binhyen.kernel.actors import Actor
from binhyen.units.models import Committee, Meeting, Membership, MotionSubject
from binhyen.units.queries.committees import (
    Vote,
    committee_of,
    meeting_seen_by,
    meetings_seen_by,
    memberships_on,
    open_motions_on,
    votes_on,
)
from binhyen.units.queries.units import in_force
from binhyen.units.rules.committees import MeetingState, MemberRole

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CouncilDesk:
    """What the page of the council shows."""

    committee: Committee | None
    council: Council | None
    waiting: Sequence[AwardProposal]
    voting: Sequence[tuple[AwardProposal, Meeting]]
    voted: Sequence[tuple[AwardProposal, Vote]]
    meetings: Sequence[Meeting]

    @property
    def open_meetings(self) -> list[Meeting]:
        """Meetings that are open for motions."""
        return [one for one in self.meetings if one.state == MeetingState.OPEN]

    @property
    def unclosed(self) -> list[Meeting]:
        """Meetings for which signed minutes may still be entered."""
        return [one for one in self.meetings if one.state != MeetingState.CLOSED]

    @property
    def quorum_percent(self) -> int | None:
        """The whole percent by which a meeting of this committee asks exactly the settled part of its members."""
        members = self.committee.memberships.count() if self.committee else 0
        return quorum_percent(self.council, members) if self.council and members else None


def quorum_percent(council: Council, members: int) -> int:
    """Return the whole percent that asks for exactly the least number of members that reaches the quorum."""
    least = -(-members * council.quorum.numerator // council.quorum.denominator)
    return least * 100 // members


def council_desk(actor: Actor, today: date) -> CouncilDesk:
    """Return what waits for the council of a post's place; women and collectives of women first among equals (A5)."""
    rows = list(at_desk(actor, ("appraised",)).order_by("form", "recipient_kind", "id"))
    rows.sort(key=lambda row: (row.form, row.recipient_kind, order_hint(women=row.women), row.pk))
    ids = [row.record_id for row in rows]
    running = open_motions_on(SUBJECT, ids)
    votes = {pk: vote for pk, vote in votes_on(SUBJECT, ids).items() if pk not in running}
    committee = committee_of(actor.place_id, today)
    return CouncilDesk(
        committee=committee,
        council=council_at(actor.place_path, today),
        waiting=[row for row in rows if row.record_id not in running and row.record_id not in votes],
        voting=[(row, running[row.record_id].meeting) for row in rows if row.record_id in running],
        voted=[(row, votes[row.record_id]) for row in rows if row.record_id in votes],
        meetings=list(meetings_seen_by(actor).filter(committee=committee)[:_SHOWN]) if committee else [],
    )


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with what it voted on, for its minutes."""

    meeting: Meeting
    members: Sequence[Membership]
    present: Mapping[int, bool]
    """By membership: does the member vote on paper?"""
    votes: Sequence[tuple[AwardProposal, Vote]]
    still_open: bool


def sitting_of(actor: Actor, meeting_id: int) -> Sitting:
    """Return a meeting that voted on proposals; 404 where it is not seen, or voted on none."""
    meeting = meeting_seen_by(actor, meeting_id)
    rows = MotionSubject.objects.filter(meeting=meeting, subject_type=SUBJECT)
    ids = list(rows.values_list("subject_id", flat=True))
    if not ids:
        raise Http404
    proposals = {row.record_id: row for row in AwardProposal.objects.filter(superseded_at=None, record_id__in=ids)}
    votes = {pk: vote for pk, vote in votes_on(SUBJECT, ids).items() if vote.meeting_id == meeting.pk}
    return Sitting(
        meeting,
        memberships_on(meeting.committee, meeting.held_on),
        dict(meeting.presences.values_list("membership_id", "on_paper")),
        [(proposals[pk], votes[pk]) for pk in ids if pk in votes and pk in proposals],
        still_open=meeting.motions.filter(closed_at=None).exists(),
    )


def member_of(members: Sequence[Membership], *roles: MemberRole) -> Membership | None:
    """Return the first member with one of the roles, in the order of the roles."""
    return next((one for role in roles for one in members if one.role == role), None)


def holder_of(membership: Membership | None, day: date) -> str:
    """Return who held a member's post on a day; empty when nobody did."""
    if membership is None:
        return ""
    rows = Holding.objects.filter(in_force(day), post_id=membership.post_id).select_related("account")
    found = rows.order_by("pk").first()
    return found.account.full_name if found else ""
