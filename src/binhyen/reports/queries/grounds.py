"""The asked map: how the places of reports lie in the asked place on it, and what became of those that are gone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Min

from binhyen.kernel.parts import in_parts
from binhyen.kernel.trees import ancestors, is_under
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import ends_of, lineage_of, versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.places.rules.lineage import Became
from binhyen.reports.rules.carrying import Lies, Steps, fate_of, lies_in

_INSIDE = Lies(Decimal(1))
_OUTSIDE = Lies(Decimal(0))


@dataclass(frozen=True, slots=True)
class Reporting:
    """A place as a report knew it: its path on the map of that day."""

    place_id: int
    path: str
    on: date


@dataclass(frozen=True, slots=True)
class Stand:
    """How such a place stands to the asked one; the other fields are those of `Contribution`."""

    lies: Lies
    gone: date | None = None
    heirs: frozenset[int] = frozenset()
    now: str = ""
    since: date | None = None


@dataclass(slots=True)
class _Ground:
    place: PlaceVersion
    day: date
    paths: Mapping[int, str]
    """The paths on the asked day of all places concerned that are there."""
    ends: Mapping[int, date]
    steps: Mapping[int, list[Became]]
    moved: Mapping[tuple[int, str], date]
    """Since when places lie where they lie, for those that came from elsewhere."""
    inside: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        path = self.place.path
        self.inside = frozenset(one for one, where in self.paths.items() if is_under(where, path))

    def stand(self, one: Reporting) -> Stand:
        lies = self._lies(one)
        gone = self.ends.get(one.place_id)
        if gone is not None:
            heirs = frozenset(step.new for step in self._ways(one.place_id))
            return Stand(lies, gone, heirs, self._shared(heirs), gone)
        now = self.paths.get(one.place_id, one.path)
        return Stand(lies) if now == one.path else Stand(lies, now=now, since=self.moved.get((one.place_id, now)))

    def _lies(self, one: Reporting) -> Lies:
        if one.place_id in self.paths and (self._whole_nation or one.place_id not in self.steps):
            return _INSIDE if one.place_id in self.inside else _OUTSIDE
        ways = self._ways(one.place_id)
        concerned = {one.place_id, *(step.new for step in ways)}
        ends = {place: self.ends[place] for place in concerned if place in self.ends}
        return lies_in(fate_of(one.place_id, Steps(ways, ends), since=one.on, to=self.day), self.inside)

    @property
    def _whole_nation(self) -> bool:
        return self.place.place.tier == Tier.NATION

    def _ways(self, place: int) -> list[Became]:
        """Return the steps that lead away from a place, and on."""
        found: list[Became] = []
        known, fresh = {place}, [place]
        while fresh:
            steps = [step for one in fresh for step in self.steps.get(one, ())]
            found += steps
            fresh = list({step.new for step in steps} - known)
            known.update(fresh)
        return found

    def _shared(self, heirs: Iterable[int]) -> str:
        """Return the deepest path in which all heirs lie that are there."""
        chains = [set(ancestors(self.paths[heir])) for heir in heirs if heir in self.paths]
        return max(set.intersection(*chains), key=len, default="") if chains else ""


def stands(place: PlaceVersion, day: date, reporting: Collection[Reporting]) -> dict[Reporting, Stand]:
    """Say how places stand to the asked one: two queries where nothing changed, up to seven where something did."""
    lineage = [step for step in lineage_of({one.place_id for one in reporting}) if step.on <= day]
    steps: dict[int, list[Became]] = {}
    for step in lineage:
        steps.setdefault(step.old, []).append(step)
    every = {one.place_id for one in reporting} | {step.new for step in lineage}
    paths = _paths_on(every, day)
    gone = every - paths.keys()
    ends = {one: last for one, last in ends_of(gone).items() if last <= day} if gone else {}
    moved = {one.place_id for one in reporting if paths.get(one.place_id, one.path) != one.path}
    ground = _Ground(place, day, paths, ends, steps, _since(moved))
    return {one: ground.stand(one) for one in reporting}


def _paths_on(ids: Collection[int], day: date) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in in_parts(sorted(ids)):
        found |= dict(versions_in_force(day).filter(place_id__in=part).values_list("place_id", "path"))
    return found


def _since(ids: Collection[int]) -> dict[tuple[int, str], date]:
    """Return the first day of each path that places ever had."""
    found: dict[tuple[int, str], date] = {}
    for part in in_parts(sorted(ids)):
        rows = PlaceVersion.objects.filter(place_id__in=part).values_list("place_id", "path").order_by()
        found |= {(place, path): first for place, path, first in rows.annotate(first=Min("valid_from"))}
    return found
