"""Entry workbooks out: a report form as it prints, locked but for the cells to fill in."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from binhyen.sheets.rules import entry_layout as at
from binhyen.sheets.rules.entry import HIDDEN, MARK, VISIBLE, EntryBook, EntryLine, Identity, Typed, as_written
from binhyen.sheets.writers.tables import DANGEROUS, LISTED, Looks, in_memory

_WIDTHS = {at.KEY: 2, at.NUMBER: 5, at.LABEL: 38, at.UNIT: 9, at.BEFORE: 10, at.LAST_YEAR: 10, at.NOW: 13}
_WIDTHS |= {at.NOTE: 18, at.REMARK: 60}
_FIRST, _LAST = at.NUMBER, at.NOTE
"""Columns that print."""
_COUNTRY, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_HELP = (
    "Chỉ ghi vào cột “Kỳ này” và “Ghi chú”. Số viết như thường lệ (1.234,5); không phát sinh ghi KPS hoặc 0; số chưa "
    "chính xác ghi “hơn 200”, “hàng trăm”. Ô có nền đỏ: xem cột “Cần xem lại” ở bên phải."
)
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day, so that the same book is the same file
_RED, _RED_TEXT, _PALE, _OPEN = "#F8D7DA", "#8A1C1C", "#E7EEF6", "#FFFDF0"


def write_entry_book(book: EntryBook) -> bytes:
    """Write a workbook to be filled in without a network.

    Only what this period says and its note can be typed; everything else is locked. A hidden sheet keeps who it is
    for, and every value that it was given out with. Broken relations turn red and say why beside the row.
    """
    buffer = io.BytesIO()
    with in_memory(buffer) as workbook:
        workbook.set_properties({"title": book.title, "subject": book.period, "author": "Bình Yên", "created": _MADE})
        workbook.set_custom_property(HIDDEN, _trace(book))
        sheet, hidden = workbook.add_worksheet(VISIBLE), workbook.add_worksheet(HIDDEN)
        pen = _Pen(sheet, _Looks(workbook))
        pen.title(book)
        rows = pen.lines(book)
        pen.relate(book, rows)
        pen.remark(rows)
        pen.sign(book, max(rows.values(), default=at.HEAD_ROW + 1) + 1)
        _set_page(sheet, at.HEAD_ROW)
        _write_hidden(hidden, book, rows)
        hidden.very_hidden()
        sheet.activate()
    return buffer.getvalue()


class _Looks(Looks):
    """Formats of one workbook."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter ships no types
        super().__init__(workbook, font_size=12, valign="vcenter")

    def cell(self, **wanted: object) -> Any:  # noqa: ANN401 - xlsxwriter ships no types
        """Return the format of a cell of the table."""
        return self.get(border=1, text_wrap=True, **wanted)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes the sheet that people see."""

    sheet: Any
    looks: _Looks

    def title(self, book: EntryBook) -> None:
        """Write the head of the form as official papers have it: the body on the left, the motto on the right."""
        centred = {"align": "center", "text_wrap": True}
        bold = self.looks.get(bold=True, **centred)
        self._across(0, _FIRST, at.UNIT, book.above, self.looks.get(**centred))
        self._across(0, at.BEFORE, _LAST, _COUNTRY, bold)
        underlined = self.looks.get(bold=True, underline=1, **centred)
        self._across(1, _FIRST, at.UNIT, book.agency, underlined)
        self._across(1, at.BEFORE, _LAST, _MOTTO, underlined)
        self.sheet.set_row(0, 18)
        self.sheet.set_row(1, 20)
        self.sheet.set_row(2, 6)
        self._across(
            at.TITLE_ROW, _FIRST, _LAST, book.title.upper(), self.looks.get(bold=True, font_size=14, **centred)
        )
        self.sheet.set_row(at.TITLE_ROW, 22 if len(book.title) <= _ONE_ROW else 40)
        self._across(at.SHOWN_ROW, _FIRST, _LAST, shown(book), bold)
        self._across(at.DAYS_ROW, _FIRST, _LAST, book.days, self.looks.get(italic=True, **centred))
        self._across(at.HELP_ROW, _FIRST, _LAST, _HELP, self.looks.get(italic=True, font_size=10, text_wrap=True))
        self.sheet.set_row(at.HELP_ROW, 28)
        self._heads(book)

    def _heads(self, book: EntryBook) -> None:
        head = self.looks.cell(bold=True, bg_color=_PALE, align="center")
        periods = dict(zip((at.BEFORE, at.LAST_YEAR, at.NOW), book.columns, strict=True))
        for column, words in enumerate(at.HEADS, start=_FIRST):
            told = f"{words}\n{periods[column]}" if column in periods else words
            self.sheet.write_string(at.HEAD_ROW, column, told, head)
        self.sheet.write_string(at.HEAD_ROW, at.REMARK, "Cần xem lại", self.looks.get(bold=True, font_color=_RED_TEXT))
        self.sheet.set_row(at.HEAD_ROW, 50)

    def _across(self, row: int, first: int, last: int, words: str, look: Any) -> None:  # noqa: ANN401 - no types
        self.sheet.merge_range(row, first, row, last, "", look)
        self.sheet.write_string(row, first, words, look)

    def lines(self, book: EntryBook) -> dict[str, int]:
        """Write sections and rows; return the row of each key, counted from 0."""
        rows: dict[str, int] = {}
        row = at.HEAD_ROW + 1
        group = self.looks.cell(bold=True, bg_color="#F2F2F2")
        for section in book.sections:
            self._across(row, _FIRST, _LAST, section.title, group)
            for line in section.lines:
                row += 1
                rows[line.key] = row
                self._line(row, line)
            row += 1
        return rows

    def _line(self, row: int, line: EntryLine) -> None:
        self.sheet.write_string(row, at.KEY, line.key, self.looks.get(font_color="#FFFFFF"))
        self.sheet.write_string(row, at.NUMBER, line.number, self.looks.cell(align="center"))
        self.sheet.write_string(row, at.LABEL, line.label, self.looks.cell())
        self.sheet.write_string(row, at.UNIT, line.unit, self.looks.cell(align="center"))
        for column, words in ((at.BEFORE, line.before), (at.LAST_YEAR, line.last_year)):
            self.sheet.write_string(row, column, words, self.looks.cell(align="right"))
        write_typed(self.sheet, row, at.NOW, line.value, self._now(line))
        write_typed(
            self.sheet, row, at.NOTE, line.note, self.looks.cell(font_size=11, **_unlocked(line), **_quoted(line.note))
        )
        self._guide(row, line)
        self.sheet.set_row(row, _ROW * min(_MOST_ROWS, _rows(line)))

    def _now(self, line: EntryLine) -> Any:  # noqa: ANN401 - xlsxwriter ships no types
        kind = {"num_format": "@"} if line.shared else {"num_format": "#,##0" if line.whole else "General"}
        return self.looks.cell(align="right", bold=True, **kind, **_unlocked(line), **_quoted(line.value))

    def _guide(self, row: int, line: EntryLine) -> None:
        """Say beside the cell what it takes, and warn of a number below zero; words may be typed all the same."""
        if not line.open:
            return
        told = {"input_title": f"Dòng {line.number}"[:32], "input_message": _guidance(line)[:255]}
        rule: dict[str, Any] = {"validate": "any", **told}
        if line.choices:
            rule = {"validate": "list", "source": self._source(row, line.choices), **_WARNED, **told}
        elif not line.shared:
            rule = {"validate": "decimal", "criteria": ">=", "value": 0, **_WARNED, **told}
        self.sheet.data_validation(row, at.NOW, row, at.NOW, rule)

    def _source(self, row: int, choices: tuple[str, ...]) -> Any:  # noqa: ANN401 - what xlsxwriter takes
        """Return a list as the cell keeps it; one that it cannot keep stands in the hidden sheet."""
        if len(",".join(choices)) <= LISTED and not any("," in one for one in choices):
            return list(choices)
        last = xl_col_to_name(_CHOICES + len(choices) - 1)
        return f"='{HIDDEN}'!${xl_col_to_name(_CHOICES)}${row + 1}:${last}${row + 1}"

    def relate(self, book: EntryBook, rows: dict[str, int]) -> None:
        """Turn cells red whose relation is broken, and say why beside them."""
        told: dict[str, list[tuple[str, str]]] = {}
        numbers = {key: row + 1 for key, row in rows.items()}
        for one in book.relations:
            told.setdefault(one.left, []).extend(at.conditions([one], numbers))
        wrong, words = self.looks.get(bg_color=_RED), self.looks.get(font_color=_RED_TEXT, font_size=11)
        for key, pairs in told.items():
            if pairs:
                rule = {"type": "formula", "criteria": at.any_of([test for test, _ in pairs]), "format": wrong}
                self.sheet.conditional_format(rows[key], at.NOW, rows[key], at.NOW, rule)
                self.sheet.write_formula(rows[key], at.REMARK, at.sentence_formula(pairs), words, "")

    def remark(self, rows: dict[str, int]) -> None:
        """Turn every cell red beside which a remark stands: the returned copy writes them there."""
        if rows:
            redden(self.sheet, min(rows.values()), max(rows.values()), self.looks.get(bg_color=_RED))

    def sign(self, book: EntryBook, row: int) -> None:
        """Write who signs, under the table."""
        centred, italic = self.looks.get(bold=True, align="center"), self.looks.get(italic=True, align="center")
        self._across(row + 1, at.BEFORE, _LAST, "……………, ngày …… tháng …… năm ………", italic)
        for words, look, under in ((book.signers, centred, 2), (("(Ký, ghi rõ họ tên)",) * 2, italic, 3)):
            self._across(row + under, _FIRST, at.UNIT, words[0], look)
            self._across(row + under, at.BEFORE, _LAST, words[1], look)
        self.sheet.print_area(0, _FIRST, row + _SIGNED, _LAST)


_ROW, _MOST_ROWS, _ROOM = 16.5, 20, 5.2
"""Height of one row of text (points), rows that Excel lets a cell have, points of a column for a unit of its width."""
_CHOICES = 10
"""First column of the hidden sheet in which choices stand, each list in the row of its line."""
_SIGNED = 9
"""Rows that signatures take."""
_ONE_ROW = 70
_WARNED = {
    "error_type": "warning",
    "error_title": "Xem lại số đã ghi",
    "error_message": "Ô này nhận một số không âm. Nếu ghi KPS (không phát sinh), “hơn 200” hoặc “hàng trăm” thì chọn "
    "Có để giữ lại.",
}


def _rows(line: EntryLine) -> int:
    """Return how many rows of text the longest of a line's cells takes."""
    told = ((line.label, at.LABEL, 12), (line.unit, at.UNIT, 12), (line.note, at.NOTE, 11))
    return max(at.text_rows(text, _WIDTHS[column] * _ROOM, size) for text, column, size in told)


