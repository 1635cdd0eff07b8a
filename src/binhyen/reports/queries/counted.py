"""What the registers count for a report's cells, each with the list that it was counted from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.counting import count_in_registers_each, countable, joint_link
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.typed import MOST_SIGNS
from binhyen.kernel.amounts import EMPTY, Amount, Bound, Origin, Said, joined, vaguely
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import CountedRow
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.figures import Values, is_locked


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted amount and the page of the list behind it."""

    amount: Amount
    link: str


def countable_cells(form: FormContent) -> tuple[CellKey, ...]:
    """Return the cells of a form that some register can count."""
    known = countable()
    return tuple(cell for cell in form.cells if cell.indicator in known)


def counted_for(report: Report, form: FormContent) -> dict[CellKey, Counted]:
    """Count a place's cells from the registers; no register tells the entries of units and associations apart.

    A cell takes the rows whose dimensions it names; where no row answers, the register says nothing and the cell is
    typed.
    """
    return counted_for_each([report], form)[report.pk]


def counted_for_each(reports: Iterable[Report], form: FormContent) -> dict[int, dict[CellKey, Counted]]:
    """Count the cells of many reports of a form, by report: for each period about as many queries as for one report."""
    cells = countable_cells(form)
    found: dict[int, dict[CellKey, Counted]] = {}
    asked: dict[str, list[Report]] = {}
    for report in reports:
        found[report.pk] = {}
        if cells and report.unit_id is None and report.post_id is None:
            asked.setdefault(report.collection.period, []).append(report)
    indicators = {cell.indicator for cell in cells}
    for code, same in asked.items():
        rows = count_in_registers_each(indicators, [one.place_id for one in same], parse_period(code))
        found |= {one.pk: _in_cells(rows[one.place_id], cells) for one in same}
    return found


def _in_cells(rows: Iterable[CountedRow], cells: Iterable[CellKey]) -> dict[CellKey, Counted]:
    by_indicator: dict[str, list[CountedRow]] = {}
    for row in rows:
        by_indicator.setdefault(row.indicator, []).append(row)
    answers = {cell: [row for row in by_indicator.get(cell.indicator, ()) if answers_cell(row, cell)] for cell in cells}
    return {cell: Counted(_sum(found), joint_link(found, cell.dims)) for cell, found in answers.items() if found}


def to_take(
    report: Report, form: FormContent, counted: Mapping[CellKey, Counted], stored: Values
) -> dict[CellKey, Counted]:
    """Return the counts that go into cells in which nobody typed: nothing, where the register counts no more.

    Cells that were accepted while others were returned stay as they were accepted.
    """
    gone = {cell: _NO_COUNT for cell in countable_cells(form) if cell in stored and cell not in counted}
    return {
        cell: one
        for cell, one in {**counted, **gone}.items()
        if (value := stored.get(cell)) is None or (_untyped(value) and not is_locked(report, value))
    }


def typed_over(
    report: Report, counted: Mapping[CellKey, Counted], stored: Values
) -> dict[CellKey, tuple[Figure, Counted]]:
    """Return what was typed where a register counts too, and does not stand beside a count yet."""
    return {
        cell: (value, one)
        for cell, one in counted.items()
        if (value := stored.get(cell)) and not (_untyped(value) or value.counted is not None)
        if not is_locked(report, value)
    }


def _untyped(value: Figure) -> bool:
    return value.origin == Origin.COUNTED or value.said == Said.EMPTY


_NO_COUNT = Counted(EMPTY, "")


def answers_cell(row: CountedRow, cell: CellKey) -> bool:
    """Tell whether a counted row is part of a cell: same indicator, and every dimension that the cell names."""
    return row.indicator == cell.indicator and all(row.dims.get(code) == value for code, value in cell.split.items())


def _sum(rows: list[CountedRow]) -> Amount:
    """Add rows up; "hơn" stays a lower bound, and words that have no number beside a sum make it one."""
    vague = [row.words for row in rows if row.bound is Bound.VAGUE]
    known = [row for row in rows if row.bound is not Bound.VAGUE]
    if not known:
        return vaguely("; ".join(vague)[:MOST_SIGNS])
    bound = joined((row.bound for row in known), vague=bool(vague))
    if any(row.denominator is not None for row in known):
        whole = sum((row.denominator or Decimal(0) for row in known), Decimal(0))
        return Amount(Said.NUMBER, sum((row.numerator or Decimal(0) for row in known), Decimal(0)), whole, bound)
    return Amount(Said.NUMBER, sum((row.value or Decimal(0) for row in known), Decimal(0)), bound=bound)


def counted_numbers(counted: Mapping[CellKey, Counted]) -> dict[CellKey, Decimal]:
    """Return the plain numbers of what was counted."""
    return {cell: one.amount.number for cell, one in counted.items()}
