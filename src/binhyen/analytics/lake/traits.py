"""What a question wants to know of figures before it asks: it looks for nothing where there can be nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

ANY_DAY = 366
"""A figure may be told on the map of a day before its period begins, by so many days at most."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Of some figures: indicators about which columns alone may not say who takes part, and how early they were told.

    `chained` are indicators of which a figure is contested or longer than a year, `near` those of which one is where
    communes are told apart, `covering` those of which a place above the communes speaks for everything below. `early`
    are days.
    """

    chained: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    covering: frozenset[str] = frozenset()
    early: int = 0


def traits_of(connection: duckdb.DuckDBPyConnection, figures: str) -> Traits:
    """Return the traits of what a FROM clause of resolved figures gives."""
    ((chained, near, covering, early),) = connection.execute(f"""SELECT
        list(DISTINCT indicator) FILTER (WHERE contested OR year(start) < year),
        list(DISTINCT indicator) FILTER (WHERE contested_near OR year(start) < year),
        list(DISTINCT indicator) FILTER (WHERE wide AND covers AND reporter = 0),
        max(start - map_day) FROM {figures}""").fetchall()
    days = min(max(early or 0, 0), ANY_DAY)
    return Traits(frozenset(chained or ()), frozenset(near or ()), frozenset(covering or ()), days)


def all_of(traits: Iterable[Traits]) -> Traits:
    """Return the traits of several parts together."""
    parts = list(traits)
    return Traits(
        frozenset().union(*(one.chained for one in parts)),
        frozenset().union(*(one.near for one in parts)),
        frozenset().union(*(one.covering for one in parts)),
        max((one.early for one in parts), default=0),
    )


Early = tuple[tuple[int, int], ...]
"""Years and how many days before its period a figure of such a year was told at most; year 0 stands for any."""
