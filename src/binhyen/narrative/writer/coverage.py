"""Whether two periods can be compared: which months and places said a figure, in the one and in the other. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from binhyen.kernel.trees import ancestors, is_under

ALIKE = 0.95
"""Two sums are compared when at least this share of the months and places that either tells of is told of by both."""
LATE = 3
"""Two levels are compared when their last words lie at most so many months apart, each from its period's beginning."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """That a report says a figure: of the place at `path` on the map of now, over months of the period from 0 on.

    `wide` tells that it speaks for everything below the place.
    """

    path: str
    first: int
    last: int
    wide: bool = False

    @property
    def months(self) -> int:
        """Its months as bits."""
        return (1 << (self.last + 1)) - (1 << self.first)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What says a figure in a period; nothing spoken: a register alone answers."""

    spoken: Sequence[Spoken] = ()

    @property
    def months(self) -> int:
        """The months that anybody says something of, as bits."""
        found = 0
        for one in self.spoken:
            found |= one.months
        return found


class Gap(StrEnum):
    """Why two periods can't be compared."""

    FEWER_BEFORE = "fewer_before"
    FEWER_NOW = "fewer_now"
    OTHER_MONTHS = "other_months"
    EARLY_BEFORE = "early_before"
    EARLY_NOW = "early_now"
    OTHER_PLACES = "other_places"
    OTHER_SOURCE = "other_source"


@dataclass(frozen=True, slots=True)
class Unlike:
    """Why two periods can't be compared: how many months one has, or the last month that it tells of."""

    gap: Gap
    months: int = 0


def unlike(now: Coverage, before: Coverage, *, level: bool, below: Collection[str] = ()) -> Unlike | None:
    """Say why two periods can't be compared; nothing where they can.

    A `level` ("hiện có") is told by whoever spoke last, a sum by everybody in every month. `below` are the places of
    the map that a report may speak for without naming them.
    """
    if not now.spoken or not before.spoken:
        return Unlike(Gap.OTHER_SOURCE) if now.spoken or before.spoken else None
    here, there = _by_place(now, before, below), _by_place(before, now, below)
    if level:
        return _unlike_levels(now, before) or _unlike_places(here, there)
    if _alike((here.get(path, 0), there.get(path, 0)) for path in {*here, *there}):
        return None
    return _unlike_months(now.months, before.months)


def _by_place(one: Coverage, other: Coverage, below: Collection[str]) -> dict[str, int]:
    """Return the months told of, by place: of each place that either period tells of, or is spoken for."""
    wide = [said for said in one.spoken if said.wide]
    places = _places((*one.spoken, *other.spoken), below)
    found = dict.fromkeys(places, 0)
    for said in one.spoken:
        if said.path in found:
            found[said.path] |= said.months
    for said in wide:
        for path in places:
            if is_under(path, said.path):
                found[path] |= said.months
    return {path: months for path, months in found.items() if months}


def _places(spoken: Iterable[Spoken], below: Collection[str]) -> set[str]:
    """Return the places that speak, and those that others speak for: each piece of land once."""
    listed = list(spoken)
    wide, narrow = {one.path for one in listed if one.wide}, {one.path for one in listed if not one.wide}
    named = narrow | {path for path in below if any(is_under(path, one) for one in wide)} if wide else narrow
    above = {over for path in named for over in ancestors(path) if over != path}
    return named | (wide - above)


def _alike(pairs: Iterable[tuple[int, int]]) -> bool:
    both = either = 0
    for here, there in pairs:
        both += (here & there).bit_count()
        either += (here | there).bit_count()
    return both >= ALIKE * either


def _unlike_months(now: int, before: int) -> Unlike:
    if now == before:
        return Unlike(Gap.OTHER_PLACES)
    few_now, few_before = now.bit_count(), before.bit_count()
    if few_now == few_before:
        return Unlike(Gap.OTHER_MONTHS)
    return Unlike(Gap.FEWER_NOW, few_now) if few_now < few_before else Unlike(Gap.FEWER_BEFORE, few_before)


def _unlike_levels(now: Coverage, before: Coverage) -> Unlike | None:
    last_now, last_before = now.months.bit_length(), before.months.bit_length()
    if abs(last_now - last_before) <= LATE:
        return None
    early = last_now < last_before
    return Unlike(Gap.EARLY_NOW if early else Gap.EARLY_BEFORE, min(last_now, last_before))


def _unlike_places(here: Mapping[str, int], there: Mapping[str, int]) -> Unlike | None:
    pairs = ((int(path in here), int(path in there)) for path in {*here, *there})
    return None if _alike(pairs) else Unlike(Gap.OTHER_PLACES)


def why_not(found: Unlike) -> str:
    """Say in a sentence why two periods can't be compared: "kỳ trước mới có số liệu 2 tháng".

    It names no year: whoever reads the next sentence would take that year for its time.
    """
    return _WORDS[found.gap] % {"months": found.months}


_WORDS = {
    Gap.FEWER_BEFORE: "kỳ trước mới có số liệu %(months)s tháng",
    Gap.FEWER_NOW: "kỳ này mới có số liệu %(months)s tháng",
    Gap.OTHER_MONTHS: "kỳ trước có số liệu của những tháng khác",
    Gap.EARLY_BEFORE: "kỳ trước mới có số liệu %(months)s tháng đầu",
    Gap.EARLY_NOW: "kỳ này mới có số liệu %(months)s tháng đầu",
    Gap.OTHER_PLACES: "kỳ trước có số liệu của những nơi khác",
    Gap.OTHER_SOURCE: "kỳ trước lấy số liệu từ nguồn khác",
}
