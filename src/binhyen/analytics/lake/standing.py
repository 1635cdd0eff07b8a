"""Where places lie: on the map on which something was told, on the newest one, and on every one between.

What became of a place is said by the rules of places and reports; here their answers become columns.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Max

from binhyen.analytics.lake.lands import lands, links
from binhyen.kernel.parts import in_parts
from binhyen.kernel.trees import ancestors, node_of
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.places.queries import ends_of, lineage_of
from binhyen.places.rules.kinds import Tier
from binhyen.places.rules.lineage import Became, Reason, as_of
from binhyen.reports.queries.grounds import Reporting
from binhyen.reports.rules.carrying import Steps, fate_of

_WHOLE = Decimal(1)
_MOST_STANDINGS = 50_000
"""So many are remembered: each place has one for every map on which it told, a nation millions."""
_COLUMNS = (Tier.AREA, Tier.COMMUNE, Tier.DISTRICT, Tier.PROVINCE)


class Told(NamedTuple):
    """Ids of the places in which a path lies, its own included, in the order of the columns."""

    area: int | None
    commune: int | None
    district: int | None
    province: int | None


class Standing(NamedTuple):
    """The columns of a place as it was told."""

    area: int | None
    commune: int | None
    district: int | None
    province: int | None
    commune_now: int | None
    province_now: int | None
    gone: date | None
    now: str | None
    since: date | None
    heirs: list[int]
    land: int
    wide: bool


class Part(NamedTuple):
    """Where a part of a place lies on a later map. `heir` None: nobody knows; `share` None: how much nobody knows."""

    heir: int | None
    share: Decimal | None
    path: str


@dataclass(frozen=True, slots=True)
class Version:
    """What a place was from a day until the day before another."""

    valid_from: date
    valid_to: date | None
    path: str


def newest_day() -> date:
    """Return the day of the last change of the map that is known, foreseen ones included."""
    versions = PlaceVersion.objects.aggregate(first=Max("valid_from"), last=Max("valid_to"))
    steps = Lineage.objects.aggregate(on=Max("on"))
    return max((one for one in (*versions.values(), *steps.values()) if one is not None), default=date.min)


@dataclass(slots=True)
class Ground:
    """The map over time, as far as it was asked for. Places are learned in bulk; what is known is not asked again."""

    newest: date = field(default_factory=newest_day)
    lands: dict[int, int] = field(default_factory=lambda: lands(links()))
    """The land of each commune that belongs to one with others; others are their own."""
    tiers: dict[int, str] = field(default_factory=dict)
    _versions: dict[int, list[Version]] = field(default_factory=dict)
    _steps: dict[int, list[Became]] = field(default_factory=dict)
    _ends: dict[int, date] = field(default_factory=dict)
    _standings: dict[Reporting, Standing] = field(default_factory=dict)

    def learn(self, place_ids: Iterable[int], paths: Iterable[str] = ()) -> None:
        """Read what became of places, where they ever lay, and the tiers of all places on their paths."""
        wanted = set(place_ids) - self._versions.keys()
        if wanted:
            steps = lineage_of(wanted)
            every = wanted | {step.new for step in steps}
            for step in steps:
                listed = self._steps.setdefault(step.old, [])
                if step not in listed:
                    listed.append(step)
            self._ends |= ends_of(every)
            self._read_versions(every - self._versions.keys())
        nodes = {int(node) for path in {*paths, *self._paths(wanted)} for node in path.split(".")[:-1]}
        for part in in_parts(sorted(nodes - self.tiers.keys())):
            self.tiers |= dict(Place.objects.filter(pk__in=part).values_list("pk", "tier"))

    def _read_versions(self, place_ids: Collection[int]) -> None:
        for part in in_parts(sorted(place_ids)):
            rows = PlaceVersion.objects.filter(place_id__in=part).order_by("valid_from")
            for place_id, first, last, path in rows.values_list("place_id", "valid_from", "valid_to", "path"):
                self._versions.setdefault(place_id, []).append(Version(first, last, path))

    def _paths(self, place_ids: Iterable[int]) -> Iterator[str]:
        for place in place_ids:
            for one in (place, *(step.new for step in self._ways(place))):
                yield from (version.path for version in self._versions.get(one, ()))

    def told(self, path: str) -> Told:
        """Return the ids of the tiers on a path."""
        by_tier = {self.tiers.get(node): node for node in map(int, path.split(".")[:-1])}
        return Told(*(by_tier.get(tier) for tier in _COLUMNS))

    def land(self, path: str) -> int:
        """Return the land in which a path lies; above communes, the place itself."""
        commune = self.told(path).commune
        return self.lands.get(commune, commune) if commune is not None else node_of(path)

    def members(self, wanted: Collection[int]) -> set[int]:
        """Return the communes of lands."""
        return {*wanted, *(commune for commune, land in self.lands.items() if land in wanted)}

    def homes(self, place: int) -> set[int]:
        """Return the communes in which a place that was learned ever lay, if anything of it may lie elsewhere now."""
        if not self._spans(place):
            return set()
        every = (place, *(step.new for step in self._ways(place)))
        found = (self.told(version.path).commune for one in every for version in self._versions.get(one, ()))
        return {one for one in found if one is not None}

    def standing(self, one: Reporting) -> Standing:
        """Return the columns of a place as it was told; it was learned before."""
        found = self._standings.get(one)
        if found is None:
            if len(self._standings) >= _MOST_STANDINGS:
                self._standings.clear()
            found = self._standings[one] = self._stand(one)
        return found

    def _stand(self, one: Reporting) -> Standing:
        told = self.told(one.path)
        parts = [self.told(part.path) for part in self.parts(one.place_id, one.on, self.newest)]
        ended = self._ends.get(one.place_id)
        gone = ended if ended is not None and ended <= self.newest else None
        heirs = sorted({step.new for step in self._ways(one.place_id)}) if gone else []
        now, since = (self._heirs_path(heirs), gone) if gone else self._moved(one)
        return Standing(
            *told,
            commune_now=_shared(part.commune for part in parts),
            province_now=_shared(part.province for part in parts),
            gone=gone,
            now=now,
            since=since,
            heirs=heirs,
            land=self.land(one.path),
            wide=told.commune is None,
        )

    def _moved(self, one: Reporting) -> tuple[str | None, date | None]:
        """Return where a place lies now and since when, if it lies elsewhere than it was told."""
        path = self._path(one.place_id, self.newest)
        firsts = [version.valid_from for version in self._versions.get(one.place_id, ()) if version.path == path]
        return (None, None) if path in {"", one.path} else (path, min(firsts))

    def _heirs_path(self, heirs: Iterable[int]) -> str | None:
        """Return the deepest path in which all heirs lie that are there."""
        found = (as_of(self._versions.get(heir, ()), self.newest) for heir in heirs)
        chains = [set(ancestors(version.path)) for version in found if version]
        return max(set.intersection(*chains), key=len, default=None) if chains else None

    def parts(self, place: int, since: date, to: date) -> tuple[Part, ...]:
        """Return where a place of one day's map lies on a later one."""
        ways = self._ways(place)
        if not ways and place not in self._ends:
            return (Part(place, _WHOLE, self._path(place, to)),)
        concerned = {place, *(step.new for step in ways)}
        ends = {one: self._ends[one] for one in concerned if one in self._ends}
        fate = fate_of(place, Steps(ways, ends), since=since, to=to)
        if fate.reason is None:
            return tuple(Part(heir, share, self._path(heir, to)) for heir, share in sorted(fate.shares.items()))
        if fate.reason is Reason.LOST or not fate.heirs:
            return (Part(None, None, ""),)
        return tuple(Part(heir, None, self._path(heir, to)) for heir in sorted(fate.heirs))

    def _path(self, place: int, day: date) -> str:
        versions = self._versions.get(place, [])
        found = as_of(versions, day) or next((one for one in versions if one.valid_from > day), None)
        return found.path if found else (versions[-1].path if versions else "")

    def _ways(self, place: int) -> list[Became]:
        """Return the steps that lead away from a place, and on."""
        found: list[Became] = []
        known, fresh = {place}, [place]
        while fresh:
            steps = [step for one in fresh for step in self._steps.get(one, ())]
            found += steps
            fresh = list({step.new for step in steps} - known)
            known.update(fresh)
        return found

    def lies(self, place: int) -> Iterator[tuple[object, ...]]:
        """Yield the rows of `lies` of a place that was learned: nothing where it always lay as it was told."""
        own = self._versions.get(place, [])
        spans = self._spans(place)
        for told_from, told_to in spans:
            version = as_of(own, told_from)
            later = [span for span in spans if span[0] > told_from] if version else []
            for since, until in later:
                parts = self.parts(place, told_from, since)
                if version is None or parts == (Part(place, _WHOLE, version.path),):
                    continue
                for heir, share, path in parts:
                    yield (place, told_from, told_to, since, until, heir, path, share, *self.told(path))

    def _spans(self, place: int) -> list[tuple[date, date | None]]:
        """Return the spans between the days on which a place, or what it became, changed; none if it never did."""
        ways = self._ways(place)
        own = self._versions.get(place, [])
        if not ways and place not in self._ends and len({one.path for one in own}) <= 1:
            return []
        every = [*own, *(one for step in ways for one in self._versions.get(step.new, ()))]
        days = {one for version in every for one in (version.valid_from, version.valid_to) if one}
        ordered = sorted(days | {step.on for step in ways})
        return list(zip(ordered, [*ordered[1:], None], strict=True))


def _shared(ids: Iterable[int | None]) -> int | None:
    found = set(ids)
    return found.pop() if len(found) == 1 else None


def changed_with(place_ids: Collection[int]) -> set[int]:
    """Return places and all that ever went into them: where those lie follows from what these became."""
    known, fresh = set(place_ids), set(place_ids)
    while fresh:
        found = {
            old
            for part in in_parts(sorted(fresh))
            for old in Lineage.objects.filter(to_place__in=part).values_list("from_place_id", flat=True)
        }
        fresh = found - known
        known |= fresh
    return known