def _unlocked(line: EntryLine) -> dict[str, Any]:
    return {"locked": False, "bg_color": _OPEN} if line.open else {"bg_color": "#EDEDED"}


def _quoted(value: Typed) -> dict[str, Any]:
    """Keep a text that looks like a formula from becoming one when its cell is edited."""
    return {"quote_prefix": True} if isinstance(value, str) and value.startswith(DANGEROUS) else {}


def _guidance(line: EntryLine) -> str:
    takes = "Ghi hai số: đạt / tổng số, ví dụ 194/213." if line.shared else "Ghi số; không phát sinh ghi KPS."
    return f"{line.hint} {takes}".strip()


def redden(sheet: Any, first: int, last: int, look: Any) -> None:  # noqa: ANN401 - xlsxwriter ships no types
    """Give the cells to fill in a look wherever a remark stands beside them. Rows count from 0."""
    rule = {"type": "formula", "criteria": f"=LEN($I{first + 1})>0", "format": look}
    sheet.conditional_format(first, at.NOW, last, at.NOW, rule)


def shown(book: EntryBook) -> str:
    """Return the line under the title that says whose workbook it is."""
    return f"{book.period} – {book.place}"


def _trace(book: EntryBook) -> str:
    """Return in words whose workbook it is: a file that lost its hidden sheet can still say so."""
    one = book.identity
    return f"{MARK} {shown(book)}; {book.title}, {one.form} {one.version}"[:_PROPERTY]


