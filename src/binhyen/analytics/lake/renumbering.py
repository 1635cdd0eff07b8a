"""Ids of another instance as ids of this one: each instance numbers places and figures by itself.

Places of the country's map are found by what they are called (tier, first day, code). Residential areas, figures,
reports and the rest keep their number behind that of their province, so that no two provinces' ever meet.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from binhyen.analytics.lake.engine import name, text
from binhyen.analytics.lake.extracts import Named
from binhyen.analytics.lake.schema import SHAPES, TABLES
from binhyen.kernel.trees import SEPARATOR
from binhyen.places.rules.kinds import Tier

FAR = 10**12
"""Ids of a province begin at its code times so many; no instance gives out as many itself."""
_PLACES = {
    *("land", "place_id", "area", "commune", "district", "province", "commune_now", "province_now"),
    *("parent", "heir"),
}
_PATHS = {"path", "now"}
_OWN = {
    *("figure_id", "report_id", "cell_id", "form_id", "by_post", "collection_id", "unit_id", "post_id", "reporter"),
    *("dossier_id", "round_id", "record_id", "tally_id"),
}
_HEIRS = "heirs"
_UNKNOWN = "a place of the extract is not among its places"


class Renumbered:
    """An extract's tables under the ids of this instance; its files stand as views `given_…`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, far: int, named: Mapping[Named, int]) -> None:
        self._connection = connection
        self._far = far
        self._named = named

    def learn(self, tables: Iterable[str]) -> None:
        """Give every place, path and list of heirs in these tables its number here."""
        listed = [table for table in tables if table.startswith(("places", "lies", "figures", "reports"))]
        ids = dict(self._ids())
        self._keep("new_ids", pa.table({"old": list(ids), "new": pa.array(ids.values(), pa.int64())}))
        paths = [path for path in self._distinct(listed, _PATHS) if path]
        self._keep("new_paths", pa.table({"old": paths, "new": [self._path(path, ids) for path in paths]}))
        heirs = [one for one in self._distinct(listed, {_HEIRS}) if one is not None]
        lists = {"old": heirs, "new": [[ids[place] for place in one] for one in heirs]}
        kind = pa.list_(pa.int64())
        self._keep("new_heirs", pa.table({key: pa.array(one, kind) for key, one in lists.items()}))

    def _ids(self) -> Iterator[tuple[int, int]]:
        rows = self._connection.execute(
            'SELECT place_id, tier, min("from"), arg_min(code, "from") FROM given_places GROUP BY place_id, tier'
        ).fetchall()
        for place, tier, since, code in rows:
            yield place, place + self._far if tier == Tier.AREA else self._named[tier, since.isoformat(), code]

    @staticmethod
    def _path(path: str, ids: Mapping[int, int]) -> str:
        return "".join(f"{ids[int(node)]}{SEPARATOR}" for node in path.split(SEPARATOR)[:-1])

    def _distinct(self, tables: Iterable[str], columns: set[str]) -> list[Any]:
        found = [
            f"SELECT DISTINCT {name(column)} AS one FROM given_{table}"
            for table in tables
            for column in sorted(columns & set(SHAPES[TABLES[table]].columns.names))
        ]
        return [one for (one,) in self._connection.execute(" UNION ".join(found)).fetchall()] if found else []

    def _keep(self, called: str, rows: pa.Table) -> None:
        self._connection.register("rows_now", rows)
        self._connection.execute(f"CREATE OR REPLACE TABLE {called} AS FROM rows_now")
        self._connection.unregister("rows_now")

    def select(self, table: str, source: str) -> str:
        """Return the SELECT of rows of a table under new numbers. It fails on a place that was not learned."""
        columns, joins = [], []
        for number, column in enumerate(SHAPES[TABLES[table]].columns.names):
            said, kept = f"given.{name(column)}", _kept_in(column)
            if kept:
                joins.append(f"LEFT JOIN {kept} AS j{number} ON j{number}.old = {said}")
                known = f"coalesce(j{number}.new, error({text(_UNKNOWN)}))"
                said = f"CASE WHEN {said} IS NULL OR {_is_nothing(said, kept)} THEN {said} ELSE {known} END"
            elif column in _OWN:
                said = f"{said} + sign({said})::BIGINT * {self._far}"
            columns.append(f"{said} AS {name(column)}")
        return f"SELECT {', '.join(columns)} FROM {source} AS given {' '.join(joins)}"


def _kept_in(column: str) -> str:
    if column in _PLACES:
        return "new_ids"
    if column in _PATHS:
        return "new_paths"
    return "new_heirs" if column == _HEIRS else ""


def _is_nothing(said: str, kept: str) -> str:
    return f"{said} = ''" if kept == "new_paths" else "false"
