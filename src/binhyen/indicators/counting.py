"""The counting registry: who can count which indicator, gathered from the storeys above through the port."""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.apps import apps

from binhyen.kernel.periods import Period
from binhyen.kernel.ports import CountedRow, Counter, Question
from binhyen.places.queries import scopes_of_each


@cache
def counters() -> tuple[Counter, ...]:
    """Return what all storeys can count: `COUNTERS` of each `counters` room, in the order of the storeys."""
    return tuple(_declared())


def _declared() -> Iterator[Counter]:
    for config in apps.get_app_configs():
        room = f"{config.name}.counters"
        if config.name.startswith("binhyen.") and importlib.util.find_spec(room):
            yield from importlib.import_module(room).COUNTERS


@cache
def countable() -> frozenset[str]:
    """Return the indicators that some register can count."""
    return frozenset(code for counter in counters() if counter.from_register for code in counter.indicators)


def count_all(
    place_id: int, period: Period, as_of: datetime | None = None, on_map: date | None = None
) -> tuple[CountedRow, ...]:
    """Count every indicator that can be counted for a place on the period's map, or on the map of a later day.

    `as_of` None counts what is known now. Rows of one indicator never overlap: what a report took over from a
    register is counted in the register, what was typed is counted in the reports.
    """
    every = frozenset(code for counter in counters() for code in counter.indicators)
    return _counted(counters(), every, Asked((place_id,), period, as_of, on_map))[place_id]


def count_in_registers(
    indicators: Set[str], place_id: int, period: Period, as_of: datetime | None = None
) -> tuple[CountedRow, ...]:
    """Count some indicators from the registers alone: what a report's cells are filled with."""
    return count_in_registers_each(indicators, [place_id], period, as_of)[place_id]


def count_in_registers_each(
    indicators: Set[str], place_ids: Iterable[int], period: Period, as_of: datetime | None = None
) -> dict[int, tuple[CountedRow, ...]]:
    """Count some indicators from the registers for many places, by place, in about the queries that one place takes."""
    registers = tuple(counter for counter in counters() if counter.from_register)
    return _counted(registers, indicators & countable(), Asked(tuple(dict.fromkeys(place_ids)), period, as_of))


def count_some(
    indicators: Set[str], place_id: int, period: Period, as_of: datetime | None = None, on_map: date | None = None
) -> tuple[CountedRow, ...]:
    """Count some indicators as `count_all` counts every one."""
    return _counted(counters(), indicators, Asked((place_id,), period, as_of, on_map))[place_id]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where, over which days, as known when and on which map something is counted."""

    place_ids: tuple[int, ...]
    period: Period
    as_of: datetime | None = None
    on_map: date | None = None


def _counted(asked: tuple[Counter, ...], indicators: Set[str], about: Asked) -> dict[int, tuple[CountedRow, ...]]:
    """Return what counters say, by place."""
    found: dict[int, list[CountedRow]] = {one: [] for one in about.place_ids}
    scopes = scopes_of_each(about.place_ids, about.on_map or about.period.end) if found and indicators else {}
    for counter in asked if scopes else ():
        wanted = frozenset(counter.indicators & indicators)
        if wanted:
            questions = [
                Question(wanted, one, scopes[one], about.period, about.as_of, about.on_map) for one in about.place_ids
            ]
            for place_id, rows in zip(about.place_ids, counter.count_each(questions), strict=True):
                found[place_id] += rows
    return {one: tuple(rows) for one, rows in found.items()}


def joint_link(rows: Sequence[CountedRow], dims: str) -> str:
    """Return the page of the list behind several rows that are one number.

    Lists of one number differ in their split alone ("tach"); the page of them all asks for whatever holds `dims`
    ("gom"). Where more differs, the first list has to do.
    """
    links = list(dict.fromkeys(row.link for row in rows))
    asked = [dict(parse_qsl(urlsplit(link).query)) for link in links]
    rest = [{name: value for name, value in one.items() if name != "tach"} for one in asked]
    if len(links) == 1 or any("tach" not in one for one in asked) or any(one != rest[0] for one in rest):
        return links[0]
    wide = {**rest[0], "gom": dims} if dims else rest[0]
    return f"{urlsplit(links[0]).path}?{urlencode(wide)}"
