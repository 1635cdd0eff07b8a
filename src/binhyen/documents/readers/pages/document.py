"""A whole PDF: its pages' paragraphs and tables in order, what is repeated taken out, what does not agree said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from binhyen.documents.readers.pages.furniture import outside
from binhyen.documents.readers.pages.lines import Line, lines_of
from binhyen.documents.readers.pages.paragraphs import paragraphs
from binhyen.documents.readers.pages.pdfium import Locked, opened, sheets
from binhyen.documents.readers.pages.ruled import Frame, frames, grid_of
from binhyen.documents.readers.pages.sheet import Sheet, Word
from binhyen.documents.rules.legacy import legacy_font
from binhyen.documents.rules.reading import BlockKind, Contents, Part
from binhyen.documents.rules.tabling import Grid, heading_rows, is_layout, layout_lines

MOST_PAGES = 2_000
_PICTURE, _UNREADABLE, _SAME_PLACE = 0.5, 0.2, 5.0
_TAIL = 2_048
Remark = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table on its page, with where its columns stand."""

    grid: Grid
    page: int
    columns: tuple[float, ...]
    last: int
    """The page that it ends on."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page taken apart: lines outside of tables, and tables with the line that they stand before."""

    sheet: Sheet
    lines: tuple[Line, ...]
    tables: tuple[tuple[int, _Table], ...]
    notes: tuple[Line, ...] = ()


def read_pages(path: Path) -> Contents:
    """Return what stands in a PDF. Pages without text are named; a PDF without any is refused."""
    try:
        document = opened(path)
    except Locked:
        return Contents(refusal="documents.encrypted")
    except ValueError:
        return Contents(refusal="documents.damaged")
    count = len(document)
    found = [_seen(sheet) for sheet in sheets(document, MOST_PAGES)]
    refusal = _refusal(found)
    if refusal:
        return Contents(pages=count, refusal=refusal, pictured=tuple(sheet.number for sheet in found))
    pages = [_taken_apart(sheet) for sheet in found]
    aside = outside([(page.sheet, page.lines) for page in pages])
    parts = (*_parts(pages, aside), *_noted(pages))
    texts = (page.lines[place].text for page in pages for place in sorted(aside[page.sheet.number]))
    furniture = [text for text in texts if not text.isdigit()]
    remarks = tuple(_remarks(path, found, count))
    return Contents(parts, count, tuple(dict.fromkeys(furniture)), remarks, pictured=_pictured(found))


def _seen(sheet: Sheet) -> Sheet:
    """Leave out words that are drawn invisibly, but for those that lie under a picture of the page: its text layer."""
    if sheet.pictured >= _PICTURE:
        return sheet
    return replace(sheet, words=tuple(word for word in sheet.words if not word.hidden))


def _refusal(found: Sequence[Sheet]) -> str:
    if not found:
        return "documents.damaged"
    if not any(sheet.words for sheet in found):
        return "documents.scanned" if any(sheet.pictured for sheet in found) else "documents.no_text"
    signs = sum(sheet.signs for sheet in found)
    return "documents.no_letters" if sum(sheet.unmapped for sheet in found) > signs * _UNREADABLE else ""


def _remarks(path: Path, found: Sequence[Sheet], count: int) -> Iterator[Remark]:
    if not _has_index(path):
        yield "documents.repaired", {}
    if count > len(found):
        yield "documents.pages_left_out", {"read": len(found), "pages": count}
    if any(sheet.words and (sheet.covered or sheet.words[0].hidden) for sheet in found):
        yield "documents.text_layer", {}
    scripts = {
        old.script.name for font in {word.font for sheet in found for word in sheet.words} if (old := legacy_font(font))
    }
    if scripts:
        yield "documents.converted", {"script": ", ".join(sorted(scripts))}


def _pictured(found: Sequence[Sheet]) -> tuple[int, ...]:
    return tuple(sheet.number for sheet in found if not sheet.words and sheet.pictured > 0)


