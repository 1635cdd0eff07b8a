"""A commune beside communes like it: in which part of them its number lies. Nobody is named and nobody is ranked."""

from collections.abc import Sequence
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
from binhyen.kernel.trees import ancestors, node_of
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import communes_under, version_on, versions_in_force
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Basis

FEWEST = 8
"""Among fewer communes than this a part could tell who is in it."""
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
    """Communes like one, itself among them, and by what they are alike."""

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
    """Return communes of the province of the same kind, and of the same third by residential areas where enough are.

    Refused with `analytics.no_commune` for other places, and with `analytics.too_few_peers` where too few are alike.
    """
    if place.place.tier != Tier.COMMUNE:
        raise Refused(
            Finding("analytics.no_commune", gettext_noop("Only communes are compared with others like them."))
        )
    province = ancestors(place.path)[1]
    every = list(communes_under(province, day).values_list("place_id", "kind"))
    alike = [one for one, kind in every if kind == place.kind]
    near = _of_its_size(place.place_id, alike, day)
    for found, kind, same_size in ((near, place.kind, True), (alike, place.kind, False)):
        if len(found) >= FEWEST:
            return Peers(tuple(found), kind, same_size)
    message = gettext_noop("Fewer than %(fewest)s communes of the province are like this one: nothing is compared.")
    raise Refused(Finding("analytics.too_few_peers", message, params={"fewest": FEWEST}))


def _of_its_size(place_id: int, alike: Sequence[int], day: date) -> list[int]:
    """Return those in the same third by the number of residential areas, itself among them."""
    areas = versions_in_force(day).filter(parent_id__in=alike, place__tier=Tier.AREA)
    counts = dict(areas.values_list("parent_id").annotate(many=Count("pk")))
    ordered = sorted(alike, key=lambda one: (counts.get(one, 0), one))
    third = -(-len(ordered) // _THIRDS)
    start = ordered.index(place_id) // third * third
    return ordered[start : start + third]


def beside(about: About, period: Period, indicators: Sequence[str], basis: Basis) -> tuple[Beside, ...]:
    """Return a commune's numbers beside the spread of its peers': two questions to the lake.

    The peers are asked about in the province's name, since only parts of their spread are told, never one of them.
    """
    peers = peers_of(about.place, period.end)
    province = version_on(node_of(ancestors(about.place.path)[1]), period.end)
    within = tuple(Within(Tier.COMMUNE, one) for one in peers.place_ids)
    asked = Question((province.path,), tuple(indicators), (period,), Tier.COMMUNE, within, basis=basis)
    own = replace(asked, within=(Within(Tier.COMMUNE, about.place.place_id),))
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
