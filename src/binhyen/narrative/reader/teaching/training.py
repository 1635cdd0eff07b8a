"""Trains a ranker: words first, then how far to trust them and the rules, then how sure that makes a choice."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import compress, repeat
from math import log, sqrt

from binhyen.indicators.rules.catalogue import Catalogue, Indicator
from binhyen.narrative.reader.learned.judging import right
from binhyen.narrative.reader.learned.model import STEP, Ranker, Sureness, Weights
from binhyen.narrative.reader.learned.network import NONE, Network
from binhyen.narrative.reader.learned.ranking import (
    Candidate,
    Looked,
    Ranked,
    candidates,
    decided,
    looked,
    ranked,
)
from binhyen.narrative.reader.learned.signs import is_wide, signs_of
from binhyen.narrative.reader.teaching.fitting import Example, fit_mix, fit_network, fit_sureness
from binhyen.narrative.reader.teaching.lessons import Lesson, Lessons
from binhyen.narrative.reader.vocabulary import keys_of

PLAIN = frozenset(
    keys_of("số của và các đã được có trong do về cho theo với là năm trên tổng không một những ở từ đến")
)
PARTS = 5
"""So many times a part of the texts is held back, and judged by what the others taught."""
LIKELY, LIKELY_OF_WIDE, PROMISED, FEWEST = 0.985, 0.99, 0.97, 60
"""Confidence 0.9 begins where a choice is right with such a chance and where, of all choices from there on, the lower
end of what may be right (in nineteen of twenty cases) is no less than is promised; of fewer nothing is believed.
More is asked of nouns that many indicators count: what is meant hangs on words that our own texts do not exhaust."""
NINETEEN_OF_TWENTY = 1.645
PRIOR, LEAST_TRUST, MOST_TRUST = 4.0, 0.05, 0.97
"""An indicator is trusted as all of them are, as if so many choices had been seen of it before."""
SLIPPED, PROPOSED_SURELY = 0.002, 0.5
"""So few distractors of texts that were held back may be believed: have a confidence above 0.5."""


def part_of(text: str) -> int:
    """Return the part that a text is held back with: by its name, so that it does not hang on the order."""
    return sha256(text.encode()).digest()[0] % PARTS


@dataclass(frozen=True, slots=True)
class Judged:
    """A lesson of a text that was held back, with its candidates and their probabilities."""

    lesson: Lesson
    looked: Looked
    candidates: list[Candidate]
    ranked: list[Ranked] = field(default_factory=list)
    part: int = 0


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned, and how texts were judged that were held back from it."""

    ranker: Ranker
    judged: tuple[Judged, ...]


def train(new: Lessons, drills: Lessons, known: Lessons, catalogue: Catalogue) -> Trained:
    """Return a ranker of these lessons. The same lessons make the same ranker.

    The `known` texts are those that the rules were written by: they say nothing of how far rules are right elsewhere.
    The `drills` set like beside like, more often than real texts do. The new ones are like real ones, and no rule was
    written by them: they say how far to trust what, and how sure to be.
    """
    lessons = [*known.all, *drills.all, *new.all]
    codes = sorted(catalogue.indicators)
    blank = Ranker(("", *codes), Network.blank(len(codes) + 1), names_of(catalogue.indicators.values(), codes))
    *taught, whole = _taught(
        blank, [*([one for one in lessons if part_of(one.text) != part] for part in range(PARTS)), lessons]
    )
    held = _held_back(taught, new.all)
    mixes = [_mix(blank, [one for one in held if one.part != part]) for part in range(PARTS)]
    judged = tuple(_ranked(blank, mixes, held))
    ranker = replace(whole, mix=_mix(blank, held))
    ranker = replace(ranker, sureness=_sureness(ranker, judged, int(SLIPPED * new.distractors)))
    return Trained(ranker, judged)


def names_of(indicators: Iterable[Indicator], codes: Sequence[str]) -> Weights:
    """Return the words of the indicators' names, rare ones with more weight; a whole name weighs one."""
    words = {one.code: set(keys_of(re.sub(r"[^\w\s]", " ", f"{one.name} {one.unit}"))) - PLAIN for one in indicators}
    common = Counter(word for some in words.values() for word in some)
    rare = {word: log(len(codes) / count) for word, count in common.items()}
    found: dict[str, dict[int, int]] = {}
    for place, code in enumerate(codes, start=1):
        whole = sum(rare[word] for word in words[code]) or 1.0
        for word in sorted(words[code]):
            found.setdefault(word, {})[place] = round(rare[word] / whole / STEP)
    return dict(sorted(found.items()))


def _examples(blank: Ranker, lessons: Iterable[Lesson]) -> list[Example]:
    places = _places(blank)
    return [Example(one.text, one.features.all, places[one.meant]) for one in lessons if one.meant in places]


def _places(ranker: Ranker) -> Mapping[str, int]:
    return {code: place for place, code in enumerate(ranker.classes)}


def _taught(blank: Ranker, lessons: Iterable[Sequence[Lesson]]) -> list[Ranker]:
    """Return a ranker for each set of lessons, taught side by side."""
    examples = [_examples(blank, some) for some in lessons]
    with ProcessPoolExecutor() as pool:
        networks = list(pool.map(fit_network, examples, repeat(len(blank.classes))))
    return [replace(blank, network=one) for one in networks]


