"""An entry workbook read from its cells: who it is for, what stands where, and what was changed that must not be."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.sheets.rules import entry_layout as at
from binhyen.sheets.rules.entry import MARK, EntryCell, EntryRead, Identity
from binhyen.sheets.rules.grid import Cell, letters
from binhyen.sheets.rules.special import Range

Rows = Sequence[Sequence[Cell]]
MOST_LINES = 2_000
"""Lines that a form may have in a workbook."""
_NAMES = 30
"""Rows of the hidden sheet that its head may take."""
_LISTED = 5
_SPARE = 500
"""Rows under the last line that are looked at; what is further down is left out and said."""
_SEARCHED = 15
_HEADED = range(at.NUMBER, at.NOTE + 1)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What stands in the visible sheet, as far as it was read, and its special cells."""

    visible: Rows
    merged: Sequence[Range] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    total: int = 0
    """Rows of the visible sheet; more than were read when there are too many."""
    alike: Sequence[str] = ()
    """All sheets that hold rows of the form, this one among them, where there are several."""
    others: Sequence[str] = ()
    """Further sheets in which something stands that belongs to no form."""


@dataclass(frozen=True, slots=True)
class _Given:
    """One line as it was given out."""

    key: str
    version: int
    row: int
    label: str
    unit: str
    value: Cell
    note: str


@dataclass(frozen=True, slots=True)
class Head:
    """The hidden sheet: who the workbook is for, and its lines as they were given out."""

    identity: Identity
    named: Mapping[str, str]
    lines: Sequence[_Given] = field(default_factory=tuple)


NO_ENTRY_BOOK = Finding(
    "sheets.no_entry_book",
    gettext_noop(
        "This is not a workbook that was downloaded here to be filled in. Download it at the report and copy over what "
        "was typed."
    ),
)


def no_entry_book(traces: bytes) -> Finding:
    """Say why a file without our hidden sheet is no entry workbook; its properties may still tell whose it was."""
    found = _OWN_PROPERTY.search(traces)
    if found is None:
        return NO_ENTRY_BOOK
    was = unescape(found.group(1).decode("utf-8", "replace"))[:_LONGEST_NAME]
    return Finding("sheets.hidden_gone", _HIDDEN_GONE, params={"was": was})


_OWN_PROPERTY = re.compile(re.escape(MARK.encode()) + rb" ([^<]{1,600})<")
_LONGEST_NAME = 200


def rows_to_read(head: Head) -> int:
    """Return how many rows of the visible sheet are looked at."""
    return max((line.row for line in head.lines), default=0) + _SPARE


def read_sheets(head: Head, sheets: Sheets) -> EntryRead:
    """Return what an entry workbook says."""
    return _Reading(sheets, head).result()


