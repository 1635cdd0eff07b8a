"""What a report form is: who fills it, for which period, with which lines. A published version never changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from binhyen.indicators.rules.cells import CellKey


class FilledBy(StrEnum):
    """Who is expected to send a form in."""

    RESIDENTIAL_AREA = "residential_area"
    COMMUNE = "commune"
    UNIT = "unit"
    """Agencies, enterprises and schools."""
    ASSOCIATION = "association"
    PROVINCE = "province"


class PeriodType(StrEnum):
    """For which span a form is due each time."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    YEARS = "years"
    """Several years at once: the summary of a programme."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a form: one cell. `key` is stable between versions ("E2"); `label` is as the official table has it.

    `mapped` names the place of the cell in a province's own .xlsx or .docx, where it uploaded one ("B7", "1:3:2").
    """

    key: str
    cell: CellKey
    label: str
    unit: str
    required: bool = True
    mapped: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A group of lines with its heading: "E", "Mô hình"."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FormContent:
    """A form as it is published.

    `window` is the code of a dated window rule (`windows.yaml`); `due_days` are working days after the end of the
    window (at least 1: NĐ 09/2019 Đ8). `covers_below` says that the figures are those of the whole place, with
    everything below it: where such a report stands, those below it are not added again.
    """

    title: str
    filled_by: FilledBy
    period_type: PeriodType
    window: str
    due_days: int
    sections: tuple[Section, ...]
    covers_below: bool = True
    source: str = ""
    mark: str = "I"
    notes: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section.lines

    @property
    def cells(self) -> tuple[CellKey, ...]:
        """All cells in order."""
        return tuple(line.cell for line in self.lines)

    def line_of(self, cell: CellKey) -> Line | None:
        """Return the line of a cell, or nothing."""
        return next((line for line in self.lines if line.cell == cell), None)


MOST_IN_A_MONTH = 25
"""Cells of a monthly form: more is not filled in with care every month."""
