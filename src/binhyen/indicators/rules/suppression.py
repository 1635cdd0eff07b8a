"""What else must be hidden so that nothing hidden can be reckoned from what stands beside it. Pure."""

from collections import deque
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from binhyen.indicators.rules.guards import SMALL

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[K]):
    """Numbers that add up to another one: to `whole`, or to one that whoever reads them may see elsewhere (None)."""

    parts: tuple[K, ...]
    whole: K | None = None


def hidden_with(small: Collection[K], values: Mapping[K, Decimal | None], sums: Sequence[Sum[K]]) -> frozenset[K]:
    """Return the small numbers and those that would give them away by one addition or subtraction.

    In each sum of which one number is hidden, the smallest of the others is hidden too; also where the hidden parts add
    up to the least or the most that small ones can be, which tells each of them. What hides in one sum may leave one
    number alone in another: it goes on until nothing is alone. Numbers that are None say nothing and hide nothing.
    """
    known = {key for key, value in values.items() if value is not None}
    hidden = set(small) & known
    holding: dict[K, list[int]] = {}
    for at, one in enumerate(sums):
        for key in _numbers(one):
            holding.setdefault(key, []).append(at)
    waiting = deque(range(len(sums)))
    while waiting:
        at = waiting.popleft()
        found = _next(sums[at], values, known, hidden)
        if found is not None:
            hidden.add(found)
            waiting.extend(holding[found])
    return frozenset(hidden)


def _numbers(one: Sum[K]) -> tuple[K, ...]:
    return one.parts if one.whole is None else (*one.parts, one.whole)


def _next(one: Sum[K], values: Mapping[K, Decimal | None], known: set[K], hidden: set[K]) -> K | None:
    """Return what must be hidden next in a sum; nothing where nothing is given away, or nothing is left to hide."""
    parts = [key for key in one.parts if key in known]
    told = [key for key in parts if key in hidden]
    if one.whole is not None and (one.whole in hidden or one.whole not in known):
        alone = one.whole in hidden and not told
    else:
        alone = _given_away([values[key] or Decimal(0) for key in told])
    if not alone:
        return None
    shown = [key for key in parts if key not in hidden]
    if shown:
        return min(shown, key=lambda key: (values[key] or Decimal(0), parts.index(key)))
    return one.whole if one.whole in known - hidden else None


def _given_away(hidden: Sequence[Decimal]) -> bool:
    """Tell whether a total that is shown tells each of its hidden parts."""
    return len(hidden) == 1 or (bool(hidden) and sum(hidden) in {0, (SMALL - 1) * len(hidden)})
