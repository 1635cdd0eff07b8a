"""The checks of a form that a spreadsheet can reckon by itself, said as its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.checking import Check, CheckKind, prepared
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.judging import Spot
from binhyen.kernel.vietnamese import number
from binhyen.sheets.rules.entry import Relation, Sign


def relations_of(
    checks: tuple[Check, ...], catalogue: Catalogue, form: FormContent, numbers: Mapping[CellKey, int], on: date
) -> Iterator[Relation]:
    """Return the checks in force on a day that compare cells of one form with each other or with bounds.

    Jumps, drops and peers need what a workbook has not got; shares hold two numbers in one cell.
    """
    for spot in prepared(checks, catalogue, form).spots:
        make = _MAKERS.get(spot.check.kind)
        plain = not any(_is_share(catalogue, cell) for cell in (spot.left, *spot.right))
        if make is not None and plain and spot.check.in_force(on):
            yield make(spot, numbers)


def _is_share(catalogue: Catalogue, cell: CellKey) -> bool:
    indicator = catalogue.find(cell.indicator)
    return indicator is None or indicator.is_share


def _at_most(spot: Spot, numbers: Mapping[CellKey, int]) -> Relation:
    factor = spot.check.factor
    times = "" if factor == 1 else f" {number(factor)} lần"
    return _made(spot, Sign.AT_MOST, f"Không được lớn hơn{times} {_rows(spot.right, numbers)}.")


def _total(spot: Spot, numbers: Mapping[CellKey, int]) -> Relation:
    rows = _rows(spot.right, numbers)
    if spot.check.exact:
        return _made(spot, Sign.EQUALS, f"Phải bằng tổng của {rows}.")
    return _made(spot, Sign.AT_LEAST, f"Không được nhỏ hơn tổng của {rows}.")


def _needs(spot: Spot, numbers: Mapping[CellKey, int]) -> Relation:
    return _made(spot, Sign.POSITIVE_IF, f"Dòng này có số thì {_rows(spot.right, numbers)} cũng phải có số.")


def _range(spot: Spot, _numbers: Mapping[CellKey, int]) -> Relation:
    least, most = spot.check.least, spot.check.most
    bounds = [f"nhỏ hơn {number(least)}"] if least is not None else []
    bounds += [f"lớn hơn {number(most)}"] if most is not None else []
    return Relation(str(spot.left), f"Không được {' hoặc '.join(bounds)}.", least=least, most=most)


_MAKERS: Mapping[CheckKind, Callable[[Spot, Mapping[CellKey, int]], Relation]] = {
    CheckKind.AT_MOST: _at_most,
    CheckKind.TOTAL: _total,
    CheckKind.NEEDS: _needs,
    CheckKind.RANGE: _range,
}


def _made(spot: Spot, sign: Sign, sentence: str) -> Relation:
    right = tuple(str(cell) for cell in spot.right)
    return Relation(str(spot.left), sentence, sign, right, spot.check.factor)


def _rows(cells: Iterable[CellKey], numbers: Mapping[CellKey, int]) -> str:
    listed = [str(numbers[cell]) for cell in cells]
    return f"dòng {listed[0]}" if len(listed) == 1 else f"các dòng {', '.join(listed)}"
