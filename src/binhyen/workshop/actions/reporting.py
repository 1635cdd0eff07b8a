"""Plays reports: asks, enters, explains what stands out, sends, accepts; by the posts of the time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import content_of, published_version
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.windows import Window
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.periods import Period, parse_period
from binhyen.reports.actions.collecting import default_plan, open_collection
from binhyen.reports.actions.entering import save_reports
from binhyen.reports.actions.reviewing import accept_many, close_many
from binhyen.reports.actions.sending import submit_many, take_counts
from binhyen.reports.actions.talking import explain
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.counted import Counted, counted_for_each
from binhyen.reports.rules.collecting import Plan
from binhyen.reports.rules.entering import CellEntry
from binhyen.workshop.actions.playing import moment
from binhyen.workshop.actions.staging import Desk

EXPLANATION = "Đã đối chiếu sổ theo dõi, số đúng (minh họa)."
_TO_REPORT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ask:
    """One collection that is played: which form of which province, for which period and days, by whom and when."""

    version: FormVersion
    desk: Desk
    plan: Plan
    at: datetime


def version_of(code: str) -> FormVersion:
    """Return the version of a shipped form that is in use."""
    found = published_version(code)
    if found is None:
        msg = f"the form {code} is not published"
        raise LookupError(msg)
    return found


def on_day(day: date) -> datetime:
    """Return nine in the morning of a day."""
    return moment(day.year, day.month, day.day)


def plan_of(period: Period, first: date, last: date, map_day: date) -> Plan:
    """Return the days of a collection whose window is the conference's own."""
    return Plan(period, Window(first, last), last + _TO_REPORT, map_day)


def month_plan(version: FormVersion, code: str, today: date) -> Plan:
    """Return the days of a month as the form has them."""
    return default_plan(content_of(version), parse_period(code), today)


def collect(ask: Ask) -> tuple[Collection, list[Report]]:
    """Ask for the form, and return its reports in the order of their names."""
    made = open_collection(
        province_id=ask.desk.place.place_id, version_id=ask.version.pk, plan=ask.plan, by=ask.desk.officer, at=ask.at
    )
    return made, list(Report.objects.filter(collection=made).order_by("sort_key", "pk"))


Said = Mapping[str, Amount]


Counts = Mapping[int, Mapping[CellKey, Counted]]
"""What registers count for reports, by id."""


def counts_of(ask: Ask, reports: Sequence[Report]) -> Counts:
    """Return what registers count for reports."""
    form = content_of(ask.version)
    rows = Report.objects.filter(pk__in=[one.pk for one in reports]).select_related("collection__version")
    return counted_for_each(rows, form)


def enter(ask: Ask, values: Mapping[int, Said], counts: Counts, *, rest: Amount = NOTHING) -> None:
    """Enter what reports say, by id; a cell that is not named says `rest`. What registers count is left to them."""
    cells = content_of(ask.version).cells
    left = {number: [cell for cell in cells if cell not in counts[number]] for number in values}
    entries = {number: _entries(left[number], said, rest) for number, said in values.items()}
    save_reports(entries=entries, by=ask.desk.officer, at=ask.at)


def _entries(cells: Sequence[CellKey], said: Said, rest: Amount) -> list[CellEntry]:
    known = {parse_cell_key(text): amount for text, amount in said.items()}
    every = [CellEntry(cell, known.get(cell, rest)) for cell in cells]
    return [one for one in every if one.amount != EMPTY]


def send(reports: Sequence[Report], *, by: Actor, at: datetime) -> None:
    """Send reports, which takes in what registers count; what stands out and may be explained is explained first."""
    ids = [one.pk for one in reports]
    if not ids:
        return
    try:
        submit_many(report_ids=ids, by=by, at=at)
    except Refused as refusal:
        for number in sorted({_report_of(finding) for finding in refusal.findings}):
            take_counts(report_id=number, by=by, at=at)
        for finding in refusal.findings:
            _explain(finding, refusal, by=by, at=at)
        submit_many(report_ids=ids, by=by, at=at)


def _explain(finding: Finding, refusal: Refused, *, by: Actor, at: datetime) -> None:
    if not finding.code.startswith("check."):
        raise refusal
    code = finding.code.removeprefix("check.")
    cell = parse_cell_key(finding.where)
    explain(report_id=_report_of(finding), cell=cell, check_code=code, reason=EXPLANATION, by=by, at=at)


def _report_of(finding: Finding) -> int:
    number = finding.params.get("report")
    if not isinstance(number, int):
        raise Refused(finding)
    return number


def receive(reports: Sequence[Report], desk_of: Callable[[Report], Actor], *, at: datetime, close: bool = True) -> None:
    """Accept reports by the offices that receive them, and close them."""
    offices: dict[int, list[int]] = {}
    actors: dict[int, Actor] = {}
    for one in reports:
        offices.setdefault(one.reviewer_id, []).append(one.pk)
        actors[one.reviewer_id] = desk_of(one)
    for office, ids in offices.items():
        accept_many(report_ids=ids, by=actors[office], at=at)
        if close:
            close_many(report_ids=ids, by=actors[office], at=at)
