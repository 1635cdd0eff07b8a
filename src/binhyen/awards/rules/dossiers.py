"""The papers of a dossier, by type of achievement, form and recipient, and what is missing."""

from collections.abc import Collection
from dataclasses import dataclass

from binhyen.awards.rules.model import Law, Paper
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop


@dataclass(frozen=True, slots=True)
class Case:
    """What the checklist depends on."""

    achievement: str
    form: str
    recipient: str


def papers_for(law: Law, case: Case, extra: Collection[str] = ()) -> tuple[Paper, ...]:
    """Return the papers of a dossier: the law's, then what the province adds (`extra`, by name)."""
    own = tuple(Paper(f"extra-{number}", name, "C") for number, name in enumerate(extra, start=1))
    return tuple(one for one in law.papers if _asked(one, case)) + own


def _asked(paper: Paper, case: Case) -> bool:
    pairs = ((paper.types, case.achievement), (paper.forms, case.form), (paper.recipients, case.recipient))
    return all(not wanted or value in wanted for wanted, value in pairs)


def missing_findings(papers: Collection[Paper], there: Collection[str], source: str) -> list[Finding]:
    """Say which papers are still missing."""
    message = gettext_noop("“%(paper)s” is missing in the dossier. Attach the file, or say where the paper lies.")
    return [
        Finding(
            "awards.paper_missing", message, params={"paper": one.name}, where="papers", source=one.article or source
        )
        for one in papers
        if one.required and one.code not in there
    ]
