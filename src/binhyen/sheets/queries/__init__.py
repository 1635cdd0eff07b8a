"""Reads of workbooks and forms from outside, within limits, and of remembered columns."""

from binhyen.sheets.queries.tables import (
    MAX_BYTES,
    MAX_ROWS,
    copy_in,
    held_path,
    open_held,
    read_table,
    remembered_columns,
)

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "copy_in",
    "held_path",
    "open_held",
    "read_table",
    "remembered_columns",
]
