"""Single reports for programs: find them, read their cells, write cells over the versions that were read, send."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from binhyen.database.fields import GREATEST_ID
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.guards import hide_small
from binhyen.kernel.amounts import Amount, Bound, Origin, Said
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.sending import submit
from binhyen.reports.models import Figure, Report
from binhyen.reports.permissions import may
from binhyen.reports.queries.figures import amount_of, values_at
from binhyen.reports.queries.reports import report_seen_by, reports_seen_by
from binhyen.reports.queries.standing import expected_of
from binhyen.reports.queries.targets import codes_of_reports
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.lifecycle import Standing, State, Timeliness
from binhyen.reports.rules.rights import Ability
from binhyen.reports.rules.timeliness import timeliness
from binhyen.ui.api import Answer, ApiRouter, Asked, Needs, WrongValues
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request

router = ApiRouter(tags=["reports"])
_LONGEST = 500
_CELL: JsonDict = {"cell": "leaflets", "said": "number", "value": "350", "version": 1}
_REPORT: JsonDict = {
    "id": 12,
    "form": "phong-trao-thang",
    "form_version": 1,
    "period": "2026-11",
    "place": "09334",
    "name": "Xã An Phú",
    "state": "draft",
    "standing": "expected",
    "timeliness": "due",
    "revision": 1,
    "version": 4,
    "due_on": "2026-11-17",
    "sent_at": None,
}
ReportId = Annotated[int, Path(..., ge=1, le=GREATEST_ID, example=12)]


class ReportsAsked(Asked):
    """What a list of reports may be narrowed to."""

    form: str = Field("", max_length=60, description=gettext_noop("Code of a form."))
    period: str = Field("", max_length=12, description=gettext_noop("Period code: 2026-11, 2026-Q4, 2026."))
    state: State | None = Field(None, description=gettext_noop("Only reports in this state."))
    after: int = Field(0, ge=0, le=GREATEST_ID, description=gettext_noop("Go on after this id; “next” says it."))
    limit: int = Field(100, ge=1, le=_LONGEST, description=gettext_noop("How many at once, 500 at most."))


class ReportAnswer(Answer):
    """A report without its cells."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [_REPORT]})
    id: int
    form: str
    form_version: int
    period: str
    place: str = Field(description=gettext_noop("Official code of the place on the map of that period."))
    name: str
    unit: int | None = None
    state: State
    standing: Standing
    timeliness: Timeliness
    revision: int
    version: int = Field(description=gettext_noop("Counts every change of the report."))
    due_on: date
    sent_at: datetime | None


class ReportsAnswer(Answer):
    """One part of a list of reports."""

    items: list[ReportAnswer]
    next: int | None = Field(description=gettext_noop("Ask again with after= this id; nothing when it was the last."))


class CellAnswer(Answer):
    """What a cell says."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [_CELL]})
    cell: str = Field(description=gettext_noop("Indicator, or indicator|dimension=value;…"))
    said: Said
    value: Decimal | None = None
    denominator: Decimal | None = None
    bound: Bound = Bound.EXACT
    words: str = ""
    note: str = ""
    origin: Origin = Origin.TYPED
    version: int = 0
    recorded_at: datetime | None = None
    accepted: bool = False
    hidden: bool = Field(
        default=False, description=gettext_noop("A small count that only its own place sees: nothing is said of it.")
    )


class CellsAnswer(Answer):
    """A report with all its cells, the empty ones too."""

    report: ReportAnswer
    cells: list[CellAnswer]


class CellSent(BaseModel):
    """A value for a cell, over the version that was read: 0 for an empty one.

    Pydantic's own model: there are many in a body, and none is read from a Django object.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [{**_CELL, "version": 0}]})
    cell: str = Field(max_length=360)
    said: Said = Said.NUMBER
    value: Decimal | None = None
    denominator: Decimal | None = None
    bound: Bound = Bound.EXACT
    words: str = Field("", max_length=120)
    note: str = Field("", max_length=500)
    version: int = Field(0, ge=0, le=32_767, description=gettext_noop("The version that this value is written over."))


class CellsSent(Asked):
    """Cells to be saved: all, or with `partly` those that are right."""

    cells: list[CellSent] = Field(min_length=1, max_length=2_000)
    partly: bool = Field(
        default=False, description=gettext_noop("Save what is right and say what is wrong; else all or nothing.")
    )


class WrongCell(Answer):
    """Why a cell was not saved."""

    cell: str
    code: str
    message: str


class SavedAnswer(Answer):
    """What became of cells that were sent."""

    saved: int = Field(description=gettext_noop("Cells that changed; sending the same again changes none."))
    versions: dict[str, int]
    refused: list[WrongCell]


