"""Totals of the lake are the totals of reports: of every place, period and basis, on every map."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from binhyen.analytics.lake.building import rebuild
from binhyen.analytics.lake.tail import Tail
from binhyen.analytics.marts.tables import Mart, mart_of
from binhyen.analytics.measures import answer
from binhyen.analytics.rules.questions import Question
from binhyen.indicators.rules.forms import FilledBy, PeriodType
from binhyen.kernel.amounts import Bound, joined, roughly, vaguely
from binhyen.kernel.periods import parse_period
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries import versions_in_force
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.queries.totals import TotalQuestion, totals
from binhyen.reports.rules.totals import Basis
from tests.accounts.factories import a_place
from tests.analytics.lakes import LakeTown, a_lake_town
from tests.reports.factories import NOW, ReportTown, a_content, a_version, entries

INDICATORS = ("models_total", "models_new", "leaflets", "patrol_groups")
MERGED, LATER = date(2027, 7, 1), date(2027, 12, 31)
Said = tuple[Decimal | None, Bound, int, int, bool]
"""An amount with its bound, how many words stand beside it, figures, and whether all could be carried."""
Answers = dict[tuple[int, str, str], Said]
UNCLEAR: Said = (None, Bound.EXACT, 0, 0, False)


@pytest.fixture
def lakes(db: None) -> LakeTown:
    """The town has spoken: two communes and two villages, months, a quarter and a year, exactly and in words."""
    made = a_lake_town()
    town, land = made.town, made.town.land
    town.accepted({"models_total": 9, "models_new": 1, "leaflets": roughly(200, Bound.OVER)})
    town.sent({"models_total": 4, "models_new": 0, "leaflets": vaguely("hàng trăm")}, town.report(place=land.elsewhere))
    town.save({"models_total": 7, "leaflets": 30}, town.report("2026-10"))
    for place, month, number in zip(made.villages * 2, ("2026-10", "2026-11") * 2, (3, 5, 7, 11), strict=True):
        _village(made, place, month, number)
    longer = a_version(a_content("leaflets", "models_new", period_type=PeriodType.QUARTER), "bieu-quy")
    kept = dict(town.collections)
    town.collect("2026-Q4", longer)
    town.save({"leaflets": 500}, town.report("2026-Q4", land.elsewhere), town.nam)
    town.collections = kept
    return made


def _village(made: LakeTown, place: PlaceVersion, month: str, number: int) -> None:
    found = [one for one in made.reports() if one.place_id == place.place_id and one.collection.period == month]
    by = made.town.reporter(found[0])
    save_cells(report_id=found[0].pk, entries=entries(found[0], {"leaflets": number}), by=by, at=NOW)


def lake_of(folder: Path) -> Mart:
    rebuild(folder / "lake")
    tail = Tail(folder / "lake")
    tail.catch_up()
    return mart_of(tail.connection.cursor())


def _of_reports(place: PlaceVersion, period: str, basis: Basis, on_map: date | None) -> dict[str, Said]:
    asked = TotalQuestion(place.place_id, parse_period(period), frozenset(INDICATORS), basis=basis, on_map=on_map)
    found = totals(asked)
    told = dict.fromkeys(found.unclear, UNCLEAR)
    for code in {cell.indicator for cell in found.cells} - set(told):
        sums = [total.sum for cell, total in found.cells.items() if cell.indicator == code]
        known = [one for one in sums if one.value is not None]
        vague = sum(len(one.vague) for one in sums)
        bound = joined((one.bound for one in known), vague=bool(vague)) if known else Bound.VAGUE
        value = sum((one.value for one in known if one.value is not None), Decimal(0)) if known else None
        told[code] = (value, bound, vague, sum(one.cells for one in sums), True)
    return told


@dataclass(frozen=True, slots=True)
class Asked:
    """Periods that are asked about at once, on the map of a day (None: of each period's last day)."""

    periods: tuple[str, ...]
    on_map: date | None = None
    basis: Basis = Basis.SAVED

    def of_reports(self, tier: Tier) -> Answers:
        """Return what reports say of every place of a tier."""
        found: Answers = {}
        for period in self.periods:
            day = self.on_map or parse_period(period).end
            for place in versions_in_force(day).filter(place__tier=tier):
                told = _of_reports(place, period, self.basis, self.on_map)
                found |= {(place.place_id, period, code): said for code, said in told.items()}
        return found

    def of_lake(self, mart: Mart, nation: PlaceVersion, tier: Tier) -> Answers:
        """Return what the lake says of every place of a tier, in one question."""
        periods = tuple(parse_period(one) for one in self.periods)
        question = Question((nation.path,), INDICATORS, periods, tier, basis=self.basis, on_map=self.on_map)
        found: Answers = {}
        for cell in answer("totals", mart, question):
            said = (cell.amount, cell.bound, cell.vague, cell.figures, True)
            place = cell.place_id or 0
            found[place, cell.period, cell.indicator] = said if cell.comparable else UNCLEAR
        return found


def hold_equal(made: LakeTown, mart: Mart, *asked: Asked) -> None:
    """Hold what lake and reports say of all places of all tiers against each other."""
    for one in asked:
        for tier in (Tier.NATION, Tier.PROVINCE, Tier.COMMUNE, Tier.AREA):
            assert one.of_lake(mart, made.town.land.nation, tier) == one.of_reports(tier), (one, tier)


def test_on_the_map_of_the_day(lakes: LakeTown, tmp_path: Path) -> None:
    periods = ("2026-10", "2026-11", "2026-Q4", "2026-H2", "2026", "2025-2026")
    hold_equal(lakes, lake_of(tmp_path), Asked(periods), Asked(periods, basis=Basis.ACCEPTED))


# ------------------------------------------------------------------ on later maps


def _ends(*places: PlaceVersion) -> None:
    for place in places:
        PlaceVersion.objects.filter(pk=place.pk).update(valid_to=MERGED)


def _went(old: PlaceVersion, new: PlaceVersion, share: Decimal | None = Decimal(1)) -> None:
    Lineage.objects.create(from_place=old.place, to_place=new.place, on=MERGED, share=share, instrument="NQ thử")


def _parts(made: LakeTown) -> list[PlaceVersion]:
    land = made.town.land
    _ends(land.an_phu, land.village, *made.villages)
    halves = [("Nửa Trên", land.bac_ninh), ("Nửa Dưới", land.other_province)]
    found = [a_place(name, Tier.COMMUNE, PlaceKind.COMMUNE, above, MERGED) for name, above in halves]
    for number, village in enumerate((land.village, *made.villages)):
        heir = a_place(f"Thôn {number}", Tier.AREA, PlaceKind.VILLAGE, found[number % 2], MERGED)
        _went(village, heir)
    return found


def merged(made: LakeTown) -> None:
    """Both communes went into one of another province, with their villages, and the province as well."""
    land = made.town.land
    heir = a_place("Hòa Bình", Tier.COMMUNE, PlaceKind.COMMUNE, land.other_province, MERGED)
    _ends(land.an_phu, land.elsewhere, land.bac_ninh, land.village, *made.villages)
    for old in (land.an_phu, land.elsewhere):
        _went(old, heir)
    _went(land.bac_ninh, land.other_province)
    for number, village in enumerate((land.village, *made.villages)):
        _went(village, a_place(f"Thôn {number}", Tier.AREA, PlaceKind.VILLAGE, heir, MERGED))


def split_of_unknown_size(made: LakeTown) -> None:
    """A commune was split across the border, nobody knows how."""
    for part in _parts(made):
        _went(made.town.land.an_phu, part, None)


def split_by_known_parts(made: LakeTown) -> None:
    """A commune was split across the border, a quarter here, the rest there."""
    for part, share in zip(_parts(made), (Decimal("0.25"), Decimal("0.75")), strict=True):
        _went(made.town.land.an_phu, part, share)


@pytest.mark.parametrize("change", [merged, split_of_unknown_size, split_by_known_parts])
def test_on_a_later_map(lakes: LakeTown, tmp_path: Path, change: Callable[[LakeTown], None]) -> None:
    change(lakes)
    hold_equal(lakes, lake_of(tmp_path), Asked(("2026-11", "2026-Q4", "2026"), LATER), Asked(("2026", "2026-2027")))


def test_of_an_heir_that_spoke_since(lakes: LakeTown, tmp_path: Path) -> None:
    """A stock of what merged is not counted beside its heir's."""
    merged(lakes)
    heir = PlaceVersion.objects.select_related("place").get(name="Hòa Bình")
    land = lakes.town.land
    moved = replace(land, bac_ninh=land.other_province, an_phu=heir, elsewhere=heir, other_province=land.bac_ninh)
    other = ReportTown(moved, a_version(a_content("models_total", "leaflets"), "bieu-moi"))
    other.collect("2027-08", when=datetime(2027, 8, 20, tzinfo=NOW.tzinfo))
    report = other.report("2027-08", heir)
    given, later = entries(report, {"models_total": 8, "leaflets": 5}), NOW + timedelta(days=300)
    save_cells(report_id=report.pk, entries=given, by=other.reporter(report), at=later)
    hold_equal(lakes, lake_of(tmp_path), Asked(("2027-08", "2027", "2026-2027")), Asked(("2026",), LATER))


def test_what_villages_say_stands_where_their_commune_is_silent(lakes: LakeTown, tmp_path: Path) -> None:
    form = a_version(a_content("patrol_groups", filled_by=FilledBy.RESIDENTIAL_AREA), "bieu-thon-moi")
    lakes.town.collect("2026-11", form)
    report = next(one for one in lakes.reports() if one.collection.version_id == form.pk)
    given = entries(report, {"patrol_groups": 3})
    save_cells(report_id=report.pk, entries=given, by=lakes.town.reporter(report), at=NOW)
    hold_equal(lakes, lake_of(tmp_path), Asked(("2026-11",)))
