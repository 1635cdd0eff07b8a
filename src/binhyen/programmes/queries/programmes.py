"""Reads of programmes: their list, and what belongs to one as a person sees it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import Http404

from binhyen.indicators.counting import count_some
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import NO_SUM
from binhyen.kernel.periods import Period, span
from binhyen.kernel.ports import CountedRow
from binhyen.programmes.models import Activity, Commitment, JointPlan, Programme, Summary
from binhyen.programmes.queries.packs import usual_cycle
from binhyen.programmes.rules import codes
from binhyen.programmes.rules.agreed import FINAL, HALF_YEAR, MID_TERM, PER_YEAR, YEARLY
from binhyen.programmes.rules.cycle import Asked, Due, Own, open_in
from binhyen.programmes.rules.progress import Progress, progress
from binhyen.programmes.rules.summing import sums
from binhyen.registers.models import Entry, Record
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import visible

T = TypeVar("T", bound=Entry)


def _seen(model: type[T], code: str, actor: Actor) -> QuerySet[T]:
    rows = model._default_manager.filter(superseded_at=None)  # noqa: SLF001 - Django's documented meta API
    return rows.filter(visible(registers()[code], actor)).select_related("record")


def programmes_seen_by(actor: Actor) -> QuerySet[Programme]:
    """Return the programmes that a person sees, newest first: those of the places covered, and of those above."""
    return _seen(Programme, codes.PROGRAMMES, actor).order_by("-since", "-id")


def programme_seen_by(actor: Actor, record_id: int) -> Programme:
    """Return one; Http404 when it is not there for this person."""
    found = programmes_seen_by(actor).filter(record_id=record_id).first()
    if found is None:
        raise Http404
    return found


def running_at(place_id: int, day: date) -> list[Programme]:
    """Return the programmes of a place that run on a day or have just run out: their summary may be owed."""
    lately = day - timedelta(days=366)
    rows = Programme.objects.filter(place_id=place_id, superseded_at=None, since__lte=day).exclude(state="ended")
    return list(rows.filter(Q(until=None) | Q(until__gte=lately)).order_by("since", "id"))


def term_of(programme: Programme, today: date) -> Period:
    """Return the days of a programme's term; one without an end lasts until today."""
    return span(programme.since, programme.until or max(today, programme.since))


def activity_counts(actor: Actor, programme_ids: Iterable[int]) -> dict[int, int]:
    """Return how many activities of programmes a person sees: one query."""
    rows = _seen(Activity, codes.ACTIVITIES, actor).filter(programme_id__in=list(programme_ids)).select_related(None)
    return dict(rows.order_by().values_list("programme_id").annotate(number=Count("id")))


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to a programme, as a person sees it."""

    commitments: Sequence[Commitment]
    plans: Sequence[JointPlan]
    activities: Mapping[int, int]
    """How many by year."""
    newest: Sequence[Activity]
    summaries: Sequence[Summary]
    before: Record | None
    after: Sequence[Record]


_NEWEST = 8


def parts_of_programme(actor: Actor, programme: Programme) -> Parts:
    """Return everything that belongs to a programme: seven queries."""
    own = {"programme_id": programme.record_id}
    activities = _seen(Activity, codes.ACTIVITIES, actor).filter(**own)
    by_year = activities.order_by().select_related(None).annotate(year=ExtractYear("on")).values_list("year")
    after = programmes_seen_by(actor).filter(successor_of_id=programme.record_id)
    before = programmes_seen_by(actor).filter(record_id=programme.successor_of_id or 0).first()
    return Parts(
        list(_seen(Commitment, codes.COMMITMENTS, actor).filter(**own).order_by("id")),
        list(_seen(JointPlan, codes.PLANS, actor).filter(**own).order_by("year", "signed_on", "id")),
        dict(by_year.annotate(number=Count("id"))),
        list(activities.order_by("-on", "-id")[:_NEWEST]),
        list(_seen(Summary, codes.SUMMARIES, actor).filter(**own).order_by("until", "id")),
        before.record if before else None,
        [row.record for row in after],
    )


# ------------------------------------------------------------------ targets against results


@dataclass(frozen=True, slots=True)
class Held:
    """A commitment held against its result: over which days, from which counted rows, with its progress."""

    commitment: Commitment
    period: Period | None = None
    rows: tuple[CountedRow, ...] = ()
    progress: Progress | None = None


def held(commitments: Iterable[Commitment], programme: Programme, place_id: int, until: date) -> list[Held]:
    """Hold commitments against what is counted for a place until a day: a count for each span of days among them."""
    known = {one.pk: _days(one, programme, until) for one in commitments}
    wanted: dict[Period, set[str]] = {}
    for one in commitments:
        period = known[one.pk]
        if period is not None and one.indicator:
            wanted.setdefault(period, set()).add(one.indicator)
    counted = {period: count_some(frozenset(codes_), place_id, period) for period, codes_ in wanted.items()}
    return [_held(one, known[one.pk], counted) for one in commitments]


def _days(one: Commitment, programme: Programme, until: date) -> Period | None:
    """Return the days of a commitment so far: its term, or of a yearly target one year of it; None before it begins.

    The year is the running one; of what is over, the last whole one, as part-years are not judged.
    """
    limits = [day for day in (one.until, programme.until) if day is not None]
    since, end = max(one.since or programme.since, programme.since), min([until, *limits])
    if one.per == PER_YEAR:
        whole = end >= until or (end.month, end.day) == (12, 31)
        year = end.year if whole else end.year - 1
        since, end = max(since, date(year, 1, 1)), min([date(year, 12, 31), *limits])
    return span(since, end) if since <= end else None


def _held(one: Commitment, period: Period | None, counted: Mapping[Period, tuple[CountedRow, ...]]) -> Held:
    indicator = catalogue().find(one.indicator)
    if period is None or indicator is None:
        return Held(one)
    rows = tuple(row for row in counted[period] if row.indicator == one.indicator and _carried_out(row, one))
    target, _ = read_amount(one.target, indicator)
    return Held(one, period, rows, progress(target, sums(rows).get(one.indicator, NO_SUM)))


def _carried_out(row: CountedRow, one: Commitment) -> bool:
    return not one.only_party or row.dims.get("org") == one.party


# ------------------------------------------------------------------ the round of the year


def own_cycle(programme: Programme) -> Own:
    """Return what a programme says of its own round."""
    return Own(
        programme.since,
        programme.until,
        programme.plan_by,
        programme.half_by,
        programme.year_by,
        programme.review_after or 0,
    )


_DONE = {HALF_YEAR: Due.HALF, YEARLY: Due.YEAR, MID_TERM: Due.REVIEW, FINAL: Due.SUMMARY}


def open_now(programme: Programme, plans: Iterable[JointPlan], summaries: Iterable[Summary], year: int) -> list[Asked]:
    """Return what a programme asks in a year that was not done; one review and one final summary do for all years."""
    done = {(Due.PLAN, plan.year) for plan in plans}
    kinds = {(_DONE[one.kind], one.until.year) for one in summaries if one.kind in _DONE}
    once = {what for what, _ in kinds if what in {Due.REVIEW, Due.SUMMARY}}
    asked = open_in(year, own_cycle(programme), usual_cycle(), done | kinds)
    return [one for one in asked if one.what not in once]
