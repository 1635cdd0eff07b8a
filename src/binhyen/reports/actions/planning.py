"""What workbooks that came back would write, cell by cell, before anything is written: for previews and for taking."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from django.utils.timezone import localdate

from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import content_of, lines_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import EMPTY, Amount, Said
from binhyen.kernel.findings import Finding, Severity, has_errors
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.components.words import period_name
from binhyen.reports.letters.entry_books import is_ours
from binhyen.reports.models import Report
from binhyen.reports.permissions import may_enter
from binhyen.reports.queries.counted import Counted, countable_cells, counted_for_each, counted_numbers
from binhyen.reports.queries.figures import Past, Values, amount_of, amounts, current_values
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.queries.workbooks import check_findings, pasts_of, reports_named, standings_of, wanted_of
from binhyen.reports.rules.entering import CellEntry, beside_count, entry_findings, meeting_findings, normal, same
from binhyen.reports.rules.lifecycle import Standing
from binhyen.reports.rules.workbooks import (
    NOT_SIGNED,
    SHORT_HASH,
    Contents,
    Wanted,
    contents_of,
    identity_findings,
    not_yours,
)
from binhyen.sheets.rules.entry import EntryRead


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that came in: its file's name and hash, what was read from it, and where it lies, if it does."""

    name: str
    sha256: str
    read: EntryRead
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that a workbook writes: what it says now and what it would say."""

    cell: CellKey
    label: str
    old: Amount
    new: Amount
    old_note: str
    new_note: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What one workbook would do. `findings` keep it, or the cells that they name, from being saved.

    `checks` are what the catalogue says of the numbers: they are saved all the same, and mended or explained before
    the report is sent.
    """

    book: Book
    report: Report | None = None
    entries: tuple[CellEntry, ...] = ()
    changes: tuple[CellChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Finding, ...] = ()

    @property
    def wrong(self) -> bool:
        """Tell whether anything keeps it from being saved whole."""
        return has_errors(self.findings)

    @property
    def barred(self) -> bool:
        """Tell whether nothing of it can be saved: what is wrong concerns the workbook and not single cells."""
        return self.report is None or any(one.severity is Severity.ERROR and not one.where for one in self.findings)

    @property
    def to_save(self) -> tuple[CellEntry, ...]:
        """The entries with which nothing is wrong."""
        bad = {one.where for one in self.findings if one.severity is Severity.ERROR}
        return tuple(one for one in self.entries if str(one.cell) not in bad)


@dataclass(frozen=True, slots=True)
class Held:
    """What workbooks are held to: `report`, that all of them are its own; `over`, versions of cells that were seen.

    A cell of `over` is written over the version that stands there, since the person saw both values and chose.
    Without `judged`, entries are not held against what is saved now: saving itself does that.
    """

    report: Report | None = None
    over: Mapping[str, int] = field(default_factory=dict)
    judged: bool = True


ANY = Held()


def plan_workbooks(*, books: Sequence[Book], by: Actor, at: datetime, held: Held = ANY) -> list[Plan]:
    """Say what workbooks would write.

    Never refused: what is wrong is said with each. Nine queries for workbooks of one collection, however many.
    """
    return _Planner(books, by, at, held).plans()


def writable(*, by: Actor, ids: Collection[int], at: datetime) -> frozenset[int]:
    """Return those of some reports that a post may write now: two queries."""
    day = localdate(at)
    delegated = delegated_paths(by, day) if by.post_id else ()
    found = reports_named(by, ids, day)
    return frozenset(number for number, one in found.items() if may_enter(by, one, delegated))


