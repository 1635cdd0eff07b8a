"""Plays what was published at conferences: entries of registers, a summary that takes their counts, and the check."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from binhyen.indicators.counting import count_all
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.amounts import Amount, Bound, Origin, Said, add_up
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import CountedRow
from binhyen.places.queries import place_named
from binhyen.workshop.actions.entries import entries_of, published_of, write_planned
from binhyen.workshop.actions.reporting import Ask, collect, on_day, plan_of, receive, send, version_of
from binhyen.workshop.actions.staging import Offices, Stage
from binhyen.workshop.queries import CONFERENCES, pack_data
from binhyen.workshop.rules.plan import PlanMismatch

Pack = Mapping[str, Any]


def play_conferences(offices: Offices) -> None:
    """Play the registers behind published conferences, each written by an office of the time; hold them against it."""
    for name in CONFERENCES:
        pack = pack_data(name)
        day: date = pack["summary"]["reported_on"]
        with transaction.atomic():
            stage = offices.of(str(pack["province"]), day.year)
            write_planned(entries_of(pack), by=stage.province.officer, at=on_day(day))
            sum_up(pack, stage)
        check_published(pack)


def sum_up(pack: Pack, stage: Stage) -> None:
    """Let the province send its summary: what the registers count arrives in it by itself."""
    said = pack["summary"]
    first, last = said["window"]
    plan = plan_of(parse_period(str(pack["period"])), first, last, last)
    ask = Ask(version_of(str(said["form"])), stage.province, plan, on_day(said["reported_on"]))
    _, reports = collect(ask)
    send(reports, by=stage.province.officer, at=ask.at)
    receive(reports, lambda _: stage.province.officer, at=ask.at)


def check_published(pack: Pack) -> None:
    """Hold what is counted against what was published; raise `PlanMismatch` when they differ.

    Each published number must be there with its bound, counted from registers, with a link to the list behind it.
    """
    published = {parse_cell_key(cell): amount for cell, amount in published_of(pack).items()}
    period = parse_period(str(pack["period"]))
    rows = count_all(place_named(str(pack["province"]), period.end).place_id, period)
    off = [text for cell, amount in published.items() for text in _off(cell, amount, rows)]
    if off:
        raise PlanMismatch(f"{pack['province']} {pack['period']}: " + "; ".join(off))


def _off(cell: CellKey, wanted: Amount, rows: tuple[CountedRow, ...]) -> list[str]:
    mine = [row for row in rows if row.indicator == cell.indicator and cell.split.items() <= dict(row.dims).items()]
    found, said = add_up(_amount(row) for row in mine), add_up([wanted])
    if (found.value, found.denominator, found.bound) != (said.value, said.denominator, said.bound):
        return [f"{cell}: {found} ≠ {said}"]
    return [f"{cell}: {row.origin}" for row in mine if row.origin is not Origin.COUNTED or not row.link]


def _amount(row: CountedRow) -> Amount:
    said = Said.VAGUE if row.bound is Bound.VAGUE else Said.NUMBER
    value = row.value if row.denominator is None else row.numerator
    return Amount(said, value, row.denominator, row.bound, row.words)
