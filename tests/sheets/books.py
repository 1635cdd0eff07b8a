"""Entry workbooks for the tests, and hands that type into them: another library than those that write and read."""

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import openpyxl

from binhyen.sheets.queries import read_entry_book
from binhyen.sheets.rules.entry import (
    EntryBook,
    EntryLine,
    EntryRead,
    EntrySection,
    Identity,
    Relation,
    Sign,
)
from binhyen.sheets.writers.entry import write_entry_book

IDENTITY = Identity("bieu-thu", 3, "abc", "09043", "2026-11", 17, "2026-11-05T09:00:00+07:00", "dau")
LINES = (
    EntryLine("sessions", "1", "Số buổi tuyên truyền", "buổi", "1.234", "8", value=12, version=2),
    EntryLine("people", "2", "Lượt người dự", "lượt", "KPS", "", value="hơn 200", note="theo sổ", version=1),
    EntryLine("weight", "3", "Pháo thu hồi", "kg", whole=False),
    EntryLine("share", "4", "Khu dân cư đạt chuẩn", "khu", shared=True),
    EntryLine("accepted", "5", "Mô hình", "mô hình", value=9, version=4, open=False),
)
RELATIONS = (
    Relation("sessions", "Không được lớn hơn dòng 2.", Sign.AT_MOST, ("people",)),
    Relation("weight", "Không được lớn hơn 100.", most=Decimal(100)),
)


def a_book(lines: tuple[EntryLine, ...] = LINES) -> EntryBook:
    """A small form with everything that a line may be."""
    half = max(1, len(lines) // 2)
    sections = (EntrySection("A. Tuyên truyền", lines[:half]), EntrySection("B. Kết quả", lines[half:]))
    return EntryBook(
        IDENTITY,
        "ỦY BAN NHÂN DÂN TỈNH BẮC NINH",
        "ỦY BAN NHÂN DÂN XÃ AN PHÚ",
        "Báo cáo phong trào tháng",
        "Tháng 11/2026",
        "Xã An Phú",
        "Số liệu từ ngày 15/10/2026 đến ngày 14/11/2026; gửi chậm nhất ngày 17/11/2026",
        ("10/2026", "11/2025", "11/2026"),
        tuple(one for one in sections if one.lines),
        RELATIONS,
    )


Change = Callable[[Any, Any], None]
"""Takes the workbook and the sheet that people see."""


def changed(content: bytes, change: Change) -> bytes:
    """Open a workbook, do something to it, save it again: as another program would."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book, book.worksheets[0])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def row_of(sheet: Any, key: str) -> int:
    """The row of a line."""
    return int(next(cell.row for cell in sheet["A"] if cell.value == key))


def typed(content: bytes, values: Mapping[str, object], notes: Mapping[str, str] | None = None) -> bytes:
    """Type into the cells of lines."""

    def change(_book: Any, sheet: Any) -> None:
        for column, told in (("G", values), ("H", notes or {})):
            for key, value in told.items():
                sheet[f"{column}{row_of(sheet, key)}"] = value

    return changed(content, change)


def read(content: bytes) -> EntryRead:
    """Read a workbook as an upload does."""
    return read_entry_book(io.BytesIO(content))


def codes(found: EntryRead) -> set[str]:
    """The codes of what was found wrong."""
    return {one.code for one in found.findings}


def written(lines: tuple[EntryLine, ...] = LINES) -> bytes:
    """The workbook as it is given out."""
    return write_entry_book(a_book(lines))
