"""What a text is written with: amounts of cells now and a year before, targets, and the words for place and period."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import EMPTY, Amount
from binhyen.kernel.periods import Period

_YEAR = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """A cell's amount, the page where it opens, and where it came from (an `Origin`, or "" where that differs)."""

    amount: Amount = EMPTY
    link: str = ""
    source: str = ""


NOT_MEASURED = Measured()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a place and a period.

    `names` are the words of a template ("nơi" → "tỉnh Lạng Sơn"). `before` holds the same cells a year earlier on the
    same map, `unclear` why a cell can't be compared with them. `targets` are what a plan aimed at.
    """

    period: str
    names: Mapping[str, str] = field(default_factory=dict)
    now: Mapping[CellKey, Measured] = field(default_factory=dict)
    before: Mapping[CellKey, Measured] = field(default_factory=dict)
    targets: Mapping[CellKey, Decimal] = field(default_factory=dict)
    unclear: Mapping[CellKey, str] = field(default_factory=dict)

    def of(self, cell: CellKey) -> Measured:
        """Return what a cell says now."""
        return self.now.get(cell, NOT_MEASURED)


def period_words(period: Period) -> str:
    """Say a period as in a sentence: "năm 2025", "6 tháng đầu năm 2026", "giai đoạn 2019-2024".

    >>> from binhyen.kernel.periods import parse_period
    >>> period_words(parse_period("2026-H1"))
    '6 tháng đầu năm 2026'
    """
    code = period.code
    head, _, tail = code.partition("-")
    if not tail:
        return f"năm {code}"
    if period.of_days:
        return f"giai đoạn từ {period.start:%d/%m/%Y} đến {period.end:%d/%m/%Y}"
    if len(tail) == _YEAR and tail.isdigit():
        return f"giai đoạn {code}"
    return f"{_PARTS[tail]} năm {head}" if tail in _PARTS else _other(period)


def before_words(before: Period) -> str:
    """Say the period that another is compared with: "năm 2024", "cùng kỳ năm 2024", "giai đoạn 2013-2018".

    >>> from binhyen.kernel.periods import parse_period
    >>> before_words(parse_period("2025-H1"))
    'cùng kỳ năm 2025'
    """
    words = period_words(before)
    return words if words.startswith(("năm", "giai đoạn")) else f"cùng kỳ năm {before.end.year}"


_PARTS = {
    "H1": "6 tháng đầu",
    "H2": "6 tháng cuối",
    "Q1": "quý I",
    "Q2": "quý II",
    "Q3": "quý III",
    "Q4": "quý IV",
    "9M": "9 tháng đầu",
}


def _other(period: Period) -> str:
    if period.start.month == period.end.month:
        return f"tháng {period.start.month} năm {period.start.year}"
    return f"{period.end.month} tháng đầu năm {period.start.year}"
