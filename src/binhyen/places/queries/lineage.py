"""How places became one another, as values for the rules and as what a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max

from binhyen.kernel.parts import in_parts
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.following import Stay
from binhyen.places.rules.lineage import Became


@dataclass(frozen=True, slots=True)
class Kin:
    """A place that another came from or became: what it was on the day, and how much of it."""

    version: PlaceVersion
    on: date
    share: Decimal | None
    instrument: str
    inferred: bool

    @property
    def whole(self) -> bool:
        """Tell whether the whole of the old place went over."""
        return self.share == 1


def lineage_of(place_ids: Iterable[int]) -> list[Became]:
    """Return all steps that lead away from the places, and on from what they became, day after day."""
    fresh, known, found = set(place_ids), set[int](), list[Became]()
    while fresh:
        known |= fresh
        steps = [step for part in in_parts(sorted(fresh)) for step in _steps(part)]
        found += steps
        fresh = {step.new for step in steps} - known
    return found


def ends_of(place_ids: Iterable[int]) -> dict[int, date]:
    """Return the first day on which places, and what they became, are no more; those that still are, are missing."""
    steps = lineage_of(wanted := set(place_ids))
    every = wanted | {step.new for step in steps}
    open_ones: set[int] = set()
    last: dict[int, date] = {}
    for part in in_parts(sorted(every)):
        rows = PlaceVersion.objects.filter(place_id__in=part)
        open_ones |= set(rows.filter(valid_to=None).values_list("place_id", flat=True))
        last |= dict(rows.values_list("place_id").annotate(last=Max("valid_to")))
    return {place_id: day for place_id, day in last.items() if place_id not in open_ones}


def kin_of(place_id: int) -> tuple[list[Kin], list[Kin]]:
    """Return what a place came from and what it became, one step each way, in three queries."""
    steps = list(Lineage.objects.filter(from_place=place_id) | Lineage.objects.filter(to_place=place_id))
    others = {step.from_place_id if step.to_place_id == place_id else step.to_place_id for step in steps}
    versions = PlaceVersion.objects.filter(place_id__in=others).select_related("place").order_by("valid_from")
    listed: dict[int, list[PlaceVersion]] = {}
    for version in versions:
        listed.setdefault(version.place_id, []).append(version)
    came = [
        _kin(step, _last_before(listed[step.from_place_id], step.on)) for step in steps if step.to_place_id == place_id
    ]
    became = [
        _kin(step, _first_on(listed[step.to_place_id], step.on)) for step in steps if step.from_place_id == place_id
    ]
    return sorted(came, key=_order), sorted(became, key=_order)


def stays_of(commune_id: int) -> tuple[list[Stay], dict[int, Became]]:
    """Return the days and paths of a commune and of what took in the whole of it, and those whole steps."""
    wholes: dict[int, Became] = {}
    place: int | None = commune_id
    while place is not None:
        step = Lineage.objects.filter(from_place=place, share=1).order_by("on").first()
        if step is not None:
            wholes[place] = Became(place, step.to_place_id, step.on, step.share)
        place = step.to_place_id if step is not None and step.to_place_id not in wholes else None
    every = {commune_id, *(step.new for step in wholes.values())}
    rows = PlaceVersion.objects.filter(place_id__in=every).values_list("place_id", "path", "valid_from", "valid_to")
    return [Stay(*row) for row in rows], wholes


def used_codes(commune_code: str) -> list[str]:
    """Return all codes that areas of a commune's code ever bore."""
    return list(PlaceVersion.objects.filter(code__startswith=f"{commune_code}-").values_list("code", flat=True))


def _steps(place_ids: list[int]) -> list[Became]:
    rows = Lineage.objects.filter(from_place__in=place_ids)
    return [Became(*row) for row in rows.values_list("from_place_id", "to_place_id", "on", "share")]


def _kin(step: Lineage, version: PlaceVersion) -> Kin:
    return Kin(version, step.on, step.share, step.instrument, step.inferred)


def _order(kin: Kin) -> tuple[date, str]:
    return kin.on, kin.version.sort_key


def _last_before(versions: list[PlaceVersion], day: date) -> PlaceVersion:
    return [version for version in versions if version.valid_from < day][-1]


def _first_on(versions: list[PlaceVersion], day: date) -> PlaceVersion:
    return next(version for version in versions if version.valid_to is None or version.valid_to > day)
