"""Changing a draft step by step: each takes a form and returns the changed one, and refuses what is not there."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from string import ascii_uppercase

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey, cell_key
from binhyen.indicators.rules.dims import Dim
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

_NUMBER = re.compile(r"(\d+)$")


class Step(StrEnum):
    """Which way a line or section goes."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked in one line: an indicator, split by dimensions and their values."""

    indicator: Indicator
    split: Mapping[str, str]

    @property
    def cell(self) -> CellKey:
        """Return the cell."""
        return cell_key(self.indicator.code, self.split)


def blank_form(title: str) -> FormContent:
    """Return a form that asks nothing yet: monthly, of communes, in the windows of NĐ 09/2019."""
    return FormContent(title, FilledBy.COMMUNE, PeriodType.MONTH, "nd09", 2, (Section("A", "", ()),))


def label_of(asked: Asked, dims: Mapping[str, Dim]) -> str:
    """Return the label that a line gets at first: the indicator's name, and the values that it is split by."""
    values = [dims[code].name_of(value) if code in dims else value for code, value in sorted(asked.split.items())]
    return f"{asked.indicator.name}: {', '.join(value.lower() for value in values)}" if values else asked.indicator.name


def add_lines(
    form: FormContent, section_key: str, added: Sequence[Asked], dims: Mapping[str, Dim], taken: Iterable[str] = ()
) -> FormContent:
    """Put lines at the end of a section. Codes go on from the greatest ever given: those of `taken` are not reused.

    What the form asks already is not added again.
    """
    wanted = [one for one in dict.fromkeys(one.cell for one in added) if form.line_of(one) is None]
    by_cell = {one.cell: one for one in added}
    codes = iter(_codes(form, section_key, taken, len(wanted)))
    lines = tuple(
        Line(next(codes), cell, label_of(by_cell[cell], dims), by_cell[cell].indicator.unit) for cell in wanted
    )
    return _changed_section(form, section_key, lambda section: replace(section, lines=section.lines + lines))


def _codes(form: FormContent, prefix: str, taken: Iterable[str], amount: int) -> list[str]:
    given = {*taken, *(line.key for line in form.lines)}
    numbers = [int(found.group(1)) for key in given if key.startswith(prefix) and (found := _NUMBER.search(key))]
    first = max(numbers, default=0) + 1
    return [f"{prefix}{number}" for number in range(first, first + amount)]


def change_line(form: FormContent, key: str, change: Callable[[Line], Line]) -> FormContent:
    """Change one line in its place."""
    home = section_of(form, key)
    lines = tuple(change(line) if line.key == key else line for line in home.lines)
    return _changed_section(form, home.key, lambda section: replace(section, lines=lines))


def remove_line(form: FormContent, key: str) -> FormContent:
    """Take a line out. Its code is not given to another one."""
    home = section_of(form, key)
    kept = tuple(line for line in home.lines if line.key != key)
    return _changed_section(form, home.key, lambda section: replace(section, lines=kept))


def move_line(form: FormContent, key: str, step: Step) -> FormContent:
    """Move a line by one place; over the edge of its section it goes into the next one. At the end it stays."""
    home = section_of(form, key)
    keys = [line.key for line in home.lines]
    place = keys.index(key) + (1 if step is Step.DOWN else -1)
    if 0 <= place < len(keys):
        keys.remove(key)
        keys.insert(place, key)
        return arrange(form, {home.key: keys})
    return _over_the_edge(form, home, key, step)


def _over_the_edge(form: FormContent, home: Section, key: str, step: Step) -> FormContent:
    sections = [section.key for section in form.sections]
    place = sections.index(home.key) + (1 if step is Step.DOWN else -1)
    if not 0 <= place < len(sections):
        return form
    there = [line.key for line in form.sections[place].lines]
    there.insert(0 if step is Step.DOWN else len(there), key)
    left = [line.key for line in home.lines if line.key != key]
    return arrange(form, {home.key: left, sections[place]: there})


def arrange(form: FormContent, order: Mapping[str, Sequence[str]]) -> FormContent:
    """Put the lines of some sections into this order, whichever of them they stood in.

    Refused with `indicators.order_stale` unless each of their lines is named exactly once.
    """
    touched = [section for section in form.sections if section.key in order]
    lines = {line.key: line for section in touched for line in section.lines}
    named = [key for keys in order.values() for key in keys]
    if len(touched) != len(order) or sorted(named) != sorted(lines):
        message = gettext_noop("The lines changed in the meantime. Look at the form as it is now and move them again.")
        raise Refused(Finding("indicators.order_stale", message))
    sections = tuple(
        replace(section, lines=tuple(lines[key] for key in order[section.key])) if section.key in order else section
        for section in form.sections
    )
    return replace(form, sections=sections)


def add_section(form: FormContent, title: str) -> FormContent:
    """Put an empty section at the end, called by the next free letter."""
    free = (key for key in (*ascii_uppercase, *(f"Z{number}" for number in range(1, 100))))
    used = {section.key for section in form.sections}
    return replace(form, sections=(*form.sections, Section(next(key for key in free if key not in used), title, ())))


def rename_section(form: FormContent, key: str, title: str) -> FormContent:
    """Give a section another heading."""
    return _changed_section(form, key, lambda section: replace(section, title=title))


def remove_section(form: FormContent, key: str) -> FormContent:
    """Take a section out. Refused with `indicators.section_has_lines` while lines stand in it."""
    section = _section(form, key)
    if section.lines:
        message = gettext_noop("Section %(section)s still has lines. Move or remove them first.")
        raise Refused(Finding("indicators.section_has_lines", message, params={"section": key}, where=key))
    return replace(form, sections=tuple(one for one in form.sections if one.key != key))


def move_section(form: FormContent, key: str, step: Step) -> FormContent:
    """Move a section by one place; at the end it stays."""
    sections = list(form.sections)
    here = sections.index(_section(form, key))
    there = min(max(here + (1 if step is Step.DOWN else -1), 0), len(sections) - 1)
    sections.insert(there, sections.pop(here))
    return replace(form, sections=tuple(sections))


def section_of(form: FormContent, key: str) -> Section:
    """Return the section in which a line stands; refuse with `indicators.no_line` when it is not there (any more)."""
    for section in form.sections:
        if any(line.key == key for line in section.lines):
            return section
    raise Refused(_gone(key))


def _section(form: FormContent, key: str) -> Section:
    for section in form.sections:
        if section.key == key:
            return section
    raise Refused(_gone(key))


def _gone(key: str) -> Finding:
    message = gettext_noop("“%(key)s” is not in the form any more. Look at the form as it is now.")
    return Finding("indicators.no_line", message, params={"key": key[:20]}, where=key[:20])


def _changed_section(form: FormContent, key: str, change: Callable[[Section], Section]) -> FormContent:
    _section(form, key)
    sections = tuple(change(section) if section.key == key else section for section in form.sections)
    return replace(form, sections=sections)
