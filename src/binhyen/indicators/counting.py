"""The counting registry: who can count which indicator, gathered from the storeys above through the port."""

import importlib
import importlib.util
from collections.abc import Iterator, Set
from datetime import datetime
from functools import cache

from django.apps import apps

from binhyen.kernel.periods import Period
from binhyen.kernel.ports import CountedRow, Counter, Question
from binhyen.places.queries import scopes_of


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


def count_all(place_id: int, period: Period, as_of: datetime | None = None) -> tuple[CountedRow, ...]:
    """Count every indicator that can be counted for a place on the period's map.

    `as_of` None counts what is known now. Rows of one indicator never overlap: what a report took over from a
    register is counted in the register, what was typed is counted in the reports.
    """
    every = frozenset(code for counter in counters() for code in counter.indicators)
    return _counted(counters(), every, place_id, period, as_of)


def count_in_registers(
    indicators: Set[str], place_id: int, period: Period, as_of: datetime | None = None
) -> tuple[CountedRow, ...]:
    """Count some indicators from the registers alone: what a report's cells are filled with."""
    registers = tuple(counter for counter in counters() if counter.from_register)
    return _counted(registers, indicators & countable(), place_id, period, as_of)


def _counted(
    asked: tuple[Counter, ...], indicators: Set[str], place_id: int, period: Period, as_of: datetime | None
) -> tuple[CountedRow, ...]:
    if not indicators:
        return ()
    scopes = scopes_of(place_id, period.end)
    found: list[CountedRow] = []
    for counter in asked:
        wanted = counter.indicators & indicators
        if wanted:
            found += counter.count(Question(frozenset(wanted), place_id, scopes, period, as_of))
    return tuple(found)
