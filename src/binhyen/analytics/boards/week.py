"""What changed in a place since a day: reports that were sent and received, and figures that were saved."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from binhyen.analytics.boards.places import About
from binhyen.database.lookups import under_any
from binhyen.indicators.models import Cell
from binhyen.indicators.queries import catalogue
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period
from binhyen.reports.models import Figure, Report, Step
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.rules import addresses
from binhyen.reports.rules.asking import end_of
from binhyen.reports.rules.lifecycle import Event

SHOWN = (Event.SUBMIT, Event.RETURN, Event.ACCEPT, Event.CORRECT)
_MOST = 12


@dataclass(frozen=True, slots=True)
class Moved:
    """How many values of an indicator were saved, and the page that shows them."""

    indicator: str
    name: str
    values: int
    reports: int


@dataclass(frozen=True, slots=True)
class Week:
    """What happened since the end of a day. `steps` counts what was done to reports, by event."""

    since: date
    steps: Mapping[Event, int]
    reports: int
    """Reports of which at least one value was saved."""
    values: int
    moved: tuple[Moved, ...]
    href: str
    """The page that lists every changed cell with the old and the new value."""


def week(actor: Actor, about: About, period: Period, since: date, today: date) -> Week:
    """Return what changed since the end of a day, of the reports of a period that the person sees: three queries."""
    moment = end_of(since)
    seen = reports_of(actor, about, period, today)
    steps = Step.objects.filter(report__in=seen.values("pk"), at__gt=moment, event__in=SHOWN)
    counted = dict(steps.values_list("event").annotate(many=Count("pk")))
    figures = _figures(seen, moment)
    whole = figures.aggregate(values=Count("pk"), reports=Count("report_id", distinct=True))
    by_cell = list(
        figures.values_list("cell_id").annotate(values=Count("pk"), reports=Count("report_id", distinct=True))
    )
    return Week(
        since,
        {event: counted.get(event.value, 0) for event in SHOWN},
        whole["reports"],
        whole["values"],
        _moved(by_cell),
        _href(about, period, since),
    )


def reports_of(actor: Actor, about: About, period: Period, today: date) -> QuerySet[Report]:
    """Return the reports of a place and period that a person sees."""
    lies = under_any("place_path", (about.place.path,))
    days = Q(collection__period_start__gte=period.start, collection__period_end__lte=period.end)
    return reports_seen_by(actor, today).filter(lies, days)


def _figures(seen: QuerySet[Report], moment: datetime) -> QuerySet[Figure]:
    return Figure.objects.filter(report__in=seen.values("pk"), recorded_at__gt=moment, superseded_at=None)


def _moved(by_cell: list[tuple[int, int, int]]) -> tuple[Moved, ...]:
    codes = dict(Cell.objects.filter(pk__in=[one[0] for one in by_cell]).values_list("pk", "indicator"))
    values, reports = Counter[str](), Counter[str]()
    for cell_id, many, of in by_cell:
        values[codes[cell_id]] += many
        reports[codes[cell_id]] = max(reports[codes[cell_id]], of)
    known = catalogue().indicators
    return tuple(Moved(code, known[code].name, many, reports[code]) for code, many in values.most_common(_MOST))


def _href(about: About, period: Period, since: date) -> str:
    query = {"noi": about.place.place_id, "ky": period.code, "tu": since.isoformat()}
    return addresses.total_changes(query)
