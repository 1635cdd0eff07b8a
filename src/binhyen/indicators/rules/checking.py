"""Checks as data: what a report's cells must agree on among themselves, with the past and with like reporters."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent, PeriodType
from binhyen.kernel.amounts import Amount
from binhyen.kernel.findings import Finding, Severity


class CheckKind(StrEnum):
    """What a check asks."""

    AT_MOST = "at_most"
    TOTAL = "total"
    NEEDS = "needs"
    RANGE = "range"
    JUMP = "jump"
    DROP = "drop"
    PEERS = "peers"
    SHARE = "share"
    COPIED = "copied"
    WHOLE = "whole"


class Against(StrEnum):
    """With which period a jump or a drop compares."""

    BEFORE = "before"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `code` is bare; findings say "check.<code>".

    `left` is the cell where its finding stands: the left side, the whole, what makes another needed, or the one
    indicator ("*", "*stocks" and "*flows" for all of them). `right` is the other side: one cell, or the parts.
    """

    code: str
    kind: CheckKind
    message: str
    severity: Severity
    left: CellKey | None = None
    right: tuple[CellKey, ...] = ()
    exact: bool = True
    factor: Decimal = Decimal(1)
    percent: Decimal = Decimal(0)
    floor: Decimal = Decimal(0)
    least: Decimal | None = None
    most: Decimal | None = None
    against: Against = Against.BEFORE
    waivable: bool = False
    source: str = ""
    mark: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    periods: frozenset[PeriodType] = frozenset()


@dataclass(frozen=True, slots=True)
class Values:
    """What the cells say now, said the period before and a year ago, and what like reporters say now.

    `on` is the day by which dated checks are chosen (the last of the data); None takes all.
    """

    now: Mapping[CellKey, Amount]
    before: Mapping[CellKey, Amount] = field(default_factory=dict)
    last_year: Mapping[CellKey, Amount] = field(default_factory=dict)
    peers: Mapping[CellKey, Sequence[Amount]] = field(default_factory=dict)
    on: date | None = None


def checks_from_data(data: Iterable[Mapping[str, object]], catalogue: Catalogue) -> tuple[Check, ...]:
    """Build checks from the pack's plain data.

    Raises `ValueError`, naming the check, for an unknown indicator or kind, a missing or strange field, a code that
    is used twice, and a place in the message that its kind doesn't fill.
    """
    raise NotImplementedError


def run_checks(
    checks: tuple[Check, ...],
    catalogue: Catalogue,
    form: FormContent,
    values: Values,
    only: Collection[CellKey] | None = None,
) -> tuple[Finding, ...]:
    """Return what the checks say of a form's values, in the order of its lines; `where` is the cell.

    With `only`, the checks that look at one of these cells (their findings may stand at another one: `cells_touched`).
    """
    raise NotImplementedError


def cells_touched(
    checks: tuple[Check, ...], catalogue: Catalogue, form: FormContent, cells: Collection[CellKey]
) -> frozenset[CellKey]:
    """Return the cells at which `run_checks(only=cells)` may find something: what was said there before is replaced."""
    raise NotImplementedError


def check_named(checks: Iterable[Check], code: str) -> Check | None:
    """Return the check of a code, bare or as a finding says it ("check.<code>"); the implicit ones are found too."""
    raise NotImplementedError
