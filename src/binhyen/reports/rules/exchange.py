"""What travels between systems: values with their place, period and cell; code tables; how values are written."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property

from binhyen.indicators.rules.catalogue import WORDS_OF_BOUND
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.amounts import DECIMALS, EMPTY, LIMIT, NOTHING, Amount, Bound, Said, exactly, roughly, vaguely
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,9})?")
_SPOKEN = re.compile(r"\[=([^\]]{1,120})\] ?(.*)", re.DOTALL)
_SHORT = 14
"""So many digits are below the limit whatever they are."""
LONGEST_TEXT = 500
NOTHING_WORD = "KPS"
_DEFAULTS = frozenset({"", "default"})
_BOUNDS = {word: bound for bound, word in WORDS_OF_BOUND.items() if word}


@dataclass(frozen=True, slots=True)
class Value:
    """One value as it arrives or leaves.

    `period` is our code ("2026-11"), `place` an official code, `form` a form's code or "". A deleted value is empty.
    `where` says where it stood in what arrived: a JSON pointer, or the number of a row.
    """

    form: str
    period: str
    place: str
    cell: CellKey
    amount: Amount
    note: str = ""
    where: str = ""


Incoming = Value | Finding
"""What a reader gives for each value: the value, or what is wrong with it and where."""


@dataclass(frozen=True)
class Codes:
    """How another system's codes are ours. An empty table means that its codes are ours already.

    `elements`: data element → "indicator" or "indicator|dims". `combos`: category option combination → dims text
    ("status=new"); "default" is no split. `org_units`: organisation unit → official code. `data_sets`: data set →
    form. `cells`, if given, are the only addresses that may arrive.
    """

    elements: Mapping[str, str] = field(default_factory=dict)
    combos: Mapping[str, str] = field(default_factory=dict)
    org_units: Mapping[str, str] = field(default_factory=dict)
    data_sets: Mapping[str, str] = field(default_factory=dict)
    cells: Collection[CellKey] | None = None

    def cell(self, element: str, combo: str, dims: Iterable[tuple[str, str]] = ()) -> CellKey:
        """Return the address; refused with `exchange.unknown_code`, `…unknown_cell` or `…split_twice`."""
        base = parse_cell_key(known(self.elements, element, "dataElement"))
        split = [*base.split.items(), *self._combo(combo), *dims]
        if len({code for code, _ in split}) < len(split):
            raise Refused(_finding("split_twice", SPLIT_TWICE, text=f"{element} {combo}"))
        found = CellKey(base.indicator, ";".join(f"{code}={value}" for code, value in sorted(split)))
        if self.cells is not None and found not in self.cells:
            raise Refused(_finding("unknown_cell", UNKNOWN_CELL, text=str(found)))
        return found

    def _combo(self, combo: str) -> list[tuple[str, str]]:
        if combo in _DEFAULTS:
            return []
        dims = known(self.combos, combo, "categoryOptionCombo")
        return list(parse_cell_key(f"x|{dims}").split.items()) if dims else []

    @cached_property
    def outwards(self) -> "Outwards":
        """The same tables the other way round."""
        return Outwards(*map(_turned, (self.elements, self.combos, self.org_units, self.data_sets)))


@dataclass(frozen=True, slots=True)
class Outwards:
    """How our codes are another system's."""

    elements: Mapping[str, str]
    combos: Mapping[str, str]
    org_units: Mapping[str, str]
    data_sets: Mapping[str, str]

    def element(self, cell: CellKey) -> tuple[str, str]:
        """Return data element and category option combination of an address ("" for no split)."""
        whole = self.elements.get(str(cell))
        if whole is not None:
            return whole, ""
        return self.elements.get(cell.indicator, cell.indicator), self.combos.get(cell.dims, cell.dims)


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    return {ours: theirs for theirs, ours in table.items()}


def known(table: Mapping[str, str], code: str, what: str) -> str:
    """Return our code for another system's; refused with `exchange.unknown_code` when the table does not have it."""
    if not table:
        return code
    found = table.get(code)
    if found is None:
        raise Refused(_finding("unknown_code", UNKNOWN_CODE, text=code, what=what))
    return found


def read_number(text: str) -> Amount:
    """Read "1234.5", "194/213" or "" exactly. Refused: what is no number, too large, or has too many decimals."""
    if text.isdigit() and len(text) <= _SHORT and text.isascii():
        return exactly(Decimal(text))
    if not text:
        return EMPTY
    first, stroke, second = text.partition("/")
    return exactly(_decimal(first, text), _decimal(second, text) if stroke else None)


