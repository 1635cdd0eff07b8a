"""What a save changes: some figures of one report. The rest of its leaf stays as the tail has it.

Who takes part hangs on which cells are filled, of which reports, and never on what they say. So a cell that was filled
before leaves to the new figure what was resolved of the old one; else the indicator is resolved anew in its leaf.
"""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from binhyen.analytics.lake.bases import BASES, columns_of, listed, resolved
from binhyen.analytics.lake.engine import offered, text
from binhyen.analytics.lake.schema import RAW_FIGURES, RESOLVED

_NEW, _REPORT = "figures_now", "report_now"
_RAW = listed(RAW_FIGURES.names)
_ALL = columns_of("figures_saved")


def put_saved(connection: duckdb.DuckDBPyConnection, report: pa.Table, figures: pa.Table) -> None:
    """Put what a report says now in place of what it said, in the tail's tables, which hold its whole leaf.

    `report` is its one row in the columns of `reports`; `figures` are its figures of both bases (`figures.BASES`).
    """
    columns = columns_of("reports")
    (row,) = report.select(["report_id", "land", "year"]).to_pylist()
    with offered(connection, _REPORT, report), offered(connection, _NEW, figures):
        connection.execute(f"DELETE FROM tail_reports WHERE report_id = {row['report_id']}")
        connection.execute(f"INSERT INTO tail_reports ({columns}) SELECT {columns} FROM {_REPORT}")
        for table, flag in BASES.items():
            saved = _Saved(connection, f"tail_{table}", flag, row["report_id"], (row["land"], row["year"]))
            saved.put()


@dataclass(frozen=True, slots=True)
class _Saved:
    """A report's figures of one basis."""

    connection: duckdb.DuckDBPyConnection
    table: str
    flag: str
    report: int
    leaf: tuple[int, int]

    def put(self) -> None:
        """Replace what differs."""
        changed = self._changed()
        if not changed:
            return
        indicators = ", ".join(text(one) for one in sorted({indicator for indicator, _, _ in changed}))
        pairs = [(before, after) for _, before, after in changed if before and after]
        if len(pairs) == len(changed) and not self._has_twin(indicators):
            self._hand_down(pairs)
        else:
            self._resolve(indicators)

    def _changed(self) -> list[tuple[str, int | None, int | None]]:
        """Return indicator, old and new figure of each cell that is said by another figure now."""
        return self.connection.execute(f"""
            WITH old AS (SELECT figure_id, cell_id, indicator FROM {self.table} WHERE report_id = {self.report}),
            new AS (SELECT figure_id, cell_id, indicator FROM {_NEW} WHERE {self.flag})
            SELECT coalesce(old.indicator, new.indicator), old.figure_id, new.figure_id
            FROM old FULL JOIN new USING (cell_id) WHERE old.figure_id IS DISTINCT FROM new.figure_id
        """).fetchall()

    def _has_twin(self, indicators: str) -> bool:
        """Tell whether its reporter said an indicator twice of the same days: then the figures' numbers decide."""
        return bool(
            self.connection.execute(f"""
                SELECT 1 FROM {self.table} o JOIN {_REPORT} r ON o.place_id = r.place_id AND o.reporter = r.reporter
                    AND o.start = r.start AND o."end" = r."end" AND o.report_id <> r.report_id
                WHERE o.indicator IN ({indicators}) LIMIT 1
            """).fetchall()
        )

    def _hand_down(self, pairs: list[tuple[int, int]]) -> None:
        new = ", ".join(f"n.{one}" for one in _RAW.split(", "))
        old = ", ".join(f"o.{one}" for one, _ in RESOLVED)
        before, after = (", ".join(str(pair[at]) for pair in pairs) for at in (0, 1))
        self.connection.execute(f"""
            INSERT INTO {self.table} ({_RAW}, {listed(one for one, _ in RESOLVED)})
            SELECT {new}, {old} FROM {_NEW} n JOIN {self.table} o USING (cell_id)
            WHERE o.report_id = {self.report} AND o.figure_id IN ({before}) AND n.figure_id IN ({after})
        """)
        self.connection.execute(f"DELETE FROM {self.table} WHERE figure_id IN ({before})")

    def _resolve(self, indicators: str) -> None:
        """Resolve indicators of the leaf anew."""
        land, year = self.leaf
        there = f"land = {land} AND year = {year} AND indicator IN ({indicators})"
        source = f"""(SELECT {_RAW} FROM {self.table} WHERE {there} AND report_id <> {self.report}
            UNION ALL SELECT {_RAW} FROM {_NEW} WHERE {self.flag} AND indicator IN ({indicators}))"""
        with resolved(self.connection, source, "true") as found:
            self.connection.execute(f"DELETE FROM {self.table} WHERE {there}")
            self.connection.execute(f"INSERT INTO {self.table} ({_ALL}) SELECT {_ALL} FROM {found}")
