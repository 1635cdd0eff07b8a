"""`path__under="1.20."`: the node itself and all below it, by an index on both databases."""

from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, Q
from django.db.models.sql.compiler import SQLCompiler

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


def under_any(field: str, scopes: tuple[str, ...]) -> Q:
    """Return the condition that `field` lies under one of `scopes`; no scopes match nothing."""
    condition = Q(pk__in=())
    for scope in scopes:
        condition |= Q(**{f"{field}__under": scope})
    return condition
