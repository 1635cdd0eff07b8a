"""A province's own form given back filled, its layout untouched."""

from collections.abc import Mapping
from decimal import Decimal

from binhyen.sheets.queries.templates import filled_bytes, value_of

Filling = str | int | Decimal | None


def fill_template(content: bytes, name: str, values: Mapping[str, Filling]) -> bytes:
    """Return the file with `values` in the cells of these addresses; None leaves a cell as it is.

    Numbers stay numbers in a workbook, in the look that the cell's style gives them, and are written as Vietnamese
    write them in a document. A merged range is written in its first cell. Parts of the file that hold none of the
    cells come back byte by byte; formulas are computed anew when it is opened.

    Refused with `sheets.template_cell` for addresses that lead nowhere, `sheets.template_twice` for two of one cell,
    `sheets.template_formula` where other cells compute by the one to be filled, and for files that `template_cells`
    refuses.
    """
    given = {address: value_of(value) for address, value in values.items() if value is not None}
    return filled_bytes(content, name, given) if given else content
