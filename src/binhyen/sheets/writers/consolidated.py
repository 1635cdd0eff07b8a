"""A consolidated workbook, written row by row in constant memory."""

from collections.abc import Iterable
from pathlib import Path

from binhyen.sheets.rules.consolidated import ConsolidatedSheet


def write_consolidated(path: Path, sheets: Iterable[ConsolidatedSheet]) -> None:
    """Write sheets, one after the other, and a last one with what must be said of them."""
    raise NotImplementedError(path, sheets)
