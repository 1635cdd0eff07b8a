"""What an officer types, pastes or keeps in a workbook's cell, read as an amount; and an amount written back."""

from datetime import date
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.kernel.amounts import Amount
from binhyen.kernel.findings import Finding

CellValue = str | int | float | bool | Decimal | date | None
"""What a workbook's cell may hold."""


def read_amount(text: str, indicator: Indicator) -> tuple[Amount, Finding | None]:
    """Read what was typed into a cell; with a finding the amount is EMPTY and nothing may be saved.

    The finding's `where` is empty: the caller knows the cell (`dataclasses.replace(finding, where=str(cell))`).
    """
    raise NotImplementedError


def read_cell(value: CellValue, indicator: Indicator) -> tuple[Amount, Finding | None]:
    """Read a workbook's cell: numbers as they are, text as it would be typed; dates and TRUE/FALSE are refused."""
    raise NotImplementedError


def write_amount(amount: Amount) -> str:
    """Write an amount as it stands in an entry cell: "1.234,5", "hơn 200", "KPS", "194/213", "hàng trăm", "".

    `read_amount` of what was written gives the same amount.
    """
    raise NotImplementedError
