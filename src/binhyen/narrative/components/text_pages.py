"""A page of a text with its figures marked: lines of pieces, each a stretch of words, a figure, or an outcome."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from binhyen.narrative.rules.paging import TextPage


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure in the text: its number, how it looks (ok, doubt, drop, now or "") and where it opens."""

    start: int
    end: int
    number: int
    look: str
    href: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line. `kind` is "", "figure" or "words"; `framed` lies in the sentence that is looked at."""

    text: str
    kind: str = ""
    mark: Mark | None = None
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked on a page: figures and outcomes in the order of the text, and the sentence looked at."""

    marks: Sequence[Mark] = ()
    words: Sequence[tuple[int, int]] = ()
    frame: tuple[int, int] = (0, 0)


def lines_of_page(text: str, page: TextPage, marked: Marked) -> list[list[Piece]]:
    """Return the lines of a page, empty ones left out."""
    spans = sorted(
        [*((one.start, one.end, one) for one in marked.marks), *((a, b, None) for a, b in marked.words)],
        key=lambda span: span[:2],
    )
    lines: list[list[Piece]] = []
    at, first = page.start, 0
    while at < page.end:
        end = text.find("\n", at, page.end)
        end = page.end if end < 0 else end
        while first < len(spans) and spans[first][1] <= at:
            first += 1
        last = first
        while last < len(spans) and spans[last][0] < end:
            last += 1
        if text[at:end].strip():
            lines.append(list(_pieces(text, (at, end), spans[first:last], marked.frame)))
        at = end + 1
    return lines


def _pieces(
    text: str, line: tuple[int, int], spans: Sequence[tuple[int, int, Mark | None]], frame: tuple[int, int]
) -> Iterator[Piece]:
    at, stop = line
    for start, end, mark in spans:
        if start < at or end > stop:
            continue
        yield from _plain(text, at, start, frame)
        yield Piece(text[start:end], "figure" if mark else "words", mark, frame[0] <= start < frame[1])
        at = end
    yield from _plain(text, at, stop, frame)


def _plain(text: str, start: int, end: int, frame: tuple[int, int]) -> Iterator[Piece]:
    cuts = sorted({start, end, *(min(max(edge, start), end) for edge in frame)})
    for first, last in pairwise(cuts):
        yield Piece(text[first:last], framed=frame[0] <= first < frame[1])
