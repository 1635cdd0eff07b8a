"""An entry workbook given back: what was typed as it was, and what is wrong beside each cell."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from binhyen.kernel.findings import Refusal
from binhyen.sheets.queries.entry import bare_rows, read_entry_book
from binhyen.sheets.rules import entry_layout as at
from binhyen.sheets.rules.containers import ZIP
from binhyen.sheets.rules.entry import HIDDEN, VISIBLE, Remarks
from binhyen.sheets.rules.grid import Cell
from binhyen.sheets.writers.entry import redden
from binhyen.sheets.writers.tables import Pen, in_memory
from binhyen.sheets.writers.template import fill_template

TITLE = "CẦN SỬA"
_WIDTHS = {at.NUMBER: 5, at.LABEL: 44, at.UNIT: 10, at.NOW: 14, at.NOTE: 20, at.REMARK: 80}
_TOP = at.HEAD_ROW
"""Rows above the table: remarks on the workbook as a whole stand there."""


def write_entry_copy(content: bytes, remarks: Remarks, general: Sequence[str]) -> bytes:
    """Return the workbook with sentences beside the cells that they are about, and those about all of it on top.

    An .xlsx stays as it is but for its last column; an .xls or .ods, and what no longer has our layout, comes back as
    an .xlsx with what was typed. Both can be mended and brought in again. Of a file that cannot be read only the
    sentences come back.
    """
    rows = _rows(content)
    lost = [sentence for key, told in remarks.items() if not rows.get(key) for sentence in told]
    texts = {rows[key]: " ".join(told) for key, told in remarks.items() if rows.get(key)}
    texts = dict.fromkeys((row for row in rows.values() if row), "") | texts
    texts |= _head([*general, *lost])
    try:
        return _marked(content, texts) if content.startswith(ZIP) and rows else _anew(content, texts)
    except Refusal:
        return _anew(content, texts)


def _rows(content: bytes) -> dict[str, int]:
    """Return the rows of the lines, counted from 1; 0 for one that is gone."""
    try:
        return {key: cell.row for key, cell in read_entry_book(io.BytesIO(content)).cells.items()}
    except Refusal:
        return {}


def _head(sentences: Sequence[str]) -> dict[int, str]:
    """Put sentences about the whole workbook into the rows above the table; what has no room shares the last one."""
    room = _TOP - 1
    listed = [*sentences[: room - 1], " ".join(sentences[room - 1 :])]
    told = {number: text for number, text in enumerate(listed, start=2) if text}
    return dict.fromkeys(range(1, _TOP + 1), "") | told | {1: TITLE if sentences else "", _TOP + 1: TITLE}


def _marked(content: bytes, texts: Mapping[int, str]) -> bytes:
    column = xl_col_to_name(at.REMARK)
    return fill_template(content, "bieu.xlsx", {f"{VISIBLE}!{column}{row}": text for row, text in texts.items()})


def _anew(content: bytes, texts: Mapping[int, str]) -> bytes:
    """Write what stands in the sheets into a fresh workbook, each cell at its place."""
    sheets = bare_rows(content)
    buffer = io.BytesIO()
    with in_memory(buffer) as book:
        sheet = book.add_worksheet(VISIBLE)
        pen = Pen(book, sheet)
        _write(pen, sheets[0] if sheets else [], skip=at.REMARK)
        look = book.add_format({"font_color": "#8A1C1C", "text_wrap": True, "valign": "top"})
        for row, text in texts.items():
            sheet.write_string(row - 1, at.REMARK, text, look)
        for column, width in _WIDTHS.items():
            sheet.set_column(column, column, width)
        if len(sheets) > 1:
            _keep_hidden(book, sheet, sheets[1])
        redden(sheet, _TOP + 1, max([_TOP + 2, *texts]), book.add_format({"bg_color": "#F8D7DA"}))
    return buffer.getvalue()


def _keep_hidden(book: Any, sheet: Any, rows: Sequence[Sequence[Cell]]) -> None:  # noqa: ANN401 - no types
    """Write the hidden sheet too, so that the copy can be brought in again."""
    hidden = book.add_worksheet(HIDDEN)
    _write(Pen(book, hidden), rows)
    hidden.very_hidden()
    sheet.set_column(at.KEY, at.KEY, 2, None, {"hidden": True})
    sheet.freeze_panes(_TOP + 1, at.UNIT)


def _write(pen: Pen, rows: Sequence[Sequence[Cell]], skip: int = -1) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if column != skip and value != "":
                pen.write(number, column, value)
