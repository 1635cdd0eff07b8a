"""Plays the reports behind the published conferences: ten years of a programme, and the tables typed by provinces."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from binhyen.indicators.counting import count_all
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.amounts import EMPTY, Amount, Bound, Said, Sum, add_up
from binhyen.kernel.periods import parse_period
from binhyen.places.queries import communes_under, place_named
from binhyen.workshop.actions.reporting import Ask, collect, enter, on_day, plan_of, receive, send, version_of
from binhyen.workshop.actions.staging import Stage, set_offices
from binhyen.workshop.queries import pack_data
from binhyen.workshop.rules.plan import PlanMismatch
from binhyen.workshop.rules.yearly import Figures, Recipe, Spot, recipe_from_data, shared_out

PROGRAMME = "bac-kan-2013-2023"
TABLES = "conferences"


def play_programme() -> None:
    """Play the yearly commune reports of Bắc Kạn's programme, and hold their totals against the published ones."""
    recipe = recipe_from_data(pack_data(PROGRAMME))
    first = date(recipe.years.start, 1, 2)
    with transaction.atomic():
        stage = set_offices(recipe.province, first, date(recipe.ends.year + 1, 1, 1), at=on_day(first), districts=True)
        places = {year: _spots(recipe, stage, year) for year in recipe.years}
        figures = shared_out(recipe, {year: list(spots) for year, spots in places.items()})
        for year in recipe.years:
            _play_year(recipe, stage, year, places[year], figures)
    check_programme(recipe)


def _spots(recipe: Recipe, stage: Stage, year: int) -> dict[Spot, int]:
    """Return the communes of a year's map, with the ids of their places."""
    rows = communes_under(stage.province.place.path, _map_day(recipe, year))
    return {Spot(year, row.code, row.kind): row.place_id for row in rows}


def _map_day(recipe: Recipe, year: int) -> date:
    return min(date(year, 12, 31), recipe.ends)


def _play_year(recipe: Recipe, stage: Stage, year: int, places: Mapping[Spot, int], figures: Figures) -> None:
    last = _map_day(recipe, year)
    plan = plan_of(parse_period(str(year)), max(recipe.starts, date(year, 1, 1)), last, last)
    ask = Ask(version_of(recipe.form), stage.province, plan, on_day(plan.due_on))
    _, reports = collect(ask)
    by_place = {place: figures[spot] for spot, place in places.items()}
    enter(ask, {one.pk: by_place[one.place_id] for one in reports})
    send(reports, by=stage.province.officer, at=ask.at)
    receive(reports, lambda one: stage.districts.get(one.reviewer_id, stage.province).officer, at=ask.at)


def check_programme(recipe: Recipe) -> None:
    """Hold what the counting port says against the published totals; raise `PlanMismatch` when they differ."""
    code = f"{recipe.years.start}-{recipe.years.stop - 1}"
    wanted: dict[str, tuple[Any, ...]] = {
        **{name: (flow.total, None, flow.bound) for name, flow in recipe.flows.items()},
        **{name: (stock.last, None, Bound.EXACT) for name, stock in recipe.stocks.items()},
    }
    found = _counted(recipe.province, code)
    differ = {name: found.get(name) for name, said in wanted.items() if _plain(found.get(name)) != said}
    if differ:
        raise PlanMismatch("; ".join(f"{name}: {said} ≠ {wanted[name]}" for name, said in differ.items()))


def _plain(total: Sum | None) -> tuple[Any, ...] | None:
    return None if total is None else (total.value, total.denominator, total.bound)


def _counted(slug: str, code: str) -> dict[str, Sum]:
    """Return what the counting port says of a place and period, by indicator."""
    period = parse_period(code)
    rows: dict[str, list[Amount]] = {}
    for row in count_all(place_named(slug, period.end).place_id, period):
        said = Said.VAGUE if row.bound is Bound.VAGUE else Said.NUMBER
        value = row.value if row.denominator is None else row.numerator
        amount = Amount(said, value, row.denominator, row.bound)
        rows.setdefault(row.indicator, []).append(amount)
    return {name: add_up(amounts) for name, amounts in rows.items()}


# ------------------------------------------------------------------ tables typed by provinces


def play_tables() -> None:
    """Play the tables that provinces typed, each by an office of the time, and hold them against what is counted."""
    for row in pack_data(TABLES)["tables"]:
        with transaction.atomic():
            _play_table(row)
        check_table(row)


def _play_table(row: Mapping[str, Any]) -> None:
    day: date = row["reported_on"]
    first, last = row["window"]
    province = str(row["province"])
    stage = set_offices(province, date(day.year, 1, 2), date(day.year + 1, 1, 1), at=on_day(day))
    plan = plan_of(parse_period(str(row["period"])), first, last, last)
    ask = Ask(version_of(str(row["form"])), stage.province, plan, on_day(day))
    _, reports = collect(ask)
    (report,) = reports
    enter(ask, {report.pk: _amounts(row)}, {cell: str(note) for cell, note in row["notes"].items()}, rest=EMPTY)
    send(reports, by=stage.province.officer, at=ask.at)
    receive(reports, lambda _: stage.province.officer, at=ask.at)


def _amounts(row: Mapping[str, Any]) -> dict[str, Amount]:
    return {cell: _read(cell, str(text)) for cell, text in row["figures"].items()}


def _read(cell: str, text: str) -> Amount:
    indicator = catalogue().indicators[parse_cell_key(cell).indicator]
    amount, finding = read_amount(text, indicator)
    if finding is not None:
        msg = f"{cell}: {finding}"
        raise ValueError(msg)
    return amount


def check_table(row: Mapping[str, Any]) -> None:
    """Hold what the counting port says against a typed table; raise `PlanMismatch` when they differ."""
    wanted: dict[str, list[Amount]] = {}
    for cell, amount in _amounts(row).items():
        wanted.setdefault(parse_cell_key(cell).indicator, []).append(amount)
    found = _counted(str(row["province"]), str(row["period"]))
    differ = [
        f"{name}: {_plain(found.get(name))} ≠ {_plain(add_up(amounts))}"
        for name, amounts in wanted.items()
        if _plain(found.get(name)) != _plain(add_up(amounts))
    ]
    if differ:
        raise PlanMismatch(f"{row['province']} {row['period']}: " + "; ".join(differ))
