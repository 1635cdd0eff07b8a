"""What changed between two versions of a form, one value for each change, so that pages can say it in words."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from binhyen.indicators.rules.forms import FormContent, Line


class Change(StrEnum):
    """What happened to a line, a section or the form itself."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    ASKS_ELSE = "asks_else"
    """The line keeps its code and asks for another figure: earlier periods can't be compared with it."""
    RELABELLED = "relabelled"
    UNIT = "unit"
    REQUIRED = "required"
    OPTIONAL = "optional"
    MAPPED = "mapped"
    SECTION_ADDED = "section_added"
    SECTION_REMOVED = "section_removed"
    SECTION_RENAMED = "section_renamed"
    TITLE = "title"
    FILLED_BY = "filled_by"
    PERIOD_TYPE = "period_type"
    WINDOW = "window"
    DUE_DAYS = "due_days"
    COVERS_BELOW = "covers_below"
    SOURCE = "source"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `key` names the line or section ("" for the form), `label` says what it is called now.

    `before` and `after` are what stood and what stands, as plain text or code; "" where there is nothing.
    """

    change: Change
    key: str = ""
    label: str = ""
    before: str = ""
    after: str = ""


_FRAME = ("title", "filled_by", "period_type", "window", "due_days", "covers_below", "source", "notes")


def differences(old: FormContent, new: FormContent) -> tuple[Difference, ...]:
    """List the changes from `old` to `new`: those of the form first, then sections, then lines in their order.

    A line moved when its section changed, or when it is not among the most lines that kept their order.
    """
    return (*_frame(old, new), *_sections(old, new), *_lines(old, new))


def _frame(old: FormContent, new: FormContent) -> Iterator[Difference]:
    for name in _FRAME:
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if before != after:
            yield Difference(Change(name), before=before, after=after)


def _sections(old: FormContent, new: FormContent) -> Iterator[Difference]:
    before = {section.key: section.title for section in old.sections}
    after = {section.key: section.title for section in new.sections}
    for key, title in after.items():
        if key not in before:
            yield Difference(Change.SECTION_ADDED, key, title)
        elif before[key] != title:
            yield Difference(Change.SECTION_RENAMED, key, title, before[key], title)
    for key, title in before.items():
        if key not in after:
            yield Difference(Change.SECTION_REMOVED, key, title)


def _lines(old: FormContent, new: FormContent) -> Iterator[Difference]:
    before = {line.key: line for line in old.lines}
    homes, moved = _homes(old), moved_keys(old, new)
    for section in new.sections:
        for line in section.lines:
            was = before.get(line.key)
            if was is None:
                yield Difference(Change.ADDED, line.key, line.label, after=section.key)
                continue
            if line.key in moved:
                yield Difference(Change.MOVED, line.key, line.label, homes[line.key], section.key)
            yield from _line(was, line)
    kept = {line.key for line in new.lines}
    for key, line in before.items():
        if key not in kept:
            yield Difference(Change.REMOVED, key, line.label, before=homes[key])


def _line(was: Line, now: Line) -> Iterator[Difference]:
    pairs = (
        (Change.ASKS_ELSE, str(was.cell), str(now.cell)),
        (Change.RELABELLED, was.label, now.label),
        (Change.UNIT, was.unit, now.unit),
        (Change.MAPPED, was.mapped, now.mapped),
    )
    for change, before, after in pairs:
        if before != after:
            yield Difference(change, now.key, now.label, before, after)
    if was.required != now.required:
        yield Difference(Change.REQUIRED if now.required else Change.OPTIONAL, now.key, now.label)


def _homes(form: FormContent) -> Mapping[str, str]:
    return {line.key: section.key for section in form.sections for line in section.lines}


def moved_keys(old: FormContent, new: FormContent) -> frozenset[str]:
    """Return the lines of both that stand elsewhere: as few as explain the new order."""
    was, now = _homes(old), _homes(new)
    other = {key for key in now if key in was and was[key] != now[key]}
    places = {key: place for place, key in enumerate(was)}
    stayed = [key for key in now if key in was and key not in other]
    kept = _longest_rising([places[key] for key in stayed])
    return frozenset(other | {key for key in stayed if places[key] not in kept})


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the numbers of a longest rising run that skips as it likes."""
    ends: list[int] = []
    last: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        last[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    found: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        found.add(step)
        step = last[step]
    return frozenset(found)
