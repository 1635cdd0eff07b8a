"""Measures for programs: what can be asked of the lake, and its answers as JSON, CSV or Arrow.

Engines and measures are loaded with the first question: most pages, and most commands, ask none.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from ninja import Path, Query
from pydantic import Field

from binhyen.analytics.rules.questions import TIERS, Question, Within, periods_between
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period, parse_period
from binhyen.kernel.scopes import Scope
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import place_named
from binhyen.places.rules.kinds import Tier
from binhyen.reports.queries.provenance import place_asked
from binhyen.reports.rules.asking import day_of
from binhyen.reports.rules.totals import Basis
from binhyen.ui.api import Answer, ApiRouter, Asked, Day, Needs, WrongValues
from binhyen.ui.http import Request

if TYPE_CHECKING:
    from binhyen.analytics.boards.telling import Told
    from binhyen.analytics.measures.asking import Measure

T = TypeVar("T")
router = ApiRouter(tags=["measures"])
MOST_ROWS = 200_000
"""More rows than this are told by columns alone."""
_MOST_PERIODS, _MOST_INDICATORS = 130, 300
_PARAMETERS = {
    "indicators": "?indicator",
    "periods": "?period",
    "within": "?place",
    "scopes": "?place",
    "split": "?split",
    "tier": "?tier",
    "on_map": "?on_map",
}
MeasureCode = Annotated[str, Path(..., max_length=40, example="totals")]


class Format(StrEnum):
    """In which form an answer comes."""

    ROWS = "rows"
    COLUMNS = "columns"
    CSV = "csv"
    ARROW = "arrow"


class MeasureAsked(Asked):
    """What is asked of a measure."""

    indicator: list[Annotated[str, Field(max_length=60)]] = Field(
        [],
        max_length=_MOST_INDICATORS,
        description=gettext_noop("Codes of indicators, each as a parameter of its own."),
        examples=[["leaflets"]],
    )
    period: list[Annotated[str, Field(max_length=12)]] = Field(
        [],
        max_length=_MOST_PERIODS,
        description=gettext_noop("Period codes, each as a parameter of its own: 2026-11, 2026-Q4, 2026."),
        examples=[["2026-10"]],
    )
    grain: PeriodType | None = Field(
        None, description=gettext_noop("Instead of period codes: all periods of this type between first and last.")
    )
    first: Day | None = Field(None, description=gettext_noop("First day, with grain."))
    last: Day | None = Field(None, description=gettext_noop("Last day, with grain."))
    place: str = Field(
        "",
        max_length=80,
        description=gettext_noop("Short name or official code of a place; the post's own without it."),
    )
    tier: Tier | None = Field(
        None, description=gettext_noop("Which places in it are told one by one; the place itself without it.")
    )
    split: list[Annotated[str, Field(max_length=60)]] = Field(
        [], max_length=4, description=gettext_noop("Codes of dimensions by which figures are split.")
    )
    basis: Basis = Field(Basis.SAVED, description=gettext_noop("saved: everything; accepted: what was accepted."))
    on_map: Day | None = Field(
        None, description=gettext_noop("On the map of this day; of each period's last day without it.")
    )
    form: str = Field("", max_length=60, description=gettext_noop("Code of a form, for measures of reports."))
    format: Format = Field(
        Format.ROWS,
        description=gettext_noop("rows or columns: JSON; csv; arrow: a stream of Arrow records. rows has a limit."),
    )


class MeasureDeclared(Answer):
    """A measure: what it says, of what, and how it adds up."""

    code: str
    name: str
    about: str
    unit: str
    bases: list[Basis] = Field(description=gettext_noop("Nothing where no receiving office accepts."))
    takes: str = Field(description=gettext_noop("Of which indicators it is asked."))
    splits: bool
    maps: bool
    columns: list[str]


class MeasuresAnswer(Answer):
    """All measures that programs may ask."""

    measures: list[MeasureDeclared]


class MeasureAnswer(Answer):
    """An answer as JSON: what was asked, how fresh it is, and its rows or columns."""

    measure: str
    place: str
    tier: Tier
    basis: Basis | None
    on_map: str | None = Field(description=gettext_noop("The asked map; nothing for that of each period."))
    as_of: str = Field(description=gettext_noop("Everything saved until this moment is in the answer."))
    count: int
    hidden: int = Field(description=gettext_noop("Rows whose numbers are not told: small counts about people."))
    rows: list[dict[str, Any]] | None = Field(None, description=gettext_noop("With format=rows: one object a row."))
    columns: dict[str, list[Any]] | None = Field(
        None, description=gettext_noop("With format=columns: one list a column, all of one length.")
    )


@router.get(
    "",
    auth=Needs(Scope.TOTALS_READ),
    response=MeasuresAnswer,
    summary=gettext_noop("What can be measured"),
    description=gettext_noop("Every measure with its columns, and what it may be asked of."),
)
def list_measures(request: Request) -> MeasuresAnswer:  # noqa: ARG001 - passed by name
    """Answer the measures that programs may ask."""
    return MeasuresAnswer(measures=[_declared(one) for one in _measures().values()])


@router.get(
    "/{code}",
    auth=Needs(Scope.TOTALS_READ),
    response=MeasureAnswer,
    summary=gettext_noop("Ask a measure"),
    description=gettext_noop(
        "Numbers of places that the post covers, on any later map. What was saved is in the very next answer. Small "
        "counts of communes and areas are hidden where the catalogue says so. CSV and Arrow say in the headers "
        "As-Of and Basis what JSON says beside its rows."
    ),
)
def get_measure(request: Request, code: MeasureCode, asked: Query[MeasureAsked]) -> HttpResponse:
    """Answer a measure."""
    from binhyen.analytics.boards.telling import tell  # noqa: PLC0415

    measure = _measures().get(code)
    if measure is None:
        raise Http404
    subject = _subject(request, asked, measure)
    found = _placed(lambda: tell(request.actor, subject.place, code, subject.question))
    return _sent(found, subject, asked.format)


def _measures() -> "Mapping[str, Measure[Any]]":
    from binhyen.analytics.measures import MEASURES  # noqa: PLC0415

    return MEASURES


@dataclass(frozen=True, slots=True)
class _Subject:
    place: PlaceVersion
    question: Question
    said: Mapping[str, str | None]


def _subject(request: Request, asked: MeasureAsked, measure: "Measure[Any]") -> _Subject:
    periods = _placed(lambda: _periods(asked), "?period")
    day = asked.on_map or max((one.end for one in periods), default=day_of(request.now))
    place = place_asked(request.actor, _place_id(request, asked, day), day)
    own = Tier(place.place.tier)
    tier = asked.tier or own
    if TIERS.index(tier) < TIERS.index(own):
        message = gettext_noop("The place lies below what is to be told one by one. Choose a lower level.")
        raise WrongValues(Finding("analytics.above_place", message, where="?tier"))
    scopes = request.actor.scopes
    question = Question(
        scopes,
        tuple(dict.fromkeys(asked.indicator)),
        periods,
        tier,
        within=() if scopes == (place.path,) else (Within(own, place.place_id),),
        split=tuple(dict.fromkeys(asked.split)),
        basis=asked.basis,
        on_map=asked.on_map,
        today=day_of(request.now),
        form=asked.form,
    )
    said = {
        "measure": measure.code,
        "place": place.code,
        "tier": tier.value,
        "basis": asked.basis.value if measure.said.bases else None,
        "on_map": asked.on_map.isoformat() if asked.on_map else None,
        "as_of": request.now.isoformat(timespec="seconds"),
    }
    return _Subject(place, question, said)


def _periods(asked: MeasureAsked) -> tuple[Period, ...]:
    if asked.grain is None:
        return tuple(parse_period(one) for one in dict.fromkeys(asked.period))
    if asked.first is None or asked.last is None or asked.period:
        message = gettext_noop("With grain, say first and last, and no period.")
        raise Refused(Finding("analytics.grain_and_period", message, where="periods"))
    years = asked.last.year - asked.first.year
    found = periods_between(asked.grain, asked.first, asked.last) if years < _MOST_PERIODS else ()
    if len(found) > _MOST_PERIODS or years >= _MOST_PERIODS:
        message = gettext_noop("At most %(most)s periods are asked for at once; choose longer ones or fewer.")
        params = {"most": _MOST_PERIODS}
        raise Refused(Finding("analytics.too_many_periods_asked", message, params=params, where="periods"))
    return found


def _place_id(request: Request, asked: MeasureAsked, day: date) -> int:
    if not asked.place:
        return request.actor.place_id
    return _placed(lambda: place_named(asked.place, day), "?place").place_id


def _placed(ask: Callable[[], T], where: str = "") -> T:
    """Say what is wrong with what was asked by its parameters; what is wrong with the lake stays as it is."""
    try:
        return ask()
    except Refused as refusal:
        places = [where or _PARAMETERS.get(one.where, "") for one in refusal.findings]
        if not all(places):
            raise
        told = zip(refusal.findings, places, strict=True)
        raise WrongValues(*(replace(one, where=place) for one, place in told)) from None


def _declared(measure: "Measure[Any]") -> MeasureDeclared:
    said = measure.said
    return MeasureDeclared(
        code=said.code,
        name=gettext(said.name),
        about=gettext(said.about),
        unit=gettext(said.unit),
        bases=list(said.bases),
        takes=said.takes.value,
        splits=said.splits,
        maps=said.maps,
        columns=["place" if one == "place_id" else one for one in measure.columns],
    )


# ------------------------------------------------------------------ in which form


def _sent(found: "Told", subject: _Subject, wanted: Format) -> HttpResponse:
    answer = _written(found, subject, wanted)
    answer.headers["As-Of"] = str(subject.said["as_of"])
    answer.headers["Basis"] = subject.said["basis"] or "-"
    return answer


def _written(found: "Told", subject: _Subject, wanted: Format) -> HttpResponse:
    from binhyen.analytics.components.plain_columns import (  # noqa: PLC0415
        ARROW_STREAM,
        as_arrow,
        as_columns,
        as_csv,
        as_rows,
    )

    if wanted is Format.CSV:
        return HttpResponse(as_csv(found.table), content_type="text/csv; charset=utf-8")
    if wanted is Format.ARROW:
        about = {name: value or "" for name, value in subject.said.items()}
        return HttpResponse(as_arrow(found.table, about), content_type=ARROW_STREAM)
    if wanted is Format.COLUMNS:
        return _json(found, subject, "columns", as_columns(found.table))
    _refuse_many(found.table.num_rows)
    return _json(found, subject, "rows", as_rows(found.table))


def _json(found: "Told", subject: _Subject, name: str, body: str) -> HttpResponse:
    head = json.dumps({**subject.said, "count": found.table.num_rows, "hidden": found.hidden}, ensure_ascii=False)
    return HttpResponse(f'{head[:-1]}, "{name}": {body}}}', content_type="application/json; charset=utf-8")


def _refuse_many(rows: int) -> None:
    if rows > MOST_ROWS:
        message = gettext_noop("This answer has %(rows)s rows; ask with format=columns, csv or arrow.")
        raise WrongValues(Finding("analytics.too_many_rows", message, params={"rows": rows}, where="?format"))
