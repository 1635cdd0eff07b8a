"""Outcomes told without a number ("được kiềm chế"): words of their author, never figures."""

import re
from bisect import bisect_left, bisect_right
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
    """Return the sentences that tell an outcome beside the `numbers` (offsets, sorted) that are figures.

    Words that share a clause with a number are told with it ("kéo giảm 12 vụ"): those are no outcome by themselves. Of
    a sentence with several such words the span goes from the first to the last of them that stand side by side. A
    sentence that stands twice is returned once.
    """
    if not phrases:
        return ()
    pattern = pattern_of(phrases)
    found: dict[str, Outcome] = {}
    for start, end in sentences:
        one = _outcome(text, (start, end), pattern, numbers)
        if one is not None:
            found.setdefault(" ".join(text[start:end].casefold().split()), one)
    return tuple(found.values())


def pattern_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of some phrases as whole words; the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    words = "|".join(_SPACE.join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _outcome(text: str, span: tuple[int, int], pattern: re.Pattern[str], numbers: Sequence[int]) -> Outcome | None:
    clauses = _clauses(text, span) if _holds(numbers, span) else []
    first = last = None
    for match in pattern.finditer(text, *span):
        if clauses and _holds(numbers, _clause_of(clauses, match)):
            continue
        if first is None:
            first = last = match
        elif last is not None and match.start() - last.end() <= _SIDE_BY_SIDE:
            last = match
    if first is None or last is None:
        return None
    return Outcome(first.start(), last.end(), span)


_SIDE_BY_SIDE = 4
"""Signs between words of one outcome: "kiềm chế, kéo giảm"."""
_BETWEEN = re.compile(r"[;:()]|,(?!\d)")


def _clauses(text: str, span: tuple[int, int]) -> list[int]:
    """Return where the clauses of a sentence begin, and its end."""
    return [span[0], *(one.end() for one in _BETWEEN.finditer(text, *span)), span[1]]


def _clause_of(clauses: Sequence[int], match: re.Match[str]) -> tuple[int, int]:
    """Return the clauses in which some words stand, from the first to the last."""
    begin = clauses[bisect_right(clauses, match.start()) - 1]
    return begin, clauses[bisect_left(clauses, match.end())]


def _holds(numbers: Sequence[int], span: tuple[int, int]) -> bool:
    at = bisect_left(numbers, span[0])
    return at < len(numbers) and numbers[at] < span[1]
