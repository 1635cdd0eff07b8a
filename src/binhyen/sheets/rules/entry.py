"""Entry workbooks: a form given out to be filled without a network, and what was read from it when it came back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from binhyen.kernel.findings import Finding
from binhyen.sheets.rules.grid import Cell

Typed = str | int | Decimal | None
"""What is written into a cell: a text, an exact number, or nothing."""
MARK = "binhyen.entry.1"
"""First cell of the hidden sheet: what a file of ours begins with, and how it is laid out."""
_EXACT_DIGITS = 15
HIDDEN = "_binhyen"
VISIBLE = "Biểu nhập"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which form a workbook is, for whom and when: written into a hidden sheet and signed by whoever gives it out."""

    form: str
    version: int
    form_hash: str
    place: str
    period: str
    report: int
    issued: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One row to fill in. `key` finds its cell again; `version` is the value that it was written over.

    `shared` takes two numbers ("194/213") and `choices` one word of a list. A line that is not `open` can be read and
    not typed into. `before` and `last_year` are shown as they are written.
    """

    key: str
    number: str
    label: str
    unit: str
    before: str = ""
    last_year: str = ""
    value: Typed = None
    note: str = ""
    version: int = 0
    whole: bool = True
    shared: bool = False
    choices: tuple[str, ...] = ()
    open: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class EntrySection:
    """Rows under a heading."""

    title: str
    lines: tuple[EntryLine, ...]


class Sign(StrEnum):
    """How a cell must stand to others."""

    AT_MOST = "at_most"
    """Not more than the sum of the others, times the factor."""
    EQUALS = "equals"
    AT_LEAST = "at_least"
    POSITIVE_IF = "positive_if"
    """One of the others is above zero where it is."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a cell must be beside others, or between two bounds; `sentence` says what is wrong when it is not."""

    left: str
    sentence: str
    sign: Sign = Sign.AT_MOST
    right: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EntryBook:
    """A form to be filled in for one place and period, as it prints."""

    identity: Identity
    above: str
    """The body above the one that reports; empty where there is none to name."""
    agency: str
    title: str
    period: str
    place: str
    days: str
    """Which days the data are of, and until when it is sent."""
    columns: tuple[str, str, str]
    """Heads of the period before, of the same period last year, and of this period."""
    sections: tuple[EntrySection, ...]
    relations: tuple[Relation, ...] = ()
    signers: tuple[str, str] = ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ")

    @property
    def lines(self) -> tuple[EntryLine, ...]:
        """All lines in order."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def signed_text(self) -> str:
        """What the signature is made over."""
        rows = ((line.key, line.version, as_written(line.value)) for line in self.lines)
        return signed_text(self.identity, rows)


def signed_text(identity: Identity, rows: Iterable[tuple[str, int, Typed | Cell]]) -> str:
    """Return everything that must not change on the way as one text: identity, keys, versions, values given out."""
    bare = replace(identity, signature="")
    named = [getattr(bare, name) for name in Identity.__dataclass_fields__ if name != "signature"]
    return json.dumps([*named, [[key, version, given_text(value)] for key, version, value in rows]], ensure_ascii=False)


def as_written(value: Typed) -> Typed:
    """Return a value as a spreadsheet keeps it: a number that floating points cannot hold exactly becomes a text."""
    if value is None or isinstance(value, str):
        return value or None
    exact = Decimal(value)
    fits = len(exact.normalize().as_tuple().digits) <= _EXACT_DIGITS and Decimal(repr(float(exact))) == exact
    return exact if fits else format(exact, "f").replace(".", ",")


def given_text(value: object) -> str:
    """Write a value that was given out in one way, whichever program saved the file since."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return format(exact.normalize(), "f") if exact.is_finite() else str(exact)
    return "" if value is None else " ".join(str(value).split())


# ------------------------------------------------------------------ what came back


@dataclass(frozen=True, slots=True)
class EntryCell:
    """What stands in one cell to fill in. `given` and `given_note` are what it was given out with."""

    value: Cell
    note: str = ""
    given: Cell = None
    given_note: str = ""
    version: int = 0
    row: int = 0
    """Row as the spreadsheet counts it."""
    label: str = ""
    formula: bool = False
    error: bool = False
    merged: bool = False

    @property
    def touched(self) -> bool:
        """Tell whether anything in it is not as it was given out."""
        flagged = self.formula or self.error or self.merged
        return flagged or self.note != self.given_note or given_text(self.value) != given_text(self.given)


@dataclass(frozen=True, slots=True)
class EntryRead:
    """What was read from one workbook. `findings` name what is wrong with it; `where` is a line's key, or empty.

    Without `identity` it is no entry workbook, or could not be read: `findings` say why.
    """

    identity: Identity | None = None
    cells: Mapping[str, EntryCell] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    place: str = ""
    period: str = ""
    """Place and period in words, as the workbook was given out."""

    @property
    def signed_text(self) -> str:
        """What the signature must have been made over."""
        rows = ((key, cell.version, cell.given) for key, cell in self.cells.items())
        return "" if self.identity is None else signed_text(self.identity, rows)


Remarks = Mapping[str, Sequence[str]]
"""Sentences by the key of the line that they are about."""
