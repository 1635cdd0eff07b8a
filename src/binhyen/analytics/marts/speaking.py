"""Reports of places above the communes that speak for everything below: few, and looked at when asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import BooleanValue, Table

from binhyen.analytics.marts.ruling import Kept, Key, parts
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.trees import SEPARATOR
from binhyen.reports.rules.totals import Contribution, apart, taken

Splits = Mapping[str, frozenset[str]]
"""The canonical splits by which each indicator was told."""

_COLUMNS = pa.schema(
    [
        ("by_asked", pa.string()),
        ("by_place", pa.int64()),
        ("by_indicator", pa.string()),
        ("by_dims", pa.string()),
        ("by_province", pa.int64()),
        ("by_path", pa.string()),
        ("by_start", pa.date32()),
        ("by_end", pa.date32()),
        ("any_time", pa.bool_()),
    ]
)
_GROUP = ("asked", "place", "land", "indicator")


@dataclass(frozen=True, slots=True)
class Speakers:
    """What wide places said (`groups`), of the indicators of which one speaks for everything below, and how far."""

    groups: Mapping[Key, Sequence[Contribution]]
    kept: frozenset[Kept]
    spoken: Table | None = None
    """For which splits, in which places and on which days they speak; None where they don't."""

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators of which a wide place speaks for everything below."""
        return frozenset(key[2] for key in self.groups)

    def unsaid(self, rows: Table) -> Table:
        """Return the rows for which none speaks."""
        if self.spoken is None:
            return rows
        for way in _WAYS:
            spoken = self.spoken.view()
            rows = rows.anti_join(spoken, way(rows, spoken))
        return rows

    def doubtful(self, rows: Table) -> Table:
        """Return rows that are not `kept` though no wide place speaks for them: what silences them may be silenced."""
        if self.spoken is None:
            return rows.limit(0)
        lost = self.unsaid(rows.filter(~rows.kept))
        said = [rows.semi_join(self.spoken, way(rows, self.spoken)).select(*_GROUP) for way in _WAYS]
        return lost.semi_join(ibis.union(*said).distinct(), list(_GROUP))


NOBODY = Speakers({}, frozenset())


def speakers_of(
    groups: Mapping[Key, Sequence[Contribution]], indicators: Mapping[str, Indicator], splits: Splits
) -> Speakers:
    """Return who speaks among the figures of wide places, as the rule leaves them."""
    kept = {(one.figure_id, *key[:2]) for key, said in groups.items() for one in parts(indicators.get(key[2]), said)}
    rows = [
        row
        for key, said in groups.items()
        for row in _spoken(key, said, splits.get(key[2], frozenset()), stock=_is_stock(indicators.get(key[2])))
    ]
    table = ibis.memtable(pa.Table.from_pylist(rows, schema=_COLUMNS)) if rows else None
    return Speakers(groups, frozenset(kept), table)


def _is_stock(indicator: Indicator | None) -> bool:
    return indicator is not None and indicator.is_stock


def _spoken(key: Key, said: Sequence[Contribution], splits: frozenset[str], *, stock: bool) -> Iterator[dict[str, Any]]:
    asked, place, indicator = key
    found = taken(said)
    for one in found:
        if not one.speaks_below:
            continue
        last = stock and not any(_later(other, one) for other in found)
        for dims in splits:
            if apart(one.cell, CellKey(indicator, dims)):
                continue
            for path in {one.path} if one.gone or not one.now else {one.path, one.now}:
                values = (asked, place, indicator, dims, _province(path), path, one.start, one.end, last)
                yield dict(zip(_COLUMNS.names, values, strict=True))


def _later(other: Contribution, one: Contribution) -> bool:
    same = (other.place_id, other.reporter) == (one.place_id, one.reporter)
    return same and other.end > one.end and not apart(other.cell, one.cell)


def _province(path: str) -> int | None:
    """Return the second place of a path; the nation has none."""
    nodes = path.split(SEPARATOR)[:-1]
    return int(nodes[1]) if len(nodes) > 1 else None


def _same(rows: Table, spoken: Table) -> list[BooleanValue]:
    return [
        rows.asked == spoken.by_asked,
        rows.place == spoken.by_place,
        rows.indicator == spoken.by_indicator,
        rows.dims == spoken.by_dims,
        spoken.any_time | ((rows["start"] <= spoken.by_end) & (spoken.by_start <= rows["end"])),
    ]


def _of_province(rows: Table, spoken: Table) -> list[BooleanValue]:
    under = rows.path.startswith(spoken.by_path)
    return [*_same(rows, spoken), rows.province == spoken.by_province, under]


def _of_nation(rows: Table, spoken: Table) -> list[BooleanValue]:
    return [*_same(rows, spoken), spoken.by_province.isnull(), rows.path.startswith(spoken.by_path)]


def _since_moved(rows: Table, spoken: Table) -> list[BooleanValue]:
    under = rows.now.startswith(spoken.by_path) & (spoken.by_end >= rows.since)
    return [*_same(rows, spoken), under]


_WAYS = (_of_province, _of_nation, _since_moved)
"""How a wide place may lie over a row: as it was told, as the nation does, as it came to lie since."""
