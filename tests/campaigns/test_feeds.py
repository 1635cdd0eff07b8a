"""The secret address of a calendar: opened, read by a program without signing in, closed for good."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from icalendar import Calendar

from binhyen.accounts.models import Holding
from binhyen.audit.models import Entry as LogEntry
from binhyen.campaigns.actions.feeds import close_feed, open_feed
from binhyen.campaigns.models import CalendarFeed
from binhyen.campaigns.queries.feeds import feed_of, reader_of, token_of
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import AT, TODAY, Land, Person, a_land, anh_nam, ba_lan, signed_in_client
from tests.campaigns.factories import an_event
from tests.registers.factories import day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def test_a_program_reads_what_the_post_sees(land: Land, lan: Person) -> None:
    an_event(land.village, lan.actor, since=day("19/11/2026"), standing="planned", begins="07:30", ends="09:00")
    an_event(land.an_phu, lan.actor, since=day("20/11/2026"), standing="cancelled", name="Đã hủy")
    an_event(land.elsewhere, anh_nam(land).actor, since=day("20/11/2026"), standing="planned", name="Nơi khác")
    lasting: dict[str, Value] = {
        "kind": "peak",
        "name": "Cao điểm Tết",
        "since": day("01/12/2026"),
        "until": day("31/12/2026"),
    }
    an_event(land.an_phu, lan.actor, standing="planned", **lasting)
    token = token_of(open_feed(by=lan.actor, at=AT))
    answer = Client().get(f"/hoat-dong/lich/{token}.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = {str(item["summary"]): item for item in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert set(found) == {"Phát động phong trào tại thôn Đông", "Cao điểm Tết"}
    session, peak = found["Phát động phong trào tại thôn Đông"], found["Cao điểm Tết"]
    assert session.decoded("dtstart").isoformat() == "2026-11-19T07:30:00+07:00"
    assert session.decoded("dtend") - session.decoded("dtstart") == timedelta(hours=1, minutes=30)
    assert str(session["location"]).startswith("Nhà văn hóa thôn Đông, ")
    assert session["status"] == "TENTATIVE"
    assert peak.decoded("dtend") == day("01/01/2027"), "whole days; the last one is not included"


def test_another_address_makes_the_first_one_worthless(lan: Person) -> None:
    first = token_of(open_feed(by=lan.actor, at=AT))
    second = token_of(open_feed(by=lan.actor, at=AT))
    assert reader_of(first, TODAY) is None
    reader = reader_of(second, TODAY)
    assert reader is not None
    assert reader.post_id == lan.actor.post_id
    assert LogEntry.objects.filter(action="campaigns.open_feed").count() == 2


def test_a_closed_address_is_read_by_nobody(lan: Person) -> None:
    token = token_of(open_feed(by=lan.actor, at=AT))
    close_feed(by=lan.actor, at=AT)
    assert feed_of(lan.actor) is None
    assert Client().get(f"/hoat-dong/lich/{token}.ics").status_code == 404
    assert LogEntry.objects.filter(action="campaigns.close_feed").count() == 1


def test_it_ends_with_the_post(lan: Person) -> None:
    token = token_of(open_feed(by=lan.actor, at=AT))
    Holding.objects.filter(account_id=lan.actor.account_id).update(valid_to=TODAY)
    assert reader_of(token, TODAY) is None


def test_an_address_cannot_be_made_up(lan: Person) -> None:
    feed = open_feed(by=lan.actor, at=AT)
    assert reader_of(signing.dumps(feed.pk, salt="other"), TODAY) is None
    assert reader_of("khong-co", TODAY) is None
    assert reader_of(token_of(CalendarFeed(pk=feed.pk + 1)), TODAY) is None


def test_who_holds_no_post_has_no_calendar() -> None:
    with pytest.raises(Refused) as refusal:
        open_feed(by=SYSTEM, at=AT)
    assert refusal.value.code == "campaigns.no_post_to_feed"
    assert not CalendarFeed.objects.exists()


def test_the_page_opens_shows_and_closes_the_address(lan: Person) -> None:
    client = signed_in_client(lan)
    assert "/hoat-dong/lich/" not in client.get("/hoat-dong/theo-doi/").content.decode()
    client.post("/hoat-dong/theo-doi/mo/")
    assert "/hoat-dong/lich/" in client.get("/hoat-dong/theo-doi/").content.decode()
    client.post("/hoat-dong/theo-doi/dong/")
    assert "/hoat-dong/lich/" not in client.get("/hoat-dong/theo-doi/").content.decode()