class _Reading:
    """One workbook under way."""

    def __init__(self, sheets: Sheets, head: Head) -> None:
        self.sheets, self.head = sheets, head
        self.rows: dict[str, list[int]] = {}
        for number, row in enumerate(sheets.visible):
            if key := _text(_at(row, at.KEY)):
                self.rows.setdefault(key, []).append(number)
        self.merged = {cell for one in sheets.merged for cell in _covered(one)}

    def result(self) -> EntryRead:
        """Put everything together."""
        cells = {line.key: self._cell(line) for line in self.head.lines}
        named = self.head.named
        return EntryRead(
            self.head.identity,
            cells,
            tuple(self._findings()),
            named.get("place_name", ""),
            named.get("period_name", ""),
        )

    def _cell(self, line: _Given) -> EntryCell:
        """Return what stands in a line; a line that is gone says what it was given out with."""
        if line.key not in self.rows:
            return EntryCell(line.value, line.note, line.value, line.note, line.version, label=line.label)
        number = self.rows[line.key][0]
        row = self.sheets.visible[number]
        here = (number, at.NOW)
        return EntryCell(
            value=_value(_at(row, at.NOW)),
            note=_text(_at(row, at.NOTE)),
            given=line.value,
            given_note=line.note,
            version=line.version,
            row=number + 1,
            label=line.label,
            formula=here in self.sheets.formulas,
            error=here in self.sheets.errors,
            merged=number in self.merged,
        )

    def _findings(self) -> Iterator[Finding]:
        yield from self._shown()
        if not any(line.key in self.rows for line in self.head.lines):
            yield Finding("sheets.keys_gone", _KEYS_GONE)
            return
        yield from self._columns()
        for line in self.head.lines:
            if not self._stands(line):
                yield from self._line(line)
        yield from self._more()

    def _stands(self, line: _Given) -> bool:
        """Tell whether a line stands there once, in the words that it was given out in."""
        places = self.rows.get(line.key, ())
        if len(places) != 1:
            return False
        row = self.sheets.visible[places[0]]
        return (_text(_at(row, at.LABEL)), _text(_at(row, at.UNIT))) == (line.label, line.unit)

    def _line(self, line: _Given) -> Iterator[Finding]:
        places = self.rows.get(line.key, [])
        params = {"label": line.label, "row": line.row + 1}
        if not places:
            yield Finding("sheets.line_gone", _LINE_GONE, params=params, where=line.key)
        elif len(places) > 1:
            rows = ", ".join(str(one + 1) for one in places[:_LISTED])
            yield Finding("sheets.line_twice", _LINE_TWICE, params={**params, "rows": rows}, where=line.key)
        else:
            row = self.sheets.visible[places[0]]
            now = f"{_text(_at(row, at.LABEL))} ({_text(_at(row, at.UNIT))})"
            params |= {"row": places[0] + 1, "was": f"{line.label} ({line.unit})", "now": now}
            yield Finding("sheets.label_changed", _LABEL_CHANGED, params=params, where=line.key)

    def _shown(self) -> Iterator[Finding]:
        """Compare the line under the title with what it was: somebody may have put another place's name there."""
        was = self.head.named.get("shown", "")
        seen = [_text(_at(row, at.NUMBER)) for row in self.sheets.visible[:_SEARCHED]]
        if _text(was) not in seen:
            now = seen[at.SHOWN_ROW] if len(seen) > at.SHOWN_ROW else ""
            yield Finding("sheets.title_changed", _TITLE_CHANGED, params={"was": was, "now": now[:120]})

    def _columns(self) -> Iterator[Finding]:
        """Say where a column does not stand under its head: the numbers of another one would be read."""
        above = self.sheets.visible[: min(numbers[0] for numbers in self.rows.values())]
        rows = [[_text(_at(row, column)) for column in _HEADED] for row in above]
        heads = max(rows, key=_headed, default=[""] * len(_HEADED))
        for column, now in zip(_HEADED, heads, strict=True):
            wanted = at.HEADS[column - at.NUMBER]
            if not now.startswith(wanted):
                params = {"wanted": wanted, "column": letters(column + 1), "now": now[:_LONGEST_NAME]}
                yield Finding("sheets.columns_moved", _COLUMNS_MOVED, params=params)
                return

    def _more(self) -> Iterator[Finding]:
        yield from self._beside()
        extra = list(self._extra())
        if extra:
            told: dict[str, object] = {"count": len(extra), "cells": _listed(extra)}
            yield Finding("sheets.extra_cells", _EXTRA, Severity.WARNING, told)
        beyond = self.sheets.total - len(self.sheets.visible)
        if beyond > 0:
            params = {"rows": beyond, "last": len(self.sheets.visible)}
            yield Finding("sheets.rows_beyond", _BEYOND, Severity.WARNING, params)

    def _beside(self) -> Iterator[Finding]:
        """Name further sheets: other copies of the form, and what belongs to none."""
        if self.sheets.alike:
            yield Finding("sheets.sheet_twice", _SHEET_TWICE, params={"sheets": _listed(self.sheets.alike)})
        if self.sheets.others:
            others = {"sheets": _listed(self.sheets.others)}
            yield Finding("sheets.other_sheets", _OTHER_SHEETS, Severity.WARNING, others)

    def _extra(self) -> Iterator[str]:
        """Name filled cells that nobody will read: beside the table, and beside no line of it."""
        keyed = {number for line in self.head.lines for number in self.rows.get(line.key, ())}
        for number, row in enumerate(self.sheets.visible):
            own = number in keyed or number <= at.HEAD_ROW
            for column in range(at.REMARK + 1 if own else at.NOW, len(row)):
                if column != at.REMARK and _text(row[column]):
                    yield f"{letters(column + 1)}{number + 1}"


def keys_in(head: Head, rows: Rows) -> bool:
    """Tell whether a sheet holds rows of the form."""
    keys = {line.key for line in head.lines}
    return any(_text(_at(row, at.KEY)) in keys for row in rows)


