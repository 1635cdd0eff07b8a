"""Exact comparisons of counted things: shares are compared as integers, never as floats."""

from enum import StrEnum


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
