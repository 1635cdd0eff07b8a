"""A province's own form given back filled, its layout untouched."""

from collections.abc import Mapping
from decimal import Decimal

Filling = str | int | Decimal | None


def fill_template(content: bytes, name: str, values: Mapping[str, Filling]) -> bytes:
    """Return the file with `values` in the cells of these addresses; None leaves a cell as it is.

    Refused with `sheets.template_cell` for addresses that lead nowhere, and for files that `template_cells` refuses.
    """
    raise NotImplementedError(name, len(content), len(values))
