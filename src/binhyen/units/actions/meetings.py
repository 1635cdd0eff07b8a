"""Meetings of committees: calling, who is there, opening with a quorum, closing, and paper minutes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record
from binhyen.files.models import Blob
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.units.actions.votes import MotionDraft, add_motion, settle_motion
from binhyen.units.models import Committee, Meeting, Motion, Participation, Presence
from binhyen.units.permissions import may_hold_meetings
from binhyen.units.queries.committees import attendance_of, memberships_on
from binhyen.units.rules.committees import LIFE, MeetingEvent, MeetingState
from binhyen.units.rules.voting import Tally, has_quorum, tally_findings

_ALL = 100


@transaction.atomic
def call_meeting(
    *, committee: Committee, held_on: date, subject: str, quorum_percent: int, by: Actor, at: datetime
) -> Meeting:
    """Call a meeting; its members are those of its day, its quorum is data of the committee's regulation.

    Refused without the right, for a quorum outside 1 to 100 %, or when the committee has no members that day.
    """
    may_hold_meetings(by, committee).require()
    members = memberships_on(committee, held_on)
    if not 0 < quorum_percent <= _ALL:
        raise Refused(Finding("units.no_such_quorum", gettext_noop("A quorum lies between 1 and 100 percent.")))
    if not members:
        raise Refused(Finding("units.no_members", gettext_noop("The committee has no members on that day.")))
    meeting = Meeting.objects.create(
        committee=committee,
        held_on=held_on,
        subject=subject,
        members_total=len(members),
        quorum_percent=quorum_percent,
    )
    _record("units.meeting_called", meeting, {"members": len(members)}, by=by, at=at)
    return meeting


@transaction.atomic
def mark_present(
    *, meeting: Meeting, present: Collection[int], on_paper: Collection[int] = (), by: Actor, at: datetime
) -> None:
    """Say which members (ids of memberships) are there, and which of the absent vote on paper; replaces the list.

    Refused without the right, when the meeting is closed, for somebody who is no member that day, or for leaving out
    a member who has voted.
    """
    meeting = _locked(meeting, by)
    if meeting.state == MeetingState.CLOSED:
        raise Refused(Finding("units.meeting_closed", gettext_noop("The meeting is closed.")))
    members = {one.pk for one in memberships_on(meeting.committee, meeting.held_on)}
    wanted = {*present, *on_paper}
    if not wanted <= members:
        raise Refused(Finding("units.not_a_member", gettext_noop("Only members of that day sit in the meeting.")))
    voted = set(Participation.objects.filter(motion__meeting=meeting).values_list("membership_id", flat=True))
    if not voted <= wanted:
        raise Refused(Finding("units.voted_already", gettext_noop("A member who has voted was there.")))
    meeting.presences.all().delete()
    Presence.objects.bulk_create(
        Presence(meeting=meeting, membership_id=one, on_paper=one not in set(present)) for one in sorted(wanted)
    )
    _record("units.presence_marked", meeting, {"present": len(wanted)}, by=by, at=at)


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Open a meeting. Refused without the right, without its quorum, or when it was opened before."""
    meeting = _locked(meeting, by)
    meeting.state = LIFE.after(MeetingState(meeting.state), MeetingEvent.OPEN)
    _require_quorum(meeting)
    meeting.opened_at = at
    meeting.save(update_fields=["state", "opened_at"])
    _record("units.meeting_opened", meeting, {"present": meeting.presences.count()}, by=by, at=at)
    return meeting


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Close a meeting. Refused without the right, when it is not open, or while a motion is open."""
    meeting = _locked(meeting, by)
    state = LIFE.after(MeetingState(meeting.state), MeetingEvent.CLOSE)
    if meeting.motions.filter(closed_at__isnull=True).exists():
        raise Refused(Finding("units.motion_open", gettext_noop("A motion is still open.")))
    return _closed(meeting, state, {"motions": meeting.motions.count()}, by=by, at=at)


@dataclass(frozen=True, slots=True)
class PaperVote:
    """A vote as signed minutes have it: what was put, and the counts."""

    motion: MotionDraft
    tally: Tally
    recused: int = 0


@transaction.atomic
def record_paper_minutes(
    *, meeting: Meeting, minutes: Blob, votes: Sequence[PaperVote], by: Actor, at: datetime
) -> Meeting:
    """Enter a meeting from its signed minutes, with the same force as votes cast here, and close it.

    The present list is marked before. Refused without the right, without a quorum, when the meeting is closed or has
    motions voted here, without votes, or for counts that cannot be.
    """
    meeting = _locked(meeting, by)
    state = LIFE.after(MeetingState(meeting.state), MeetingEvent.RECORD_PAPER)
    _require_quorum(meeting)
    if not votes or meeting.motions.exists():
        message = gettext_noop("Paper minutes hold at least one vote, and stand for the whole meeting.")
        raise Refused(Finding("units.minutes_alone", message))
    for vote in votes:
        motion = add_motion(meeting, vote.motion, at)
        Motion.objects.filter(pk=motion.pk).update(on_paper=True)
        attendance = replace(attendance_of(meeting), recused=vote.recused)
        found = tally_findings(vote.tally, attendance)
        if found:
            raise Refused(*found)
        settle_motion(motion, vote.tally, attendance, at)
    meeting.paper_minutes = minutes
    data = {"minutes": minutes.sha256, "motions": len(votes)}
    return _closed(meeting, state, data, by=by, at=at)


def _locked(meeting: Meeting, by: Actor) -> Meeting:
    may_hold_meetings(by, meeting.committee).require()
    return Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=meeting.pk)


def _require_quorum(meeting: Meeting) -> None:
    attendance = attendance_of(meeting)
    if not has_quorum(attendance, meeting.quorum_percent):
        message = gettext_noop(
            "%(present)s of %(members)s members take part; the meeting needs %(percent)s %% of them."
        )
        params = {"present": attendance.present, "members": attendance.members, "percent": meeting.quorum_percent}
        raise Refused(Finding("units.no_quorum", message, params=params))


def _closed(meeting: Meeting, state: MeetingState, data: Mapping[str, object], *, by: Actor, at: datetime) -> Meeting:
    meeting.state, meeting.closed_at = state, at
    meeting.save(update_fields=["state", "closed_at", "paper_minutes"])
    _record("units.meeting_closed", meeting, data, by=by, at=at)
    return meeting


def _record(action: str, meeting: Meeting, data: Mapping[str, object], *, by: Actor, at: datetime) -> None:
    record(Deed(action, "units.meeting", meeting.pk, meeting.committee.place_path, data), by=by, at=at)
