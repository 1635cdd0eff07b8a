"""Where sentences begin and end: what is kept of a text is a sentence, never more."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_ENDS = re.compile(r"\n+|(?:(?<=[.!?…])|(?<=[.!?…][”\"')\]]))[ \t\u00a0]+(?=\S)")
_SHORT = re.compile(r"(?:\b(?:TP|Tp|tp|TT|TX|Tx|Th|ThS|TS|PGS|GS|BS|KS|Đ/c|đ/c|St|No|no|tr|Tr)|\b[A-ZĐ])\.$")
_OPENS = frozenset("“\"'(«[-–—•+")
LONGEST = 600
"""Signs of a kept sentence: of a longer one, the part around its number is kept."""


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a text stand, without the white space between them. Linear."""
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _ENDS.finditer(text):
        if "\n" not in match.group() and not _is_end(text, match):
            continue
        _add(spans, text, at, match.start())
        at = match.end()
    _add(spans, text, at, len(text))
    return tuple(spans)


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Tell whether a full stop ends a sentence: not behind an abbreviation, and not before a small letter."""
    after = text[match.end()]
    opens = after.isupper() or after.isdigit() or after in _OPENS
    return opens and not _SHORT.search(text[max(0, match.start() - 8) : match.start()])


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def span_around(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """Return the span in which an offset lies, or None where it lies between two."""
    at = bisect_right(spans, (offset, 1 << 62)) - 1
    if at < 0 or not spans[at][0] <= offset < spans[at][1]:
        return None
    return spans[at]


def kept_span(text: str, span: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Return the span to keep for what stands at `start` to `end`: its sentence, or of a long one the words around.

    What is cut is cut between words.
    """
    first, last = span
    if last - first <= LONGEST:
        return span
    room = max(0, (LONGEST - (end - start)) // 2)
    return _word_start(text, max(first, start - room), first), _word_end(text, min(last, end + room), last)


def _word_start(text: str, at: int, first: int) -> int:
    if at == first:
        return at
    found = re.search(r"\s", text[at : at + 80])
    return at + found.end() if found else at


def _word_end(text: str, at: int, last: int) -> int:
    if at == last:
        return at
    found = text.rfind(" ", at - 80, at)
    return found if found > 0 else at
