"""What a reader should find in a written report, and how what it found compares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Bound, Said
from binhyen.narrative.reader.figures import Figure, Measure
from binhyen.narrative.writer.pieces import Look, Number, Says, Text, Written

LEVELS = {Measure.LEVEL, Measure.PART}


@dataclass(frozen=True, slots=True)
class Expected:
    """A number of the text with its place."""

    start: int
    end: int
    cell: CellKey
    says: Says
    number: Number


def expected(report: Written) -> tuple[str, tuple[Expected, ...]]:
    """Return a report as plain text with its numbers and where they stand; headings and annexes hold none."""
    text, found = f"{report.title}\n{report.subject}\n", list[Expected]()
    for line in report.opening:
        text = _append(text, line.pieces, found)
    for section in report.sections:
        text += f"{section.label} {section.title}\n"
        for part in section.parts:
            text += f"{part.heading}\n" if part.heading else ""
            for line in part.lines:
                text = _append(text + ("- " if line.look is Look.ITEM else ""), line.pieces, found)
    return text, tuple(found)


def _append(text: str, pieces: Iterable[Text | Number], found: list[Expected]) -> str:
    for one in pieces:
        if isinstance(one, Text):
            text += one.text
            continue
        text += f"{one.hedge} " if one.hedge else ""
        found.append(Expected(len(text), len(text) + len(one.text), one.cell, one.says, one))
        text += one.text
    return f"{text}\n"


Compared = tuple[str, Expected | None, Figure | None]


def compared(text: str, wanted: Iterable[Expected], found: Iterable[Figure]) -> Iterator[Compared]:
    """Say of each number whether it was read as it was written: same, wrong (another figure) or missing; and extras.

    A figure that is read with less confidence than 0.5 is none.
    """
    by_start = {one.start: one for one in found if one.confidence >= 0.5}
    for one in wanted:
        read = by_start.pop(one.start, None)
        if read is None:
            yield "missing", one, None
        else:
            yield ("same" if _same(one, read) else "wrong"), one, read
    for rest in by_start.values():
        yield "extra", None, rest


def _same(one: Expected, read: Figure) -> bool:
    alike = read.end == one.end and read.indicator == one.cell.indicator
    return alike and _measure(one, read) and _value(one, read) and _qualified(one, read)


def _qualified(one: Expected, read: Figure) -> bool:
    """Tell whether an amount is of the same period and split; the words may say a split that the cell does not need."""
    if one.says is not Says.LEVEL:
        return True
    split = one.cell.split
    return read.period == one.number.period and {code: read.dims.get(code) for code in split} == split


def _measure(one: Expected, read: Figure) -> bool:
    if one.says is Says.LEVEL:
        return read.measure in LEVELS
    direction = one.number.direction
    return read.measure.value == one.says.value and (not direction or read.dims.get("direction") == direction)


def _value(one: Expected, read: Figure) -> bool:
    amount = one.number.amount
    if amount.said is Said.VAGUE:
        return read.value is None and read.bound is Bound.VAGUE
    if amount.denominator is not None:
        return (read.numerator, read.denominator) == (amount.value, amount.denominator)
    hedge = one.number.hedge
    bound = amount.bound if one.says is Says.LEVEL else (Bound.EXACT if not hedge else read.bound)
    return read.value is not None and Decimal(read.value) == amount.value and read.bound is bound