def _decimal(text: str, whole: str) -> Decimal:
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise Refused(_finding("no_number", NO_NUMBER, text=whole))
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Refused(_finding("no_number", NO_NUMBER, text=whole)) from None
    if value and (value.adjusted() > _SHORT or abs(value) >= LIMIT):
        raise Refused(_finding("too_large", TOO_LARGE, text=whole))
    return _plain(value, whole)


def _plain(value: Decimal, whole: str) -> Decimal:
    """Return the value without an exponent or zeros at its end; refused when it is finer than is kept."""
    if not value:
        return Decimal(0)
    if value.adjusted() < -DECIMALS:
        raise Refused(_finding("too_fine", TOO_FINE, text=whole, most=DECIMALS))
    short = value.normalize()
    exponent = short.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMALS:
        raise Refused(_finding("too_fine", TOO_FINE, text=whole, most=DECIMALS))
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short


def write_number(amount: Amount) -> str:
    """Write the number alone: "1234.5", "194/213", "" for an empty cell or vague words, "0" for nothing to report."""
    if amount.said is Said.NOTHING:
        return "0"
    if amount.value is None:
        return ""
    return _written(amount.value) + (f"/{_written(amount.denominator)}" if amount.denominator is not None else "")


def _written(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_spoken(number: Amount, comment: str) -> tuple[Amount, str]:
    """Return the amount and the note that a comment tells: "[=hơn 200] Ước tính." bounds a number of 200.

    Marks that say something else than the number are left in the note as they are.
    """
    match = _SPOKEN.fullmatch(comment) if comment.startswith("[=") else None
    if match is None:
        return number, comment
    said, note = match[1], match[2]
    word, _, rest = said.rpartition(" ")
    if said == NOTHING_WORD and number == exactly(0):
        return NOTHING, note
    if number.said is Said.EMPTY:
        return vaguely(said), note
    if word in _BOUNDS and rest == write_number(number) and number.value is not None:
        return roughly(number.value, _BOUNDS[word]), note
    return number, comment


def write_spoken(amount: Amount, note: str) -> str:
    """Return the comment that keeps what a bare number can't say, and the note behind it."""
    said = ""
    if amount.said is Said.NOTHING:
        said = NOTHING_WORD
    elif amount.said is Said.VAGUE:
        said = amount.words.replace("]", ")")
    elif amount.bound not in {Bound.EXACT, Bound.VAGUE}:
        said = f"{WORDS_OF_BOUND[amount.bound]} {write_number(amount)}"
    return f"[={said}] {note}".rstrip(" ") if said else note


def placed(refusal: Refused, where: str) -> Finding:
    """Return the first finding of a refusal with its place in what arrived."""
    found = refusal.findings[0]
    return Finding(found.code, found.message, found.severity, found.params, where, found.source)


def finding(code: str, message: str, where: str, **params: object) -> Finding:
    """Return a finding of this storey's exchange at a place; texts are cut to what a page can show."""
    cut = {name: value[:80] if isinstance(value, str) else value for name, value in params.items()}
    return Finding(f"exchange.{code}", message, params=cut, where=where)


def _finding(code: str, message: str, **params: object) -> Finding:
    return finding(code, message, "", **params)


NO_NUMBER = gettext_noop("“%(text)s” is no number. Write digits, with a point before decimals: 1234.5.")
TOO_LARGE = gettext_noop("“%(text)s” is too large for any figure. Look for digits too many.")
TOO_FINE = gettext_noop("“%(text)s” has more than %(most)s decimals. Round it before it is sent.")
UNKNOWN_CODE = gettext_noop("“%(text)s” stands in no line of the table of codes (%(what)s). Add it, or leave it out.")
UNKNOWN_CELL = gettext_noop("“%(text)s” is no cell of the form. Look at the form's description for its cells.")
SPLIT_TWICE = gettext_noop("“%(text)s” says one dimension twice: by its code and by its split.")
SAID_TWICE = gettext_noop("This cell of the same place and period was given before, at %(first)s. Send it once.")
MISSING = gettext_noop("“%(name)s” is missing here.")
NOT_TEXT = gettext_noop("“%(name)s” must be text.")
TOO_LONG = gettext_noop("“%(name)s” is longer than %(most)s characters.")
NO_PERIOD = gettext_noop("“%(text)s” is no period that is reported here.")
