"""The home commune's committee, and a meeting in session that the council member can vote in."""

from collections.abc import Sequence
from datetime import datetime

from binhyen.accounts.models import Post
from binhyen.kernel.actors import Role
from binhyen.recognition.actions.voting import put_to_council
from binhyen.recognition.models import Dossier
from binhyen.units.actions.committees import CommitteeDraft, form_committee
from binhyen.units.actions.meetings import call_meeting, mark_present, open_meeting
from binhyen.units.rules.committees import MemberRole, MemberSeat
from binhyen.workshop.actions.staging import INSTRUMENT, Desk

QUORUM_PERCENT = 67


def hold_meeting(desk: Desk, rows: Sequence[Dossier], *, formed: datetime, at: datetime) -> None:
    """Form the committee, open a meeting with all members present, and put appraised dossiers to the vote."""
    place = desk.place.place_id
    member = Post.objects.get(place_id=place, role=Role.COUNCIL_MEMBER)
    seats = [
        MemberSeat(desk.chair.post_id, MemberRole.HEAD),
        MemberSeat(desk.officer.post_id, MemberRole.SECRETARY),
        MemberSeat(member.pk, MemberRole.MEMBER),
    ]
    name = "Ban Chỉ đạo xây dựng phong trào Toàn dân bảo vệ an ninh Tổ quốc"
    draft = CommitteeDraft(place, name, "Ban Chỉ đạo xã", "BCĐ", INSTRUMENT)
    committee = form_committee(draft=draft, seats=seats, since=formed.date(), by=desk.officer, at=formed)
    meeting = call_meeting(
        committee=committee,
        held_on=at.date(),
        subject="Xét hồ sơ khu dân cư năm 2026 (minh họa)",
        quorum_percent=QUORUM_PERCENT,
        by=desk.officer,
        at=at,
    )
    members = [one.pk for one in committee.memberships.all()]
    mark_present(meeting=meeting, present=members, by=desk.officer, at=at)
    open_meeting(meeting=meeting, by=desk.officer, at=at)
    title = "Đề nghị công nhận khu dân cư đạt tiêu chuẩn năm 2026"
    put_to_council(dossier_ids=[row.pk for row in rows], meeting=meeting, title=title, by=desk.officer, at=at)
