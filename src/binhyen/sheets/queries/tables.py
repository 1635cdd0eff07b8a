"""Reads of workbooks from outside, within limits, and of remembered columns."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.sandbox import run_limited
from binhyen.sheets.models import ColumnMap
from binhyen.sheets.rules.columns import Column
from binhyen.sheets.rules.containers import MAX_BYTES, NOT_A_WORKBOOK, container_findings, too_large
from binhyen.sheets.rules.grid import Grid, load
from binhyen.sheets.rules.tables import Table, read_grid

MAX_ROWS = 50_000
_CHUNK = 64 * 1024
_SPARE = 25
"""Rows beyond the limit that titles and headings may take."""


def read_table(stream: IO[bytes], columns: Sequence[Column], *, remembered: Mapping[str, str] | None = None) -> Table:
    """Read the first visible sheet of a workbook (.xlsx, .xls, .ods) into typed rows.

    Refused as a whole: too large, not a workbook, cut off, encrypted, a bomb, with macros, more than 50,000 rows.
    Everything else comes back as findings on the table (missing, doubled, unknown columns) or on its rows.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook"
        copy_in(stream, path)
        _check(path)
        grid = _grid(path)
    return read_grid(grid, columns, remembered)


def remembered_columns(purpose: str, place_path: str) -> dict[str, str]:
    """Return header → column name as a place's earlier workbooks had them."""
    rows = ColumnMap.objects.filter(purpose=purpose, place_path=place_path)
    return dict(rows.values_list("header", "column"))


def held_path(word: str, account_id: int) -> Path:
    """Return where a held workbook of an account lies. A word that is no word leads nowhere."""
    name = word if word.isalnum() else "none"
    return Path(settings.VAR_DIR) / "workbooks" / f"{account_id}-{name}"


def open_held(word: str, account_id: int) -> BinaryIO:
    """Open a held workbook again. Refused when it is gone: a day has passed, or it was imported."""
    try:
        return held_path(word, account_id).open("rb")
    except FileNotFoundError:
        message = gettext_noop("The workbook is no longer here. Choose it again.")
        raise Refused(Finding("sheets.choose_again", message)) from None


def copy_in(stream: IO[bytes], path: Path) -> None:
    """Copy what comes in; refuse it as soon as it is too large. What was written then is removed."""
    size = 0
    with path.open("wb") as opened:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > MAX_BYTES:
                path.unlink()
                raise Refused(too_large())
            opened.write(chunk)


def _check(path: Path) -> None:
    with path.open("rb") as opened:
        findings = container_findings(opened)
    if findings:
        raise Refused(*findings)


def _grid(path: Path) -> Grid:
    printed = run_limited("binhyen.sheets.rules.grid", str(path), str(MAX_ROWS + _SPARE))
    if printed is None:
        raise Refused(NOT_A_WORKBOOK)
    grid = load(printed)
    if grid.total > MAX_ROWS + _SPARE:
        message = gettext_noop("The sheet has %(rows)s rows; at most %(most)s are read at once. Split the workbook.")
        raise Refused(Finding("sheets.too_many_rows", message, params={"rows": grid.total, "most": MAX_ROWS}))
    return grid
