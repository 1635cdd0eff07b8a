"""Writes planned entries into the registers, many at once, by the office of the time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import children_of, communes_under, label_of, place_named
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Draft, registers
from binhyen.workshop.rules.series import (
    DISTRICTS,
    PROVINCE,
    Planned,
    Series,
    Site,
    by_register,
    planned,
    series_from_data,
)


def published_of(pack: Mapping[str, Any]) -> dict[str, Amount]:
    """Read the published figures of a pack, by cell. Raises `ValueError` for one that cannot be read."""
    return {cell: _read(cell, str(text)) for cell, text in pack["published"].items()}


def _read(cell: str, text: str) -> Amount:
    indicator = catalogue().indicators[parse_cell_key(cell).indicator]
    amount, finding = read_amount(text, indicator)
    if finding is not None:
        msg = f"{cell}: {finding}"
        raise ValueError(msg)
    return amount


def entries_of(pack: Mapping[str, Any]) -> list[Planned]:
    """Return the entries of all series of a pack, over the places of the days on which they lie."""
    published = published_of(pack)
    ground = Ground(str(pack["province"]))
    every = [series_from_data(row) for row in pack["series"]]
    return [one for series in every for one in planned(series, published, ground.sites(series))]


class Ground:
    """The places of a province on days, each day read once."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self._known: dict[tuple[str, date], list[PlaceVersion]] = {}

    def sites(self, series: Series) -> list[Site]:
        """Return the places and days over which a series is shared out."""
        return [_site(row, day) for day in series.days for row in self.places(series.over, day)]

    def places(self, over: str, day: date) -> list[PlaceVersion]:
        """Return the province, its districts or its communes on a day."""
        if (over, day) not in self._known:
            self._known[over, day] = self._read(over, day)
        return self._known[over, day]

    def _read(self, over: str, day: date) -> list[PlaceVersion]:
        province = place_named(self.slug, day)
        if over == PROVINCE:
            return [province]
        return list(children_of(province.place_id, day) if over == DISTRICTS else communes_under(province.path, day))


def _site(row: PlaceVersion, day: date) -> Site:
    return Site(row.place_id, row.code, in_sentence(row), day)


def in_sentence(version: PlaceVersion) -> str:
    """Return a place's name within a sentence: "xã Tân Thanh"."""
    label = label_of(version)
    return f"{label[0].lower()}{label[1:]}"


def write_planned(entries: Iterable[Planned], *, by: Actor, at: datetime) -> list[Entry]:
    """Write entries down, all or none of each register."""
    found: list[Entry] = []
    for code, group in by_register(list(entries)):
        found += write_drafts(code, [Draft(one.facts, steps=one.steps) for one in group], by=by, at=at)
    return found


def write_drafts(code: str, drafts: Sequence[Draft], *, by: Actor, at: datetime) -> list[Entry]:
    """Write drafts into the register of a code."""
    return write_entries(register=registers()[code], drafts=drafts, by=by, at=at) if drafts else []
