"""Where a figure that was read belongs in a report, and why another is not offered. A person decides.

A figure is offered into the line of its indicator whose split it names, the most closely split one first. It is not
offered when it says something else than the line asks: a share, a change, an average, a target, a part of another
figure, the same again, another period or place. Figures of one line are offered to be added only when they tell apart
what they count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain

from binhyen.indicators.rules.catalogue import Catalogue, Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import DECIMALS, EMPTY, LIMIT, Amount, Bound, Said, vaguely
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import Period, parse_period
from binhyen.kernel.vietnamese import fold
from binhyen.narrative.rules.figures import Figure, Measure
from binhyen.reports.rules.entering import amount_findings

SURE = 0.9
"""From here a figure that nothing speaks against may be taken together with others."""
_BESIDE = frozenset({"direction", "per", "magnitude"})
"""Keys beside the dimensions of the catalogue: they split nothing."""


class Why(StrEnum):
    """What speaks against a figure. `HARD` ones keep it from being offered; with the others a person looks first."""

    NO_LINE = "no_line"
    SPLIT = "split"
    SHARE = "share"
    CHANGE = "change"
    AVERAGE = "average"
    TARGET = "target"
    PART = "part"
    KIND = "kind"
    """One kind of what another figure counts whole."""
    DUPLICATE = "duplicate"
    PERIOD = "period"
    PLACE = "place"
    RANGE = "range"
    BOTH_NUMBERS = "both_numbers"
    ONE_NUMBER = "one_number"
    AMOUNT = "amount"
    WITHIN = "within"
    """Said of a part of the report's period."""
    TWO_VALUES = "two_values"
    OVERLAP = "overlap"
    """Split by another dimension than its neighbour: the two may count the same."""
    SOME = "some"
    """Only the new, the working … of a stock that the line asks for whole."""


SOFT = frozenset({Why.WITHIN, Why.TWO_VALUES, Why.OVERLAP, Why.SOME})
_STATUS, _KEPT_UP = "status", "maintained"
"""By what a stock is split into some of it; what is kept up is all of it."""
_MEASURES = {
    Measure.SHARE: Why.SHARE,
    Measure.FRACTION: Why.SHARE,
    Measure.CHANGE: Why.CHANGE,
    Measure.CHANGE_PERCENT: Why.CHANGE,
    Measure.AVERAGE: Why.AVERAGE,
    Measure.UNIT_PRICE: Why.AVERAGE,
    Measure.TARGET: Why.TARGET,
    Measure.OF_TARGET: Why.TARGET,
}


@dataclass(frozen=True, slots=True)
class Target:
    """The report into which figures go: its lines, its period and the window of its data, names of its place.

    `written` is the day of the text, where it is known: until then goes what the text says of a running year.
    """

    cells: tuple[CellKey, ...]
    period: Period
    data_from: date
    data_to: date
    places: AbstractSet[str]
    written: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the line it fits, what it says there, and what speaks against it. `beside` is another's index."""

    cell: CellKey | None
    amount: Amount
    why: Why | None = None
    beside: int | None = None

    @property
    def offered(self) -> bool:
        """Tell whether it is offered into its line."""
        return self.cell is not None and (self.why is None or self.why in SOFT)


def place_figures(figures: Sequence[Figure], target: Target, catalogue: Catalogue) -> tuple[Placed, ...]:
    """Place every figure of a text. Figures that no form may hold are to be left out before."""
    lines: dict[str, list[CellKey]] = {}
    for cell in target.cells:
        lines.setdefault(cell.indicator, []).append(cell)
    starts = {figure.start: index for index, figure in enumerate(figures)}
    placed = [_alone(figure, target, catalogue, lines, starts) for figure in figures]
    _beside_wholes(figures, placed)
    together: dict[CellKey, list[int]] = {}
    for index, one in enumerate(placed):
        if one.cell is not None and one.offered:
            together.setdefault(one.cell, []).append(index)
    for cell, same in together.items():
        if len(same) > 1:
            _beside_each_other(figures, placed, cell, same)
    return tuple(placed)


# ------------------------------------------------------------------ one figure by itself


def _alone(
    figure: Figure,
    target: Target,
    catalogue: Catalogue,
    lines: Mapping[str, Sequence[CellKey]],
    starts: Mapping[int, int],
) -> Placed:
    indicator = catalogue.find(figure.indicator)
    cell = fitting_cell(figure.dims, lines.get(figure.indicator, ()))
    if indicator is None or cell is None:
        return Placed(None, _amount(figure), Why.SPLIT if figure.indicator in lines else Why.NO_LINE)
    if figure.duplicate_of is not None:
        return Placed(cell, _amount(figure), Why.DUPLICATE, starts.get(figure.duplicate_of))
    amount = _amount(figure)
    against = chain(_against(figure, amount, indicator, target), _some_of(figure, indicator, cell))
    return Placed(cell, amount, next(against, None))


