"""Trains a ranker: words first, then how far to trust them and the rules, then how sure that makes a choice."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from math import log

from binhyen.indicators.rules.catalogue import Catalogue, Indicator
from binhyen.narrative.reader.learned.judging import right
from binhyen.narrative.reader.learned.model import NONE, STEP, Ranker, Sureness, Weights
from binhyen.narrative.reader.learned.ranking import (
    Candidate,
    Looked,
    Ranked,
    candidates,
    decided,
    looked,
    ranked,
    signs_of,
)
from binhyen.narrative.reader.teaching.fitting import Example, fit_mix, fit_sureness, fit_words
from binhyen.narrative.reader.teaching.lessons import Lesson, Lessons
from binhyen.narrative.reader.vocabulary import keys_of

PARTS = 5
"""So many times a part of the texts is held back, and judged by what the others taught."""
PLAIN = frozenset(
    keys_of("số của và các đã được có trong do về cho theo với là năm trên tổng không một những ở từ đến")
)
PRECISE, FEWEST, FORGIVEN = 0.99, 60, 2
"""Confidence 0.9 begins where so many choices of texts that were held back are right; of fewer nothing is believed.

A few slips are forgiven, since annotators slip too: one among the first must not take all confidence away.
"""
SLIPPED, PROPOSED_SURELY = 0.006, 0.5
"""So few distractors of texts that were held back may be believed: have a confidence above 0.5."""


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


def train(new: Lessons, known: Lessons, catalogue: Catalogue) -> Trained:
    """Return a ranker of these lessons. The same lessons make the same ranker.

    The `known` texts are those that the rules were written by: they say nothing of how far rules are right elsewhere.
    """
    lessons = [*known.all, *new.all]
    codes = sorted(catalogue.indicators)
    groups = sorted({catalogue.indicators[code].group for code in codes})
    kinds = [0, *(groups.index(catalogue.indicators[code].group) + 1 for code in codes)]
    blank = Ranker(("", *codes), {}, names_of(catalogue.indicators.values(), codes))
    held = [one for part in range(PARTS) for one in _held_back(blank, lessons, kinds, part)]
    judged = _cross_ranked(blank, held)
    ranker = replace(blank, words=fit_words(_examples(blank, lessons), kinds), mix=_mix(blank, held))
    return Trained(replace(ranker, sureness=_sureness(ranker, judged, int(SLIPPED * new.distractors))), tuple(judged))


def names_of(indicators: Iterable[Indicator], codes: Sequence[str]) -> Weights:
    """Return the words of the indicators' names, rare ones with more weight; a whole name weighs one."""
    words = {one.code: set(keys_of(re.sub(r"[^\w\s]", " ", f"{one.name} {one.unit}"))) - PLAIN for one in indicators}
    common = Counter(word for some in words.values() for word in some)
    rare = {word: log(len(codes) / count) for word, count in common.items()}
    found: dict[str, list[tuple[int, int]]] = {}
    for place, code in enumerate(codes, start=1):
        whole = sum(rare[word] for word in words[code]) or 1.0
        for word in sorted(words[code]):
            found.setdefault(word, []).append((place, round(rare[word] / whole / STEP)))
    return {word: tuple(some) for word, some in sorted(found.items())}


def part_of(text: str) -> int:
    """Return the part that a text is held back with: by its name, so that it does not hang on the order."""
    return sha256(text.encode()).digest()[0] % PARTS


def _examples(blank: Ranker, lessons: Iterable[Lesson]) -> list[Example]:
    places = _places(blank)
    return [Example(one.text, one.features, places[one.meant]) for one in lessons if one.meant in places]


def _places(ranker: Ranker) -> Mapping[str, int]:
    return {code: place for place, code in enumerate(ranker.classes)}


def _held_back(blank: Ranker, lessons: Sequence[Lesson], kinds: Sequence[int], part: int) -> list[Judged]:
    rest = [one for one in lessons if part_of(one.text) != part]
    ranker = replace(blank, words=fit_words(_examples(blank, rest), kinds))
    places = dict(_places(blank))
    found: list[Judged] = []
    for lesson in lessons:
        if part_of(lesson.text) == part and not lesson.known:
            one = looked(ranker, lesson.seen, list(lesson.features))
            found.append(Judged(lesson, one, candidates(ranker, places, one), part=part))
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


def _cross_ranked(blank: Ranker, held: Sequence[Judged]) -> list[Judged]:
    """Rank each text by a mix of the other parts, and decide."""
    places = _places(blank)
    found: list[Judged] = []
    for part in sorted({one.part for one in held}):
        mix = _mix(blank, [one for one in held if one.part != part])
        found.extend(
            replace(one, ranked=decided(ranked(mix, one.candidates), places.get(one.lesson.seen.ruled, NONE)))
            for one in held
            if one.part == part
        )
    return found


def chosen(ranker: Ranker, one: Judged) -> str:
    """Return the indicator that a number is taken for, or "" for none."""
    return ranker.classes[one.ranked[1].place] if one.ranked else ""


def is_right(ranker: Ranker, one: Judged) -> bool:
    """Tell whether indicator and value are those of the annotator."""
    return one.lesson.value_right and chosen(ranker, one) == one.lesson.meant


def _sureness(ranker: Ranker, judged: Sequence[Judged], spared: int) -> Sureness:
    """Return the sureness of choices, with the limits where 0.9 and 0.5 begin."""
    some = [one for one in judged if chosen(ranker, one)]
    signs = [signs_of(one.looked, one.ranked, chosen(ranker, one)) for one in some]
    truth = [is_right(ranker, one) for one in some]
    known = Sureness(fit_sureness(signs, truth))
    chances = [right(known, one) for one in signs]
    nones = [
        one.ranked[0].chance
        for one, chance in zip(some, chances, strict=True)
        if one.lesson.distractor and chance > PROPOSED_SURELY
    ]
    return replace(known, sure=_limit(chances, truth), doubted=_doubted(nones, spared))


def _limit(chances: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the least chance from which on the choices are precise enough."""
    hits = 0
    limit = 1.0
    for count, (chance, good) in enumerate(sorted(zip(chances, truth, strict=True), reverse=True), start=1):
        hits += good
        if count >= FEWEST and count - hits <= (1 - PRECISE) * count + FORGIVEN:
            limit = chance
    return round(limit, 4)


def _doubted(nones: Sequence[float], spared: int) -> float:
    """Return how likely none may be, so that no more distractors are believed than are spared."""
    return round(sorted(nones)[spared], 4) if len(nones) > spared else 1.0
