"""Reads of my work: the duties that the storeys below name, gathered once at start-up."""

import functools
import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from binhyen.desk.rules.order import Band, in_bands
from binhyen.kernel.actors import Actor
from binhyen.kernel.calendars import vietnamese_calendar
from binhyen.kernel.ports import Duty, DutySource


@dataclass(frozen=True, slots=True)
class Work:
    """What one post owes, in bands."""

    bands: tuple[Band, ...]

    @property
    def count(self) -> int:
        """How many duties there are."""
        return sum(band.count for band in self.bands)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(band.count for band in self.bands if band.is_late)


@functools.cache
def duty_sources() -> tuple[DutySource, ...]:
    """Gather `DUTIES` of every installed storey that has a `duties` room, lower storeys last."""
    sources: list[DutySource] = []
    for config in apps.get_app_configs():
        if config.name.startswith("binhyen.") and module_has_submodule(config.module, "duties"):
            sources.extend(importlib.import_module(f"{config.name}.duties").DUTIES)
    return tuple(sources)


def duties_of(actor: Actor, now: datetime, sources: Iterable[DutySource] | None = None) -> list[Duty]:
    """List what a post owes; each source answers in a bounded number of queries."""
    asked = duty_sources() if sources is None else sources
    return [duty for source in asked for duty in source(actor, now)]


def work_of(actor: Actor, now: datetime, sources: Iterable[DutySource] | None = None) -> Work:
    """Return what a post owes, by lateness, counted in working days."""
    duties = duties_of(actor, now, sources)
    years = [duty.due.year for duty in duties if duty.due] + [now.year]
    return Work(in_bands(duties, now.date(), vietnamese_calendar(min(years), max(years))))
