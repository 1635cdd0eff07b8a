"""What stands where in a form's tables, and which label belongs to a cell: that of its row, those of its column."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from binhyen.kernel.vietnamese import fold
from binhyen.sheets.rules.templates import TemplateCell

Place = tuple[int, int]
"""Row and column, counted from 1."""
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column."""
_DOTS = re.compile(r"[\s.…_·‥-]*")
_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*%?")
_NUMBERING = re.compile(r"[(\[]?(?:\d{1,3}|[A-Z])[)\]]?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NOT_SAID = {"stt", "tt", "so tt", "ma", "ma so", "don vi tinh", "dvt", "ghi chu"}
"""Headings of columns that neither say what a row counts nor hold a figure."""
_DEEPEST = 4
_WIDE = 0.6
"""A merged text over this share of the table is a title or a section, not the heading of one column."""
_FEWEST_RULED = 4
_FEWEST_NUMBERED = 3
_LONGEST = 200


class Kind(StrEnum):
    """What a cell holds."""

    EMPTY = "empty"
    WORDS = "words"
    NUMBER = "number"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Held:
    """What one cell holds."""

    text: str = ""
    kind: Kind = Kind.EMPTY


NOTHING = Held()


def held(text: str) -> Held:
    """Return what a text is: dots are emptiness, digits are a number."""
    shown = " ".join(unicodedata.normalize("NFC", text).split())
    if _DOTS.fullmatch(shown):
        return Held(shown, Kind.EMPTY)
    return Held(shown[:_LONGEST], Kind.NUMBER if _NUMBER.fullmatch(shown) else Kind.WORDS)


@dataclass(frozen=True, slots=True)
class Ground:
    """One table. `cells` are those that hold something; `ruled` those that have a border, where borders tell."""

    name: str
    cells: Mapping[Place, Held]
    merged: tuple[Span, ...] = ()
    ruled: frozenset[Place] = frozenset()
    covered: Mapping[Place, Place] = field(default_factory=dict)
    """Cells inside merged ranges, with the first cell of their range."""


def ground(name: str, cells: Mapping[Place, Held], merged: tuple[Span, ...], ruled: frozenset[Place]) -> Ground:
    """Return a table whose merged cells lead to their first ones. Lines around headings alone mean nothing."""
    open_ones = sum(1 for place in ruled if cells.get(place, NOTHING).kind is not Kind.WORDS)
    covered = {
        (row, column): (top, left)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return Ground(name, cells, merged, ruled if open_ones >= _FEWEST_RULED else frozenset(), covered)


def fillable(table: Ground) -> Iterator[tuple[Place, TemplateCell]]:
    """Give the cells that may be filled, in the order of reading, without their addresses."""
    rows = max((row for row, _ in (*table.cells, *table.ruled)), default=0)
    columns = max((column for _, column in (*table.cells, *table.ruled)), default=0)
    wide = _wide(table, columns)
    above = [_Column() for _ in range(columns + 1)]
    for row in range(1, rows + 1):
        offers = not _numbers_columns(table, row, columns)
        beside: list[str] = []
        for column in range(1, columns + 1):
            one = _offered(table, (row, column), above[column], beside) if offers else None
            if one is not None:
                yield (row, column), one
            at = table.covered.get((row, column), (row, column))
            words = _words(table.cells.get(at, NOTHING))
            if words and words not in beside and not above[column].unsaid:
                beside.append(words)
            above[column].pass_row("" if at in wide else words)


@dataclass(slots=True)
class _Column:
    """What stands over the next cell of a column: the words that stand together nearest above it, topmost first."""

    heads: list[str] = field(default_factory=list)
    unsaid: bool = False
    """Whether it numbers the rows, or holds units or remarks."""
    _in_words: bool = False

    def pass_row(self, words: str) -> None:
        """Go down one row."""
        if words and not self._in_words:
            self.heads = []
        if words and words not in self.heads:
            self.heads = [*self.heads, words][-_DEEPEST:]
        self._in_words = bool(words)
        self.unsaid = self.unsaid or fold(words).rstrip(". ") in _NOT_SAID


def _wide(table: Ground, columns: int) -> frozenset[Place]:
    """Return the first cells of merged ranges that reach over most of the table."""
    return frozenset((top, left) for top, left, _, right in table.merged if right - left + 1 > max(2, columns * _WIDE))


def _offered(table: Ground, place: Place, above: _Column, beside: list[str]) -> TemplateCell | None:
    what = table.cells.get(place, NOTHING)
    # Titles and signatures stand outside of the table's lines, where it has any.
    outside = bool(table.ruled) and place not in table.ruled
    if outside or above.unsaid or place in table.covered or what.kind in {Kind.WORDS, Kind.FORMULA}:
        return None
    if not beside and not above.heads:
        return None
    left, heads = " › ".join(beside), " › ".join(above.heads)
    return TemplateCell("", what.text, left, heads, what.kind is Kind.EMPTY, what.kind is Kind.NUMBER, table.name)


def _words(what: Held) -> str:
    return what.text if what.kind is Kind.WORDS and _LETTERS.search(what.text) else ""


def _numbers_columns(table: Ground, row: int, columns: int) -> bool:
    """Tell whether a row counts the columns: A, B, 1, 2, 3 …"""
    said = [table.cells[row, column].text for column in range(1, columns + 1) if (row, column) in table.cells]
    said = [text for text in said if text]
    numbers = [int(text.strip("()[]")) for text in said if text.strip("()[]").isdecimal()]
    steady = all(after == before + 1 for before, after in pairwise(numbers))
    return len(said) >= _FEWEST_NUMBERED and bool(numbers) and steady and all(map(_NUMBERING.fullmatch, said))
