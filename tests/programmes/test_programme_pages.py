"""Pages of programmes: the line of years, one programme, choosing activities from other registers."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.campaigns.registers.events import EVENTS
from binhyen.kernel.findings import Refused
from binhyen.programmes.actions.taking_in import take_in_events
from binhyen.programmes.components.programme import programme_shown
from binhyen.programmes.models import Activity
from binhyen.programmes.queries.events import offered, sources
from binhyen.programmes.queries.programmes import programme_seen_by, term_of
from binhyen.registers.models import Entry, Link
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import TODAY, Land, Person, a_land, anh_nam, ba_lan, ong_hung, signed_in_client
from tests.programmes.factories import a_commitment, a_plan, a_programme, a_summary, an_activity
from tests.registers.factories import NOW, day, number, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def client(hung: Person) -> Client:
    return signed_in_client(hung)


def an_event(land: Land, by: Person, name: str = "Tuyên truyền tại thôn Đông", **said: Value) -> Entry:
    values: dict[str, Value] = {
        "kind": "lesson",
        "name": name,
        "since": day("10/08/2026"),
        "org": "fatherland_front",
        "standing": "held",
    }
    return written(EVENTS, land.an_phu, values | said, by.actor)


def test_programmes_stand_on_one_line_of_years(land: Land, hung: Person, client: Client) -> None:
    first = a_programme(land.bac_ninh, hung.actor)
    a_programme(land.bac_ninh, hung.actor, number="02/NQLT", since=day("01/01/2026"), until=day("30/06/2026"))
    an_activity(first, land.an_phu, hung.actor)
    page = client.get("/phoi-hop/").content.decode()
    assert "01/CTr-CA-MTTQ" in page
    assert "02/NQLT" in page
    assert page.count('class="by-term"') == 2
    assert "2030" in page
    running = client.get("/phoi-hop/?khi=dang").content.decode()
    assert "01/CTr-CA-MTTQ" in running
    assert "02/NQLT" not in running
    assert "02/NQLT" in client.get("/phoi-hop/?khi=xong").content.decode()
    assert "01/CTr" not in client.get("/phoi-hop/?q=nqlt").content.decode()
    assert 'href="/phoi-hop/"' in client.get("/so/chuong-trinh-phoi-hop/").content.decode()


def test_a_commune_reads_the_programmes_above_it_and_no_other_provinces(land: Land, hung: Person) -> None:
    row = a_programme(land.bac_ninh, hung.actor)
    commune = signed_in_client(ba_lan(land))
    assert "01/CTr-CA-MTTQ" in commune.get("/phoi-hop/").content.decode()
    page = commune.get(f"/phoi-hop/{row.record_id}/")
    assert page.status_code == 200
    elsewhere = a_programme(land.an_phu, hung.actor, number="03/QCPH", level="commune")
    assert signed_in_client(anh_nam(land)).get(f"/phoi-hop/{elsewhere.record_id}/").status_code == 404


def test_a_programme_shows_how_far_its_commitments_are_and_where_results_were_counted(
    land: Land, hung: Person, client: Client
) -> None:
    row = a_programme(land.bac_ninh, hung.actor)
    a_commitment(row, land.bac_ninh, hung.actor, target="3")
    a_commitment(row, land.bac_ninh, hung.actor, target="1", per="year", content="Mỗi năm ít nhất một hoạt động")
    a_commitment(row, land.bac_ninh, hung.actor, indicator="", target="", per="", content="Giữ vững trật tự")
    an_activity(row, land.an_phu, hung.actor)
    an_activity(row, land.elsewhere, hung.actor, name="Ra mắt tổ tự quản")
    a_plan(row, land.bac_ninh, hung.actor)
    a_summary(row, land.bac_ninh, hung.actor)
    page = client.get(f"/phoi-hop/{row.record_id}/").content.decode()
    assert 'value="66"' in page
    assert 'value="100"' in page
    assert "/so/dem/?chi_tieu=joint_activities" in page.replace("&amp;", "&")
    assert "05/KH-CA-MTTQ" in page
    assert "ky=2026" in page
    assert "15/12/2026" in page, "the usual day of the year's report, which is not written yet"
    assert "31/03/2026" not in page, "the plan is there"


def test_of_a_programme_that_is_over_the_last_whole_year_is_judged(land: Land, hung: Person, client: Client) -> None:
    term: dict[str, Value] = {"since": day("01/08/2025"), "until": day("25/05/2026"), "signed_on": day("01/08/2025")}
    row = a_programme(land.bac_ninh, hung.actor, NOW, **term)
    said: dict[str, Value] = {"per": "year", "target": "1000", "since": None}
    a_commitment(row, land.bac_ninh, hung.actor, **said)
    an_activity(row, land.an_phu, hung.actor, on=day("20/12/2025"))
    an_activity(row, land.an_phu, hung.actor, on=day("20/02/2026"), name="Sang năm")
    [line] = programme_shown(programme_seen_by(hung.actor, row.record_id), hung.actor, NOW.date()).commitments
    assert (line.year, line.result, line.target) == (2025, "1", "1.000")
    assert line.period == "01/08/2025 – 31/12/2025"


def test_a_commune_sees_results_of_its_own_place(land: Land, hung: Person) -> None:
    row = a_programme(land.bac_ninh, hung.actor)
    a_commitment(row, land.bac_ninh, hung.actor, target="4")
    an_activity(row, land.an_phu, hung.actor)
    an_activity(row, land.elsewhere, hung.actor, name="Nơi khác")
    page = signed_in_client(ba_lan(land)).get(f"/phoi-hop/{row.record_id}/").content.decode()
    assert 'value="25"' in page
    assert "Xã An Phú" in page
    assert "Nơi khác" not in page


def test_the_page_takes_a_bounded_number_of_queries(
    land: Land, hung: Person, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = a_programme(land.bac_ninh, hung.actor)
    for position in range(12):
        a_commitment(row, land.bac_ninh, hung.actor, content=f"Cam kết {position}", indicator="propaganda_sessions")
        an_activity(row, land.an_phu, hung.actor, name=f"Việc {position}")
    client.get(f"/phoi-hop/{row.record_id}/")
    with django_assert_max_num_queries(45):
        client.get(f"/phoi-hop/{row.record_id}/")
    for position in range(12):
        a_programme(land.bac_ninh, hung.actor, number=f"{position + 10}/CTr")
    with django_assert_max_num_queries(14):
        client.get("/phoi-hop/")


def test_an_event_becomes_one_activity_on_its_day_and_in_its_place(land: Land, hung: Person, client: Client) -> None:
    row, event = a_programme(land.bac_ninh, hung.actor), an_event(land, ba_lan(land))
    address = f"/phoi-hop/{row.record_id}/chon-hoat-dong/"
    assert "Tuyên truyền tại thôn Đông" in client.get(address).content.decode()
    answer = client.post(address, {"record": [event.record_id]})
    assert answer.status_code == 302
    made = Activity.objects.get()
    assert (made.on, made.lead, made.partners) == (day("10/08/2026"), "fatherland_front", ["police"])
    assert made.place_id == land.an_phu.place_id
    assert Link.objects.get().other_id == event.record_id
    assert number("joint_activities", land.an_phu, "2026-08") == 1
    assert "Tuyên truyền tại thôn Đông" not in client.get(address).content.decode(), "it is taken in already"


def test_what_is_planned_outside_the_term_or_of_another_party_is_not_offered(land: Land, hung: Person) -> None:
    row = a_programme(land.bac_ninh, hung.actor)
    lan = ba_lan(land)
    an_event(land, lan, "Sẽ tổ chức", standing="planned")
    an_event(land, lan, "Trước thời hạn", since=day("10/01/2026"))
    an_event(land, lan, "Của phụ nữ", org="womens_union")
    period = term_of(row, TODAY)  # type: ignore[arg-type]
    assert [one.entry.title for one in offered(hung.actor, row.record_id, period)] == ["Của phụ nữ"]
    assert not offered(hung.actor, row.record_id, period, org="fatherland_front")
    assert not offered(anh_nam(land).actor, row.record_id, period)
    assert {"campaigns.events"} <= {one.code for one in sources()}


def test_nothing_chosen_and_what_is_taken_in_already_are_refused(land: Land, hung: Person) -> None:
    row, event = a_programme(land.bac_ninh, hung.actor), an_event(land, ba_lan(land))
    with pytest.raises(Refused) as refusal:
        take_in_events(programme_id=row.record_id, record_ids=[], by=hung.actor, at=NOW)
    assert refusal.value.code == "programmes.nothing_chosen"
    take_in_events(programme_id=row.record_id, record_ids=[event.record_id], by=hung.actor, at=NOW)
    with pytest.raises(Refused) as refusal:
        take_in_events(programme_id=row.record_id, record_ids=[event.record_id], by=hung.actor, at=NOW)
    assert refusal.value.code == "programmes.taken_in"
    assert Activity.objects.count() == 1


def test_many_taken_in_together_are_as_many_taken_in_one_by_one(land: Land, hung: Person) -> None:
    lan = ba_lan(land)
    one, other = a_programme(land.bac_ninh, hung.actor), a_programme(land.bac_ninh, hung.actor, number="02/CTr")
    events = [an_event(land, lan, f"Buổi {position}", since=day(f"0{position}/09/2026")) for position in range(1, 6)]
    ids = [event.record_id for event in events]
    take_in_events(programme_id=one.record_id, record_ids=ids, by=hung.actor, at=NOW)
    for record_id in ids:
        take_in_events(programme_id=other.record_id, record_ids=[record_id], by=hung.actor, at=NOW)
    said = ("on", "name", "lead", "partners", "place_id")
    rows = Activity.objects.order_by("on", "name")
    together = list(rows.filter(programme_id=one.record_id).values_list(*said))
    assert together == list(rows.filter(programme_id=other.record_id).values_list(*said))
    assert len(together) == 5
    assert number("joint_activities", land.an_phu, "2026-09") == 10


def test_one_that_cannot_be_taken_in_keeps_all_out(land: Land, hung: Person) -> None:
    row, lan = a_programme(land.bac_ninh, hung.actor), ba_lan(land)
    good, early = an_event(land, lan), an_event(land, lan, "Quá sớm", since=day("10/01/2026"), until=day("10/01/2026"))
    with pytest.raises(Refused) as refusal:
        take_in_events(programme_id=row.record_id, record_ids=[good.record_id, early.record_id], by=hung.actor, at=NOW)
    assert refusal.value.code == "programmes.outside_term"
    assert not Activity.objects.exists()
    assert not Link.objects.exists()
