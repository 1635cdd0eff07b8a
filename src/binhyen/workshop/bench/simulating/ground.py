"""The real map of both times as values, with simulated residential areas in it: who reports, and where that lies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Max

from binhyen.analytics.lake.standing import Ground, Standing
from binhyen.kernel.trees import child_path
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.queries.grounds import Reporting
from binhyen.workshop.rules.simulating.chance import number
from binhyen.workshop.rules.simulating.scale import NEW_MAP, OF, Land, Scale
from binhyen.workshop.rules.simulating.sizes import areas_of, people_of, split_of

LAST_OF_OLD = NEW_MAP - timedelta(days=1)
FIRST_DAY = date(2008, 8, 1)
"""Where the map begins: areas that lay in an old commune were there since."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place that reports, on the map of one time. `number` is its own in this nation, `rank` its turn there."""

    number: int
    place_id: int
    path: str
    code: str
    name: str
    kind: str
    people: int
    before: bool
    area: int | None
    commune: int
    district: int | None
    province: int
    commune_now: int | None
    province_now: int | None
    gone: date | None
    now: str | None
    since: date | None
    heirs: list[int]
    land: int
    wide: bool
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Country:
    """Communes and areas of both maps, each in the order of their ranks."""

    communes: tuple[Seat, ...]
    areas: tuple[Seat, ...]

    @property
    def seats(self) -> tuple[Seat, ...]:
        """All of them."""
        return self.communes + self.areas

    def provinces(self, *, before: bool) -> list[int]:
        """Return the provinces of a map, by id."""
        return sorted({one.province for one in self.communes if one.before == before})

    @property
    def land(self) -> Land:
        """How many there are."""
        before = sum(one.before for one in self.communes)
        return Land(before, len(self.communes) - before, sum(not one.before for one in self.areas))


def read_country(seed: int, scale: Scale) -> Country:
    """Read the map of the database; communes and areas that don't take part at this scale are left out."""
    ground = Ground()
    today = _communes(seed, scale.until, ground, before=False)
    chosen = sorted({one.province for one in today}, key=_provinces(scale.until).__getitem__)[: scale.provinces]
    inside = [one for one in today if one.province in set(chosen)]
    now = [one for one in inside if one.number // 2 % OF < scale.communes]
    old = _communes(seed, LAST_OF_OLD, ground, before=True)
    heirs = {one.place_id for one in now}
    before = [one for one in old if one.place_id in heirs or heirs.intersection(one.heirs)]
    return Country(_ranked(before) + _ranked(now), _areas(seed, now, before, scale))


def _provinces(day: date) -> dict[int, str]:
    return dict(versions_in_force(day).filter(place__tier=Tier.PROVINCE).values_list("place_id", "code"))


def _communes(seed: int, day: date, ground: Ground, *, before: bool) -> list[Seat]:
    rows = list(versions_in_force(day).filter(place__tier=Tier.COMMUNE).order_by("code"))
    ground.learn({row.place_id for row in rows}, {row.path for row in rows})
    return [_seat(seed, row, ground.standing(Reporting(row.place_id, row.path, day)), before=before) for row in rows]


def _seat(seed: int, row: PlaceVersion, stands: Standing, *, before: bool) -> Seat:
    people = people_of(seed, row.code, PlaceKind(row.kind), before=before)
    code = number(seed, "place", row.code, before)
    return Seat(code, row.place_id, row.path, row.code, row.name, row.kind, people, before, **stands._asdict())


def _areas(seed: int, now: Sequence[Seat], before: Sequence[Seat], scale: Scale) -> tuple[Seat, ...]:
    """Return the areas of communes that take part, on today's map and, where one went over whole, on the old one."""
    whole: dict[int | None, list[Seat]] = {}
    for one in before:
        whole.setdefault(one.commune_now, []).append(one)
    first = (Place.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    fresh: list[Seat] = []
    old: list[Seat] = []
    for commune in now:
        hosts = whole.get(commune.place_id, ())
        for turn, people in enumerate(split_of(seed, commune.code, commune.people, areas_of(commune.people)), start=1):
            seat = _area(seed, f"{commune.code}-{turn}", first + len(fresh), people, commune)
            fresh.append(seat)
            if hosts:
                old.append(_area_before(seat, hosts[seat.number // 2 % len(hosts)]))
    return _ranked(one for one in (*old, *fresh) if one.number // 2 % OF < scale.areas)


def _area(seed: int, code: str, place_id: int, people: int, commune: Seat) -> Seat:
    return replace(
        commune,
        number=number(seed, "area", code),
        place_id=place_id,
        path=child_path(commune.path, place_id),
        code=code,
        name=code.rpartition("-")[2],
        people=people,
        area=place_id,
    )


def _area_before(area: Seat, host: Seat) -> Seat:
    """Return an area on the old map, in the commune that went over with it."""
    path = child_path(host.path, area.place_id)
    return replace(
        area,
        path=path,
        before=True,
        commune=host.commune,
        district=host.district,
        province=host.province,
        now=None if path == area.path else area.path,
        since=None if path == area.path else NEW_MAP,
    )


def versions_of(areas: Sequence[Seat]) -> Iterator[tuple[Seat, date, date | None]]:
    """Return each version of simulated areas: as it was told, from a day until the day before another."""
    before = {one.place_id: one for one in areas if one.before}
    for one in areas:
        host = before.get(one.place_id)
        if one.before:
            yield one, FIRST_DAY, one.since
        elif host is None or host.since is not None:
            yield one, NEW_MAP, None


def _ranked(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Give each its turn on its map, in the order in which they stand."""
    turns = {True: 0, False: 0}
    found = []
    for one in seats:
        found.append(replace(one, rank=turns[one.before]))
        turns[one.before] += 1
    return tuple(found)
