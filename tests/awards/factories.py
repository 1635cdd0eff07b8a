"""Awards and proposals written through the actions, in the small land that other tests use too."""

from datetime import date, timedelta

from binhyen.accounts.models import Post
from binhyen.awards.actions.papers import put_paper
from binhyen.awards.actions.settling import settle_province
from binhyen.awards.letters import Desk
from binhyen.awards.models import AwardProposal, AwardRule
from binhyen.awards.registers import AWARDS, PROPOSALS
from binhyen.awards.rules.dossiers import Case, papers_for
from binhyen.awards.rules.shelf import law
from binhyen.documents.rules.content import Issuer, Signature
from binhyen.kernel.actors import Actor, Role
from binhyen.places.models import PlaceVersion
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import StepFacts, Value
from binhyen.units.actions.meetings import call_meeting, mark_present, open_meeting
from binhyen.units.models import Committee, Meeting, Membership
from tests.accounts.factories import Land, Person, a_person
from tests.registers.factories import NOW, day, written

TODAY = NOW.date()
Values = dict[str, Value]

AWARD: Values = {
    "recipient_kind": "collective",
    "form": "certificate_of_merit",
    "authority": "province_chair",
    "recipient": "Công an xã An Phú",
    "decided_on": day("02/10/2026"),
    "decision": "104/QĐ-UBND",
}
PROPOSAL: Values = {
    "recipient_kind": "individual",
    "recipient": "Nguyễn Văn Mẫu",
    "recipient_post": "Tổ trưởng Tổ bảo vệ an ninh, trật tự thôn Đông",
    "form": "certificate_of_merit",
    "authority": "province_chair",
    "proposed_on": day("01/10/2026"),
    "achievement_type": "merit",
    "achievement": "Có thành tích xuất sắc trong phong trào năm 2026",
    "achieved_since": day("15/11/2025"),
    "achieved_until": day("01/10/2026"),
}


def an_actor(role: Role) -> Actor:
    """Somebody with a role who covers everything."""
    return Actor(1, 1, role, 1, "1.", ("1.",))


def award(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """Write an award down."""
    return written(AWARDS, place, AWARD | values, by)


def proposal(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """Write a proposal down."""
    return written(PROPOSALS, place, PROPOSAL | values, by)


def step(  # noqa: PLR0913, PLR0917 - a step, all that it may say
    entry: Entry,
    code: str,
    by: Actor,
    on: date = TODAY,
    document: str = "",
    note: str = "",
    values: Values | None = None,
) -> None:
    """Take a step of a proposal."""
    take_step(
        register=PROPOSALS,
        record_id=entry.record_id,
        step=StepFacts(code, on, values or {}, {}, document, note),
        by=by,
        at=NOW + timedelta(minutes=1),
    )


def with_papers(entry: Entry, by: Actor) -> Entry:
    """Lay every paper that the checklist asks into a proposal's dossier, by where it lies."""
    row = AwardProposal.objects.get(record_id=entry.record_id, superseded_at=None)
    case = Case(row.achievement_type, row.form, row.recipient_kind)
    for paper in papers_for(law(), case):
        put_paper(record_id=entry.record_id, code=paper.code, upload=None, words="Số 5 ngày 01/10/2026", by=by, at=NOW)
    return entry


def submitted(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """Write a proposal down with its papers, and submit it."""
    entry = with_papers(proposal(place, by, **values), by)
    step(entry, "submit", by, document="Tờ trình số 5/TTr-UBND ngày 01/10/2026")
    return entry


def appraised(place: PlaceVersion, by: Actor, desk: Actor, **values: Value) -> Entry:
    """Bring a proposal to where the council votes on it."""
    entry = submitted(place, by, **values)
    step(entry, "receive", desk)
    step(entry, "appraise", desk, note="Hồ sơ đủ, đúng quy định")
    return entry


def to_sign(place: PlaceVersion, by: Actor, desk: Actor, **values: Value) -> Entry:
    """Bring a proposal to where its signature is waited for, in a province that asks for no vote."""
    entry = appraised(place, by, desk, **values)
    step(entry, "to_sign", desk)
    return entry


def settled(by: Actor) -> AwardRule:
    """Let a province settle what Bắc Ninh did."""
    return settle_province(council=law().examples[0].council, valid_from=day("15/12/2025"), by=by, at=NOW)


def a_council(place: PlaceVersion, members: int = 5) -> tuple[Committee, list[Actor]]:
    """A council at a place: members at posts of their own."""
    committee = Committee.objects.create(
        place=place.place,
        place_path=place.path,
        name="Hội đồng Thi đua - Khen thưởng tỉnh",
        short_name="HĐTĐKT",
        sign_suffix="HĐTĐKT",
        valid_from=date(2025, 7, 1),
    )
    people = []
    for number in range(members):
        post = Post.objects.create(
            role=Role.COUNCIL_MEMBER,
            place=place.place,
            title=f"Ủy viên Hội đồng {number + 1}",
            valid_from=date(2025, 7, 1),
        )
        role = "head" if number == 0 else "secretary" if number == 1 else "member"
        Membership.objects.create(committee=committee, post=post, role=role, valid_from=date(2025, 7, 1))
        people.append(
            Actor(900 + number, post.pk, Role.COUNCIL_MEMBER, place.place_id, place.path, (place.path,), post.title)
        )
    return committee, people


def a_meeting(committee: Committee, by: Actor, present: int, on_paper: int = 0) -> Meeting:
    """Call and open a meeting of today with some members there and some voting on paper."""
    meeting = call_meeting(
        committee=committee, held_on=TODAY, subject="Họp xét khen thưởng", quorum_percent=50, by=by, at=NOW
    )
    members = list(committee.memberships.order_by("pk").values_list("pk", flat=True))
    there, papers = members[:present], members[present : present + on_paper]
    mark_present(meeting=meeting, present=there, on_paper=papers, by=by, at=NOW)
    open_meeting(meeting=meeting, by=by, at=NOW)
    meeting.refresh_from_db()
    return meeting


def a_desk() -> Desk:
    """The chair of Bắc Ninh as decisions print it."""
    issuer = Issuer("UBND-24", "Ủy ban nhân dân tỉnh Bắc Ninh", "UBND", "Bắc Ninh")
    return Desk(issuer, Signature("CHỦ TỊCH", "Nguyễn Văn Ký"), "tỉnh Bắc Ninh")


def a_chair(land: Land) -> Person:
    """Ông Ký signs for the province."""
    return a_person("tinh.chutich", "Nguyễn Văn Ký", Role.PROVINCE_LEADER, land.bac_ninh, "Chủ tịch UBND tỉnh")
