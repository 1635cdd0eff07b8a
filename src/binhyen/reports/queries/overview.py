"""Collections as an office looks at them: how complete they are, and their reports narrowed and ordered by lateness."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from binhyen.indicators.models import FormVersion
from binhyen.indicators.rules.forms import FilledBy
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import children_of, communes_under, label_of
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import Collection, Report
from binhyen.reports.queries.reports import collections_seen_by, reports_seen_by
from binhyen.reports.rules.lifecycle import Standing, State
from binhyen.reports.rules.timeliness import Completeness

_EXPECTED = Q(standing=Standing.EXPECTED)
_SENT = Q(first_submitted_at__isnull=False)
_IN_TIME = Q(first_submitted_at__date__lte=F("due_on"))
_DONE = Q(state__in=(State.ACCEPTED, State.CLOSED))


class Stand(StrEnum):
    """What a number of an overview counts, and what its list is narrowed to."""

    EXPECTED = "expected"
    SENT = "sent"
    ON_TIME = "on_time"
    LATE = "late"
    ACCEPTED = "accepted"
    OVERDUE = "overdue"
    DUE = "due"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"


def stands(stand: Stand, today: date) -> Q:
    """Return the condition that a report is counted under a number: the table of `timeliness`, as a question."""
    if stand in {Stand.EXEMPT, Stand.NOT_APPLICABLE}:
        return Q(standing=stand.value)
    over = Q(due_on__lt=today)
    return (
        _EXPECTED
        & {
            Stand.EXPECTED: Q(),
            Stand.SENT: _SENT,
            Stand.ON_TIME: _SENT & _IN_TIME,
            Stand.LATE: _SENT & ~_IN_TIME,
            Stand.ACCEPTED: _DONE,
            Stand.OVERDUE: ~_SENT & over,
            Stand.DUE: ~_SENT & ~over,
        }[stand]
    )


_COUNTED = ("expected", "sent", "on_time", "accepted", "overdue", "exempt", "not_applicable")


def completeness_by_collection(reports: QuerySet[Report], today: date) -> dict[int, Completeness]:
    """Count reports by collection: one query, however many there are."""
    counts = {name: Count("pk", filter=stands(Stand(name), today)) for name in _COUNTED}
    rows = reports.order_by().values_list("collection_id").annotate(**counts).values_list("collection_id", *_COUNTED)
    return {row[0]: Completeness(**dict(zip(_COUNTED, row[1:], strict=True))) for row in rows}


# ------------------------------------------------------------------ collections


@dataclass(frozen=True, slots=True)
class CollectionFilter:
    """What the list of collections is narrowed to."""

    form_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A collection with how complete it is, as far as somebody sees it."""

    collection: Collection
    complete: Completeness


def collections_listed(actor: Actor, day: date, wanted: CollectionFilter) -> QuerySet[Collection]:
    """Return the collections that a person sees, narrowed to a form and to periods that end in a year."""
    rows = collections_seen_by(actor, day)
    if wanted.form_id is not None:
        rows = rows.filter(version__form_id=wanted.form_id)
    return rows if wanted.year is None else rows.filter(period_end__year=wanted.year)


def with_completeness(actor: Actor, day: date, rows: list[Collection]) -> list[Listed]:
    """Add to collections how complete they are: one query for all of them."""
    mine = reports_seen_by(actor, day).filter(collection_id__in=[one.pk for one in rows])
    found = completeness_by_collection(mine, day)
    return [Listed(one, found.get(one.pk, Completeness())) for one in rows]


def filters_of(actor: Actor, day: date) -> tuple[dict[int, str], list[int]]:
    """Return the forms and the years of the collections that a person sees: one query."""
    rows = (
        collections_seen_by(actor, day).order_by().values_list("version__form_id", "version__form__name", "period_end")
    )
    listed = list(rows.distinct())
    forms = {form_id: name for form_id, name, _ in sorted(listed, key=lambda row: row[1])}
    return forms, sorted({row[2].year for row in listed}, reverse=True)


def provinces_of(actor: Actor) -> dict[int, PlaceVersion]:
    """Return the provinces that a post covers, its own first: after a merger also those that became part of it."""
    rows = PlaceVersion.objects.filter(path__in=actor.scopes, place__tier=Tier.PROVINCE).order_by("valid_from")
    found = {row.place_id: row for row in rows.select_related("place")}
    return dict(sorted(found.items(), key=lambda item: item[0] != actor.place_id))


def forms_offered(province_id: int) -> list[FormVersion]:
    """Return the versions in use of shipped forms and of a province's own, by title."""
    rows = FormVersion.objects.filter(Q(form__province=None) | Q(form__province=province_id), state=FormState.PUBLISHED)
    newest: dict[int, FormVersion] = {}
    for one in rows.select_related("form").order_by("form_id", "number"):
        newest[one.form_id] = one
    return sorted(newest.values(), key=lambda one: one.title)


def opened_periods(province_id: int, form_id: int) -> dict[str, int]:
    """Return the periods for which a form was asked of a province already, with the collections."""
    rows = Collection.objects.filter(province_id=province_id, version__form_id=form_id)
    return dict(rows.values_list("period", "pk"))


# ------------------------------------------------------------------ reports of one collection


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What the list of a collection's reports is narrowed to. Words that mean nothing narrow nothing."""

    text: str = ""
    state: str = ""
    stand: str = ""
    path: str = ""


def reports_listed(actor: Actor, collection: Collection, day: date, wanted: ReportFilter) -> QuerySet[Report]:
    """Return a collection's reports that a person sees, narrowed; those that are most overdue first."""
    rows = reports_seen_by(actor, day).filter(collection=collection)
    if wanted.text.strip():
        rows = rows.filter(fold__contains=fold(wanted.text))
    if wanted.state in set(State):
        rows = rows.filter(state=wanted.state)
    if wanted.stand in set(Stand):
        rows = rows.filter(stands(Stand(wanted.stand), day))
    if wanted.path:
        rows = rows.filter(place_path__under=wanted.path)
    return _by_lateness(rows, day)


def _by_lateness(rows: QuerySet[Report], day: date) -> QuerySet[Report]:
    """Order: overdue, then not sent, returned, sent late, in time, then those not expected. Never by merit."""
    order = (stands(Stand.OVERDUE, day), stands(Stand.DUE, day), Q(state=State.RETURNED), stands(Stand.LATE, day))
    ranks = [When(condition, then=Value(rank)) for rank, condition in enumerate(order)]
    last = Case(When(_EXPECTED, then=Value(len(order))), default=Value(len(order) + 1), output_field=IntegerField())
    rank = Case(*ranks, default=last, output_field=IntegerField())
    return rows.annotate(rank=rank).order_by("rank", "due_on", "sort_key", "id")


def counts_by_state(rows: QuerySet[Report]) -> dict[str, int]:
    """Return how many reports are in each state, in the order of the life: one query."""
    found = dict(rows.order_by().values_list("state").annotate(amount=Count("pk")))
    return {state.value: found[state.value] for state in State if found.get(state.value)}


def places_of(collection: Collection) -> Mapping[str, str]:
    """Return the places that a collection's list can be narrowed to: districts, and communes of what lies in them."""
    day = collection.map_day
    above = children_of(collection.province_id, day).filter(place__tier=Tier.DISTRICT).order_by("sort_key")
    found = {row.path: label_of(row) for row in above}
    if collection.version.filled_by in {FilledBy.RESIDENTIAL_AREA, FilledBy.UNIT}:
        rows = communes_under(collection.province_path, day).order_by("sort_key")
        found |= {row.path: label_of(row) for row in rows}
    return found
