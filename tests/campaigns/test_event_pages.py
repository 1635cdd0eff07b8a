"""Pages of events: one event with its numbers, a campaign with its parts, a month in a place, the library of texts."""

import pytest
from django.test import Client

from binhyen.campaigns.queries.drives import parts_of, results_of
from binhyen.campaigns.queries.months import coming, numbers_of, silent, waiting
from binhyen.campaigns.registers.materials import MATERIALS
from binhyen.kernel.amounts import Bound
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import AT, TODAY, Land, Person, a_land, anh_nam, ba_lan, signed_in_client
from tests.campaigns.factories import an_event
from tests.registers.factories import day, number, written

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


@pytest.fixture
def client(lan: Person) -> Client:
    return signed_in_client(lan)


def test_an_event_shows_its_numbers_and_each_opens_into_its_lines(land: Land, lan: Person, client: Client) -> None:
    row = an_event(land.an_phu, lan.actor, attendance="1.145", leaflets="hơn 200")
    page = client.get(f"/hoat-dong/{row.record_id}/").content.decode()
    assert "1.145 lượt" in page
    assert "hơn 200 tờ" in page
    assert f"/so/dem/?chi_tieu=mobilisation_attendance&amp;noi={land.an_phu.place_id}&amp;ky=2026-03" in page
    opened = client.get(f"/so/dem/?chi_tieu=mobilisation_attendance&noi={land.an_phu.place_id}&ky=2026-03")
    assert "1.145" in opened.content.decode()


def test_the_register_leads_to_the_events_own_page(land: Land, lan: Person, client: Client) -> None:
    row = an_event(land.an_phu, lan.actor)
    answer = client.get(f"/so/hoat-dong/{row.record_id}/")
    assert answer.headers["Location"] == f"/hoat-dong/{row.record_id}/"


def test_an_event_of_another_commune_is_not_there(land: Land, lan: Person) -> None:
    row = an_event(land.an_phu, lan.actor)
    stranger = signed_in_client(anh_nam(land))
    assert stranger.get(f"/hoat-dong/{row.record_id}/").status_code == 404
    assert stranger.get(f"/hoat-dong/{row.record_id}/ket-qua/").status_code == 404


def test_a_campaign_sums_its_parts_and_keeps_bounds(land: Land, lan: Person, client: Client) -> None:
    whole = an_event(land.an_phu, lan.actor, kind="drive", name="Đợt vận động", until=day("30/04/2026"), guns="2")
    parts = [
        an_event(land.village, lan.actor, kind="drive", name=f"Thôn {n}", part_of=whole.record_id, guns=guns)
        for n, guns in enumerate(("3", "hơn 10"))
    ]
    an_event(land.village, lan.actor, kind="drive", name="Việc khác", guns="99")
    listed = parts_of(whole.record_id, lan.actor)
    assert [part.record_id for part in listed] == [part.record_id for part in parts]
    [guns] = results_of(whole.record_id, listed)
    assert guns.sum.value == 15
    assert guns.sum.bound is Bound.OVER
    assert guns.doubled, "the campaign states a number beside its parts"
    page = client.get(f"/hoat-dong/{whole.record_id}/ket-qua/").content.decode()
    assert "hơn 15" in page
    assert "Thôn 0" in page
    assert "Việc khác" not in page


def test_a_part_that_was_not_held_gives_nothing(land: Land, lan: Person) -> None:
    whole = an_event(land.an_phu, lan.actor, kind="other", name="Đợt")
    an_event(land.an_phu, lan.actor, name="Hoãn", part_of=whole.record_id, standing="postponed")
    assert results_of(whole.record_id, parts_of(whole.record_id, lan.actor)) == []


def test_a_month_says_what_reports_count(land: Land, lan: Person) -> None:
    an_event(land.village, lan.actor, attendance="40", since=day("03/11/2026"))
    an_event(land.an_phu, lan.actor, attendance="hơn 60", since=day("04/11/2026"), name="Toàn xã")
    found = numbers_of(land.an_phu.place_id, "2026-11", {"mobilisation_events", "mobilisation_attendance"})
    assert found["mobilisation_events"].sum.value == number("mobilisation_events", land.an_phu, "2026-11") == 2
    assert found["mobilisation_attendance"].sum.value == 100
    assert found["mobilisation_attendance"].sum.bound is Bound.OVER


