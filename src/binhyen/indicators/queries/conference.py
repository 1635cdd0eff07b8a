"""Counted rows as the conference's page and command show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.queries.packs import catalogue, dims
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


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A counted row as a page shows it: what it is about in words, and its amount."""

    label: str
    row: CountedRow


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one indicator."""

    indicator: str
    name: str
    rows: tuple[ShownRow, ...]


def grouped(rows: Iterable[CountedRow]) -> tuple[Group, ...]:
    """Group rows by indicator in their own order, with Vietnamese words for their dimensions."""
    found: dict[str, list[ShownRow]] = {}
    for row in rows:
        words = [dims()[code].name_of(value) for code, value in row.dims.items() if code in dims()]
        found.setdefault(row.indicator, []).append(ShownRow(", ".join(words), row))
    return tuple(Group(code, _name_of(code), tuple(shown)) for code, shown in found.items())


def _name_of(code: str) -> str:
    indicator = catalogue().find(code)
    return indicator.name if indicator else code
