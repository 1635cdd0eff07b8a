"""Labels of lists, counted as Word counts them: "1.", "a)", "II.", "- "."""

import re
from typing import Any

from binhyen.documents.readers.word.ooxml import W, value, whole

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_LOW = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")
_MOST, _LETTERS = 3_999, 26
BULLET = "-"


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml ships no types
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for element in root.iter(W + "abstractNum"):
            self._levels[element.get(W + "abstractNumId", "")] = dict(map(_level, element.iter(W + "lvl")))
        for element in root.iter(W + "num"):
            self._list(element)

    def _list(self, element: Any) -> None:  # noqa: ANN401
        name = element.get(W + "numId", "")
        self._lists[name] = value(element, "abstractNumId") or ""
        for override in element.iter(W + "lvlOverride"):
            start = value(override, "startOverride")
            if start is not None:
                self._starts[name, whole(override.get(W + "ilvl"))] = whole(start, 1)

    def label(self, name: str, level: int) -> str:
        """Count one item of a list on and return its label; "" where there is none."""
        abstract = self._lists.get(name)
        levels = self._levels.get(abstract or "")
        if not name or name == "0" or abstract is None or levels is None or level not in levels:
            return ""
        form, pattern, _ = levels[level]
        if form == "bullet":
            return BULLET
        counts = self._counted(name, abstract, level, levels)
        if form == "none":
            return ""
        return _PLACE.sub(lambda found: _shown(int(found.group(1)) - 1, levels, counts), pattern).strip()

    def _counted(self, name: str, abstract: str, level: int, levels: dict[int, tuple[str, str, int]]) -> dict[int, int]:
        """Lists of one kind count on together, but for one that begins anew."""
        counts = self._counts.setdefault(abstract, {})
        if (name, level) in self._starts and (name, level) not in self._begun:
            self._begun.add((name, level))
            counts[level] = self._starts[name, level] - 1
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return counts


def _level(element: Any) -> tuple[int, tuple[str, str, int]]:  # noqa: ANN401
    form = value(element, "numFmt") or "decimal"
    return whole(element.get(W + "ilvl")), (form, value(element, "lvlText") or "", whole(value(element, "start"), 1))


def _shown(level: int, levels: dict[int, tuple[str, str, int]], counts: dict[int, int]) -> str:
    form, _, start = levels.get(level, ("decimal", "", 1))
    return written(counts.get(level, start), form)


def written(number: int, form: str) -> str:
    """Write a number as a list's form asks."""
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _MOST:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * min(_LETTERS, (number - 1) // _LETTERS + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for size, sign in (*_ROMAN, *_ROMAN_LOW):
        text += sign * (number // size)
        number %= size
    return text
