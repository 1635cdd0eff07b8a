"""Figures that stand in each other's way: counted above typed ones, and reports whose receiver is gone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from binhyen.indicators.counting import count_all
from binhyen.indicators.rules.forms import FilledBy, PeriodType
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Amount, Bound, Origin, Said, exactly
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries import scopes_of
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import Answer, accept, return_report
from binhyen.reports.actions.sending import submit
from binhyen.reports.models import Report
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.lifecycle import State
from tests.accounts.factories import a_place
from tests.reports.factories import GOOD, NOW, ReportTown, a_content, a_report_town, a_version, at, entries
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
MERGED = date(2025, 7, 1)


def counted(town: ReportTown, period: str, indicator: str) -> list[Decimal | None]:
    """Return what a conference counts of the province."""
    rows = count_all(town.land.bac_ninh.place_id, parse_period(period))
    return [row.value for row in rows if row.indicator == indicator]


def from_a_register(report: Report, amount: int, town: ReportTown) -> None:
    entry = CellEntry(key("models_total"), exactly(amount), 0, origin=Origin.COUNTED, origin_ref="/so/")
    save_cells(report_id=report.pk, entries=[entry], by=town.lan, at=NOW)


def test_what_a_register_counts_for_a_commune_is_not_counted_again_from_its_villages(town: ReportTown) -> None:
    from_a_register(town.report(), 5, town)
    villages = a_version(a_content("models_total", filled_by=FilledBy.RESIDENTIAL_AREA), "thon")
    report = Report.objects.get(collection=town.collect("2026-11", villages))
    head = town.actor(Role.RESIDENTIAL_HEAD, town.land.village)
    save_cells(report_id=report.pk, entries=entries(report, {"models_total": 2}), by=head, at=NOW)
    assert counted(town, "2026-11", "models_total") == []


def test_a_stock_that_a_register_counted_last_is_not_counted_again_from_an_earlier_month(town: ReportTown) -> None:
    town.collect("2026-10")
    town.save({"models_total": 7}, town.report("2026-10"))
    from_a_register(town.report(), 5, town)
    assert counted(town, "2026-10", "models_total") == [7]
    assert counted(town, "2026-Q4", "models_total") == []


def test_a_year_that_a_register_counted_is_not_counted_again_from_its_months(town: ReportTown) -> None:
    town.save({"models_total": 7})
    years = a_version(a_content("models_total", period_type=PeriodType.YEAR), "nam")
    town.collect("2026", years, at(20, 12))
    from_a_register(town.report("2026"), 5, town)
    assert counted(town, "2026", "models_total") == []


def test_an_old_report_of_a_district_that_is_gone_is_received_by_the_province() -> None:
    town = a_report_town()
    land = town.land
    PlaceVersion.objects.filter(pk=land.bac_ninh.pk).update(valid_from=date(2020, 1, 1))
    district = a_place("Gia Bình", Tier.DISTRICT, PlaceKind.RURAL_DISTRICT, land.bac_ninh, date(2020, 1, 1))
    old = a_place("Đại Bái", Tier.COMMUNE, PlaceKind.COMMUNE, district, date(2020, 1, 1))
    town.collect("2025-05", when=at(16, 5, 2025))
    PlaceVersion.objects.filter(pk__in=(district.pk, old.pk)).update(valid_to=MERGED)
    Lineage.objects.create(from_place_id=old.place_id, to_place_id=land.an_phu.place_id, on=MERGED, share=1)
    report = Report.objects.get(place_id=old.place_id)
    lan = replace(town.lan, scopes=scopes_of(land.an_phu.place_id, NOW.date()))
    save_cells(report_id=report.pk, entries=entries(report, GOOD), by=lan, at=NOW)
    submit(report_id=report.pk, by=lan, at=NOW)
    accept(report_id=report.pk, by=town.hung, at=NOW)
    correct(report_id=report.pk, reason="Sót", by=lan, at=NOW)
    submit(report_id=report.pk, by=lan, at=NOW)
    assert accept(report_id=report.pk, by=town.hung, at=NOW).state == State.ACCEPTED


def test_a_district_that_lasts_receives_what_is_its(town: ReportTown) -> None:
    district = a_place("Gia Bình", Tier.DISTRICT, PlaceKind.RURAL_DISTRICT, town.land.bac_ninh)
    low = a_place("Đại Bái", Tier.COMMUNE, PlaceKind.COMMUNE, district)
    town.collect("2026-10")
    report = Report.objects.get(place_id=low.place_id)
    by = town.actor(Role.COMMUNE_OFFICER, low)
    save_cells(report_id=report.pk, entries=entries(report, GOOD), by=by, at=NOW)
    submit(report_id=report.pk, by=by, at=NOW)
    office = town.actor(Role.DISTRICT_OFFICER, district)
    assert accept(report_id=report.pk, by=office, at=NOW).reviewer_id == district.place_id


def test_a_reason_that_is_too_long_is_refused_and_not_cut(town: ReportTown) -> None:
    report = town.sent()
    with pytest.raises(Refused) as refused:
        return_report(report_id=report.pk, answer=Answer(reason="x" * 1001), by=town.hung, at=NOW)
    assert refused.value.code == "reports.too_long"
    accept(report_id=report.pk, by=town.hung, at=NOW)
    with pytest.raises(Refused) as refused:
        correct(report_id=report.pk, reason="x" * 1001, by=town.lan, at=NOW)
    assert (refused.value.code, town.report().state) == ("reports.too_long", State.ACCEPTED)


@pytest.mark.parametrize("value", [Decimal(5), Decimal("5.5")])
def test_a_number_is_not_vague(town: ReportTown, value: Decimal) -> None:
    with pytest.raises(Refused) as refused:
        town.save({"fireworks_kg": Amount(Said.NUMBER, value, bound=Bound.VAGUE)})
    assert refused.value.code == "reports.vague_with_number"


@pytest.mark.parametrize(
    "amount",
    [
        Amount(Said.NOTHING, Decimal(9)),
        Amount(Said.EMPTY, Decimal(9)),
        Amount(Said.VAGUE, Decimal(9), bound=Bound.VAGUE, words="hàng trăm"),
        Amount(Said.NUMBER, Decimal(9), words="hàng trăm"),
    ],
)
def test_a_number_beside_another_word_is_refused_and_not_lost(town: ReportTown, amount: Amount) -> None:
    with pytest.raises(Refused) as refused:
        town.save({"leaflets": amount})
    assert refused.value.code == "reports.words_and_number"


@pytest.mark.parametrize("code", ["2026-9M", "2026-09M"])
def test_one_period_is_asked_for_once_however_it_is_written(town: ReportTown, code: str) -> None:
    version = a_version(a_content("leaflets", period_type=PeriodType.NINE_MONTHS), "chin-thang")
    assert town.collect(code, version).period == "2026-9M"


def test_digits_of_other_scripts_make_no_second_period(town: ReportTown) -> None:
    with pytest.raises(Refused) as refused:
        town.collect("٢٠٢٦-١١")
    assert refused.value.code == "period.unreadable"
