"""Counted rows as the conference's page and command show them."""

from dataclasses import dataclass
from decimal import Decimal

from binhyen.kernel.ports import CountedRow


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A counted row as JSON numbers: whole amounts as integers, others as floats of their exact decimals."""

    indicator: str
    dims: dict[str, str]
    value: int | float | None
    numerator: int | float | None
    denominator: int | float | None
    bound: str
    origin: str
    link: str


def plain_row(row: CountedRow) -> PlainRow:
    """Return the row as the `conference` command prints it."""
    return PlainRow(
        row.indicator,
        dict(row.dims),
        _plain(row.value),
        _plain(row.numerator),
        _plain(row.denominator),
        row.bound.value,
        row.origin.value,
        row.link,
    )


def _plain(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
