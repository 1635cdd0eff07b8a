"""What a check is, and checks read from a pack's plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.findings import Refused, Severity


class CheckKind(StrEnum):
    """What a check asks."""

    AT_MOST = "at_most"
    """`left` ≤ `right` × `factor`."""
    TOTAL = "total"
    """`whole` is the sum of its `parts`, or with `exact: false` at least that."""
    NEEDS = "needs"
    """Where `if_positive` is above zero, `then_positive` is so too."""
    RANGE = "range"
    """`indicator` lies between `least` and `most`."""
    JUMP = "jump"
    """`indicator` reaches `floor` and more than `factor` times what it was."""
    DROP = "drop"
    """`indicator` was at least `floor` and lost more than `percent` % of it."""
    PEERS = "peers"
    """`indicator` reaches `floor` and more than `factor` times the median of like reporters."""
    SHARE = "share"
    """The numerator of `indicator` is at most its denominator."""
    COPIED = "copied"
    """At least `percent` % of the flows, and at least five, say what they said the period before."""
    WHOLE = "whole"
    """The catalogue counts it in whole numbers; this kind is in no pack."""


class Against(StrEnum):
    """With which period a jump or a drop compares."""

    BEFORE = "before"
    LAST_YEAR = "last_year"


EVERY, STOCKS, FLOWS = "*", "*stocks", "*flows"
"""Instead of an indicator: all of them, those of a state, those of what happened."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `code` is bare; findings say "check.<code>".

    `left` is the cell where its finding stands: the left side, the whole, what makes another needed, or the one
    indicator. `right` is the other side: one cell, or the parts. An address without dimensions stands for the
    indicator in every split that the form has, each with its own like; where one address of a check has dimensions,
    all of them are taken as they are written.
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

    def in_force(self, day: date | None) -> bool:
        """Tell whether the check holds on a day; without a day it does."""
        if day is None:
            return True
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a kind needs, what it may have, and the places of its message that are filled."""

    needed: frozenset[str]
    allowed: frozenset[str]
    places: frozenset[str]


def _shape(needed: str, allowed: str = "", places: str = "") -> _Shape:
    return _Shape(frozenset(needed.split()), frozenset(allowed.split()), frozenset(places.split()))


_COMMON = _shape("code kind severity message source mark", "waivable from until periods")
_SHAPES = {
    CheckKind.AT_MOST: _shape("left right", "factor", "left right left_label right_label factor"),
    CheckKind.TOTAL: _shape("whole parts", "exact", "left right left_label right_label"),
    CheckKind.NEEDS: _shape("if_positive then_positive", "", "left right left_label right_label"),
    CheckKind.RANGE: _shape("indicator", "least most", "left left_label least most"),
    CheckKind.JUMP: _shape("indicator factor floor", "against", "left left_label before factor floor"),
    CheckKind.DROP: _shape("indicator percent floor", "against", "left left_label before percent floor"),
    CheckKind.PEERS: _shape("indicator factor floor", "", "left left_label right factor floor"),
    CheckKind.SHARE: _shape("indicator", "", "left left_label right"),
    CheckKind.COPIED: _shape("percent", "", "left right percent"),
}
_LEFT = ("left", "whole", "if_positive", "indicator")
_RIGHT = ("right", "parts", "then_positive")


def checks_from_data(data: Iterable[Mapping[str, object]], catalogue: Catalogue) -> tuple[Check, ...]:
    """Build checks from the pack's plain data.

    Raises `ValueError`, naming the check, for an unknown indicator or kind, a missing or strange field, a code that
    is used twice, and a place in the message that its kind doesn't fill.
    """
    checks = [_check(one, catalogue) for one in data]
    codes = [check.code for check in checks]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        msg = f"checks named twice: {', '.join(twice)}"
        raise ValueError(msg)
    return tuple(checks)


def _check(one: Mapping[str, object], catalogue: Catalogue) -> Check:
    try:
        check = _built(one)
        _refuse_unknown(check, catalogue)
    except (ValueError, TypeError, KeyError, InvalidOperation, Refused) as error:
        msg = f"check {one.get('code', '?')}: {error}"
        raise ValueError(msg) from error
    return check


def _built(one: Mapping[str, object]) -> Check:
    kind = CheckKind(str(one["kind"]))
    shape = _SHAPES[kind]
    _refuse_fields(one, shape)
    message = str(one["message"])
    message % dict.fromkeys(shape.places, "")  # raises for a place that is never filled
    lefts, rights = _cells(one, _LEFT), _cells(one, _RIGHT)
    return Check(
        code=str(one["code"]),
        kind=kind,
        message=message,
        severity=Severity(str(one["severity"])),
        left=lefts[0] if lefts else None,
        right=rights,
        exact=bool(one.get("exact", True)),
        factor=_number(one.get("factor", 1)),
        percent=_number(one.get("percent", 0)),
        floor=_number(one.get("floor", 0)),
        least=_number(one["least"]) if "least" in one else None,
        most=_number(one["most"]) if "most" in one else None,
        against=Against(str(one.get("against", Against.BEFORE))),
        waivable=bool(one.get("waivable", False)),
        source=str(one["source"]),
        mark=str(one["mark"]),
        valid_from=_day(one.get("from")),
        valid_until=_day(one.get("until")),
        periods=frozenset(PeriodType(str(period)) for period in _listed(one.get("periods", []))),
    )


def _refuse_fields(one: Mapping[str, object], shape: _Shape) -> None:
    missing = (_COMMON.needed | shape.needed) - one.keys()
    strange = one.keys() - (_COMMON.needed | _COMMON.allowed | shape.needed | shape.allowed)
    if missing or strange:
        msg = f"missing: {sorted(missing)}; not of this kind: {sorted(strange)}"
        raise ValueError(msg)


def _cells(one: Mapping[str, object], names: Iterable[str]) -> tuple[CellKey, ...]:
    return tuple(parse_cell_key(str(text)) for name in names if name in one for text in _listed(one[name]))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _number(value: object) -> Decimal:
    return Decimal(str(value))


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _refuse_unknown(check: Check, catalogue: Catalogue) -> None:
    for cell in (check.left, *check.right):
        if cell is None or (cell == check.left and cell.indicator in {EVERY, STOCKS, FLOWS}):
            continue
        indicator = catalogue.find(cell.indicator)
        if indicator is None or not indicator.in_forms:
            msg = f"{cell} names no indicator that stands in forms"
            raise ValueError(msg)
