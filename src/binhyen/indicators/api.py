"""Metadata for programs: the catalogue of indicators, its dimensions, the forms and their versions."""

from decimal import Decimal
from typing import Annotated

from django.http import Http404
from ninja import Path
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from binhyen.database.fields import GREATEST_ID
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.queries.building import SeenForm
from binhyen.indicators.queries.described import forms_seen_by, version_seen_by
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.catalogue import Floor, Indicator, Kind, Mark, OverPlaces, OverTime, Use
from binhyen.indicators.rules.forms import FilledBy, Line, PeriodType, Section
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.scopes import Scope
from binhyen.ui.api import Answer, ApiRouter, Needs
from binhyen.ui.http import Request

router = ApiRouter(tags=["metadata"])
_INDICATOR: JsonDict = {
    "code": "models_total",
    "name": "Tổng số mô hình",
    "name_en": "Number of schemes",
    "use": "form",
    "group": "models",
    "unit": "mô hình",
    "kinds": ["count"],
    "dims": ["status"],
    "over_places": "sum",
    "over_time": "last_value",
    "whole": True,
    "least": "0",
}
IndicatorCode = Annotated[str, Path(..., example="models_total")]
FormCode = Annotated[str, Path(..., example="phong-trao-thang")]
FormNumber = Annotated[int, Path(..., example=1)]


class IndicatorAnswer(Answer):
    """One indicator. Of one that is only recognised in texts nothing is said but its names and its use."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [_INDICATOR]})
    code: str
    name: str
    name_en: str
    use: Use = Field(description=gettext_noop("“reader_only”: recognised in texts, never sent, stored or added."))
    group: str | None = None
    unit: str | None = None
    kinds: list[Kind] | None = None
    dims: list[str] | None = Field(
        default=None, description=gettext_noop("Dimensions by which its figures may be split.")
    )
    over_places: OverPlaces | None = Field(
        default=None, description=gettext_noop("How figures of several places add up.")
    )
    over_time: OverTime | None = Field(default=None, description=gettext_noop("How figures of several periods add up."))
    definition: str | None = None
    source: str | None = None
    mark: Mark | None = Field(default=None, description=gettext_noop("How sure the source is: C, C2, I or NF."))
    whole: bool | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    floor: Floor | None = Field(
        default=None, description=gettext_noop("“commune”: not kept below the commune, small counts hidden.")
    )
    scored: bool | None = Field(
        default=None, description=gettext_noop("False: no target, ranking or award may use it.")
    )


class GroupAnswer(Answer):
    """A group of the catalogue."""

    code: str
    name: str


class CatalogueAnswer(Answer):
    """The catalogue that is in use."""

    version: str
    title: str
    groups: list[GroupAnswer]
    indicators: list[IndicatorAnswer]


class DimValueAnswer(Answer):
    """One value of a dimension."""

    code: str
    name: str


class DimAnswer(Answer):
    """A dimension by which figures are split."""

    code: str
    name: str
    open: bool = Field(description=gettext_noop("True: any text is a value."))
    values: list[DimValueAnswer]


class DimsAnswer(Answer):
    """All dimensions."""

    dims: list[DimAnswer]


class VersionAnswer(Answer):
    """A version of a form, without its lines."""

    number: int
    state: FormState
    title: str
    filled_by: FilledBy
    period_type: PeriodType
    content_hash: str = Field(description=gettext_noop("The same as long as the lines are the same."))


class FormAnswer(Answer):
    """A form and its versions."""

    code: str
    name: str
    own: bool = Field(description=gettext_noop("True: the province's own form."))
    versions: list[VersionAnswer]


class FormsAnswer(Answer):
    """All forms that the post may see."""

    forms: list[FormAnswer]


class LineAnswer(Answer):
    """One line of a form: one cell."""

    key: str
    label: str
    unit: str
    cell: str = Field(description=gettext_noop("Address of the figure: indicator, or indicator|dimension=value."))
    indicator: str
    dims: dict[str, str]
    required: bool


class SectionAnswer(Answer):
    """A group of lines."""

    key: str
    title: str
    lines: list[LineAnswer]


class FormContentAnswer(VersionAnswer):
    """A version of a form with its lines."""

    code: str
    window: str
    due_days: int = Field(description=gettext_noop("Working days from the end of the window to the last day."))
    covers_below: bool
    source: str
    mark: str
    sections: list[SectionAnswer]


@router.get(
    "/indicators",
    auth=Needs(Scope.METADATA_READ),
    response=CatalogueAnswer,
    exclude_none=True,
    summary=gettext_noop("The catalogue of indicators"),
    description=gettext_noop("What is counted, how it adds up over places and time, and what it may be used for."),
)
def list_indicators(request: Request) -> CatalogueAnswer:  # noqa: ARG001 - passed by name
    """Answer the whole catalogue."""
    shown = catalogue()
    return CatalogueAnswer(
        version=shown.version,
        title=shown.title,
        groups=[GroupAnswer(code=one.code, name=one.name) for one in shown.groups],
        indicators=[_indicator(one) for one in shown.indicators.values()],
    )


@router.get(
    "/indicators/{code}",
    auth=Needs(Scope.METADATA_READ),
    response=IndicatorAnswer,
    exclude_none=True,
    summary=gettext_noop("One indicator"),
    description=gettext_noop("What it counts, how it adds up, and what it rests on."),
)
def get_indicator(request: Request, code: IndicatorCode) -> IndicatorAnswer:  # noqa: ARG001 - passed by name
    """Answer one indicator."""
    found = catalogue().find(code)
    if found is None:
        raise Http404
    return _indicator(found)


@router.get(
    "/dims",
    auth=Needs(Scope.METADATA_READ),
    response=DimsAnswer,
    summary=gettext_noop("Dimensions and their values"),
    description=gettext_noop("The words by which figures are split, as codes and names."),
)
def list_dims(request: Request) -> DimsAnswer:  # noqa: ARG001 - passed by name
    """Answer the dimensions."""
    return DimsAnswer(
        dims=[
            DimAnswer(
                code=one.code,
                name=one.name,
                open=one.open,
                values=[DimValueAnswer(code=code, name=name) for code, name in one.values.items()],
            )
            for one in dims().values()
        ]
    )


@router.get(
    "/forms",
    auth=Needs(Scope.METADATA_READ),
    response=FormsAnswer,
    summary=gettext_noop("Forms and their versions"),
    description=gettext_noop("The shipped forms and the own ones of the post's province; drafts are not shown."),
)
def list_forms(request: Request) -> FormsAnswer:
    """Answer the forms that the post may see."""
    return FormsAnswer(forms=[_form(one) for one in forms_seen_by(request.actor)])


@router.get(
    "/forms/{code}/versions/{number}",
    auth=Needs(Scope.METADATA_READ),
    response=FormContentAnswer,
    summary=gettext_noop("One version of a form with its lines"),
    description=gettext_noop("What was published once never changes: a program may keep it."),
)
def get_form_version(request: Request, code: FormCode, number: FormNumber) -> FormContentAnswer:
    """Answer a form's lines."""
    if not 0 < number <= GREATEST_ID:
        raise Http404
    version = version_seen_by(request.actor, code, number)
    content = content_of(version)
    return FormContentAnswer(
        **_version(version).model_dump(),
        code=code,
        window=content.window,
        due_days=content.due_days,
        covers_below=content.covers_below,
        source=content.source,
        mark=content.mark,
        sections=[_section(one) for one in content.sections],
    )


