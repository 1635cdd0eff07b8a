"""What the writer makes: paragraphs of pieces, in which every number still knows its cell, amount, period and link."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from binhyen.documents.rules.content import Bar
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Amount


class Says(StrEnum):
    """What a number says of its indicator; the words are those of the reader's measures."""

    LEVEL = "level"
    SHARE = "share_pct"
    CHANGE = "change_abs"
    CHANGE_PERCENT = "change_pct"
    OF_TARGET = "of_target_pct"


@dataclass(frozen=True, slots=True)
class Text:
    """Words between numbers; `unclear` where they say that a figure can't be compared, and why."""

    text: str
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text: `text` alone, with its magnitude word or %; the hedge stands before it.

    `amount` is the cell's amount, or the difference or percentage that was worked out from it. `direction` is "up" or
    "down" for a difference. `link` is the page where the number opens.
    """

    text: str
    cell: CellKey
    amount: Amount
    period: str
    link: str = ""
    says: Says = Says.LEVEL
    hedge: str = ""
    direction: str = ""
    source: str = ""
    """Where it came from: an `Origin`, or "" where that differs."""

    @property
    def whole(self) -> str:
        """The number with its hedge: "hơn 5.000"."""
        return f"{self.hedge} {self.text}".strip()


Piece = Text | Number


class Look(StrEnum):
    """How a line of text stands."""

    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or item of a list."""

    pieces: tuple[Piece, ...]
    look: Look = Look.PARAGRAPH

    def __str__(self) -> str:
        return plain(self.pieces)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers, in the order of the text."""
        return tuple(one for one in self.pieces if isinstance(one, Number))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a section: "1. Công nhận …" with its lines. `by_hand` tells that a person wrote its text."""

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    by_hand: bool = False

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, in the order of the text."""
        return tuple(one for line in self.lines for one in line.numbers)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: "I. KẾT QUẢ THỰC HIỆN"."""

    key: str
    label: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of an annex: titles with the widths of columns and which are numbers, rows of cells, bars over it."""

    titles: tuple[str, ...]
    widths: tuple[int, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Piece, ...], ...]
    bars: tuple[Bar, ...] = ()
    chart: str = ""
    """What the bars show."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """An annex with its table."""

    key: str
    title: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Written:
    """A whole report."""

    title: str
    subject: str
    opening: tuple[Line, ...]
    sections: tuple[Section, ...]
    appendices: tuple[Appendix, ...] = field(default=())

    @property
    def lines(self) -> Iterator[Line]:
        """The lines of the text, without headings and annexes."""
        yield from self.opening
        yield from (line for section in self.sections for part in section.parts for line in part.lines)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the text, in its order; annexes say them again."""
        return tuple(one for line in self.lines for one in line.numbers)


def plain(pieces: Iterable[Piece]) -> str:
    """Return pieces as running text."""
    return "".join(one.text if isinstance(one, Text) else one.whole for one in pieces)


def plain_text(report: Written) -> str:
    """Return a report as text alone: a line for each paragraph, headings between them."""
    lines = [report.title, report.subject, *(str(line) for line in report.opening)]
    for section in report.sections:
        lines.append(f"{section.label} {section.title}")
        for part in section.parts:
            lines += [part.heading] if part.heading else []
            lines += [f"- {line}" if line.look is Look.ITEM else str(line) for line in part.lines]
    return "\n".join(line for line in lines if line)