_PROPERTY = 255
"""Signs that a property may have."""


def write_typed(sheet: Any, row: int, column: int, value: Typed, look: Any) -> None:  # noqa: ANN401 - no types
    """Write a value exactly, texts as texts."""
    kept = as_written(value)
    if kept is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(kept, str):
        sheet.write_string(row, column, kept, look)
    else:
        sheet.write_number(row, column, kept, look)


def _set_page(sheet: Any, head: int) -> None:  # noqa: ANN401 - xlsxwriter ships no types
    for column, width in _WIDTHS.items():
        sheet.set_column(column, column, width, None, {"hidden": True} if column == at.KEY else {})
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer('&C&"Times New Roman,Regular"&10&P/&N')
    sheet.freeze_panes(head + 1, at.UNIT)
    sheet.ignore_errors({"number_stored_as_text": "A1:I2000", "two_digit_text_year": "A1:I2000"})
    allowed = ("format_columns", "format_rows", "select_locked_cells", "select_unlocked_cells")
    sheet.protect("", dict.fromkeys(allowed, True))


def _write_hidden(sheet: Any, book: EntryBook, rows: dict[str, int]) -> None:  # noqa: ANN401 - no types
    """Write who the workbook is for and what it was given out with; numbers of it as texts, values as they are."""
    sheet.write_string(0, 0, MARK)
    named = {name: str(getattr(book.identity, name)) for name in Identity.__dataclass_fields__}
    named |= {"place_name": book.place, "period_name": book.period, "shown": shown(book)}
    row = 0
    for row, (name, value) in enumerate(named.items(), start=1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    for column, name in enumerate((at.LINES_HEAD, *at.LINE_COLUMNS[1:])):
        sheet.write_string(row + 1, column, name)
    for number, line in enumerate(book.lines, start=row + 2):
        sheet.write_string(number, 0, line.key)
        sheet.write_number(number, 1, line.version)
        sheet.write_number(number, 2, rows[line.key])
        sheet.write_string(number, 3, line.label)
        sheet.write_string(number, 4, line.unit)
        write_typed(sheet, number, 5, line.value, None)
        write_typed(sheet, number, 6, line.note, None)
    for line in book.lines:
        for column, choice in enumerate(line.choices, start=_CHOICES):
            sheet.write_string(rows[line.key], column, choice)
