"""Workbooks for the tests, made by another library than the one that reads them."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest

from binhyen.sheets.rules.columns import CellType, Column

Make = Callable[..., io.BytesIO]
COLUMNS = (
    Column("name", "Tên đơn vị", required=True, aliases=("Tên cơ quan",), longest=40),
    Column("staff", "Số người", CellType.INT, least=0),
    Column("founded", "Ngày thành lập", CellType.DATE),
    Column("level", "Cấp quản lý", CellType.CHOICE, choices={"province": "Tỉnh", "commune": "Xã"}),
    Column("armed", "Lực lượng vũ trang", CellType.FLAG),
)
HEADER = ["Tên đơn vị", "Số người", "Ngày thành lập", "Cấp quản lý", "Lực lượng vũ trang"]


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> io.BytesIO:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    for one in merged:
        sheet.merge_cells(one)
    buffer = io.BytesIO()
    book.save(buffer)
    buffer.seek(0)
    return buffer


@pytest.fixture
def make() -> Make:
    return workbook


@pytest.fixture
def day() -> date:
    return date(2026, 3, 1)
