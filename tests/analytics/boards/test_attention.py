"""What asks for a look on the first board: as many as its pages list, and nothing that is not for these eyes."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.boards.attention import Attention, Matter, attention
from binhyen.analytics.boards.places import About, below_of
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from tests.accounts.factories import ong_hung, signed_in_client
from tests.analytics.signals.town import SHOWN, a_province, looked_at
from tests.reports.factories import NOW, ReportTown

pytestmark = pytest.mark.django_db


def told(actor: Actor, place: PlaceVersion, day: date) -> tuple[Attention, ...]:
    return attention(actor, About(place, below_of(place)), 2026, day)


def counts(found: tuple[Attention, ...]) -> dict[Matter, int]:
    return {one.matter: one.count for one in found}


def test_what_waits_is_what_its_page_lists(town: ReportTown, hung: Client) -> None:
    town.sent(None, town.report(place=town.land.elsewhere))
    found = told(town.hung, town.land.bac_ninh, NOW.date())
    assert counts(found) == {Matter.WAITING: 1}
    assert (found[0].period, found[0].form) == ("2026-11", town.version.title)
    page = hung.get(found[0].href).content.decode()
    assert "Xã Phúc Lộc" in page[page.index("<tbody") :]
    assert "Xã An Phú" not in page[page.index("<tbody") :]


def test_what_is_overdue_is_told_from_the_day_after_its_last(town: ReportTown) -> None:
    due = town.report(place=town.land.elsewhere).due_on
    assert due is not None
    assert counts(told(town.hung, town.land.bac_ninh, due)) == {}
    assert counts(told(town.hung, town.land.bac_ninh, due + timedelta(days=1))) == {Matter.OVERDUE: 1}


def test_a_place_is_told_of_itself_alone(town: ReportTown) -> None:
    late = NOW.date() + timedelta(days=90)
    assert told(town.hung, town.land.an_phu, late) == ()
    assert counts(told(town.hung, town.land.elsewhere, late)) == {Matter.OVERDUE: 1}


def test_signals_are_told_to_their_reporter_first(db: None) -> None:
    town = a_province()
    looked_at(town)
    before = (SHOWN - timedelta(days=1)).date()
    assert counts(told(town.lan, town.land.an_phu, before))[Matter.SIGNALS] == 1
    assert Matter.SIGNALS not in counts(told(town.hung, town.land.bac_ninh, before))
    assert counts(told(town.hung, town.land.bac_ninh, SHOWN.date()))[Matter.SIGNALS] == 1


def test_the_board_shows_it(town: ReportTown) -> None:
    town.sent(None, town.report(place=town.land.elsewhere))
    shown = signed_in_client(ong_hung(town.land)).get("/bang/").content.decode()
    assert "Cần lưu tâm" in shown
    assert "báo cáo đã nộp, chưa được chấp nhận" in shown


def test_the_queries_are_few(town: ReportTown, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(5):
        told(town.hung, town.land.bac_ninh, NOW.date() + timedelta(days=90))
