"""Columns that Django has not: decimals kept exactly on both databases; how far numbers of records go."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func

from binhyen.kernel.amounts import DECIMALS

if TYPE_CHECKING:
    WholeNumber = models.BigIntegerField[Decimal | int | None, Decimal | None]
else:
    WholeNumber = models.BigIntegerField
_SCALE = int(10**DECIMALS)
GREATEST_ID = 2**63 - 1
"""The greatest number that a database gives a record."""


class ExactField(WholeNumber):
    """A decimal of at most four places, kept as a whole number of ten-thousandths.

    SQLite has no decimals (a column of them holds floats), and sums of whole numbers are exact and quick on both
    databases. `Sum` over the field gives a Decimal. Values stay below 10¹⁴, which 64 bits hold; a value with more
    than four decimals raises `ValueError`: rounding is nobody's to do here.
    """

    description = "Exact decimal"

    def from_db_value(self, value: Any, _expression: object, _connection: BaseDatabaseWrapper) -> Decimal | None:  # noqa: ANN401 - what the driver gives
        """Return the decimal of a stored number."""
        return None if value is None else exact_from_units(value)

    def get_prep_value(self, value: Any) -> int | None:  # noqa: ANN401 - what code assigns
        """Return the number that is stored."""
        return None if value is None else exact_units(value)

    def to_python(self, value: Any) -> Decimal | None:  # noqa: ANN401 - what fixtures and forms give
        """Return a decimal."""
        return None if value is None else Decimal(str(value))


class WritingTransaction(Func):
    """As a column's default: the number of the transaction that writes the row, on PostgreSQL; elsewhere null.

    A transaction that wrote late is told from one that was seen by its number, whatever the numbers of its rows.
    """

    template = "NULL"
    output_field = models.BigIntegerField(null=True)
    allowed_default = True

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:  # noqa: ANN401 - Django's
        """Return PostgreSQL's own number, which never wraps around."""
        return super().as_sql(compiler, connection, template="(pg_current_xact_id()::text::bigint)", **context)


def exact_units(value: Decimal | int) -> int:
    """Return how many ten-thousandths a value is; raises `ValueError` when it is not a whole number of them."""
    if isinstance(value, int):
        return value * _SCALE
    units = value * _SCALE
    whole = int(units)
    if whole != units:
        msg = f"{value} has more than {DECIMALS} decimals"
        raise ValueError(msg)
    return whole


def exact_from_units(units: int | Decimal) -> Decimal:
    """Return the value of a stored number, whole ones without decimals."""
    whole, rest = divmod(int(units), _SCALE)
    return Decimal(int(units)) / _SCALE if rest else Decimal(whole)
