"""Long texts in pages: a page ends between lines, and holds neither too many signs nor too many figures."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

SIGNS = 4_500
FIGURES = 36


@dataclass(frozen=True, slots=True)
class TextPage:
    """A stretch of a text, and which figures stand in it: from `first` up to `last`, by their order."""

    start: int
    end: int
    first: int
    last: int


def pages_of(text: str, starts: Sequence[int]) -> tuple[TextPage, ...]:
    """Divide a text whose figures begin at `starts` (sorted). A single line is never divided unless it is too long."""
    pages: list[TextPage] = []
    at = 0
    while at < len(text) or not pages:
        end = _end(text, at, starts)
        pages.append(TextPage(at, end, bisect_left(starts, at), bisect_left(starts, end)))
        at = end
    return tuple(pages)


def _end(text: str, at: int, starts: Sequence[int]) -> int:
    if len(text) - at <= SIGNS:
        end = len(text)
    else:
        line = text.rfind("\n", at, at + SIGNS)
        end = line + 1 if line > at else _between_words(text, at)
    first = bisect_left(starts, at)
    if bisect_left(starts, end) - first > FIGURES:
        line = text.rfind("\n", at, starts[first + FIGURES])
        end = line + 1 if line > at else starts[first + FIGURES]
    return end


def _between_words(text: str, at: int) -> int:
    space = text.rfind(" ", at + SIGNS // 2, at + SIGNS)
    return space + 1 if space > at else at + SIGNS


def page_with(pages: Sequence[TextPage], index: int) -> int:
    """Return the number of the page, from 1, on which the figure of an index stands."""
    return next((number for number, page in enumerate(pages, 1) if page.first <= index < page.last), 1)
