"""Reads tables out of SQLite files that others made."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path


def read_table(path: Path, table: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return all rows of a table of a SQLite file as texts; an empty cell is an empty text."""
    wanted = ", ".join(f'"{column}"' for column in columns)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
        rows = opened.execute(f'SELECT {wanted} FROM "{table}"').fetchall()
    return [dict(zip(columns, ("" if cell is None else str(cell) for cell in row), strict=True)) for row in rows]
