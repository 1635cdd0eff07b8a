"""Letters of a scheme drafted for people to sign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext, override

from binhyen.accounts.letters import issuer_at, signature_by
from binhyen.documents.actions import draft_letter
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Letter, Signature
from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.models import Step
from binhyen.registers.permissions import may_step
from binhyen.registers.queries.declared import OFFICERS
from binhyen.schemes.components.gallery import kind_name
from binhyen.schemes.components.scheme import SchemePage, scheme_page
from binhyen.schemes.letters import (
    Desk,
    EndText,
    ReviewText,
    SchemeText,
    dissolution_letter,
    minutes_letter,
    recognition_letter,
    submission_letter,
)
from binhyen.schemes.registers import SCHEMES
from binhyen.schemes.registers.schemes import CHIEFS
from binhyen.schemes.rules import kinds


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter that may be drafted: whoever may take the step, in these states of the scheme."""

    step: str
    states: frozenset[str]
    write: Callable[[Desk, SchemePage], Letter]


def _submission(desk: Desk, page: SchemePage) -> Letter:
    text = _text(page)
    body = desk.police if desk.by_police or not text.org else f"{text.org} {desk.place}"
    issuer = replace(desk.issuer, code=f"TR-{desk.issuer.code}", name=body, sign="CA" if body == desk.police else "ĐX")
    signature = Signature("THỦ TRƯỞNG ĐƠN VỊ" if body == desk.police else "ĐẠI DIỆN ĐƠN VỊ ĐỀ XUẤT", "")
    return submission_letter(replace(desk, issuer=issuer, signature=signature), text)


def _recognition(desk: Desk, page: SchemePage) -> Letter:
    return recognition_letter(desk, _text(page))


def _dissolution(desk: Desk, page: SchemePage) -> Letter:
    row = next((one.row for one in reversed(page.page.steps) if one.row.code == "dissolved"), None)
    if row is None:
        return dissolution_letter(desk, _text(page), EndText())
    reason = gettext(kinds.REASONS.get(str(row.data.get("reason", "")), ""))
    return dissolution_letter(desk, _text(page), EndText(reason, row.on, row.note))


def _minutes(desk: Desk, page: SchemePage) -> Letter:
    if not page.reviews:
        message = gettext_noop(
            "This scheme was not reviewed yet. Write the review down first: its minutes follow from it."
        )
        raise Refused(Finding("schemes.not_reviewed", message))
    last = page.reviews[0]
    text = ReviewText(last.year, last.step.on, last.rating.word, last.score, tuple(last.points), last.step.note)
    return minutes_letter(desk, _text(page), text)


PAPERS: Mapping[str, Paper] = {
    "to-trinh": Paper("proposed", frozenset({"", "surveyed", "proposed"}), _submission),
    "quyet-dinh-cong-nhan": Paper("recognised", frozenset({"proposed", "recognised"}), _recognition),
    "bien-ban-danh-gia": Paper("reviewed", frozenset({"active"}), _minutes),
    "quyet-dinh-giai-the": Paper("dissolved", frozenset({"active", "dissolved"}), _dissolution),
}
"""Papers by the word of their address."""


@transaction.atomic
def draft_paper(*, record_id: int, word: str, by: Actor, at: datetime) -> Document:
    """Draft a letter of a scheme; its number and seal are the registry's work.

    404 for an unknown letter. Forbidden to whoever may not take the step that it belongs to. Refused in a state of
    the scheme in which it says nothing.
    """
    paper = PAPERS.get(word)
    kind = SCHEMES.life.kind(paper.step) if paper else None
    if paper is None or kind is None:
        raise Http404
    page = scheme_page(record_id, by, at)
    may_step(SCHEMES, by, page.page.record, kind).require()
    if page.page.record.state not in paper.states:
        message = gettext_noop("This letter does not fit the state of the scheme. Look at its course first.")
        raise Refused(Finding("schemes.paper_out_of_time", message))
    with override("vi"):
        letter = paper.write(_desk(by, at), page)
    return draft_letter(letter=letter, place_path=page.page.record.place_path, by=by, at=at)


def _desk(by: Actor, at: datetime) -> Desk:
    issuer, label = issuer_at(by.place_id, timezone.localdate(at))
    return Desk(
        issuer=issuer,
        signature=_signature(by),
        authority=issuer.name,
        place=label,
        by_police=by.role in OFFICERS,
        demonstration=settings.DEMONSTRATION,
    )


def _signature(by: Actor) -> Signature:
    """Return the chair's signature: the competent authority signs in its own name; an office leaves the name open."""
    return replace(signature_by(by), authority=()) if by.role in CHIEFS else Signature("CHỦ TỊCH", "")


def _text(page: SchemePage) -> SchemeText:
    row, names = page.row, dims()
    return SchemeText(
        name=row.name,
        kind=kind_name(row.kind, row.kind_name),
        field=gettext(kinds.FIELDS.get(row.field, "")),
        fours=", ".join(gettext(kinds.FOURS[code]) for code in row.fours if code in kinds.FOURS).lower(),
        place=page.page.place[:1].lower() + page.page.place[1:],
        level=names["managing_level"].values.get(row.managing_level, ""),
        org=names["org"].values.get(row.org, ""),
        partners=row.partners,
        problem=row.problem,
        description=row.description,
        needs=row.needs,
        cost=row.cost,
        course=tuple((_step_name(one.row), one.row.on, one.row.document) for one in page.page.steps),
        sites=page.standing,
        members=page.members_text if page.members else "",
    )


def _step_name(row: Step) -> str:
    kind = SCHEMES.life.kind(row.code)
    return gettext(kind.label) if kind else row.code
