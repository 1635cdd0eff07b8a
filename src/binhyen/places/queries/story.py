"""A place's story for its page: what it was, what it came from, what it became, and who it is on any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count

from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries.lineage import Kin, kin_of, lineage_of
from binhyen.places.queries.versions import history_of, versions_in_force, versions_on
from binhyen.places.rules.following import FOLLOWS
from binhyen.places.rules.kinds import NAMES, PlaceKind, Tier


class What(StrEnum):
    """What an event of a place's story is."""

    BEGAN = "began"
    CHANGED = "changed"
    CAME = "came"
    BECAME = "became"
    ENDED = "ended"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Event:
    """One fact of a place's story: `other` is what it came from or became, `then` whether the day has it behind."""

    what: What
    on: date
    version: PlaceVersion
    other: Kin | None = None
    then: bool = True

    @property
    def follows(self) -> bool:
        """Tell whether an area only went along with its commune."""
        return self.what is What.CHANGED and self.version.source == FOLLOWS

    @property
    def comparable(self) -> bool:
        """Tell whether amounts can be carried over this event."""
        return self.what is not What.LOST and (self.other is None or self.other.whole)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many places of one kind lie below another."""

    name: str
    count: int


def story_of(place_id: int, day: date) -> list[Event]:
    """Return all that happened to a place, oldest first; `then` is true for what had happened by `day`."""
    versions = history_of(place_id)
    came, became = kin_of(place_id)
    events = [Event(What.BEGAN, versions[0].valid_from, versions[0])] if versions else []
    events += [Event(What.CHANGED, version.valid_from, version) for version in versions[1:]]
    events += [Event(What.CAME, kin.on, versions[0], kin) for kin in came]
    events += [Event(What.BECAME, kin.on, versions[-1], kin) for kin in became]
    ended = versions[-1].valid_to if versions else None
    if ended is not None and not became:
        tier_ended = versions[-1].place.tier == Tier.DISTRICT
        events.append(Event(What.ENDED if tier_ended else What.LOST, ended, versions[-1]))
    ordered = sorted(events, key=lambda event: (event.on, event.what is not What.CAME))
    return [Event(one.what, one.on, one.version, one.other, one.on <= day) for one in ordered]


def who_was(place_id: int, day: date) -> list[PlaceVersion]:
    """Return who a place was or is on a day: itself, or what it came from, or what it became, in whole or in part."""
    own = versions_on([place_id], day)
    if own:
        return [own[place_id]]
    forwards = {step.new for step in lineage_of([place_id])}
    kin = versions_on(forwards | _sources({place_id}), day)
    return sorted(kin.values(), key=lambda one: one.sort_key)


def _sources(fresh: set[int]) -> set[int]:
    known = set(fresh)
    while fresh:
        steps = Lineage.objects.filter(to_place__in=fresh)
        fresh = set(steps.values_list("from_place_id", flat=True)) - known
        known |= fresh
    return known


def kinds_below(version: PlaceVersion, day: date) -> list[KindCount]:
    """Count the communes below a place on a day by kind, or the residential areas of a commune, in one query."""
    tier = Tier.AREA if version.place.tier == Tier.COMMUNE else Tier.COMMUNE
    rows = versions_in_force(day).filter(path__under=version.path, place__tier=tier)
    counted = dict(rows.order_by().values_list("kind").annotate(Count("id")))
    return [KindCount(NAMES[kind], counted[kind]) for kind in PlaceKind if kind in counted]


def counts_of_children(parent_ids: Iterable[int], day: date) -> dict[int, int]:
    """Return how many places lie right below each of several places on a day, in one query."""
    rows = versions_in_force(day).filter(parent_id__in=list(parent_ids))
    return dict(rows.order_by().values_list("parent_id").annotate(Count("id")))
