"""Decisions over one proposal or many: one number, an award for each in the register, its number in the book."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from binhyen.audit.actions import Deed, record
from binhyen.awards.letters import AwardText, Desk, Named, decision_letter
from binhyen.awards.models import AwardDecision, AwardDecisionItem
from binhyen.awards.queries.cases import AWARDS, cases_of, proposals_register
from binhyen.awards.queries.wording import authority_name, event_of, form_name, law_of, source_name
from binhyen.awards.rules.deciding import (
    Case,
    Ruling,
    amount_findings,
    amount_of,
    missing_finding,
    reward_of,
    together_findings,
)
from binhyen.awards.rules.desks import SIGNERS, may_take
from binhyen.awards.rules.shelf import law
from binhyen.database.locks import lock
from binhyen.documents.actions import Draft as LetterDraft
from binhyen.documents.actions import draft_letter, issue_letters, record_external
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Letter
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.files.models import Blob
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import hold, write_entries
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Draft, registers
from binhyen.registers.rules.facts import Facts, StepFacts, Value

_KEPT = (
    "recipient_kind", "form", "authority", "recipient", "recipient_post", "posthumous", "achievement_type", "event",
    "achievement", "achieved_since", "achieved_until", "against_crime", "publish", "consent", "apart",
)  # fmt: skip
"""What an award takes over from its proposal."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How a decision is put on paper: issued here from a register of numbers, or the number of one issued elsewhere."""

    desk: Desk | None = None
    symbol: str = ""
    scan: Blob | None = None
    late_reason: str = ""


@transaction.atomic
def decide_many(*, record_ids: Iterable[int], ruling: Ruling, paper: Paper, by: Actor, at: datetime) -> AwardDecision:
    """Decide on proposals of one form and authority under one number: all of them or none.

    Refused for nothing, for what does not wait for its signature, for several forms or authorities, for a day to come
    or before a proposal's last step, for an amount that the law says otherwise, for an award that is one too many
    (A1), to a dissolved unit or a suspended case; without a number where the authority does not sign here. Forbidden
    to another desk.
    """
    wanted = list(dict.fromkeys(record_ids))
    hold(wanted, proposals_register().alone)
    cases = cases_of(wanted)
    refuse([*missing_finding(len(wanted), len(cases)), *together_findings(cases)])
    _require_right(cases[0], paper, by)
    amounts = _amounts(cases, ruling)
    numbers = _book(by, ruling.on, len(cases))
    document = _issue(cases, ruling, paper, _listed(cases, amounts, numbers), by=by, at=at)
    symbol = document.symbol if document else paper.symbol.strip()
    decision = _decision(cases[0], ruling, document, symbol, amounts, by=by, at=at)
    awards = _award_entries(cases, decision, amounts, numbers, by=by, at=at)
    for case in cases:
        step = StepFacts("decide", ruling.on, document=f"Quyết định số {symbol} ngày {short_date(ruling.on)}")
        take_step(register=proposals_register(), record_id=case.record_id, step=step, by=by, at=at)
    _items(decision, cases, awards, numbers)
    data = {"awards": len(cases), "symbol": symbol}
    record(Deed("awards.decided", "awards.decision", decision.pk, by.place_path, data), by=by, at=at)
    return decision


def _require_right(case: Case, paper: Paper, by: Actor) -> None:
    authority = case.facts.text("authority")
    may_take(by, authority, "decide").require()
    known = law().authorities.get(authority)
    signs = known is not None and known.signs and SIGNERS[known.signs] is by.role
    if not paper.symbol.strip() and not signs:
        message = gettext_noop("This authority does not sign here. Write the number of its decision.")
        raise Refused(Finding("awards.no_number", message, where="symbol"))


def _amounts(cases: Sequence[Case], ruling: Ruling) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    wrong: list[Finding] = []
    for case in cases:
        reward, typed = reward_of(law(), case, ruling.on), ruling.amounts.get(case.record_id)
        wrong += amount_findings(reward, typed)
        found[case.record_id] = amount_of(reward, typed)
    refuse(wrong)
    return found


def _book(by: Actor, on: date, count: int) -> list[int]:
    """Return the next numbers in the book of awards of a place and year; taken in the order of the list."""
    lock(f"awards.book.{by.place_path}.{on.year}")
    rows = AwardDecisionItem.objects.filter(book_path=by.place_path, book_year=on.year)
    last = rows.aggregate(last=Max("book_number"))["last"] or 0
    return list(range(last + 1, last + 1 + count))


