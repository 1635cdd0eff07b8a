"""What reports count: the figures that people typed, read or imported, as one more source of the counting port."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.cells import UNSPLIT, CellKey
from binhyen.kernel.amounts import Bound, Origin, Said, add_up
from binhyen.kernel.ports import AskedSingly, CountedRow, Counter, Question
from binhyen.reports.queries.key_areas import Plan, plans_under_each
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.addresses import key_areas as key_areas_address
from binhyen.reports.rules.addresses import total as total_address
from binhyen.reports.rules.key_areas import OTHER_KINDS, PLACE_KINDS, TAKEN_OFF
from binhyen.reports.rules.totals import Total


@dataclass(frozen=True, slots=True)
class FiguresCounter(AskedSingly):
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
            question.place_id,
            question.period,
            question.indicators,
            question.as_of,
            question.on_map,
            without_registers=True,
        )
        found = totals(asked).cells
        return [row for cell, total in found.items() if total.adds_up for row in _rows(cell, total, question)]


def _rows(cell: CellKey, total: Total, question: Question) -> list[CountedRow]:
    """Return the rows of one cell: nothing for zero, as there is nothing to open."""
    query = {"noi": question.place_id, "ky": question.period.code, "chi_tieu": cell.indicator, "tach": cell.dims}
    if question.on_map is not None:
        query["ban_do"] = question.on_map.isoformat()
    base = CountedRow(cell.indicator, _known_split(cell), origin=_origin(total), link=total_address(query))
    known = add_up(part.weighed for part in total.parts if part.amount.said is not Said.VAGUE)
    found = []
    if known.denominator:
        found.append(replace(base, numerator=known.value, denominator=known.denominator, bound=known.bound))
    elif known.value:
        found.append(replace(base, value=known.value, bound=known.bound))
    if total.sum.vague:
        found.append(replace(base, bound=Bound.VAGUE, words="; ".join(dict.fromkeys(total.sum.vague))))
    return found


def _known_split(cell: CellKey) -> dict[str, str]:
    """Return the dimensions by which a figure is split; what was published unsplit is not split."""
    return {code: value for code, value in cell.split.items() if value != UNSPLIT}


def _origin(total: Total) -> Origin:
    """Return the origin that all parts share; typed, where they differ."""
    origins = {part.origin for part in total.parts}
    return origins.pop() if len(origins) == 1 else Origin.TYPED


@dataclass(frozen=True, slots=True)
class KeyAreasCounter:
    """Key areas that communes wrote down: how many there are at the end of a period, or were taken off within it.

    Rows are by kind; kinds that the catalogue does not know (routes and others) make one row without a dimension.
    """

    indicator: str
    taken_off: bool = False
    from_register: bool = True

    @property
    def indicators(self) -> frozenset[str]:
        """The one indicator."""
        return frozenset({self.indicator})

    @property
    def dims(self) -> Mapping[str, tuple[str, ...]]:
        """Kinds of places."""
        return {"unit_kind": PLACE_KINDS}

    def count(self, question: Question) -> Sequence[CountedRow]:
        """Add up by kind: one query. Nothing for zero, as there is nothing to open."""
        return self.count_each([question])[0]

    def count_each(self, questions: Sequence[Question]) -> Sequence[Sequence[CountedRow]]:
        """Add up for many places: one query."""
        if not questions:
            return []
        found = plans_under_each([one.scopes for one in questions], questions[0].as_of)
        return [self._rows(plans, question) for plans, question in zip(found, questions, strict=True)]

    def _rows(self, plans: Iterable[Plan], question: Question) -> list[CountedRow]:
        found: dict[str, int] = {}
        for plan in plans:
            kind = plan.newest.unit_kind if plan.newest.unit_kind in PLACE_KINDS else ""
            found[kind] = found.get(kind, 0) + self._of(plan, question)
        return [self._row(kind, amount, question) for kind, amount in sorted(found.items()) if amount]

    def _of(self, plan: Plan, question: Question) -> int:
        period = question.period
        return plan.transformed(period.start, period.end) if self.taken_off else plan.standing(period.end)

    def _row(self, kind: str, amount: int, question: Question) -> CountedRow:
        query = {
            "noi": question.place_id,
            "ky": question.period.code,
            "loai": kind or OTHER_KINDS,
            "dem": TAKEN_OFF if self.taken_off else None,
            "nhu": question.as_of.isoformat() if question.as_of else None,
        }
        dims = {"unit_kind": kind} if kind else {}
        return CountedRow(self.indicator, dims, value=Decimal(amount), link=key_areas_address(query))


COUNTERS: tuple[Counter, ...] = (
    FiguresCounter(),
    KeyAreasCounter("key_areas"),
    KeyAreasCounter("key_areas_transformed", taken_off=True),
)
"""What this storey can count, gathered by `indicators` at start-up."""
