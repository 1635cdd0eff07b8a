"""Writing into cells: versions meet, nothing is lost, every value stays. One report or many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from binhyen.database.copying import copy_rows
from binhyen.database.fields import exact_units
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Bound, Origin, Said
from binhyen.kernel.findings import Finding, Refused, has_errors
from binhyen.kernel.parts import in_parts
from binhyen.reports.actions.work import Work, at_report, load_values, log, store, take
from binhyen.reports.models import Figure
from binhyen.reports.permissions import may_enter
from binhyen.reports.queries.figures import standing_of
from binhyen.reports.rules.entering import (
    CellEntry,
    beside_count,
    entry_findings,
    meeting_findings,
    normal,
    same,
    twice_findings,
)
from binhyen.reports.rules.lifecycle import Event

_SUPERSEDED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of entries: the versions of the cells that are saved now, and why others are not."""

    versions: Mapping[CellKey, int]
    findings: tuple[Finding, ...] = ()
    changed: int = 0


def save_cells(*, report_id: int, entries: Sequence[CellEntry], by: Actor, at: datetime, partly: bool = False) -> Saved:
    """Save cells of one report. Saving the same again changes nothing.

    Refused as a whole, or with `partly` for the cells concerned alone (they come back as findings, the others are
    saved): cells that are not in the form, amounts that are no amounts, a number typed over a counted one without a
    reason, a cell that was accepted already, and, with both values, a cell that somebody saved in between.
    """
    return save_reports(entries={report_id: entries}, by=by, at=at, partly=partly)[report_id]


@transaction.atomic
def save_reports(
    *, entries: Mapping[int, Sequence[CellEntry]], by: Actor, at: datetime, partly: bool = False
) -> dict[int, Saved]:
    """Save cells of many reports, each cell by the rule of `save_cells`: all or none, or with `partly` what can be."""
    works = take(entries, may_enter, by=by, at=at)
    load_values(works)
    pens = [_Pen(work, tuple(entries[work.report.pk]), at, by) for work in works]
    refused = [at_report(finding, pen.work.report) for pen in pens for finding in pen.findings]
    if has_errors(refused) and not partly:
        raise Refused(*refused)
    written = [pen for pen in pens if pen.new]
    for pen in written:
        pen.begin()
    _keep([row for pen in written for row in pen.new], [old for pen in written for old in pen.old], at)
    store([pen.work for pen in written], ("state", "begun_at", "filled"))
    log([pen.work for pen in written], Event.ENTER, by=by, at=at, data={})
    return {pen.work.report.pk: Saved(pen.versions(), tuple(pen.findings), len(pen.new)) for pen in pens}


class _Row(NamedTuple):
    """A new value, as the columns of its table hold it: numbers in ten-thousandths."""

    report_id: int
    cell_id: int
    version: int
    revision: int
    said: Said
    amount: int | None
    denominator: int | None
    bound: Bound
    words: str
    origin: Origin
    origin_ref: str
    counted: int | None
    note: str
    recorded_at: datetime
    by_account: int
    by_post: int


class _Pen:
    """Writes entries into one report: sorts out what is wrong or meets another value, and builds the new values."""

    def __init__(self, work: Work, entries: tuple[CellEntry, ...], at: datetime, by: Actor) -> None:
        self.work = work
        over = work.values
        self.standings = {
            one.cell: standing_of(work.report, over[one.cell]) for one in entries if over and one.cell in over
        }
        self.entries = [beside_count(one, self.standings.get(one.cell)) for one in entries] if over else entries
        self.findings = self._findings()
        right = [one for one in self._without(self.findings) if not same(one, self.standings.get(one.cell))]
        self.new = [self._row(one, at, by) for one in {one.cell: one for one in right}.values()]
        self.old = [work.values[one.cell].pk for one in right if one.cell in work.values]

    def _findings(self) -> list[Finding]:
        known = catalogue()
        found = [*twice_findings(self.entries)]
        found += [one for entry in self.entries for one in entry_findings(entry, self.work.lines, known)]
        rest = self._without(found)
        meeting = (one.cell for one in rest if one.base_version or one.cell in self.standings)
        labels = {cell: self.work.label(cell) for cell in meeting}
        return found + meeting_findings(rest, self.standings, labels)

    def _without(self, findings: Sequence[Finding]) -> Sequence[CellEntry]:
        """Return the entries with which nothing is wrong."""
        wrong = {finding.where for finding in findings}
        return [one for one in self.entries if str(one.cell) not in wrong] if wrong else self.entries

    def _row(self, entry: CellEntry, at: datetime, by: Actor) -> _Row:
        report = self.work.report
        before = self.work.values.get(entry.cell)
        amount = normal(entry.amount)
        return _Row(
            report.pk,
            self.work.cell_ids[entry.cell],
            before.version + 1 if before else 1,
            report.revision,
            amount.said,
            _units(amount.value),
            _units(amount.denominator),
            amount.bound,
            amount.words,
            entry.origin,
            entry.origin_ref,
            _units(entry.counted),
            entry.note.strip(),
            at,
            by.account_id,
            by.post_id,
        )

    def begin(self) -> None:
        """Note on the report that something was written, and how many of its cells say something now."""
        report = self.work.report
        self.work.move(Event.ENTER)
        report.begun_at = report.begun_at or self.new[0].recorded_at
        said = {one.cell_id: one.said for one in self.work.values.values()} | {
            row.cell_id: row.said for row in self.new
        }
        report.filled = sum(word != Said.EMPTY for word in said.values())

    def versions(self) -> dict[CellKey, int]:
        """Return the versions that the cells have now."""
        now = {key: value.version for key, value in self.work.values.items()}
        fresh = {row.cell_id: row.version for row in self.new}
        return now | {key: fresh[number] for key, number in self.work.cell_ids.items() if number in fresh}


def _keep(new: Sequence[_Row], old: Sequence[int], at: datetime) -> None:
    """End the values that are written over, and write the new ones: two statements, however many there are."""
    for part in in_parts(old, _SUPERSEDED_AT_ONCE):
        Figure.objects.filter(pk__in=part).update(superseded_at=at)
    copy_rows(Figure, _Row._fields, new)


def _units(number: Decimal | None) -> int | None:
    return None if number is None else exact_units(number)