def test_what_is_to_come_and_what_waits_for_its_result(land: Land, lan: Person) -> None:
    an_event(land.an_phu, lan.actor, name="Sắp tới", since=day("19/11/2026"), standing="planned")
    an_event(land.an_phu, lan.actor, name="Năm sau", since=day("19/08/2027"), standing="planned")
    an_event(land.an_phu, lan.actor, name="Đã qua", since=day("01/11/2026"), standing="planned")
    an_event(land.an_phu, lan.actor, name="Đã hoãn", since=day("01/11/2026"), standing="postponed")
    lasting: dict[str, Value] = {"since": day("01/11/2026"), "until": day("30/11/2026"), "standing": "planned"}
    an_event(land.an_phu, lan.actor, name="Đang diễn ra", **lasting)
    assert [row.title for row in coming(lan.actor, TODAY)] == ["Sắp tới"]
    assert [row.title for row in waiting(lan.actor, TODAY)] == ["Đã qua"]


def test_places_in_which_nothing_was_held(land: Land, lan: Person) -> None:
    first, last = day("01/11/2026"), day("30/11/2026")
    assert [one.name for one in silent(land.an_phu.place_id, first, last)[0]] == ["Đông"]
    an_event(land.village, lan.actor, since=day("03/11/2026"), standing="postponed")
    assert len(silent(land.an_phu.place_id, first, last)[0]) == 1
    an_event(land.village, lan.actor, since=day("03/11/2026"))
    assert silent(land.an_phu.place_id, first, last) == ([], 1)


def test_the_months_page_opens_its_numbers(land: Land, lan: Person, client: Client) -> None:
    an_event(land.village, lan.actor, attendance="40", since=day("03/11/2026"), leaflets="12")
    an_event(land.an_phu, lan.actor, name="Chưa ghi kết quả", since=day("01/11/2026"), standing="planned")
    page = client.get("/hoat-dong/trong-thang/").content.decode()
    assert f"chi_tieu=mobilisation_attendance&amp;noi={land.an_phu.place_id}&amp;ky=2026-11" in page
    assert "Chưa ghi kết quả" in page
    assert client.get("/hoat-dong/trong-thang/?thang=2026-02").status_code == 200


def test_the_library_shows_what_ships_and_what_speakers_translated(land: Land, lan: Person, client: Client) -> None:
    values: dict[str, Value] = {
        "name": "Ba không",
        "medium": "loudspeaker",
        "language": "tay",
        "translates": "fraud_phone",
        "text": "[bản dịch]",
        "since": day("01/06/2026"),
    }
    written(MATERIALS, land.an_phu, values, lan.actor)
    page = client.get("/hoat-dong/bai-san/").content.decode()
    assert "data-copy=" in page
    assert "[bản dịch]" in page
    only = client.get("/hoat-dong/bai-san/?tieng=tay").content.decode()
    assert "[bản dịch]" in only
    assert "Ba không trước cuộc gọi lạ" not in only
    found = client.get("/hoat-dong/bai-san/?q=binh+ga").content.decode()
    assert "Trước khi ra khỏi nhà" in found
    assert "Ba không trước cuộc gọi lạ" not in found


def test_a_form_begins_with_what_the_address_says(land: Land, lan: Person, client: Client) -> None:
    whole = an_event(land.an_phu, lan.actor, kind="peak", name="Cao điểm Tết")
    asked = f"part_of={whole.record_id}&since=2026-12-01"
    chosen = client.get(f"/so/hoat-dong/them/?{asked}").content.decode()
    assert f"part_of={whole.record_id}" in chosen, "the choice of a kind keeps what the address says"
    form = client.get(f"/so/hoat-dong/them/?kind=lesson&{asked}").content.decode()
    assert f'<option value="{whole.record_id}" selected>' in form
    assert 'value="2026-12-01"' in form
    assert client.get("/so/hoat-dong/them/?kind=lesson&since=2026-13-01&part_of=x").status_code == 200
