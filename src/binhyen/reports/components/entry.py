"""The entry grid: each cell as its author sees it, with its source, its findings and what can be done about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Origin, Said
from binhyen.kernel.findings import Finding, Severity
from binhyen.reports.components.words import origin_word
from binhyen.reports.models import CellRemark, Figure, Waiver
from binhyen.reports.queries.checks import waivable_codes
from binhyen.reports.queries.entry import EntryLine, EntrySection, Sheet
from binhyen.reports.queries.figures import amount_of
from binhyen.reports.rules import addresses
from binhyen.reports.rules.sending import CHECK
from binhyen.reports.rules.threads import RemarkKind
from binhyen.ui.components.sentences import sentence

CONFLICT = "reports.conflict"
REASON = "reports.reason_needed"


@dataclass(frozen=True, slots=True)
class Left:
    """What was typed and not saved: its text over which version, and why not."""

    text: str
    base: int
    note: str
    findings: tuple[Finding, ...]

    @property
    def meets(self) -> Finding | None:
        """The other value that was saved in between."""
        return next((one for one in self.findings if one.code == CONFLICT), None)


@dataclass(frozen=True, slots=True)
class Past:
    """A number of another period, and the page that it opens into."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class RowNote:
    """One remark under a cell. `look` is error, warn, info or ok; `explain` leads to the explanation."""

    look: str
    text: str
    who: str = ""
    at: datetime | None = None
    source: str = ""
    code: str = ""
    explain: str = ""
    mends: bool = False
    """Whether typing another number answers it."""

    @property
    def icon(self) -> str:
        """Symbol of the note."""
        return {"error": "ban", "warn": "warn", "ok": "met"}.get(self.look, "info")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two values that met in one cell: what stands, and what was typed over another version."""

    theirs: str
    their_note: str
    who: str
    at: datetime | None
    yours: str
    your_note: str
    version: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One cell of the grid. `name` is its address among all reports, as forms send it: "12.models_total"."""

    number: int
    cell: str
    name: str
    label: str
    unit: str
    href: str
    text: str
    base: int
    look: str
    """"", counted, over, warn, error, conflict, returned or empty."""
    icon: str
    before: Past
    last_year: Past
    source: str
    source_href: str
    by: str = ""
    at: datetime | None = None
    beside: str = ""
    """What was accepted before, where a correction says something else."""
    locked: bool = False
    note: str = ""
    asks_note: bool = False
    count: str = ""
    """What the register counts: another number asks for its reason."""
    same: str = ""
    """What a stock said before, offered while the cell is empty."""
    notes: Sequence[RowNote] = ()
    meeting: Meeting | None = None
    files: int = 0

    @property
    def speaks(self) -> bool:
        """Tell whether anything stands under the cell."""
        return bool(self.notes or self.meeting)


@dataclass(frozen=True, slots=True)
class GridGroup:
    """A section's heading and its rows."""

    key: str
    title: str
    rows: Sequence[GridRow]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the grid is drawn from: the report, whether this person writes, and what could not be saved just now."""

    sheet: Sheet
    editable: bool
    left: Mapping[str, Left] = field(default_factory=dict)


def grid_groups(drawn: Drawn, keys: Iterable[str]) -> list[GridGroup]:
    """Return the rows of some sections."""
    wanted = set(keys)
    return [_group(drawn, one) for one in drawn.sheet.sections if one.key in wanted]


def _group(drawn: Drawn, section: EntrySection) -> GridGroup:
    return GridGroup(section.key, section.title, [grid_row(drawn, line) for line in section.lines])


def grid_row(drawn: Drawn, line: EntryLine) -> GridRow:
    """Return one cell's row."""
    cell, report, value = str(line.line.cell), drawn.sheet.report, line.value
    left = drawn.left.get(cell)
    notes = _notes(drawn, line, left)
    meeting = _meeting(drawn, line, left)
    look = _look(line, notes, meeting)
    text = left.text if left else text_of(value)
    return GridRow(
        number=line.number,
        cell=cell,
        name=f"{report.pk}.{cell}",
        label=line.line.label,
        unit=line.line.unit or line.indicator.unit,
        href=addresses.cell(report.pk, cell),
        text=text,
        base=left.base if left else version_of(value),
        look=look,
        icon=_ICONS.get(look, "lock" if line.locked else ""),
        before=past_of_cell(line.before, cell),
        last_year=past_of_cell(line.last_year, cell),
        source=gettext("not saved") if left else _source(line),
        source_href=_source_href(line),
        by=drawn.sheet.posts.get(value.by_post, "") if value and line.is_stored and not left else "",
        at=value.recorded_at if value and line.is_stored and not left else None,
        beside=_beside(line),
        locked=line.locked,
        note=left.note if left else (value.note if value else ""),
        asks_note=_asks_note(line, left),
        count=write_amount(line.counted.amount) if line.counted else "",
        same=_offer(line) if drawn.editable and not text and not line.locked else "",
        notes=notes,
        meeting=meeting,
        files=line.files,
    )


# ------------------------------------------------------------------ what a cell says


def text_of(figure: Figure | None) -> str:
    """Return what a value says as it stands in an entry cell; an empty cell is ""."""
    return write_amount(amount_of(figure)) if figure else ""


def version_of(figure: Figure | None) -> int:
    """Return the version that an entry is written over."""
    return figure.version if figure else 0


def past_of_cell(figure: Figure | None, cell: str) -> Past:
    """Return a number of another period; zero, KPS and words have nothing behind them to open."""
    if figure is None or figure.said == Said.EMPTY:
        return Past("–")
    opens = figure.said == Said.NUMBER and figure.amount != 0
    return Past(text_of(figure), addresses.cell(figure.report_id, cell) if opens else "")