def _has_index(path: Path) -> bool:
    """Tell whether the file's last table of contents stands where the file says; PDFium mends it silently."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _TAIL))
        tail = stream.read()
        said = tail.rpartition(b"startxref")[2].split()
        if b"%%EOF" not in tail or not said or not said[0].isdigit() or int(said[0]) >= size:
            return False
        stream.seek(int(said[0]))
        start = stream.read(32).lstrip()
    return start.startswith(b"xref") or b" obj" in start


def _taken_apart(sheet: Sheet) -> _Page:
    """Give words to the tables that they stand in; the others make lines."""
    drawn = frames(sheet) if len(sheet.strokes) > 3 else []  # noqa: PLR2004 - a table has four sides
    held: dict[int, list[Word]] = {}
    free: list[Word] = []
    before: dict[int, int] = {}
    for word in sheet.words:
        number = next((number for number, frame in enumerate(drawn) if frame.holds(word)), None)
        if number is None:
            free.append(word)
        else:
            before.setdefault(number, len(free))
            held.setdefault(number, []).append(word)
    made = _lines(free, sorted(before.values()), sheet.number)
    tables = tuple((_line_before(made, before[number]), _table(drawn[number], held[number], sheet)) for number in held)
    notes = _notes(made) if any(line.words[0].note for line in made) else set()
    kept = tuple(line for place, line in enumerate(made) if place not in notes)
    placed = tuple((place - sum(note < place for note in notes), table) for place, table in tables)
    return _Page(sheet, kept, placed, tuple(made[place] for place in sorted(notes)))


def _notes(lines: list[Line]) -> set[int]:
    """Return the places of footnotes: lines that begin with a small raised number, and those under them as small."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        before = lines[place - 1] if place - 1 in found else None
        if line.words[0].note or (before and line.high <= before.high * 1.05 and line.y0 < before.y0):
            found.add(place)
    return found


def _table(frame: Frame, words: list[Word], sheet: Sheet) -> _Table:
    return _Table(grid_of(frame, words), sheet.number, frame.columns, sheet.number)


def _lines(words: list[Word], breaks: list[int], page: int) -> list[Line]:
    """Make lines of words, but never across a table that stands between them."""
    lines: list[Line] = []
    for start, end in zip([0, *breaks], [*breaks, len(words)], strict=True):
        lines += lines_of(words[start:end], page)
    return lines


def _line_before(lines: list[Line], words: int) -> int:
    """Return how many lines the first so many words make."""
    for number, line in enumerate(lines):
        if words <= 0:
            return number
        words -= len(line.words)
    return len(lines)


def _parts(pages: Sequence[_Page], aside: dict[int, set[int]]) -> Iterator[Part]:
    """Yield paragraphs and tables in order; what a page break tore apart is joined."""
    waiting: list[Line] = []
    table: _Table | None = None
    for item in _in_order(pages, aside):
        if isinstance(item, Line):
            if table:
                yield from _tabled(table)
                table = None
            waiting.append(item)
            continue
        yield from _said(waiting)
        waiting = []
        if table and _continues(table, item):
            table = replace(table, grid=_joined(table.grid, item.grid), last=item.page)
        else:
            yield from _tabled(table) if table else ()
            table = item
    yield from _tabled(table) if table else ()
    yield from _said(waiting)


def _in_order(pages: Sequence[_Page], aside: dict[int, set[int]]) -> Iterator[Line | _Table]:
    for page in pages:
        tables = list(page.tables)
        for place, line in enumerate(page.lines):
            while tables and tables[0][0] <= place:
                yield tables.pop(0)[1]
            if place not in aside[page.sheet.number]:
                yield line
        for _, table in tables:
            yield table


def _said(lines: list[Line]) -> Iterator[Part]:
    for said in paragraphs(lines):
        if said.grid:
            yield Part(BlockKind.TABLE, page=said.page, grid=said.grid)
            continue
        kind = BlockKind.HEADING if said.heading else BlockKind.ITEM if said.item else BlockKind.PARAGRAPH
        yield Part(kind, said.text, 1 if said.heading or said.item else 0, said.page)


def _noted(pages: Sequence[_Page]) -> Iterator[Part]:
    """Yield the footnotes, behind the text."""
    for said in paragraphs([line for page in pages for line in page.notes]):
        yield Part(BlockKind.NOTE, said.text, page=said.page, grid=said.grid)


def _tabled(table: _Table) -> Iterator[Part]:
    if is_layout(table.grid):
        for line in layout_lines(table.grid):
            yield Part(BlockKind.PARAGRAPH, line, page=table.page)
    elif table.grid.slots:
        yield Part(BlockKind.TABLE, page=table.page, grid=table.grid)


def _continues(table: _Table, following: _Table) -> bool:
    """Tell whether a table goes on with another one on the next page: the same columns at the same places."""
    if following.page not in {table.last, table.last + 1} or len(table.columns) != len(following.columns):
        return False
    return all(abs(one - other) <= _SAME_PLACE for one, other in zip(table.columns, following.columns, strict=True))


def _joined(grid: Grid, following: Grid) -> Grid:
    """Put rows under those of the page before, without headings that are only repeated."""
    mine, theirs = grid.rows(), following.rows()
    repeated = 0
    for one, other in zip(mine[: max(1, heading_rows(grid))], theirs, strict=False):
        if [slot.text for slot in one] != [slot.text for slot in other]:
            break
        repeated += 1
    shift = max((slot.row + slot.rows for slot in grid.slots), default=0) - repeated
    added = (replace(slot, row=slot.row + shift) for slot in following.slots if slot.row >= repeated)
    return Grid((*grid.slots, *added), grid.headings)
