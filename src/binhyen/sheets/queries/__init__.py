"""Reads of workbooks and forms from outside, within limits, and of remembered columns."""

from binhyen.sheets.queries.entry import read_entry_book, read_entry_books
from binhyen.sheets.queries.tables import (
    MAX_ROWS,
    copy_in,
    held_path,
    open_held,
    read_table,
    remembered_columns,
)
from binhyen.sheets.rules.containers import MAX_BYTES

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "copy_in",
    "held_path",
    "open_held",
    "read_entry_book",
    "read_entry_books",
    "read_table",
    "remembered_columns",
]
