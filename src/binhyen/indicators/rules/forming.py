"""What makes a form fit to be published: nothing that may not be asked, nothing asked twice, a lawful deadline.

A draft may be unfinished, but it never holds what no form may hold: `draft_findings` are the part of
`form_findings` that holds for drafts too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from binhyen.indicators.rules.catalogue import Catalogue, Indicator, Kind
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.dims import Dim
from binhyen.indicators.rules.forms import MOST_IN_A_MONTH, FormContent, Line, PeriodType
from binhyen.indicators.rules.guards import may_be_asked_of
from binhyen.indicators.rules.windows import WindowRule
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

_KEY = re.compile(r"[A-Za-zĐđ0-9][A-Za-zĐđ0-9.]{0,11}")
_DEADLINE = "Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5"
_M = {
    "untitled": gettext_noop("The form has no title. Write the one that stands on the official table."),
    "without_lines": gettext_noop("The form asks for nothing yet. Choose at least one indicator."),
    "section_empty": gettext_noop("Section %(section)s has no line. Choose its indicators, or remove the section."),
    "section_untitled": gettext_noop("Section %(section)s has no heading. Write the one of the official table."),
    "section_twice": gettext_noop("Two sections are called %(section)s. Give each a letter of its own."),
    "key_twice": gettext_noop("Two lines are called %(key)s. Give each a code of its own."),
    "key_unreadable": gettext_noop(
        "“%(key)s” can't be the code of a line or section. Write up to twelve letters, digits and dots, such as E2."
    ),
    "line_unlabelled": gettext_noop("Line %(key)s has no label. Write the one of the official table."),
    "cell_twice": gettext_noop(
        "Lines %(other)s and %(key)s ask for the same figure (%(name)s). Keep one of them, or split them differently."
    ),
    "unknown_indicator": gettext_noop(
        "Line %(key)s: “%(indicator)s” is not in the catalogue. Choose an indicator from the list."
    ),
    "reader_only": gettext_noop(
        "Line %(key)s: “%(name)s” is only recognised in texts and stands in no form. The software keeps no figures on "
        "religion, ethnicity, suspects, violators, addicts, persons at risk or people who give tips. Remove the line."
    ),
    "not_split_so": gettext_noop(
        "Line %(key)s: “%(name)s” is not split by “%(dim)s”. Choose one of its own dimensions, or ask for it unsplit."
    ),
    "unknown_value": gettext_noop("Line %(key)s: “%(value)s” is no value of “%(dim)s”. Choose one from the list."),
    "told_in_words": gettext_noop(
        "Line %(key)s: “%(name)s” is a change that is told in words. Ask for the number itself: the change is reckoned."
    ),
    "only_a_rate": gettext_noop(
        "Line %(key)s: “%(name)s” is a percentage without its two numbers, so it is never added up over places. "
        "Where both numbers are known, ask for them instead."
    ),
    "below_its_floor": gettext_noop(
        "Line %(key)s: “%(name)s” is never kept below the commune, so residential areas and units are not asked for "
        "it. Remove the line, or let communes fill in the form."
    ),
    "month_too_long": gettext_noop(
        "A monthly form has at most %(most)s lines; this one has %(amount)s. Move what rarely changes to a half-yearly "
        "or yearly form."
    ),
    "due_too_soon": gettext_noop(
        "A report is due at least one working day after its data are closed. Write 1 or more days."
    ),
    "window_unknown": gettext_noop("“%(window)s” is no rule for the days of the data. Choose one from the list."),
    "window_not_for_type": gettext_noop(
        "The window “%(window)s” has no rule for this kind of period. Choose another window or another period."
    ),
    "unit_differs": gettext_noop(
        "Line %(key)s is labelled in “%(unit)s”, but “%(name)s” is counted in “%(right)s”. Figures are typed and kept "
        "in the catalogue's unit: write that one."
    ),
    "place_twice": gettext_noop(
        "Lines %(other)s and %(key)s are written into the same cell of your file (%(place)s). Give each its own."
    ),
    "key_reused": gettext_noop(
        "Line %(key)s asked for something else in the version before. Give the new figure a new code, so that the "
        "years can still be compared."
    ),
}
_WARNINGS = frozenset({"only_a_rate", "unit_differs", "key_reused"})
_FOR_DRAFTS = frozenset(
    f"indicators.{code}"
    for code in (
        "section_twice",
        "key_twice",
        "key_unreadable",
        "cell_twice",
        "unknown_indicator",
        "reader_only",
        "not_split_so",
        "unknown_value",
        "told_in_words",
        "below_its_floor",
    )
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a form is judged by: the catalogue, its dimensions, and the rules for windows, as they are shipped."""

    catalogue: Catalogue
    dims: Mapping[str, Dim]
    windows: Mapping[str, WindowRule]


def form_findings(form: FormContent, shelf: Shelf) -> tuple[Finding, ...]:
    """Return what stands against publishing a form: errors block, warnings are shown."""
    return (
        *_frame(form, shelf.windows),
        *_sections(form),
        *_codes(form),
        *_doubles(form, shelf.catalogue),
        *(finding for line in form.lines for finding in _line(line, form, shelf)),
    )


