"""Roles in a committee and the life of its meetings."""

from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.lifecycles import Lifecycle


class MemberRole(StrEnum):
    """Role of a member in a committee."""

    HEAD = "head"
    STANDING_DEPUTY = "standing_deputy"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARY = "secretary"


MEMBER_NAMES = {
    MemberRole.HEAD: "Trưởng ban",
    MemberRole.STANDING_DEPUTY: "Phó Trưởng ban thường trực",
    MemberRole.DEPUTY: "Phó Trưởng ban",
    MemberRole.MEMBER: "Ủy viên",
    MemberRole.SECRETARY: "Thư ký",
}


@dataclass(frozen=True, slots=True)
class MemberSeat:
    """A post and its role in a committee."""

    post_id: int
    role: MemberRole


class MeetingState(StrEnum):
    """A meeting is called, opened with a quorum, and closed with its minutes."""

    CALLED = "called"
    OPEN = "open"
    CLOSED = "closed"


class MeetingEvent(StrEnum):
    """What happens to a meeting."""

    OPEN = "open"
    CLOSE = "close"
    RECORD_PAPER = "record_paper"


LIFE: Lifecycle[MeetingState, MeetingEvent] = Lifecycle(
    {
        (MeetingState.CALLED, MeetingEvent.OPEN): MeetingState.OPEN,
        (MeetingState.OPEN, MeetingEvent.CLOSE): MeetingState.CLOSED,
        (MeetingState.CALLED, MeetingEvent.RECORD_PAPER): MeetingState.CLOSED,
        (MeetingState.OPEN, MeetingEvent.RECORD_PAPER): MeetingState.CLOSED,
    }
)
