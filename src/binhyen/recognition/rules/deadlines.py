"""Latest days of a year's steps, on the calendar of working days."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from binhyen.kernel.calendars import WorkCalendar
from binhyen.recognition.rules.model import DeadlineRule, Pack
from binhyen.recognition.rules.yaml_lines import read_yaml


@dataclass(frozen=True, slots=True)
class Deadline:
    """The latest day of a step: `named` as written, `due` as offices can keep it, and the rule it rests on."""

    step: str
    kind: str
    named: date
    due: date
    rule: DeadlineRule


def deadline(pack: Pack, step: str, kind: str, year: int, calendar: WorkCalendar) -> Deadline | None:
    """Return a step's latest day in an evaluation year; None where the pack names none.

    A day that the law itself names (the first quarter's last, a window's last) stays; a day that is only the latest
    sensible one moves to the next working day. Days after `valid_to` no longer hold.
    """
    for rule in pack.deadlines:
        named = rule.day.of(year)
        holds = rule.valid_to is None or named <= rule.valid_to
        if rule.step == step and kind in rule.kinds and holds:
            return Deadline(step, kind, named, calendar.next_working(named) if rule.moves else named, rule)
    return None


def deadlines_of(pack: Pack, kind: str, year: int, calendar: WorkCalendar) -> tuple[Deadline, ...]:
    """List all deadlines of a kind in an evaluation year, in their order in time."""
    steps = dict.fromkeys(rule.step for rule in pack.deadlines)
    found = (deadline(pack, step, kind, year, calendar) for step in steps)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.due))


@functools.cache
def vietnam() -> WorkCalendar:
    """Return the shipped calendar of public holidays (2022–2027; see the file's own source and marks)."""
    return calendar_from((files("binhyen.recognition") / "packs/calendars/vietnam.yaml").read_text(encoding="utf-8"))


def calendar_from(text: str) -> WorkCalendar:
    """Read a calendar: `holidays` as day: name, `worked` as days."""
    data = read_yaml(text).data
    assert isinstance(data, Mapping)  # noqa: S101 - shipped data, checked by its test
    return WorkCalendar(frozenset(map(date.fromisoformat, data["holidays"])), frozenset(map(_day, data["worked"])))


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
