"""Checks on a whole collection: what sums contradict, and which values stand out. Hints to look, never a score."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from binhyen.indicators.rules.catalogue import Catalogue, OverPlaces
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.checking import PREFIX, Against, Check, CheckKind, Values, run_checks
from binhyen.indicators.rules.checks import EVERY
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.amounts import Amount, Said, add_up
from binhyen.kernel.findings import Finding

Reporter = tuple[int, int | None, int | None]
"""A place, and the unit or the post that reports for itself there."""
_STRUCTURE = frozenset({CheckKind.AT_MOST, CheckKind.TOTAL, CheckKind.NEEDS, CheckKind.SHARE})
_CHANGE = frozenset({CheckKind.JUMP, CheckKind.DROP})
_FEWEST = 3
"""With fewer like reporters a middle says nothing."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What every reporter says in each cell, in one period."""

    said: Mapping[CellKey, Mapping[Reporter, Amount]] = field(default_factory=dict)

    def sum_of(self, cell: CellKey, reporters: Iterable[Reporter] | None = None) -> Amount | None:
        """Return the sum over all reporters, or over some; None where nothing can be added."""
        by_reporter = self.said.get(cell, {})
        chosen = by_reporter if reporters is None else [one for one in reporters if one in by_reporter]
        added = add_up(by_reporter[one] for one in chosen)
        if added.value is None:
            return None
        return Amount(Said.NUMBER, added.value, added.denominator, added.bound)


@dataclass(frozen=True, slots=True)
class Laws:
    """What values are held to: the checks, the catalogue, the form."""

    checks: tuple[Check, ...]
    catalogue: Catalogue
    form: FormContent
    on: date | None = None
    """The day by which dated checks are chosen."""

    @property
    def adding(self) -> list[CellKey]:
        """The cells of indicators that add up over places."""
        known = ((cell, self.catalogue.find(cell.indicator)) for cell in self.form.cells)
        return [cell for cell, one in known if one is not None and one.over_places is not OverPlaces.NONE]


@lru_cache(maxsize=64)
def _of(checks: tuple[Check, ...], kinds: frozenset[CheckKind], against: Against | None = None) -> tuple[Check, ...]:
    """Return the checks of some kinds, always as the same object: what is laid over a form is kept by it."""
    return tuple(one for one in checks if one.kind in kinds and against in {None, one.against})


def sum_findings(laws: Laws, now: Entries, before: Entries, last_year: Entries) -> list[Finding]:
    """Return what the sums contradict among themselves and against the past.

    With the past, only reporters who said something then as well are compared: who is missing makes no drop.
    """
    sums = {cell: one for cell in laws.adding if (one := now.sum_of(cell)) is not None}
    found = _run(laws, _of(laws.checks, _STRUCTURE), Values(sums))
    for against, past in ((Against.BEFORE, before), (Against.LAST_YEAR, last_year)):
        found += _run(laws, _of(laws.checks, _CHANGE, against), _paired(laws, now, past, against))
    return found


def _paired(laws: Laws, now: Entries, past: Entries, against: Against) -> Values:
    ours: dict[CellKey, Amount] = {}
    theirs: dict[CellKey, Amount] = {}
    for cell in laws.adding:
        both = now.said.get(cell, {}).keys() & past.said.get(cell, {}).keys()
        mine, old = now.sum_of(cell, both), past.sum_of(cell, both)
        if mine is not None and old is not None:
            ours[cell], theirs[cell] = mine, old
    return Values(ours, theirs) if against is Against.BEFORE else Values(ours, last_year=theirs)


def _run(laws: Laws, checks: tuple[Check, ...], values: Values) -> list[Finding]:
    """Run some checks alone: what the catalogue says of one cell does not bound a sum."""
    codes = {PREFIX + check.code for check in checks}
    return [
        one for one in run_checks(checks, laws.catalogue, laws.form, replace(values, on=laws.on)) if one.code in codes
    ]


# ------------------------------------------------------------------ what stands out


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value far above the middle of what like reporters say."""

    reporter: Reporter
    cell: CellKey
    finding: Finding


def outliers(laws: Laws, now: Entries) -> list[Outlier]:
    """Return the values that the checks among peers find, in the order of the form. Each is asked against the others.

    Candidates are found on sorted numbers, so that 3,321 reporters cost no more than sorting them.
    """
    checks = _of(laws.checks, frozenset({CheckKind.PEERS}))
    factors = [(check.left.indicator, check.factor, check.floor) for check in checks if check.left is not None]
    found = []
    for cell in laws.form.cells:
        least = [(factor, floor) for wanted, factor, floor in factors if wanted == cell.indicator or wanted[0] == EVERY]
        said = now.said.get(cell, {})
        if least and len(said) > _FEWEST:
            found += _standing_out(laws, checks, cell, said, least)
    return found


def _standing_out(
    laws: Laws,
    checks: tuple[Check, ...],
    cell: CellKey,
    said: Mapping[Reporter, Amount],
    least: Sequence[tuple[Decimal, Decimal]],
) -> list[Outlier]:
    numbers = sorted(one.number for one in said.values() if one.counts)
    found = []
    for reporter, amount in sorted(said.items(), key=lambda item: -item[1].number):
        if not amount.counts or not _may_stand_out(numbers, amount.number, least):
            continue
        others = [one for other, one in said.items() if other != reporter]
        values = Values({cell: amount}, peers={cell: others})
        found += [Outlier(reporter, cell, one) for one in _run(laws, checks, values) if one.where == str(cell)]
    return found


def _may_stand_out(numbers: Sequence[Decimal], number: Decimal, least: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Tell whether a number could be far above the middle of the others; `least` are factors and floors."""
    middle = middle_without(numbers, number)
    return any(number >= floor and number > middle * factor for factor, floor in least)


def middle_without(numbers: Sequence[Decimal], number: Decimal) -> Decimal:
    """Return the median of sorted `numbers` without one `number` of them."""
    at, rest = bisect_left(numbers, number), len(numbers) - 1

    def nth(index: int) -> Decimal:
        return numbers[index if index < at else index + 1]

    if rest == 0:
        return Decimal(0)
    half = rest // 2
    return nth(half) if rest % 2 else (nth(half - 1) + nth(half)) / 2