def _some_of(figure: Figure, indicator: Indicator, cell: CellKey) -> Iterator[Why]:
    status = extras(figure.dims, cell).get(_STATUS, _KEPT_UP)
    if indicator.is_stock and status != _KEPT_UP:
        yield Why.SOME


def _beside_wholes(figures: Sequence[Figure], placed: list[Placed]) -> None:
    """Say of parts that they are none to be added where their whole stands in the same line; else they have their own.

    "500 tin, trong đó 320 tin có giá trị": two lines. "9 mô hình, trong đó 4 của phụ nữ": one, and 9 is it.
    """
    whole: int | None = None
    for index, figure in enumerate(figures):
        if figure.measure is not Measure.PART:
            whole = index
        elif placed[index].cell is not None and (whole is None or placed[whole].cell == placed[index].cell):
            placed[index] = replace(placed[index], why=Why.PART, beside=whole)


def fitting_cell(dims: Mapping[str, str], cells: Sequence[CellKey]) -> CellKey | None:
    """Return the line whose split a figure names; of several the most closely split one, then the first.

    >>> fitting_cell({"status": "effective"}, [CellKey("models_total"), CellKey("models_total", "status=effective")])
    CellKey(indicator='models_total', dims='status=effective')
    """
    fits = [cell for cell in cells if all(dims.get(code) == value for code, value in cell.split.items())]
    return max(fits, key=lambda cell: len(cell.split), default=None)


def _against(figure: Figure, amount: Amount, indicator: Indicator, target: Target) -> Iterator[Why]:
    if figure.measure in _MEASURES:
        yield _MEASURES[figure.measure]
    if not _is_here(figure.place, target.places):
        yield Why.PLACE
    when = _when(figure.period, indicator, target)
    if when is Why.PERIOD:
        yield when
    yield from _of_amount(figure, amount, indicator)
    if when is not None:
        yield when


def _of_amount(figure: Figure, amount: Amount, indicator: Indicator) -> Iterator[Why]:
    if figure.low is not None or figure.high is not None:
        yield Why.RANGE
    if amount.said is Said.EMPTY:
        yield Why.AMOUNT
    elif amount.said is Said.NUMBER and (amount.denominator is not None) != indicator.is_share:
        yield Why.BOTH_NUMBERS if indicator.is_share else Why.ONE_NUMBER
    elif amount_findings(amount, indicator):
        yield Why.AMOUNT


def _amount(figure: Figure) -> Amount:
    """Return what a figure says as a cell would hold it; EMPTY for what no cell can hold."""
    if figure.value is None and figure.numerator is None:
        words = " ".join(f"{figure.text} {figure.unit}".split())[:120]
        return vaguely(words) if figure.low is None and figure.high is None else EMPTY
    value = figure.value if figure.value is not None else figure.numerator
    numbers = [one for one in (value, figure.denominator) if one is not None]
    if any(one < 0 or one >= LIMIT or one != round(one, DECIMALS) for one in numbers):
        return EMPTY
    bound = figure.bound if figure.bound is not Bound.VAGUE else Bound.ABOUT
    return Amount(Said.NUMBER, value, figure.denominator if figure.value is None else None, bound)


# ------------------------------------------------------------------ when and where


def _when(code: str, indicator: Indicator, target: Target) -> Why | None:
    """Say whether a figure is of another period than the report, or of a part of it."""
    if not code:
        return None
    try:
        period = parse_period(code)
    except Refused:
        return Why.PERIOD
    first, last = min(target.period.start, target.data_from), max(target.period.end, target.data_to)
    if indicator.is_stock:
        as_of = target.written if target.written is not None and target.written in period else period.end
        return None if first <= as_of <= last else Why.PERIOD
    if (period.start, period.end) in {
        (target.period.start, target.period.end),
        (target.data_from, target.data_to),
    }:
        return None
    return Why.WITHIN if first <= period.start and period.end <= last else Why.PERIOD


_SAYS_A_YEAR = re.compile(r"\b(?:năm (?:nay|qua|trước|ngoái)|(?:trong|cả|đầu|cuối|hết) năm)\b", re.IGNORECASE)
_DATED = re.compile(r"\d[/.\-]\d{1,2}[/.\-]\d{4}(?!\d)")


