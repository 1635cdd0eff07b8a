"""Events of a month as a person sees them: the calendar's one query, a day's list, what a calendar program reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from binhyen.campaigns.models import Event
from binhyen.campaigns.rules.calendar import Month
from binhyen.campaigns.rules.kinds import CANCELLED
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import fold
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import entries_seen_by

IN_A_DAY = 3
IN_THE_WEEK = 6
LASTING = 12
_FED = 1_000
_BEFORE, _AFTER = timedelta(days=60), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a calendar is narrowed to."""

    place_path: str = ""
    kind: str = ""
    org: str = ""
    organiser: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """An event in the calendar. `day` is None for one that lasts over days; `amount` is how many that day has."""

    event: Event
    day: date | None
    amount: int


def events_seen_by(actor: Actor) -> QuerySet[Event]:
    """Return what is or was to be held, as it is said now, for a person."""
    return cast("QuerySet[Event]", entries_seen_by(registers()["campaigns.events"], actor))


def narrowed(rows: QuerySet[Event], wanted: Wanted) -> QuerySet[Event]:
    """Narrow events as a calendar asks."""
    said = {"kind": wanted.kind, "org": wanted.org}
    rows = rows.filter(**{name: value for name, value in said.items() if value})
    if wanted.place_path:
        rows = rows.filter(place_path__under=wanted.place_path)
    for word in fold(wanted.organiser).split():
        rows = rows.filter(fold__contains=word)
    return rows


def calendar(actor: Actor, wanted: Wanted, month: Month, week: Sequence[date]) -> list[Seen]:
    """Return some events of each day of the weeks that show a month, more of one week, and those that last over days.

    One query whatever the number of events: each is numbered within its day, and the first of each are read.
    """
    first, last = month.weeks[0][0], month.weeks[-1][-1]
    slot = Case(When(until__gt=F("since"), then=Value(None)), default=F("since"), output_field=DateField())
    rows = narrowed(events_seen_by(actor), wanted).filter(pk__in=_within(first, last)).annotate(slot=slot)
    rows = rows.annotate(
        number=Window(RowNumber(), partition_by=F("slot"), order_by=[F("begins").asc(), F("id").asc()]),
        amount=Window(Count("id"), partition_by=F("slot")),
    )
    shown = Q(number__lte=IN_A_DAY) | Q(slot__range=(week[0], week[-1]), number__lte=IN_THE_WEEK)
    shown |= Q(slot__isnull=True, number__lte=LASTING)
    listed = rows.filter(shown).defer("amounts", "fold", "remark").order_by("since", "number")
    return [Seen(row, row.slot, row.amount) for row in listed]


def _within(first: date, last: date) -> QuerySet[Event, tuple[int]]:
    """Return which events touch some days: each half of the union has its own index, where one condition has none."""
    rows = Event.objects.filter(superseded_at__isnull=True).order_by()
    begun = rows.filter(since__range=(first, last)).values_list("pk")
    return begun.union(rows.filter(since__lt=first, until__gte=first).values_list("pk"), all=True)


def fed(actor: Actor, today: date) -> list[Event]:
    """Return what a calendar program shows: two months back, thirteen ahead, without what was cancelled."""
    rows = events_seen_by(actor).filter(since__range=(today - _BEFORE, today + _AFTER))
    rows = rows.exclude(standing=CANCELLED).defer("amounts", "fold", "remark")
    return list(rows.order_by("since", "begins", "id")[:_FED])
