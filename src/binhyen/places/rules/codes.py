"""Local codes of residential areas: the commune's code and a number that is never given twice."""

from collections.abc import Iterable

_WIDTH = 3


def next_codes(commune: str, used: Iterable[str], count: int = 1) -> list[str]:
    """Return the next `count` codes of a commune's areas: above every code ever used, closed ones too.

    >>> next_codes("05977", ["05977-001", "05977-007"])
    ['05977-008']
    """
    numbers = [int(tail) for head, sign, tail in (code.rpartition("-") for code in used) if sign and head == commune]
    first = max(numbers, default=0) + 1
    return [f"{commune}-{number:0{_WIDTH}d}" for number in range(first, first + count)]
