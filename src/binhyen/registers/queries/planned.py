"""What a workbook would do to a register, row by row."""

from dataclasses import dataclass

from binhyen.kernel.findings import Finding, has_errors
from binhyen.registers.models import Record
from binhyen.registers.queries.declared import Draft
from binhyen.registers.rules.importing import Doing


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of a workbook: what it would write, what is like it in the register already, and what is to be done."""

    number: int
    title: str
    draft: Draft
    twin: Record | None
    doing: Doing
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> bool:
        """Tell whether the row cannot be taken as it is."""
        return self.doing is not Doing.SKIP and has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a workbook would do."""

    rows: tuple[PlannedRow, ...]

    @property
    def faulty(self) -> bool:
        """Tell whether any row is wrong."""
        return any(row.wrong for row in self.rows)

    def doing(self, what: Doing) -> list[PlannedRow]:
        """Return the rows with which something is to be done."""
        return [row for row in self.rows if row.doing is what]

    @property
    def twins(self) -> list[PlannedRow]:
        """Return the rows whose like is in the register, or in the workbook, already."""
        return [row for row in self.rows if row.twin or any(f.code == "registers.row_repeated" for f in row.findings)]
