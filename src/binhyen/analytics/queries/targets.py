"""Targets that a person may see: what tasks of plans ask of places, in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from binhyen.analytics.rules.questions import TIERS, Target
from binhyen.analytics.rules.targets import Aim, targets_of, time_of, whole_of
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import scorable
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period
from binhyen.kernel.trees import ancestors, depth_of
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries import children_of
from binhyen.places.rules.kinds import Tier
from binhyen.plans.models import PlanTask, YearPlan
from binhyen.plans.queries.tasks import plans_seen_by, tasks_seen_by
from binhyen.plans.rules.tasks import CANCELLED


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose targets are asked for: of places of a tier in a place, of periods between two days, on the map of a day."""

    place: PlaceVersion
    tier: Tier
    first: date
    last: date
    map_day: date

    @property
    def itself(self) -> bool:
        """Tell whether the place alone is asked about."""
        return self.tier == self.place.place.tier


def targets_seen_by(actor: Actor, wanted: Wanted) -> tuple[Target, ...]:
    """Return the targets that plans set which a person sees: three queries, four for a place by itself.

    Nothing is said of places that took in or gave away land since their plan began: what was asked of other land is no
    target of this.
    """
    periods = _periods(actor, wanted)
    rows = _tasks(actor, wanted, periods)
    aims = list(_settled((_aim(row, periods[row.plan_id or 0][1]) for row in rows), periods, wanted.map_day))
    found = targets_of(one for one in aims if one.place_id == wanted.place.place_id or not wanted.itself)
    if not wanted.itself or not aims:
        return found
    below = set(children_of(wanted.place.place_id, wanted.map_day).values_list("place_id", flat=True))
    return (*found, *whole_of(aims, wanted.place.place_id, below)) if below else found


_Periods = dict[int, tuple[YearPlan, Period]]


def _periods(actor: Actor, wanted: Wanted) -> _Periods:
    """Return the plans of the asked days by record, each with the period that its targets are of.

    Those of the places above, of the place, and of the places below down to the asked tier: no other asks these places.
    """
    path = wanted.place.path
    owners = Q(place_path__under=path) | Q(place_path__in=ancestors(path))
    tiers = TIERS[: TIERS.index(wanted.tier) + 1]
    plans = plans_seen_by(actor).filter(owners, place__tier__in=tiers)
    plans = plans.filter(until__gte=wanted.first, since__lte=wanted.last)
    timed = ((plan, time_of(plan.since, plan.until)) for plan in plans)
    asked = Period(wanted.first, wanted.last, "")
    return {plan.record_id: (plan, time) for plan, time in timed if time is not None and asked.covers(time)}


def _tasks(actor: Actor, wanted: Wanted, periods: _Periods) -> Iterable[PlanTask]:
    rows = tasks_seen_by(actor).filter(plan_id__in=periods, target__gt=0).exclude(state=CANCELLED)
    below = Q(place__tier=wanted.tier, place_path__under=wanted.place.path)
    if wanted.itself:
        below = Q(place_id=wanted.place.place_id) | Q(plan__place_id=wanted.place.place_id)
    known = catalogue()
    return [row for row in rows.filter(below) if (one := known.find(row.indicator)) is not None and scorable(one)]


def _aim(row: PlanTask, time: Period) -> Aim:
    plan = row.plan
    assert plan is not None  # noqa: S101 - only tasks of plans are asked for
    return Aim(
        row.indicator,
        row.place_id,
        time.code,
        Decimal(row.target or 0),
        row.record_id,
        plan.pk,
        plan.place_id,
        depth_of(plan.place_path),
    )


def _settled(aims: Iterable[Aim], periods: _Periods, day: date) -> Iterable[Aim]:
    """Return what was asked of places whose land is still the same on a day."""
    listed = list(aims)
    ids = {one.place_id for one in listed}
    steps = Lineage.objects.filter(Q(to_place_id__in=ids) | Q(from_place_id__in=ids), on__lte=day) if ids else ()
    changed: dict[int, date] = {}
    for step in steps:
        for place_id in (step.to_place_id, step.from_place_id):
            changed[place_id] = max(step.on, changed.get(place_id, step.on))
    for one in listed:
        plan = periods[one.plan][0]
        if one.place_id not in changed or changed[one.place_id] <= plan.since:
            yield one
