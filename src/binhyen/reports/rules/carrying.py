"""What became of a reporting place on a later map: where its figures count now, or why nobody can say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.places.rules.lineage import Became, Reason, carry, successors

_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a place's figures lie on the asked map: shares by place, or the reason why they cannot be carried."""

    shares: Mapping[int, Decimal]
    reason: Reason | None = None
    heirs: frozenset[int] = frozenset()
    """What it became, in whole or in part, and what is there on the asked map."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How places became one another, and the first days on which places are no more."""

    lineage: Sequence[Became]
    ends: Mapping[int, date]


def fate_of(place: int, steps: Steps, *, since: date, to: date) -> Fate:
    """Follow a place from the map of its report to a later one; an earlier map than the report's changes nothing."""
    if to <= since:
        return Fate({place: _WHOLE})
    carried = carry({place: _WHOLE}, steps.lineage, steps.ends, since=since, to=to)
    became = successors(place, steps.lineage, until=to) | {place}
    heirs = frozenset(one for one in became if one not in steps.ends or steps.ends[one] > to)
    return Fate(carried.amounts, next(iter(carried.reasons.values()), None), heirs)


def map_findings(on_map: date | None, period: Period) -> list[Finding]:
    """Say that figures cannot be carried back: what merged cannot be taken apart again."""
    if on_map is None or on_map >= period.end:
        return []
    message = gettext_noop("Figures of %(period)s cannot be shown on the older map of %(day)s.")
    params = {"period": period.code, "day": f"{on_map:%d/%m/%Y}"}
    return [Finding("reports.older_map", message, params=params, where="on_map")]


@dataclass(frozen=True, slots=True)
class Lies:
    """How much of a place's figures lies in the place asked about, if that can be said."""

    share: Decimal
    comparable: bool = True


_OUTSIDE = Lies(Decimal(0))
_UNKNOWN = Lies(Decimal(0), comparable=False)


def lies_in(fate: Fate, inside: Collection[int]) -> Lies:
    """Say how much of a place lies inside the asked one. `inside` are the places of the asked map within it.

    A split whose parts all stay inside is comparable, whatever its shares; one that crosses the border is not.
    """
    if fate.reason is None:
        return Lies(sum((part for place, part in fate.shares.items() if place in inside), Decimal(0)))
    if fate.reason is Reason.LOST or not fate.heirs:
        return _UNKNOWN
    within = fate.heirs & set(inside)
    if within == fate.heirs:
        return Lies(_WHOLE)
    return _UNKNOWN if within else _OUTSIDE