class _Planner:
    """Workbooks under way, with everything that they are held against."""

    def __init__(self, books: Sequence[Book], by: Actor, at: datetime, held: Held) -> None:
        self.books, self.by, self.held = books, by, held
        asked = held.report
        day = localdate(at)
        named = [one.read.identity.report for one in books if one.read.identity is not None]
        self.reports = reports_named(by, [*named, *([asked.pk] if asked else ())], day)
        self.asked = self.reports.get(asked.pk) if asked else None
        listed = list(self.reports.values())
        periods = {one.collection.period for one in listed}
        self.wanted = wanted_of(listed, {code: period_name(code) for code in periods})
        self.delegated = delegated_paths(by, day) if by.post_id else ()
        self.values = current_values(self.reports)
        self.pasts = pasts_of(listed)

    def plans(self) -> list[Plan]:
        """Return a plan for each workbook."""
        planned = [self._plan(book) for book in self.books]
        return [self._judged(plan) for plan in planned] if self.held.judged else planned

    def _plan(self, book: Book) -> Plan:
        identity = book.read.identity
        if identity is None:
            return Plan(book, self.asked, findings=book.read.findings)
        if not is_ours(book.read):
            return Plan(book, self.asked, findings=(NOT_SIGNED,))
        report = self.asked or self.reports.get(identity.report)
        if report is None:
            return Plan(book, findings=(not_yours(book.read),))
        barred = self._barred(book.read, report, self.wanted[report.pk])
        if has_errors(barred):
            return Plan(book, report, findings=(*book.read.findings, *barred))
        return self._filled(book, report, barred)

    def _barred(self, read: EntryRead, report: Report, wanted: Wanted) -> list[Finding]:
        """Say why nothing of a workbook can be taken for a report."""
        found = identity_findings(read, wanted)
        allowed = may_enter(self.by, report, self.delegated)
        if not found and allowed.finding is not None:
            found.append(allowed.finding)
        if report.standing == Standing.EXEMPT:
            found.append(Finding("reports.exempt", _EXEMPT, Severity.WARNING, {"name": report.name}))
        return found

    def _filled(self, book: Book, report: Report, remarks: Sequence[Finding]) -> Plan:
        """Return what a workbook writes into its report."""
        contents = self._contents(book, report)
        said = amounts(self.values.get(report.pk, {}))
        said.update((one.cell, one.amount) for one in contents.entries)
        found = (*book.read.findings, *remarks, *contents.findings)
        checks = check_findings(report, said, self.pasts.get(report.pk, Past()))
        return Plan(book, report, contents.entries, findings=found, checks=checks)

    def _judged(self, plan: Plan) -> Plan:
        """Hold a plan's entries against what is saved now, by the rules by which they will be saved."""
        if plan.report is None or not plan.entries:
            return plan
        stored = self.values.get(plan.report.pk, {})
        standings, lines = standings_of(plan.report, stored), lines_of(plan.report.collection.version)
        beside = (beside_count(one, standings.get(one.cell)) for one in plan.entries)
        entries = tuple(one for one in beside if not same(one, standings.get(one.cell)))
        found = [one for entry in entries for one in entry_findings(entry, lines, catalogue())]
        meeting = meeting_findings(entries, standings, {cell: line.label for cell, line in lines.items()})
        changes = tuple(_change(one, lines[one.cell].label, stored) for one in entries)
        return replace(plan, entries=entries, changes=changes, findings=(*plan.findings, *found, *meeting))

    @cached_property
    def counted(self) -> dict[int, dict[CellKey, Counted]]:
        """What registers count for the reports, by report; asked when the first workbook needs it."""
        forms: dict[FormVersion, list[Report]] = {}
        for one in self.reports.values():
            forms.setdefault(one.collection.version, []).append(one)
        found: dict[int, dict[CellKey, Counted]] = {}
        for version, reports in forms.items():
            found |= counted_for_each(reports, content_of(version))
        return found

    def _contents(self, book: Book, report: Report) -> Contents:
        """Read the touched cells. A number that is what the register counts is left to the register."""
        cells = countable_cells(content_of(report.collection.version))
        touched = {cell for cell in cells if (one := book.read.cells.get(str(cell))) and one.touched}
        counted = self.counted[report.pk] if touched else {}
        numbers, origin = counted_numbers(counted), book.sha256[:SHORT_HASH]
        contents = contents_of(book.read, lines_of(report.collection.version), catalogue(), numbers, origin)
        kept = (one for one in contents.entries if not _is_count(one))
        over = self.held.over
        seen = (replace(one, base_version=over[str(one.cell)]) if str(one.cell) in over else one for one in kept)
        return replace(contents, entries=tuple(seen))


def _is_count(entry: CellEntry) -> bool:
    said = entry.amount
    plain = said.said is Said.NUMBER and said.denominator is None and entry.base_version == 0
    return plain and entry.counted is not None and said.value == entry.counted


def _change(entry: CellEntry, label: str, stored: Values) -> CellChange:
    old = stored.get(entry.cell)
    before, note = (amount_of(old), old.note) if old is not None else (EMPTY, "")
    return CellChange(entry.cell, label, before, normal(entry.amount), note, entry.note)


_EXEMPT = gettext_noop("%(name)s is exempt from this report; what it sends in is kept all the same.")
