"""A proposal's page: the principles as they stand for it, its money, its dossier, what it rests on, its deadline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.awards.models import AwardProposal, ProposalPaper
from binhyen.awards.queries.cases import cases_of, papers_of, used_awards
from binhyen.awards.queries.checks import proposal_checks
from binhyen.awards.queries.settings import council_at
from binhyen.awards.rules.course import OPEN, chosen_instrument, discipline_ended, proposal_findings, received_on
from binhyen.awards.rules.deadlines import due_day
from binhyen.awards.rules.deciding import Case, reward_of
from binhyen.awards.rules.dossiers import Case as Dossier
from binhyen.awards.rules.dossiers import papers_for
from binhyen.awards.rules.instruments import heading_of, instrument_for
from binhyen.awards.rules.model import Council, Instrument, Paper, Principle
from binhyen.awards.rules.money import Reward
from binhyen.awards.rules.principles import spent_findings
from binhyen.awards.rules.shelf import law
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.queries.declared import Draft


@dataclass(frozen=True, slots=True)
class PrincipleLine:
    """One principle as it stands for a proposal: a chip, its words, what was found."""

    principle: Principle
    look: str
    word: str
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the checklist with what lies in the dossier for it."""

    paper: Paper
    there: Sequence[ProposalPaper]


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """What the page of a proposal shows beside what every entry shows."""

    row: AwardProposal
    case: Case
    principles: Sequence[PrincipleLine]
    papers: Sequence[PaperLine]
    reward: Reward
    instrument: Instrument | None
    council: Council | None
    due: date | None
    late: bool
    other_findings: Sequence[Finding]

    @property
    def missing(self) -> int:
        """How many papers are missing."""
        return sum(1 for one in self.papers if one.paper.required and not one.there)


_BY_CODE = {
    "awards.awarded_already": "A1",
    "awards.spent_achievement": "A3",
    "awards.before_discipline_ended": "A4",
    "awards.too_many_thematic": "A8",
    "awards.not_a_round_year": "A8",
}
_FINE, _NOT = gettext_noop("in order"), gettext_noop("not in order")
_HELD, _HINT = gettext_noop("suspended"), gettext_noop("comes first among equals")
_NONE, _OPEN = gettext_noop("not checked"), gettext_noop("the province has not settled it")


def proposal_page(row: AwardProposal, today: date) -> ProposalPage:
    """Gather a proposal's page; a bounded number of queries."""
    case = cases_of([row.record_id])[0]
    council = council_at(row.place_path)
    findings = _findings(case)
    instrument = instrument_for(law(), received_on(case.facts, case.steps) or today, chosen_instrument(case.steps))
    due = due_day(council, row.achievement_type, row.event_on, row.proposed_on.year)
    waiting = row.state in {"", *OPEN}
    return ProposalPage(
        row,
        case,
        [_principle(one, case, council, instrument, findings) for one in law().principles],
        _papers(row, council),
        reward_of(law(), case, today),
        instrument,
        council,
        due,
        late=due is not None and waiting and due < today,
        other_findings=[one for one in findings if one.code not in _BY_CODE],
    )


def _findings(case: Case) -> list[Finding]:
    draft = Draft(case.facts, case.record_id)
    used = used_awards([case.record_id]).get(case.record_id, [])
    return [
        *proposal_findings(case.facts, case.steps),
        *proposal_checks([draft]).get(0, ()),
        *spent_findings(case.facts.text("achievement_type"), used),
    ]


def _papers(row: AwardProposal, council: Council | None) -> list[PaperLine]:
    case = Dossier(row.achievement_type, row.form, row.recipient_kind)
    there = papers_of([row.record_id]).get(row.record_id, [])
    asked = papers_for(law(), case, council.extra_papers if council else ())
    return [PaperLine(one, [paper for paper in there if paper.code == one.code]) for one in asked]


def _principle(
    one: Principle, case: Case, council: Council | None, instrument: Instrument | None, findings: Iterable[Finding]
) -> PrincipleLine:
    found = [finding for finding in findings if _BY_CODE.get(finding.code) == one.code]
    if any(finding.severity is Severity.ERROR for finding in found):
        return PrincipleLine(one, "not", _NOT, found)
    special = _SPECIAL.get(one.code)
    return (special(one, case, council, instrument) if special else None) or PrincipleLine(one, "met", _FINE)


def _unchecked(
    one: Principle, _case: Case, _council: Council | None, _instrument: Instrument | None
) -> PrincipleLine | None:
    return PrincipleLine(one, "none", _NONE)


def _suspended(
    one: Principle, case: Case, _council: Council | None, _instrument: Instrument | None
) -> PrincipleLine | None:
    if case.state == "suspended":
        return PrincipleLine(one, "late", _HELD)
    return PrincipleLine(one, "met", _FINE) if discipline_ended(case.steps) else None


def _women(
    one: Principle, case: Case, _council: Council | None, _instrument: Instrument | None
) -> PrincipleLine | None:
    return PrincipleLine(one, "met", _HINT) if case.facts.values.get("women") else PrincipleLine(one, "none", _NONE)


def _heading(
    one: Principle, case: Case, _council: Council | None, instrument: Instrument | None
) -> PrincipleLine | None:
    kind = case.facts.text("achievement_type")
    if heading_of(kind, instrument) == kind:
        return None
    return PrincipleLine(one, "met", gettext_noop("decided as an emulation movement, by the law of its receipt"))


def _limits(
    one: Principle, _case: Case, council: Council | None, _instrument: Instrument | None
) -> PrincipleLine | None:
    settled = council is not None and (council.most_thematic is not None or council.round_years)
    return None if settled else PrincipleLine(one, "none", _OPEN)


_SPECIAL = {
    "A2": _unchecked,
    "A4": _suspended,
    "A5": _women,
    "A6": _unchecked,
    "A7": _heading,
    "A8": _limits,
}
