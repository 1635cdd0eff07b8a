"""The real map of both times as values, with simulated residential areas in it: who reports, and where that lies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Max

from binhyen.kernel.trees import ancestors, child_path, node_of
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.queries import ends_of, lineage_of, versions_in_force
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.places.rules.lineage import Became
from binhyen.reports.rules.carrying import Steps, fate_of
from binhyen.workshop.rules.simulating.chance import number
from binhyen.workshop.rules.simulating.scale import NEW_MAP, OF, Land, Scale
from binhyen.workshop.rules.simulating.sizes import areas_of, people_of, split_of

LAST_OF_OLD = NEW_MAP - timedelta(days=1)
_WITH_DISTRICT = 4


@dataclass(frozen=True, slots=True)
class Seat:
    """A place that reports, on the map of one time. `number` is its own in this nation, `rank` its turn there."""

    number: int
    place_id: int
    path: str
    code: str
    name: str
    people: int
    before: bool
    rank: int = 0
    area: int | None = None
    commune: int = 0
    district: int | None = None
    province: int = 0
    commune_now: int | None = None
    province_now: int | None = None
    gone: date | None = None


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
    today = _communes(seed, scale.until, before=False)
    chosen = sorted({one.province for one in today}, key=_provinces_in_order(scale.until).__getitem__)[
        : scale.provinces
    ]
    inside = [one for one in today if one.province in set(chosen)]
    now = [one for one in inside if one.number % OF < scale.communes]
    heirs, known = {one.place_id for one in now}, {one.place_id: one for one in today}
    old = [] if scale.calendar.start > NEW_MAP.year else _communes(seed, LAST_OF_OLD, before=True)
    before = _standing(old, known, scale.until, set(chosen), heirs if scale.communes < OF else None)
    areas = _areas(seed, now, before, scale)
    return Country(_ranked(before) + _ranked(now), areas)


def _provinces_in_order(day: date) -> dict[int, str]:
    return dict(versions_in_force(day).filter(place__tier=Tier.PROVINCE).values_list("place_id", "code"))


def _communes(seed: int, day: date, *, before: bool) -> list[Seat]:
    rows = versions_in_force(day).filter(place__tier=Tier.COMMUNE).order_by("code")
    return [_seat(seed, row, before=before) for row in rows]


def _seat(seed: int, row: PlaceVersion, *, before: bool) -> Seat:
    above = [node_of(path) for path in ancestors(row.path)]
    people = people_of(seed, row.code, PlaceKind(row.kind), before=before)
    now = (None, None) if before else (row.place_id, above[1])
    return Seat(
        number(seed, "place", row.code, before), row.place_id, row.path, row.code, row.name, people, before,
        commune=row.place_id, district=above[2] if len(above) == _WITH_DISTRICT else None, province=above[1],
        commune_now=now[0], province_now=now[1],
    )  # fmt: skip


def _standing(
    old: Sequence[Seat], known: Mapping[int, Seat], day: date, provinces: set[int], heirs: set[int] | None
) -> list[Seat]:
    """Return old communes with what they became; of a part of the nation, those whose heirs take part."""
    ids = [one.place_id for one in old]
    ends = ends_of(ids)
    steps: dict[int, list[Became]] = {}
    for step in lineage_of(ids):
        steps.setdefault(step.old, []).append(step)
    found = []
    for one in old:
        ways = _ways(one.place_id, steps)
        concerned = {one.place_id, *(step.new for step in ways)}
        own = {place: ends[place] for place in concerned if place in ends}
        fate = fate_of(one.place_id, Steps(ways, own), since=LAST_OF_OLD, to=day)
        there = [known[heir] for heir in fate.heirs if heir in known]
        if {heir.province for heir in there} & provinces and (heirs is None or fate.heirs & heirs):
            found.append(_stands(one, there, ends.get(one.place_id), comparable=fate.reason is None))
    return found


def _stands(one: Seat, heirs: Sequence[Seat], gone: date | None, *, comparable: bool) -> Seat:
    """Return an old commune with where it lies now: in one commune, in one province, or in neither."""
    above = {heir.province for heir in heirs}
    whole = heirs[0].place_id if comparable and len(heirs) == 1 else None
    return replace(one, gone=gone, commune_now=whole, province_now=above.pop() if len(above) == 1 else None)


def _ways(place: int, steps: Mapping[int, Sequence[Became]]) -> list[Became]:
    """Return the steps that lead away from a place, and on."""
    found: list[Became] = []
    known, fresh = {place}, [place]
    while fresh:
        onward = [step for one in fresh for step in steps.get(one, ())]
        found += onward
        fresh = list({step.new for step in onward} - known)
        known.update(fresh)
    return found


def _areas(seed: int, now: Sequence[Seat], before: Sequence[Seat], scale: Scale) -> tuple[Seat, ...]:
    """Return the areas of communes that take part, on today's map and, where one went over whole, on the old one."""
    whole: dict[int, list[Seat]] = {}
    for one in before:
        if one.commune_now is not None:
            whole.setdefault(one.commune_now, []).append(one)
    first = (Place.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    fresh: list[Seat] = []
    old: list[Seat] = []
    for commune in now:
        for people in split_of(seed, commune.code, commune.people, areas_of(commune.people)):
            code, place_id = f"{commune.code}-{len(fresh) + 1}", first + len(fresh)
            seat = _area(seed, code, place_id, people, commune)
            fresh.append(seat)
            hosts = whole.get(commune.place_id, ())
            if hosts:
                host = hosts[seat.number // 2 % len(hosts)]
                old.append(
                    replace(
                        _area(seed, code, place_id, people, host),
                        commune_now=commune.place_id,
                        province_now=commune.province,
                    )
                )
    return _ranked(one for one in (*old, *fresh) if one.number // 2 % OF < scale.areas)


def _area(seed: int, code: str, place_id: int, people: int, commune: Seat) -> Seat:
    return replace(
        commune, number=number(seed, "area", code), place_id=place_id, path=child_path(commune.path, place_id),
        code=code, name=code.partition("-")[2], people=people, area=place_id, gone=None,
    )  # fmt: skip


def _ranked(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Give each its turn on its map, in the order in which they stand."""
    turns = {True: 0, False: 0}
    found = []
    for one in seats:
        found.append(replace(one, rank=turns[one.before]))
        turns[one.before] += 1
    return tuple(found)
