"""Words to lines, in the order in which the page was written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from binhyen.documents.readers.pages.sheet import Word
from binhyen.documents.rules.legacy import in_font, legacy_font, with_horns

SAME_LINE = 0.5
_TOUCH, _WIDE_GAP = 0.1, 1.6


@dataclass(slots=True)
class Line:
    """A line of one column, with the words in it."""

    words: list[Word]
    page: int
    text: str = ""
    cells: tuple[str, ...] = ()
    """What stands side by side in it, far apart."""

    @property
    def x0(self) -> float:
        """Where it begins."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def y0(self) -> float:
        """Its foot."""
        return min(word.y0 for word in self.words)

    @property
    def y1(self) -> float:
        """Its head."""
        return max(word.y1 for word in self.words)

    @property
    def high(self) -> float:
        """How high most of its words stand."""
        return sorted(word.high for word in self.words)[len(self.words) // 2]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Gather words that follow each other on one height; a wide gap begins a new line (a column, a cell)."""
    lines: list[Line] = []
    for word in words:
        last = lines[-1].words[-1] if lines else None
        if last and _follows(last, word):
            lines[-1].words.append(word)
        else:
            lines.append(Line([word], page))
    for line in lines:
        line.text = text_of(line.words)
    return lines


def _follows(last: Word, word: Word) -> bool:
    high = max(last.high, word.high)
    level = abs(last.y0 - word.y0) <= SAME_LINE * high or abs(last.middle - word.middle) <= SAME_LINE * high / 2
    gap = word.x0 - last.x1
    return level and -SAME_LINE * high <= gap <= _WIDE_GAP * high


def text_of(words: Sequence[Word]) -> str:
    """Return the text of words of one line; words of an old font as Unicode, pieces that touch as one word."""
    text, run, font = "", "", ""
    last: Word | None = None
    for word in words:
        apart = last is not None and word.x0 - last.x1 >= _TOUCH * word.high
        if run and (apart or _is_other(word.font, font)):
            text += _plain(run, font) + (" " if apart else "")
            run = ""
        run, font, last = run + word.text, word.font, word
    return text + _plain(run, font)


def _is_other(font: str, before: str) -> bool:
    """Tell whether an old font begins or ends here."""
    return font != before and (legacy_font(font) or legacy_font(before)) is not None


def _plain(text: str, font: str) -> str:
    return in_font(with_horns(text, font), font) or text
