"""What the reader finds in a text: figures with their words, and why they are what they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from binhyen.kernel.amounts import Bound


class Measure(StrEnum):
    """What a number says of its indicator. LEVEL is an amount; only levels may be added up."""

    LEVEL = "level"
    SHARE = "share_pct"
    """A percentage of a whole: "đạt 94%"."""
    FRACTION = "share_frac"
    """A plain fraction of a whole: "2/3 dân số"."""
    CHANGE = "change_abs"
    CHANGE_PERCENT = "change_pct"
    AVERAGE = "avg"
    UNIT_PRICE = "unit_price"
    TARGET = "target"
    """What is aimed at: "phấn đấu ít nhất 60% địa bàn"."""
    OF_TARGET = "of_target_pct"
    """How much of what was aimed at: "đạt 120% chỉ tiêu"."""
    PART = "part"
    """A part of a total that stands before it: "trong đó 12 mô hình mới"; never added to it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    `start` and `end` are offsets of the text as it came in, `text` what stands there: the number expression alone, with
    its magnitude word or %, without hedge and unit. A plain amount has `value`; a ratio `numerator` and `denominator`
    and no value; a range `low` and `high` and no value; a vague amount none, with its power of ten in `magnitude`.
    Money is in đồng, a percentage in points. `dims` holds codes of the catalogue's dimensions, and beside them
    `direction` (up, down, none) for a change, `per` for averages and unit prices, `magnitude` for vague amounts.
    `period` is a code ("2022", "2019-2024", "2022-H1", "2019-7M", "2023-Q3", "2021-11", "2021-11-18", "a..b") or "",
    `place` a name as it is printed or "" for the place of the text. `confidence` is between 0 and 1.
    """

    start: int
    end: int
    text: str
    indicator: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = Bound.EXACT
    unit: str = ""
    dims: Mapping[str, str] = field(default_factory=dict)
    period: str = ""
    place: str = ""
    measure: Measure = Measure.LEVEL
    confidence: float = 0.0
    reason: str = ""
    """Why it was taken for this indicator: the words that say it."""
    duplicate_of: int | None = None
    """Start of the figure that says the same before it: a caption, a headline, a repetition."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a text before it is read: the day it was written ("2024", "2024-03", "2024-03-18") and where."""

    date: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its figures, in the order of the text."""

    text: str
    figures: tuple[Figure, ...] = ()