def _indicator(one: Indicator) -> IndicatorAnswer:
    if not one.in_forms:
        return IndicatorAnswer(code=one.code, name=one.name, name_en=one.name_en, use=one.use)
    return IndicatorAnswer(
        code=one.code,
        name=one.name,
        name_en=one.name_en,
        use=one.use,
        group=one.group,
        unit=one.unit,
        kinds=list(one.kinds),
        dims=list(one.dims),
        over_places=one.over_places,
        over_time=one.over_time,
        definition=one.definition,
        source=one.source.text,
        mark=one.source.mark,
        whole=one.whole,
        least=one.least,
        most=one.most,
        floor=one.floor,
        scored=one.scored,
    )


def _form(one: SeenForm) -> FormAnswer:
    versions = [_version(each) for each in reversed(one.versions)]
    return FormAnswer(code=one.form.code, name=one.form.name, own=one.own, versions=versions)


def _version(one: FormVersion) -> VersionAnswer:
    return VersionAnswer(
        number=one.number,
        state=FormState(one.state),
        title=one.title,
        filled_by=FilledBy(one.filled_by),
        period_type=PeriodType(one.period_type),
        content_hash=one.content_hash,
    )


def _section(one: Section) -> SectionAnswer:
    return SectionAnswer(key=one.key, title=one.title, lines=[_line(line) for line in one.lines])


def _line(one: Line) -> LineAnswer:
    return LineAnswer(
        key=one.key,
        label=one.label,
        unit=one.unit,
        cell=str(one.cell),
        indicator=one.cell.indicator,
        dims=one.cell.split,
        required=one.required,
    )
