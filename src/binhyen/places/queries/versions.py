"""What places were on a day: one version a day, found by id, code, slug, path or text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from binhyen.database.lookups import under_any
from binhyen.database.prepared import Prepared
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import ancestors, node_of
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier, full_name

_CHUNK = 900
_CODE = re.compile(r"^[0-9]{2,5}(-[0-9]+)?$|^VN$")


def versions_in_force(day: date) -> QuerySet[PlaceVersion]:
    """Return all versions that hold on a day, not yet ordered."""
    return PlaceVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def version_on(place_id: int, day: date) -> PlaceVersion:
    """Return what a place was on a day. Refused as `places.not_then` when it was not there."""
    version = versions_in_force(day).filter(place_id=place_id).select_related("place").first()
    if version is None:
        message = gettext_noop("This place was not there on %(day)s.")
        raise Refused(Finding("places.not_then", message, params={"day": f"{day:%d/%m/%Y}"}))
    return version


def versions_on(place_ids: Iterable[int], day: date) -> dict[int, PlaceVersion]:
    """Return what places were on a day, by id; those that were not there are missing."""
    wanted = list(dict.fromkeys(place_ids))
    found: dict[int, PlaceVersion] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = versions_in_force(day).filter(place_id__in=wanted[start : start + _CHUNK]).select_related("place")
        found.update({row.place_id: row for row in rows})
    return found


def place_named(slug_or_code: str, day: date) -> PlaceVersion:
    """Return the place that a slug or an official code named on a day: "bac-ninh" was another place until 30/6/2025.

    Refused as `places.unknown` when nothing bore it that day.
    """
    bears = Q(code=slug_or_code) if _CODE.match(slug_or_code) else _bears_slug(slug_or_code)
    version = versions_in_force(day).filter(bears).select_related("place").first() if slug_or_code else None
    if version is None:
        message = gettext_noop("No place was called “%(name)s” on %(day)s.")
        raise Refused(Finding("places.unknown", message, params={"name": slug_or_code, "day": f"{day:%d/%m/%Y}"}))
    return version


def _bears_slug(slug: str) -> Q:
    """The slug itself, or the name that a province bore before it was renamed ("thua-thien-hue")."""
    words = slug.replace("-", " ")
    return Q(place__slug=slug) | Q(place__tier=Tier.PROVINCE, fold__in=[f"tinh {words}", f"thanh pho {words}"])


def children_of(place_id: int, day: date) -> QuerySet[PlaceVersion]:
    """Return the places right below a place on a day, in Vietnamese order."""
    return versions_in_force(day).filter(parent_id=place_id).select_related("place").order_by("sort_key", "code")


def communes_under(path: str, day: date) -> QuerySet[PlaceVersion]:
    """Return the communes, wards, townships and special zones below a path on a day."""
    return _tier_under(Tier.COMMUNE, path, day)


def areas_under(path: str, day: date) -> QuerySet[PlaceVersion]:
    """Return the residential areas below a path on a day."""
    return _tier_under(Tier.AREA, path, day)


def _tier_under(tier: Tier, path: str, day: date) -> QuerySet[PlaceVersion]:
    rows = versions_in_force(day).filter(place__tier=tier, path__under=path)
    return rows.select_related("place").order_by("sort_key", "code")


def ancestors_of(version: PlaceVersion, day: date) -> list[PlaceVersion]:
    """Return the places above a version on a day, the nation first."""
    above = [node_of(path) for path in ancestors(version.path)[:-1]]
    known = versions_on(above, day)
    return [known[place_id] for place_id in above if place_id in known]


def history_of(place_id: int) -> list[PlaceVersion]:
    """Return all versions of a place, oldest first."""
    return list(PlaceVersion.objects.filter(place_id=place_id).select_related("place").order_by("valid_from"))


def search_places(
    text: str, day: date, *, tier: Tier | None = None, under: str | None = None
) -> QuerySet[PlaceVersion]:
    """Return places whose full name holds `text`, diacritics ignored, or whose code is `text`; Vietnamese order."""
    rows = versions_in_force(day).filter(Q(fold__contains=fold(text)) | Q(code=text.strip()))
    if tier is not None:
        rows = rows.filter(place__tier=tier)
    if under is not None:
        rows = rows.filter(path__under=under)
    return rows.select_related("place").order_by("sort_key", "code")


def scopes_of(place_id: int, day: date) -> tuple[str, ...]:
    """Return what a place covers on a day: its path, and those of all that wholly became part of it before.

    Each merged place counts with every path that it ever had, so that what was written under an old path is found on
    any old map. A place that is not there on the day covers what it covered on its last day.
    """
    whole = _wholly_became(place_id, day)
    paths = PlaceVersion.objects.filter(place_id__in=whole, valid_from__lte=day)
    listed = paths.order_by("-valid_from").values_list("place_id", "path")
    own = [path for one, path in listed if one == place_id]
    rest = [path for one, path in listed if one != place_id]
    return tuple(dict.fromkeys([*own, *rest]))


def scopes_of_each(place_ids: Iterable[int], day: date) -> dict[int, tuple[str, ...]]:
    """Return what each of several places covers on a day: a query more than for one for each step back."""
    wanted = list(dict.fromkeys(place_ids))
    if len(wanted) == 1:
        return {wanted[0]: scopes_of(wanted[0], day)}
    before = _whole_steps(wanted, day)
    whole = {one: _all_before(one, before) for one in wanted}
    paths: dict[int, list[str]] = {}
    for part in _chunks({one for ids in whole.values() for one in ids}):
        rows = PlaceVersion.objects.filter(place_id__in=part, valid_from__lte=day).order_by("-valid_from")
        for place_id, path in rows.values_list("place_id", "path"):
            paths.setdefault(place_id, []).append(path)
    return {
        one: tuple(dict.fromkeys(path for place_id in ids for path in paths.get(place_id, ())))
        for one, ids in whole.items()
    }


def _whole_steps(place_ids: Iterable[int], day: date) -> dict[int, list[int]]:
    """Return what wholly became each place, as far back as it goes."""
    before: dict[int, list[int]] = {}
    fresh, known = set(place_ids), set(place_ids)
    while fresh:
        found: set[int] = set()
        for part in _chunks(fresh):
            steps = Lineage.objects.filter(to_place_id__in=part, share=1, on__lte=day)
            for old, new in steps.order_by("pk").values_list("from_place_id", "to_place_id"):
                before.setdefault(new, []).append(old)
                found.add(old)
        fresh = found - known
        known |= fresh
    return before


def _all_before(place_id: int, before: Mapping[int, Sequence[int]]) -> list[int]:
    """Return a place and all that wholly became part of it, the place first."""
    found, fresh = {place_id: None}, [place_id]
    while fresh:
        fresh = [old for new in fresh for old in before.get(new, ()) if old not in found]
        found |= dict.fromkeys(fresh)
    return list(found)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    listed = sorted(ids)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]


def _two_steps(place_id: int, day: date) -> QuerySet[Lineage, tuple[int, int]]:
    """Return what wholly became a place, and what had wholly become that before, with what each became."""
    whole = Lineage.objects.filter(share=1, on__lte=day)
    before = whole.filter(to_place_id=place_id).values("from_place_id")
    pairs = whole.filter(Q(to_place_id=place_id) | Q(to_place_id__in=before))
    return pairs.values_list("from_place_id", "to_place_id")


_BEFORE = Prepared(_two_steps, -987_654_321, date(1111, 11, 11))
"""Asked with every request of somebody who is signed in."""


def _wholly_became(place_id: int, day: date) -> set[int]:
    steps_back = _BEFORE(place_id, day)
    known = {place_id, *(old for old, _ in steps_back)}
    fresh = {old for old, new in steps_back if new != place_id}
    while fresh:
        steps = Lineage.objects.filter(to_place_id__in=fresh, share=1, on__lte=day)
        fresh = set(steps.values_list("from_place_id", flat=True)) - known
        known |= fresh
    return known


def versions_under_any(scopes: tuple[str, ...], day: date) -> QuerySet[PlaceVersion]:
    """Return all versions in force below any of the scopes."""
    return versions_in_force(day).filter(under_any("path", scopes)).select_related("place")


def label_of(version: PlaceVersion) -> str:
    """Return the full name: "Phường Kỳ Lừa"."""
    return full_name(PlaceKind(version.kind), version.name)


def day_before(day: date) -> date:
    """Return the last day before a version's end."""
    return day - timedelta(days=1)
