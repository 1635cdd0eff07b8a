"""Pages of reports in words, the duties behind them, and the command."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from docx import Document
from pypdf import PdfReader

from binhyen.kernel.actors import Role
from binhyen.narrative.actions.composing import Typed, write_part
from binhyen.narrative.actions.signing import return_report, submit_report
from binhyen.narrative.duties import written as duties
from binhyen.narrative.models import PartText, WrittenReport
from binhyen.narrative.rules.lifecycle import TextState
from binhyen.places.rules.kinds import PlaceKind, Tier
from tests.accounts.factories import a_person, a_place, ba_lan, ong_hung, signed_in_client
from tests.narrative.writer.town import WritingTown, a_writing_town
from tests.reports.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> WritingTown:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return a_writing_town()


@pytest.fixture
def hung(town: WritingTown) -> Client:
    return signed_in_client(ong_hung(town.town.land))


@pytest.fixture
def leader(town: WritingTown) -> Client:
    land = town.town.land
    return signed_in_client(a_person("lanhdao", "Nguyễn Văn Đức", Role.PROVINCE_LEADER, land.bac_ninh, "Chủ tịch UBND"))


def page_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_report_goes_from_the_list_to_the_signature(town: WritingTown, hung: Client, leader: Client) -> None:
    assert "Chưa soạn báo cáo nào." in page_of(hung, "/soan-bao-cao/")
    answer = hung.post("/soan-bao-cao/moi/", {"report": "year-end", "year": "2026", "part": "", "since": ""})
    report = WrittenReport.objects.get()
    path = f"/soan-bao-cao/{report.pk}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    page = page_of(hung, path)
    assert re.search(r'hiện có <a class="live" href="/bao-cao/tong/[^"]*" title="[^"]*">12</a> mô hình', page)
    assert hung.post(f"{path}trinh/").status_code == 302
    assert "chờ ký" in page_of(leader, "/soan-bao-cao/")
    assert "Trình ký" not in page_of(leader, path)
    assert leader.post(f"{path}ky/", {"on": "05/11/2026", "late_reason": ""}).headers["Location"] == path
    assert "01/BC-UBND" in page_of(hung, path)
    assert hung.get(f"{path}tep/pdf/").status_code == 302


def test_a_part_is_written_by_hand_and_what_is_wrong_is_said_at_it(town: WritingTown, hung: Client) -> None:
    path = f"/soan-bao-cao/{town.begun().pk}/muc/mo-hinh/"
    assert "{models_total}" in page_of(hung, path)
    wrong = hung.post(path, {"text": "Có {models_total", "version": "0"})
    assert wrong.status_code == 409
    assert "Dòng 1: dấu “{” chưa đóng" in wrong.content.decode()
    assert hung.post(path, {"text": "Có {models_total} mô hình.", "version": "0"}).status_code == 302
    met = hung.post(path, {"text": "Khác.", "version": "0"})
    assert met.status_code == 409
    assert "by-conflict" in met.content.decode()
    assert hung.post(f"{path}tra-mau/").status_code == 302
    assert [row.own for row in PartText.objects.order_by("version")] == [True, False]


def test_figures_are_offered_by_name_with_their_value_and_a_button_for_each(town: WritingTown, hung: Client) -> None:
    page = page_of(hung, f"/soan-bao-cao/{town.begun().pk}/muc/mo-hinh/")
    assert re.search(r"<span>Tổng số mô hình[^<]*: <b>12</b></span><code>\{models_total\}</code>", page)
    assert 'data-insert="{models_total}" hidden' in page
    assert "số liệu khác của báo cáo" in page


def test_a_text_is_looked_at_before_it_is_saved(town: WritingTown, hung: Client) -> None:
    path = f"/soan-bao-cao/{town.begun('address').pk}/muc/ghi-nhan/"
    seen = hung.post(path, {"text": "Có {patrol_members} người tuần tra.", "version": "0", "xem": "1"})
    assert seen.status_code == 200
    assert re.search(r'<p>Có <a class="live" [^>]*>84</a> người tuần tra.\s*</p>', seen.content.decode())
    assert "Có {patrol_members} người tuần tra." in seen.content.decode()
    nothing = hung.post(path, {"text": "Có {fires} vụ cháy.", "version": "0", "xem": "1"})
    assert "Chưa viết được câu nào" in nothing.content.decode()
    wrong = hung.post(path, {"text": "Có {patrol_members", "version": "0", "xem": "1"})
    assert wrong.status_code == 409
    assert not PartText.objects.exists()


def test_numbers_are_counted_again_and_what_changed_is_shown(town: WritingTown, hung: Client) -> None:
    path = f"/soan-bao-cao/{town.begun().pk}/"
    assert "không có gì đổi" in page_of(hung, f"{path}thay-doi/")
    _more(town)
    changes = page_of(hung, f"{path}thay-doi/")
    assert "12" in changes
    assert "<!doctype html>" not in hung.get(f"{path}thay-doi/", headers={"HX-Request": "true"}).content.decode()
    assert hung.post(f"{path}lam-moi/").status_code == 302
    assert "live--new" in page_of(hung, path)


def _more(town: WritingTown) -> None:
    town.town.collect("2026-12", when=NOW + timedelta(days=20))
    town.town.save({"models_total": 11, "models_new": 2}, town.town.report("2026-12"))


def test_footnotes_are_printed_on_demand(town: WritingTown, hung: Client) -> None:
    path = f"/soan-bao-cao/{town.begun().pk}/in/"
    assert "<sup>" not in page_of(hung, path)
    page = page_of(hung, f"{path}?nguon=1")
    assert page.count("<sup>") == page.count('<li id="nguon-') > 5


def test_a_draft_is_edited_as_word_and_read_as_pdf(town: WritingTown, hung: Client) -> None:
    path = f"/soan-bao-cao/{town.begun().pk}/tep/"
    word = Document(BytesIO(hung.get(f"{path}docx/").content))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Toàn tỉnh hiện có 12 mô hình đang hoạt động." in text
    pdf = PdfReader(BytesIO(hung.get(f"{path}pdf/?nguon=1").content))
    said = " ".join(page.extract_text() for page in pdf.pages)
    assert "DỰ THẢO" in said
    assert "NGUỒN SỐ LIỆU" in said
    assert hung.get(f"{path}txt/").status_code == 404


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"report": "six-month"}, "không viết cho năm 2026"),
        ({"since": "2030"}, "Năm đầu phải trước năm cuối."),
        ({"year": "1999"}, "year"),
    ],
)
def test_a_report_that_cannot_be_begun_says_why(hung: Client, said: dict[str, str], words: str) -> None:
    answer = hung.post("/soan-bao-cao/moi/", {"report": "year-end", "year": "2026", "part": "", "since": "", **said})
    assert (answer.status_code, words in answer.content.decode()) == (409, True)
    assert not WrittenReport.objects.exists()


def test_a_draft_for_speaking_asks_nothing_before_a_signature(town: WritingTown, hung: Client) -> None:
    assert "Trước khi trình ký" in page_of(hung, f"/soan-bao-cao/{town.begun().pk}/")
    assert "Trước khi trình ký" not in page_of(hung, f"/soan-bao-cao/{town.begun('script').pk}/")


def test_a_file_bears_the_reports_name(town: WritingTown, hung: Client) -> None:
    answer = hung.get(f"/soan-bao-cao/{town.begun().pk}/tep/docx/")
    assert 'filename="bao-cao-tong-ket-nam-2026.docx"' in answer.headers["Content-Disposition"]


def test_the_office_takes_a_report_back_on_its_page(town: WritingTown, hung: Client) -> None:
    report = town.begun()
    path = f"/soan-bao-cao/{report.pk}/"
    assert "Rút về" not in page_of(hung, path)
    hung.post(f"{path}trinh/")
    assert "Rút về" in page_of(hung, path)
    assert hung.post(f"{path}rut-lai/").status_code == 302
    assert WrittenReport.objects.get().state == TextState.DRAFT


def test_a_draft_says_that_figures_wait_before_it_can_be_put_before_the_signer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    town = a_writing_town(accepted=False)
    hung = signed_in_client(ong_hung(town.town.land))
    path = f"/soan-bao-cao/{town.begun().pk}/"
    page = page_of(hung, path)
    assert "Chỉ trình ký được sau khi" in page
    assert "trinh/" not in page
    listed = f"/bao-cao/dot/{town.town.collections['2026-11'].pk}/?trang_thai=submitted"
    assert f'<a href="{listed}">Báo cáo thử, tháng 11/2026</a>: 2 báo cáo' in page
    assert page_of(hung, listed).count("An Phú") > 0
    refused = hung.post(f"{path}trinh/")
    assert refused.status_code == 409
    assert "chưa được chấp nhận. Hãy chấp nhận hoặc trả lại" in refused.content.decode()


def test_who_may_not_write_is_told_so(town: WritingTown) -> None:
    report = town.begun()
    lan = signed_in_client(ba_lan(town.town.land))
    assert lan.get(f"/soan-bao-cao/{report.pk}/").status_code == 404
    assert lan.post(f"/soan-bao-cao/{report.pk}/trinh/").status_code == 404
    assert WrittenReport.objects.get().state == TextState.DRAFT


def test_a_signature_and_a_mended_draft_are_asked_for(town: WritingTown) -> None:
    report = town.begun()
    assert list(duties(town.hung, NOW)) == [] == list(duties(town.chair, NOW))
    submit_report(report_id=report.pk, by=town.hung, at=NOW)
    [asked] = duties(town.chair, NOW)
    assert asked.link == f"/soan-bao-cao/{report.pk}/"
    return_report(report_id=report.pk, reason="Sửa.", by=town.chair, at=NOW)
    assert [one.state for one in duties(town.hung, NOW)] == ["returned"]
    assert list(duties(town.nam, NOW)) == []


def test_the_command_writes_both_files(town: WritingTown, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("nam.docx", "nam.pdf"):
        call_command("write", "year-end", place="Bắc Ninh", year=2026, out=str(tmp_path / name))
    pdf = PdfReader(tmp_path / "nam.pdf")
    assert "hiện có 12 mô hình" in " ".join(page.extract_text().replace("\n", " ") for page in pdf.pages)
    assert "Báo cáo tổng kết năm" in capsys.readouterr().out
    call_command("write", "six-month", place="xã An Phú", year=2026, half=2, out=str(tmp_path / "xa.docx"))
    assert (tmp_path / "xa.docx").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"report": "gi-do"}, "Không có loại báo cáo “gi-do”"),
        ({"place": "Nơi Không Có"}, "Không có địa bàn nào"),
        ({"period": "2026-Q1"}, "không viết cho quý I năm 2026"),
        ({"period": "2026-99"}, "không phải là một kỳ"),
        ({"year": None}, "Cần --year hoặc --period"),
        ({"out": "x.txt"}, ".docx hoặc .pdf"),
        ({"out": "/khong/co/x.pdf"}, "Không có thư mục"),
    ],
)
def test_the_command_refuses_in_vietnamese(
    town: WritingTown, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: dict[str, object], said: str
) -> None:
    given: dict[str, object] = {"report": "year-end", "place": "Bắc Ninh", "year": 2026, "out": str(tmp_path / "a.pdf")}
    given |= words
    report = given.pop("report")
    with pytest.raises(SystemExit) as ended:
        call_command("write", report, **given)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_the_command_asks_for_what_is_missing() -> None:
    with pytest.raises(CommandError):
        call_command("write", "year-end")


def test_a_name_that_many_places_bear_asks_for_a_code(
    town: WritingTown, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_place("An Phú", Tier.COMMUNE, PlaceKind.COMMUNE, town.town.land.other_province)
    with pytest.raises(SystemExit):
        call_command("write", "year-end", place="An Phú", year=2026, out=str(tmp_path / "a.pdf"))
    assert "Có 2 nơi tên là “An Phú”" in capsys.readouterr().err


def test_a_written_part_is_kept_with_who_and_when(town: WritingTown) -> None:
    report = town.begun()
    row = write_part(report_id=report.pk, typed=Typed("mo-hinh", "Lời.", 0), by=town.hung, at=NOW)
    assert (row.by_post, row.at, row.version) == (town.hung.post_id, NOW, 1)
