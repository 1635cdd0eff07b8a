"""`path__under="1.20."`: the node itself and all below it, by an index on both databases."""

from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, Q
from django.db.models.sql.compiler import SQLCompiler

from binhyen.kernel.trees import depth_of

if TYPE_CHECKING:
    TextLookup = Lookup[str]
else:
    TextLookup = Lookup


class Under(TextLookup):
    """Prefix test on tree paths, which hold only digits and dots.

    Django's `startswith` escapes its pattern, which keeps SQLite from using an index; GLOB uses it. PostgreSQL uses
    the `_like` index that Django makes for indexed character columns.
    """

    lookup_name = "under"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return `column GLOB '1.20.*'` (SQLite) or `column LIKE '1.20.%'` (PostgreSQL)."""
        column, column_params = self.process_lhs(compiler, connection)
        sqlite = connection.vendor == "sqlite"
        pattern = f"{self.rhs}{'*' if sqlite else '%'}"
        return f"{column} {'GLOB' if sqlite else 'LIKE'} %s", (*column_params, pattern)


class UnderWide(Under):
    """The same test where nearly every row passes: SQLite is kept from reading by path what must then be sorted.

    PostgreSQL knows from its statistics how many rows a path has, and needs no telling.
    """

    lookup_name = "under_wide"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return `+column GLOB '1.20.*'` on SQLite: the sign takes the column from its index."""
        sql, params = super().as_sql(compiler, connection)
        return (f"+{sql}" if connection.vendor == "sqlite" else sql), params


_WIDE = 2
"""Nation and province: a path of so few nodes holds more rows than an index on paths helps with."""


def under_any(field: str, scopes: tuple[str, ...], *, wide: bool = False) -> Q:
    """Return the condition that `field` lies under one of `scopes`; no scopes match nothing.

    `wide` says that rows are read by another order than paths, so that an index on paths is left alone for provinces.
    """
    condition = Q(pk__in=())
    for scope in scopes:
        lookup = "under_wide" if wide and depth_of(scope) <= _WIDE else "under"
        condition |= Q(**{f"{field}__{lookup}": scope})
    return condition
