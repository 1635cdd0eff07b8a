"""Pages that every register has, tried on the counts of support: list, form, entry, history, the lines of a number."""

from datetime import date
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from binhyen.campaigns.registers.events import EVENTS
from binhyen.registers.components.lists import place_rows
from binhyen.registers.models import Record, RecordFile, Tally
from binhyen.registers.rules.facts import Value
from binhyen.support.models import HandoverCount
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person, signed_in_client
from tests.files.conftest import picture
from tests.registers.factories import counted, day, rewritten, written

FORM = {"since": "2026-01-01", "until": "2026-06-30", "document": "Biên bản số 4", "melee": "hơn 200", "guns": "3"}
SAID: dict[str, Value] = {"since": day("01/01/2026"), "until": day("30/06/2026"), "document": "Biên bản số 4"}


def address(name: str, *args: Any) -> str:
    return reverse(f"registers:{name}", args=["giao-nop-vu-khi", *args])


def test_an_entry_is_written_down_listed_found_and_opened(reader: Client, land: Land) -> None:
    answer = reader.post(address("add"), {"place": land.an_phu.place_id, **FORM})
    row = HandoverCount.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == address("entry", row.record_id)
    page = reader.get(address("entry", row.record_id)).content.decode()
    assert "hơn 200 cái" in page
    assert "Biên bản số 4" in page
    assert "Giao nộp 01/01/2026 – 30/06/2026" in reader.get(address("entries"), {"q": "bien ban so 4"}).content.decode()
    assert "Không có mục nào phù hợp" in reader.get(address("entries"), {"q": "gươm"}).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"melee": "12x"}, "12x"),
        ({"until": "2025-12-31"}, "Kết thúc ngày 31/12/2025"),
        ({"document": ""}, "Mục này bắt buộc"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    reader: Client, land: Land, sent: dict[str, str], said: str
) -> None:
    answer = reader.post(address("add"), {"place": land.an_phu.place_id, **FORM, **sent})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert said in page
    assert 'value="hơn 200"' in page or "melee" in sent
    assert not Record.objects.exists()


