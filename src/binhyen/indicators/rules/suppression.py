"""What else must be hidden so that nothing hidden can be reckoned from what stands beside it. Pure."""

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import SMALL

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)


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
    known = {key: value for key, value in values.items() if value is not None}
    lines = [_Line(one, known) for one in sums if one.whole in known or (one.whole is None and len(one.parts) > 1)]
    holding = _holding(lines)
    hidden: set[K] = set()

    def hide(key: K) -> Sequence[_Line[K]]:
        hidden.add(key)
        for line in holding.get(key, ()):
            line.hide(key)
        return holding.get(key, ())

    for key in set(small) & known.keys():
        hide(key)
    waiting = deque(lines)
    while waiting:
        found = waiting.popleft().next(hidden)
        if found is not None:
            waiting.extend(hide(found))
    return frozenset(hidden)


def _holding(lines: Sequence["_Line[K]"]) -> Mapping[K, list["_Line[K]"]]:
    found: dict[K, list[_Line[K]]] = {}
    for line in lines:
        for key in line.numbers:
            found.setdefault(key, []).append(line)
    return found


class _Line(Generic[K]):
    """A sum, with how many of its parts are hidden and what they add up to."""

    def __init__(self, one: Sum[K], known: Mapping[K, Decimal]) -> None:
        parts = [key for key in one.parts if key in known]
        self._known, self._whole, self._whole_hidden = known, one.whole, False
        self._rising = sorted(parts, key=known.__getitem__)
        self._first, self._count, self._total = 0, 0, Decimal(0)

    @property
    def numbers(self) -> list[K]:
        """Its parts, and its whole if that is in the answer."""
        return self._rising if self._whole is None else [*self._rising, self._whole]

    def hide(self, key: K) -> None:
        """Take note that one of its numbers is hidden."""
        if key == self._whole:
            self._whole_hidden = True
        else:
            self._count += 1
            self._total += self._known[key]

    def next(self, hidden: Collection[K]) -> K | None:
        """Return what must be hidden next; nothing where nothing is given away, or nothing is left to hide."""
        alone = not self._count if self._whole_hidden else self._told_by_total
        if not alone:
            return None
        while self._first < len(self._rising) and self._rising[self._first] in hidden:
            self._first += 1
        if self._first < len(self._rising):
            return self._rising[self._first]
        return None if self._whole_hidden else self._whole

    @property
    def _told_by_total(self) -> bool:
        """Tell whether a total that is shown tells each of its hidden parts."""
        return self._count == 1 or (self._count > 0 and self._total in {0, (SMALL - 1) * self._count})


def cell_sums(cells: Iterable[CellKey]) -> list[Sum[CellKey]]:
    """Return which lines are parts of which: those split alike, of one that is split less; else of a total elsewhere.

    >>> cell_sums([CellKey("a"), CellKey("a", "org=x"), CellKey("a", "org=y")])[0].whole
    CellKey(indicator='a', dims='')
    """
    groups: dict[tuple[str, frozenset[str]], list[CellKey]] = {}
    for cell in cells:
        groups.setdefault((cell.indicator, frozenset(cell.split)), []).append(cell)
    found: list[Sum[CellKey]] = []
    for (indicator, names), parts in groups.items():
        above = [one for (code, fewer), same in groups.items() if code == indicator and fewer < names for one in same]
        found += [Sum(_within(whole, parts), whole) for whole in above]
        if names and all(one.dims for one in above):
            found.append(Sum(tuple(parts)))
    return [one for one in found if one.parts]


def _within(whole: CellKey, parts: Iterable[CellKey]) -> tuple[CellKey, ...]:
    return tuple(part for part in parts if part.split.items() >= whole.split.items())


def hidden_in_table(amounts: Mapping[tuple[R, CellKey], Decimal | None]) -> frozenset[tuple[R, CellKey]]:
    """Return what is hidden of a table of guarded lines: rows are places, whose sums may stand below.

    A number is held against its line in the other rows, and against the other lines of its row.
    """
    by_line: dict[CellKey, list[tuple[R, CellKey]]] = {}
    for at in amounts:
        by_line.setdefault(at[1], []).append(at)
    sums = [Sum(tuple(column)) for column in by_line.values()]
    rows, within = dict.fromkeys(row for row, _ in amounts), cell_sums(by_line)
    sums += [_in_row(row, one) for row in rows for one in within]
    small = [at for at, value in amounts.items() if value is not None and value < SMALL]
    return hidden_with(small, amounts, sums) if small else frozenset()


def _in_row(row: R, one: Sum[CellKey]) -> Sum[tuple[R, CellKey]]:
    whole = None if one.whole is None else (row, one.whole)
    return Sum(tuple((row, part) for part in one.parts), whole)