def draft_findings(form: FormContent, shelf: Shelf) -> tuple[Finding, ...]:
    """Return what not even a draft may hold."""
    return tuple(finding for finding in form_findings(form, shelf) if finding.code in _FOR_DRAFTS)


def new_faults(old: FormContent, new: FormContent, shelf: Shelf) -> tuple[Finding, ...]:
    """Return what a draft may not hold and did not hold before: a draft with two old faults is mended one by one."""
    before = draft_findings(old, shelf)
    return tuple(finding for finding in draft_findings(new, shelf) if finding not in before)


def key_findings(old: FormContent, new: FormContent) -> tuple[Finding, ...]:
    """Warn of each line that keeps its code but asks for another figure than the version before."""
    before = {line.key: line.cell for line in old.lines}
    reused = (line for line in new.lines if before.get(line.key, line.cell) != line.cell)
    return tuple(_said("key_reused", line.key, key=line.key) for line in reused)


def _said(code: str, where: str, **params: object) -> Finding:
    severity = Severity.WARNING if code in _WARNINGS else Severity.ERROR
    source = _DEADLINE if code == "due_too_soon" else ""
    return Finding(f"indicators.{code}", _M[code], severity, params, where, source)


def _frame(form: FormContent, windows: Mapping[str, WindowRule]) -> Iterator[Finding]:
    if not form.title.strip():
        yield _said("untitled", "title")
    if not form.lines:
        yield _said("without_lines", "")
    if form.due_days < 1:
        yield _said("due_too_soon", "due_days")
    if form.period_type is PeriodType.MONTH and len(form.lines) > MOST_IN_A_MONTH:
        yield _said("month_too_long", "", most=MOST_IN_A_MONTH, amount=len(form.lines))
    rule = windows.get(form.window)
    if rule is None:
        yield _said("window_unknown", "window", window=form.window)
    elif form.period_type not in rule.marks:
        yield _said("window_not_for_type", "window", window=rule.name)


def _sections(form: FormContent) -> Iterator[Finding]:
    for section in form.sections:
        if not section.title.strip():
            yield _said("section_untitled", section.key, section=section.key)
        if form.lines and not section.lines:
            yield _said("section_empty", section.key, section=section.key)


def _codes(form: FormContent) -> Iterator[Finding]:
    for key in _repeated(section.key for section in form.sections):
        yield _said("section_twice", key, section=key)
    for key in _repeated(line.key for line in form.lines):
        yield _said("key_twice", key, key=key)
    keys = [section.key for section in form.sections] + [line.key for line in form.lines]
    for key in dict.fromkeys(keys):
        if not _KEY.fullmatch(key):
            yield _said("key_unreadable", key, key=key[:20])


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _doubles(form: FormContent, catalogue: Catalogue) -> Iterator[Finding]:
    cells: dict[CellKey, str] = {}
    places: dict[str, str] = {}
    for line in form.lines:
        other = cells.setdefault(line.cell, line.key)
        if other != line.key:
            found = catalogue.find(line.cell.indicator)
            name = found.name if found else line.cell.indicator
            yield _said("cell_twice", line.key, key=line.key, other=other, name=name)
        other = places.setdefault(line.mapped, line.key) if line.mapped else line.key
        if other != line.key:
            yield _said("place_twice", line.key, key=line.key, other=other, place=line.mapped)


def _line(line: Line, form: FormContent, shelf: Shelf) -> Iterator[Finding]:
    if not line.label.strip():
        yield _said("line_unlabelled", line.key, key=line.key)
    indicator = shelf.catalogue.find(line.cell.indicator)
    if indicator is None:
        yield _said("unknown_indicator", line.key, key=line.key, indicator=line.cell.indicator)
    elif not indicator.in_forms:
        yield _said("reader_only", line.key, key=line.key, name=indicator.name)
    else:
        yield from _asked(line, indicator, form)
        yield from _split(line, indicator, shelf.dims)


def _asked(line: Line, indicator: Indicator, form: FormContent) -> Iterator[Finding]:
    told: dict[str, object] = {"key": line.key, "name": indicator.name}
    if not may_be_asked_of(indicator, form.filled_by):
        yield _said("below_its_floor", line.key, **told)
    kinds = set(indicator.kinds)
    if kinds <= {Kind.CHANGE}:
        yield _said("told_in_words", line.key, **told)
    elif kinds <= {Kind.RATE, Kind.CHANGE}:
        yield _said("only_a_rate", line.key, **told)
    if line.unit and line.unit != indicator.unit:
        yield _said("unit_differs", line.key, **told, unit=line.unit, right=indicator.unit)


def _split(line: Line, indicator: Indicator, dims: Mapping[str, Dim]) -> Iterator[Finding]:
    for code, value in line.cell.split.items():
        dim = dims.get(code)
        name = dim.name if dim else code
        if dim is None or code not in indicator.dims:
            yield _said("not_split_so", line.key, key=line.key, name=indicator.name, dim=name)
        elif not dim.allows(value):
            yield _said("unknown_value", line.key, key=line.key, value=value[:60], dim=name)
