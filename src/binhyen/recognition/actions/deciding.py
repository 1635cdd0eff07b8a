"""Decisions: one number for one dossier or many, all or nothing; certificates; revocation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from binhyen.accounts.models import Post
from binhyen.audit.actions import Deed, record_all
from binhyen.documents.actions import Draft, draft_letter, issue_letters, record_external
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Letter
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.files.models import Blob
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.places.queries.versions import label_of, versions_on
from binhyen.recognition.actions.work import Work, batch_size, deed, each, load_answers, store, take
from binhyen.recognition.letters import (
    CertificateText,
    Desk,
    Listed,
    certificate_letter,
    decision_letter,
)
from binhyen.recognition.letters.deciding import decision_text
from binhyen.recognition.models import Decision, DecisionItem, Dossier
from binhyen.recognition.permissions import may_decide
from binhyen.recognition.queries.decisions import case_of
from binhyen.recognition.rules.assessing import appraised
from binhyen.recognition.rules.deciding import Ruling, decision_findings, ground_findings
from binhyen.recognition.rules.lifecycle import OUTCOME_OF, DecisionKind, Event, Outcome
from binhyen.units.rules.kinds import UnitKind


@dataclass(frozen=True, slots=True)
class Paper:
    """How a decision is put on paper: whose it is, and the register it is numbered from.

    With a `symbol` the e-office's number (and signed scan) is taken over instead.
    """

    desk: Desk
    register: RegisterKey
    bases: tuple[str, ...] = ()
    symbol: str = ""
    scan: Blob | None = None
    late_reason: str = ""


def decide(*, dossier_id: int, ruling: Ruling, paper: Paper, by: Actor, at: datetime) -> Decision:
    """Decide on one dossier; refused as `decide_many` is."""
    return decide_many(dossier_ids=[dossier_id], ruling=ruling, paper=paper, by=by, at=at)


@transaction.atomic
def decide_many(*, dossier_ids: Iterable[int], ruling: Ruling, paper: Paper, by: Actor, at: datetime) -> Decision:
    """Recognise or refuse dossiers of one round under one number: all of them or none.

    Refused for any dossier that is not appraised (so also where somebody else decided first), not registered, not
    met, without the vote that the round asks for, or another authority's on that day; for a day to come, inside the
    evaluation window, or outside the signer's term; and for dossiers of several rounds.
    """
    works = take(dossier_ids, may_decide, by=by)
    _require_decidable(works, ruling, by, at)
    communes = [work for work in works if work.dossier.kind == UnitKind.COMMUNE]
    load_answers(communes)
    for work in communes:
        work.dossier.appraised_verdict = appraised(work.evaluate(), work.standings(), work.frame.pack)
    each(works, lambda work: refuse(decision_findings(case_of(work.dossier, ruling.on), ruling)))
    for work in works:
        work.move(Event.DECIDE)
    return settle(works, ruling, paper, by=by, at=at)


@transaction.atomic
def revoke(*, dossier_id: int, ruling: Ruling, paper: Paper, by: Actor, at: datetime) -> Decision:
    """Take a recognition back, by a decision with its ground.

    Refused for what is not recognised, without a ground, and as every decision is for its day and signer. The
    circular as seen has no clause on revocation: the decision names its own.
    """
    works = take([dossier_id], may_decide, by=by)
    _require_decidable(works, ruling, by, at)
    refuse(ground_findings(ruling.ground))
    if works[0].dossier.result != Outcome.RECOGNISED:
        message = gettext_noop("Only a unit that is recognised can lose it.")
        raise Refused(Finding("recognition.not_recognised", message))
    return settle(works, Ruling(DecisionKind.REVOKE, ruling.on, ruling.ground), paper, by=by, at=at)


def settle(works: Sequence[Work], ruling: Ruling, paper: Paper, *, by: Actor, at: datetime) -> Decision:
    """Issue the document, name each dossier in it, and leave its result on the dossier. For actions that have asked."""
    places = _places(works)
    document = _issue(works, ruling, paper, places, by=by, at=at)
    first = works[0].dossier
    decision = Decision.objects.create(
        round_id=first.round_id,
        document=document,
        kind=ruling.kind,
        authority_level=first.decider_level,
        authority_id=_seat(first),
        authority_path=first.decider_path,
        decided_on=ruling.on,
        by_account=by.account_id,
        by_post=by.post_id,
        at=at,
    )
    for work in works:
        work.dossier.result = OUTCOME_OF.get(ruling.kind, Outcome(work.dossier.result))
        work.dossier.decided_on = ruling.on
    DecisionItem.objects.bulk_create((_item(decision, work, ruling) for work in works), batch_size=batch_size())
    store(works, ("state", "result", "decided_on", "appraised_verdict"))
    data = {"decision": decision.pk, "symbol": document.symbol}
    record_all(
        (deed(work, str(ruling.kind), {**data, "result": str(work.dossier.result)}) for work in works), by=by, at=at
    )
    return decision


def _seat(dossier: Dossier) -> int:
    """Return the place that decides; a dossier without one is nobody's to decide, which the gate has asked."""
    if dossier.decider_id is None:
        msg = "a dossier without an authority can't be decided"
        raise AssertionError(msg)
    return dossier.decider_id


