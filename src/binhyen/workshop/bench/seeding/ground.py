"""Residential areas and units over a real province's communes: few large communes, many small ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.trees import child_path
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.queries import communes_under, label_of, place_named
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.units.models import Kind, Unit, UnitVersion
from binhyen.units.rules.kinds import EnterpriseSize, ManagingLevel, SchoolLevel, UnitKind
from binhyen.workshop.bench.plan import DAY, PROVINCE
from binhyen.workshop.rules.published import apportion

FOUNDED = date(2025, 7, 1)
SOURCE = "bench"
_SORTED = 120
_WORDS = {
    UnitKind.RESIDENTIAL_AREA: "Thôn",
    UnitKind.AGENCY: "Cơ quan",
    UnitKind.ENTERPRISE: "Công ty",
    UnitKind.SCHOOL: "Trường THCS",
    UnitKind.COMMUNE: "Xã",
}
_MIX = "RRRRAERSER"
"""Kinds in turn: of ten units five are residential areas, one an agency, three enterprises … as `_LETTERS` reads it."""
_LETTERS = {
    "R": UnitKind.RESIDENTIAL_AREA,
    "A": UnitKind.AGENCY,
    "E": UnitKind.ENTERPRISE,
    "S": UnitKind.SCHOOL,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """The province, its communes from the largest to the smallest, its units."""

    province: PlaceVersion
    communes: tuple[PlaceVersion, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    number: int
    kind: UnitKind
    commune: PlaceVersion


def seed_ground(units: int) -> Ground:
    """Write places and units: every commune is one, and the others are spread with weights that fall off slowly."""
    province = place_named(PROVINCE, DAY)
    communes = tuple(communes_under(province.path, DAY))[: max(1, units // 4)]
    for kind, word in _WORDS.items():
        Kind.objects.get_or_create(code=kind, defaults={"name": word, "treated_as": kind})
    weights = [10_000 // (rank + 5) for rank in range(len(communes))]
    parts = apportion(max(0, units - len(communes)), weights)
    drafts = list(_drafts(communes, parts))
    areas = _areas([draft for draft in drafts if draft.kind is UnitKind.RESIDENTIAL_AREA])
    made = [_unit(draft, areas.get(draft.number)) for draft in drafts] + [_commune(one) for one in communes]
    Unit.objects.bulk_create(made, batch_size=1_000)
    UnitVersion.objects.bulk_create((_version(unit) for unit in made), batch_size=1_000)
    return Ground(province, communes, tuple(made))


def _drafts(communes: Sequence[PlaceVersion], parts: Sequence[int]) -> Iterator[_Draft]:
    number = 0
    for commune, amount in zip(communes, parts, strict=True):
        for _ in range(amount):
            yield _Draft(number, _LETTERS[_MIX[number % len(_MIX)]], commune)
            number += 1


def _areas(drafts: Sequence[_Draft]) -> dict[int, PlaceVersion]:
    places = [Place(tier=Tier.AREA) for _ in drafts]
    Place.objects.bulk_create(places, batch_size=2_000)
    versions = [_area(draft, place) for draft, place in zip(drafts, places, strict=True)]
    PlaceVersion.objects.bulk_create(versions, batch_size=1_000)
    return {draft.number: version for draft, version in zip(drafts, versions, strict=True)}


def _area(draft: _Draft, place: Place) -> PlaceVersion:
    name = f"Số {draft.number}"
    full = f"Thôn {name}"
    return PlaceVersion(
        place=place,
        valid_from=FOUNDED,
        code=f"{draft.commune.code}-{draft.number % 1_000_000}",
        name=name,
        kind=PlaceKind.VILLAGE,
        parent_id=draft.commune.place_id,
        path=child_path(draft.commune.path, place.pk),
        fold=fold(full),
        sort_key=sort_key(full),
        source=SOURCE,
        households=80 + draft.number % 150,
    )


def _unit(draft: _Draft, area: PlaceVersion | None) -> Unit:
    name = f"{_WORDS[draft.kind]} Số {draft.number}"
    place = area or draft.commune
    organisation = draft.kind is not UnitKind.RESIDENTIAL_AREA
    level = ManagingLevel.PROVINCE if organisation and draft.number % 3 == 0 else ManagingLevel.COMMUNE
    return Unit(
        kind_id=draft.kind,
        name=name,
        fold=fold(name),
        sort_key=sort_key(name)[:_SORTED],
        place_id=place.place_id,
        place_path=place.path,
        managing_level=level,
        enterprise_size=EnterpriseSize.MEDIUM if draft.kind is UnitKind.ENTERPRISE else "",
        highest_level=SchoolLevel.LOWER_SECONDARY if draft.kind is UnitKind.SCHOOL else "",
        has_party_organisation=True if organisation else None,
        valid_from=FOUNDED,
    )


def _version(unit: Unit) -> UnitVersion:
    same = ("name", "managing_level", "enterprise_size", "highest_level", "has_party_organisation", "valid_from")
    return UnitVersion(unit=unit, **{name: getattr(unit, name) for name in same})


def _commune(version: PlaceVersion) -> Unit:
    name = label_of(version)
    return Unit(
        kind_id=UnitKind.COMMUNE,
        name=name,
        fold=fold(name),
        sort_key=sort_key(name)[:_SORTED],
        place_id=version.place_id,
        place_path=version.path,
        managing_level=ManagingLevel.PROVINCE,
        valid_from=FOUNDED,
    )
