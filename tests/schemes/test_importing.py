"""Lists that offices keep of schemes, sites and exemplars are read by their own headings; names tell the rest."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from binhyen.registers.actions.importing import import_entries, plan_import, undo_import
from binhyen.registers.models import Import
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.declared import Register
from binhyen.registers.rules.facts import Facts
from binhyen.schemes.models import Exemplar, Scheme, Site
from binhyen.schemes.registers import EXEMPLARS, SCHEMES, SITES
from binhyen.schemes.rules.guessing import exemplar_guess, scheme_guess, site_guess
from binhyen.sheets.queries import read_table
from tests.accounts.factories import Land, Person
from tests.registers.factories import NOW, day, number
from tests.schemes.factories import a_scheme


def workbook(*rows: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def taken(register: Register, content: bytes, by: Person) -> Import:
    table = read_table(io.BytesIO(content), columns(register))
    return import_entries(
        register=register,
        table=table,
        chosen={},
        workbook=io.BytesIO(content),
        name="danh-sach.xlsx",
        by=by.actor,
        at=NOW,
    )


OLD = workbook(
    ("DANH SÁCH MÔ HÌNH PHONG TRÀO TOÀN DÂN BẢO VỆ ANTQ",),
    ("TT", "Tên mô hình", "Xã", "Ngày ra mắt", "Số quyết định", "Đơn vị chủ trì", "Kết quả"),
    (1, "Camera an ninh", "Xã An Phú", "10/03/2019", "QĐ 12/QĐ-UBND", "Công an", "Giảm trộm cắp"),
    (2, "Câu lạc bộ Cựu chiến binh giữ gìn trật tự", "Xã An Phú", "01/08/2025", "", "Hội Cựu chiến binh", ""),
)


def test_an_old_list_of_schemes_is_taken_in_marked_and_counted_and_taken_back(land: Land, lan: Person) -> None:
    brought = taken(SCHEMES, OLD, lan)
    rows = {row.name: row for row in Scheme.objects.filter(superseded_at=None)}
    camera = rows["Camera an ninh"]
    assert (camera.kind, camera.field, camera.managing_level, camera.org) == (
        "cameras",
        "residents",
        "commune",
        "police",
    )
    assert (camera.since, camera.decision, camera.state) == (day("10/03/2019"), "QĐ 12/QĐ-UBND", "active")
    club = rows["Câu lạc bộ Cựu chiến binh giữ gìn trật tự"]
    assert (club.kind, club.kind_name) == ("other", club.name)
    assert {row.brought_by_id for row in rows.values()} == {brought.pk}
    assert [number(one, land.an_phu, "2026") for one in ("models_total", "model_types")] == [2, 2]
    assert number("models_new", land.bac_ninh, "2025") == 0, "no paper says that the club was founded in 2025"
    undo_import(import_id=brought.pk, by=lan.actor, at=NOW, also_changed=False, register=SCHEMES)
    assert number("models_total", land.an_phu, "2026") == 0


def test_sites_find_their_scheme_by_its_name(land: Land, lan: Person) -> None:
    taken(SCHEMES, OLD, lan)
    listed = workbook(
        ("Tên mô hình", "Điểm mô hình", "Thôn, tổ dân phố", "Ngày triển khai", "Số tổ", "Số thành viên", "Số camera"),
        ("Camera an ninh", "Thôn Đông", "Thôn Đông", "01/02/2026", 2, 35, 6),
        ("Camera an ninh", "Trường THCS An Phú", "Xã An Phú", "01/03/2026", "", "", "hơn 4"),
    )
    taken(SITES, listed, lan)
    assert set(Site.objects.values_list("name", "unit_kind")) == {
        ("Thôn Đông", "residential_area"),
        ("Trường THCS An Phú", "school"),
    }
    asked = ("model_sites", "model_members", "security_cameras")
    assert [number(one, land.an_phu, "2026") for one in asked] == [2, 35, 10]


def test_a_site_of_an_unknown_scheme_is_refused_in_its_row(land: Land, lan: Person) -> None:
    content = workbook(("Mô hình", "Tên điểm", "Từ ngày"), ("Không có", "Thôn Đông", "01/02/2026"))
    table = read_table(io.BytesIO(content), columns(SITES))
    plan = plan_import(register=SITES, table=table, chosen={}, by=lan.actor, at=NOW)
    assert plan.faulty
    assert not Site.objects.exists()


def test_exemplars_of_a_list_stay_with_the_office_until_they_agree(land: Land, lan: Person) -> None:
    content = workbook(
        ("Tên tập thể, cá nhân", "Chức vụ, đơn vị", "Ngày công nhận", "Số quyết định", "Thành tích"),
        ("Ông Nguyễn Văn Mẫu", "Trưởng thôn", "01/02/2026", "QĐ 3", "Hòa giải 20 vụ"),
        ("Tổ liên gia số 3", "Thôn Đông", "01/02/2026", "QĐ 3", "Tuần tra"),
    )
    taken(EXEMPLARS, content, lan)
    assert set(Exemplar.objects.values_list("recipient", "lessons")) == {
        ("individual", "Hòa giải 20 vụ"),
        ("collective", "Tuần tra"),
    }
    assert not Exemplar.objects.filter(title__contains="Nguyễn").exists()
    assert number("exemplars", land.an_phu, "2026") == 2


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("Tiếng kẻng an ninh thôn Đông", "gong", "residents"),
        ("Tổ liên gia an toàn PCCC", "fire_interfamily", "residents"),
        ("Liên gia tự quản về ANTT", "interfamily", "residents"),
        ("Dòng họ Nguyễn tự quản", "clan", "residents"),
        ("Giáo xứ bình yên", "worship", "worship"),
        ("Zalo kết nối bình yên", "online", "cyberspace"),
        ("Ánh sáng an ninh", "lights", "residents"),
        ("Cổng trường an toàn giao thông", "school_gate", "school"),
        ("5 giúp 1", "five_help_one", "residents"),
        ("Biên giới bình yên", "frontier", "frontier"),
        ("Doanh nghiệp tự phòng, tự quản", "other", "enterprise"),
    ],
)
def test_names_tell_kind_and_field(name: str, kind: str, field: str) -> None:
    said = scheme_guess(Facts(1, {"name": name}))
    assert (said["kind"], said["field"]) == (kind, field)
    assert said["kind_name"] == (name if kind == "other" else "")


@pytest.mark.parametrize(
    ("name", "kind"), [("Tổ dân phố 4", "residential_area"), ("Công ty May Hà", "enterprise"), ("Chợ Đông", "")]
)
def test_names_tell_the_unit_of_a_site(name: str, kind: str) -> None:
    assert site_guess(Facts(1, {"name": name})) == {"unit_kind": kind}


@pytest.mark.parametrize(
    ("name", "whose"),
    [("Bà Lê Thị Mẫu", "individual"), ("Hộ ông Trần Văn Mẫu", "household"), ("Ban công tác Mặt trận", "collective")],
)
def test_names_tell_whose_an_exemplar_is(name: str, whose: str) -> None:
    assert exemplar_guess(Facts(1, {"name": name}))["recipient"] == whose


def test_of_schemes_with_one_name_a_row_means_the_one_at_its_place(land: Land, lan: Person, hung: Person) -> None:
    here = a_scheme(land.an_phu, lan.actor)
    a_scheme(land.elsewhere, hung.actor)
    listed = workbook(
        ("Tên mô hình", "Điểm mô hình", "Thôn, tổ dân phố", "Ngày triển khai"),
        ("Camera an ninh", "Ngõ 3", "Thôn Đông", "01/04/2026"),
    )
    taken(SITES, listed, lan)
    assert Site.objects.get().scheme_id == here.record_id
    a_scheme(land.village, lan.actor)
    plan = plan_import(
        register=SITES, table=read_table(io.BytesIO(listed), columns(SITES)), chosen={}, by=lan.actor, at=NOW
    )
    assert plan.faulty, "two lie there now: nobody guesses"


def test_a_choice_that_is_none_is_answered_with_the_names_of_the_choices(land: Land, lan: Person) -> None:
    listed = workbook(
        ("Tên mô hình", "Ngày ra mắt", "Bốn loại hình"), ("Camera an ninh", "10/03/2019", "Tự phòng, tự túc")
    )
    plan = plan_import(
        register=SCHEMES, table=read_table(io.BytesIO(listed), columns(SCHEMES)), chosen={}, by=lan.actor, at=NOW
    )
    [finding] = [one for one in plan.rows[0].findings if one.code == "registers.no_choice"]
    assert finding.params == {"value": "tự túc", "choices": "Tự phòng, Tự quản, Tự bảo vệ, Tự hòa giải"}
