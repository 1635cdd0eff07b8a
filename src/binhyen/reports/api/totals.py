"""Totals for programs, as the command prints them, and how complete the reports behind them are."""

from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query
from pydantic import Field

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import hide_parts, hide_small, is_guarded
from binhyen.kernel.findings import Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period, parse_period
from binhyen.kernel.scopes import Scope
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import place_named
from binhyen.places.rules.kinds import Tier
from binhyen.reports.queries.overview import completeness_by_collection
from binhyen.reports.queries.plain import PlainTotal, plain_totals
from binhyen.reports.queries.provenance import place_asked
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.asking import asked_indicator, end_of
from binhyen.reports.rules.carrying import map_findings
from binhyen.reports.rules.timeliness import Completeness
from binhyen.reports.rules.totals import Basis
from binhyen.ui.api import Answer, ApiRouter, Asked, Day, Needs, WrongValues
from binhyen.ui.http import Request

router = ApiRouter(tags=["totals"])


class TotalsAsked(Asked):
    """Which total is meant."""

    indicator: str = Field(max_length=60, description=gettext_noop("Code of an indicator."), examples=["leaflets"])
    period: str = Field(
        max_length=12, description=gettext_noop("Period code: 2026-11, 2026-Q4, 2026."), examples=["2026-10"]
    )
    place: str = Field(
        max_length=80, description=gettext_noop("Short name or official code of a place."), examples=["24"]
    )
    as_of: Day | None = Field(None, description=gettext_noop("What was known at the end of this day; now without it."))
    on_map: Day | None = Field(
        None, description=gettext_noop("On the map of this day; the period's last day without it.")
    )
    basis: Basis = Field(Basis.SAVED, description=gettext_noop("saved: everything; accepted: what was accepted."))


class TotalAnswer(Answer):
    """A sum: a value, or numerator and denominator of a share."""

    value: int | float | None
    numerator: int | float | None
    denominator: int | float | None
    bound: str
    vague: list[str]
    figures: int = Field(description=gettext_noop("How many figures it was made of."))
    accepted: int = Field(description=gettext_noop("How many of them are accepted."))
    hidden: bool = False


class TotalRowAnswer(TotalAnswer):
    """The total of one cell, with the page where it opens."""

    dims: dict[str, str]
    link: str


class TotalsAnswer(Answer):
    """The total of an indicator, with its rows, none overlapping another."""

    indicator: str
    place: str
    period: str
    basis: Basis
    as_of: str | None
    on_map: str
    comparable: bool = Field(description=gettext_noop("Whether every place could be carried onto the map."))
    not_comparable: list[str]
    rows: list[TotalRowAnswer]
    total: TotalAnswer | None = Field(description=gettext_noop("Nothing where the rows make no number together."))


class CompletenessAsked(Asked):
    """Whose reports are counted."""

    form: str = Field(max_length=60, description=gettext_noop("Code of a form."), examples=["phong-trao-thang"])
    period: str = Field(
        max_length=12, description=gettext_noop("Period code: 2026-11, 2026-Q4, 2026."), examples=["2026-10"]
    )


class CompletenessAnswer(Answer):
    """How many reports are expected, and how many of them are there. No share passes the whole."""

    form: str
    period: str
    expected: int
    sent: int
    on_time: int
    accepted: int
    overdue: int
    exempt: int
    not_applicable: int


@router.get(
    "/totals",
    auth=Needs(Scope.TOTALS_READ),
    response=TotalsAnswer,
    summary=gettext_noop("Totals of an indicator"),
    description=gettext_noop(
        "A place that the post covers, as known on any day, on any later map. What was saved is in the very next "
        "answer. Small counts of a commune are hidden where the catalogue says so; totals above it stand."
    ),
)
def get_totals(request: Request, asked: Query[TotalsAsked]) -> TotalsAnswer:
    """Answer a total."""
    period, place = _asked(request, asked)
    indicator = asked_indicator(asked.indicator, catalogue())
    question = TotalQuestion(
        place.place_id,
        period,
        frozenset({indicator.code}),
        as_of=end_of(asked.as_of) if asked.as_of else None,
        on_map=asked.on_map,
        basis=asked.basis,
    )
    found = plain_totals(indicator, place, totals(question))
    guarded = is_guarded(indicator) and place.place.tier in {Tier.COMMUNE, Tier.AREA}
    parts = zip(found.rows, hide_parts([_number(one) for one in found.rows], indicator), strict=True)
    rows = [TotalRowAnswer.model_validate(_shown(row, hidden=guarded and one.hidden)) for row, one in parts]
    whole = found.total
    small = guarded and whole is not None and hide_small(_number(whole), indicator).hidden
    total = None if whole is None else TotalAnswer.model_validate(_shown(whole, hidden=small))
    return TotalsAnswer.model_validate({**asdict(found), "rows": rows, "total": total})


@router.get(
    "/completeness",
    auth=Needs(Scope.TOTALS_READ),
    response=CompletenessAnswer,
    summary=gettext_noop("How complete the reports are"),
    description=gettext_noop("Reports of a form and period that the post sees: expected, sent, on time, accepted."),
)
def get_completeness(request: Request, asked: Query[CompletenessAsked]) -> CompletenessAnswer:
    """Answer how many reports are there."""
    today = request.now.date()
    rows = reports_seen_by(request.actor, today).filter(
        collection__version__form__code=asked.form, collection__period=asked.period
    )
    counted = completeness_by_collection(rows, today).values()
    if not counted:
        raise Http404
    sums = {one.name: sum(getattr(found, one.name) for found in counted) for one in fields(Completeness)}
    return CompletenessAnswer(form=asked.form, period=asked.period, **sums)


def _asked(request: Request, asked: TotalsAsked) -> tuple[Period, PlaceVersion]:
    try:
        period = parse_period(asked.period)
        place = place_named(asked.place, asked.on_map or period.end)
    except Refused as refusal:
        raise WrongValues(*refusal.findings) from None
    wrong = map_findings(asked.on_map, period)
    if wrong:
        raise WrongValues(*wrong)
    return period, place_asked(request.actor, place.place_id, asked.on_map or period.end)


def _number(total: PlainTotal) -> Decimal | None:
    number = total.value if total.numerator is None else total.numerator
    return None if number is None else Decimal(str(number))


def _shown(total: PlainTotal, *, hidden: bool) -> dict[str, Any]:
    said = asdict(total)
    if hidden:
        return {**said, "value": None, "numerator": None, "denominator": None, "hidden": True}
    return said
