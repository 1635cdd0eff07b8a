"""Lines to paragraphs: what a margin broke is joined, what begins anew stays apart."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from binhyen.documents.readers.pages.lines import SAME_LINE, Line
from binhyen.documents.readers.pages.unruled import Unruled, with_tables
from binhyen.documents.rules.tabling import BAR, Grid

_GAP = 0.16
_LOOSE, _SIZE_STEP, _INDENT, _FIRST_INDENT = 1.6, 0.12, 0.6, 5
_BULLET = re.compile(r"^[•●▪◦‣·\uf0b7\uf0a7\uf02d\uf0d8\uf076\uf0fc](?:\s+|$)")
_LABEL = re.compile(
    r"^(?:[-–—+*]\s|\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s|[a-zđ][.)]\s|[IVXLC]{1,5}\.\s|(?:Điều|Khoản|Chương)\s+\d)"
)
_ENDED = (".", ";", ":", "!", "?", "…", ".”", ".)")
_LONG_HEADING = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph: its text, first page, and whether it looks like a heading or an item of a list; or a table."""

    text: str
    page: int
    heading: bool = False
    item: bool = False
    grid: Grid | None = None


def paragraphs(lines: Sequence[Line]) -> list[Said]:
    """Join lines that one paragraph was broken into."""
    rights = _rights(lines)
    sizes = Counter(round(line.high, 1) for line in lines)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        if number and _goes_on(lines[number - 1], line, rights[number - 1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Said("", item.page, grid=item.grid) if isinstance(item, Unruled) else _said(item, usual)
        for item in with_tables(_side_by_side(groups))
    ]


def _side_by_side(groups: list[list[Line]]) -> list[list[Line]]:
    """Put lines beside each other on one height, far apart, into one: cells of a table without drawn lines."""
    joined: list[list[Line]] = []
    for group in groups:
        before = joined[-1][-1] if joined else None
        if before and len(group) == 1 and len(joined[-1]) == 1 and _is_beside(before, group[0]):
            text = before.text + BAR + group[0].text
            cells = (*(before.cells or (before.text,)), group[0].text)
            joined[-1] = [Line([*before.words, *group[0].words], before.page, text, cells)]
        else:
            joined.append(group)
    return joined


def _is_beside(left: Line, right: Line) -> bool:
    level = abs(left.y0 - right.y0) <= SAME_LINE / 2 * max(left.high, right.high)
    return left.page == right.page and level and right.x0 > left.x1


def _rights(lines: Sequence[Line]) -> list[float]:
    """Return, for each line, how far the lines around it in its column reach to the right."""
    rights: list[float] = []
    for number, line in enumerate(lines):
        near = [other for other in lines[max(0, number - 12) : number + 13] if other.page == line.page]
        column = [other.x1 for other in near if other.x0 < line.x1 and line.x0 < other.x1]
        rights.append(max(column))
    return rights


def _goes_on(line: Line, following: Line, right: float) -> bool:
    """Tell whether a line goes on in the next: the next word had no room behind it, and nothing begins anew."""
    if abs(line.high - following.high) > _SIZE_STEP * line.high or _looks_other(line, following):
        return False
    if (
        following.words[0].note
        or _BULLET.match(following.text)
        or (_LABEL.match(following.text) and line.text.endswith(_ENDED))
    ):
        return False
    room = right - line.x1
    first = following.words[0]
    if room > first.x1 - first.x0 + _GAP * 2 * line.high:
        return False
    if following.page != line.page:
        return not line.text.endswith(_ENDED) or following.text[:1].islower()
    return _is_under(line, following)


def _looks_other(line: Line, following: Line) -> bool:
    """Tell whether bold gives way to plain, or capitals to small letters: a heading over its text."""
    return (line.bold and not following.bold) or (line.bold and line.text.isupper() and not following.text.isupper())


def _is_under(line: Line, following: Line) -> bool:
    """Tell whether the next line stands under this one, or at the head of the next column, and not indented anew."""
    step = line.y0 - following.y0
    if step < 0:
        return following.x0 > line.x0 and not line.text.endswith(_ENDED)
    indented = following.x0 - line.x0 > _INDENT * line.high and line.text.endswith(_ENDED)
    overlaps = following.x0 < line.x1 and line.x0 - _FIRST_INDENT * line.high < following.x1
    return SAME_LINE * line.high < step <= _LOOSE * line.high and not indented and overlaps


def _said(group: list[Line], usual: float) -> Said:
    text = group[0].text
    for line in group[1:]:
        text = _joined(text, line.text)
    item = bool(_BULLET.match(text))
    if item:
        text = "- " + _BULLET.sub("", text)
    large = group[0].high > usual * (1 + _SIZE_STEP)
    head = (large or all(line.bold for line in group)) and len(text) <= _LONG_HEADING and not text.endswith((",", ";"))
    return Said(
        text, group[0].page, heading=head and any(sign.isalpha() for sign in text), item=item or bool(_DASH.match(text))
    )


_DASH = re.compile(r"^[-–—+*]\s")
_BROKEN = re.compile(r"[^\W\d_][-\u2010]$")


def _joined(text: str, following: str) -> str:
    """Join two lines; a hyphen that a break put there goes."""
    if text.endswith("\u00ad"):
        return text[:-1] + following
    if _BROKEN.search(text) and following[:1].islower():
        return text[:-1] + following
    return f"{text} {following}"