_ICONS = {
    "counted": "count",
    "over": "hand2",
    "warn": "warn",
    "error": "not",
    "conflict": "diff",
    "returned": "returned",
}


def _look(line: EntryLine, notes: Sequence[RowNote], meeting: Meeting | None) -> str:
    """Return how a cell looks: what needs a person most comes first."""
    looks = {note.look for note in notes}
    plain = _plain_look(line)
    order = (
        ("conflict", meeting is not None),
        ("error", "error" in looks),
        ("returned", bool(line.returned)),
        ("warn", "warn" in looks),
    )
    return next((look for look, holds in order if holds), plain)


def _plain_look(line: EntryLine) -> str:
    value = line.value
    if value is None or value.said == Said.EMPTY:
        return "empty"
    if value.origin == Origin.COUNTED:
        return "counted"
    return "over" if value.counted is not None else ""


def _source(line: EntryLine) -> str:
    """Say where the value came from."""
    value = line.value
    if value is None or value.said == Said.EMPTY:
        return ""
    if value.origin == Origin.COUNTED:
        return gettext("counted from the register")
    if value.counted is not None:
        counted = write_amount(_number(value.counted))
        return gettext("typed over, %(counted)s counted, with a reason") % {"counted": counted}
    if value.said == Said.NOTHING:
        return gettext("nothing of the kind")
    return origin_word(Origin(value.origin))


def _number(value: Decimal) -> Amount:
    return Amount(Said.NUMBER, value)


def _source_href(line: EntryLine) -> str:
    """Return the list that a count came from, or the sentence that was read; only pages of this site open."""
    value = line.value
    link = line.counted.link if line.counted else ""
    if not link and value is not None and value.origin in {Origin.COUNTED, Origin.READ}:
        link = value.origin_ref
    return link if link.startswith("/") and not link.startswith("//") else ""


def _beside(line: EntryLine) -> str:
    """Say what was accepted before, and by how much it differs."""
    old, new = line.accepted, line.value
    if old is None or new is None or old.pk == new.pk or amount_of(old) == amount_of(new):
        return ""
    said = {"old": text_of(old) or gettext("not entered"), "by": _difference(old, new)}
    if not said["by"]:
        return gettext("accepted: %(old)s") % said
    return gettext("accepted: %(old)s, differs by %(by)s") % said


def _difference(old: Figure, new: Figure) -> str:
    if old.amount is None or new.amount is None or old.denominator is not None or new.denominator is not None:
        return ""
    by = new.amount - old.amount
    return ("+" if by > 0 else "−") + write_amount(_number(abs(by))) if by else ""


def _asks_note(line: EntryLine, left: Left | None) -> bool:
    """Tell whether the row has room for a reason."""
    if left is not None and (left.note or any(one.code == REASON for one in left.findings)):
        return True
    return line.counted is not None or bool(line.value and line.value.note)


def _offer(line: EntryLine) -> str:
    """Return what a stock said before, to be kept by one click."""
    if not line.indicator.is_stock or line.counted is not None:
        return ""
    return text_of(line.before)


# ------------------------------------------------------------------ what stands under it


def _notes(drawn: Drawn, line: EntryLine, left: Left | None) -> list[RowNote]:
    refused = [one for one in left.findings if one.code != CONFLICT] if left else []
    found = [RowNote("error", _said(one), code=one.code, mends=True) for one in refused]
    found += [_voice(one, drawn.sheet.posts) for one in line.remarks]
    found += [_finding(drawn, line, one) for one in line.findings]
    return found + [_explained(one, drawn.sheet.posts) for one in line.waivers]


def _said(finding: Finding) -> str:
    return sentence(finding.message, finding.params)


def _finding(drawn: Drawn, line: EntryLine, finding: Finding) -> RowNote:
    look = {Severity.ERROR: "error", Severity.WARNING: "warn"}.get(finding.severity, "info")
    waivable = finding.code.removeprefix(CHECK) in waivable_codes()
    cell = str(line.line.cell)
    asks = waivable and drawn.editable and finding.severity is not Severity.INFO
    explain = addresses.report(drawn.sheet.report.pk, cell) + "#giai-trinh" if asks else ""
    return RowNote(
        look, _said(finding), source=finding.source, code=finding.code, explain=explain, mends=look != "info"
    )


_VOICES = {RemarkKind.RETURNED: "warn", RemarkKind.QUESTION: "info"}


def _voice(remark: CellRemark, posts: Mapping[int, str]) -> RowNote:
    kind = RemarkKind(remark.kind)
    words = gettext("Returned: %(text)s") if kind is RemarkKind.RETURNED else gettext("Asked: %(text)s")
    who = posts.get(remark.by_post, "")
    return RowNote(_VOICES[kind], words % {"text": remark.text}, who, remark.at, mends=kind is RemarkKind.RETURNED)


def _explained(waiver: Waiver, posts: Mapping[int, str]) -> RowNote:
    text = gettext("Explained: %(text)s") % {"text": waiver.reason}
    return RowNote("ok", text, posts.get(waiver.by_post, ""), waiver.at)


def _meeting(drawn: Drawn, line: EntryLine, left: Left | None) -> Meeting | None:
    met = left.meets if left else None
    if left is None or met is None:
        return None
    value = line.value if line.is_stored else None
    return Meeting(
        theirs=text_of(value) or gettext("(empty)"),
        their_note=value.note if value else "",
        who=drawn.sheet.posts.get(value.by_post, "") if value else "",
        at=value.recorded_at if value else None,
        yours=left.text or gettext("(empty)"),
        your_note=left.note,
        version=version_of(value),
    )
