"""What is still to be done before a report is sent: each kind in one line, with links to its cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.kernel.findings import Severity
from binhyen.reports.components.entry import Left
from binhyen.reports.queries.entry import EntryLine, Sheet
from binhyen.reports.rules import addresses

_LINKED = 12


@dataclass(frozen=True, slots=True)
class Go:
    """A link to a cell: the number of its row."""

    number: int
    cell: str
    href: str


@dataclass(frozen=True, slots=True)
class Todo:
    """One kind of what is left: how many, at which rows."""

    look: str
    text: str
    cells: Sequence[Go]
    more: int = 0
    hinders: bool = True
    """Whether it keeps the report from being sent; a returned cell may be right as it is."""


@dataclass(frozen=True, slots=True)
class _Kind:
    look: str
    words: Callable[[int], str]
    lines: Sequence[EntryLine]
    hinders: bool = True


def todos_of(sheet: Sheet, left: Mapping[str, Left]) -> list[Todo]:
    """Return what is left to do, what hinders most first; nothing where the report can be sent."""
    empty = {one.where for one in sheet.hindrances if one.code == "reports.empty_cell"}
    kinds = (
        _Kind("returned", _returned, [line for line in sheet.lines if line.returned], hinders=False),
        _Kind("not", _errors, [line for line in sheet.lines if _has_error(line) or _refused(left.get(_cell(line)))]),
        _Kind("returned", _conflicts, [line for line in sheet.lines if _met(left.get(_cell(line)))]),
        _Kind("returned", _remarkable, [line for line in sheet.lines if _asks_words(line)]),
        _Kind("none", _empty, [line for line in sheet.lines if _cell(line) in empty]),
    )
    return [_todo(sheet, kind) for kind in kinds if kind.lines]


def sentence_of(todos: Iterable[Todo]) -> str:
    """Say in one sentence why a report cannot be sent yet; nothing where it can."""
    hindering = [one.text for one in todos if one.hinders]
    return gettext("Before sending: %(what)s.") % {"what": ", ".join(hindering)} if hindering else ""


def _cell(line: EntryLine) -> str:
    return str(line.line.cell)


def _todo(sheet: Sheet, kind: _Kind) -> Todo:
    cells = [go_to(sheet, line) for line in kind.lines[:_LINKED]]
    more = max(0, len(kind.lines) - _LINKED)
    return Todo(kind.look, kind.words(len(kind.lines)), cells, more, kind.hinders)


def go_to(sheet: Sheet, line: EntryLine) -> Go:
    """Return the link to a cell of the grid."""
    return Go(line.number, _cell(line), f"{addresses.report(sheet.report.pk, _cell(line))}#r{line.number}")


def _has_error(line: EntryLine) -> bool:
    return any(one.severity is Severity.ERROR for one in line.findings)


def _asks_words(line: EntryLine) -> bool:
    return not _has_error(line) and any(one.severity is Severity.WARNING for one in line.findings)


def _refused(left: Left | None) -> bool:
    return left is not None and left.meets is None


def _met(left: Left | None) -> bool:
    return left is not None and left.meets is not None


def _errors(count: int) -> str:
    return gettext("%(count)s errors to correct") % {"count": count}


def _conflicts(count: int) -> str:
    return gettext("%(count)s cells written by two people") % {"count": count}


def _remarkable(count: int) -> str:
    return gettext("%(count)s numbers to explain") % {"count": count}


def _empty(count: int) -> str:
    return gettext("%(count)s cells not entered") % {"count": count}


def _returned(count: int) -> str:
    return gettext("%(count)s returned cells") % {"count": count}
