"""Builds consistent facts from a published table: which unit exists where, and which one fails why.

The plan is checked against the table and against the 70 % rule before a single action is played.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from binhyen.kernel.amounts import needed, reaches
from binhyen.workshop.rules.published import (
    AREA,
    NOTHING,
    ORGANISATIONS,
    PLACE_KINDS,
    Published,
    Share,
    apportion,
    spread,
)

RECOGNISED_SHARE = 70
NAMES = {
    "agency": "Cơ quan mẫu",
    "enterprise": "Doanh nghiệp mẫu",
    "school": "Trường THCS mẫu",
}
FAILS_BY = {"agency": "CD-1d", "enterprise": "CD-1d", "school": "GD-b"}
"""Which criterion an organisation of each kind is assumed to fail."""
AREA_NAMES = {"commune": "Thôn", "ward": "Khu phố", "township": "Khu phố", "special_zone": "Khu phố"}


@dataclass(frozen=True, slots=True)
class RealCommune:
    """A commune of the day's map, with the district that decides on it."""

    place_id: int
    code: str
    kind: str
    district_code: str
    name: str


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit and what comes of it. `fails` names the criterion that is not met, or is empty."""

    kind: str
    name: str
    commune_code: str
    managing_level: str
    fails: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All units of a province in a year; communes themselves stand in `communes` with what they fail."""

    published: Published
    units: tuple[PlannedUnit, ...]
    communes: tuple[tuple[RealCommune, str], ...]


class PlanMismatch(Exception):  # noqa: N818 - the demonstration stops on it
    """The plan does not give the published table, or breaks a rule; the demonstration must stop."""


def make_plan(published: Published, communes: Sequence[RealCommune]) -> Plan:
    """Share the table out over the communes and let the right number fail. Raises `PlanMismatch`."""
    ordered = sorted(communes, key=lambda commune: commune.code)
    failing = {commune.code: reason for commune, reason in _failing_communes(published, ordered)}
    organisations = tuple(_organisations(published, ordered))
    units = (*_areas(published, ordered, failing, _below(organisations)), *organisations)
    plan = Plan(published, units, tuple((commune, failing.get(commune.code, "")) for commune in ordered))
    check_plan(plan)
    return plan


def _failing_communes(published: Published, communes: Sequence[RealCommune]) -> Iterator[tuple[RealCommune, str]]:
    """Pick, for each kind, communes spread over the list: the first by the 70 % rule, others by an assessment."""
    for kind in PLACE_KINDS:
        failed = published.places.get(kind, NOTHING).failed
        candidates = [commune for commune in communes if commune.kind == kind]
        step = len(candidates) // (failed + 1) if failed else 0
        for turn in range(failed):
            yield candidates[(turn + 1) * step], "XA-4b" if turn < _by_share(failed) else "XA-3a"


def _by_share(failed: int) -> int:
    """How many failing communes fail by the share of their units: a third, since failing areas are few."""
    return failed // 3


def _areas(
    published: Published,
    communes: Sequence[RealCommune],
    failing: Mapping[str, str],
    organisations: Mapping[str, Share],
) -> Iterator[PlannedUnit]:
    share = published.places[AREA]
    sizes = apportion(share.total, [spread(f"areas {commune.code}", 6, 12) for commune in communes])
    forced = [
        _failures_for_share(size, organisations.get(commune.code, NOTHING))
        if failing.get(commune.code) == "XA-4b"
        else 0
        for commune, size in zip(communes, sizes, strict=True)
    ]
    spared = [size if commune.code not in failing else 0 for commune, size in zip(communes, sizes, strict=True)]
    for commune, size, fails in zip(communes, sizes, _with_the_rest(share.failed, forced, spared), strict=True):
        for number in range(1, size + 1):
            name = f"{AREA_NAMES[commune.kind]} {commune.name} {number}"
            yield PlannedUnit(AREA, name, commune.code, "commune", "KDC-1c" if number > size - fails else "")


def _failures_for_share(areas: int, organisations: Share) -> int:
    """Return how many areas must fail for the commune's share of all its units to fall below 70 %."""
    pool = areas + organisations.total
    return max(0, pool - needed(pool, RECOGNISED_SHARE) + 1 - organisations.failed)


def _with_the_rest(failed: int, forced: Sequence[int], spared: Sequence[int]) -> list[int]:
    """Add the failing areas that are left, one a commune, evenly over communes large enough to bear one."""
    result = list(forced)
    left = failed - sum(forced)
    places = [place for place, size in enumerate(spared) if size > _SMALLEST_WITH_A_FAILURE]
    for turn in range(max(left, 0)):
        result[places[turn * len(places) // left]] += 1
    return result


_SMALLEST_WITH_A_FAILURE = 6


def _organisations(published: Published, communes: Sequence[RealCommune]) -> Iterator[PlannedUnit]:
    for (kind, level), share in sorted(published.organisations.items()):
        homes = communes if level == "commune" else [one for one in communes if one.kind != "commune"] or communes
        failures = set(_evenly(share.failed, share.total))
        for number in range(share.total):
            commune = homes[number % len(homes)]
            fails = FAILS_BY[kind] if number in failures else ""
            yield PlannedUnit(kind, f"{NAMES[kind]} {level[0].upper()}{number + 1}", commune.code, level, fails)


def _evenly(count: int, total: int) -> list[int]:
    return [(turn * total + total // 2) // count for turn in range(count)] if count else []


def check_plan(plan: Plan) -> None:
    """Hold the plan against the table and the rules; raise `PlanMismatch` with what is off."""
    off = [*_totals_off(plan), *_shares_off(plan)]
    if off:
        raise PlanMismatch("; ".join(off))


def counted(plan: Plan) -> dict[tuple[str, str], Share]:
    """Count the plan as the conference will: by kind, and managing level for organisations."""
    total: Counter[tuple[str, str]] = Counter()
    recognised: Counter[tuple[str, str]] = Counter()
    rows = [(one.kind, one.managing_level if one.kind in ORGANISATIONS else "", one.fails) for one in plan.units]
    rows += [(commune.kind, "", fails) for commune, fails in plan.communes]
    for kind, level, fails in rows:
        total[kind, level] += 1
        recognised[kind, level] += not fails
    return {key: Share(recognised[key], total[key]) for key in total}


def _totals_off(plan: Plan) -> Iterator[str]:
    wanted = {(kind, ""): share for kind, share in plan.published.places.items()} | dict(plan.published.organisations)
    found = counted(plan)
    for key in sorted(wanted.keys() | found.keys()):
        if wanted.get(key, NOTHING) != found.get(key, NOTHING):
            yield f"{key}: published {wanted.get(key)}, planned {found.get(key)}"


def _shares_off(plan: Plan) -> Iterator[str]:
    below = _below(plan.units)
    for commune, fails in plan.communes:
        share = below.get(commune.code, NOTHING)
        if (share.total and reaches(share.recognised, share.total, RECOGNISED_SHARE)) == (fails == "XA-4b"):
            yield f"{commune.code}: {share.recognised}/{share.total} does not agree with {fails or 'recognised'}"


def _below(units: Iterable[PlannedUnit]) -> dict[str, Share]:
    """Count the units under each commune's own authority."""
    below: dict[str, Share] = {}
    for unit in units:
        if unit.managing_level == "commune":
            below[unit.commune_code] = below.get(unit.commune_code, NOTHING) + Share(int(not unit.fails), 1)
    return below
