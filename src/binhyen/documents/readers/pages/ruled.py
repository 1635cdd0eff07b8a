"""Tables by the lines that are drawn around their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from binhyen.documents.readers.pages.lines import lines_of, text_of
from binhyen.documents.readers.pages.sheet import Sheet, Stroke, Word
from binhyen.documents.rules.tabling import Grid, Slot

_NEAR = 3.0
_MOST_STROKES = 4_000


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawn lines of one table: where columns and rows begin and end, from left and from the top."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    upright: tuple[Stroke, ...]
    level: tuple[Stroke, ...]

    def holds(self, word: Word) -> bool:
        """Tell whether a word stands in the table."""
        x = (word.x0 + word.x1) / 2
        return self.columns[0] <= x <= self.columns[-1] and self.rows[-1] <= word.middle <= self.rows[0]


def frames(sheet: Sheet) -> list[Frame]:
    """Return the tables of a page: drawn lines that cross, with at least two columns or two rows."""
    strokes = _merged(sheet.strokes[:_MOST_STROKES])
    found = []
    for group in _connected(strokes):
        upright = tuple(stroke for stroke in group if stroke.upright)
        level = tuple(stroke for stroke in group if not stroke.upright)
        columns = _places(stroke.at for stroke in upright)
        rows = _places(stroke.at for stroke in level)[::-1]
        if len(columns) > 1 and len(rows) > 1 and len(columns) + len(rows) > 4:  # noqa: PLR2004 - more than one cell
            found.append(Frame(tuple(columns), tuple(rows), upright, level))
    return found


def grid_of(frame: Frame, words: Sequence[Word]) -> Grid:
    """Return the cells of a table with the words that stand in them."""
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    filed = _filed(frame, words)
    for row in range(len(frame.rows) - 1):
        for column in range(len(frame.columns) - 1):
            if (row, column) in taken:
                continue
            down, right = _reach(frame, row, column)
            covered = [(row + y, column + x) for y in range(down) for x in range(right)]
            taken.update(covered)
            text = _cell_text([word for place in covered for word in filed.get(place, ())], sheet_order=words)
            slots.append(Slot(text, row, column, down, right))
    return Grid(_without_empty(slots))


def _without_empty(slots: list[Slot]) -> tuple[Slot, ...]:
    """Drop rows that hold nothing: doubled lines make such."""
    filled = sorted({slot.row for slot in slots if slot.text})
    place = {row: number for number, row in enumerate(filled)}
    return tuple(
        Slot(
            slot.text,
            place[slot.row],
            slot.column,
            sum(slot.row <= row < slot.row + slot.rows for row in filled),
            slot.columns,
        )
        for slot in slots
        if slot.row in place
    )


def _filed(frame: Frame, words: Iterable[Word]) -> dict[tuple[int, int], list[Word]]:
    filed: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        x = (word.x0 + word.x1) / 2
        column = sum(x >= at for at in frame.columns[1:-1])
        row = sum(word.middle <= at for at in frame.rows[1:-1])
        filed.setdefault((row, column), []).append(word)
    return filed


def _cell_text(words: list[Word], sheet_order: Sequence[Word]) -> str:
    if len(words) > 1:
        order = {id(word): number for number, word in enumerate(sheet_order)}
        words.sort(key=lambda word: order[id(word)])
    return " ".join(text_of(line.words) for line in lines_of(words, 0))


def _reach(frame: Frame, row: int, column: int) -> tuple[int, int]:
    """Return how many rows and columns a cell fills: as far as no line is drawn."""
    right = 1
    while column + right < len(frame.columns) - 1 and not _wall(frame, row, column + right):
        right += 1
    down = 1
    while row + down < len(frame.rows) - 1 and not any(_floor(frame, row + down, column + x) for x in range(right)):
        down += 1
    return down, right


def _wall(frame: Frame, row: int, column: int) -> bool:
    middle, at = (frame.rows[row] + frame.rows[row + 1]) / 2, frame.columns[column]
    return any(abs(line.at - at) <= _NEAR and line.start <= middle <= line.end for line in frame.upright)


def _floor(frame: Frame, row: int, column: int) -> bool:
    middle, at = (frame.columns[column] + frame.columns[column + 1]) / 2, frame.rows[row]
    return any(abs(line.at - at) <= _NEAR and line.start <= middle <= line.end for line in frame.level)


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Join pieces of one line: borders are drawn cell by cell."""
    merged: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda one: (one.upright, round(one.at / _NEAR), one.start)):
        last = merged[-1] if merged else None
        if (
            last
            and last.upright == stroke.upright
            and abs(last.at - stroke.at) <= _NEAR
            and stroke.start <= last.end + _NEAR
        ):
            merged[-1] = Stroke(last.upright, last.at, last.start, max(last.end, stroke.end))
        else:
            merged.append(stroke)
    return merged


def _connected(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Group lines that cross or touch."""
    upright = [number for number, stroke in enumerate(strokes) if stroke.upright]
    level = [number for number, stroke in enumerate(strokes) if not stroke.upright]
    above = list(range(len(strokes)))
    for one in upright:
        for other in level:
            if _cross(strokes[one], strokes[other]):
                above[_root(above, one)] = _root(above, other)
    groups: dict[int, list[Stroke]] = {}
    for number, stroke in enumerate(strokes):
        groups.setdefault(_root(above, number), []).append(stroke)
    return list(groups.values())


def _root(above: list[int], one: int) -> int:
    """Return the line that stands for the group of one; `above` leads there, step by step, and is made shorter."""
    while above[one] != one:
        above[one] = above[above[one]]
        one = above[one]
    return one


def _cross(upright: Stroke, level: Stroke) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _places(values: Iterable[float]) -> list[float]:
    """Return the different places, from the smallest; those that are near are one."""
    ordered = sorted(values)
    if not ordered:
        return []
    return [ordered[0], *(after for before, after in pairwise(ordered) if after - before > _NEAR)]
