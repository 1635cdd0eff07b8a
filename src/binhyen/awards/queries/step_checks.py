"""What a step of a proposal wants of the database: papers, achievements that may be used, votes, the award itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from binhyen.awards.models import AwardEntry, ProposalPaper
from binhyen.awards.queries.cases import SUBJECT, papers_of, used_awards
from binhyen.awards.queries.settings import councils_for
from binhyen.awards.rules.course import vote_findings
from binhyen.awards.rules.dossiers import Case, missing_findings, papers_for
from binhyen.awards.rules.model import Council
from binhyen.awards.rules.principles import spent_findings
from binhyen.awards.rules.shelf import law
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.models import Record
from binhyen.registers.queries.declared import Draft
from binhyen.units.queries.committees import Vote, votes_on

_WHOLE = {"submit", "complete", "appraise"}
"""Steps for which the dossier must be whole and rest on nothing that was used up."""
_VOTES = {"vote": True, "vote_down": False}


@dataclass(frozen=True, slots=True)
class _Seen:
    papers: Mapping[int, Sequence[ProposalPaper]] = field(default_factory=dict)
    used: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    councils: Mapping[int, Council] = field(default_factory=dict)
    votes: Mapping[int, Vote] = field(default_factory=dict)
    states: Mapping[int, str] = field(default_factory=dict)
    awards: Mapping[int, str] = field(default_factory=dict)
    """State of the award that was written from a proposal."""


def step_findings(drafts: Sequence[Draft], places: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[Finding, ...]]:
    """Say what hinders steps of proposals that are there already, by the position of the draft."""
    taken = [(position, draft, draft.record_id) for position, draft in enumerate(drafts) if draft.steps]
    wanted = [(position, draft, record_id) for position, draft, record_id in taken if record_id]
    if not wanted:
        return {}
    seen = _seen(
        [record_id for _, _, record_id in wanted], {step.code for _, d, _ in wanted for step in d.steps}, places
    )
    return {position: tuple(_found(draft, record_id, seen)) for position, draft, record_id in wanted}


def _seen(ids: list[int], codes: set[str], places: Mapping[int, tuple[str, ...]]) -> _Seen:
    whole, signed = bool(codes & _WHOLE), "to_sign" in codes
    return _Seen(
        papers=papers_of(ids) if whole else {},
        used=used_awards(ids) if whole else {},
        councils=councils_for(places) if whole or signed else {},
        votes=votes_on(SUBJECT, ids) if codes & set(_VOTES) else {},
        states=dict(Record.objects.filter(pk__in=ids).values_list("pk", "state")) if signed else {},
        awards=_awards(ids) if codes & {"decide", "revoke"} else {},
    )


def _awards(ids: list[int]) -> dict[int, str]:
    rows = AwardEntry.objects.filter(superseded_at=None, proposal_id__in=ids)
    return {proposal: state for proposal, state in rows.values_list("proposal_id", "state") if proposal}


def _found(draft: Draft, record_id: int, seen: _Seen) -> Iterator[Finding]:
    for step in draft.steps:
        if step.code in _WHOLE:
            yield from dossier_findings(draft, seen.councils.get(draft.facts.place_id), seen.papers.get(record_id, ()))
            yield from spent_findings(draft.facts.text("achievement_type"), seen.used.get(record_id, ()))
        if step.code in _VOTES:
            yield from _voted(seen.votes.get(record_id), wanted=_VOTES[step.code])
        if step.code == "to_sign":
            yield from _signed(draft, seen.councils.get(draft.facts.place_id), seen.states.get(record_id, ""))
        yield from _given(step.code, seen.awards.get(record_id))


def dossier_findings(draft: Draft, council: Council | None, papers: Iterable[ProposalPaper]) -> list[Finding]:
    """Say which papers of the checklist are missing."""
    facts = draft.facts
    case = Case(facts.text("achievement_type"), facts.text("form"), facts.text("recipient_kind"))
    asked = papers_for(law(), case, council.extra_papers if council else ())
    return missing_findings(asked, {one.code for one in papers}, law().dossier_source)


def _voted(vote: Vote | None, *, wanted: bool) -> Iterator[Finding]:
    if vote is None or vote.carried is not wanted:
        message = gettext_noop("The council has not voted so. Take its votes over on the page of the council.")
        yield Finding("awards.no_such_vote", message)


def _signed(draft: Draft, council: Council | None, state: str) -> list[Finding]:
    if council is None:
        return []
    return vote_findings(draft.facts.text("form"), state, full=council.full, standing=council.standing)


def _given(code: str, award: str | None) -> Iterator[Finding]:
    if code == "decide" and award is None:
        message = gettext_noop("Decisions are made on the page of decisions, where the award is entered with them.")
        yield Finding("awards.decide_there", message)
    if code == "revoke" and award not in {None, "revoked"}:
        message = gettext_noop("The award itself is revoked together with its proposal, on the page of the decision.")
        yield Finding("awards.revoke_there", message)
