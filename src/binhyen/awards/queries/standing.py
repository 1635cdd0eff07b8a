"""What was signed stays as it was, and is undone where it was done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from binhyen.awards.models import AwardDecisionItem, AwardEntry
from binhyen.awards.queries.cases import AWARDS, PROPOSALS
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.models import Record, Step
from binhyen.registers.queries.declared import Draft, registers
from binhyen.registers.queries.entries import facts_of, fields_of_steps, steps_of
from binhyen.registers.rules.facts import Facts, StepFacts, changes

_REVOKED = "revoked"
_OPEN_TO_CHANGE = frozenset({"publish", "consent", "against_crime"})
"""What may be said otherwise of an award after its decision: whether it is published, and what that rests on."""


# ------------------------------------------------------------------ awards


@dataclass(frozen=True, slots=True)
class Signed:
    """Awards that stand in decisions made here, as they are said now, and those that would outlive their revocation."""

    facts: Mapping[int, Facts]
    outliving: frozenset[int]
    """Awards that no step revokes (any more), while their proposal is revoked."""


def signed_among(drafts: Sequence[Draft]) -> Signed:
    """Read what drafts of awards would say otherwise: nothing for new ones, else four queries at most."""
    ids = {draft.record_id for draft in drafts if draft.record_id}
    items = AwardDecisionItem.objects.filter(award_id__in=ids).values_list("award_id", "proposal_id") if ids else ()
    proposals = dict(items)
    if not proposals:
        return Signed({}, frozenset())
    rows = AwardEntry.objects.filter(superseded_at=None, record_id__in=proposals)
    gone = set(Record.objects.filter(pk__in=proposals.values(), state=_REVOKED).values_list("pk", flat=True))
    steps = Step.objects.filter(record_id__in=proposals if gone else (), code="revoke", superseded_at=None)
    over = set(steps.values_list("record_id", flat=True))
    return Signed(
        {row.record_id: facts_of(registers()[AWARDS], row) for row in rows},
        frozenset(award for award, proposal in proposals.items() if proposal in gone and award not in over),
    )


def signed_findings(draft: Draft, signed: Signed) -> Iterator[Finding]:
    """Refuse other words for an award than its decision's, and one that holds while its proposal is revoked."""
    known = signed.facts.get(draft.record_id or 0)
    if known is None:
        return
    changed = {one.field.name for one in changes(registers()[AWARDS].fields, known, draft.facts)} - _OPEN_TO_CHANGE
    if changed or known.place_id != draft.facts.place_id:
        message = gettext_noop(
            "This award is said as its decision says it. Only its publication may change; if the decision was wrong, "
            "revoke the award at its proposal."
        )
        yield Finding("awards.award_kept", message, where=min(changed, default="place"))
    if draft.record_id in signed.outliving:
        message = gettext_noop("The proposal of this award is revoked. Take that step back first, at the proposal.")
        yield Finding("awards.proposal_revoked", message)


def award_needed(record_ids: Sequence[int]) -> Iterator[Finding]:
    """Say why awards are not taken back: a decision made here holds them."""
    count = AwardDecisionItem.objects.filter(award_id__in=record_ids).count()
    if count:
        message = gettext_noop(
            "%(count)s of these awards stand in a decision that was made here. Revoke them at their proposals, with "
            "the decision that revokes them."
        )
        yield Finding("awards.in_decision", message, params={"count": count})


# ------------------------------------------------------------------ proposals


def unmatched(drafts: Sequence[Draft]) -> Mapping[int, tuple[Finding, ...]]:
    """Say by record which proposals have an award that stands, and no decision among their steps. Two queries."""
    ids = {draft.record_id for draft in drafts if draft.record_id}
    rows = AwardEntry.objects.filter(superseded_at=None, proposal_id__in=ids).exclude(state=_REVOKED) if ids else ()
    held = {row.proposal_id or 0: row.title for row in rows}
    taken = steps_of(held, fields_of_steps(registers()[PROPOSALS])) if held else {}
    coming = {draft.record_id or 0: draft.steps for draft in drafts}
    message = gettext_noop(
        "“%(award)s” was given on this proposal and stands. Revoke it, with the decision that does so."
    )
    return {
        one: (Finding("awards.award_stands", message, params={"award": title}),)
        for one, title in held.items()
        if not _decided((*taken.get(one, ()), *coming.get(one, ())))
    }


def _decided(steps: Sequence[StepFacts]) -> bool:
    return any(step.code == "decide" for step in steps)
