"""What changed between two sets of facts: cell by cell, in the order of a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from binhyen.indicators.rules.cells import CellKey
from binhyen.narrative.writer.facts import Facts, Measured


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else."""

    cell: CellKey
    old: Measured
    new: Measured


def changes(old: Facts, new: Facts, cells: Iterable[CellKey]) -> tuple[Change, ...]:
    """Return the cells whose amounts differ; where they were counted may differ silently."""
    pairs = ((cell, old.of(cell), new.of(cell)) for cell in dict.fromkeys(cells))
    return tuple(Change(cell, was, now) for cell, was, now in pairs if was.amount != now.amount)
