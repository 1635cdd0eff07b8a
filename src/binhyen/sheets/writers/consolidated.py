"""A consolidated workbook, written row by row in constant memory. Its words are Vietnamese and not translated."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter

from binhyen.sheets.rules.consolidated import (
    MARK_TOLD,
    MARK_WORDS,
    ConsolidatedLine,
    ConsolidatedRow,
    ConsolidatedSheet,
    Entry,
    Mark,
    Marked,
)
from binhyen.sheets.writers.tables import DANGEROUS, Looks

_TITLE, _PERIOD, _SOURCE, _SECTIONS, _LABELS, _UNITS, _SUMS, _FIRST = 0, 1, 2, 4, 5, 6, 7, 8
_LEAD = ("Mã", "Địa bàn, đơn vị", "Tình trạng")
_LEAD_WIDTHS = (9, 30, 25)
_WIDTH, _LINE_HEIGHT, _HIGHEST = 11.5, 13.5, 160
_A3, _A4 = 8, 9
_ON_A4, _ON_ONE_PAGE, _ON_A_PAGE, _SCALE = 12, 25, 14, 70
"""Columns that A4 takes, that one A3 page takes, that are put on each of several, and how small these are (percent)."""
_NAME_LENGTH = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_WHOLE, _BROKEN = "#,##0", "#,##0.0###"


def write_consolidated(path: Path, sheets: Iterable[ConsolidatedSheet]) -> None:
    """Write sheets, one after the other, and a last one with what must be said of them.

    Sheets and rows may come from iterators: nothing is kept but headings and notes.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        looks, notes, names = _Looks(book), _Notes(), {_NOTES.casefold()}
        for sheet in sheets:
            _Writer(book, looks, sheet, _name(sheet.name, names)).write()
            notes.take(sheet)
        notes.write(book, looks)


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name that a tab may have and no other has."""
    bare = _NO_NAME.sub("-", wanted).strip()[:_NAME_LENGTH] or "Biểu"
    found, number = bare, 2
    while found.casefold() in taken:
        tail = f" ({number})"
        found, number = f"{bare[: _NAME_LENGTH - len(tail)]}{tail}", number + 1
    taken.add(found.casefold())
    return found


class _Looks(Looks):
    """Formats of one workbook, the commonest by name."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - xlsxwriter ships no types
        super().__init__(book, font_size=11)
        self.head = self.get(bold=True, border=1, text_wrap=True, align="center", valign="vcenter", bg_color="#E3EEE9")
        self.unit = self.get(italic=True, border=1, text_wrap=True, align="center", valign="vcenter", font_size=9)
        self.title, self.strong, self.small = (
            self.get(bold=True, font_size=14),
            self.get(bold=True),
            self.get(italic=True),
        )
        self.told = self.get(text_wrap=True, valign="top")


_MARKED: dict[Mark, dict[str, Any]] = {
    Mark.MISSING: {"bg_color": "#F1F1EE"},
    Mark.LATE: {},
    Mark.NOT_ACCEPTED: {"italic": True, "font_color": "#1F4E79"},
    Mark.HIDDEN: {"italic": True, "font_color": "#6B6B6B", "align": "right"},
    Mark.NOT_COMPARABLE: {"font_color": "#8A4B08", "align": "right"},
}
_SHOWN_AS_WORDS = {Mark.HIDDEN, Mark.NOT_COMPARABLE}


