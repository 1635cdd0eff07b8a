"""Checks as data: what a report's cells must agree on among themselves, with the past and with like reporters."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from binhyen.indicators.rules.catalogue import Catalogue, Indicator, OverTime
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.checks import EVERY, FLOWS, STOCKS, Against, Check, CheckKind, checks_from_data
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.judging import FEWEST_COPIED, Broken, Spot, Values, judge
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

__all__ = [
    "PREFIX",
    "Against",
    "Check",
    "CheckKind",
    "Prepared",
    "Values",
    "cells_touched",
    "check_named",
    "checks_from_data",
    "prepared",
    "run_checks",
]

PREFIX = "check."
"""Codes of findings begin so; the code of the check follows."""

_BELOW = gettext_noop("“%(left_label)s” is %(left)s and cannot be less than %(least)s. Look at the number again.")
_BETWEEN = gettext_noop(
    "“%(left_label)s” is %(left)s and lies between %(least)s and %(most)s. Look at the number again."
)
_DECIMALS = gettext_noop("“%(left_label)s” is %(left)s and is counted in whole numbers. Enter a whole number.")
_IMPLICIT = (
    Check("range", CheckKind.RANGE, _BETWEEN, Severity.ERROR),
    Check("whole", CheckKind.WHOLE, _DECIMALS, Severity.ERROR),
)
"""What the catalogue itself says of each indicator; never explained away."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The checks at their places in one form, in the order of its lines, and at which of them a cell is looked at."""

    spots: tuple[Spot, ...]
    of_cell: Mapping[CellKey, tuple[int, ...]]
    place: Mapping[CellKey, int]

    def looking_at(self, cells: Collection[CellKey] | None) -> Iterable[Spot]:
        """Return the spots that look at one of some cells; None takes all."""
        if cells is None:
            return self.spots
        return [self.spots[index] for index in sorted({at for cell in cells for at in self.of_cell.get(cell, ())})]


def run_checks(
    checks: tuple[Check, ...],
    catalogue: Catalogue,
    form: FormContent,
    values: Values,
    only: Collection[CellKey] | None = None,
) -> tuple[Finding, ...]:
    """Return what the checks say of a form's values, in the order of its lines; `where` is the cell.

    With `only`, the checks that look at one of these cells: their findings may stand at another one (`cells_touched`).
    """
    ready = prepared(checks, catalogue, form)
    judged = ((spot, judge(spot, values)) for spot in ready.looking_at(only) if spot.check.in_force(values.on))
    found = [(spot, broken) for spot, broken in judged if broken is not None]
    found.sort(key=lambda one: ready.place[one[1].where])
    return tuple(_finding(spot, broken) for spot, broken in found)


def cells_touched(
    checks: tuple[Check, ...], catalogue: Catalogue, form: FormContent, cells: Collection[CellKey]
) -> frozenset[CellKey]:
    """Return the cells at which `run_checks(only=cells)` may find something: what was said there before is replaced."""
    ready = prepared(checks, catalogue, form)
    return frozenset(cell for spot in ready.looking_at(cells) for cell in _stands_at(spot))


def check_named(checks: Iterable[Check], code: str) -> Check | None:
    """Return the check of a code, bare or as a finding says it ("check.<code>"); the implicit ones are found too."""
    bare = code.removeprefix(PREFIX)
    return next((check for check in (*checks, *_IMPLICIT) if check.code == bare), None)


def prepared(checks: tuple[Check, ...], catalogue: Catalogue, form: FormContent) -> Prepared:
    """Return the checks laid over a form; the same objects are laid over each other once."""
    return _prepared(_Same(checks, catalogue, form))


