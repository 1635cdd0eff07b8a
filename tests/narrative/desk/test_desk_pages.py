"""The desk in a browser: taking a text in, deciding, confirming; who opens what, in how many queries."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import exactly
from binhyen.narrative.duties import texts
from binhyen.narrative.models import IncomingText, KeptSentence
from binhyen.reports.models import Figure
from binhyen.reports.queries.counted import Counted
from tests.accounts.factories import a_person, signed_in_client
from tests.architecture.conftest import SOURCE
from tests.documents.readers.making import word
from tests.narrative.desk.texts import REPORT, Said, accept, rows_of, taken
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> Desks:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return desks()


@pytest.fixture
def text(seats: Desks) -> IncomingText:
    return taken(seats.town, by=seats.lan.actor)


@pytest.fixture
def lan(seats: Desks) -> Client:
    return seats.client(seats.lan)


def at(text: IncomingText, more: str = "") -> str:
    return f"/doc-van-ban/{text.pk}/{more}"


def registers_count(monkeypatch: pytest.MonkeyPatch, counts: dict[CellKey, Counted]) -> None:
    """Let registers count these cells, whatever stands in them."""
    monkeypatch.setattr("binhyen.narrative.queries.proposals.countable_cells", lambda _: tuple(counts))
    monkeypatch.setattr("binhyen.narrative.queries.proposals.counted_for", lambda *_: counts)


def form(seats: Desks, **more: Any) -> dict[str, Any]:
    return {"report_id": seats.town.report().pk, "author": "UBND xã An Phú", "about_date": "2026-11-05", **more}


def page_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


# ------------------------------------------------------------------ taking in


def test_a_pasted_text_is_read_by_the_real_reader_and_its_desk_opens(seats: Desks, lan: Client) -> None:
    answer = lan.post("/doc-van-ban/", form(seats, pasted=REPORT))
    assert answer.status_code == 302
    page = page_of(lan, answer.headers["Location"])
    assert "Bàn đọc văn bản" in page
    assert 'data-figure="1"' in page


def test_signs_that_come_along_when_words_are_pasted_are_taken_out_and_counted(seats: Desks, lan: Client) -> None:
    pasted = "Toàn xã phát \u202a350\u202c tờ rơi."
    answer = lan.post("/doc-van-ban/", form(seats, pasted=pasted))
    assert (answer.status_code, IncomingText.objects.get().text) == (302, "Toàn xã phát 350 tờ rơi.")
    assert lan.get(answer.headers["Location"]).context["remarks"] == [
        "Đã bỏ các ký tự không nhìn thấy (dấu đổi chiều chữ, khoảng trắng không độ rộng): 2."
    ]
    assert lan.post("/doc-van-ban/", form(seats, pasted="Phát\x00 350 tờ rơi.")).status_code == 409
    assert lan.post("/doc-van-ban/", form(seats, pasted="Phát 350 tờ rơi.", author="\u202aXã")).status_code == 400


def test_a_file_is_read_and_named(seats: Desks, lan: Client) -> None:
    paper = SimpleUploadedFile("bao-cao-xa.txt", REPORT.encode())
    answer = lan.post("/doc-van-ban/", form(seats, paper=paper))
    assert "bao-cao-xa.txt" in page_of(lan, answer.headers["Location"])
    listed = page_of(lan, "/doc-van-ban/")
    assert "bao-cao-xa.txt" in listed
    assert "Còn 30 ngày" in listed


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Hãy chọn tệp hoặc dán nội dung"),
        ({"pasted": "a", "paper": "b"}, "Hãy chọn tệp hoặc dán nội dung"),
        ({"pasted": "TỐI MẬT\nCó 9 mô hình."}, "bí mật nhà nước"),
        ({"paper": b""}, "Văn bản không có nội dung"),
        ({"pasted": REPORT, "report_id": 999}, "report_id"),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_form(seats: Desks, lan: Client, more: dict[str, Any], words: str) -> None:
    sent = form(seats, **more)
    if "paper" in sent:
        content = sent["paper"] if isinstance(sent["paper"], bytes) else REPORT.encode()
        sent["paper"] = SimpleUploadedFile("a.txt", content)
    answer = lan.post("/doc-van-ban/", sent)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert not IncomingText.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    seats: Desks, lan: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(**_: Any) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr("binhyen.narrative.views.texts.take_text", never)
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    paper = SimpleUploadedFile("to.txt", b"a" * (1024 * 1024 + 1))
    answer = lan.post("/doc-van-ban/", form(seats, paper=paper))
    assert (answer.status_code, "Tệp lớn hơn 1 MB" in answer.content.decode()) == (409, True)


def test_a_word_file_is_read_with_its_tables_and_a_marked_one_is_not(seats: Desks, lan: Client) -> None:
    rows = [["Nội dung", "Số lượng"], ["Tờ rơi đã phát", "350"]]
    paper = SimpleUploadedFile("bao-cao.docx", word("Kết quả tháng 11/2026", rows))
    shown = page_of(lan, lan.post("/doc-van-ban/", form(seats, paper=paper)).headers["Location"])
    assert "Tờ rơi đã phát" in shown
    marked = SimpleUploadedFile("mat.docx", word("MẬT", "Toàn xã phát 350 tờ rơi."))
    answer = lan.post("/doc-van-ban/", form(seats, paper=marked))
    assert (answer.status_code, IncomingText.objects.count()) == (409, 1)


def test_a_text_without_any_figure_says_so(seats: Desks, lan: Client) -> None:
    answer = lan.post("/doc-van-ban/", form(seats, pasted="Hội nghị đã thành công tốt đẹp."))
    assert "Không tìm thấy số liệu nào của báo cáo" in page_of(lan, answer.headers["Location"])


def test_a_text_whose_figures_are_none_of_the_reports_says_so_and_shows_why(seats: Desks, lan: Client) -> None:
    text = taken(seats.town, "Có 7 diễn đàn.", Said("7", "public_forums", "Có "), by=seats.lan.actor)
    page = page_of(lan, at(text))
    assert "Đọc được 1 số" in page
    assert "Không tìm thấy số liệu nào của báo cáo" in page
    assert "Không đề xuất: 1 số" in page


def test_signs_of_markup_in_a_text_are_shown_and_do_nothing(seats: Desks, lan: Client) -> None:
    words = "Có <script>alert(1)</script> & 9 mô hình."
    text = taken(seats.town, words, Said("9", "models_total", "& "), by=seats.lan.actor)
    page = page_of(lan, at(text))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page


# ------------------------------------------------------------------ the desk


def test_the_desk_shows_doubtful_figures_first_and_what_stands_in_the_report(
    seats: Desks, text: IncomingText, lan: Client
) -> None:
    seats.town.save({"patrol_groups": 13}, by=seats.lan.actor)
    shown = lan.get(at(text)).context["page"]
    assert (shown.card.number, shown.card.cell, shown.card.typed) == (6, "patrol_groups", "14")
    assert [(one.value, one.difference) for one in shown.card.compared] == [("14", ""), ("13", "+1")]
    assert [row.number for row in shown.sure] == [1, 2, 3, 4, 7, 8]
    assert [(row.number, row.notes) for row in shown.left] == [(5, ["Là một phần của số thứ 4, không cộng với số đó."])]
    assert shown.counts == {"look": 1, "sure": 6, "left": 1, "taken": 0, "dropped": 0}


def test_the_desk_says_which_sums_do_not_agree(seats: Desks, lan: Client) -> None:
    words = "Có 9 mô hình với 4 người tham gia tuần tra. Có 14 tổ tuần tra với 5 thành viên."
    text = taken(
        seats.town,
        words,
        Said("14", "patrol_groups", "Có "),
        Said("5", "patrol_members", "với "),
        by=seats.lan.actor,
    )
    shown = lan.get(at(text)).context["page"]
    said = [*shown.card.reasons, *(note for row in shown.look for note in row.notes)]
    assert len(shown.sure) == 1
    assert any("thành viên" in note.lower() or "members" in note.lower() for note in said), said


def test_any_figure_may_be_looked_at_by_its_address(text: IncomingText, lan: Client) -> None:
    shown = lan.get(at(text, "?so=5")).context["page"]
    assert (shown.card.number, shown.card.part, shown.card.cell) == (5, "left", "models_total")
    assert lan.get(at(text, "?so=99&trang=7")).context["page"].number == 1


def test_a_figure_is_taken_dropped_left_for_later_and_taken_back(text: IncomingText, lan: Client) -> None:
    sent = {"thay": "{}", "trang": "1", "dang": "6"}
    for button, number, decision in (
        ("nhan", 1, "accepted"),
        ("bo", 2, "rejected"),
        ("sai", 3, "misread"),
        ("sau", 6, "later"),
        ("lai", 1, "open"),
    ):
        answer = lan.post(at(text, "quyet-dinh/"), {**sent, button: str(number)})
        assert answer.status_code == 302
        assert rows_of(text)[number - 1].decision == decision
    assert not Figure.objects.exists()


def test_all_sure_figures_of_the_page_are_taken_at_once(text: IncomingText, lan: Client) -> None:
    sent = {"thay": "{}", "nhan_ca": "1", "chac": ["1", "2", "3", "4", "6", "7", "8", "x"]}
    assert lan.post(at(text, "quyet-dinh/"), sent).status_code == 302
    assert [row.decision for row in rows_of(text)] == [*["accepted"] * 4, "open", "open", "accepted", "accepted"]


def test_fields_that_were_not_touched_take_the_figure_as_it_was_read(text: IncomingText, lan: Client) -> None:
    fields = {"chi_tieu": "patrol_members", "muc_do": "over", "so_lieu": "40"}
    lan.post(at(text, "quyet-dinh/"), {"lay": "7", "thay": "{}", **fields})
    assert rows_of(text)[6].decision == "accepted"
    lan.post(at(text, "quyet-dinh/"), {"lay": "7", "thay": '{"patrol_members": 3}', **fields, "muc_do": "exact"})
    row = rows_of(text)[6]
    assert (row.decision, row.decided_bound, row.base_version) == ("changed", "exact", 3)
    assert row.decided_amount == 40


def test_an_amount_that_cannot_be_read_is_said_in_place_and_what_was_typed_stays(
    text: IncomingText, lan: Client
) -> None:
    fields = {"chi_tieu": "patrol_groups", "muc_do": "exact", "so_lieu": "1,234.5"}
    answer = lan.post(at(text, "quyet-dinh/"), {"lay": "6", "dang": "6", "thay": "{}", **fields})
    assert answer.status_code == 409
    card = answer.context["page"].card
    assert (card.number, card.typed, bool(card.wrong)) == (6, "1,234.5", True)
    assert rows_of(text)[5].decision == "open"


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"leaflets": "x"}', '{"leaflets": -4}'])
def test_versions_that_are_no_versions_were_not_seen(text: IncomingText, lan: Client, seen: str) -> None:
    assert lan.post(at(text, "quyet-dinh/"), {"nhan": "3", "thay": seen}).status_code == 302
    assert rows_of(text)[2].base_version == 0


def test_a_long_table_comes_in_pages_of_bounded_weight(seats: Desks, lan: Client) -> None:
    words = "\n".join(f"Thôn {number}: phát {number} tờ rơi" for number in range(1, 301))
    said = [Said(str(number), "leaflets", "phát ", place=f"thôn {number}") for number in range(1, 301)]
    text = taken(seats.town, words, *said, by=seats.lan.actor)
    answer = lan.get(at(text))
    shown = answer.context["page"]
    assert len(shown.pages) > 5
    assert len(shown.rows) <= 36
    assert len(answer.content) < 60 * 1024
    assert "Trang 1 trong" in answer.content.decode()
    assert lan.get(at(text, "?so=300")).context["page"].number == len(shown.pages)


def test_the_desk_asks_the_same_questions_however_long_the_text(
    seats: Desks, lan: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    short = taken(seats.town, by=seats.lan.actor)
    words = REPORT + "\n" + "\n".join(f"phát {number} tờ rơi" for number in range(1, 41))
    said = [Said(str(number), "leaflets", "phát ", place="thôn") for number in range(1, 41)]
    long = taken(seats.town, words, *said, by=seats.lan.actor)
    lan.get(at(short))
    with django_assert_max_num_queries(20) as first:
        lan.get(at(short))
    with django_assert_max_num_queries(len(first)):
        lan.get(at(long))


# ------------------------------------------------------------------ writing it in


def test_the_preview_shows_what_will_be_written_and_confirming_leads_to_the_report(
    seats: Desks, text: IncomingText, lan: Client
) -> None:
    accept(seats.town, text, 1, 3, by=seats.lan.actor)
    page = page_of(lan, at(text, "xac-nhan/"))
    assert "Ghi 2 ô và xóa văn bản" in page
    assert "Còn 5 số chưa quyết định" in page
    answer = lan.post(at(text, "xac-nhan/"), follow=True)
    assert answer.redirect_chain[-1][0] == f"/bao-cao/{text.report_id}/"
    assert "Đã ghi 2 ô từ văn bản. Văn bản đã xóa." in answer.content.decode()
    assert "đọc từ văn bản" in answer.content.decode()
    assert "Đã xác nhận lúc" in page_of(lan, at(text))
    assert lan.get(at(text, "xac-nhan/")).status_code == 302


def test_two_values_that_met_are_shown_and_one_is_chosen(seats: Desks, text: IncomingText, lan: Client) -> None:
    accept(seats.town, text, 3, by=seats.lan.actor)
    seats.town.save({"leaflets": 300}, by=seats.tuan.actor)
    answer = lan.post(at(text, "xac-nhan/"))
    assert answer.status_code == 409
    assert "đang ghi 300, văn bản nói 350" in answer.content.decode()
    assert lan.post(at(text, "xac-nhan/"), {"over": "1.leaflets"}).status_code == 302
    assert Figure.objects.get(superseded_at=None).amount == 350


def test_what_was_chosen_stays_chosen_while_another_cell_still_meets(
    seats: Desks, text: IncomingText, lan: Client
) -> None:
    accept(seats.town, text, 1, 3, by=seats.lan.actor)
    seats.town.save({"leaflets": 300, "propaganda_sessions": 6}, by=seats.tuan.actor)
    answer = lan.post(at(text, "xac-nhan/"), {"over": "1.leaflets"})
    rows = {row.cell: (row.meets, row.chosen) for row in answer.context["rows"]}
    assert rows == {"propaganda_sessions": (1, None), "leaflets": (None, 1)}
    assert lan.post(at(text, "xac-nhan/"), {"over": ["1.leaflets", "1.propaganda_sessions"]}).status_code == 302


def test_a_cell_may_stay_as_it_is_while_the_others_are_written(seats: Desks, text: IncomingText, lan: Client) -> None:
    accept(seats.town, text, 1, 3, by=seats.lan.actor)
    seats.town.save({"leaflets": 300}, by=seats.tuan.actor)
    refused = lan.post(at(text, "xac-nhan/"))
    assert "Chưa ghi gì: còn 1 ô cần lý do hoặc cần chọn." in refused.content.decode()
    assert [(row.cell, row.may_stay) for row in refused.context["rows"]] == [
        ("propaganda_sessions", False),
        ("leaflets", True),
    ]
    assert lan.post(at(text, "xac-nhan/"), {"nguyen": "leaflets"}).status_code == 302
    stands = {one.cell.indicator: one.amount for one in Figure.objects.filter(superseded_at=None)}
    assert stands == {"propaganda_sessions": 8, "leaflets": 300}
    assert [one.cell for one in KeptSentence.objects.all()] == ["propaganda_sessions"]


def test_a_text_that_says_what_stands_there_keeps_its_sentences_alone(
    seats: Desks, text: IncomingText, lan: Client
) -> None:
    accept(seats.town, text, 3, by=seats.lan.actor)
    seats.town.save({"leaflets": 350}, by=seats.tuan.actor)
    answer = lan.post(at(text, "xac-nhan/"), follow=True)
    assert "Không ô nào phải đổi; các câu gốc được giữ. Văn bản đã xóa." in answer.content.decode()
    assert KeptSentence.objects.count() == 1


def test_nothing_is_confirmed_when_every_cell_stays_as_it_is(seats: Desks, text: IncomingText, lan: Client) -> None:
    accept(seats.town, text, 3, by=seats.lan.actor)
    answer = lan.post(at(text, "xac-nhan/"), {"nguyen": "leaflets"})
    assert (answer.status_code, IncomingText.objects.get().state) == (409, "open")
    assert not KeptSentence.objects.exists()


def test_one_reason_serves_every_cell_that_needs_one(
    seats: Desks, text: IncomingText, lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {parse_cell_key(one): Counted(exactly(1), "/so/") for one in ("propaganda_sessions", "leaflets")}
    registers_count(monkeypatch, counts)
    accept(seats.town, text, 1, 3, by=seats.lan.actor)
    preview = lan.get(at(text, "xac-nhan/"))
    assert "Lý do chung cho các ô cần lý do" in preview.content.decode()
    assert [(row.counted, row.list_href) for row in preview.context["rows"]] == [("1", "/so/")] * 2
    assert lan.post(at(text, "xac-nhan/")).status_code == 409
    sent = {"ly_do": "Sổ chưa ghi đủ", "n.leaflets": "Đếm lại tại kho"}
    assert lan.post(at(text, "xac-nhan/"), sent).status_code == 302
    assert {one.cell.indicator: one.note for one in Figure.objects.all()} == {
        "propaganda_sessions": "Sổ chưa ghi đủ",
        "leaflets": "Đếm lại tại kho",
    }


def test_a_row_says_what_the_register_counts_where_nothing_was_typed(
    seats: Desks, text: IncomingText, lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {parse_cell_key("leaflets"): Counted(exactly(400), "/so/")}
    registers_count(monkeypatch, counts)
    rows = {row.number: row.notes for row in lan.get(at(text)).context["page"].sure}
    assert rows[3][-1] == "sổ đếm được 400"
    assert rows[1][-1] == "báo cáo đang trống"


def test_a_text_is_discarded_with_everything_in_it(text: IncomingText, lan: Client) -> None:
    assert lan.post(at(text, "bo/")).status_code == 302
    assert "Đã bỏ lúc" in page_of(lan, at(text))


def test_words_are_kept_by_a_button(text: IncomingText, lan: Client) -> None:
    start = text.text.index("được kiềm chế")
    lan.post(at(text, "loi-ke/"), {"loi": str(start), "giu": "1"})
    assert "Đã giữ; thôi giữ" in page_of(lan, at(text))
    assert lan.post(at(text, "loi-ke/"), {"loi": "1", "giu": "1"}).status_code == 404


def test_a_report_whose_text_gave_words_alone_leads_to_them(seats: Desks, lan: Client, text: IncomingText) -> None:
    report = f"/bao-cao/{text.report_id}/"
    sentences = f"/doc-van-ban/cau-goc/?bao_cao={text.report_id}"
    assert sentences not in page_of(lan, report)
    start = text.text.index("được kiềm chế")
    lan.post(at(text, "loi-ke/"), {"loi": str(start), "giu": "1"})
    assert lan.post(at(text, "xac-nhan/")).status_code == 302
    assert sentences in page_of(lan, report)
    assert "Đã giữ câu gốc kể bằng lời" in page_of(lan, f"{report}nhat-ky/")


# ------------------------------------------------------------------ who opens what


def test_strangers_find_no_text_and_those_who_write_the_report_do(seats: Desks, text: IncomingText) -> None:
    auditor = a_person("kiemtoan", "Kiểm", Role.AUDITOR, seats.town.land.bac_ninh, "Thanh tra")
    leader = a_person("lanhdao", "Lãnh", Role.PROVINCE_LEADER, seats.town.land.bac_ninh, "Phó Chủ tịch")
    for who, status in ((seats.nam, 404), (auditor, 404), (leader, 404), (seats.tuan, 200), (seats.hung, 200)):
        client = seats.client(who)
        assert client.get(at(text)).status_code == status
        assert client.get(at(text, "xac-nhan/")).status_code == status
    for more in ("quyet-dinh/", "loi-ke/", "bo/"):
        assert seats.client(seats.nam).post(at(text, more), {"nhan": "1"}).status_code == 404
    assert "Nội dung dán vào" not in page_of(seats.client(seats.nam), "/doc-van-ban/")


def test_whoever_sees_the_report_sees_the_kept_sentence_and_nobody_else(
    seats: Desks, text: IncomingText, lan: Client
) -> None:
    accept(seats.town, text, 8, by=seats.lan.actor)
    lan.post(at(text, "xac-nhan/"))
    page = f"/doc-van-ban/cau-goc/{KeptSentence.objects.get().pk}/"
    leader = a_person("lanhdao", "Lãnh", Role.PROVINCE_LEADER, seats.town.land.bac_ninh, "Phó Chủ tịch")
    shown = page_of(seats.client(leader), page)
    assert re.search(r"giao nộp <mark[^>]*>2</mark> kg pháo", shown)
    assert "Ủy ban nhân dân xã An Phú" in shown
    assert seats.client(seats.nam).get(page).status_code == 404
    every = f"/doc-van-ban/cau-goc/?bao_cao={text.report_id}"
    assert "kg pháo" in page_of(seats.client(leader), every)
    assert seats.client(seats.nam).get(every).status_code == 404
    assert every in page_of(lan, f"/bao-cao/{text.report_id}/")
    trail = page_of(lan, f"/bao-cao/{text.report_id}/o/fireworks_kg/")
    assert f'href="{page}"' in trail


def test_a_sentence_with_a_small_count_about_people_is_hidden_from_those_who_neither_write_nor_receive(
    seats: Desks, lan: Client
) -> None:
    words = "Phát 350 tờ rơi và giúp 2 người tái hòa nhập."
    said = (Said("350", "leaflets", "Phát "), Said("2", "reintegrated_persons", "giúp "))
    text = taken(seats.town, words, *said, by=seats.lan.actor)
    accept(seats.town, text, 1, by=seats.lan.actor)
    lan.post(at(text, "xac-nhan/"))
    kept = KeptSentence.objects.get()
    page = f"/doc-van-ban/cau-goc/{kept.pk}/"
    auditor = signed_in_client(a_person("kiemtoan", "Kiểm", Role.AUDITOR, seats.town.land.bac_ninh, "Thanh tra"))
    assert kept.small
    assert "tái hòa nhập" in page_of(lan, page)
    assert "tái hòa nhập" not in page_of(auditor, page)
    assert "tái hòa nhập" not in page_of(auditor, f"/doc-van-ban/cau-goc/?bao_cao={kept.report_id}")


def test_no_query_searches_the_texts_and_no_list_says_what_they_say(text: IncomingText, lan: Client) -> None:
    searching = re.compile(r"\b(text|sentence|name)__(i?contains|i?startswith|i?regex|search|trigram)|SearchVector")
    rooms = [path for path in (SOURCE / "narrative").rglob("*.py") if "migrations" not in path.parts]
    assert rooms
    assert not [path.name for path in rooms if searching.search(path.read_text(encoding="utf-8"))]
    found = page_of(lan, "/doc-van-ban/?q=pháo")
    assert "Nội dung dán vào" in found
    assert "pháo" not in found


# ------------------------------------------------------------------ what is owed


def test_a_text_that_waits_is_a_duty_until_the_day_on_which_it_is_deleted(seats: Desks, text: IncomingText) -> None:
    (duty,) = texts(seats.lan.actor, NOW)
    assert (duty.due, duty.link) == (text.forget_on, f"/doc-van-ban/{text.pk}/")
    assert list(texts(seats.nam.actor, NOW)) == []


def test_the_report_and_the_first_page_lead_to_the_texts(seats: Desks, lan: Client) -> None:
    report = seats.town.report()
    assert f"/doc-van-ban/?bao_cao={report.pk}" in page_of(lan, f"/bao-cao/{report.pk}/")
    assert "/doc-van-ban/" in page_of(lan, "/bao-cao/")


def test_a_receiving_office_may_choose_the_report_it_came_from(seats: Desks) -> None:
    hung = seats.client(seats.hung)
    report = seats.town.report()
    chosen = hung.get(f"/doc-van-ban/?bao_cao={report.pk}").context["form"].fields["report_id"].choices
    assert [number for number, _ in chosen] == [report.pk]
