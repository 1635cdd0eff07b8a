"""The counting registry: who can count which indicator, gathered from the storeys above through the port."""

import importlib
import importlib.util
from collections.abc import Iterator
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


def count_all(place_id: int, period: Period, as_of: datetime | None = None) -> tuple[CountedRow, ...]:
    """Count every indicator that can be counted for a place on the period's map.

    `as_of` None counts what is known now. Rows of one indicator never overlap.
    """
    scopes = scopes_of(place_id, period.end)
    return tuple(
        row
        for counter in counters()
        for row in counter.count(Question(counter.indicator, place_id, scopes, period, as_of))
    )
