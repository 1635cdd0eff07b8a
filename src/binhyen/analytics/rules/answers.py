"""Rows of answers: what a measure says of one place, period and split. Amounts are exact, shares have six decimals."""

from dataclasses import dataclass
from decimal import Decimal

from binhyen.kernel.amounts import Bound

SHARE_DECIMALS = 6
"""Shares are given as parts of one with so many decimals, rounded half up: 0.973684 is 97.3684 %."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A total of an indicator in a place and a period: the answer of most measures.

    `amount` is None where nothing is known that can be added, where the indicator makes no number over the places or
    periods asked for (`adds_up` False), or where figures could not be carried onto the map (`uncarried` of them).
    Of a share `amount` is the numerator. `vague` counts the words that stand beside the sum ("hàng trăm kg").
    """

    indicator: str
    place_id: int | None
    period: str
    split: str = ""
    """The values of the dimensions asked for, as canonical text; "" where figures are not split by them."""
    amount: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = None
    bound: Bound = Bound.EXACT
    vague: int = 0
    figures: int = 0
    not_accepted: int = 0
    adds_up: bool = True
    uncarried: int = 0

    @property
    def comparable(self) -> bool:
        """Tell whether everything could be carried onto the asked map."""
        return not self.uncarried


@dataclass(frozen=True, slots=True)
class Change:
    """A total beside an earlier one: how much more, and as a share of the other."""

    indicator: str
    place_id: int | None
    period: str
    split: str = ""
    amount: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = None
    bound: Bound = Bound.EXACT
    against: str = ""
    """The period it is compared with."""
    other: Decimal | None = None
    """The other amount, or the other share."""
    other_bound: Bound = Bound.EXACT
    difference: Decimal | None = None
    """In the indicator's unit; of shares in parts of one (0.02 is two percentage points)."""
    relative: Decimal | None = None
    """The difference as a share of the other. None where that is zero."""
    uncarried: int = 0


@dataclass(frozen=True, slots=True)
class Reached:
    """What plans ask of a place by the end of a period, and how much of it reports say by now."""

    indicator: str
    place_id: int | None
    period: str
    split: str = ""
    amount: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = None
    bound: Bound = Bound.EXACT
    target: Decimal | None = None
    """In the indicator's unit; of a share it is one of its numerator."""
    difference: Decimal | None = None
    """The amount less the target."""
    relative: Decimal | None = None
    """The amount as a share of the target. None where that is zero."""
    figures: int = 0
    not_accepted: int = 0
    uncarried: int = 0
    home: str = ""
    """The page of the task that asks it."""


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How many reports were expected of a place, and what came of them: as `reports.rules.timeliness` counts."""

    form: str
    place_id: int | None
    period: str
    expected: int = 0
    sent: int = 0
    on_time: int = 0
    accepted: int = 0
    overdue: int = 0
    exempt: int = 0
    not_applicable: int = 0
    sent_share: Decimal | None = None
    on_time_share: Decimal | None = None
    """Of those expected, not of those sent."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place's total stands among its peers of one period: ties share the better rank. Never for the public."""

    indicator: str
    place_id: int | None
    period: str
    split: str = ""
    amount: Decimal | None = None
    share: Decimal | None = None
    rank: int = 0
    """1 for the largest; as many places may share it as are alike."""
    peers: int = 0
    alike: int = 0
    """How many share this rank, itself counted."""
    below: int = 0
    """How many peers are below it."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How places' totals of one period are spread: each value is one that a place has, so it is exact."""

    indicator: str
    period: str
    split: str = ""
    places: int = 0
    least: Decimal | None = None
    tenth: Decimal | None = None
    quarter: Decimal | None = None
    middle: Decimal | None = None
    three_quarters: Decimal | None = None
    nine_tenths: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Mover:
    """How much one place contributed to a change of the whole."""

    indicator: str
    place_id: int | None
    period: str
    split: str = ""
    amount: Decimal | None = None
    other: Decimal | None = None
    difference: Decimal | None = None
    whole: Decimal | None = None
    """The change of all places together."""
    part: Decimal | None = None
    """The difference as a share of the whole change; None where that is zero."""
    order: int = 0
    """1 for the largest difference, whichever its sign; ties by the place's id."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How many units of a kind were recognised in a year, of how many; with a round's course where there was one."""

    year: int
    place_id: int | None
    kind: str
    recognised: Decimal | None = None
    units: Decimal | None = None
    share: Decimal | None = None
    uncarried: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far the units of a round have come: each number is of those that came at least so far."""

    year: int
    place_id: int | None
    kind: str
    units: int = 0
    registered: int = 0
    submitted: int = 0
    appraised: int = 0
    decided: int = 0
    recognised: int = 0
