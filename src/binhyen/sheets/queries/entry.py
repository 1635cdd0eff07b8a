"""Reads of entry workbooks: many of them in one limited process, whatever they are."""

import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from binhyen.kernel.sandbox import LimitedLines, SandboxLimits, run_limited
from binhyen.sheets.queries.tables import copy_in
from binhyen.sheets.rules.containers import MAX_BYTES, container_findings
from binhyen.sheets.rules.entry import EntryRead
from binhyen.sheets.rules.entry_grid import UNREADABLE, from_line, rows_of
from binhyen.sheets.rules.grid import Cell

_READER = "binhyen.sheets.rules.entry_grid"
_LIMITS = SandboxLimits(wall=15, processor=60)


def read_entry_books(paths: Iterable[Path]) -> Iterator[EntryRead]:
    """Read entry workbooks (.xlsx, .xls, .ods) in order. What cannot be read comes back without identity, and why.

    All are read by one limited process. One that it dies or hangs on is unreadable, and a new process goes on.
    """
    questions = (json.dumps(str(path.resolve())) for path in paths)
    for answer in LimitedLines(_READER, _LIMITS).answers(questions):
        yield UNREADABLE if answer is None else from_line(answer)


def read_entry_book(stream: IO[bytes]) -> EntryRead:
    """Read one entry workbook. Refused when it is too large."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook"
        copy_in(stream, path)
        return next(read_entry_books([path]))


def bare_rows(content: bytes) -> list[list[list[Cell]]]:
    """Return the rows of a workbook's visible sheet, and of the hidden one of ours; nothing where it can't be read."""
    if len(content) > MAX_BYTES or container_findings(io.BytesIO(content)):
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook"
        path.write_bytes(content)
        printed = run_limited(_READER, str(path))
    return [] if printed is None else rows_of(printed)
