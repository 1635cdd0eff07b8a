"""What reports count: the figures that people typed, read or imported, as one more source of the counting port."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.cells import UNSPLIT, CellKey
from binhyen.kernel.amounts import Bound, Origin, Said, add_up
from binhyen.kernel.ports import CountedRow, Counter, Question
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.addresses import total as total_address
from binhyen.reports.rules.totals import Total


@dataclass(frozen=True, slots=True)
class FiguresCounter:
    """Figures of reports that no register counted. Those a register filled in are counted in the register alone."""

    from_register: bool = False

    @property
    def indicators(self) -> frozenset[str]:
        """Every indicator that may stand in a form."""
        return frozenset(code for code, one in catalogue().indicators.items() if one.in_forms)

    @property
    def dims(self) -> Mapping[str, tuple[str, ...]]:
        """All dimensions of the catalogue."""
        return {code: tuple(one.values) for code, one in dims().items()}

    def count(self, question: Question) -> Sequence[CountedRow]:
        """Add up: a row for each cell, and one more for words that have no number. The same queries for any number."""
        asked = TotalQuestion(
            question.place_id, question.period, question.indicators, question.as_of, without_registers=True
        )
        found = totals(asked).cells
        return [row for cell, total in found.items() if total.adds_up for row in _rows(cell, total, question)]


def _rows(cell: CellKey, total: Total, question: Question) -> list[CountedRow]:
    """Return the rows of one cell: nothing for zero, as there is nothing to open."""
    query = {"noi": question.place_id, "ky": question.period.code, "chi_tieu": cell.indicator, "tach": cell.dims}
    base = CountedRow(cell.indicator, _known_split(cell), origin=_origin(total), link=total_address(query))
    known = add_up(part.weighed for part in total.parts if part.amount.said is not Said.VAGUE)
    found = []
    if known.denominator:
        found.append(replace(base, numerator=known.value, denominator=known.denominator, bound=known.bound))
    elif known.value:
        found.append(replace(base, value=known.value, bound=known.bound))
    if total.sum.vague:
        found.append(replace(base, bound=Bound.VAGUE))
    return found


def _known_split(cell: CellKey) -> dict[str, str]:
    """Return the dimensions by which a figure is split; what was published unsplit is not split."""
    return {code: value for code, value in cell.split.items() if value != UNSPLIT}


def _origin(total: Total) -> Origin:
    """Return the origin that all parts share; typed, where they differ."""
    origins = {part.origin for part in total.parts}
    return origins.pop() if len(origins) == 1 else Origin.TYPED


COUNTERS: tuple[Counter, ...] = (FiguresCounter(),)
"""What this storey can count, gathered by `indicators` at start-up."""
