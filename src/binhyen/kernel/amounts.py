"""Exact amounts: what a figure says, how amounts add up, how shares are compared. Never a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

DECIMALS = 4
"""Decimal places that a figure may have: 0,78 gam, 168,83 km²."""
LIMIT = Decimal(10) ** 14
"""Amounts stay below this (a hundred million million): what is larger was typed by mistake."""


class Bound(StrEnum):
    """What the words around a number say of it: "hơn" is a lower bound, "hàng trăm" has no number at all."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    VAGUE = "vague"


class Origin(StrEnum):
    """Where a figure came from."""

    TYPED = "typed"
    COUNTED = "counted"
    READ = "read"
    IMPORTED = "imported"


class Said(StrEnum):
    """What a cell says. Zero is a number; nothing to report, a vague word and an empty cell are three other things."""

    NUMBER = "number"
    NOTHING = "nothing"
    """"Không phát sinh": there was nothing of the kind, said on purpose."""
    VAGUE = "vague"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Amount:
    """What one cell says.

    A number has `value`, and `denominator` too when it is a share ("194/213"). A vague amount has `words` alone
    ("hàng trăm kg"). `bound` is VAGUE exactly when nothing but words is known.
    """

    said: Said
    value: Decimal | None = None
    denominator: Decimal | None = None
    bound: Bound = Bound.EXACT
    words: str = ""

    @property
    def number(self) -> Decimal:
        """The value for comparing and adding; nothing to report counts as zero, words and empty cells do as well."""
        return self.value if self.value is not None else Decimal(0)

    @property
    def counts(self) -> bool:
        """Tell whether the cell takes part in a total: a number, or nothing to report."""
        return self.said in {Said.NUMBER, Said.NOTHING}


EMPTY = Amount(Said.EMPTY)
NOTHING = Amount(Said.NOTHING)


def exactly(value: int | Decimal, denominator: int | Decimal | None = None) -> Amount:
    """Return an exact number, or a share of one."""
    whole = Decimal(denominator) if denominator is not None else None
    return Amount(Said.NUMBER, Decimal(value), whole)


def roughly(value: int | Decimal, bound: Bound) -> Amount:
    """Return a number with the bound that its words give it."""
    return Amount(Said.NUMBER, Decimal(value), bound=bound)


def vaguely(words: str) -> Amount:
    """Return an amount of which only words are known."""
    return Amount(Said.VAGUE, bound=Bound.VAGUE, words=words)


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts added up. `cells` is how many took part; vague words are kept beside the sum, never added to it.

    `value` is None when nothing was known that can be added. With vague words beside it a sum is a lower bound.
    """

    value: Decimal | None = None
    denominator: Decimal | None = None
    bound: Bound = Bound.EXACT
    vague: tuple[str, ...] = ()
    cells: int = 0

    def __bool__(self) -> bool:
        return self.value is not None or bool(self.vague)


NO_SUM = Sum()


def add_up(amounts: Iterable[Amount]) -> Sum:
    """Add amounts of one indicator: shares by their numerators and denominators, bounds by `joined`.

    Empty cells don't take part; nothing to report takes part with zero.

    >>> add_up([exactly(3), roughly(200, Bound.OVER), vaguely("hàng trăm")])
    Sum(value=Decimal('203'), denominator=None, bound=<Bound.OVER: 'over'>, vague=('hàng trăm',), cells=3)
    """
    said = [one for one in amounts if one.said is not Said.EMPTY]
    vague = tuple(one.words for one in said if one.said is Said.VAGUE)
    known = [one for one in said if one.counts]
    if not known:
        return Sum(None, None, Bound.VAGUE if vague else Bound.EXACT, vague, len(said))
    wholes = [one.denominator for one in known if one.denominator is not None]
    return Sum(
        sum((one.number for one in known), Decimal(0)),
        sum(wholes, Decimal(0)) if wholes else None,
        joined((one.bound for one in known), vague=bool(vague)),
        vague,
        len(said),
    )


def joined(bounds: Iterable[Bound], *, vague: bool = False) -> Bound:
    """Return what a sum is when its parts have these bounds; `vague` parts that were left out make it a lower bound.

    Lower bounds stay lower bounds. An upper bound ("gần") beside a lower one, or "khoảng" anywhere, leaves "khoảng".
    """
    found = set(bounds)
    lower, upper = bool(found & {Bound.OVER, Bound.AT_LEAST}) or vague, Bound.NEARLY in found
    if Bound.ABOUT in found or (lower and upper):
        return Bound.ABOUT
    if upper:
        return Bound.NEARLY
    if Bound.OVER in found:
        return Bound.OVER
    return Bound.AT_LEAST if lower else Bound.EXACT


def reaches(part: int, whole: int, percent: int) -> bool:
    """Tell whether `part` of `whole` is at least `percent` %: 17 of 25 is below 70 %, 18 is not.

    Raises `ValueError` for an empty or negative whole: a share of nothing can't be concluded.
    """
    if whole <= 0:
        msg = "a share needs a whole above zero"
        raise ValueError(msg)
    return part * 100 >= percent * whole


def needed(whole: int, percent: int) -> int:
    """Return the smallest part that reaches `percent` % of `whole`."""
    return -(-whole * percent // 100)
