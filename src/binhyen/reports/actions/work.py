"""Reports taken in hand: locked in the order of their ids, with their form and their current values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from binhyen.audit.actions import Deed, record_all
from binhyen.database.prepared import Prepared
from binhyen.database.storing import store_columns
from binhyen.indicators.queries.forms import cells_of, content_of, lines_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent, Line
from binhyen.kernel.actors import Actor
from binhyen.kernel.decisions import Decision
from binhyen.kernel.findings import Finding, refuse_together
from binhyen.reports.models import Figure, Report, Step
from binhyen.reports.permissions import may
from binhyen.reports.queries.figures import current_values
from binhyen.reports.queries.standing import delegated_paths
from binhyen.reports.rules.lifecycle import REPORT, Event, State
from binhyen.reports.rules.rights import Ability

_CHUNK = 5_000
Gate = Callable[[Actor, Report, tuple[str, ...]], Decision]


@dataclass(slots=True)
class Work:
    """A locked report, the form it fills, the ids of its cells, and what its cells say now (where asked for)."""

    report: Report
    form: FormContent
    cell_ids: Mapping[CellKey, int]
    lines: Mapping[CellKey, Line]
    values: dict[CellKey, Figure] = field(default_factory=dict)

    def move(self, event: Event) -> None:
        """Take one step of the report's life; refuse one that does not exist."""
        self.report.state = REPORT.after(State(self.report.state), event)

    def label(self, cell: CellKey) -> str:
        """Return the label of a cell's line."""
        line = self.lines.get(cell)
        return line.label if line else str(cell)


def gate(ability: Ability) -> Gate:
    """Return the question whether somebody has an ability."""
    return lambda actor, report, delegated: may(actor, ability, report, delegated)


def take(ids: Iterable[int], ask: Gate, *, by: Actor, at: datetime) -> list[Work]:
    """Lock reports for somebody, in the order of their ids.

    What the person may not even see does not exist (404); what is seen but not permitted is forbidden or refused.
    A delegation only adds rights, so it is looked up for those alone who lack one without.
    """
    rows = _locked(sorted(set(ids)))
    barred = [row for row in rows if not (may(by, Ability.SEE, row) and ask(by, row, ()))]
    delegated = delegated_paths(by, localdate(at)) if barred and by.post_id else ()
    for row in barred:
        if not may(by, Ability.SEE, row, delegated):
            raise Http404
        ask(by, row, delegated).require()
    return [_work(row) for row in rows]


def _work(report: Report) -> Work:
    version = report.collection.version
    return Work(report, content_of(version), cells_of(version), lines_of(version))


def _locked(ids: Sequence[int]) -> list[Report]:
    rows: list[Report] = []
    if len(ids) == 1:
        rows = _LOCKED_ONE(ids[0])
    else:
        for start in range(0, len(ids), _CHUNK):
            rows += _in_hand().filter(pk__in=ids[start : start + _CHUNK])
    if len(rows) != len(ids):
        raise Http404
    return rows


def _in_hand() -> QuerySet[Report]:
    found = Report.objects.select_for_update(of=("self",)).select_related("collection__version")
    return found.defer("collection__version__content").order_by("pk")


_LOCKED_ONE = Prepared(lambda number: _in_hand().filter(pk=number), -987_654_321)
"""Asked with every save of a report."""


def load_values(works: Sequence[Work]) -> None:
    """Fetch the current values of all reports, in one query."""
    found = current_values(work.report.pk for work in works)
    for work in works:
        work.values = found.get(work.report.pk, {})


def each(works: Iterable[Work], rule: Callable[[Work], None]) -> None:
    """Hold every report to the same rule; refuse all together, each finding at its report, if any is refused."""
    refuse_together(works, rule, lambda finding, work: at_report(finding, work.report))


def at_report(finding: Finding, report: Report) -> Finding:
    """Return a finding that names its report as well."""
    params = {**finding.params, "name": report.name, "report": report.pk}
    return Finding(finding.code, finding.message, finding.severity, params, finding.where, finding.source)


def store(works: Sequence[Work], fields: Sequence[str]) -> None:
    """Write the named columns of reports back: one statement for each set of equal values; count the change."""
    store_columns(Report, [work.report for work in works], fields)


@dataclass(frozen=True, slots=True)
class Stride:
    """A step that reports take together, with its reason."""

    event: Event
    reason: str = ""
    accepted: int = 0
    returned: int = 0


def note_steps(works: Sequence[Work], stride: Stride, *, by: Actor, at: datetime) -> None:
    """Write one step of the course of each report, and an entry of the log for each."""
    Step.objects.bulk_create(
        Step(
            report=work.report,
            event=stride.event,
            state=work.report.state,
            revision=work.report.revision,
            reason=stride.reason,
            cells_accepted=stride.accepted,
            cells_returned=stride.returned,
            at=at,
            by_account=by.account_id,
            by_post=by.post_id,
        )
        for work in works
    )
    log(works, stride.event, by=by, at=at, data={"accepted": stride.accepted, "returned": stride.returned})


def log(
    works: Sequence[Work], action: str, *, by: Actor, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    """Leave an entry for each report: ids and codes, never names or text."""
    record_all((deed(work.report, action, data) for work in works), by=by, at=at)


def deed(report: Report, action: str, data: Mapping[str, object] | None = None) -> Deed:
    """Return what was done to one report."""
    return Deed(
        f"reports.{action}", "report", report.pk, report.place_path, {**(data or {}), "revision": report.revision}
    )


def only(works: Sequence[Work]) -> Work:
    """Return the one report of an action on one."""
    (work,) = works
    return work
