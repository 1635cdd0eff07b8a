"""Workbooks that came in, as pages, copies and lists show them: what changes cell by cell, and what is wrong where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext

from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date
from binhyen.reports.components.entry import CONFLICT
from binhyen.reports.components.words import Chip, period_name
from binhyen.reports.models import Report
from binhyen.reports.rules.workbooks import Outcome
from binhyen.sheets.rules.entry import EntryRead
from binhyen.sheets.rules.grid import Cell
from binhyen.ui.components.sentences import sentence

_LOOKS = {Severity.ERROR: "error", Severity.WARNING: "warn", Severity.INFO: "info"}
_OUTCOMES = {
    Outcome.SAVED: ("met", gettext_noop("taken in")),
    Outcome.PARTLY: ("returned", gettext_noop("taken in except for what is named")),
    Outcome.UNCHANGED: ("na", gettext_noop("nothing new")),
    Outcome.AGAIN: ("na", gettext_noop("taken in before")),
    Outcome.REFUSED: ("not_met", gettext_noop("not taken in")),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one cell says and would say, with its notes."""

    cell: str
    old: Amount
    new: Amount
    note: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence under a cell or a workbook. `look` is error, warn or info."""

    look: str
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One cell of a workbook that changes something or has something wrong with it.

    Where two values met, `meets` holds the version that stands there, over which the workbook's may be chosen.
    """

    number: int
    cell: str
    label: str
    unit: str
    old: str
    new: str
    note: str
    remarks: Sequence[Remark] = ()
    meets: int | None = None

    @property
    def wrong(self) -> bool:
        """Tell whether the cell is kept from being saved."""
        return any(one.look == "error" for one in self.remarks)


@dataclass(frozen=True, slots=True)
class BookView:
    """A workbook before it is taken in."""

    name: str
    title: str
    href: str
    rows: Sequence[BookRow] = ()
    general: Sequence[Remark] = ()
    checks: Sequence[Remark] = field(default_factory=tuple)
    """What the checks say of its numbers, which hinders sending and not saving."""

    @property
    def sound(self) -> int:
        """Cells that would be saved."""
        return sum(not row.wrong for row in self.rows)

    @property
    def wrong(self) -> int:
        """Cells with something wrong."""
        return sum(row.wrong for row in self.rows)

    @property
    def barred(self) -> bool:
        """Tell whether nothing of it can be saved."""
        return any(one.look == "error" for one in self.general)

    @property
    def meets(self) -> bool:
        """Tell whether any of its cells was saved by somebody else in between."""
        return any(row.meets is not None for row in self.rows)

    @property
    def clean(self) -> bool:
        """Tell whether it can be taken in whole, and changes something."""
        return bool(self.rows) and not self.barred and not self.wrong


@dataclass(frozen=True, slots=True)
class Contents:
    """What a view of a workbook is drawn from."""

    name: str
    read: EntryRead
    report: Report | None
    changes: Mapping[str, Change]
    findings: Sequence[Finding]
    checks: Sequence[Finding]


def book_view(contents: Contents, href: str = "") -> BookView:
    """Return a workbook as its preview shows it."""
    lines = content_of(contents.report.collection.version).lines if contents.report is not None else ()
    here = {str(line.cell) for line in lines}
    rows = [_row(contents, number, str(line.cell), line.label, line.unit) for number, line in enumerate(lines, 1)]
    general = [remark_of(one) for one in contents.findings if one.where not in here]
    checks = remarks_with_labels(contents.checks, contents.report)
    title = title_of(contents.report) if contents.report is not None else contents.read.place
    return BookView(contents.name, title, href, [one for one in rows if one is not None], general, checks)


def _row(contents: Contents, number: int, cell: str, label: str, unit: str) -> BookRow | None:
    change = contents.changes.get(cell)
    found = [one for one in contents.findings if one.where == cell]
    if change is None and not found:
        return None
    stands = contents.read.cells.get(cell)
    met = next((one for one in found if one.code == CONFLICT), None)
    return BookRow(
        number,
        cell,
        label,
        unit,
        write_amount(change.old) if change else "",
        write_amount(change.new) if change else (shown(stands.value) if stands else ""),
        change.note if change else (stands.note if stands else ""),
        [remark_of(one) for one in found],
        _version(met) if met is not None else None,
    )


def _version(met: Finding) -> int:
    version = met.params.get("version", 0)
    return version if isinstance(version, int) else 0


def shown(value: Cell) -> str:
    """Write what stands in a workbook's cell as a reader would see it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value:.15g}".replace(".", ",")
    return short_date(value)


def title_of(report: Report) -> str:
    """Name a report: "Xã An Phú, tháng 11/2026"."""
    return f"{report.name}, {period_name(report.collection.period)}"


# ------------------------------------------------------------------ what is wrong, in words


def remark_of(finding: Finding) -> Remark:
    """Return a finding as a sentence; two values that met are both told."""
    return Remark(_LOOKS[finding.severity], sentence_of(finding), finding.code)


def sentence_of(finding: Finding) -> str:
    """Return a finding in words."""
    if finding.code != CONFLICT:
        return sentence(finding.message, finding.params)
    yours, theirs = finding.params.get("yours"), finding.params.get("theirs")
    words = gettext(
        "“%(label)s” was saved on the system meanwhile: %(theirs)s stands there, the workbook says %(yours)s. Keep one."
    )
    both = {name: _said(value) for name, value in (("yours", yours), ("theirs", theirs))}
    return words % {"label": finding.params.get("label", ""), **both}


def _said(value: object) -> str:
    return (write_amount(value) if isinstance(value, Amount) else "") or gettext("not entered")


def remarks_with_labels(findings: Iterable[Finding], report: Report | None) -> list[Remark]:
    """Return findings as sentences that name their line."""
    lines = content_of(report.collection.version).lines if report is not None else ()
    labels = {str(line.cell): line.label for line in lines}
    return [_placed(one, labels) for one in findings]


def _placed(finding: Finding, labels: Mapping[str, str]) -> Remark:
    remark = remark_of(finding)
    label = labels.get(finding.where, "")
    return remark if not label or label in remark.text else Remark(remark.look, f"{label}: {remark.text}", remark.code)


def remarks_of(findings: Iterable[Finding]) -> tuple[dict[str, list[str]], list[str]]:
    """Return what is to be mended as sentences: by the key of its line, and on the workbook as a whole."""
    by_line: dict[str, list[str]] = {}
    general: list[str] = []
    for one in findings:
        if one.severity is not Severity.INFO:
            (by_line.setdefault(one.where, []) if one.where else general).append(sentence_of(one))
    return by_line, general


def outcome_chip(outcome: Outcome) -> Chip:
    """Return the chip of what became of a workbook."""
    code, word = _OUTCOMES[outcome]
    return Chip(code, gettext(word))


@dataclass(frozen=True, slots=True)
class TakenView:
    """What became of one workbook, as a list shows it."""

    name: str
    title: str
    chip: Chip
    changed: int
    href: str
    remarks: Sequence[Remark] = ()
    earlier: datetime | None = None
    returned: str = ""
    """Where the copy with everything that is to be mended is downloaded."""
