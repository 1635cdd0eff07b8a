"""Communes and residential areas as units: taken from the map, once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record, record_all
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import areas_under, communes_under, label_of, scopes_of, version_on
from binhyen.units.actions.registry import ensure_kinds, first_version, put_facts, put_name
from binhyen.units.models import Unit, UnitVersion
from binhyen.units.permissions import may_keep_units
from binhyen.units.rules.facts import UnitFacts, level_on
from binhyen.units.rules.kinds import SUBJECT_OF_PLACE, ManagingLevel, UnitKind

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What `enrol_places` found to do: units made, brought up to date, and closed with their places."""

    made: int
    moved: int
    closed: int


@transaction.atomic
def enrol_places(*, province_id: int, day: date, by: Actor, at: datetime) -> Enrolled:
    """Make units of all communes and residential areas below a place, as the map is on a day.

    Doing it again changes nothing. Units whose place has a new name or stands elsewhere follow it; units whose place
    is no longer there are closed with it. Refused without the right over the whole place.
    """
    top = version_on(province_id, day)
    may_keep_units(by, top.path, ManagingLevel.PROVINCE).require()
    lock("units.register")
    ensure_kinds()
    found = [(UnitKind.COMMUNE, one) for one in communes_under(top.path, day)]
    found += [(UnitKind.RESIDENTIAL_AREA, one) for one in areas_under(top.path, day)]
    known = {unit.place_id: unit for unit in Unit.objects.filter(kind_id__in=list(SUBJECT_OF_PLACE))}
    made = _make([(kind, one) for kind, one in found if one.place_id not in known], day, by=by, at=at)
    moved = _follow([(known[one.place_id], one) for _, one in found if one.place_id in known])
    closed = _close(known.values(), {one.place_id for _, one in found}, scopes_of(province_id, day), day)
    data = {"made": len(made), "moved": moved, "closed": closed, "day": day.isoformat()}
    record(Deed("units.places_enrolled", "places.place", province_id, top.path, data), by=by, at=at)
    return Enrolled(len(made), moved, closed)


def _make(found: Sequence[tuple[UnitKind, PlaceVersion]], day: date, *, by: Actor, at: datetime) -> list[Unit]:
    units = Unit.objects.bulk_create([_unit(kind, one, day) for kind, one in found], batch_size=_BATCH)
    UnitVersion.objects.bulk_create([first_version(unit) for unit in units], batch_size=_BATCH)
    deeds = (Deed("units.registered", "units.unit", one.pk, one.place_path, {"kind": one.kind_id}) for one in units)
    record_all(deeds, by=by, at=at)
    return units


def _unit(kind: UnitKind, place: PlaceVersion, day: date) -> Unit:
    level = ManagingLevel.COMMUNE if kind is UnitKind.RESIDENTIAL_AREA else level_on(ManagingLevel.DISTRICT, day)
    unit = Unit(
        kind_id=kind.value,
        code=place.code,
        place_id=place.place_id,
        place_path=place.path,
        valid_from=place.valid_from,
        instrument=place.instrument,
    )
    put_name(unit, label_of(place))
    put_facts(unit, UnitFacts(kind, level))
    return unit


def _follow(found: Sequence[tuple[Unit, PlaceVersion]]) -> int:
    changed = []
    for unit, place in found:
        name = label_of(place)
        if (unit.name, unit.place_path, unit.code) != (name, place.path, place.code):
            put_name(unit, name)
            unit.place_path, unit.code = place.path, place.code
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["name", "fold", "sort_key", "place_path", "code"], batch_size=_BATCH)
    return len(changed)


def _close(units: Collection[Unit], alive: set[int], scopes: tuple[str, ...], day: date) -> int:
    gone = [
        unit.pk
        for unit in units
        if unit.place_id not in alive and unit.valid_to is None and unit.place_path.startswith(scopes)
    ]
    ends = dict(
        PlaceVersion.objects.filter(place__in=Unit.objects.filter(pk__in=gone).values("place_id"))
        .order_by("valid_from")
        .values_list("place_id", "valid_to")
    )
    closing = [unit for unit in units if unit.pk in set(gone) and (ends.get(unit.place_id) or day) <= day]
    for unit in closing:
        unit.valid_to = ends.get(unit.place_id) or day
    Unit.objects.bulk_update(closing, ["valid_to"], batch_size=_BATCH)
    for unit in closing:
        UnitVersion.objects.filter(unit=unit, valid_to__isnull=True).update(valid_to=unit.valid_to)
    return len(closing)