def _listed(cases: Sequence[Case], amounts: Mapping[int, int | None], numbers: Sequence[int]) -> tuple[Named, ...]:
    return tuple(
        Named(
            name=case.facts.text("recipient"),
            post=case.facts.text("recipient_post"),
            kind=case.facts.text("recipient_kind"),
            achievement=case.facts.text("achievement"),
            money=amounts[case.record_id],
            book_number=f"{book:02d}",
            posthumous=bool(case.facts.values.get("posthumous")),
        )
        for case, book in zip(cases, numbers, strict=True)
    )


def _issue(
    cases: Sequence[Case], ruling: Ruling, paper: Paper, listed: tuple[Named, ...], *, by: Actor, at: datetime
) -> Document | None:
    """Issue the letter, or take over the number that the e-office gave it; nothing for a decision from elsewhere."""
    if paper.desk is None:
        return None
    facts = cases[0].facts
    text = AwardText(
        form=form_name(facts.text("form"), facts.text("authority")),
        authority=authority_name(facts.text("authority")),
        event=event_of(cases),
        recipients=listed,
        law=law_of(cases[0], ruling.on),
        budget_source=source_name(ruling.budget_source),
    )
    return _numbered(decision_letter(paper.desk, text), paper.desk, paper, ruling.on, by=by, at=at)


def _numbered(letter: Letter, desk: Desk, paper: Paper, on: date, *, by: Actor, at: datetime) -> Document:
    if paper.symbol.strip():
        draft = draft_letter(letter=letter, place_path=by.place_path, by=by, at=at)
        return record_external(
            document_id=draft.pk, symbol=paper.symbol.strip(), issued_on=on, scan=paper.scan, by=by, at=at
        )
    return issue_letters(
        drafts=[LetterDraft(letter, by.place_path)],
        register=RegisterKey(desk.issuer.code, "QD"),
        on=on,
        by=by,
        at=at,
        late_reason=paper.late_reason,
    )[0]


def _decision(  # noqa: PLR0913 - one row, everything that it says
    case: Case,
    ruling: Ruling,
    document: Document | None,
    symbol: str,
    amounts: Mapping[int, int | None],
    *,
    by: Actor,
    at: datetime,
) -> AwardDecision:
    return AwardDecision.objects.create(
        place_id=by.place_id,
        place_path=by.place_path,
        form=case.facts.text("form"),
        authority=case.facts.text("authority"),
        symbol=symbol,
        decided_on=ruling.on,
        document=document,
        budget_source=ruling.budget_source,
        money=sum(amount or 0 for amount in amounts.values()),
        unknown=sum(amount is None for amount in amounts.values()),
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )


def _award_entries(
    cases: Sequence[Case],
    decision: AwardDecision,
    amounts: Mapping[int, int | None],
    numbers: Sequence[int],
    *,
    by: Actor,
    at: datetime,
) -> list[Entry]:
    drafts = [
        Draft(_award_facts(case, decision, amounts[case.record_id], book))
        for case, book in zip(cases, numbers, strict=True)
    ]
    return write_entries(register=registers()[AWARDS], drafts=drafts, by=by, at=at)


def _award_facts(case: Case, decision: AwardDecision, money: int | None, book: int) -> Facts:
    taken = {name: case.facts.values.get(name) for name in _KEPT}
    own: dict[str, Value] = {
        "decision": decision.symbol,
        "decided_on": decision.decided_on,
        "money": money,
        "budget_source": decision.budget_source or case.facts.text("budget_source"),
        "book_number": f"{book:02d}/{decision.decided_on.year}",
        "proposal": case.record_id,
    }
    return Facts(case.facts.place_id, {**taken, **own})


def _items(decision: AwardDecision, cases: Sequence[Case], awards: Sequence[Entry], numbers: Sequence[int]) -> None:
    rows = enumerate(zip(cases, awards, numbers, strict=True), start=1)
    AwardDecisionItem.objects.bulk_create(
        AwardDecisionItem(
            decision=decision,
            position=position,
            proposal_id=case.record_id,
            award_id=award.record_id,
            book_year=decision.decided_on.year,
            book_number=book,
            book_path=decision.place_path,
        )
        for position, (case, award, book) in rows
    )
