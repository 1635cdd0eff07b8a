"""A province's own .xlsx or .docx: which of its cells can be filled, and how they are filled. Run in a limited process.

Addresses are "B7" for the first visible sheet of a workbook, "Tên sheet!B7" for any of them, and "table:row:column"
for a document, counted from 1 in the grid of the table. Only the parts that are filled change.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateCell:
    """A cell that may be filled: its address, what stands in it, and what stands beside and above it.

    `left` is the label of its row, `above` the headings of its column from the top, joined with " › ". `empty` cells
    hold nothing or dots; `numeric` ones hold a number. `sheet` is the sheet's name, or "1" for a document's table 1.
    """

    address: str
    text: str = ""
    left: str = ""
    above: str = ""
    empty: bool = True
    numeric: bool = False
    sheet: str = ""

    @property
    def label(self) -> str:
        """The label of its row, then the headings of its column."""
        return " › ".join(part for part in (self.left, self.above) if part)

    @property
    def labels(self) -> tuple[str, ...]:
        """Everything that a line's label may be likened to: row, column, both."""
        return tuple(dict.fromkeys(part for part in (self.left, self.above, self.label) if part))


MOST_CELLS = 5_000
"""Cells that are offered at most."""
