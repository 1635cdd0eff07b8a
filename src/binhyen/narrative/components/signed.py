"""What pages show of a signed report: who signed, what is against it, each figure beside what its cell says now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.queries.taking import Held, Meeting
from binhyen.narrative.rules.figures_of_report import SignedFigure
from binhyen.reports.components.words import period_name
from binhyen.reports.models import Report
from binhyen.ui.components.sentences import sentence

_WORDS = {
    Meeting.NEW: ("todo", gettext_noop("to be taken")),
    Meeting.SAME: ("met", gettext_noop("the same")),
    Meeting.OTHER: ("unknown", gettext_noop("says something else")),
    Meeting.ACCEPTED: ("not", gettext_noop("accepted already")),
}
_LOOKS = {Severity.ERROR: ("error", "ban"), Severity.WARNING: ("warn", "warn"), Severity.INFO: ("info", "info")}


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as a page shows it."""

    code: str
    look: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One attached figure, and what its cell says now. `over` is sent back where it may be written over."""

    number: int
    cell: str
    label: str
    amount: str
    here: str
    look: str
    word: str
    over: str
    printed: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report into which the figures may be taken."""

    report: Report
    title: str


def notes_of(findings: Iterable[Finding]) -> list[Note]:
    """Return findings as notes, each sentence once: two signatures may have the same said of them."""
    found = {(one.code, sentence(one.message, one.params)): _LOOKS[one.severity] for one in findings}
    return [Note(code, look, icon, text) for (code, text), (look, icon) in found.items()]


def rows_of(held: Held) -> list[FigureRow]:
    """Return the figures that have a cell in the report, each beside what stands there."""
    rows = []
    for number, one in enumerate(held.met, start=1):
        look, word = _WORDS[one.meeting]
        over = f"{one.version}.{one.figure.cell}" if one.meeting is Meeting.OTHER else ""
        here, there = write_amount(one.amount), write_amount(one.figure.amount)
        cell = str(one.figure.cell)
        unit = unit_of(one.figure)
        rows.append(
            FigureRow(number, cell, one.label, there, here, look, gettext(word), over, one.figure.printed, unit)
        )
    return rows


def plain_rows(figures: Iterable[SignedFigure]) -> list[FigureRow]:
    """Return figures by themselves, by the names of their indicators."""
    return [
        FigureRow(
            number, str(one.cell), label_of(one), write_amount(one.amount), "", "", "", "", one.printed, unit_of(one)
        )
        for number, one in enumerate(figures, start=1)
    ]


def unit_of(one: SignedFigure) -> str:
    """Return the unit that a figure is counted in; nothing for words, which name theirs, and for what is not known."""
    found = catalogue().find(one.code)
    return found.unit if found is not None and one.amount.counts else ""


def label_of(one: SignedFigure) -> str:
    """Return the name of a figure's indicator with its split; the code where the catalogue does not know it."""
    found = catalogue().find(one.code)
    name = found.name if found is not None else one.code
    known = dims()
    split = [known[code].name_of(value) if code in known else value for code, value in one.cell.split.items()]
    return f"{name} ({', '.join(split)})" if split else name


def candidates(reports: Iterable[Report]) -> list[Candidate]:
    """Return reports by their form's title and the place."""
    return [Candidate(one, f"{one.collection.version.title}, {one.name}") for one in reports]


def period_word(code: str) -> str:
    """Return a period in words; its code where it is none of ours."""
    try:
        return period_name(code)
    except (ValueError, KeyError):
        return code
