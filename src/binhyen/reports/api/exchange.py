"""Values of many reports at once: DHIS2's dataValueSets and ADX in and out, and a table as CSV with its schema."""

import json
from collections.abc import Iterable, Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Query
from pydantic import Field

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope
from binhyen.reports.actions.importing import import_values
from binhyen.reports.queries.values import ValuesAsked, exported_rows, exported_values, values_schema
from binhyen.reports.rules import adx, dhis2
from binhyen.reports.rules.exchange import Codes, Incoming
from binhyen.ui.api import Answer, ApiRouter, Asked, Needs, WrongValues, read_body, require_media
from binhyen.ui.components.sentences import sentence
from binhyen.ui.http import Request

router = ApiRouter(tags=["values"])
_MOST = 1024 * 1024 * 1024
_CSV = "text/csv; charset=utf-8"


class ImportAsked(Asked):
    """How values are taken in."""

    partly: bool = Field(
        default=False, description=gettext_noop("Save what is right and say what is wrong; else all or nothing.")
    )


class ExportAsked(Asked):
    """Which values are meant."""

    form: str = Field(max_length=60, description=gettext_noop("Code of a form."), examples=["phong-trao-thang"])
    period: str = Field(
        max_length=12, description=gettext_noop("Period code: 2026-11, 2026-Q4, 2026."), examples=["2026-10"]
    )
    accepted: bool = Field(default=False, description=gettext_noop("Only what the receiving office accepted."))


class WrongValue(Answer):
    """What was wrong with a value, and where it stood."""

    pointer: str
    code: str
    message: str


class ImportAnswer(Answer):
    """What came of an import."""

    status: str = Field(description=gettext_noop("SUCCESS, or WARNING where a part was not saved."))
    read: int
    changed: int
    reports: int
    errors: list[WrongValue]


@router.post(
    "/dataValueSets",
    auth=Needs(Scope.REPORTS_WRITE),
    response=ImportAnswer,
    summary=gettext_noop("Take in DHIS2 dataValueSets"),
    description=gettext_noop(
        "JSON as DHIS2 sends it: dataSet is a form, orgUnit an official code, dataElement an indicator. Values are "
        "written over what stands there, and what stood there stays in the history."
    ),
)
def import_data_values(request: Request, asked: Query[ImportAsked]) -> ImportAnswer:
    """Take values in as JSON."""
    require_media(request, dhis2.MEDIA_TYPE)
    return _taken_in(request, dhis2.read_data_values(read_body(request, _MOST), Codes()), "dhis2", partly=asked.partly)


@router.post(
    "/adx",
    auth=Needs(Scope.REPORTS_WRITE),
    response=ImportAnswer,
    summary=gettext_noop("Take in ADX"),
    description=gettext_noop("XML of ADX 2.0: each group names its form, place and period."),
)
def import_adx(request: Request, asked: Query[ImportAsked]) -> ImportAnswer:
    """Take values in as XML."""
    require_media(request, "application/xml", "text/xml", "application/adx+xml")
    return _taken_in(request, adx.read_adx(read_body(request, _MOST), Codes()), "adx", partly=asked.partly)


@router.get(
    "/dataValueSets",
    auth=Needs(Scope.REPORTS_READ),
    summary=gettext_noop("Give out DHIS2 dataValueSets"),
    description=gettext_noop("The values of a form and period that the post sees, as DHIS2 reads them."),
)
def export_data_values(request: Request, asked: Query[ExportAsked]) -> HttpResponseBase:
    """Give values out as JSON."""
    values = exported_values(_which(request, asked))
    return _streamed(dhis2.write_data_values(values, Codes()), dhis2.MEDIA_TYPE)


@router.get(
    "/adx",
    auth=Needs(Scope.REPORTS_READ),
    summary=gettext_noop("Give out ADX"),
    description=gettext_noop("The values of a form and period that the post sees, as XML."),
)
def export_adx(request: Request, asked: Query[ExportAsked]) -> HttpResponseBase:
    """Give values out as XML."""
    return _streamed(adx.write_adx(exported_values(_which(request, asked)), Codes(), request.now), "application/xml")


@router.get(
    "/values.csv",
    auth=Needs(Scope.REPORTS_READ),
    summary=gettext_noop("Give out a table of values"),
    description=gettext_noop("One row a value, in UTF-8; /values.schema.json says what the columns hold."),
)
def export_values(request: Request, asked: Query[ExportAsked]) -> HttpResponseBase:
    """Give values out as CSV."""
    answer = _streamed(exported_rows(_which(request, asked)), _CSV)
    answer.headers["Link"] = '</api/v1/values/values.schema.json>; rel="describedby"'
    return answer


@router.get(
    "/values.schema.json",
    auth=Needs(Scope.REPORTS_READ),
    summary=gettext_noop("What the columns of the table hold"),
    description=gettext_noop("A table schema for /values.csv."),
)
def describe_values(request: Request) -> HttpResponse:  # noqa: ARG001 - the door hands it in
    """Give the schema of the CSV."""
    return HttpResponse(json.dumps(values_schema(), ensure_ascii=False), content_type="application/json")


def _taken_in(request: Request, values: Iterable[Incoming], source: str, *, partly: bool) -> ImportAnswer:
    found = import_values(values=values, source=source, by=request.actor, at=request.now, partly=partly)
    if found.findings and not partly:
        raise WrongValues(*found.findings)
    status = "WARNING" if found.findings else "SUCCESS"
    errors = [_wrong(one) for one in found.findings]
    return ImportAnswer(status=status, read=found.read, changed=found.changed, reports=found.reports, errors=errors)


def _wrong(finding: Finding) -> WrongValue:
    return WrongValue(pointer=finding.where, code=finding.code, message=sentence(finding.message, finding.params))


def _which(request: Request, asked: ExportAsked) -> ValuesAsked:
    found = ValuesAsked.for_viewer(
        request.actor, request.now.date(), form=asked.form, period=asked.period, accepted=asked.accepted
    )
    if not found.exists:
        raise Http404
    return found


def _streamed(parts: Iterator[str], media_type: str) -> HttpResponseBase:
    return StreamingHttpResponse(parts, content_type=media_type)
