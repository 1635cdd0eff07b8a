"""What the learned part makes of what the rules found: which indicator each number is of, and how sure that is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from math import exp

from binhyen.kernel.parts import in_parts
from binhyen.narrative.reader.comparing import compared
from binhyen.narrative.reader.figures import Measure
from binhyen.narrative.reader.frames import Match
from binhyen.narrative.reader.learned.features import features_of
from binhyen.narrative.reader.learned.model import Ranker, Sureness, ranker
from binhyen.narrative.reader.learned.network import NONE
from binhyen.narrative.reader.learned.ranking import (
    Looked,
    Ranked,
    candidates,
    decided,
    looked,
    ranked,
)
from binhyen.narrative.reader.learned.seen import Seen
from binhyen.narrative.reader.learned.signs import is_wide, signs_of
from binhyen.narrative.reader.qualified import Found
from binhyen.narrative.reader.rules import Rule
from binhyen.narrative.reader.tokens import Tokens

SURE, HALF, LEAST, MOST = 0.9, 0.5, 0.05, 0.99
AT_ONCE = 50
LESS = 0.95
"""What goes on another figure keeps so much of its sureness."""


def judged(tokens: Tokens, seen: list[Seen]) -> list[Found]:
    """Return the figures among the numbers, each with the indicator that rules and learned words together say."""
    learned = ranker()
    if learned is None:
        return ruled(seen)
    places = _places(learned.classes)
    made: list[Found | None] = []
    for at, (one, with_words) in enumerate(zip(seen, _looked(tokens, learned, seen), strict=True)):
        told = made[-1] if made and _goes_on(one, seen[at - 1]) else None
        made.append(_carried(one, told) if told is not None else _judge(tokens, learned, places, with_words))
    return [one for one in made if one is not None]


def _looked(tokens: Tokens, learned: Ranker, seen: list[Seen]) -> Iterator[Looked]:
    """Yield the numbers with what the words say of them, some at once: a long text has thousands."""
    for some in in_parts(range(len(seen)), AT_ONCE):
        yield from looked(learned, [seen[at] for at in some], [features_of(tokens, seen, at) for at in some])


def _goes_on(one: Seen, before: Seen) -> bool:
    """Tell whether a percentage in brackets is of the change told just before: "tăng 12 tổ (20%)"."""
    if one.found is None or before.found is None or not (one.item.opened and one.item.number.percent):
        return False
    return one.found.measure is not Measure.LEVEL and one.found.match is before.found.match


def _carried(one: Seen, told: Found) -> Found | None:
    """Return a figure with the indicator of what it goes on, a little less sure."""
    if one.found is None:
        return None
    sure = told.match.sure
    return replace(one.found, match=replace(told.match, sure=None if sure is None else round(sure * LESS, 2)))


def ruled(seen: list[Seen]) -> list[Found]:
    """Return the figures that the rules found."""
    return [one.found for one in seen if one.found is not None]


@lru_cache(maxsize=4)
def _places(classes: tuple[str, ...]) -> Mapping[str, int]:
    return {code: place for place, code in enumerate(classes)}


def _judge(tokens: Tokens, learned: Ranker, places: Mapping[str, int], one: Looked) -> Found | None:
    some = decided(ranked(learned.mix, candidates(learned, places, one)), places.get(one.seen.ruled, NONE))
    if not some:
        return None
    code = learned.classes[some[1].place]
    found = _found(tokens, one.seen, code)
    return found if learned.sureness is None else replace(found, match=_sure(learned.sureness, one, some, found.match))


def _sure(known: Sureness, one: Looked, some: list[Ranked], match: Match) -> Match:
    """Return a match with how sure it is, and with what that is made of."""
    none, wide = some[0].chance, is_wide(one.seen.item.labels)
    chance = right(known, signs_of(one, some, match.indicator, known.trust(some[1].place)))
    weighed = f"{chance:.3f}/{none:.3f}{' wide' if wide else ''}"
    return replace(match, sure=confidence_of(known, chance, none, wide=wide), weighed=weighed)


def right(known: Sureness, signs: tuple[float, ...]) -> float:
    """Return how likely a choice with such signs is right."""
    total = sum(weight * sign for weight, sign in zip(known.weights, signs, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def confidence_of(known: Sureness, chance: float, none: float, *, wide: bool = False) -> float:
    """Return the confidence of a choice that is right with a chance, where there may be no figure at all.

    0.9 is no chance but a promise: of what has it and more, 98 in a hundred are right in texts of unknown wording.
    """
    limit = known.limit(wide=wide)
    if chance >= limit:
        sure = SURE + (chance - limit) / max(1 - limit, 1e-9) * (MOST - SURE)
    else:
        sure = min(chance, SURE - 0.01)
    if none >= known.doubted:
        sure = min(sure, HALF - 0.01)
    return round(max(LEAST, min(MOST, sure)), 2)


def _found(tokens: Tokens, one: Seen, code: str) -> Found:
    if one.found is not None and one.found.match.indicator == code:
        return one.found
    labels = one.item.labels
    words = tuple(label for label in labels if not label.startswith("k_"))
    if one.found is not None:
        before = one.found.match
        match = Match(Rule(code, labels), before.scores.get(code, 0.0), before.score, words, before.scores)
        return replace(one.found, match=match)
    measure, dims, _ = compared(tokens, one.item, one.strengths, None)
    return Found(one.item, one.strengths, one.sentence, Match(Rule(code, labels), 0.0, 0.0, words), measure, dims)
