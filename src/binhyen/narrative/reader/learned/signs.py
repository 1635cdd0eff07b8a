"""What says how likely a choice is right: the rules and the words, the next indicator, how new the wording is."""

from collections.abc import Iterator
from functools import lru_cache
from math import exp, log

from binhyen.narrative.reader.clauses import Item
from binhyen.narrative.reader.frames import Match
from binhyen.narrative.reader.learned.ranking import WIDEST, Looked, Ranked
from binhyen.narrative.reader.vocabulary import vocabulary

MOST_SCORE, MOST_CANDIDATES = 90.0, 12
LEAST_CHANCE, GAP = 1e-4, 5.0
MANY = 15
"""A noun that so many indicators count ("vụ", "người", "lượt") says little of itself: its words lie further away."""


@lru_cache(maxsize=1024)
def is_wide(labels: tuple[str, ...]) -> bool:
    """Tell whether a noun is one that many indicators count."""
    rules = vocabulary().rules
    return len({rule.indicator for label in labels for rule in rules.get(label, ())}) >= MANY


def signs_of(one: Looked, some: list[Ranked], code: str, trust: float) -> tuple[float, ...]:
    """Return what says how likely the first candidate is to be right; `trust` is how often its indicator was."""
    match = one.seen.found.match if one.seen.found is not None else None
    ruled = match if match is not None and match.indicator == code else None
    return (
        1.0,
        trust,
        *_of_chances(some),
        *_of_words(one, some[1].place),
        *_of_rules(ruled),
        *_of_shape(one.seen.item),
        *one.familiar,
    )


def _of_chances(some: list[Ranked]) -> Iterator[float]:
    none, first = some[0].chance, some[1].chance
    second = some[2].chance if len(some) > 2 else 0.0
    yield _odds(first)
    yield _odds(none)
    yield second
    yield _gap(first, second)
    yield _gap(first, none)
    yield min(len(some), MOST_CANDIDATES) / MOST_CANDIDATES


def _of_words(one: Looked, place: int) -> Iterator[float]:
    """Yield what the words alone say of an indicator, and whether they say it first."""
    chance = one.by_words.chance(place)
    yield max(chance, -6.0)
    yield exp(chance)
    yield float(one.by_words.likeliest == place)


def _of_rules(ruled: Match | None) -> Iterator[float]:
    """Yield how strongly the rules say the same, and whether they thought of another."""
    yield float(ruled is not None)
    yield min(ruled.score, MOST_SCORE) / MOST_SCORE if ruled is not None else 0.0
    yield min(ruled.score - ruled.second, WIDEST) / WIDEST if ruled is not None else 0.0
    yield float(ruled is not None and len(ruled.scores) > 1)


def _of_shape(item: Item) -> Iterator[float]:
    number = item.number
    flags = (
        number.word, number.percent, number.numerator is not None, number.low is not None, number.multiplied,
        item.behind or not item.labels, item.opened, item.bare, item.part, item.final,
    )  # fmt: skip
    yield from map(float, flags)


def _odds(chance: float) -> float:
    return min(max(4.0 * (chance - 0.5), -2.0), 2.0) if 0.02 < chance < 0.98 else (2.5 if chance > 0.5 else -2.5)


def _gap(chance: float, other: float) -> float:
    return log(max(chance, LEAST_CHANCE) / max(other, LEAST_CHANCE)) / GAP
