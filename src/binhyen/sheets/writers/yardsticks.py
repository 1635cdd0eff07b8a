"""The engine of our workbooks by itself: what writing the same cells costs without sheets of ours around them."""

import time
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter


def bare_write_seconds(path: Path, sheets: Sequence[Sequence[Sequence[object]]]) -> float:
    """Time writing sheets of rows of plain cells, all in memory already, in constant memory as ours are."""
    begun = time.perf_counter()
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return time.perf_counter() - begun
