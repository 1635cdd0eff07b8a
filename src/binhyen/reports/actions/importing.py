"""Values of many reports at once, by codes: from another system, a file or a program. All of them, or what can be."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Origin
from binhyen.kernel.findings import Finding, Refusal
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.actions.entering import save_reports
from binhyen.reports.queries.targets import Targets
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.exchange import Incoming, Value
from binhyen.reports.rules.importing import Part, Target, in_parts

MOST_FINDINGS = 1_000
"""So many findings are told; a document with more wrong is not read to its end."""


@dataclass(frozen=True, slots=True)
class Import:
    """What came of an import: values that were read, cells that changed, reports touched, what was wrong and where."""

    read: int = 0
    changed: int = 0
    reports: int = 0
    findings: tuple[Finding, ...] = ()


def import_values(*, values: Iterable[Incoming], source: str, by: Actor, at: datetime, partly: bool = False) -> Import:
    """Save values over whatever their cells say now; what they said before stays in their history.

    Without `partly` everything is saved in one transaction, or nothing when anything is wrong. With it, what is right
    is saved, part by part. `source` names where the values came from ("dhis2", "adx", "csv").
    """
    run = _Run(source, Targets(by, localdate(at)), by, at)
    with nullcontext() if partly else transaction.atomic():
        for part in in_parts(values):
            run.save(part)
            if len(run.findings) >= MOST_FINDINGS:
                break
        undone = bool(run.findings) and not partly
        if undone:
            transaction.set_rollback(True)
    told = tuple(run.findings[:MOST_FINDINGS])
    return Import(run.read, 0, 0, told) if undone else Import(run.read, run.changed, len(run.touched), told)


class _Run:
    """One import under way."""

    def __init__(self, source: str, targets: Targets, by: Actor, at: datetime) -> None:
        self.source, self.targets, self.by, self.at = source, targets, by, at
        self.read = self.changed = 0
        self.touched: set[int] = set()
        self.findings: list[Finding] = []

    def save(self, part: Part) -> None:
        """Save one part: each report's cells by the rule of `save_cells`."""
        self.read += part.size
        self.findings += part.findings
        groups = dict(self._found(part.values))
        places = {(number, str(one.cell)): one.where for number, values in groups.items() for one in values}
        entries = {number: [_entry(one, self.source) for one in values] for number, values in groups.items()}
        for number, saved in self._saved(entries):
            self.changed += saved
            self.touched |= {number} if saved else set()
        self.findings = [_placed(finding, places) for finding in self.findings]

    def _found(self, values: Mapping[Target, list[Value]]) -> Iterator[tuple[int, list[Value]]]:
        for target, listed in values.items():
            number = self.targets.find(target)
            if number is None:
                self.findings.append(_no_report(target, listed[0].where))
            else:
                yield number, listed

    def _saved(self, entries: Mapping[int, list[CellEntry]]) -> Iterator[tuple[int, int]]:
        """Save all together; where some reports may not be written at all, one by one."""
        try:
            results = save_reports(entries=entries, by=self.by, at=self.at, partly=True) if entries else {}
        except Refusal as refusal:
            if len(entries) == 1:
                self._note(next(iter(entries)), refusal.findings)
                return
            for number, listed in entries.items():
                yield from self._saved({number: listed})
            return
        for number, saved in results.items():
            self._note(number, saved.findings)
            yield number, saved.changed

    def _note(self, number: int, findings: Iterable[Finding]) -> None:
        """Remember findings with the report that they are about."""
        self.findings += (replace(one, params={**one.params, "report": number}) for one in findings)


def _entry(value: Value, source: str) -> CellEntry:
    return CellEntry(value.cell, value.amount, None, value.note, Origin.IMPORTED, source)


def _placed(finding: Finding, places: Mapping[tuple[int, str], str]) -> Finding:
    """Say where in the document a finding about a cell stands."""
    number = finding.params.get("report")
    where = places.get((number, finding.where)) if isinstance(number, int) else None
    return finding if where is None else replace(finding, where=where, params={**finding.params, "cell": finding.where})


def _no_report(target: Target, where: str) -> Finding:
    message = gettext_noop(
        "Nobody at “%(place)s” is asked for the form “%(form)s” for %(period)s, or it is not yours to write."
    )
    params = {"form": target[0], "period": target[1], "place": target[2]}
    return Finding("reports.no_such_report", message, params=params, where=where)
