"""Reads of committees, their members, their meetings and what was voted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.accounts.models import Post
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor, Role
from binhyen.units.models import Ballot, Committee, Meeting, Membership, Motion, MotionSubject, Participation
from binhyen.units.queries.units import in_force
from binhyen.units.rules.table import SEE_MEETINGS, TABLE
from binhyen.units.rules.voting import Attendance, Choice, Tally, VoteBase, VoteRule, tally

_CHUNK = 900
_NOT_SITTING = (Role.OPERATOR, Role.AUDITOR, Role.UNIT_REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class Vote:
    """How a motion about a subject ended, for whoever prints or decides."""

    motion_id: int
    meeting_id: int
    committee_id: int
    held_on: date
    tally: Tally
    base_count: int
    present: int
    members: int
    carried: bool
    on_paper: bool


def committee_of(place_id: int, day: date) -> Committee | None:
    """Return the committee of a place on a day, the newest first; None when there is none."""
    return Committee.objects.filter(in_force(day), place_id=place_id).order_by("-valid_from", "-pk").first()


def committees_seen_by(actor: Actor, day: date) -> QuerySet[Committee]:
    """Return the committees whose meetings a person may see: those covered, and those the post sits on."""
    sits = Q(memberships__in=Membership.objects.filter(in_force(day), post_id=actor.post_id))
    return Committee.objects.filter(in_force(day)).filter(_covered(actor, "place_path") | sits).distinct()


def memberships_on(committee: Committee, day: date) -> list[Membership]:
    """Return the members on a day, the head first."""
    return list(committee.memberships.filter(in_force(day)).select_related("post").order_by("pk"))


def posts_at(place_id: int, day: date) -> list[Post]:
    """Return the posts at a place that may sit on its committee on a day."""
    posts = Post.objects.filter(in_force(day), place_id=place_id).exclude(role__in=_NOT_SITTING)
    return list(posts.order_by("title", "pk"))


def membership_of(actor: Actor, meeting: Meeting) -> Membership | None:
    """Return as which member a person sits in a meeting, or None."""
    rows = meeting.committee.memberships.filter(in_force(meeting.held_on), post_id=actor.post_id)
    return rows.first()


def meetings_seen_by(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings that a person sees, the newest first: of committees covered, or as a member then."""
    mine = Membership.objects.filter(post_id=actor.post_id).values("committee_id")
    seen = _covered(actor, "committee__place_path") | Q(committee_id__in=mine)
    return Meeting.objects.filter(seen).select_related("committee").order_by("-held_on", "-pk")


def meeting_seen_by(actor: Actor, pk: int) -> Meeting:
    """Return one meeting that a person sees; Http404 when it is not there for this person."""
    meeting = meetings_seen_by(actor).filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def _covered(actor: Actor, field: str) -> Q:
    if not TABLE.reaches(actor.role, SEE_MEETINGS):
        return Q(pk__in=())
    return under_any(field, actor.scopes)


def attendance_of(meeting: Meeting, motion: Motion | None = None) -> Attendance:
    """Return how many members there are and take part, and how many stand aside for one motion."""
    present = meeting.presences.count()
    recused = motion.participations.filter(recused=True).count() if motion else 0
    return Attendance(meeting.members_total, present, recused)


def tally_of(motion: Motion) -> Tally:
    """Count the ballots of a motion."""
    return tally(Choice(choice) for choice in Ballot.objects.filter(motion=motion).values_list("choice", flat=True))


def rule_of(motion: Motion) -> VoteRule:
    """Return the rule that a motion was put under."""
    share = Fraction(motion.threshold_numerator, motion.threshold_denominator)
    return VoteRule(share, motion.threshold_strict, VoteBase(motion.base), motion.secret)


def motions_voted(membership: Membership, meeting: Meeting) -> frozenset[int]:
    """Return the motions of a meeting in which a member has voted or stood aside."""
    rows = Participation.objects.filter(membership=membership, motion__meeting=meeting)
    return frozenset(rows.values_list("motion_id", flat=True))


def votes_on(subject_type: str, subject_ids: Iterable[int]) -> dict[int, Vote]:
    """Return how the last closed motion about each subject ended, by subject; those never voted on are missing."""
    wanted = list(subject_ids)
    found: dict[int, Vote] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = MotionSubject.objects.filter(
            subject_type=subject_type,
            subject_id__in=wanted[start : start + _CHUNK],
            motion__carried__isnull=False,
        )
        for row in rows.select_related("motion__meeting").order_by("motion__closed_at", "pk"):
            found[row.subject_id] = _vote(row.motion)
    return found


def open_motions_on(subject_type: str, subject_ids: Iterable[int]) -> dict[int, Motion]:
    """Return the open motion about each subject with its meeting, by subject; those in no open vote are missing."""
    wanted = list(subject_ids)
    found: dict[int, Motion] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = MotionSubject.objects.filter(
            subject_type=subject_type,
            subject_id__in=wanted[start : start + _CHUNK],
            motion__closed_at__isnull=True,
        )
        found |= {row.subject_id: row.motion for row in rows.select_related("motion__meeting").order_by("pk")}
    return found


def _vote(motion: Motion) -> Vote:
    counted = Tally(motion.in_favour or 0, motion.against or 0, motion.abstained or 0)
    meeting = motion.meeting
    return Vote(
        motion_id=motion.pk,
        meeting_id=meeting.pk,
        committee_id=meeting.committee_id,
        held_on=meeting.held_on,
        tally=counted,
        base_count=motion.base_count or 0,
        present=motion.present_count or 0,
        members=meeting.members_total,
        carried=bool(motion.carried),
        on_paper=motion.on_paper,
    )
