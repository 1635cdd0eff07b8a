"""A commune or province beside others like it: in which part of them its number lies. Nobody is named or ranked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.boards.places import About
from binhyen.analytics.rules.answers import Cell, Spread
from binhyen.analytics.rules.questions import Question, Within
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import OverPlaces
from binhyen.indicators.rules.guards import is_guarded, scorable
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.kernel.trees import SEPARATOR, ancestors, node_of
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import version_on, versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Basis

FEWEST = 8
"""Among fewer places than this a part could tell who is in it."""
_THIRDS = 3


class Band(StrEnum):
    """In which part of its peers a number lies."""

    LOWEST_TENTH = "lowest_tenth"
    LOW = "low"
    """Above the lowest tenth, in the lowest quarter."""
    MIDDLE = "middle"
    """In the middle half."""
    HIGH = "high"
    HIGHEST_TENTH = "highest_tenth"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Peers:
    """Places like one, itself among them, and by what they are alike; `kind` is empty where all kinds are taken."""

    place_ids: tuple[int, ...]
    kind: str
    same_size: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """An indicator's number of a commune, and how its peers' are spread. `own` is None where it said nothing."""

    indicator: str
    own: Cell | None
    spread: Spread | None
    band: Band


def comparable_indicators() -> tuple[str, ...]:
    """Return what may be compared: neither small counts about people nor what presses people when it is scored."""
    known = catalogue().indicators.values()
    return tuple(
        one.code for one in known if scorable(one) and not is_guarded(one) and one.over_places is not OverPlaces.NONE
    )


def peers_of(place: PlaceVersion, day: date) -> Peers:
    """Return places of the same kind, and of the same third by size where enough are: of the largest likeness there is.

    A commune is compared within its province, by residential areas; a province within the country, by communes, and
    with all of them where too few are of its kind. Refused with `analytics.not_compared` for other places, and with
    `analytics.too_few_peers` where too few are alike.
    """
    tier = Tier(place.place.tier)
    if tier not in _PARTS:
        message = gettext_noop("Only communes and provinces are compared with others like them.")
        raise Refused(Finding("analytics.not_compared", message))
    rows = versions_in_force(day).filter(place__tier=tier, path__under=_above(place))
    every = dict(rows.order_by("sort_key", "code").values_list("place_id", "kind"))
    alike = [one for one, kind in every.items() if kind == place.kind]
    near = _of_its_size(place.place_id, alike, _PARTS[tier], day)
    wide = list(every) if tier is Tier.PROVINCE else []
    for found, kind, same_size in ((near, place.kind, True), (alike, place.kind, False), (wide, "", False)):
        if len(found) >= FEWEST:
            return Peers(tuple(found), kind, same_size)
    message = gettext_noop("Fewer than %(fewest)s places are like this one: nothing is compared.")
    raise Refused(Finding("analytics.too_few_peers", message, params={"fewest": FEWEST}))


_PARTS = {Tier.COMMUNE: Tier.AREA, Tier.PROVINCE: Tier.COMMUNE}
"""By how many places of which tier are in them places are of one size."""


def _above(place: PlaceVersion) -> str:
    """Return the path of the place within which one is compared."""
    return ancestors(place.path)[1 if place.place.tier == Tier.COMMUNE else 0]


def _of_its_size(place_id: int, alike: Sequence[int], parts: Tier, day: date) -> list[int]:
    """Return those in the same third by how many parts they have, itself among them."""
    counts = _counts(alike, parts, day)
    ordered = sorted(alike, key=lambda one: (counts.get(one, 0), one))
    third = -(-len(ordered) // _THIRDS)
    start = ordered.index(place_id) // third * third
    return ordered[start : start + third]


def _counts(alike: Sequence[int], parts: Tier, day: date) -> Mapping[int, int]:
    """Return how many places of a tier lie in each: one query. Communes of old lie in districts."""
    rows = versions_in_force(day).filter(place__tier=parts)
    if parts is Tier.AREA:
        return dict(rows.filter(parent_id__in=alike).values_list("parent_id").annotate(many=Count("pk")))
    return Counter(int(path.split(SEPARATOR)[1]) for path in rows.values_list("path", flat=True))


def beside(about: About, period: Period, indicators: Sequence[str], basis: Basis) -> tuple[Beside, ...]:
    """Return a place's numbers beside the spread of its peers': two questions to the lake.

    The peers are asked about in the name of the place above, since only parts of their spread are told, never one of
    them.
    """
    peers, tier = peers_of(about.place, period.end), Tier(about.place.place.tier)
    above = version_on(node_of(_above(about.place)), period.end)
    within = tuple(Within(tier, one) for one in peers.place_ids)
    asked = Question((above.path,), tuple(indicators), (period,), tier, within, basis=basis)
    own = replace(asked, within=(Within(tier, about.place.place_id),))
    cells: dict[str, Cell] = {one.indicator: one for one in ask("totals", own)}
    spreads: dict[str, Spread] = {one.indicator: one for one in ask("spread", asked)}
    return tuple(_beside(code, cells.get(code), spreads.get(code)) for code in indicators)


def _beside(code: str, own: Cell | None, spread: Spread | None) -> Beside:
    told = spread if spread is not None and spread.places >= FEWEST else None
    value = None if own is None else (own.share if own.denominator is not None else own.amount)
    return Beside(code, own, told, band_of(value, told))


def band_of(value: Decimal | None, spread: Spread | None) -> Band:
    """Return the part in which a value lies; limits belong to the middle."""
    if value is None or spread is None:
        return Band.UNKNOWN
    limits = (spread.tenth, spread.quarter, spread.three_quarters, spread.nine_tenths)
    tenth, quarter, three_quarters, nine_tenths = (value if limit is None else limit for limit in limits)
    below = ((tenth, Band.LOWEST_TENTH), (quarter, Band.LOW))
    above = ((nine_tenths, Band.HIGHEST_TENTH), (three_quarters, Band.HIGH))
    low = next((band for limit, band in below if value < limit), None)
    return low or next((band for limit, band in above if value > limit), Band.MIDDLE)
