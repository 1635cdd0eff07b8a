"""Many things a part at a time: as many as a statement or the memory takes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
STATEMENT = 900
"""So many values any database takes in one statement."""


def in_parts(items: Iterable[T], size: int = STATEMENT) -> Iterator[list[T]]:
    """Yield items in their order, `size` at a time; the last part may be shorter, and there is no empty one.

    Items are taken as they are needed, so a stream of any length passes. `size` is above zero.

    >>> list(in_parts("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
