"""An official table as a document of its own: who reports, on what, in which period, the table, who signs."""

from collections.abc import Sequence
from dataclasses import dataclass

from binhyen.documents.rules.content import Align, Signature


@dataclass(frozen=True, slots=True)
class OfficialColumn:
    """One column: its heading, its unit in italics under it, and its width in shares of the others'."""

    title: str
    unit: str = ""
    width: float = 1
    align: Align = Align.RIGHT


@dataclass(frozen=True, slots=True)
class OfficialSection:
    """Columns under one heading; without a title they stand by themselves."""

    title: str
    columns: tuple[OfficialColumn, ...]


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """The whole document. Texts are Vietnamese, as they stand on paper.

    `lead` are the columns that say what a row is (number, place); where a table is too wide for the paper it is split
    by sections, and every part begins with them. A row has the texts of the lead and of all sections' columns. `sums`
    is such a row that stands first, in bold; empty for none.
    """

    title: str
    period: str
    agency: str
    place_and_date: str
    lead: tuple[OfficialColumn, ...]
    sections: tuple[OfficialSection, ...]
    rows: Sequence[Sequence[str]]
    sums: Sequence[str] = ()
    parent: str = ""
    symbol: str = ""
    """"Số: 12/BC-UBND"; empty for none."""
    unit: str = ""
    """"Đơn vị tính: người", over the table's right edge; empty where the columns have units of their own."""
    notes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    demonstration: bool = False

    @property
    def columns(self) -> tuple[OfficialColumn, ...]:
        """All columns in order, the lead first."""
        return (*self.lead, *(column for section in self.sections for column in section.columns))