def test_two_writers_meet_and_nothing_is_lost(reader: Client, land: Land, lan: Person, hung: Person) -> None:
    entry = written(HANDOVERS, land.an_phu, SAID | {"guns": "3"}, lan.actor)
    rewritten(HANDOVERS, entry, land.an_phu, SAID | {"guns": "4"}, hung.actor)
    sent = {"place": land.an_phu.place_id, **FORM, "guns": "5", "base": entry.pk}
    answer = reader.post(address("change", entry.record_id), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "4 khẩu" in page, "what the other one wrote is shown"
    assert 'value="5"' in page, "what I wrote is kept"
    base = HandoverCount.objects.get(superseded_at=None).pk
    assert f'name="base" value="{base}"' in page
    assert reader.post(address("change", entry.record_id), {**sent, "base": base}).status_code == 302
    assert [row.amounts["guns"] for row in HandoverCount.objects.order_by("id")] == ["3", "4", "5"]


def test_taking_back_needs_a_reason_and_can_be_put_back(reader: Client, land: Land, lan: Person) -> None:
    entry = written(HANDOVERS, land.an_phu, SAID | {"guns": "3"}, lan.actor)
    assert reader.post(address("take_back", entry.record_id), {"reason": " "}).status_code == 409
    assert reader.post(address("take_back", entry.record_id), {"reason": "Ghi nhầm"}).status_code == 302
    assert reader.get(address("entry", entry.record_id)).status_code == 404
    assert "Ghi nhầm" in reader.get(address("history", entry.record_id)).content.decode()
    assert not counted("guns", land.an_phu, "2026")
    reader.post(address("put_back", entry.record_id))
    assert [int(row.value or 0) for row in counted("guns", land.an_phu, "2026")] == [3]


def test_history_says_what_changed_who_and_when(reader: Client, land: Land, lan: Person, hung: Person) -> None:
    entry = written(HANDOVERS, land.an_phu, SAID | {"guns": "3"}, lan.actor)
    rewritten(HANDOVERS, entry, land.an_phu, SAID | {"guns": "4", "melee": "7"}, hung.actor)
    page = reader.get(address("history", entry.record_id)).content.decode()
    assert "3 khẩu" in page
    assert "4 khẩu" in page
    assert "7 cái" in page


def test_a_number_opens_into_lines_that_add_up_to_it(reader: Client, land: Land, lan: Person) -> None:
    for amount in ("3", "4", "hơn 10"):
        written(HANDOVERS, land.an_phu, SAID | {"melee": amount, "document": f"Biên bản {amount}"}, lan.actor)
    written(HANDOVERS, land.an_phu, SAID | {"melee": "9", "way": "voluntary"}, lan.actor)
    rows = {row.dims.get("way", ""): row for row in counted("melee_weapons", land.an_phu, "2026")}
    page = reader.get(rows[""].link)
    assert page.status_code == 200
    assert "hơn 17 cái" in page.content.decode()
    assert page.content.decode().count('data-l="Số lượng"') == 3
    assert "9 cái" in reader.get(rows["voluntary"].link).content.decode()


def test_strangers_find_nothing(land: Land, lan: Person, nam: Person) -> None:
    entry = written(HANDOVERS, land.an_phu, SAID | {"guns": "3"}, lan.actor)
    other = signed_in_client(nam)
    for name in ("entry", "history", "change", "take_back"):
        assert other.get(address(name, entry.record_id)).status_code == 404
    assert "Biên bản số 4" not in other.get(address("entries")).content.decode()
    assert other.get(counted("guns", land.an_phu, "2026")[0].link).status_code == 404


def test_photographs_lose_their_place_and_are_shown_to_who_sees_the_entry(
    reader: Client, land: Land, lan: Person, nam: Person
) -> None:
    entry = written(HANDOVERS, land.an_phu, SAID | {"guns": "3"}, lan.actor)
    photo = SimpleUploadedFile("le-giao-nop.jpg", picture(place=True), "image/jpeg")
    answer = reader.post(address("attach", entry.record_id), {"papers": [photo], "caption": "Lễ giao nộp"}, follow=True)
    kept = RecordFile.objects.get()
    assert "Lễ giao nộp" in answer.content.decode()
    served = reader.get(address("file", kept.pk))
    assert b"A camera" not in b"".join(cast("FileResponse", served))
    assert signed_in_client(nam).get(address("file", kept.pk)).status_code == 404
    reader.post(address("remove_file", kept.pk), {"reason": "Ảnh mờ"})
    assert reader.get(address("file", kept.pk)).status_code == 404


def test_entries_are_counted_by_place(reader: Client, land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, SAID | {"guns": "3"}, lan.actor)
    written(HANDOVERS, land.village, SAID | {"guns": "1", "document": "Biên bản số 5"}, lan.actor)
    page = reader.get(address("by_place")).content.decode()
    assert "Thôn Đông" in page
    assert "của chính địa bàn" in page


def test_a_list_costs_the_same_whatever_it_holds(
    reader: Client, land: Land, lan: Person, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        written(HANDOVERS, land.an_phu, SAID | {"guns": "3", "document": f"Biên bản {number}"}, lan.actor)
    with django_assert_max_num_queries(14):
        assert reader.get(address("entries")).status_code == 200
    assert Tally.objects.count() == 30


def test_every_storey_that_keeps_registers_has_a_name(land: Land, hung: Person) -> None:
    page = signed_in_client(hung).get(reverse("registers:registers"))
    assert {group.name for group in page.context["groups"]} >= {
        "Công nhận các năm trước",
        "Mô hình, điển hình tiên tiến",
    }


def test_a_form_opens_with_what_it_counts(reader: Client, land: Land) -> None:
    page = reader.get(address("add")).content.decode()
    assert '<details class="by-panel by-section" open><summary><h2>Vũ khí, pháo đã nhận' in page


def test_places_of_an_earlier_map_stand_by_their_names(reader: Client, land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, SAID | {"melee": "3"}, lan.actor)
    old = "1.987654."
    HandoverCount.objects.update(place_path=f"{old}{land.an_phu.place_id}.")
    Record.objects.update(place_path=f"{old}{land.an_phu.place_id}.")
    register, rows = HANDOVERS, HandoverCount.objects.all()
    [first, *_] = place_rows(register, rows, lan.actor, {}, date(2026, 11, 5))
    assert (first.label, first.amount) == ("Xã An Phú, theo bản đồ cũ", 1)


def test_the_overview_counts_what_a_person_sees(reader: Client, land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, SAID | {"guns": "3"}, lan.actor)
    page = reader.get(reverse("registers:registers")).content.decode()
    assert "Vũ khí, pháo giao nộp" in page


def test_a_search_that_finds_too_much_says_so(
    reader: Client, land: Land, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("binhyen.registers.queries.entries.MOST_FOUND", 2)
    for word in ("một", "hai", "ba", "bốn"):
        written(HANDOVERS, land.an_phu, SAID | {"guns": "3", "document": f"Biên bản lần {word}"}, lan.actor)
    page = reader.get(address("entries"), {"q": "bien ban"}).content.decode()
    assert "Hơn 2 mục phù hợp" in page
    assert "Số mục phù hợp: 1" in reader.get(address("entries"), {"q": "bien ban bon"}).content.decode()


def test_what_is_over_on_its_day_is_listed_in_its_year_alone(reader: Client, land: Land, lan: Person) -> None:
    said: dict[str, Value] = {"kind": "lesson", "name": "Buổi cũ", "since": day("01/10/2025")}
    written(EVENTS, land.an_phu, said, lan.actor)
    assert "Số mục phù hợp: 1" in reader.get(EVENTS.href, {"ky": "2025"}).content.decode()
    assert "Không có mục nào phù hợp" in reader.get(EVENTS.href, {"ky": "2026"}).content.decode()
    long: dict[str, Value] = said | {"name": "Đợt cao điểm", "kind": "peak", "until": day("05/01/2026")}
    written(EVENTS, land.an_phu, long, lan.actor)
    assert "Số mục phù hợp: 1" in reader.get(EVENTS.href, {"ky": "2026"}).content.decode()


def test_a_period_is_said_in_words(reader: Client, land: Land) -> None:
    number = f"{reverse('registers:lines')}?chi_tieu=melee_weapons&noi={land.an_phu.place_id}&ky=2026-H1"
    assert "6 tháng đầu năm 2026" in reader.get(number).content.decode()
    listed = reader.get(reverse("registers:entries", args=["giao-nop-vu-khi"]), {"ky": "2025-Q1"}).content.decode()
    assert '<option value="2025-Q1" selected>Quý 1/2025</option>' in listed
