"""Letters drafted for people to sign: minutes of the council, submissions, self-assessment reports."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from binhyen.accounts.letters import signing_title
from binhyen.documents.actions import draft_letter
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Issuer, Signature
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.actions.work import gate, log, take
from binhyen.recognition.letters import (
    Assessed,
    AssessmentText,
    Desk,
    Listed,
    MinutesText,
    Vote,
    assessment_letter,
    minutes_letter,
    submission_letter,
)
from binhyen.recognition.letters.deciding import decision_text
from binhyen.recognition.letters.desks import desk_for
from binhyen.recognition.models import Dossier
from binhyen.recognition.permissions import may_draft_report
from binhyen.recognition.queries.appraisal import communes_named
from binhyen.recognition.queries.council import Put, Sitting, holder_of, member_of, sitting_of
from binhyen.recognition.queries.dossiers import DossierPage, dossier_page
from binhyen.recognition.rules.citations import citation
from binhyen.recognition.rules.deciding import Ruling
from binhyen.recognition.rules.lifecycle import DecisionKind
from binhyen.recognition.rules.rights import Ability
from binhyen.units.permissions import may_hold_meetings
from binhyen.units.rules.committees import MemberRole


@transaction.atomic
def draft_minutes(*, meeting_id: int, by: Actor, at: datetime) -> Document:
    """Draft the minutes of a meeting that voted on dossiers.

    Refused to who does not hold the committee's meetings, and while a vote is open; 404 for a
    meeting that is not seen or voted on none.
    """
    sitting = sitting_of(by, meeting_id)
    committee = sitting.meeting.committee
    may_hold_meetings(by, committee).require()
    dossiers = [one for put in sitting.puts for one in put.dossiers]
    if not dossiers:
        raise Http404
    if any(put.motion.closed_at is None for put in sitting.puts):
        message = gettext_noop("A vote of this meeting is still open: close it first.")
        raise Refused(Finding("recognition.vote_open", message))
    desk = desk_for(by, sitting.meeting.held_on)
    secretary = member_of(sitting.members, MemberRole.SECRETARY)
    letter = minutes_letter(
        _council(desk, sitting),
        _minutes(sitting, communes_named(dossiers, sitting.meeting.held_on), dossiers[0].round.year),
        Signature("THƯ KÝ", holder_of(secretary, sitting.meeting.held_on) or desk.signature.name),
    )
    return draft_letter(letter=letter, place_path=committee.place_path, by=by, at=at)


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
    signature = Signature("CHỦ TRÌ", holder_of(head, day))
    return Desk(issuer, signature, committee.name, demonstration=desk.demonstration)


def _minutes(sitting: Sitting, places: dict[int, str], year: int) -> MinutesText:
    motion = sitting.puts[0].motion
    share = f"ít nhất {motion.threshold_numerator}/{motion.threshold_denominator}"
    base = "tổng số thành viên" if motion.base == "members" else "số thành viên có mặt"
    return MinutesText(
        year=year,
        held_on=sitting.meeting.held_on,
        members=sitting.meeting.members_total,
        present=tuple(signed_title(one.post.title) for one in sitting.members if one.pk in sitting.present),
        secret=motion.secret,
        threshold=f"{share} {base} tán thành",
        votes=tuple(vote for put in sitting.puts for vote in _votes(put, places)),
    )


def signed_title(title: str) -> str:
    """Return a member's post as minutes name it."""
    return title.partition(" · ")[0]


def _votes(put: Put, places: dict[int, str]) -> list[Vote]:
    motion = put.motion
    counts = (motion.in_favour or 0, motion.against or 0, motion.abstained or 0)
    return [Vote(_listed(one, places), *counts, carried=bool(motion.carried)) for one in put.dossiers]


def _listed(dossier: Dossier, places: dict[int, str]) -> Listed:
    return Listed(dossier.name, dossier.report_kind, places.get(dossier.commune_id, ""))


@transaction.atomic
def draft_submission(*, dossier_ids: Iterable[int], by: Actor, at: datetime) -> Document:
    """Draft the submission (tờ trình) that proposes appraised dossiers to the authority.

    Refused to everybody but the office that prepares the decision; 404 without dossiers.
    """
    works = take(dossier_ids, gate(Ability.PUT_TO_COUNCIL), by=by)
    if not works:
        raise Http404
    today = timezone.localdate(at)
    dossiers = [work.dossier for work in works]
    desk = desk_for(by, today)
    text = decision_text(Ruling(DecisionKind.RECOGNISE, today), dossiers, communes_named(dossiers, today))
    document = draft_letter(
        letter=submission_letter(desk, f"Chủ tịch {desk.authority}", text),
        place_path=works[0].dossier.decider_path,
        by=by,
        at=at,
    )
    log(works, "draft_submission", by=by, at=at, data={"document": document.pk})
    return document


@transaction.atomic
def draft_assessment(*, dossier_id: int, by: Actor, at: datetime) -> Document:
    """Draft a unit's self-assessment report from its dossier.

    404 for who may not see its criteria; refused to everybody but the unit and its office, and before registration.
    """
    page = dossier_page(by, dossier_id)
    if page.evaluation is None:
        raise Http404
    may_draft_report(by, page.dossier).require()
    places = communes_named([page.dossier], timezone.localdate(at))
    letter = assessment_letter(_unit_desk(page, by, places, at), _assessment(page, places))
    document = draft_letter(letter=letter, place_path=page.dossier.place_path, by=by, at=at)
    works = take([dossier_id], gate(Ability.SEE_CRITERIA), by=by)
    log(works, "draft_assessment", by=by, at=at, data={"document": document.pk})
    return document


def _unit_desk(page: DossierPage, by: Actor, places: dict[int, str], at: datetime) -> Desk:
    own = desk_for(by, timezone.localdate(at))
    name, where = page.dossier.name, places.get(page.dossier.commune_id, "")
    issuer = Issuer(
        code=f"DV-{page.dossier.unit_id}", name=name, sign="BC", place_name=where.partition(" ")[2], parent_name=where
    )
    signature = Signature(signing_title(by.title) or "ĐẠI DIỆN ĐƠN VỊ", own.signature.name)
    return Desk(issuer, signature, name, demonstration=own.demonstration)


def _assessment(page: DossierPage, places: dict[int, str]) -> AssessmentText:
    return AssessmentText(
        unit=_listed(page.dossier, places),
        year=page.dossier.round.year,
        period=page.frame.window,
        instrument=citation(page.frame.pack.source),
        criteria=tuple(
            Assessed(
                line.criterion.id,
                line.criterion.gist,
                line.result.verdict if line.result else "",
                "; ".join(file.name for file in line.evidence),
                line.answer.explanation if line.answer else "",
            )
            for line in page.lines
        ),
        verdict=page.dossier.verdict,
        note=page.dossier.submit_note,
    )