class _Same:
    """Three things that are equal to themselves alone: comparing whole forms would take longer than checking them."""

    __slots__ = ("catalogue", "checks", "form")

    def __init__(self, checks: tuple[Check, ...], catalogue: Catalogue, form: FormContent) -> None:
        self.checks, self.catalogue, self.form = checks, catalogue, form

    def __hash__(self) -> int:
        return hash((id(self.checks), id(self.catalogue), id(self.form)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and self.checks is other.checks
            and self.catalogue is other.catalogue
            and self.form is other.form
        )


@lru_cache(maxsize=256)
def _prepared(same: _Same) -> Prepared:
    layout = _Layout(same.form, same.catalogue)
    spots = list(layout.implicit())
    for check in same.checks:
        if not check.periods or same.form.period_type in check.periods:
            spots += layout.spots(check)
    spots.sort(key=lambda spot: layout.place[spot.left])
    of_cell: dict[CellKey, list[int]] = {}
    for index, spot in enumerate(spots):
        for cell in {spot.left, *spot.right}:
            of_cell.setdefault(cell, []).append(index)
    return Prepared(tuple(spots), {cell: tuple(at) for cell, at in of_cell.items()}, layout.place)


class _Layout:
    """A form as checks see it: where each cell stands, what it is called, which indicator it belongs to."""

    def __init__(self, form: FormContent, catalogue: Catalogue) -> None:
        self.place = {cell: index for index, cell in enumerate(form.cells)}
        self._labels = {line.cell: line.label for line in form.lines}
        self._indicators = {cell: known for cell in form.cells if (known := catalogue.find(cell.indicator))}

    def implicit(self) -> Iterator[Spot]:
        """Lay out what the catalogue says of each indicator."""
        between, whole = _IMPLICIT
        for cell, indicator in self._indicators.items():
            message = _BELOW if indicator.most is None else _BETWEEN
            yield self._spot(replace(between, message=message, least=indicator.least, most=indicator.most), cell)
            if indicator.whole:
                yield self._spot(whole, cell)

    def spots(self, check: Check) -> Iterator[Spot]:
        """Lay out a check wherever the form has what it looks at."""
        if check.kind is CheckKind.COPIED:
            flows = tuple(self._cells_of(CellKey(FLOWS)))
            if len(flows) >= FEWEST_COPIED:
                yield self._spot(check, flows[0], flows)
        elif check.left is not None:
            as_written = any(cell.dims for cell in (check.left, *check.right))
            for left in [check.left] if as_written else self._cells_of(check.left):
                right = [cell if as_written else CellKey(cell.indicator, left.dims) for cell in check.right]
                yield from self._here(check, left, right)

    def _here(self, check: Check, left: CellKey, right: list[CellKey]) -> Iterator[Spot]:
        """Lay a check out at a cell, if the other side is there: wholly, or for parts that need not be all in part."""
        there = tuple(cell for cell in right if cell in self.place)
        enough = len(there) == len(right) or (check.kind is CheckKind.TOTAL and not check.exact and there)
        if left in self.place and enough:
            yield self._spot(check, left, there)

    def _cells_of(self, wanted: CellKey) -> list[CellKey]:
        return [cell for cell, indicator in self._indicators.items() if _is_meant(indicator, wanted.indicator)]

    def _spot(self, check: Check, left: CellKey, right: tuple[CellKey, ...] = ()) -> Spot:
        label = "" if check.kind is CheckKind.COPIED else " + ".join(self._labels[cell] for cell in right)
        return Spot(check, left, right, self._labels[left], label)


def _is_meant(indicator: Indicator, wanted: str) -> bool:
    if wanted in {STOCKS, FLOWS}:
        return indicator.over_time is (OverTime.LAST_VALUE if wanted == STOCKS else OverTime.SUM_OF_FLOWS)
    return wanted in {EVERY, indicator.code}


def _stands_at(spot: Spot) -> tuple[CellKey, ...]:
    return spot.right if spot.check.kind is CheckKind.COPIED else (spot.left,)


def _finding(spot: Spot, broken: Broken) -> Finding:
    check = spot.check
    params = {"left_label": spot.left_label, "right_label": spot.right_label, **broken.params}
    return Finding(PREFIX + check.code, check.message, check.severity, params, str(broken.where), check.source)
