"""The calendar: a month's grid, one week in full, narrowing, what others see, and how many queries it takes."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.campaigns.queries.calendar import IN_A_DAY, IN_THE_WEEK, Wanted, calendar
from binhyen.campaigns.rules.calendar import Month, hour_text, month_of, week_of
from tests.accounts.factories import AT, Land, Person, a_land, anh_nam, ba_lan, ong_hung, signed_in_client
from tests.campaigns.factories import an_event
from tests.registers.factories import day

pytestmark = pytest.mark.django_db
MARCH = Month(2026, 3)
WEEK = week_of(date(2026, 3, 12))


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def client(lan: Person) -> Client:
    return signed_in_client(lan)


@pytest.mark.parametrize(
    ("month", "first", "last", "weeks"),
    [
        (Month(2026, 3), date(2026, 2, 23), date(2026, 4, 5), 6),
        (Month(2026, 2), date(2026, 1, 26), date(2026, 3, 1), 5),
        (Month(2027, 2), date(2027, 2, 1), date(2027, 2, 28), 4),
        (Month(2026, 12), date(2026, 11, 30), date(2027, 1, 3), 5),
    ],
)
def test_a_month_is_shown_by_whole_weeks(month: Month, first: date, last: date, weeks: int) -> None:
    assert month.weeks[0][0] == first
    assert month.weeks[-1][-1] == last
    assert len(month.weeks) == weeks


def test_months_follow_each_other_over_the_year() -> None:
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2026, 1).previous == Month(2025, 12)
    assert month_of(date(2026, 3, 31)) == MARCH
    assert (hour_text("07:30", ""), hour_text("07:30", "09:00"), hour_text("", "")) == ("07:30", "07:30–09:00", "")


def test_a_day_shows_its_first_events_and_says_how_many_it_has(
    land: Land, lan: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        an_event(land.an_phu, lan.actor, name=f"Buổi {number}", begins=f"1{number}:00", since=day("25/03/2026"))
        an_event(land.an_phu, lan.actor, name=f"Tuần này {number}")
    with django_assert_num_queries(1):
        seen = calendar(lan.actor, Wanted(), MARCH, WEEK)
    far = [one for one in seen if one.day == date(2026, 3, 25)]
    assert [one.event.title for one in far] == ["Buổi 0", "Buổi 1", "Buổi 2"]
    assert {one.amount for one in far} == {5}
    assert len(far) == IN_A_DAY
    assert sum(one.day == date(2026, 3, 12) for one in seen) == 5, "the chosen week stands in full"


def test_what_lasts_over_days_stands_apart_even_if_it_began_earlier(land: Land, lan: Person) -> None:
    an_event(land.an_phu, lan.actor, kind="peak", name="Cao điểm", since=day("10/02/2026"), until=day("20/03/2026"))
    an_event(land.an_phu, lan.actor, kind="peak", name="Đã qua", since=day("10/01/2026"), until=day("20/01/2026"))
    seen = calendar(lan.actor, Wanted(), MARCH, WEEK)
    assert [(one.event.title, one.day) for one in seen] == [("Cao điểm", None)]


def test_a_commune_sees_its_own_and_what_the_province_holds(land: Land, lan: Person) -> None:
    an_event(land.village, lan.actor, name="Của thôn")
    an_event(land.bac_ninh, ong_hung(land).actor, name="Của tỉnh")
    an_event(land.elsewhere, anh_nam(land).actor, name="Của xã khác")
    titles = {one.event.title for one in calendar(lan.actor, Wanted(), MARCH, WEEK)}
    assert titles == {"Của thôn", "Của tỉnh"}


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Wanted(kind="lesson"), {"Tuyên truyền"}),
        (Wanted(org="womens_union"), {"Tuyên truyền"}),
        (Wanted(organiser="hoi phu nu"), {"Tuyên truyền"}),
        (Wanted(organiser="nha van hoa"), {"Tuyên truyền", "Phát động"}),
        (Wanted(place_path="9999."), set()),
    ],
)
def test_it_is_narrowed(land: Land, lan: Person, wanted: Wanted, titles: set[str]) -> None:
    an_event(land.an_phu, lan.actor, name="Phát động")
    values = {"kind": "lesson", "org": "womens_union", "organiser": "Hội Phụ nữ xã"}
    an_event(land.an_phu, lan.actor, name="Tuyên truyền", **values)
    assert {one.event.title for one in calendar(lan.actor, wanted, MARCH, WEEK)} == titles


def test_the_page_shows_a_month_and_keeps_the_narrowing(land: Land, lan: Person, client: Client) -> None:
    an_event(land.village, lan.actor, begins="19:30")
    page = client.get("/hoat-dong/?thang=2026-03&loai=launch&ngay=2026-03-12").content.decode()
    assert "Tháng 3/2026" in page
    assert page.count("Phát động phong trào tại thôn Đông") >= 2, "in the grid and in the week"
    assert "thang=2026-04&amp;loai=launch" in page
    assert "19:30" in page


@pytest.mark.parametrize("query", ["", "?thang=2026-13", "?thang=x", "?ngay=31/2/2026", "?loai=khong-co&noi=1"])
def test_what_cannot_be_read_is_as_if_it_were_not_asked(client: Client, query: str) -> None:
    assert client.get(f"/hoat-dong/{query}").status_code == 200


def test_the_page_asks_few_queries_whatever_it_shows(
    land: Land, lan: Person, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        an_event(land.an_phu, lan.actor, name=f"Buổi {number}", since=day(f"{number + 1:02d}/03/2026"))
    client.get("/hoat-dong/?thang=2026-03")
    with django_assert_max_num_queries(12):
        client.get("/hoat-dong/?thang=2026-03")


def test_what_has_no_room_in_the_week_leads_to_the_days_list(land: Land, lan: Person, client: Client) -> None:
    for number in range(IN_THE_WEEK + 4):
        an_event(land.an_phu, lan.actor, name=f"Buổi {number:02d}")
    page = client.get("/hoat-dong/?ngay=2026-03-12&loai=launch&chu_tri=buoi").content.decode()
    [address] = set(re.findall(r'href="(/so/hoat-dong/\?ky=[^"]*kind=launch[^"]*)">còn 4', page))
    listed = client.get(unescape(address)).content.decode()
    assert "Buổi 00" in listed
    assert f"Buổi {IN_THE_WEEK + 3:02d}" in listed
