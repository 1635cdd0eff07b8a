"""Letters drafted for people to sign: submissions with their list, minutes of the council."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.audit.actions import Deed, record
from binhyen.awards.letters import (
    AwardText,
    Desk,
    MinutesText,
    Named,
    Voted,
    desk_of,
    minutes_letter,
    submission_letter,
)
from binhyen.awards.models import AwardProposal
from binhyen.awards.queries.cases import cases_of, proposals_seen_by
from binhyen.awards.queries.council import Sitting, holder_of, member_of, sitting_of
from binhyen.awards.queries.wording import authority_name, event_of, form_name, law_of
from binhyen.awards.rules.deciding import Case
from binhyen.documents.actions import draft_letter
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Issuer, Signature
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import percent
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.declared import registers
from binhyen.units.models import Membership
from binhyen.units.permissions import may_hold_meetings
from binhyen.units.queries.committees import Vote
from binhyen.units.rules.committees import MemberRole


@transaction.atomic
def draft_submission(*, record_ids: Iterable[int], by: Actor, at: datetime) -> Document:
    """Draft the submission (tờ trình) for proposals of one form and authority, with their list.

    404 for what is not seen; refused for nothing chosen and for several forms or authorities; forbidden to who
    proposes nothing.
    """
    may_add(registers()["awards.proposals"], by).require()
    seen = proposals_seen_by(by).filter(record_id__in=list(record_ids)).order_by("recipient_kind", "id")
    cases = cases_of(seen.values_list("record_id", flat=True))
    if not cases:
        raise Refused(Finding("awards.nothing_chosen", gettext_noop("Choose at least one proposal.")))
    if len({(case.facts.text("form"), case.facts.text("authority")) for case in cases}) > 1:
        message = gettext_noop("One submission is of one form of award and one authority. Choose them apart.")
        raise Refused(Finding("awards.several_forms", message))
    today = timezone.localdate(at)
    letter = submission_letter(desk_of(by, today), _text(cases, at))
    document = draft_letter(letter=letter, place_path=by.place_path, by=by, at=at)
    data = {"proposals": len(cases)}
    record(Deed("awards.submission_drafted", "documents.document", document.pk, by.place_path, data), by=by, at=at)
    return document


def _text(cases: list[Case], at: datetime) -> AwardText:
    facts = cases[0].facts
    return AwardText(
        form=form_name(facts.text("form")),
        authority=authority_name(facts.text("authority")),
        event=event_of(cases),
        recipients=tuple(_named(case) for case in cases),
        law=law_of(cases[0], timezone.localdate(at)),
    )


def _named(case: Case) -> Named:
    facts = case.facts
    return Named(
        facts.text("recipient"),
        facts.text("recipient_post"),
        facts.text("recipient_kind"),
        facts.text("achievement"),
        posthumous=bool(facts.values.get("posthumous")),
    )


@transaction.atomic
def draft_minutes(*, meeting_id: int, by: Actor, at: datetime) -> Document:
    """Draft the minutes of a meeting that voted on proposals.

    404 for a meeting that is not seen or voted on none; refused to who does not hold the committee's meetings, and
    while a vote is open.
    """
    sitting = sitting_of(by, meeting_id)
    committee = sitting.meeting.committee
    may_hold_meetings(by, committee).require()
    if sitting.still_open:
        message = gettext_noop("A vote of this meeting is still open: close it first.")
        raise Refused(Finding("awards.vote_open", message))
    if not sitting.votes:
        raise Http404
    day = sitting.meeting.held_on
    secretary = member_of(sitting.members, MemberRole.SECRETARY)
    letter = minutes_letter(_council(desk_of(by, day), sitting), _minutes(sitting), _secretary(secretary, sitting))
    document = draft_letter(letter=letter, place_path=committee.place_path, by=by, at=at)
    record(Deed("awards.minutes_drafted", "documents.document", document.pk, committee.place_path, {}), by=by, at=at)
    return document


def _secretary(member: Membership | None, sitting: Sitting) -> Signature:
    return Signature("THƯ KÝ", holder_of(member, sitting.meeting.held_on))


def _council(desk: Desk, sitting: Sitting) -> Desk:
    committee, day = sitting.meeting.committee, sitting.meeting.held_on
    head = member_of(sitting.members, MemberRole.HEAD, MemberRole.STANDING_DEPUTY, MemberRole.DEPUTY)
    issuer = Issuer(
        code=f"{committee.sign_suffix}-{desk.issuer.code.removeprefix('UBND-')}",
        name=committee.name,
        sign=committee.sign_suffix,
        place_name=desk.issuer.place_name,
        uses_host_seal=True,
    )
    return Desk(issuer, Signature("CHỦ TRÌ", holder_of(head, day)), desk.label, desk.demonstration)


def _minutes(sitting: Sitting) -> MinutesText:
    titles = {one.pk: one.post.title.partition(" · ")[0] for one in sitting.members}
    motion = sitting.meeting.motions.order_by("pk").first()
    share = f"{motion.threshold_numerator}/{motion.threshold_denominator}" if motion else ""
    base = "tổng số thành viên" if motion and motion.base == "members" else "số thành viên có mặt"
    return MinutesText(
        held_on=sitting.meeting.held_on,
        members=sitting.meeting.members_total,
        present=tuple(titles[pk] for pk, paper in sitting.present.items() if pk in titles and not paper),
        on_paper=tuple(titles[pk] for pk, paper in sitting.present.items() if pk in titles and paper),
        threshold=f"ít nhất {share} {base} tán thành",
        votes=tuple(_voted(row, vote) for row, vote in sitting.votes),
    )


def _voted(row: AwardProposal, vote: Vote) -> Voted:
    share = percent(vote.tally.in_favour, vote.base_count)
    name = form_name(row.form, row.authority)
    return Voted(row.recipient, name, vote.tally.in_favour, vote.base_count, share, vote.carried)
