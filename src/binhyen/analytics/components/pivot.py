"""A pivot as a table, a drawing and a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext

from binhyen.analytics.boards.pivot import Head, Line, Pivot
from binhyen.analytics.boards.words import unit_of
from binhyen.analytics.components.files import FileOf
from binhyen.analytics.rules.changes import Versus, earlier
from binhyen.analytics.rules.pivots import MOST_ROWS, Axis
from binhyen.indicators.queries import catalogue
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.components.words import period_name
from binhyen.ui.components.charts import MOST_SERIES, Chart, Kind, Mark, Series, Under

AXES = {
    Axis.INDICATOR: gettext_noop("Indicator"),
    Axis.PLACE: gettext_noop("Place"),
    Axis.PERIOD: gettext_noop("Period"),
    Axis.SPLIT: gettext_noop("Split"),
}
TABLE, LINE, COLUMN, MULTIPLES = "bang", "duong", "cot", "nho"
DRAWINGS = (
    (TABLE, gettext_noop("table")),
    (LINE, gettext_noop("lines")),
    (COLUMN, gettext_noop("bars")),
    (MULTIPLES, gettext_noop("small multiples")),
)
_MOST_SMALL, _MOST_LARGE = 24, 6
"""So many drawings a page holds at most: small multiples, and those of its full width."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of a page: heads, rows as far as a page holds them, how many more there are."""

    heads: tuple[str, ...]
    columns: tuple[str, ...]
    lines: Sequence[Line]
    more: int


def sheet_of(pivot: Pivot) -> Sheet:
    """Return the table of a pivot."""
    heads = tuple(gettext(AXES[axis]) for axis in pivot.down)
    lines = [replace(one, marks=marks_of(one)) for one in pivot.lines[:MOST_ROWS]]
    return Sheet(heads, column_names(pivot), lines, max(0, len(pivot.lines) - MOST_ROWS))


_VERSUS = {
    Versus.BEFORE: gettext_noop("the period before"),
    Versus.LAST_YEAR: gettext_noop("the same period last year"),
}


def marks_of(line: Line) -> tuple[Mark, ...]:
    """Return the marks of a row, each with its changes behind it."""
    changes = line.changes or ((),) * len(line.marks)
    return tuple(mark for one, more in zip(line.marks, changes, strict=True) for mark in (one, *more))


def column_names(pivot: Pivot) -> tuple[str, ...]:
    """Return what stands over the columns: each value of the axis, and its changes behind it."""
    return tuple(name for one in pivot.columns for name in (one.name, *_change_names(pivot, one)))


def _change_names(pivot: Pivot, column: Head) -> Iterator[str]:
    """Name the columns of change: by the earlier period where columns are periods, else in general."""
    periods = {one.code: one for one in pivot.asked.periods} if pivot.asked.layout.across is Axis.PERIOD else {}
    here = periods.get(column.value)
    for one in pivot.asked.versus:
        other = period_name(earlier(one, here).code) if here else gettext(_VERSUS[one])
        told = {"name": column.name, "other": other}
        yield gettext("%(name)s against %(other)s") % told
        yield gettext("%(name)s against %(other)s, %%") % told


@dataclass(frozen=True, slots=True)
class Drawings:
    """The drawings that a page holds, and how many more the table would make."""

    charts: tuple[Chart, ...] = ()
    more: int = 0


def charts_of(pivot: Pivot, drawing: str, under: Under) -> Drawings:
    """Return the drawings asked for: one of all rows, or one for each row or group of rows with one unit."""
    if drawing in {"", TABLE} or not pivot.lines:
        return Drawings()
    kind = Kind.COLUMN if drawing == COLUMN or len(pivot.columns) == 1 else Kind.LINE
    groups = [one for one in _groups(pivot, alone=drawing == MULTIPLES) if _says(one)]
    most = _MOST_SMALL if drawing == MULTIPLES else _MOST_LARGE
    columns = tuple(one.name for one in pivot.columns)
    head = gettext(AXES[pivot.asked.layout.across])
    tops = _tops(groups) if drawing == MULTIPLES else {}
    charts = tuple(
        Chart(
            f"xoay-{at}",
            kind,
            title,
            columns,
            series,
            unit_of(code) if code else "",
            head,
            under=under,
            top=tops.get(code),
        )
        for at, (code, title, series) in enumerate(groups[:most], start=1)
    )
    return Drawings(charts, max(0, len(groups) - most))


_Group = tuple[str, str, tuple[Series, ...]]
"""Rows of one drawing: their indicator, a title, and the rows."""


def _says(group: _Group) -> bool:
    """Tell whether there is a number to draw: what is hidden or was never said stands in the table alone."""
    return any(mark.value is not None for row in group[2] for mark in row.marks)


def _tops(groups: Iterable[_Group]) -> dict[str, Decimal]:
    """Return where the axis of each indicator ends: the same in all its small drawings, or they can't be compared."""
    found: dict[str, Decimal] = {}
    for code, _, rows in groups:
        values = (mark.value for row in rows for mark in row.marks if mark.value is not None)
        found[code] = max(found.get(code, Decimal(0)), *values, Decimal(0))
    return {code: round_top(most) for code, most in found.items() if most > 0}


def round_top(most: Decimal) -> Decimal:
    """Return the end of an axis: the next half of a power of ten.

    >>> round_top(Decimal(17)), round_top(Decimal(203)), round_top(Decimal(8))
    (Decimal('20'), Decimal('250'), Decimal('8'))
    """
    step = Decimal(10) ** most.adjusted() / 2
    return Decimal(format(((most / step).to_integral_value(ROUND_CEILING) * step).normalize(), "f"))


def _groups(pivot: Pivot, *, alone: bool) -> Iterator[_Group]:
    """Return rows that may stand on one axis: of one indicator, and no more of them than colours."""
    codes = pivot.asked.indicators
    single = codes[0] if len(codes) == 1 else ""
    by_code: dict[str, list[Series]] = {}
    for line in pivot.lines:
        code = single or next((one.value for one in line.heads if one.value in codes), "")
        name = " · ".join(one.name for one in line.heads if one.value != code) or _name(code)
        by_code.setdefault(code, []).append(Series(name, line.marks))
    for code, series in by_code.items():
        size = 1 if alone else MOST_SERIES
        for start in range(0, len(series), size):
            part = tuple(series[start : start + size])
            title = f"{_name(code)}: {part[0].name}" if alone and part[0].name != _name(code) else _name(code)
            yield code, title, part


def _name(code: str) -> str:
    found = catalogue().find(code)
    return found.name if found else gettext("Totals")


def file_of(pivot: Pivot, under: Under) -> FileOf:
    """Return the whole table for a file."""
    heads = (*(gettext(AXES[axis]) for axis in pivot.down), *column_names(pivot))
    rows = [(tuple(head.name for head in line.heads), marks_of(line)) for line in pivot.lines]
    title = gettext("Totals of %(place)s") % {"place": pivot.asked.about.name}
    return FileOf(title, heads, rows, under)
