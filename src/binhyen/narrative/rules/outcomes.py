"""Outcomes told without a number ("được kiềm chế"): words of their author, never figures."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_SPACE = r"[\s\u00a0]+"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where words that tell an outcome stand, and the sentence around them."""

    start: int
    end: int
    sentence: tuple[int, int]


def outcomes_in(
    text: str, sentences: Sequence[tuple[int, int]], numbers: Sequence[int], phrases: Sequence[str]
) -> tuple[Outcome, ...]:
    """Return the sentences that tell an outcome and hold none of the `numbers` (offsets, sorted) that are figures.

    Of a sentence with several such words the span goes from the first to the last of them that stand side by side.
    """
    if not phrases:
        return ()
    pattern = pattern_of(phrases)
    found = (_outcome(text, span, pattern) for span in sentences if not _holds(numbers, span))
    return tuple(one for one in found if one is not None)


def pattern_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of some phrases as whole words; the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    words = "|".join(_SPACE.join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _outcome(text: str, span: tuple[int, int], pattern: re.Pattern[str]) -> Outcome | None:
    start, end = span
    first = last = None
    for match in pattern.finditer(text, start, end):
        if first is None:
            first = last = match
        elif last is not None and match.start() - last.end() <= _SIDE_BY_SIDE:
            last = match
    if first is None or last is None:
        return None
    return Outcome(first.start(), last.end(), span)


_SIDE_BY_SIDE = 4
"""Signs between words of one outcome: "kiềm chế, kéo giảm"."""


def _holds(numbers: Sequence[int], span: tuple[int, int]) -> bool:
    at = bisect_left(numbers, span[0])
    return at < len(numbers) and numbers[at] < span[1]
