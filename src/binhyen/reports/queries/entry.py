"""A report as its author fills it in: each cell with its past, what registers count, findings and talk beside it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import cells_of, content_of
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent, Line
from binhyen.kernel.amounts import Origin
from binhyen.kernel.findings import Finding
from binhyen.reports.models import CellRemark, Figure, Report, Waiver
from binhyen.reports.queries.checks import findings_of, peers_for_checks, waivable_codes
from binhyen.reports.queries.counted import Counted, counted_for, to_take
from binhyen.reports.queries.figures import (
    Past,
    Values,
    accepted_values,
    amounts,
    current_values,
    is_locked,
    past_of,
)
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.queries.shading import shaded, shaded_past
from binhyen.reports.rules.entering import normal
from binhyen.reports.rules.lifecycle import EDITABLE, State
from binhyen.reports.rules.sending import CHECK, Explained, empty_findings, unexplained
from binhyen.reports.rules.threads import RemarkKind

MOST_LINES = 40
"""Lines that one page takes: a longer form is filled in section by section."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One cell: what it says now, what it said before, and everything that stands at it.

    `value` is what would be sent now: the count of the register, where nobody typed another number over it.
    """

    number: int
    line: Line
    indicator: Indicator
    value: Figure | None = None
    counted: Counted | None = None
    before: Figure | None = None
    last_year: Figure | None = None
    accepted: Figure | None = None
    findings: Sequence[Finding] = ()
    waivers: Sequence[Waiver] = ()
    remarks: Sequence[CellRemark] = ()
    """Open questions and reasons for returning."""
    files: int = 0
    locked: bool = False
    """Accepted, while other cells were returned."""

    @property
    def returned(self) -> Sequence[CellRemark]:
        """Why the office sent the cell back, while it says what it said then."""
        return [one for one in self.remarks if one.kind == RemarkKind.RETURNED and not self._mended(one)]

    def _mended(self, remark: CellRemark) -> bool:
        return self.value is not None and self.is_stored and self.value.recorded_at > remark.at

    @property
    def is_stored(self) -> bool:
        """Tell whether what stands here was saved, and not only counted for the page."""
        return self.value is not None and self.value.pk is not None


@dataclass(frozen=True, slots=True)
class EntrySection:
    """A group of lines under its heading."""

    key: str
    title: str
    lines: Sequence[EntryLine]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with all its cells. `hindrances` is what keeps it from being sent; `posts` names those who wrote."""

    report: Report
    form: FormContent
    sections: Sequence[EntrySection]
    hindrances: Sequence[Finding] = ()
    posts: Mapping[int, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[EntryLine]:
        """All lines in order."""
        return [line for section in self.sections for line in section.lines]

    @property
    def editable(self) -> bool:
        """Tell whether the report's state lets anybody write."""
        return is_editable(self.report)

    def line_at(self, cell: str) -> EntryLine | None:
        """Return the line of a cell by its address."""
        return next((line for line in self.lines if str(line.line.cell) == cell), None)


def is_editable(report: Report) -> bool:
    """Tell whether the report's state lets anybody write."""
    return State(report.state) in EDITABLE


def shown_sections(form: FormContent, wanted: str = "", cell: str = "") -> tuple[str, ...]:
    """Return the keys of the sections that one page shows: all of a short form, one of a long one."""
    keys = tuple(section.key for section in form.sections)
    if len(form.cells) <= MOST_LINES:
        return keys
    holding = [one.key for one in form.sections if any(str(line.cell) == cell for line in one.lines)]
    chosen = wanted if wanted in keys else (holding or keys)[0]
    return (chosen,)


# ------------------------------------------------------------------ one report


def sheet_of(report: Report, *, small: bool = True) -> Sheet:
    """Read a report with everything beside its cells: a fixed number of queries, whatever the form.

    Without `small`, small counts about people are hidden, in the periods before too.
    """
    form, cell_ids = content_of(report.collection.version), cells_of(report.collection.version)
    stored = current_values([report.pk]).get(report.pk, {})
    counted = counted_for(report, form) if is_editable(report) else {}
    values = would_send(report, form, stored, counted)
    past = past_of([report])[report.pk]
    if not small:
        values, past = shaded(values), shaded_past(past)
    found = findings_of(report, values, past=past, peers=peers_for_checks(report, form, cell_ids, values))
    beside = _Beside(report, values, past, counted, found)
    if not small:
        beside.accepted = shaded(beside.accepted)
    numbers = iter(range(1, len(form.cells) + 1))
    sections = [
        EntrySection(one.key, one.title, [beside.line(next(numbers), line, cell_ids[line.cell]) for line in one.lines])
        for one in form.sections
    ]
    left = hindrances_of(form, values, found, beside.explained()) if is_editable(report) else ()
    return Sheet(report, form, sections, left, titles_of_posts(beside.posts()))


def would_send(
    report: Report, form: FormContent, stored: Values, counted: Mapping[CellKey, Counted]
) -> dict[CellKey, Figure]:
    """Return what would be sent now: the register's count wherever nobody typed over it (as `take_counts` does)."""
    if not is_editable(report):
        return dict(stored)
    fresh = {
        cell: _unsaved(report, one, stored.get(cell)) for cell, one in to_take(report, form, counted, stored).items()
    }
    return {**stored, **{cell: one for cell, one in fresh.items() if one is not None}}


def _unsaved(report: Report, counted: Counted, stored: Figure | None) -> Figure | None:
    """Return a count as a value that is not saved; nothing where it is saved as it is."""
    amount = normal(counted.amount)
    if stored is not None and (stored.amount, stored.denominator) == (amount.value, amount.denominator):
        return None
    return Figure(
        report=report,
        version=stored.version if stored else 0,
        revision=report.revision,
        said=amount.said,
        amount=amount.value,
        denominator=amount.denominator,
        bound=amount.bound,
        words=amount.words,
        origin=Origin.COUNTED,
        origin_ref=counted.link[:300],
        by_post=0,
    )


def hindrances_of(
    form: FormContent, values: Values, found: Iterable[Finding], explained: Collection[Explained]
) -> list[Finding]:
    """Return what keeps a report from being sent: required cells that are empty, and findings without a reason."""
    versions = {cell: value.version for cell, value in values.items()}
    return [*empty_findings(form, amounts(values)), *unexplained(found, waivable_codes(), explained, versions)]


class _Beside:
    """What stands beside each cell: values of other times, findings, explanations, remarks, files. Four queries."""

    def __init__(
        self,
        report: Report,
        values: Values,
        past: Past,
        counted: Mapping[CellKey, Counted],
        findings: Iterable[Finding],
    ) -> None:
        self.report, self.values, self.past, self.counted = report, values, past, counted
        self.indicators = catalogue().indicators
        self.cells = {number: cell for cell, number in cells_of(report.collection.version).items()}
        self.accepted = accepted_values([report.pk]).get(report.pk, {})
        self.findings = _by_place(findings)
        self.waivers = self._waivers()
        self.remarks: defaultdict[int, list[CellRemark]] = defaultdict(list)
        rows = report.remarks.filter(resolved_at=None).exclude(kind=RemarkKind.REPLY)
        for one in rows.order_by("at", "id"):
            self.remarks[one.cell_id].append(one)
        counts = report.files.filter(removed_at=None).order_by().values_list("cell_id").annotate(amount=Count("pk"))
        self.files: dict[int, int] = dict(counts)

    def _waivers(self) -> dict[CellKey, list[Waiver]]:
        """Return the explanations of the values that stand now."""
        found: defaultdict[CellKey, list[Waiver]] = defaultdict(list)
        for one in self.report.waivers.order_by("at", "id"):
            cell = self.cells.get(one.cell_id)
            value = self.values.get(cell) if cell else None
            if cell and value is not None and value.version == one.figure_version:
                found[cell].append(one)
        return found

    def line(self, number: int, line: Line, cell_id: int) -> EntryLine:
        """Put one line together."""
        cell = line.cell
        value = self.values.get(cell)
        answered = {one.check_code for one in self.waivers.get(cell, ())}
        open_ones = [one for one in self.findings[str(cell)] if one.code.removeprefix(CHECK) not in answered]
        return EntryLine(
            number,
            line,
            self.indicators[cell.indicator],
            value,
            self.counted.get(cell),
            self.past.before.get(cell),
            self.past.last_year.get(cell),
            self.accepted.get(cell),
            open_ones,
            self.waivers.get(cell, ()),
            self.remarks[cell_id],
            self.files.get(cell_id, 0),
            is_locked(self.report, value),
        )

    def explained(self) -> list[Explained]:
        """Return the explanations as the rule of sending takes them."""
        return [Explained(one.check_code, cell, one.figure_version) for cell, of in self.waivers.items() for one in of]

    def posts(self) -> Iterator[int]:
        """Return the posts of everybody who wrote at a cell now or in the period before."""
        yield from (one.by_post for one in (*self.values.values(), *self.past.before.values()))
        yield from (one.by_post for of in self.waivers.values() for one in of)
        yield from (one.by_post for of in self.remarks.values() for one in of)


def _by_place(findings: Iterable[Finding]) -> defaultdict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        found[one.where].append(one)
    return found
