"""Pages of report forms: what everybody sees, and the builder step by step, as a browser without scripts sends it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.indicators.actions.forms import install_shipped_forms, publish_version, save_draft
from binhyen.indicators.models import Form, FormVersion
from binhyen.indicators.queries.forms import content_of, shipped_forms
from binhyen.indicators.queries.packs import catalogue
from binhyen.indicators.rules.forms import FilledBy, PeriodType
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import SYSTEM
from tests.accounts.factories import (
    AT,
    Land,
    Person,
    a_land,
    a_person,
    an_operator,
    anh_nam,
    ba_lan,
    ong_hung,
    signed_in_client,
)
from tests.indicators.cast import cell
from tests.indicators.desk import ROOT, Desk, a_desk, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.EVIDENCE_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


@pytest.fixture
def land(db: None) -> Land:
    return a_land()


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


@pytest.fixture
def client(hung: Person) -> Client:
    return signed_in_client(hung)


@pytest.fixture
def desk(client: Client, hung: Person) -> Desk:
    return a_desk(client, hung)


# ------------------------------------------------------------------ for everybody


def test_the_list_shows_shipped_forms_and_the_provinces_own(desk: Desk, land: Land) -> None:
    shown = text(desk.client.get(ROOT))
    assert "Biểu tháng của tỉnh" in shown
    assert all(one.title in shown for one in shipped_forms().values())
    assert "Biểu mới" in shown
    others = text(signed_in_client(ba_lan(land)).get(ROOT))
    assert "Biểu tháng của tỉnh" not in others
    assert "Biểu mới" not in others


def test_an_operator_sees_no_forms(desk: Desk, land: Land) -> None:
    operator = signed_in_client(an_operator(land))
    assert operator.get(ROOT).status_code == 403
    assert operator.get(f"{ROOT}phong-trao-thang/").status_code == 403


def test_a_form_is_shown_as_it_is_printed(desk: Desk, land: Land) -> None:
    lan = signed_in_client(ba_lan(land))
    shown = text(lan.get(f"{ROOT}phong-trao-thang/"))
    form = shipped_forms()["phong-trao-thang"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown
    assert form.title.upper() in shown
    assert [shown.count(f'<td class="code">{line.key}</td>') for line in form.lines] == [1] * len(form.lines)
    assert not {word for word in ("Soạn tiếp", "Soạn bản tiếp theo") if word in shown}
    assert lan.get(f"{ROOT}phong-trao-thang/ban-in/1/").status_code == 200
    assert lan.get(f"{ROOT}phong-trao-thang/ban-in/2/").status_code == 404
    assert lan.get(f"{ROOT}phong-trao-thang/tep/1/").status_code == 404


@pytest.mark.parametrize(("number", "status"), [("9", 404), ("0", 404), ("abc", 200), ("９", 200), ("9" * 20, 200)])
def test_a_version_that_is_not_there_is_not_shown_and_what_is_no_number_shows_the_one_in_use(
    desk: Desk, number: str, status: int
) -> None:
    assert desk.client.get(f"{ROOT}phong-trao-thang/", {"ban": number}).status_code == status


def test_one_form_takes_a_fixed_number_of_queries(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.client.get(f"{ROOT}phong-trao-nam/")
    with django_assert_max_num_queries(10):
        desk.client.get(f"{ROOT}phong-trao-nam/")
    with django_assert_max_num_queries(10):
        desk.client.get(ROOT)


def test_two_versions_are_compared_in_words(desk: Desk, hung: Person) -> None:
    first = publish_version(version_id=desk.pk, base=desk.version.content_hash, by=hung.actor, at=AT)
    assert desk.client.post(f"{desk.path}soan-tiep/").status_code == 302
    draft = first.form.versions.get(state=FormState.DRAFT)
    content = replace(content_of(draft), due_days=4)
    save_draft(version_id=draft.pk, content=content, base=draft.content_hash, by=hung.actor, at=AT)
    shown = text(desk.client.get(f"{desk.path}so-sanh/"))
    assert "Hạn gửi: 4 ngày làm việc sau ngày chốt số liệu; trước là 2 ngày." in shown
    assert "Hãy chọn hai bản khác nhau" in text(desk.client.get(f"{desk.path}so-sanh/?tu=1&den=1"))


# ------------------------------------------------------------------ beginning


def test_a_form_is_begun_blank_or_as_a_copy(client: Client, land: Land) -> None:
    install_shipped_forms(by=SYSTEM, at=AT)
    answer = client.post(f"{ROOT}moi/", {"name": "Biểu trống"})
    assert answer.status_code == 302
    blank = Form.objects.get(name="Biểu trống").versions.get()
    assert content_of(blank).lines == ()
    client.post(f"{ROOT}moi/", {"name": "Bản sao", "copied_from": "phong-trao-nam"})
    copy = Form.objects.get(name="Bản sao").versions.get()
    assert content_of(copy) == shipped_forms()["phong-trao-nam"]
    assert "phong-trao-nam" in text(client.get(f"{ROOT}moi/?tu=phong-trao-nam"))


@pytest.mark.parametrize("given", [{}, {"name": "  "}, {"name": "Biểu", "copied_from": "khong-co"}])
def test_a_form_that_cannot_begin_says_why(client: Client, given: dict[str, str]) -> None:
    answer = client.post(f"{ROOT}moi/", given)
    assert answer.status_code == 409
    assert Form.objects.count() == 0


def test_only_the_provinces_officers_build(desk: Desk, land: Land) -> None:
    for person in (ba_lan(land), anh_nam(land)):
        other = signed_in_client(person)
        assert other.get(f"{ROOT}moi/").status_code == 403
        assert other.get(f"{desk.path}soan/").status_code == 404
        assert other.post(f"{desk.path}soan/bo/").status_code == 404
    assert desk.client.get(f"{ROOT}phong-trao-thang/soan/").status_code == 403
    assert desk.client.post(f"{ROOT}phong-trao-thang/soan-tiep/").status_code == 403


# ------------------------------------------------------------------ writing


def test_lines_are_moved_taken_out_and_dragged(desk: Desk) -> None:
    desk.send("thu-tu/", up="B1")
    assert desk.keys[:2] == ["A:A1,A2,A3,A4,A5,B1", "B:B2,B3"]
    desk.send("thu-tu/", down="B1")
    assert desk.keys[:2] == ["A:A1,A2,A3,A4,A5", "B:B1,B2,B3"]
    desk.send("thu-tu/", remove="A2")
    assert desk.keys[0] == "A:A1,A3,A4,A5"
    answer = desk.send("thu-tu/", order="A:A5,A1,A3;B:B1,A4,B2,B3")
    assert answer.status_code == 302
    assert desk.keys[:2] == ["A:A5,A1,A3", "B:B1,A4,B2,B3"]


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("thu-tu/", {"order": "A:A1"}),
        ("thu-tu/", {"order": ""}),
        ("thu-tu/", {"remove": "Z9"}),
        ("thu-tu/", {}),
        ("muc/", {"remove": "A"}),
        ("muc/", {"rename": "Z", "title": "x"}),
        ("muc/", {}),
    ],
)
def test_a_step_that_cannot_be_taken_is_answered_on_the_page(desk: Desk, page: str, given: dict[str, str]) -> None:
    before = desk.version.content_hash
    answer = desk.send(page, **given)
    if page == "thu-tu/" and given == {"order": ""}:
        assert answer.status_code == 302
    else:
        assert answer.status_code == 409
        assert "by-note--error" in text(answer)
    assert desk.version.content_hash == before


def test_sections_are_added_renamed_moved_and_taken_out(desk: Desk) -> None:
    desk.send("muc/", add="1", title="  Việc   khác ")
    assert (desk.content.sections[-1].key, desk.content.sections[-1].title) == ("G", "Việc khác")
    desk.send("muc/", up="G")
    assert [one.key for one in desk.content.sections][-2:] == ["G", "F"]
    desk.send("muc/", rename="G", title="Việc mới")
    assert desk.content.sections[-2].title == "Việc mới"
    desk.send("muc/", remove="G")
    assert [one.key for one in desk.content.sections][-1] == "F"


def test_the_frame_is_changed(desk: Desk) -> None:
    given: dict[str, Any] = {
        "title": "Biểu quý",
        "filled_by": "commune",
        "period_type": "quarter",
        "window": "calendar",
        "due_days": "3",
        "source": "Kế hoạch 12",
        "notes": "",
    }
    assert desk.send("khung/", **given).status_code == 302
    found = desk.content
    assert (found.title, found.filled_by, found.period_type, found.window, found.due_days, found.covers_below) == (
        "Biểu quý",
        FilledBy.COMMUNE,
        PeriodType.QUARTER,
        "calendar",
        3,
        False,
    )
    for wrong in ({"due_days": "0"}, {"window": "x"}, {"title": ""}):
        assert desk.send("khung/", **{**given, **wrong}).status_code == 409
    refused = desk.send("khung/", **{**given, "filled_by": "residential_area"})
    assert refused.status_code == 409
    assert "không lưu dưới cấp xã" in text(refused)
    assert desk.content == found


def test_a_line_is_changed(desk: Desk) -> None:
    answer = desk.send("dong/A1/", key="A1", label="Đợt  phát động", unit="đợt")
    assert answer.status_code == 302
    line = desk.content.lines[0]
    assert (line.label, line.unit, line.required) == ("Đợt phát động", "đợt", False)
    shown = text(desk.client.get(f"{desk.path}soan/"))
    assert "Số liệu nhập và lưu theo đơn vị của danh mục" in shown
    twice = desk.send("dong/A1/", key="A2", label="x", unit="", required="on")
    assert twice.status_code == 409
    assert "Có hai dòng cùng mã A2" in text(twice)
    assert desk.client.get(f"{desk.path}soan/dong/Z1/").status_code == 404


def test_indicators_are_found_without_diacritics_and_chosen_whole_or_split(desk: Desk) -> None:
    gone = desk.content.lines[0].cell.indicator
    desk.send("thu-tu/", remove="A1")
    shown = text(desk.client.get(f"{desk.path}soan/chi-tieu/?muc=A&q=so cuoc phat dong"))
    assert f'value="{gone}"' in shown
    assert 'value="models_new"' not in shown
    split = text(desk.client.get(f"{desk.path}soan/chi-tieu/?muc=A&tach=models_total"))
    assert 'name="chia:models_total:status" value="new"' in split
    desk.send("chi-tieu/", muc="A", tach="models_total", chia__models_total__status=["new", "effective"])
    assert desk.keys[0] == "A:A2,A3,A4,A5,A6,A7"
    assert [str(line.cell) for line in desk.content.sections[0].lines[-2:]] == [
        "models_total|status=new",
        "models_total|status=effective",
    ]
    desk.send("chi-tieu/", muc="F", chi_tieu=[gone, "models_reviewed"])
    assert [str(line.cell) for line in desk.content.sections[-1].lines[-2:]] == [gone, "models_reviewed"]


def test_the_offers_are_paged(desk: Desk) -> None:
    first = text(desk.client.get(f"{desk.path}soan/chi-tieu/?muc=A"))
    second = text(desk.client.get(f"{desk.path}soan/chi-tieu/?muc=A&page=2"))
    rows = re.compile(r'<tr id="i-(\w+)"')
    assert len(rows.findall(first)) == len(rows.findall(second)) == 30
    assert not set(rows.findall(first)) & set(rows.findall(second))


def test_values_of_two_dimensions_are_combined_and_open_ones_cleaned(desk: Desk) -> None:
    given: dict[str, Any] = {
        "chia__models_total__status": ["new"],
        "chia__models_total__model_name": "Camera; an ninh\r\nTiếng kẻng=x",
    }
    desk.send("chi-tieu/", muc="B", tach="models_total", **given)
    cells = [str(line.cell) for line in desk.content.sections[1].lines[-2:]]
    assert cells == [
        "models_total|model_name=Camera an ninh;status=new",
        "models_total|model_name=Tiếng kẻng x;status=new",
    ]


def test_what_only_the_reader_knows_is_neither_offered_nor_taken(desk: Desk) -> None:
    hidden = next(one for one in catalogue().indicators.values() if not one.in_forms)
    shown = text(desk.client.get(f"{desk.path}soan/chi-tieu/?muc=A"))
    assert f'value="{hidden.code}"' not in shown
    split = text(desk.client.get(f"{desk.path}soan/chi-tieu/?muc=A&tach={hidden.code}"))
    assert f'value="{hidden.code}"' not in split
    assert hidden.name not in split
    answer = desk.send("chi-tieu/", muc="A", chi_tieu=hidden.code)
    assert answer.status_code == 409
    assert "chỉ để nhận biết" in text(answer)
    assert desk.content.line_of(cell(hidden.code)) is None


@pytest.mark.parametrize("given", [{}, {"chi_tieu": "khong_co"}, {"tach": "models_total"}])
def test_nothing_chosen_is_said(desk: Desk, given: dict[str, str]) -> None:
    answer = desk.send("chi-tieu/", muc="A", **given)
    assert answer.status_code == 409
    assert "Hãy đánh dấu ít nhất một chỉ tiêu" in text(answer)


def test_a_script_gets_the_list_or_one_split_alone(desk: Desk) -> None:
    for query, part in (("q=mo hinh", 'id="offered"'), ("tach=models_total", 'name="tach"')):
        answer = desk.client.get(f"{desk.path}soan/chi-tieu/?muc=A&{query}", headers={"HX-Request": "true"})
        assert part in text(answer)
        assert "<html" not in text(answer)


def test_two_officers_meet_with_both_shown_and_the_second_goes_on(desk: Desk, hung: Person, land: Land) -> None:
    stale = desk.version.content_hash
    mine: dict[str, Any] = {"key": "B1", "label": "Tin của tôi", "unit": "tin", "required": "on"}
    theirs = a_person("tinh.hai", "Vũ Thị Hai", hung.actor.role, land.bac_ninh, "Phó Trưởng phòng")
    changed = Desk(signed_in_client(theirs), desk.version)
    changed.send("dong/B1/", key="B1", label="Tin của người kia", unit="tin", required="on")
    met = desk.send("dong/B1/", base=stale, **mine)
    assert met.status_code == 409
    shown = text(met)
    assert "Vũ Thị Hai" in shown
    assert "Dòng B1 đổi tên thành “Tin của tôi”, trước là “Tin của người kia”." in shown
    assert desk.content.lines[5].label == "Tin của người kia"
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown))
    assert kept["base"] == desk.version.content_hash
    assert (
        desk.send("dong/B1/", **{name: value for name, value in kept.items() if name in {*mine, "base"}}).status_code
        == 302
    )
    assert desk.content.lines[5].label == "Tin của tôi"


def test_a_meeting_over_a_line_that_is_gone_says_so(desk: Desk) -> None:
    stale = desk.version.content_hash
    desk.send("thu-tu/", remove="B1")
    met = desk.send("thu-tu/", base=stale, up="B1")
    assert met.status_code == 409
    assert "không còn trong biểu" in text(met)


# ------------------------------------------------------------------ publishing


def test_publishing_shows_what_changes_and_what_it_leaves_alone(desk: Desk, hung: Person) -> None:
    first = text(desk.client.get(f"{desk.path}soan/cong-bo/"))
    assert "Bản đầu tiên" in first
    assert desk.send("cong-bo/").status_code == 302
    assert desk.version.state == FormState.PUBLISHED
    desk.client.post(f"{desk.path}soan-tiep/")
    desk.pk = FormVersion.objects.get(state=FormState.DRAFT).pk
    desk.send("thu-tu/", remove="A1")
    second = text(desk.client.get(f"{desk.path}soan/cong-bo/"))
    assert "Bỏ dòng A1" in second
    assert "giữ bản đó đến khi khóa" in second


def test_what_is_in_the_way_is_shown_and_nothing_is_published(desk: Desk) -> None:
    desk.send("muc/", add="1", title="")
    assert "disabled" in text(desk.client.get(f"{desk.path}soan/cong-bo/"))
    answer = desk.send("cong-bo/")
    assert answer.status_code == 409
    assert "Mục G chưa có tên" in text(answer)
    assert desk.version.state == FormState.DRAFT


def test_a_stale_publication_is_refused(desk: Desk) -> None:
    stale = desk.version.content_hash
    desk.send("thu-tu/", remove="A1")
    answer = desk.send("cong-bo/", base=stale)
    assert answer.status_code == 409
    assert desk.version.state == FormState.DRAFT


def test_a_dropped_draft_is_gone(desk: Desk) -> None:
    assert desk.client.post(f"{desk.path}soan/bo/").status_code == 302
    assert not FormVersion.objects.filter(pk=desk.pk).exists()
    assert desk.client.get(desk.path).status_code == 404