def head_of(hidden: Rows) -> Head | None:
    """Read the hidden sheet; None where it is not ours."""
    if not hidden or _text(_at(hidden[0], 0)) != MARK:
        return None
    named: dict[str, str] = {}
    for number, row in enumerate(hidden[1:_NAMES], start=2):
        name = _text(_at(row, 0))
        if name == at.LINES_HEAD:
            identity = _identity(named)
            return Head(identity, named, _lines(hidden[number : number + MOST_LINES])) if identity else None
        named[name] = _text(_at(row, 1))
    return None


def _identity(named: Mapping[str, str]) -> Identity | None:
    """Return the identity as it is written; none where numbers are no numbers."""
    version, report = named.get("version", ""), named.get("report", "")
    if not all(one.isascii() and one.isdigit() and len(one) <= _MOST_DIGITS for one in (version, report)):
        return None
    form, form_hash, place, period = (named.get(name, "") for name in ("form", "form_hash", "place", "period"))
    issued, signature = named.get("issued", ""), named.get("signature", "")
    return Identity(form, int(version), form_hash, place, period, int(report), issued, signature)


def _lines(rows: Rows) -> tuple[_Given, ...]:
    return tuple(line for row in rows if (line := _given(row)) is not None)


def _given(row: Sequence[Cell]) -> _Given | None:
    cells: list[Cell] = [*row, *[None] * len(at.LINE_COLUMNS)][: len(at.LINE_COLUMNS)]
    key, version, number, label, unit, value, note = cells
    if not _text(key):
        return None
    return _Given(_text(key), _whole(version), _whole(number), _text(label), _text(unit), _value(value), _text(note))


_MOST_DIGITS = 15


def _whole(value: Cell) -> int:
    """Return a whole number; -1, which no version is, for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 10**9:
        return int(value)
    return -1


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + ("…" if len(names) > _LISTED else "")


def _headed(row: Sequence[str]) -> int:
    """Count the heads that stand in a row, wherever."""
    return sum(any(text.startswith(head) for text in row) for head in at.HEADS)


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _tidy(cell)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


@lru_cache(maxsize=20_000)
def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _value(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _covered(area: Range) -> Iterator[int]:
    """Yield the rows whose cell to fill in is swallowed by a merged range, or stands for several rows."""
    top, left, bottom, right = area
    if left <= at.NOW <= right and (bottom > top or left != at.NOW) and bottom - top < MOST_LINES + _SPARE:
        yield from range(top, bottom + 1)


_KEYS_GONE = gettext_noop(
    "The hidden column A, by which the rows are found again, is gone. Download the workbook anew and copy over what "
    "was typed."
)
_HIDDEN_GONE = gettext_noop(
    "This workbook (%(was)s) has lost the hidden sheet by which it is recognised. Download it anew at the report and "
    "copy over what was typed."
)
_COLUMNS_MOVED = gettext_noop(
    "Columns were put in or taken out: “%(wanted)s” must stand over column %(column)s, and “%(now)s” stands there. "
    "Undo it, or download the workbook anew and copy over what was typed."
)
_SHEET_TWICE = gettext_noop(
    "The form stands on several sheets (%(sheets)s): nobody can tell which of them counts. Keep the one that was "
    "filled in and delete the others."
)
_OTHER_SHEETS = gettext_noop("Sheets beside the form are not read: %(sheets)s.")
_LINE_GONE = gettext_noop(
    "The row “%(label)s” is gone from the workbook. Download it anew, or type this number on the report's page."
)
_LINE_TWICE = gettext_noop(
    "The row “%(label)s” stands there more than once (rows %(rows)s). Keep the one that holds the number."
)
_LABEL_CHANGED = gettext_noop(
    "Row %(row)s was renamed from “%(was)s” to “%(now)s”: nobody can tell what its number means. Write the old words "
    "back, or download the workbook anew."
)
_TITLE_CHANGED = gettext_noop(
    "The workbook was given out for “%(was)s”, and “%(now)s” stands there now. Use the workbook that is downloaded for "
    "that place and period."
)
_EXTRA = gettext_noop("%(count)s filled cells belong to no row of the form and are left out: %(cells)s.")
_BEYOND = gettext_noop("%(rows)s rows below row %(last)s belong to no row of the form and are left out.")
