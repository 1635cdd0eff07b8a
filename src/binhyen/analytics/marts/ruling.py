"""The rule about which figures take part, asked about rows of the lake."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import NOTHING
from binhyen.reports.rules.totals import Contribution, parts_of_total, taken

Row = Mapping[str, Any]
Key = tuple[str, int, str]
"""What one answer is made of: the asked period, the place, the indicator."""
Kept = tuple[int, str, int]
"""A figure that takes part, in an asked period and place."""

COLUMNS = (
    *("figure_id", "report_id", "indicator", "dims", "place_id", "path", "start", "end", "covers", "reporter"),
    *("gone", "now", "since", "heirs", "asked", "place"),
)
"""What the rule needs to know of a row."""


def grouped(rows: Iterable[Row]) -> dict[Key, list[Contribution]]:
    """Return rows as the rule knows them, by what is decided together."""
    found: dict[Key, list[Contribution]] = defaultdict(list)
    for row in rows:
        found[row["asked"], row["place"], row["indicator"]].append(_contribution(row))
    return found


def _contribution(row: Row) -> Contribution:
    """Return a figure without its amount: the lake keeps none that are empty, and no other matters here."""
    return Contribution(
        figure_id=row["figure_id"],
        report_id=row["report_id"],
        cell=CellKey(row["indicator"], row["dims"]),
        place_id=row["place_id"],
        path=row["path"],
        start=row["start"],
        end=row["end"],
        covers=row["covers"],
        amount=NOTHING,
        reporter=row["reporter"],
        gone=row["gone"],
        heirs=frozenset(row["heirs"] or ()),
        now=row["now"] or "",
        since=row["since"],
    )


def parts(indicator: Indicator | None, said: Sequence[Contribution]) -> list[Contribution]:
    """Return the figures of which an indicator's number is made, or would be if it made one over several periods."""
    if indicator is None or not indicator.is_stock:
        return taken(said)
    return parts_of_total(indicator, said)