def _item(decision: Decision, work: Work, ruling: Ruling) -> DecisionItem:
    ground = ruling.ground.strip() if ruling.kind is not DecisionKind.RECOGNISE else ""
    return DecisionItem(decision=decision, dossier=work.dossier, outcome=work.dossier.result, ground=ground)


def _issue(
    works: Sequence[Work], ruling: Ruling, paper: Paper, places: dict[int, str], *, by: Actor, at: datetime
) -> Document:
    text = decision_text(ruling, [work.dossier for work in works], places, paper.bases)
    return _numbered(decision_letter(paper.desk, text), works[0].dossier.decider_path, ruling.on, paper, by=by, at=at)


def _numbered(letter: Letter, path: str, on: date, paper: Paper, *, by: Actor, at: datetime) -> Document:
    if not paper.symbol:
        issued = issue_letters(
            drafts=[Draft(letter, path)], register=paper.register, on=on, by=by, at=at, late_reason=paper.late_reason
        )
        return issued[0]
    draft = draft_letter(letter=letter, place_path=path, by=by, at=at)
    return record_external(document_id=draft.pk, symbol=paper.symbol, issued_on=on, scan=paper.scan, by=by, at=at)


def _places(works: Sequence[Work]) -> dict[int, str]:
    """Name the commune of each unit as it was called at the window's end."""
    day = works[0].frame.window.end
    versions = versions_on({work.dossier.commune_id for work in works}, day)
    return {place_id: label_of(version) for place_id, version in versions.items()}


# ------------------------------------------------------------------ day and signer


def _require_decidable(works: Sequence[Work], ruling: Ruling, by: Actor, at: datetime) -> None:
    if not works:
        raise Refused(Finding("recognition.nothing_chosen", gettext_noop("Choose at least one dossier.")))
    if len({(work.dossier.round_id, work.dossier.decider_path) for work in works}) > 1:
        message = gettext_noop("One decision is of one year and one authority.")
        raise Refused(Finding("recognition.several_rounds", message))
    require_signer(by, ruling.on, at)


def require_signer(by: Actor, on: date, at: datetime) -> None:
    """Refuse a day to come, and a day outside the term of the post that decides."""
    if on > timezone.localdate(at):
        message = gettext_noop("%(day)s has not come yet.")
        raise Refused(Finding("recognition.day_to_come", message, params={"day": short_date(on)}, where="on"))
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    if not Post.objects.filter(lasting, pk=by.post_id, valid_from__lte=on).exists():
        message = gettext_noop("On %(day)s the signing post was not in office.")
        raise Refused(Finding("recognition.outside_term", message, params={"day": short_date(on)}, where="on"))


# ------------------------------------------------------------------ certificates


@transaction.atomic
def issue_certificates(*, decision_id: int, paper: Paper, by: Actor, at: datetime) -> int:
    """Issue the certificates of a decision that lack one, numbered in the order of its list. Again: none is left.

    Refused to everybody but the deciding authority, and for decisions that recognise nobody.
    """
    items = list(
        DecisionItem.objects.select_for_update(of=("self",))
        .filter(decision_id=decision_id, outcome=Outcome.RECOGNISED, certificate__isnull=True)
        .select_related("dossier")
        .order_by("dossier__kind", "dossier__sort_key", "dossier_id")
    )
    works = {work.dossier.pk: work for work in take((item.dossier_id for item in items), may_decide, by=by)}
    if not items:
        return 0
    decision = Decision.objects.select_related("document").defer("document__content").get(pk=decision_id)
    places = _places(list(works.values()))
    drafts = [_certificate(decision, works[item.dossier_id], paper.desk, places) for item in items]
    on = timezone.localdate(at)
    documents = issue_letters(
        drafts=drafts, register=paper.register, on=on, by=by, at=at, late_reason=paper.late_reason
    )
    for item, document in zip(items, documents, strict=True):
        item.certificate = document
    DecisionItem.objects.bulk_update(items, ["certificate"], batch_size=batch_size())
    record_all((_certified(works[item.dossier_id], item) for item in items), by=by, at=at)
    return len(items)


def _certified(work: Work, item: DecisionItem) -> Deed:
    return deed(work, "issue_certificate", {"document": item.certificate_id})


def _certificate(decision: Decision, work: Work, desk: Desk, places: dict[int, str]) -> Draft:
    dossier = work.dossier
    text = CertificateText(
        unit=Listed(dossier.name, dossier.report_kind, places.get(dossier.commune_id, "")),
        year=dossier.round.year,
        decision_symbol=decision.document.symbol,
        decided_on=decision.decided_on,
        basis=work.frame.pack.source.instrument,
        period=work.frame.window,
    )
    return Draft(certificate_letter(desk, text), dossier.place_path)
