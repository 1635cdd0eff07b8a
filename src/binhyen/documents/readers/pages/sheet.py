"""What stands on one page of a PDF, as values: words, drawn lines, how much of it is a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place; y grows upwards, in points. `high` is how high its font stands."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    font: str = ""
    bold: bool = False
    hidden: bool = False
    note: bool = False
    """A small raised number stood before it: a footnote begins."""

    @property
    def high(self) -> float:
        """Height of the line that its font asks for."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Height of the middle of the word."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line, upright or level: `at` on its axis, from `start` to `end` along the other."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page. `pictured` is the share of it that pictures cover; `unmapped` counts signs that are no letters."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...] = ()
    pictured: float = 0.0
    covered: bool = False
    """A picture of most of the page is drawn over its words."""
    unmapped: int = 0
    signs: int = 0
