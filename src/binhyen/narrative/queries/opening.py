"""Opens a signed report: its signatures first, then its figures, then whether its pages print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from binhyen.documents.queries import trusted_certificates
from binhyen.documents.readers.signed import open_signed
from binhyen.documents.rules.opening import SignedFile, opening_findings
from binhyen.kernel.findings import Finding, Refused, has_errors
from binhyen.narrative.rules.agreeing import agreement_findings, figures_in, pages_replaced
from binhyen.narrative.rules.figures_of_report import ReportFigures


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with what holds of it. `figures` are there only where nothing is against believing them."""

    file: SignedFile
    findings: tuple[Finding, ...]
    figures: ReportFigures | None = None

    @property
    def believed(self) -> bool:
        """Tell whether the figures may be taken over."""
        return self.figures is not None


def open_report(content: bytes, *, now: datetime, trust: Sequence[str | Path] = ()) -> Opened:
    """Open a file. `trust` are certificates that are trusted besides those of the settings.

    Refused when it is empty or too large; everything else that is against it comes back as findings.
    """
    file = open_signed(content, now=now, trust=[*trusted_certificates(), *trust])
    found = opening_findings(file, now=now)
    if has_errors(found):
        return Opened(file, tuple(pages_replaced(file, found)))
    try:
        figures = figures_in(file)
    except Refused as refusal:
        return Opened(file, (*refusal.findings, *found))
    found = [*agreement_findings(figures, file.pages), *found]
    return Opened(file, tuple(found), None if has_errors(found) else figures)
