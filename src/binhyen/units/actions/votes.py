"""Motions and ballots. A secret ballot keeps who voted apart from what was voted."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.files.models import Blob
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Forbidden, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.units.models import Ballot, Meeting, Membership, Motion, MotionSubject, Participation
from binhyen.units.permissions import may_hold_meetings
from binhyen.units.queries.committees import attendance_of, membership_of, rule_of, tally_of
from binhyen.units.rules.committees import MeetingState
from binhyen.units.rules.voting import Attendance, Choice, Outcome, Tally, VoteRule, has_quorum, outcome

_KEY_BYTES = 16
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Subject:
    """What a motion is about, named without a foreign key up: ("recognition.dossier", 12)."""

    type: str
    id: int


@dataclass(frozen=True, slots=True)
class MotionDraft:
    """A question to put: its words, its subjects (one, or many in one vote), its rule, where to read about it."""

    title: str
    subjects: Sequence[Subject]
    rule: VoteRule = field(default_factory=VoteRule)
    link: str = ""


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """A vote as the signed minutes of a meeting have it."""

    title: str
    tally: Tally
    minutes: Blob
    recused: int = 0


@transaction.atomic
def put_motion(*, meeting: Meeting, draft: MotionDraft, by: Actor, at: datetime) -> Motion:
    """Put a motion to the vote, about one subject or many.

    Refused without the right, when the meeting is not open, without a subject, or when a subject was put before.
    """
    may_hold_meetings(by, meeting.committee).require()
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state != MeetingState.OPEN:
        raise Refused(Finding("units.meeting_not_open", gettext_noop("Motions are put while the meeting is open.")))
    motion = add_motion(locked, draft, at)
    data = {"meeting": meeting.pk, "subjects": len(draft.subjects), "secret": draft.rule.secret}
    record(Deed("units.motion_put", "units.motion", motion.pk, meeting.committee.place_path, data), by=by, at=at)
    return motion


def add_motion(meeting: Meeting, draft: MotionDraft, at: datetime) -> Motion:
    """Write a motion and its subjects; refuse one without subjects or with one that was put in this meeting."""
    put = set(meeting.subjects.values_list("subject_type", "subject_id"))
    wanted = {(one.type, one.id) for one in draft.subjects}
    if not wanted:
        raise Refused(Finding("units.no_subject", gettext_noop("A motion is about something.")))
    if wanted & put or len(wanted) != len(draft.subjects):
        raise Refused(Finding("units.put_already", gettext_noop("This was put to the vote in this meeting already.")))
    motion = Motion.objects.create(
        meeting=meeting,
        title=draft.title,
        link=draft.link,
        secret=draft.rule.secret,
        threshold_numerator=draft.rule.threshold.numerator,
        threshold_denominator=draft.rule.threshold.denominator,
        threshold_strict=draft.rule.strict,
        base=draft.rule.base,
        opened_at=at,
    )
    MotionSubject.objects.bulk_create(
        (
            MotionSubject(meeting=meeting, motion=motion, subject_type=one.type, subject_id=one.id)
            for one in draft.subjects
        ),
        batch_size=_BATCH,
    )
    return motion


@transaction.atomic
def cast_ballot(*, motion: Motion, choice: Choice, by: Actor, at: datetime) -> None:
    """Cast the acting member's ballot.

    Forbidden for who is no member; refused when the member is not on the present list, has voted or stood aside, or
    the motion is closed. Of a secret ballot the log knows that somebody voted, never what.
    """
    motion, member = _voting(motion, by)
    Participation.objects.create(motion=motion, membership=member)
    if motion.secret:
        _deal_anew(motion, choice)
    else:
        Ballot.objects.create(key=secrets.token_hex(_KEY_BYTES), motion=motion, membership=member, choice=choice)
    data = {} if motion.secret else {"choice": choice.value}
    record(Deed("units.ballot_cast", "units.motion", motion.pk, _path(motion), data), by=by, at=at)


def _deal_anew(motion: Motion, choice: Choice) -> None:
    """Write all ballots of a secret vote again, shuffled and under new keys.

    A ballot that was only added could be told by its place in the table, or by the transaction that it shares with
    its voter's participation.
    """
    choices = [*motion.ballots.values_list("choice", flat=True), choice.value]
    secrets.SystemRandom().shuffle(choices)
    motion.ballots.all().delete()
    Ballot.objects.bulk_create(
        Ballot(key=secrets.token_hex(_KEY_BYTES), motion=motion, membership=None, choice=one) for one in choices
    )


@transaction.atomic
def stand_aside(*, motion: Motion, by: Actor, at: datetime) -> None:
    """Declare an interest: the member takes no part in this vote. Refused as `cast_ballot` is."""
    motion, member = _voting(motion, by)
    Participation.objects.create(motion=motion, membership=member, recused=True)
    record(Deed("units.stood_aside", "units.motion", motion.pk, _path(motion)), by=by, at=at)


def _voting(motion: Motion, by: Actor) -> tuple[Motion, Membership]:
    """Lock an open motion and return it with the member who acts."""
    locked = Motion.objects.select_for_update(of=("self",)).select_related("meeting__committee").get(pk=motion.pk)
    member = membership_of(by, locked.meeting)
    if member is None:
        raise Forbidden(Finding("units.not_a_member", gettext_noop("Only members of that day vote.")))
    if not locked.meeting.presences.filter(membership=member).exists():
        raise Refused(Finding("units.not_present", gettext_noop("You are not on the present list.")))
    if locked.closed_at is not None:
        raise Refused(Finding("units.vote_closed", gettext_noop("This vote is closed.")))
    if locked.participations.filter(membership=member).exists():
        raise Refused(Finding("units.votes_once", gettext_noop("You have voted on this already.")))
    return locked, member


@transaction.atomic
def close_motion(*, motion: Motion, by: Actor, at: datetime) -> Outcome:
    """Close a vote and count it. Refused without the right, when it is closed, or without a quorum."""
    may_hold_meetings(by, motion.meeting.committee).require()
    locked = Motion.objects.select_for_update(of=("self",)).select_related("meeting__committee").get(pk=motion.pk)
    if locked.closed_at is not None:
        raise Refused(Finding("units.vote_closed", gettext_noop("This vote is closed.")))
    attendance = attendance_of(locked.meeting, locked)
    if not has_quorum(attendance, locked.meeting.quorum_percent):
        raise Refused(Finding("units.no_quorum_now", gettext_noop("The meeting has lost its quorum.")))
    found = settle_motion(locked, tally_of(locked), attendance, at)
    data = {"carried": found.carried, "base": found.base_count, "in_favour": found.tally.in_favour}
    record(Deed("units.motion_closed", "units.motion", locked.pk, _path(locked), data), by=by, at=at)
    return found


def settle_motion(motion: Motion, counted: Tally, attendance: Attendance, at: datetime) -> Outcome:
    """Write how a vote ended, by the rule that it was put under."""
    found = outcome(counted, attendance, rule_of(motion))
    motion.in_favour, motion.against, motion.abstained = counted.in_favour, counted.against, counted.abstained
    motion.base_count, motion.present_count = found.base_count, attendance.present
    motion.carried, motion.closed_at = found.carried, at
    fields = ["in_favour", "against", "abstained", "base_count", "present_count", "carried", "closed_at"]
    motion.save(update_fields=fields)
    return found


def _path(motion: Motion) -> str:
    return motion.meeting.committee.place_path
