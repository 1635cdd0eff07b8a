"""The ledger kept in step: lines that no longer hold are closed, new ones opened, the same ones stay."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from binhyen.database.copying import copy_instances
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.registers.models import Tally
from binhyen.registers.rules.ledger import Line, differing, dims_text

Lines = Mapping[int, tuple[str, Sequence[Line]]]
"""By record: the path of its place, and the lines that it counts."""
_BATCH = 2_000


def tally(lines: Lines, *, new: Collection[int], at: datetime) -> set[int]:
    """Bring the ledger in step with what records count now; `new` ones have no lines yet. One query each way.

    Return the records of which it says something else than before.
    """
    known = set(new)
    gone: dict[int, int] = {}
    fresh: list[Tally] = [
        row for record_id in lines if record_id in known for row in _rows(record_id, *lines[record_id], at)
    ]
    for record_id, rows in _standing(set(lines) - known).items():
        path, wanted = lines[record_id]
        moved = [row.pk for row in rows if row.place_path != path]
        stay = [row for row in rows if row.place_path == path]
        closed, opened = differing([line_of(row) for row in stay], wanted)
        gone |= dict.fromkeys([*moved, *(stay[position].pk for position in closed)], record_id)
        fresh += _rows(record_id, path, opened, at)
    Tally.objects.filter(pk__in=list(gone)).update(superseded_at=at)
    return {*gone.values(), *(row.record_id for row in copy_instances(fresh))}


def close_lines(record_ids: Collection[int], *, at: datetime) -> None:
    """Close every line of records that were taken back."""
    Tally.objects.filter(record_id__in=record_ids, superseded_at=None).update(superseded_at=at)


def _standing(record_ids: Collection[int]) -> dict[int, list[Tally]]:
    found: dict[int, list[Tally]] = {one: [] for one in record_ids}
    if record_ids:
        for row in Tally.objects.filter(record_id__in=record_ids, superseded_at=None).order_by("id"):
            found[row.record_id].append(row)
    return found


def line_of(row: Tally) -> Line:
    """Return what a kept line says."""
    amount = Amount(Said(row.said), row.amount, row.denominator, Bound(row.bound), row.words)
    return Line(row.indicator, amount, row.since, row.until, CellKey(row.indicator, row.dims).split, row.token)


def _rows(record_id: int, path: str, lines: Iterable[Line], at: datetime) -> list[Tally]:
    return [
        Tally(
            record_id=record_id,
            indicator=line.indicator,
            dims=dims_text(line.dims),
            said=line.amount.said,
            amount=line.amount.value,
            denominator=line.amount.denominator,
            bound=line.amount.bound,
            words=line.amount.words,
            since=line.since,
            until=line.until,
            token=line.token[:80],
            place_path=path,
            recorded_at=at,
        )
        for line in lines
    ]
