"""The grid of many places: a row for each report, a column for each line of one section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from binhyen.indicators.rules.forms import Line
from binhyen.kernel.amounts import Origin
from binhyen.kernel.findings import Severity
from binhyen.reports.components.entry import CONFLICT, Left, Meeting, RowNote, text_of, version_of
from binhyen.reports.components.words import Chip, chip_of
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.many import ManySheet, PlaceLine
from binhyen.reports.rules import addresses
from binhyen.ui.components.sentences import sentence

Lefts = Mapping[int, Mapping[str, Left]]


@dataclass(frozen=True, slots=True)
class ManyCell:
    """One cell of one place. `slot` names its part of the page."""

    slot: str
    name: str
    label: str
    text: str
    base: int
    look: str
    icon: str
    before: str
    editable: bool


@dataclass(frozen=True, slots=True)
class ManyNote:
    """A remark under a place, with the line that it is about."""

    label: str
    note: RowNote


@dataclass(frozen=True, slots=True)
class ManyMeeting:
    """Two values of one cell of a place that met."""

    label: str
    name: str
    met: Meeting


@dataclass(frozen=True, slots=True)
class ManyRow:
    """One place."""

    report: Report
    href: str
    chip: Chip
    editable: bool
    why_not: str
    cells: Sequence[ManyCell]
    notes: Sequence[ManyNote]
    meetings: Sequence[ManyMeeting]

    @property
    def speaks(self) -> bool:
        """Tell whether anything stands under the place."""
        return bool(self.notes or self.meetings)


@dataclass(frozen=True, slots=True)
class ManyDrawn:
    """What the grid is drawn from: the sheet, in which reports this person writes, and what was not saved."""

    sheet: ManySheet
    enters: Mapping[int, str]
    """By report: "" where this person writes, else why not."""
    left: Lefts = field(default_factory=dict)


def many_rows(drawn: ManyDrawn) -> list[ManyRow]:
    """Return the rows in their order."""
    return [_row(drawn, line) for line in drawn.sheet.lines]


def _row(drawn: ManyDrawn, line: PlaceLine) -> ManyRow:
    report = line.report
    why_not = drawn.enters.get(report.pk, "")
    left = drawn.left.get(report.pk, {})
    shown = drawn.sheet.section.lines
    return ManyRow(
        report,
        addresses.report(report.pk, str(shown[0].cell)),
        chip_of(report),
        not why_not,
        why_not,
        [_cell(drawn, line, one, index) for index, one in enumerate(shown)],
        [note for one in shown for note in _notes(line, one, left.get(str(one.cell)))],
        [met for one in shown if (met := _meeting(drawn, line, one)) is not None],
    )


def _cell(drawn: ManyDrawn, line: PlaceLine, one: Line, index: int) -> ManyCell:
    cell = str(one.cell)
    value = line.values.get(one.cell)
    left = drawn.left.get(line.report.pk, {}).get(cell)
    counted = value is not None and value.origin == Origin.COUNTED
    writes = not drawn.enters.get(line.report.pk, "") and not counted
    look = _look(line, one, value, left)
    return ManyCell(
        f"c{line.report.pk}-{index}",
        f"{line.report.pk}.{cell}",
        one.label,
        left.text if left else text_of(value),
        left.base if left else version_of(value),
        look,
        _ICONS.get(look, ""),
        text_of(line.before.get(one.cell)),
        writes,
    )


_ICONS = {"counted": "count", "over": "hand2", "warn": "warn", "error": "not", "conflict": "diff"}


def _look(line: PlaceLine, one: Line, value: Figure | None, left: Left | None) -> str:
    if left is not None:
        return "conflict" if left.meets else "error"
    severities = {finding.severity for finding in line.findings.get(str(one.cell), ())}
    if severities & {Severity.ERROR, Severity.WARNING}:
        return "error" if Severity.ERROR in severities else "warn"
    if value is None or not text_of(value):
        return "empty"
    return "counted" if value.origin == Origin.COUNTED else ("over" if value.counted is not None else "")


def _notes(line: PlaceLine, one: Line, left: Left | None) -> list[ManyNote]:
    refused = [found for found in left.findings if found.code != CONFLICT] if left else []
    said = [RowNote("error", sentence(found.message, found.params), code=found.code) for found in refused]
    for found in line.findings.get(str(one.cell), ()):
        look = {Severity.ERROR: "error", Severity.WARNING: "warn"}.get(found.severity, "info")
        said.append(RowNote(look, sentence(found.message, found.params), source=found.source, code=found.code))
    return [ManyNote(one.label, note) for note in said]


def _meeting(drawn: ManyDrawn, line: PlaceLine, one: Line) -> ManyMeeting | None:
    left = drawn.left.get(line.report.pk, {}).get(str(one.cell))
    value = line.values.get(one.cell)
    if left is None or left.meets is None:
        return None
    met = Meeting(
        text_of(value) or gettext("(empty)"),
        value.note if value else "",
        drawn.sheet.posts.get(value.by_post, "") if value else "",
        value.recorded_at if value else None,
        left.text or gettext("(empty)"),
        left.note,
        version_of(value),
    )
    return ManyMeeting(one.label, f"{line.report.pk}.{one.cell}", met)


def told_of_many(rows: Sequence[ManyRow], left: Lefts, changed: int) -> str:
    """Say what became of what was sent, where a part of it was not saved."""
    count = sum(len(one) for one in left.values())
    if not count:
        return ""
    names = ", ".join(row.report.name for row in rows if left.get(row.report.pk))
    words = gettext("Saved %(saved)s cells. %(count)s not saved, with the reason below their place: %(names)s.")
    return words % {"saved": changed, "count": count, "names": names}
