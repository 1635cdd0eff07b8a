"""Reports that were sent back since a day: as many as the week counts, with reasons, for whoever may see them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.boards.places import About, below_of
from binhyen.analytics.boards.returned import Returned, returned, returns
from binhyen.analytics.boards.week import week
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import year
from binhyen.places.models import PlaceVersion
from binhyen.reports.actions.reviewing import Answer, return_report
from binhyen.reports.actions.sending import submit
from binhyen.reports.models import Report
from binhyen.reports.rules.lifecycle import Event
from tests.reports.factories import NOW, ReportTown

pytestmark = pytest.mark.django_db
SINCE = NOW.date() - timedelta(days=7)
CELL = CellKey("leaflets")


def sent_back(town: ReportTown, place: PlaceVersion, days: int = 0) -> Report:
    """Let a commune send its report, and the province return it at one cell."""
    report = town.sent(None, town.report(place=place))
    answer = Answer({CELL: "Đối chiếu với phiếu xuất."}, "Sửa rồi nộp lại.")
    return return_report(report_id=report.pk, answer=answer, by=town.hung, at=NOW + timedelta(days=days))


def listed(actor: Actor, place: PlaceVersion, since: date = SINCE) -> list[Returned]:
    return returned(list(returns(actor, About(place, below_of(place)), year(2026), since, NOW.date())))


def test_a_return_is_told_with_its_reasons_and_the_post(town: ReportTown) -> None:
    report = sent_back(town, town.land.elsewhere)
    (one,) = listed(town.hung, town.land.bac_ninh)
    assert (one.report.pk, one.reason, one.again) == (report.pk, "Sửa rồi nộp lại.", None)
    assert [(why.cell, why.text) for why in one.cells] == [(CELL, "Đối chiếu với phiếu xuất.")]


def test_it_tells_whether_the_report_came_again_and_each_return_is_a_line(town: ReportTown) -> None:
    report = sent_back(town, town.land.elsewhere)
    again = NOW + timedelta(days=1)
    submit(report_id=report.pk, by=town.nam, at=again)
    return_report(report_id=report.pk, answer=Answer({}, "Vẫn sai."), by=town.hung, at=NOW + timedelta(days=2))
    last, first = listed(town.hung, town.land.bac_ninh)
    assert (first.again, last.again) == (again, None)
    assert (last.reason, last.cells) == ("Vẫn sai.", ())


def test_the_list_is_as_long_as_the_weeks_number(town: ReportTown) -> None:
    sent_back(town, town.land.elsewhere)
    about = About(town.land.bac_ninh, below_of(town.land.bac_ninh))
    for since in (SINCE, NOW.date()):
        counted = week(town.hung, about, year(2026), since, NOW.date()).steps[Event.RETURN]
        assert len(listed(town.hung, town.land.bac_ninh, since)) == counted
    assert listed(town.hung, town.land.bac_ninh, NOW.date()) == []


def test_nobody_is_told_of_reports_that_they_do_not_see(town: ReportTown, hung: Client, lan: Client) -> None:
    sent_back(town, town.land.elsewhere)
    assert listed(town.lan, town.land.an_phu) == []
    assert listed(town.stranger, town.land.bac_ninh) == []
    assert len(listed(town.nam, town.land.elsewhere)) == 1
    path = reverse("boards:returned")
    assert lan.get(path, {"noi": town.land.elsewhere.place_id}).status_code == 404
    assert "không báo cáo nào" in lan.get(path).content.decode()
    assert "Đối chiếu với phiếu xuất." in hung.get(path).content.decode()


def test_the_weeks_number_opens_the_list(town: ReportTown, hung: Client) -> None:
    assert "/bang/tuan/tra-lai/" not in hung.get("/bang/tuan/").content.decode()
    sent_back(town, town.land.elsewhere)
    page = hung.get("/bang/tuan/").content.decode()
    start = page.index("/bang/tuan/tra-lai/")
    href = page[start : page.index('"', start)].replace("&amp;", "&")
    shown = hung.get(href).content.decode()
    assert "Xã Phúc Lộc" in shown[shown.index("<tbody") :]
    assert "Chưa" in shown[shown.index("<tbody") :]


def test_the_queries_do_not_grow_with_returns(
    town: ReportTown, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sent_back(town, town.land.elsewhere)
    listed(town.hung, town.land.bac_ninh)
    steps = list(returns(town.hung, About(town.land.bac_ninh), year(2026), SINCE, NOW.date()))
    with django_assert_num_queries(5):
        returned(steps)
    with django_assert_num_queries(5):
        returned(steps * 9)
