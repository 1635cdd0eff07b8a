"""The receiving desk: each cell in words, beside what it was, with everything that was said at it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext

from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import EMPTY, Origin, exactly
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.components.words import origin_word
from binhyen.reports.models import CellFile, CellRemark, Figure, Waiver
from binhyen.reports.queries.figures import amount_of
from binhyen.reports.queries.receiving import Desk, DeskLine
from binhyen.reports.rules import addresses
from binhyen.reports.rules.threads import RemarkKind
from binhyen.ui.components.parts import Knot


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One cell of the desk."""

    number: int
    cell: str
    href: str
    """The page where the number opens."""
    label: str
    unit: str
    now: str
    before: str
    last_year: str
    look: str
    """How the cell looks: "counted", "over" (typed over a count), "warn" or ""."""
    source: str
    link: str
    note: str
    old: str = ""
    """What was accepted before, where it says something else now."""
    fresh: bool = False
    """Saved after the page was opened."""
    reason: str = ""
    """Why it shall be returned, as typed so far."""
    findings: Sequence[Finding] = ()
    explained: Sequence[Knot] = ()
    talk: Sequence[Knot] = ()
    questions: Sequence[CellRemark] = ()
    files: Sequence[CellFile] = ()

    @property
    def speaks(self) -> bool:
        """Tell whether anything stands under the cell."""
        return bool(self.findings or self.explained or self.talk or self.files or self.note or self.old)


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """A section's heading and its rows."""

    title: str
    rows: Sequence[DeskRow]


@dataclass(frozen=True, slots=True)
class Typed:
    """What the office has typed so far, and since when it has been looking."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None


def desk_groups(desk: Desk, typed: Typed) -> list[DeskGroup]:
    """Return the rows of the desk by section."""
    return [DeskGroup(one.title, [_row(line, desk, typed) for line in one.lines]) for one in desk.sections]


def _row(line: DeskLine, desk: Desk, typed: Typed) -> DeskRow:
    cell, value, posts = str(line.line.cell), line.value, desk.posts
    return DeskRow(
        line.number,
        cell,
        addresses.cell(desk.report.pk, cell),
        line.line.label,
        line.line.unit,
        said(value),
        said(line.before, nothing="–"),
        said(line.last_year, nothing="–"),
        _look(line),
        _source(value),
        _link(value),
        value.note if value else "",
        said(line.accepted) if line.changed else "",
        bool(typed.since and value and value.recorded_at > typed.since),
        typed.reasons.get(cell, ""),
        line.findings,
        [_explanation(one, posts) for one in line.waivers],
        [_voice(one, posts) for one in line.remarks],
        [one for one in line.remarks if one.kind == RemarkKind.QUESTION and one.resolved_at is None],
        line.files,
    )


def said(value: Figure | None, nothing: str = "") -> str:
    """Say what a cell says; an empty one says "chưa nhập", or what is asked for."""
    return write_amount(amount_of(value) if value else EMPTY) or nothing or gettext("not entered")


def _look(line: DeskLine) -> str:
    value = line.value
    if value is not None and value.origin == Origin.COUNTED:
        return "counted"
    if value is not None and value.counted is not None:
        return "over"
    return "warn" if line.findings else ""


def _source(value: Figure | None) -> str:
    if value is None:
        return ""
    if value.origin != Origin.COUNTED and value.counted is not None:
        counted = write_amount(exactly(value.counted))
        return gettext("typed over; the register counts %(counted)s") % {"counted": counted}
    return origin_word(Origin(value.origin))


def _link(value: Figure | None) -> str:
    """Return the list that a count came from, or the sentence that was read; only pages of this site open."""
    link = value.origin_ref if value and value.origin in {Origin.COUNTED, Origin.READ} else ""
    return link if link.startswith("/") and not link.startswith("//") else ""


def _explanation(waiver: Waiver, posts: Mapping[int, str]) -> Knot:
    return Knot(gettext("explains:"), posts.get(waiver.by_post, ""), waiver.at, note=waiver.reason)


_VOICES = {
    RemarkKind.RETURNED: gettext_noop("returned it:"),
    RemarkKind.QUESTION: gettext_noop("asks:"),
    RemarkKind.REPLY: gettext_noop("replies:"),
}


def _voice(remark: CellRemark, posts: Mapping[int, str]) -> Knot:
    kind = RemarkKind(remark.kind)
    open_one = kind is not RemarkKind.REPLY and remark.resolved_at is None
    return Knot(
        gettext(_VOICES[kind]),
        posts.get(remark.by_post, ""),
        remark.at,
        look="now" if open_one else "done",
        note=remark.text,
        kind="must" if kind is RemarkKind.RETURNED else "",
    )


# ------------------------------------------------------------------ what changed since it was accepted


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else than was accepted."""

    number: int
    label: str
    old: str
    new: str
    note: str


def changes_of(desk: Desk) -> list[Change]:
    """Return what a correction changes: cells whose value is another than the accepted one, and new cells."""
    if desk.report.revision == 1:
        return []
    return [_change(line) for line in desk.lines if _differs(line)]


def _differs(line: DeskLine) -> bool:
    if line.value is None:
        return False
    return line.changed or (line.accepted is None and line.value.accepted_at is None)


def _change(line: DeskLine) -> Change:
    note = line.value.note if line.value else ""
    return Change(line.number, line.line.label, said(line.accepted), said(line.value), note)


def findings_told(groups: Iterable[DeskGroup]) -> int:
    """Return how many findings the desk shows."""
    return sum(len(row.findings) for group in groups for row in group.rows)
