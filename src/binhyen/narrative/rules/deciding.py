"""What a person says to a figure that was read: taken as it is, taken changed, not for this report, read wrongly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import Line
from binhyen.kernel.amounts import EMPTY, Amount, Said
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.rules.placing import addable, extras
from binhyen.reports.rules.entering import amount_findings


class Decision(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    LATER = "later"
    """Looked at and left for later."""
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"
    """Right, but not for this report."""
    MISREAD = "misread"
    """No such figure stands there."""


TAKEN = frozenset({Decision.ACCEPTED, Decision.CHANGED})
WAITING = frozenset({Decision.OPEN, Decision.LATER})


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody says to one proposal; with `TAKEN`, into which cell which amount goes, over which version seen."""

    number: int
    decision: Decision
    cell: CellKey | None = None
    amount: Amount = EMPTY
    base_version: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that is taken into a cell: what it says and by what it tells itself apart from others there."""

    number: int
    cell: CellKey
    dims: Mapping[str, str]

    @property
    def split(self) -> dict[str, str]:
        """By what it is split beyond its cell."""
        return extras(self.dims, self.cell)


def choice_findings(choice: Choice, lines: Mapping[CellKey, Line], catalogue: Catalogue) -> list[Finding]:
    """Say what is wrong with a choice by itself."""
    where = str(choice.number)
    if choice.decision not in TAKEN:
        return []
    line = lines.get(choice.cell) if choice.cell is not None else None
    indicator = catalogue.find(choice.cell.indicator) if choice.cell is not None else None
    if line is None or indicator is None:
        return [Finding("narrative.no_line", _NO_LINE, params={"number": choice.number}, where=where)]
    if choice.amount.said is Said.EMPTY:
        return [Finding("narrative.no_amount", _NO_AMOUNT, params={"number": choice.number}, where=where)]
    wrong = amount_findings(choice.amount, indicator)
    params = {"label": line.label}
    return [Finding(one.code, one.message, one.severity, {**one.params, **params}, where) for one in wrong]


_NO_LINE = gettext_noop("Number %(number)s has no line in this report yet. Choose the indicator it goes to.")
_NO_AMOUNT = gettext_noop("Number %(number)s says no amount that a cell can hold. Type the amount you mean.")


def together_findings(taken: Iterable[Held], lines: Mapping[CellKey, Line]) -> list[Finding]:
    """Say which figures may not stand in one cell together: the same again, or a whole beside its part."""
    cells: dict[CellKey, list[Held]] = {}
    for one in sorted(taken, key=lambda held: held.number):
        cells.setdefault(one.cell, []).append(one)
    return [found for cell, held in cells.items() for found in _in_cell(cell, held, lines)]


def _in_cell(cell: CellKey, held: Sequence[Held], lines: Mapping[CellKey, Line]) -> list[Finding]:
    message = gettext_noop(
        "“%(label)s” has number %(other)s already, and number %(number)s would count the same twice. Keep one of them."
    )
    for place, one in enumerate(held):
        for other in held[:place]:
            if not addable(other.split, one.split):
                label = lines[cell].label if cell in lines else str(cell)
                params = {"label": label, "other": other.number, "number": one.number}
                return [Finding("narrative.twice", message, params=params, where=str(one.number))]
    return []
