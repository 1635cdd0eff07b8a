"""How places became one another, and what that does to amounts that were counted before.

Dates are half-open: a version holds from `valid_from` until the day before `valid_to`. A step's `share` is the part of
the old place that went into the new one: 1 for the whole, a known part, or None for a part that nobody published. A
part that is not known is never guessed: what was counted in such a place is *not comparable* on the later map.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Protocol, TypeVar

_NOTHING = Decimal(0)
_WHOLE = Decimal(1)


class Dated(Protocol):
    """What holds from a day until the day before another, or still."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one version of a place."""

    place: int
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Became:
    """On a day one place became another, wholly (share 1), in a known part, or in a part not known (None)."""

    old: int
    new: int
    on: date
    share: Decimal | None


class Reason(StrEnum):
    """Why an amount cannot be carried to a later map."""

    SPLIT = "split"
    """Parts of the place went elsewhere, and how much is not known."""
    LOST = "lost"
    """The place ended and what it became is not known."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Amounts on a later map. What could not be carried stays with the place where it was last known."""

    amounts: dict[int, Decimal]
    left: dict[int, Decimal] = field(default_factory=dict)
    reasons: dict[int, Reason] = field(default_factory=dict)

    @property
    def comparable(self) -> bool:
        """Tell whether everything could be carried."""
        return not self.reasons


def holds(dated: Dated, day: date) -> bool:
    """Tell whether a version holds on a day."""
    return dated.valid_from <= day and (dated.valid_to is None or day < dated.valid_to)


def as_of(versions: Iterable[D], day: date) -> D | None:
    """Return the one version that holds on a day, or nothing. Raises `ValueError` when two do."""
    found = [version for version in versions if holds(version, day)]
    if len(found) > 1:
        msg = f"{len(found)} versions hold on {day}"
        raise ValueError(msg)
    return found[0] if found else None


def overlaps(versions: Iterable[Dated]) -> bool:
    """Tell whether any two versions of one place hold on the same day."""
    ordered = sorted(versions, key=lambda one: one.valid_from)
    return any(earlier.valid_to is None or later.valid_from < earlier.valid_to for earlier, later in pairwise(ordered))


def successors(place: int, lineage: Iterable[Became], *, until: date) -> frozenset[int]:
    """Return all that a place became, in whole or in part, up to and on a day; itself not counted."""
    return _reached(place, [(one.old, one.new) for one in lineage if one.on <= until])


def predecessors(place: int, lineage: Iterable[Became], *, since: date) -> frozenset[int]:
    """Return all that went into a place, in whole or in part, after a day; itself not counted."""
    return _reached(place, [(one.new, one.old) for one in lineage if one.on > since])


def _reached(start: int, edges: Sequence[tuple[int, int]]) -> frozenset[int]:
    nexts: dict[int, set[int]] = defaultdict(set)
    for here, there in edges:
        nexts[here].add(there)
    known: set[int] = set()
    fresh = set(nexts[start])
    while fresh:
        known |= fresh
        fresh = {there for here in fresh for there in nexts[here]} - known
    return frozenset(known - {start})


def has_cycle(lineage: Iterable[Became]) -> bool:
    """Tell whether a place became, step after step on one day, a part of itself."""
    by_day: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for one in lineage:
        by_day[one.on].append((one.old, one.new))
    return any(_loops(edges) for edges in by_day.values())


def _loops(edges: Sequence[tuple[int, int]]) -> bool:
    left = list(edges)
    while left:
        targets = {new for _old, new in left}
        kept = [(old, new) for old, new in left if old in targets]
        if len(kept) == len(left):
            return True
        left = kept
    return False


def carry(
    amounts: Mapping[int, Decimal], lineage: Iterable[Became], ends: Mapping[int, date], *, since: date, to: date
) -> Carried:
    """Carry amounts counted on the map of `since` onto the map of `to`.

    `ends` gives the first day on which a place is no more, for places that ended. Sums are conserved: what arrives and
    what is left adds up to what was given; the last of several known parts takes what rounding leaves. Carrying to the
    same day changes nothing. Raises `ValueError` when `to` is earlier: what merged cannot be taken apart again.
    """
    if to < since:
        msg = "amounts are carried forwards only"
        raise ValueError(msg)
    by_day: dict[date, dict[int, list[Became]]] = defaultdict(lambda: defaultdict(list))
    for one in lineage:
        if since < one.on <= to:
            by_day[one.on][one.old].append(one)
    for place, day in ends.items():
        if since < day <= to:
            by_day[day].setdefault(place, [])
    told = Carried(dict(amounts), {}, {})
    for day in sorted(by_day):
        _carry_over(told, by_day[day], {place for place in by_day[day] if ends.get(place) == day})
    return told


def _carry_over(told: Carried, parts_of: Mapping[int, Sequence[Became]], ended: AbstractSet[int]) -> None:
    for place in _in_order(parts_of):
        amount = told.amounts.pop(place, None)
        if amount is None:
            continue
        parts = parts_of[place]
        reason = _reason(parts, ended=place in ended)
        if reason is None:
            _share_out(told.amounts, amount, parts, heir=None if place in ended else place)
        else:
            told.left[place], told.reasons[place] = amount, reason


def _in_order(parts_of: Mapping[int, Sequence[Became]]) -> list[int]:
    """Return places so that one which became another on this day comes before that other."""
    seen: set[int] = set()
    last_first: list[int] = []

    def visit(place: int) -> None:
        if place in seen or place not in parts_of:
            return
        seen.add(place)
        for one in parts_of[place]:
            visit(one.new)
        last_first.append(place)

    for place in parts_of:
        visit(place)
    return last_first[::-1]


def _reason(parts: Sequence[Became], *, ended: bool) -> Reason | None:
    if not parts:
        return Reason.LOST
    shares = [one.share for one in parts if one.share is not None]
    total = sum(shares, _NOTHING)
    known = len(shares) == len(parts) and (total == _WHOLE if ended else total <= _WHOLE)
    return None if known else Reason.SPLIT


def _share_out(amounts: dict[int, Decimal], amount: Decimal, parts: Sequence[Became], *, heir: int | None) -> None:
    """Give each part its share; the place itself, or else the last part, takes the rest."""
    rest = amount
    for one in parts if heir is not None else parts[:-1]:
        part = amount * (one.share or _NOTHING)
        amounts[one.new] = amounts.get(one.new, _NOTHING) + part
        rest -= part
    last = parts[-1].new if heir is None else heir
    amounts[last] = amounts.get(last, _NOTHING) + rest