class _Writer:
    """Writes one sheet from the top down: in constant memory no row can be gone back to."""

    def __init__(self, book: Any, looks: _Looks, sheet: ConsolidatedSheet, name: str) -> None:  # noqa: ANN401
        self.sheet, self.looks, self.out = sheet, looks, book.add_worksheet(name)
        self.lines = sheet.lines
        self.last = len(_LEAD) + len(self.lines) - 1
        self._cells: dict[tuple[str, Mark | None, bool], Any] = {}

    def write(self) -> None:
        self._set_up()
        self._heading()
        self._row(_SUMS, ConsolidatedRow("", self.sheet.sums_label, self.sheet.sums), bold=True)
        for number, row in enumerate(self.sheet.rows, start=_FIRST):
            self._row(number, row)

    # ---------------------------------------------------------------- paper

    def _set_up(self) -> None:
        out, count = self.out, len(self.lines)
        for column, width in enumerate(_LEAD_WIDTHS):
            out.set_column(column, column, width)
        out.set_column(len(_LEAD), max(self.last, len(_LEAD)), _WIDTH)
        out.freeze_panes(_FIRST, 2)
        out.set_landscape()
        out.set_paper(_A4 if count <= _ON_A4 else _A3)
        out.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        out.repeat_rows(_SECTIONS, _SUMS)
        out.set_footer(f"&L{_in_footer(self.sheet.title)}&RTrang &P/&N")
        if count <= _ON_ONE_PAGE:
            out.fit_to_pages(1, 0)
            return
        out.repeat_columns(0, 1)
        out.set_print_scale(_SCALE)
        out.set_v_pagebreaks(list(self._page_ends()))

    def _page_ends(self) -> Iterator[int]:
        """Give the columns after which a page ends: between sections where that is possible."""
        column, on_page = len(_LEAD), 0
        for section in self.sheet.sections:
            size = len(section.lines)
            if on_page and on_page + size > _ON_A_PAGE:
                yield column
                on_page = 0
            for cut in range(_ON_A_PAGE, size, _ON_A_PAGE):
                yield column + cut
            on_page, column = (on_page + size) if size <= _ON_A_PAGE else size % _ON_A_PAGE, column + size

    # ---------------------------------------------------------------- heading

    def _heading(self) -> None:
        out, looks, sheet = self.out, self.looks, self.sheet
        out.write_string(_TITLE, 0, sheet.title, looks.title)
        out.write_string(_PERIOD, 0, sheet.period, looks.strong)
        out.write_string(_SOURCE, 0, sheet.source, looks.small)
        self._section_row()
        out.set_row(_LABELS, _height(self.lines))
        for row, texts in ((_LABELS, [one.label for one in self.lines]), (_UNITS, [one.unit for one in self.lines])):
            for column in range(len(_LEAD)):
                out.write_blank(row, column, None, looks.head)
            for column, text in enumerate(texts, start=len(_LEAD)):
                out.write_string(row, column, text, looks.head if row == _LABELS else looks.unit)

    def _section_row(self) -> None:
        head = self.looks.head
        for column, word in enumerate(_LEAD):
            self.out.write_string(_SECTIONS, column, word, head)
            self._merge(_SECTIONS, column, _UNITS, column)
        column = len(_LEAD)
        for section in self.sheet.sections:
            for place in range(len(section.lines)):
                self.out.write_string(_SECTIONS, column + place, "" if place else section.title, head)
            self._merge(_SECTIONS, column, _SECTIONS, column + len(section.lines) - 1)
            column += len(section.lines)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged range; its cells are written when their rows come, which `merge_range` cannot wait for."""
        if (top, left) < (bottom, right):
            self.out.merge.append([top, left, bottom, right])

    # ---------------------------------------------------------------- rows

    def _row(self, number: int, row: ConsolidatedRow, *, bold: bool = False) -> None:
        if len(row.entries) != len(self.lines):
            msg = f"{row.code} {row.name}: {len(row.entries)} entries for {len(self.lines)} lines"
            raise ValueError(msg)
        mark = Mark.MISSING if Mark.MISSING in row.marks else None
        words = "; ".join(MARK_WORDS[one] for one in row.marks).capitalize()
        for column, text in enumerate((row.code, row.name, words)):
            self._text(number, column, text, mark, bold=bold)
        for column, entry in enumerate(row.entries, start=len(_LEAD)):
            self._entry(number, column, entry, mark, bold=bold)

    def _entry(self, number: int, column: int, entry: Entry, mark: Mark | None, *, bold: bool) -> None:
        if isinstance(entry, Marked):
            mark, entry = entry.mark, MARK_WORDS[entry.mark] if entry.mark in _SHOWN_AS_WORDS else entry.value
        if entry is None:
            self.out.write_blank(number, column, None, self._look("", mark, bold=bold))
        elif isinstance(entry, str):
            self._text(number, column, entry, mark, bold=bold)
        else:
            shape = _WHOLE if isinstance(entry, int) or entry == entry.to_integral_value() else _BROKEN
            self.out.write_number(number, column, entry, self._look(shape, mark, bold=bold))

    def _text(self, number: int, column: int, text: str, mark: Mark | None, *, bold: bool) -> None:
        if not text:
            self.out.write_blank(number, column, None, self._look("", mark, bold=bold))
            return
        shape = "quoted" if text.startswith(DANGEROUS) else "figure" if column >= len(_LEAD) else ""
        self.out.write_string(number, column, text, self._look(shape, mark, bold=bold))

    def _look(self, shape: str, mark: Mark | None, *, bold: bool) -> Any:  # noqa: ANN401
        key = (shape, mark, bold)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self.looks.get(**_properties(shape, mark, bold=bold))
        return found


def _properties(shape: str, mark: Mark | None, *, bold: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {"border": 1, "valign": "top", **(_MARKED[mark] if mark else {})}
    if bold:
        properties |= {"bold": True, "bg_color": "#F4EBD8"}
    if shape in {_WHOLE, _BROKEN}:
        properties["num_format"] = shape
    elif shape:
        properties |= {"quote_prefix": True} if shape == "quoted" else {"align": "right"}
    return properties


def _height(lines: Sequence[ConsolidatedLine]) -> float:
    """Return how high the row of labels must be for the longest of them."""
    longest = max((len(line.label) for line in lines), default=0)
    return min(_HIGHEST, max(2, ceil(longest / (_WIDTH - 2))) * _LINE_HEIGHT)


def _in_footer(title: str) -> str:
    return title.replace("&", "&&")[:200]


# ------------------------------------------------------------------ notes

_NOTES = "Ghi chú"
_LABEL_SIGNS, _TOLD_SIGNS = 40, 76
"""Signs that fit one line of a label and of an explanation."""
_DEFINED = ("Mã chỉ tiêu", "Chỉ tiêu", "Đơn vị tính", "Giải thích")


class _Notes:
    """What must be said of the sheets, gathered while they are written."""

    def __init__(self) -> None:
        self._told: list[tuple[str, str]] = []
        self._lines: dict[tuple[str, str], ConsolidatedLine] = {}

    def take(self, sheet: ConsolidatedSheet) -> None:
        """Keep a sheet's notes and definitions; definitions are written once."""
        self._told.append((f"{sheet.title}. {sheet.period}", ""))
        self._told += [("Nguồn", sheet.source.removeprefix("Nguồn: "))] if sheet.source else []
        self._told += sheet.notes
        self._lines |= {(line.code, line.label): line for line in sheet.lines}

    def write(self, book: Any, looks: _Looks) -> None:  # noqa: ANN401
        """Write them as the last sheet."""
        out = book.add_worksheet(_NOTES)
        for column, width in enumerate((26, 44, 16, 80)):
            out.set_column(column, column, width)
        out.set_landscape()
        out.set_paper(_A4)
        out.fit_to_pages(1, 0)
        marks = [(MARK_WORDS[mark], MARK_TOLD[mark]) for mark in Mark]
        number = 0
        for word, told in chain(self._told, [("", ""), ("Ký hiệu", "")], marks, [("", "")]):
            out.write_string(number, 0, word, looks.told if told else looks.strong)
            out.write_string(number, 1, told, looks.get(valign="top"))
            number += 1
        self._definitions(out, looks, number)

    def _definitions(self, out: Any, looks: _Looks, top: int) -> None:  # noqa: ANN401
        for column, word in enumerate(_DEFINED):
            out.write_string(top, column, word, looks.head)
        for number, line in enumerate(self._lines.values(), start=top + 1):
            rows = max(ceil(len(line.label) / _LABEL_SIGNS), ceil(len(line.definition) / _TOLD_SIGNS), 1)
            out.set_row(number, rows * _LINE_HEIGHT + 2)
            for column, text in enumerate((line.code, line.label, line.unit, line.definition)):
                out.write_string(number, column, text, looks.get(border=1, text_wrap=True, valign="top"))