@router.get(
    "",
    auth=Needs(Scope.REPORTS_READ),
    response=ReportsAnswer,
    summary=gettext_noop("Reports that the post sees"),
    description=gettext_noop("Own reports, those received and those below, in the order of their ids."),
)
def list_reports(request: Request, asked: Query[ReportsAsked]) -> ReportsAnswer:
    """Answer a part of the reports."""
    today = request.now.date()
    rows = reports_seen_by(request.actor, today).filter(pk__gt=asked.after).order_by("pk")
    if asked.form:
        rows = rows.filter(collection__version__form__code=asked.form)
    if asked.period:
        rows = rows.filter(collection__period=asked.period)
    if asked.state:
        rows = rows.filter(state=asked.state)
    found = list(rows.select_related("collection__version__form")[: asked.limit + 1])
    shown = found[: asked.limit]
    items = _answers(shown, today)
    return ReportsAnswer(items=items, next=shown[-1].pk if len(found) > asked.limit else None)


@router.get(
    "/{report_id}",
    auth=Needs(Scope.REPORTS_READ),
    response=CellsAnswer,
    summary=gettext_noop("One report with its cells"),
    description=gettext_noop("Every cell of the form with its version: what to write over."),
)
def get_report(request: Request, report_id: ReportId) -> CellsAnswer:
    """Answer a report."""
    report = report_seen_by(request.actor, report_id, request.now.date())
    values = values_at(report.pk, None)
    own = bool(may(request.actor, Ability.ENTER, report))
    cells = [_cell(key, values.get(key), own=own) for key in content_of(report.collection.version).cells]
    return CellsAnswer(report=_answers([report], request.now.date())[0], cells=cells)


@router.put(
    "/{report_id}/cells",
    auth=Needs(Scope.REPORTS_WRITE),
    response=SavedAnswer,
    summary=gettext_noop("Save cells of a report"),
    description=gettext_noop(
        "Each cell is written over the version that was read; sending the same again changes nothing. Where somebody "
        "saved in between, the answer is 409 with both values."
    ),
)
def save_report_cells(request: Request, report_id: ReportId, body: CellsSent) -> SavedAnswer:
    """Save cells."""
    entries = _entries(body.cells)
    saved = save_cells(report_id=report_id, entries=entries, by=request.actor, at=request.now, partly=body.partly)
    sent = {one.cell for one in entries}
    versions = {str(cell): version for cell, version in saved.versions.items() if cell in sent}
    return SavedAnswer(saved=saved.changed, versions=versions, refused=[_wrong(one) for one in saved.findings])


@router.post(
    "/{report_id}/submit",
    auth=Needs(Scope.REPORTS_WRITE),
    response=ReportAnswer,
    summary=gettext_noop("Send a report"),
    description=gettext_noop("Sends the report to its office; what keeps it back is said cell by cell (409)."),
)
def submit_report(request: Request, report_id: ReportId) -> ReportAnswer:
    """Send a report."""
    report_seen_by(request.actor, report_id, request.now.date())
    report = submit(report_id=report_id, by=request.actor, at=request.now)
    return _answers([report], request.now.date())[0]


def _entries(cells: Sequence[CellSent]) -> list[CellEntry]:
    wrong: list[Finding] = []
    found: list[CellEntry] = []
    for number, one in enumerate(cells):
        try:
            key = parse_cell_key(one.cell)
        except Refused as refusal:
            wrong += (_in_body(finding, number) for finding in refusal.findings)
            continue
        amount = Amount(one.said, one.value, one.denominator, one.bound, one.words)
        found.append(CellEntry(key, amount, one.version, one.note))
    if wrong:
        raise WrongValues(*wrong)
    return found


def _in_body(finding: Finding, number: int) -> Finding:
    return replace(finding, where=f"/cells/{number}/cell")


def _answers(reports: Sequence[Report], today: date) -> list[ReportAnswer]:
    codes = codes_of_reports(reports)
    return [_answer(one, codes.get(one.pk, ""), today) for one in reports]


def _answer(report: Report, code: str, today: date) -> ReportAnswer:
    version = report.collection.version
    return ReportAnswer(
        id=report.pk,
        form=version.form.code,
        form_version=version.number,
        period=report.collection.period,
        place=code,
        name=report.name,
        unit=report.unit_id,
        state=State(report.state),
        standing=Standing(report.standing),
        timeliness=timeliness(expected_of(report), today),
        revision=report.revision,
        version=report.version,
        due_on=report.due_on,
        sent_at=report.first_submitted_at,
    )


def _cell(key: CellKey, figure: Figure | None, *, own: bool) -> CellAnswer:
    if figure is None:
        return CellAnswer(cell=str(key), said=Said.EMPTY)
    amount = amount_of(figure)
    if not own and hide_small(amount.value, catalogue().indicators[key.indicator]).hidden:
        return CellAnswer(cell=str(key), said=amount.said, version=figure.version, hidden=True)
    return CellAnswer(
        cell=str(key),
        said=amount.said,
        value=amount.value,
        denominator=amount.denominator,
        bound=amount.bound,
        words=amount.words,
        note=figure.note,
        origin=Origin(figure.origin),
        version=figure.version,
        recorded_at=figure.recorded_at,
        accepted=figure.accepted_at is not None and figure.displaced_at is None,
    )


def _wrong(finding: Finding) -> WrongCell:
    return WrongCell(cell=finding.where, code=finding.code, message=sentence(finding.message, finding.params))
