"""Reads for programs, which know places by their official codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.places.queries.versions import history_of, versions_in_force, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.places.rules.lineage import holds


@dataclass(frozen=True, slots=True)
class WantedPlaces:
    """Which places of a day: at or below a path, of one tier, whose name holds a text; after a code, so many."""

    day: date
    under: str = ""
    tier: Tier | None = None
    text: str = ""
    after: str = ""
    limit: int = 100


def place_coded(code: str, day: date) -> PlaceVersion | None:
    """Return the place that bore an official code on a day, or nothing."""
    return versions_in_force(day).filter(code=code).select_related("place").first()


def places_by_code(wanted: WantedPlaces) -> tuple[list[PlaceVersion], bool]:
    """Return places in the order of their codes, and whether more follow: one query."""
    rows = versions_in_force(wanted.day).filter(code__gt=wanted.after)
    if wanted.under:
        rows = rows.filter(path__under=wanted.under)
    if wanted.tier is not None:
        rows = rows.filter(place__tier=wanted.tier)
    if wanted.text:
        rows = rows.filter(Q(fold__contains=fold(wanted.text)) | Q(code=wanted.text))
    found = list(rows.select_related("place").order_by("code", "id")[: wanted.limit + 1])
    return found[: wanted.limit], len(found) > wanted.limit


def codes_on(place_ids: Iterable[int | None], day: date) -> dict[int, str]:
    """Return the codes that places bore on a day, by id."""
    return {one: version.code for one, version in versions_on(filter(None, place_ids), day).items()}


def parents_of(versions: Iterable[PlaceVersion]) -> Mapping[int, str]:
    """Return the code of each version's parent on the version's first day, by version: one query."""
    listed = [version for version in versions if version.parent_id]
    rows = PlaceVersion.objects.filter(place_id__in={version.parent_id for version in listed})
    above = list(rows.order_by("valid_from"))
    return {
        version.pk: one.code
        for version in listed
        for one in above
        if one.place_id == version.parent_id and holds(one, version.valid_from)
    }


def versions_of(place_id: int) -> list[tuple[PlaceVersion, str | None]]:
    """Return all versions of a place, oldest first, each with the code of what it lay in: two queries."""
    versions = history_of(place_id)
    above = parents_of(versions)
    return [(version, above.get(version.pk)) for version in versions]
