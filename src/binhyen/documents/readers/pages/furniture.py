"""What is repeated at the head and foot of pages, and page numbers: it stands outside the text."""

import re
from collections import Counter
from collections.abc import Sequence

from binhyen.documents.readers.pages.lines import Line
from binhyen.documents.readers.pages.sheet import Sheet
from binhyen.kernel.vietnamese import fold

_ZONE, _OUTER = 0.12, 3
_SHARE, _LEAST = 0.4, 3
_NUMBER = re.compile(r"(?:trang|page)?\s*[-–—|]*\s*(\d{1,4})\s*(?:[/|]\s*\d{1,4})?\s*[-–—|]*\Z", re.IGNORECASE)


def outside(sheets: Sequence[tuple[Sheet, Sequence[Line]]]) -> dict[int, set[int]]:
    """Return, by page number, the places of those lines that are furniture."""
    edges = {sheet.number: _edges(sheet, lines) for sheet, lines in sheets}
    counted = Counter(key for found in edges.values() for key in set(found.values()))
    least = 2 if len(sheets) == 2 else max(_LEAST, int(len(sheets) * _SHARE))  # noqa: PLR2004 - both of two pages
    return {
        sheet.number: {
            place
            for place, key in edges[sheet.number].items()
            if counted[key] >= least or _is_page_number(lines[place].text, sheet.number)
        }
        for sheet, lines in sheets
    }


def _edges(sheet: Sheet, lines: Sequence[Line]) -> dict[int, str]:
    """Return the outermost lines at head and foot, each with its height and what it says, but for the page's number."""
    order = sorted(range(len(lines)), key=lambda place: lines[place].y0)
    low = [place for place in order[:_OUTER] if lines[place].y0 < sheet.height * _ZONE]
    high = [place for place in order[-_OUTER:] if lines[place].y1 > sheet.height * (1 - _ZONE)]
    own = re.compile(rf"\b{sheet.number}\b")
    return {place: f"{lines[place].y0:.0f} {own.sub('#', fold(lines[place].text), count=1)}" for place in (*low, *high)}


def _is_page_number(text: str, page: int) -> bool:
    """Tell whether a line at the edge is a page's number; annexes count anew, so it may be smaller."""
    found = _NUMBER.match(text.strip())
    return found is not None and 1 <= int(found.group(1)) <= page
