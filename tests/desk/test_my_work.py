"""My work: what storeys name, put in order, shown to the post it is asked of."""

from collections.abc import Iterable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.desk import queries
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.ports import Duty
from tests.accounts.factories import AT, Person, a_land, ba_lan, signed_in_client

pytestmark = pytest.mark.django_db


def two_duties(actor: Actor, now: datetime) -> Iterable[Duty]:
    if actor.role is not Role.COMMUNE_OFFICER:
        return
    yield Duty(
        "test.late", "Mend %(count)s answers", "/a/", "test", date(2026, 11, 4), state="returned", params={"count": 2}
    )
    yield Duty(
        "test.soon",
        "Appraise",
        "/b/",
        "test",
        date(2026, 11, 6),
        reason="Since %(day)s",
        state="sent",
        params={"day": date(2026, 11, 2)},
    )


def nothing(actor: Actor, now: datetime) -> Iterable[Duty]:
    return ()


@pytest.fixture
def lan(monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(queries, "duty_sources", lambda: (two_duties, nothing))
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return ba_lan(a_land())


def test_work_of_a_post_comes_from_every_source(lan: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        work = queries.work_of(lan.actor, AT)
    assert (work.count, work.late) == (2, 1)
    assert [band.lateness for band in work.bands] == ["late", "this_week"]


def test_the_page_says_what_is_late_and_why(lan: Person) -> None:
    page = signed_in_client(lan).get("/viec-cua-toi/").content.decode()
    assert "Mend 2 answers" in page
    assert "Since 02/11/2026" in page
    assert "quá 1 ngày làm việc" in page
    assert page.count("btn-primary") == 1
    assert page.count("<h1") == 1


def test_an_empty_list_says_so(lan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "duty_sources", lambda: (nothing,))
    page = signed_in_client(lan).get("/viec-cua-toi/").content.decode()
    assert "by-empty" in page


def test_the_bar_asks_for_a_number_that_the_browser_keeps_for_a_minute(lan: Person) -> None:
    answer = signed_in_client(lan).get("/viec-cua-toi/so-viec/")
    assert answer.content == b"2"
    assert "max-age=60" in answer.headers["Cache-Control"]


def test_the_first_address_leads_each_to_its_own(lan: Person) -> None:
    assert signed_in_client(lan).get("/").headers["Location"] == "/viec-cua-toi/"
    assert Client().get("/").headers["Location"] == "/gioi-thieu/"


def test_a_visitor_is_asked_to_sign_in(lan: Person) -> None:
    answer = Client().get("/viec-cua-toi/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/tai-khoan/dang-nhap/")


def test_nothing_can_be_sent_to_the_page(lan: Person) -> None:
    answer = signed_in_client(lan).post("/viec-cua-toi/")
    assert answer.status_code == 405
    assert "không mở được theo cách đó" in answer.content.decode()


def test_sources_are_gathered_from_the_rooms_named_duties() -> None:
    queries.duty_sources.cache_clear()
    assert all(callable(source) for source in queries.duty_sources())


def test_pages_of_a_post_are_not_kept_by_the_browser(lan: Person) -> None:
    assert signed_in_client(lan).get("/viec-cua-toi/").headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/gioi-thieu/").headers
