"""Places that a post may write entries for, and places as workbooks name them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.database.fields import GREATEST_ID
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, versions_under_any
from binhyen.places.rules.kinds import Tier
from binhyen.registers.queries.declared import Register

_CHUNK = 900
PATH = r"(\d{1,12}\.)+"
"""How the path of a place is written in an address."""
_MOST = 400
"""More places than this are no list to choose from; areas are left out then."""


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place to choose: its id, path and name; areas say in which commune they lie."""

    place_id: int
    path: str
    label: str
    tier: Tier


def places_offered(register: Register, actor: Actor, day: date) -> list[PlaceChoice]:
    """Return the places of a form, from the post's own down: communes with their areas where they are few enough."""
    rows = versions_under_any(actor.scopes, day).filter(place__tier__in=register.levels)
    listed = list(rows.order_by("path")[: _MOST + 1])
    if len(listed) > _MOST:
        listed = list(rows.exclude(place__tier=Tier.AREA).order_by("sort_key", "code")[:_MOST])
    names = {one.place_id: label_of(one) for one in listed}
    return [PlaceChoice(one.place_id, one.path, _named(one, names), Tier(one.place.tier)) for one in _ordered(listed)]


def _ordered(versions: list[PlaceVersion]) -> list[PlaceVersion]:
    """Return places above first, then by name, each commune's areas after it."""
    keys = {one.path: one.sort_key for one in versions}

    def order(one: PlaceVersion) -> tuple[bool, str, bool, str]:
        area = one.place.tier == Tier.AREA
        above = one.path.rsplit(".", 2)[0] + "."
        low = one.place.tier in {Tier.AREA, Tier.COMMUNE}
        return (low, keys.get(above if area else one.path, ""), area, one.sort_key)

    return sorted(versions, key=order)


def _named(one: PlaceVersion, names: Mapping[int, str]) -> str:
    if one.place.tier == Tier.AREA and one.parent_id is not None and one.parent_id in names:
        return f"{label_of(one)}, {names[one.parent_id]}"
    return label_of(one)


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """Places by the words that may name them, and the path of each."""

    words: Mapping[str, tuple[int, ...]]
    paths: Mapping[int, str]


def places_by_word(register: Register, actor: Actor, day: date) -> NamedPlaces:
    """Return the places that a post covers as a workbook may name them: by code, by full name, by name alone.

    An area is also known with its commune: "Thôn Nà Lầu, xã Tân Thanh".
    """
    found: dict[str, tuple[int, ...]] = {}
    versions = list(versions_under_any(actor.scopes, day).filter(place__tier__in=register.levels))
    names = {one.place_id: label_of(one) for one in versions}
    for one in versions:
        for key in _words(one, names.get(one.parent_id or 0, "")):
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), one.place_id)))
    return NamedPlaces(found, {one.place_id: one.path for one in versions})


def _words(one: PlaceVersion, above: str) -> set[str]:
    own = {one.code, fold(label_of(one)), fold(one.name)}
    return own | {fold(f"{label_of(one)}, {above}"), fold(f"{one.name}, {above}")} if above else own


def paths_on(wanted: Iterable[tuple[int, date]]) -> dict[tuple[int, date], PlaceVersion]:
    """Return what places were on days; those that were not there are missing. A query for some hundred places."""
    asked = {(place_id, day) for place_id, day in wanted if place_id <= GREATEST_ID}
    ids = sorted({place_id for place_id, _ in asked})
    versions: dict[int, list[PlaceVersion]] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = PlaceVersion.objects.filter(place_id__in=ids[start : start + _CHUNK]).select_related("place")
        for row in rows:
            versions.setdefault(row.place_id, []).append(row)
    found = {(place_id, day): _on(versions.get(place_id, ()), day) for place_id, day in asked}
    return {key: version for key, version in found.items() if version is not None}


def last_label(place_id: int) -> str:
    """Return what a place is called, or was called last; "" when there is none."""
    found = PlaceVersion.objects.filter(place_id=place_id).order_by("-valid_from").first()
    return label_of(found) if found else ""


def _on(versions: Iterable[PlaceVersion], day: date) -> PlaceVersion | None:
    standing = (one for one in versions if one.valid_from <= day and (one.valid_to is None or day < one.valid_to))
    return next(standing, None)
