"""Plays ten years of Bắc Kạn's programme: each year's entries, the reports of its communes that take their counts."""

from collections.abc import Mapping, Sequence, Set
from datetime import date

from django.db import transaction

from binhyen.indicators.queries.forms import content_of
from binhyen.kernel.amounts import NOTHING, Amount, exactly
from binhyen.kernel.periods import parse_period
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import communes_under
from binhyen.programmes.actions.closing import Signing, close_summary
from binhyen.programmes.registers import PROGRAMMES
from binhyen.registers.actions.rows import lines_of
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.queries.declared import registers
from binhyen.registers.rules.facts import StepFacts
from binhyen.reports.actions.entering import save_reports
from binhyen.reports.models import Report
from binhyen.reports.rules.entering import CellEntry
from binhyen.workshop.actions.books import Scene, write_book
from binhyen.workshop.actions.conferences import Pack, check_published, sum_up
from binhyen.workshop.actions.entries import entries_of, write_planned
from binhyen.workshop.actions.lasting import Lasting
from binhyen.workshop.actions.reporting import Ask, collect, on_day, plan_of, receive, send, version_of
from binhyen.workshop.actions.staging import Stage, set_offices
from binhyen.workshop.queries import PROGRAMME, pack_data
from binhyen.workshop.rules.series import Planned
from binhyen.workshop.rules.standing import Way, rising, standing_from_data
from binhyen.workshop.rules.yearly import Figures, Recipe, Spot, recipe_from_data, shared_out

Places = Mapping[int, Sequence[PlaceVersion]]


def play_programme() -> None:
    """Play the programme year by year, and hold its totals against the published ones."""
    pack = pack_data(PROGRAMME)
    recipe = recipe_from_data(pack)
    first = date(recipe.years.start, 1, 2)
    with transaction.atomic():
        stage = set_offices(recipe.province, first, date(recipe.ends.year + 1, 1, 1), at=on_day(first), districts=True)
        places = {year: list(communes_under(stage.province.place.path, _last(recipe, year))) for year in recipe.years}
        scene = Scene(
            lambda _: stage.province.place.place_id, lambda _word, _place: stage.province.officer, recipe.ends
        )
        write_book(pack["agreed"], scene)
        _Years(pack, recipe, stage, places).play()
        sum_up(pack, stage)
        _sign(pack, stage, scene)
    check_published(pack)


def _sign(pack: Pack, stage: Stage, scene: Scene) -> None:
    """Sum the programme up, sign the summary, and end the programme."""
    write_book(pack["summed"], scene)
    signing = Signing(**pack["signed"])
    by, at = stage.province.officer, on_day(signing.on)
    close_summary(record_id=scene.known["summary"], signing=signing, by=by, at=at)
    step = StepFacts("end", signing.on, document=signing.document)
    take_step(register=PROGRAMMES, record_id=scene.known["programme"], step=step, by=by, at=at)


def _last(recipe: Recipe, year: int) -> date:
    return min(date(year, 12, 31), recipe.ends)


def _spot(year: int, row: PlaceVersion) -> Spot:
    return Spot(year, row.code, row.kind)


class _Years:
    """The years of the programme, played one after the other."""

    def __init__(self, pack: Pack, recipe: Recipe, stage: Stage, places: Places) -> None:
        kinds = [standing_from_data(row) for row in pack["standing"]]
        risen = {code for kind in kinds if kind.way is Way.ADDED for code in kind.amounts.values()}
        spots = {year: [_spot(year, row) for row in rows] for year, rows in places.items()}
        self.recipe, self.stage, self.places = recipe, stage, places
        self.lasting = Lasting(kinds, recipe.starts)
        self.figures = _risen(shared_out(recipe, spots), risen)
        self.entries = entries_of(pack)

    def play(self) -> None:
        """Write each year's entries down, and let the communes report it."""
        for year in self.recipe.years:
            self._year(year)

    def _year(self, year: int) -> None:
        last = _last(self.recipe, year)
        first = max(self.recipe.starts, date(year, 1, 1))
        plan = plan_of(parse_period(str(year)), first, last, last)
        ask = Ask(version_of(self.recipe.form), self.stage.province, plan, on_day(plan.due_on))
        said = {row.place_id: self.figures[_spot(year, row)] for row in self.places[year]}
        mine = [one for one in self.entries if one.day.year == year]
        officer = self.stage.province.officer
        write_planned(mine, by=officer, at=ask.at)
        self.lasting.year(self.places[year], said, last, by=officer, at=ask.at)
        self._report(ask, _counted(said, mine))

    def _report(self, ask: Ask, counted: Mapping[int, Set[str]]) -> None:
        _, reports = collect(ask)
        _nothing(ask, reports, counted)
        send(reports, by=self.stage.province.officer, at=ask.at)
        districts, province = self.stage.districts, self.stage.province
        receive(reports, lambda one: districts.get(one.reviewer_id, province).officer, at=ask.at)


def _nothing(ask: Ask, reports: Sequence[Report], counted: Mapping[int, Set[str]]) -> None:
    """Say in the cells of which nothing is counted that there was nothing; those that may be left empty stay so."""
    asked = [line.cell for line in content_of(ask.version).lines if line.required]
    said = {
        one.pk: [CellEntry(cell, NOTHING) for cell in asked if cell.indicator not in counted[one.place_id]]
        for one in reports
    }
    save_reports(entries=said, by=ask.desk.officer, at=ask.at)


def _counted(said: Mapping[int, Mapping[str, Amount]], entries: Sequence[Planned]) -> dict[int, set[str]]:
    """Return of which indicators something is counted at each place."""
    found = {place_id: {code for code, amount in one.items() if amount.number} for place_id, one in said.items()}
    for one in entries:
        lines = lines_of(registers()[one.register], one.facts, one.steps)
        found.setdefault(one.facts.place_id, set()).update(line.indicator for line in lines)
    return found


def _risen(figures: Figures, codes: Set[str]) -> Figures:
    """Return figures of which some never fall from one year to the next at the same place."""
    found = {spot: dict(said) for spot, said in figures.items()}
    for code in codes:
        rows: dict[str, list[Spot]] = {}
        for spot in found:
            rows.setdefault(spot.code, []).append(spot)
        for spots in rows.values():
            numbers = rising([int(found[spot][code].number) for spot in spots])
            for spot, number in zip(spots, numbers, strict=True):
                found[spot][code] = exactly(number)
    return found
