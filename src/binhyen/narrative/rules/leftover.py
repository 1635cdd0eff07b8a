"""Numbers of a text that are no figures, by what they are: the page says why they are not proposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Leftover(StrEnum):
    """What a number that is no figure is."""

    DOCUMENT = "document"
    DAY = "day"
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Left:
    """A number that is no figure."""

    text: str
    kind: Leftover


_NUMBER = re.compile(r"(?<!\w)\d[\w.,/\-]{0,39}")
_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{4})?|\d{1,2}/\d{4}")
_DOCUMENT = re.compile(r"\d{1,6}(?:/\d{4})?[/\-][A-ZĐ][\w\-]*")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def leftovers(text: str, figures: Sequence[tuple[int, int]], most: int) -> tuple[list[Left], int]:
    """Return the first numbers of a text that no figure (spans, sorted) covers, each once, and how many more."""
    found: dict[str, Left] = {}
    spans = iter([*figures, (len(text) + 1, len(text) + 1)])
    start, end = next(spans)
    for match in _NUMBER.finditer(text):
        while end <= match.start():
            start, end = next(spans)
        word = match.group().rstrip(".,/-")
        if match.start() + len(word) <= start:
            found.setdefault(word, Left(word, kind_of(word)))
    listed = sorted(found.values(), key=lambda one: _ORDER[one.kind])
    return listed[:most], max(0, len(listed) - most)


_ORDER = {Leftover.DOCUMENT: 0, Leftover.DAY: 1, Leftover.OTHER: 2, Leftover.YEAR: 3}


def kind_of(word: str) -> Leftover:
    """Say what a number is by its look.

    >>> kind_of("25/5/2023"), kind_of("09/CTr-BCA-MTTW")
    (<Leftover.DAY: 'day'>, <Leftover.DOCUMENT: 'document'>)
    """
    for pattern, kind in ((_DAY, Leftover.DAY), (_YEAR, Leftover.YEAR), (_DOCUMENT, Leftover.DOCUMENT)):
        if pattern.fullmatch(word):
            return kind
    return Leftover.OTHER