def untold_years(text: str, written: date | None, period: Period) -> frozenset[str]:
    """Return the years that a reader may only have supposed: that of the text's day and the one before, if not named.

    A day ("ngày 03/11/2026") names no year of work, nor does the name of the report's own period ("tháng 11 năm 2026").

    >>> november = parse_period("2026-11")
    >>> sorted(untold_years("Tháng 11/2026, phát 350 tờ rơi (kế hoạch ngày 03/11/2026).", date(2026, 11, 5), november))
    ['2025', '2026']
    """
    bare = _DATED.sub(" ", _own_name(period).sub(" ", text))
    if written is None or _SAYS_A_YEAR.search(bare):
        return frozenset()
    return frozenset(str(year) for year in (written.year, written.year - 1) if str(year) not in bare)


def _own_name(period: Period) -> re.Pattern[str]:
    """Return what finds a part of a year by its name: "tháng 11 năm 2026", "quý IV/2026", "6 tháng đầu năm 2026"."""
    year, _, part = period.code.partition("-")
    of_year = rf"\s*(?:năm\s*|[/.\-]\s*){year}(?!\d)"
    names = {
        "H1": rf"(?:0?6|sáu)\s+tháng(?:\s+đầu)?{of_year}",
        "H2": rf"(?:0?6|sáu)\s+tháng\s+cuối{of_year}",
        "9M": rf"(?:0?9|chín)\s+tháng(?:\s+đầu)?{of_year}",
        **{f"Q{n}": rf"quý\s+(?:{roman}|{n}){of_year}" for n, roman in enumerate(("I", "II", "III", "IV"), 1)},
    }
    month = rf"tháng\s+0?{int(part)}{of_year}" if part.isdecimal() and len(part) == _MONTH else r"(?!)"
    return re.compile(names.get(part, month), re.IGNORECASE)


_MONTH = 2
"""Digits of a month in a period's code: 2026-11; 2019-2024 has four."""


_KINDS = re.compile(
    r"^(?:tinh|thanh pho|tp\.?|huyen|thi xa|thi tran|quan|xa|phuong|dac khu|thon|ban|ap|khom|buon|lang|xom|to dan pho|"
    r"khu dan cu|khu pho)\s+"
)


def bare_name(name: str) -> str:
    """Return a place's name without its kind and diacritics: names are compared so.

    >>> bare_name("Xã An Phú") == bare_name("an phú")
    True
    """
    return _KINDS.sub("", " ".join(fold(name).split()))


def _is_here(name: str, places: AbstractSet[str]) -> bool:
    return not name or bare_name(name) in places


# ------------------------------------------------------------------ several figures of one line


def extras(dims: Mapping[str, str], cell: CellKey) -> dict[str, str]:
    """Return by what a figure is split beyond its line."""
    return {code: value for code, value in dims.items() if code not in _BESIDE and code not in cell.split}


def _beside_each_other(figures: Sequence[Figure], placed: list[Placed], cell: CellKey, same: Sequence[int]) -> None:
    """Keep of one line's figures those that may be added, or the whole one alone. Linear."""
    splits = {index: extras(figures[index].dims, cell) for index in same}
    first = next((index for index in same if not splits[index]), same[0])
    seen: dict[frozenset[tuple[str, str]], int] = {}
    for index in same:
        key = frozenset(splits[index].items())
        other = seen.setdefault(key, index)
        if other != index and _part_of_period(placed, other, index):
            seen[key] = index if placed[other].why is Why.PART else other
        elif other != index:
            why = Why.DUPLICATE if placed[other].amount == placed[index].amount else Why.TWO_VALUES
            placed[index] = replace(placed[index], why=why, beside=other)
            if why is Why.TWO_VALUES and placed[other].why is None:
                placed[other] = replace(placed[other], why=why, beside=index)
        elif index != first:
            _beside_first(placed, splits, first, index)


def _part_of_period(placed: list[Placed], one: int, other: int) -> bool:
    """Of two figures of one thing, let that of a part of the period be a part of that of the whole."""
    inside = [index for index in (one, other) if placed[index].why is Why.WITHIN]
    if len(inside) != 1:
        return False
    (part,) = inside
    placed[part] = replace(placed[part], why=Why.PART, beside=other if part == one else one)
    return True


def _beside_first(placed: list[Placed], splits: Mapping[int, Mapping[str, str]], first: int, index: int) -> None:
    one, other = splits[first], splits[index]
    if one.items() < other.items():
        placed[index] = replace(placed[index], why=Why.KIND, beside=first)
    elif set(one) != set(other):
        placed[index] = replace(placed[index], why=Why.OVERLAP, beside=first)


def addable(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether figures split so may stand in one line together: they tell apart what they count."""
    shared = set(one) & set(other)
    return any(one[code] != other[code] for code in shared)
