"""A table read from a grid: rows of typed values, each with its remarks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from binhyen.kernel.findings import Finding, Severity, has_errors
from binhyen.kernel.marks import gettext_noop
from binhyen.sheets.rules.cells import Value, parse_cell
from binhyen.sheets.rules.columns import Column, Heading, find_heading
from binhyen.sheets.rules.grid import Cell, Grid

_SPREAD = 200_000
"""Cells that merged ranges may fill; a range over the whole sheet is somebody's border, not data."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the spreadsheet shows it, values by column name, remarks, and the cells as they stood."""

    number: int
    values: Mapping[str, Value]
    findings: tuple[Finding, ...] = ()
    cells: tuple[Cell, ...] = ()

    def text(self, name: str) -> str:
        """Return the text of a column; empty when the cell is."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: labels of the heading, rows with something in them, and remarks on the sheet as a whole."""

    labels: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def faulty(self) -> bool:
        """Tell whether anything in the table, or the table itself, is wrong."""
        return has_errors(self.findings) or any(has_errors(row.findings) for row in self.rows)


def read_grid(grid: Grid, columns: Sequence[Column], remembered: Mapping[str, str] | None = None) -> Table:
    """Turn a grid into a table. Rows are read only where the heading names every required column, each once."""
    heading, findings = find_heading(grid, columns, remembered)
    if heading is None or has_errors(findings):
        return Table(heading.labels if heading else (), (), findings)
    filled = _filled(grid, heading)
    rows = tuple(_rows(grid, heading, columns, filled))
    return Table(heading.labels, rows, findings if rows else (*findings, _NO_ROWS))


_NO_ROWS = Finding("sheets.no_rows", gettext_noop("The sheet holds no rows under its heading."))


def _filled(grid: Grid, heading: Heading) -> dict[tuple[int, int], Cell]:
    """Return the cells that stand inside merged ranges of the data, with the value of the range's first cell."""
    found: dict[tuple[int, int], Cell] = {}
    for top, left, bottom, right in grid.merged:
        small = (bottom - top + 1) * (right - left + 1) + len(found) <= _SPREAD
        if top < heading.first_row or not small or top >= len(grid.rows) or left >= len(grid.rows[top]):
            continue
        cells = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        found.update({cell: grid.rows[top][left] for cell in cells if cell != (top, left)})
    return found


def _rows(
    grid: Grid, heading: Heading, columns: Sequence[Column], filled: Mapping[tuple[int, int], Cell]
) -> Iterator[Row]:
    present = [column for column in columns if column.name in heading.places]
    for index in range(heading.first_row, len(grid.rows)):
        cells = grid.rows[index]
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
            continue
        values: dict[str, Value] = {}
        findings: list[Finding] = []
        for column in present:
            at = heading.places[column.name]
            own = cells[at] if at < len(cells) else None
            values[column.name], finding = parse_cell(filled.get((index, at), own), column)
            kinds = _kinds(grid, filled, (index, at))
            findings += [_remark(column, kind) for kind in kinds]
            findings += [finding] if finding and _ERROR not in kinds else []
        yield Row(index + 1, values, tuple(findings), cells)


Kind = tuple[str, str, Severity]
_MERGED = gettext_noop("“%(header)s” is a merged cell; its value was taken from the first cell.")
_FORMULA = gettext_noop("“%(header)s” is a formula; the value saved in the file was taken.")
_ERROR: Kind = (
    "sheets.error_value",
    gettext_noop("“%(header)s” holds an error (#…) instead of a value."),
    Severity.ERROR,
)


def _kinds(grid: Grid, filled: Mapping[tuple[int, int], Cell], place: tuple[int, int]) -> list[Kind]:
    kinds = (
        (("sheets.merged", _MERGED, Severity.WARNING), place in filled),
        (("sheets.formula", _FORMULA, Severity.WARNING), place in grid.formulas),
        (_ERROR, place in grid.errors),
    )
    return [kind for kind, found in kinds if found]


def _remark(column: Column, kind: Kind) -> Finding:
    code, message, severity = kind
    return Finding(code, message, severity, {"header": column.header}, column.header)
