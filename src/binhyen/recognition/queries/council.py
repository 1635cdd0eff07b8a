"""Reads of the council: what may be put to its vote, what was voted, a meeting with its dossiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from binhyen.accounts.models import Holding
from binhyen.kernel.actors import Actor
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.queries.dossiers import DossierFilter, dossiers_seen_by
from binhyen.recognition.queries.rounds import rounds_seen_by, settings_of_round
from binhyen.recognition.rules.lifecycle import State
from binhyen.recognition.rules.settings import RoundSettings
from binhyen.units.models import Committee, Meeting, Membership, Motion, MotionSubject
from binhyen.units.queries.committees import (
    Vote,
    attendance_of,
    committee_of,
    meeting_seen_by,
    meetings_seen_by,
    membership_of,
    memberships_on,
    motions_voted,
    open_motions_on,
    votes_on,
)
from binhyen.units.queries.units import in_force
from binhyen.units.rules.committees import MeetingState, MemberRole
from binhyen.units.rules.voting import has_quorum

SUBJECT = "recognition.dossier"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CouncilDesk:
    """What the council's page shows."""

    opened: Round | None
    settings: RoundSettings | None
    committee: Committee | None
    unput: Sequence[Dossier]
    voting: Sequence[tuple[Dossier, Meeting]]
    """Dossiers in an open vote, with its meeting."""
    voted: Sequence[tuple[Dossier, Vote]]
    meetings: Sequence[Meeting]

    @property
    def votable(self) -> list[Meeting]:
        """Meetings that are open for motions."""
        return [one for one in self.meetings if one.state == MeetingState.OPEN]

    @property
    def unclosed(self) -> list[Meeting]:
        """Meetings that have not closed: signed minutes may still be entered for them."""
        return [one for one in self.meetings if one.state != MeetingState.CLOSED]


def council_desk(actor: Actor, wanted: DossierFilter, today: date) -> CouncilDesk:
    """Return what waits for the council of a post's place, and its last meetings: a fixed number of queries."""
    opened = rounds_seen_by(actor).first()
    waiting = list(_appraised(actor, wanted))
    ids = [one.pk for one in waiting]
    running = open_motions_on(SUBJECT, ids)
    votes = {pk: vote for pk, vote in votes_on(SUBJECT, ids).items() if pk not in running}
    committee = committee_of(actor.place_id, today)
    meetings = meetings_seen_by(actor).filter(committee=committee)[:_SHOWN] if committee else ()
    return CouncilDesk(
        opened=opened,
        settings=settings_of_round(opened) if opened else None,
        committee=committee,
        unput=[one for one in waiting if one.pk not in votes and one.pk not in running],
        voting=[(one, running[one.pk].meeting) for one in waiting if one.pk in running],
        voted=[(one, votes[one.pk]) for one in waiting if one.pk in votes],
        meetings=list(meetings),
    )


def _appraised(actor: Actor, wanted: DossierFilter) -> QuerySet[Dossier]:
    rows = dossiers_seen_by(actor, wanted).filter(decider_path__in=actor.scopes, state=State.APPRAISED)
    return rows.defer("pack")


@dataclass(frozen=True, slots=True)
class Put:
    """A motion with the dossiers that it is about, as far as the person sees them."""

    motion: Motion
    dossiers: Sequence[Dossier]
    amount: int
    voted: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of the council as one person sees it."""

    meeting: Meeting
    members: Sequence[Membership]
    present: Mapping[int, bool]
    quorum: bool
    puts: Sequence[Put]
    votes: bool
    """Is this person a member on the present list?"""


def sitting_of(actor: Actor, meeting_id: int) -> Sitting:
    """Return a meeting with its motions about dossiers; 404 for one that the person does not see."""
    meeting = meeting_seen_by(actor, meeting_id)
    present = dict(meeting.presences.values_list("membership_id", "on_paper"))
    member = membership_of(actor, meeting)
    voted = motions_voted(member, meeting) if member else frozenset()
    return Sitting(
        meeting=meeting,
        members=memberships_on(meeting.committee, meeting.held_on),
        present=present,
        quorum=has_quorum(attendance_of(meeting), meeting.quorum_percent),
        puts=_puts(actor, meeting, voted),
        votes=member is not None and member.pk in present,
    )


def _puts(actor: Actor, meeting: Meeting, voted: frozenset[int]) -> list[Put]:
    pairs = MotionSubject.objects.filter(meeting=meeting, subject_type=SUBJECT).values_list("motion_id", "subject_id")
    of_motion: dict[int, list[int]] = {}
    for motion_id, subject_id in pairs:
        of_motion.setdefault(motion_id, []).append(subject_id)
    ids = [pk for group in of_motion.values() for pk in group]
    seen = {one.pk: one for one in dossiers_seen_by(actor).filter(pk__in=ids).select_related("round").defer("pack")}
    return [
        Put(one, _known(seen, of_motion[one.pk]), len(of_motion[one.pk]), one.pk in voted)
        for one in meeting.motions.order_by("pk")
        if one.pk in of_motion
    ]


def _known(seen: Mapping[int, Dossier], ids: Sequence[int]) -> list[Dossier]:
    return sorted((seen[pk] for pk in ids if pk in seen), key=lambda one: (one.sort_key, one.pk))


def holder_of(membership: Membership | None, day: date) -> str:
    """Return who held a member's post on a day; empty when nobody did."""
    if membership is None:
        return ""
    rows = Holding.objects.filter(in_force(day), post_id=membership.post_id).select_related("account")
    found = rows.order_by("pk").first()
    return found.account.full_name if found else ""


def member_of(members: Sequence[Membership], *roles: MemberRole) -> Membership | None:
    """Return the first member with one of the roles, in the order of the roles."""
    return next((one for role in roles for one in members if one.role == role), None)
