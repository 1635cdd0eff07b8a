"""Turns what a reader found at one value into a value or a finding, the same for every format."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import EMPTY
from binhyen.kernel.findings import Refused
from binhyen.reports.rules.exchange import (
    LONGEST_TEXT,
    MISSING,
    SAID_TWICE,
    TOO_LONG,
    Codes,
    Incoming,
    Value,
    finding,
    known,
    placed,
    read_number,
    read_spoken,
)

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Raw:
    """One value as another system wrote it. `where` is its place, with the name of a part behind a slash."""

    form: str
    period: str
    place: str
    element: str
    combo: str
    value: str
    comment: str
    where: str
    dims: tuple[tuple[str, str], ...] = ()
    deleted: bool = False


class Wrong(Exception):  # noqa: N818 - an answer about one value, never shown
    """One part of a value is wrong; `part` is its name."""

    def __init__(self, part: str, refusal: Refused) -> None:
        self.part, self.refusal = part, refusal
        super().__init__(part)


@dataclass
class Intake:
    """Reads one value after the other; codes that were understood once are not looked up again.

    `read_period` turns another system's period into our code. The same cell of a place and period may come once.
    """

    codes: Codes
    read_period: Callable[[str], str]
    _cells: dict[tuple[object, ...], CellKey] = field(default_factory=dict)
    _seen: dict[tuple[str, str, CellKey], str] = field(default_factory=dict)

    def read(self, raw: Raw) -> Incoming:
        """Return the value, or what is wrong with it and where."""
        try:
            value = self._value(raw)
        except Wrong as wrong:
            return placed(wrong.refusal, f"{raw.where}/{wrong.part}")
        key = (value.period, value.place, value.cell)
        first = self._seen.setdefault(key, raw.where)
        return value if first == raw.where else finding("said_twice", SAID_TWICE, raw.where, first=first)

    def _value(self, raw: Raw) -> Value:
        codes = self.codes
        amount, note = EMPTY, raw.comment
        if len(raw.comment) > LONGEST_TEXT:
            raise Wrong("comment", _too_long("comment"))
        if not raw.deleted:
            number = _part("value", read_number, raw.value.strip())
            amount, note = read_spoken(number, raw.comment)
        return Value(
            _part("dataSet", known, codes.data_sets, raw.form, "dataSet") if raw.form else "",
            _part("period", self.read_period, _given("period", raw.period)),
            _part("orgUnit", known, codes.org_units, _given("orgUnit", raw.place), "orgUnit"),
            self._cell(raw),
            amount,
            note,
            raw.where,
        )

    def _cell(self, raw: Raw) -> CellKey:
        asked = (raw.element, raw.combo, raw.dims)
        found = self._cells.get(asked)
        if found is None:
            element = _given("dataElement", raw.element)
            found = _part("dataElement", self.codes.cell, element, raw.combo, raw.dims)
            self._cells[asked] = found
        return found


def _part(name: str, read: Callable[P, T], *said: P.args, **named: P.kwargs) -> T:
    try:
        return read(*said, **named)
    except Refused as refusal:
        raise Wrong(name, refusal) from None


def _given(name: str, text: str) -> str:
    if not text:
        raise Wrong(name, Refused(finding("missing", MISSING, "", name=name)))
    return text


def _too_long(name: str) -> Refused:
    return Refused(finding("too_long", TOO_LONG, "", name=name, most=LONGEST_TEXT))
