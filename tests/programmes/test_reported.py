"""Summaries of what reports say: a span of days holds reports by the days of their data; only what is accepted is signed."""

from datetime import date, timedelta

import pytest

from binhyen.indicators.counting import count_all, count_some
from binhyen.kernel.amounts import vaguely
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period, span
from binhyen.places.models import Lineage, Place, PlaceVersion
from binhyen.programmes.actions.closing import Signing, close_summary
from binhyen.programmes.components.summary import summary_shown
from binhyen.programmes.models import Closing, Summary
from binhyen.programmes.queries.summaries import summary_seen_by
from tests.accounts.factories import ong_hung, signed_in_client
from tests.programmes.factories import a_summary
from tests.registers.factories import day
from tests.reports.factories import GOOD, NOW, ReportTown, a_report_town

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(days=20)
SIGNED = Signing(date(2026, 11, 20), "Báo cáo số 12/BC-UBND")


@pytest.fixture
def town() -> ReportTown:
    return a_report_town()


def a_span(town: ReportTown, since: str, until: str) -> Summary:
    found = a_summary(
        None,
        town.land.bac_ninh,
        town.hung,
        LATE,
        about="instrument",
        instrument="Nghị định số 06/2014/NĐ-CP",
        kind="final",
        since=day(since),
        until=day(until),
    )
    return summary_seen_by(town.hung, found.record_id)


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (date(2026, 2, 1), date(2026, 11, 14), 8),
        (date(2026, 10, 15), date(2026, 11, 14), 8),
        (date(2026, 11, 1), date(2026, 11, 30), 8),
        (date(2026, 10, 16), date(2026, 11, 14), 0),
        (date(2026, 2, 1), date(2026, 11, 13), 0),
        (date(2026, 1, 1), date(2026, 12, 31), 8),
    ],
)
def test_a_span_of_days_holds_the_reports_whose_data_lie_in_it(
    town: ReportTown, since: date, until: date, count: int
) -> None:
    town.accepted(GOOD)
    rows = count_some({"propaganda_sessions"}, town.land.bac_ninh.place_id, span(since, until))
    assert sum(int(row.value or 0) for row in rows) == count


def test_a_figure_of_a_report_opens_into_its_total(town: ReportTown, monkeypatch: pytest.MonkeyPatch) -> None:
    town.accepted(GOOD)
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: LATE)
    client = signed_in_client(ong_hung(town.land))
    rows = count_some({"leaflets"}, town.land.bac_ninh.place_id, parse_period("2026-10-15..2026-11-14"))
    page = client.get(rows[0].link)
    assert page.status_code == 200
    assert str(GOOD["leaflets"]) in page.content.decode()


def test_what_lies_partly_outside_is_left_out_and_named(town: ReportTown) -> None:
    town.accepted(GOOD)
    shown = summary_shown(a_span(town, "20/10/2026", "19/11/2026"), town.hung, LATE)
    assert not shown.chapters
    assert [(one.period, one.data_from) for one in shown.edges] == [("2026-11", date(2026, 10, 15))]


def test_every_figure_is_the_one_that_the_counting_port_gives(town: ReportTown) -> None:
    town.accepted(GOOD)
    town.accepted({**GOOD, "fireworks_kg": vaguely("hàng trăm kg")}, town.report(place=town.land.elsewhere))
    shown = summary_shown(a_span(town, "01/01/2026", "31/12/2026"), town.hung, LATE)
    lines = {line.code: line for chapter in shown.chapters for line in chapter.lines}
    assert set(lines) == {row.indicator for row in count_all(town.land.bac_ninh.place_id, parse_period("2026"))}
    assert lines["propaganda_sessions"].amount == "16"
    assert lines["patrol_groups"].amount == "28"
    assert lines["fireworks_kg"].amount == "ít nhất 2 và “hàng trăm kg”"
    assert shown.same_map


def test_reports_are_carried_onto_todays_map_too(town: ReportTown) -> None:
    town.accepted(GOOD)
    old = town.land.bac_ninh
    place = Place.objects.create(tier=old.place.tier)
    on = date(2026, 11, 21)
    PlaceVersion.objects.filter(pk=old.pk).update(valid_to=on)
    PlaceVersion.objects.create(
        place=place,
        valid_from=on,
        code="99",
        name="Hợp Nhất",
        kind=old.kind,
        parent=old.parent,
        path=f"{town.land.nation.path}{place.pk}.",
        fold="tinh hop nhat",
        sort_key="hop nhat",
        source="tests",
    )
    Lineage.objects.create(from_place=old.place, to_place=place, on=on, share=1, instrument="NQ 1")
    for commune in (town.land.an_phu, town.land.elsewhere):
        PlaceVersion.objects.filter(pk=commune.pk).update(valid_to=on)
        PlaceVersion.objects.create(
            place=commune.place,
            valid_from=on,
            code=commune.code,
            name=commune.name,
            kind=commune.kind,
            parent=place,
            path=f"{town.land.nation.path}{place.pk}.{commune.place_id}.",
            fold=commune.fold,
            sort_key=commune.sort_key,
            source="tests",
        )
    period = parse_period("2026-10-15..2026-11-14")
    then = count_some({"leaflets"}, old.place_id, period)
    now = count_some({"leaflets"}, place.pk, period, on_map=date(2026, 12, 1))
    assert [row.value for row in then] == [row.value for row in now] == [GOOD["leaflets"]]
    assert "ban_do=2026-12-01" in now[0].link
    assert f"ky={period.code}" in then[0].link


def test_only_what_was_accepted_is_signed(town: ReportTown) -> None:
    report = town.sent(GOOD)
    summary = a_span(town, "01/02/2026", "14/11/2026")
    with pytest.raises(Refused) as refusal:
        close_summary(record_id=summary.record_id, signing=SIGNED, by=town.hung, at=LATE)
    assert refusal.value.code == "programmes.not_accepted"
    assert refusal.value.findings[0].params["count"] == len(GOOD)
    assert not Closing.objects.exists()
    from binhyen.reports.actions.reviewing import accept

    accept(report_id=report.pk, by=town.hung, at=LATE)
    assert close_summary(record_id=summary.record_id, signing=SIGNED, by=town.hung, at=LATE).figures.exists()