def _held_back(taught: Sequence[Ranker], lessons: Iterable[Lesson]) -> list[Judged]:
    """Judge each text by what the other parts taught."""
    places = _places(taught[0])
    parts: list[list[Lesson]] = [[] for _ in range(PARTS)]
    for lesson in lessons:
        parts[part_of(lesson.text)].append(lesson)
    found: list[Judged] = []
    for part, some in enumerate(parts):
        seen = looked(taught[part], [one.seen for one in some], [one.features for one in some])
        for lesson, one in zip(some, seen, strict=True):
            found.append(Judged(lesson, one, candidates(taught[part], places, one), part=part))
    return found


def _mix(blank: Ranker, held: Sequence[Judged]) -> tuple[float, ...]:
    places = _places(blank)
    choices: list[list[tuple[float, ...]]] = []
    truth: list[int] = []
    for one in held:
        meant = places.get(one.lesson.meant, NONE)
        at = next((at for at, candidate in enumerate(one.candidates) if candidate.place == meant), None)
        if at is not None:
            choices.append([candidate.values for candidate in one.candidates])
            truth.append(at)
    return fit_mix(choices, truth)


def _ranked(blank: Ranker, mixes: Sequence[tuple[float, ...]], held: Iterable[Judged]) -> list[Judged]:
    """Rank each text by a mix of the other parts, and decide."""
    places = _places(blank)
    return [
        replace(one, ranked=decided(ranked(mixes[one.part], one.candidates), places.get(one.lesson.seen.ruled, NONE)))
        for one in held
    ]


def chosen(ranker: Ranker, one: Judged) -> str:
    """Return the indicator that a number is taken for, or "" for none."""
    return ranker.classes[one.ranked[1].place] if one.ranked else ""


def is_right(ranker: Ranker, one: Judged) -> bool:
    """Tell whether indicator and value are those of the annotator."""
    return one.lesson.value_right and chosen(ranker, one) == one.lesson.meant


def _sureness(ranker: Ranker, judged: Sequence[Judged], spared: int) -> Sureness:
    """Return the sureness of choices, with the limits where 0.9 and 0.5 begin."""
    some = [one for one in judged if chosen(ranker, one)]
    apart = [trusts_of(ranker, [one for one in some if one.part != part]) for part in range(PARTS)]
    signs = [
        signs_of(one.looked, one.ranked, chosen(ranker, one), apart[one.part][one.ranked[1].place]) for one in some
    ]
    truth = [is_right(ranker, one) for one in some]
    parts = [one.part for one in some]
    chances = _cross_fitted(signs, truth, parts)
    known = Sureness(fit_sureness(signs, truth), trusts=trusts_of(ranker, some))
    nones = [
        one.ranked[0].chance
        for one, chance in zip(some, chances, strict=True)
        if one.lesson.distractor and chance > PROPOSED_SURELY
    ]
    telling = [not is_wide(one.lesson.seen.item.labels) for one in some]
    sure = _limit(list(compress(chances, telling)), list(compress(truth, telling)))
    return replace(known, sure=sure, sure_of_wide=max(sure, LIKELY_OF_WIDE), doubted=_doubted(nones, spared))


def trusts_of(ranker: Ranker, some: Sequence[Judged]) -> tuple[float, ...]:
    """Return for each class how often choosing it was right, in log-odds above or below all choices."""
    counts: Counter[int] = Counter(one.ranked[1].place for one in some)
    hits: Counter[int] = Counter(one.ranked[1].place for one in some if is_right(ranker, one))
    mean = (sum(hits.values()) + 1) / (sum(counts.values()) + 2)
    parts = ((hits[place] + PRIOR * mean) / (counts[place] + PRIOR) for place in range(len(ranker.classes)))
    return tuple(round(_log_odds(min(max(part, LEAST_TRUST), MOST_TRUST)) - _log_odds(mean), 3) for part in parts)


def _log_odds(part: float) -> float:
    return log(part / (1 - part))


def _cross_fitted(signs: Sequence[tuple[float, ...]], truth: Sequence[bool], parts: Sequence[int]) -> list[float]:
    """Return how likely each choice is right, as choices of the other parts say."""
    weights = [
        fit_sureness(
            [one for one, of in zip(signs, parts, strict=True) if of != part],
            [one for one, of in zip(truth, parts, strict=True) if of != part],
        )
        for part in range(PARTS)
    ]
    return [right(Sureness(weights[part]), one) for one, part in zip(signs, parts, strict=True)]


def _limit(chances: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the least chance from which on the choices are likely enough, and were right often enough."""
    hits = 0
    limit = 1.0
    for count, (chance, good) in enumerate(sorted(zip(chances, truth, strict=True), reverse=True), start=1):
        hits += good
        if chance >= LIKELY and count >= FEWEST and lower_end(hits, count) >= PROMISED:
            limit = chance
    return round(limit, 4)


def lower_end(hits: int, count: int) -> float:
    """Return the lower end of the share that so many hits may stand for (after Wilson)."""
    part, square = hits / count, NINETEEN_OF_TWENTY**2
    middle = part + square / (2 * count)
    width = NINETEEN_OF_TWENTY * sqrt(part * (1 - part) / count + square / (4 * count * count))
    return (middle - width) / (1 + square / count)


def _doubted(nones: Sequence[float], spared: int) -> float:
    """Return how likely none may be, so that no more distractors are believed than are spared."""
    return round(sorted(nones)[spared], 4) if len(nones) > spared else 1.0
