"""Pages of schemes: the gallery and its search, a scheme's page, copying, reviewing, ending; exemplars."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.files.actions import Upload
from binhyen.kernel.actors import Role
from binhyen.registers.actions.papers import attach_file
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry, Record
from binhyen.registers.rules.facts import StepFacts
from binhyen.schemes.components.kinds import kinds_at
from binhyen.schemes.components.scheme import scheme_page
from binhyen.schemes.components.years import years_of
from binhyen.schemes.models import Scheme, Site
from binhyen.schemes.queries.gallery import Wanted, ranked
from binhyen.schemes.queries.schemes import schemes_at
from binhyen.schemes.registers import SCHEMES, SITES
from tests.accounts.factories import Land, Person, a_person, signed_in_client
from tests.registers.factories import NOW, day, facts
from tests.schemes.factories import a_scheme, a_site, an_exemplar, step


@dataclass(frozen=True, slots=True)
class Three:
    """A scheme that works well, one that was copied, and one that works badly."""

    best: Entry
    copied: Entry
    worst: Entry


@pytest.fixture
def three(land: Land, lan: Person, nam: Person) -> Three:
    worst = a_scheme(land.an_phu, lan.actor, name="Kẻng an ninh", kind="gong", problem="Gây rối đêm")
    copied = a_scheme(land.an_phu, lan.actor, name="Liên gia tự quản", kind="interfamily", topics=("disputes",))
    best = a_scheme(land.elsewhere, nam.actor, results="Trộm cắp giảm một nửa")
    _reviewed(best, nam, "effective")
    _reviewed(worst, lan, "ineffective")
    a_scheme(land.elsewhere, nam.actor, name="Liên gia Phúc Lộc", kind="interfamily", copied_from=copied.record_id)
    a_scheme(land.an_phu, lan.actor, name="Chưa ra mắt", preparing=True)
    return Three(best, copied, worst)


def _reviewed(row: Entry, by: Person, level: str) -> None:
    one = step("reviewed", "01/10/2026", year=2026, level=level)
    take_step(register=SCHEMES, record_id=row.record_id, step=one, by=by.actor, at=NOW)


def found(by: Person, wanted: Wanted) -> list[str]:
    return [row.title for row in ranked(by.actor, wanted)]


def test_what_works_comes_first_and_what_does_not_stand_is_not_shown(three: Three, lan: Person) -> None:
    assert found(lan, Wanted()) == ["Camera an ninh", "Liên gia tự quản", "Liên gia Phúc Lộc", "Kẻng an ninh"]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Wanted("trom cap"), ["Camera an ninh", "Liên gia Phúc Lộc"]),
        (Wanted("giam mot nua"), ["Camera an ninh"]),
        (Wanted("mau thuan", named=("disputes",)), ["Liên gia tự quản"]),
        (Wanted(topic="disputes"), ["Liên gia tự quản"]),
        (Wanted(kind="gong"), ["Kẻng an ninh"]),
        (Wanted(rating="effective"), ["Camera an ninh"]),
        (Wanted(field="school"), []),
    ],
)
def test_schemes_are_found_by_problem_kind_and_rating(
    three: Three, lan: Person, wanted: Wanted, titles: list[str]
) -> None:
    hits = found(lan, wanted)
    assert [title for title in hits if title in titles] == titles
    assert set(hits) - set(titles) <= {"Liên gia tự quản", "Kẻng an ninh", "Liên gia Phúc Lộc"}
    if wanted.words != "trom cap":
        assert hits == titles


def test_a_place_narrows_the_gallery(three: Three, land: Land, lan: Person) -> None:
    assert found(lan, Wanted(place_path=land.elsewhere.path)) == ["Camera an ninh", "Liên gia Phúc Lộc"]


def test_the_gallery_shows_cards_and_searches_without_diacritics(three: Three, reader: Client) -> None:
    page = reader.get(reverse("schemes:gallery"), {"q": "mau thuan"}).content.decode()
    assert "Liên gia tự quản" in page
    assert "Kẻng an ninh" not in page
    assert "Mâu thuẫn trong nhân dân" in page
    empty = reader.get(reverse("schemes:gallery"), {"q": "khong co gi"}).content.decode()
    assert "Không có mô hình nào phù hợp" in empty


def test_the_gallery_costs_the_same_however_many_cards(
    three: Three, reader: Client, land: Land, lan: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        a_scheme(land.an_phu, lan.actor, name=f"Mô hình số {number}")
    reader.get(reverse("schemes:gallery"))
    with django_assert_max_num_queries(16):
        assert reader.get(reverse("schemes:gallery")).status_code == 200


def test_a_photograph_stands_on_the_card(
    three: Three, reader: Client, lan: Person, settings: Settings, tmp_path: object
) -> None:
    import io

    from tests.files.conftest import picture

    settings.EVIDENCE_DIR = tmp_path
    upload = Upload(io.BytesIO(picture(size=(400, 300))), "ra-mat.jpg", "image/jpeg")
    attach_file(
        register=SCHEMES, record_id=three.copied.record_id, upload=upload, caption="Lễ ra mắt", by=lan.actor, at=NOW
    )
    page = reader.get(reverse("schemes:gallery")).content.decode()
    assert 'alt="Lễ ra mắt"' in page


def test_a_scheme_page_shows_sites_members_equipment_and_copies(
    three: Three, land: Land, lan: Person, reader: Client
) -> None:
    one = a_site(three.copied, land.village, lan.actor, members="20", groups=3, cameras="hơn 4", lights="10")
    a_site(three.copied, land.an_phu, lan.actor, name="Chợ", members="5", groups=1, since=day("01/06/2026"))
    anew = facts(SITES, land.village, {"members": "26"}).amounts
    counted = StepFacts("counted", day("01/07/2026"), {"groups": 4}, anew)
    take_step(register=SITES, record_id=one.record_id, step=counted, by=lan.actor, at=NOW)
    found = scheme_page(three.copied.record_id, lan.actor, NOW)
    assert (found.standing, found.groups, found.members_text, len(found.copies)) == (2, 5, "31", 1)
    assert [(total.text, total.unit) for total in found.equipment] == [("hơn 4", "mắt camera"), ("10", "bóng")]
    assert found.growth is not None
    page = reader.get(reverse("schemes:scheme", args=[three.copied.record_id])).content.decode()
    for words in ("hơn 4 mắt camera", "Liên gia Phúc Lộc", "Nhân rộng mô hình này", "Thôn Đông"):
        assert words in page


def test_a_scheme_page_costs_the_same_however_many_sites(
    three: Three, land: Land, lan: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        a_site(three.copied, land.village, lan.actor, name=f"Ngõ {number}", members="5")
    with django_assert_max_num_queries(26):
        assert scheme_page(three.copied.record_id, lan.actor, NOW).standing == 8


def test_strangers_are_told_that_a_scheme_is_not_there(three: Three, land: Land) -> None:
    far = signed_in_client(a_person("langson", "Vi Văn Xa", Role.PROVINCE_OFFICER, land.other_province))
    for name in ("scheme", "replicate", "review", "dissolve"):
        assert far.get(reverse(f"schemes:{name}", args=[three.best.record_id])).status_code == 404
    assert far.get(reverse("schemes:gallery")).content.decode().count("by-sch-card") == 0


def test_others_of_the_province_read_and_copy_but_do_not_review_nor_dissolve(three: Three, nam: Person) -> None:
    client = signed_in_client(nam)
    paths = {name: reverse(f"schemes:{name}", args=[three.copied.record_id]) for name in ("scheme", "replicate")}
    assert {name: client.get(path).status_code for name, path in paths.items()} == {"scheme": 200, "replicate": 200}
    for name in ("review", "dissolve"):
        assert client.get(reverse(f"schemes:{name}", args=[three.copied.record_id])).status_code == 403
    draft = reverse("schemes:draft", args=[three.copied.record_id, "quyet-dinh-giai-the"])
    assert client.post(draft).status_code == 403
    page = client.get(paths["scheme"]).content.decode()
    assert f"/mo-hinh/{three.copied.record_id}/van-ban/" not in page
    assert "Nhân rộng mô hình này" in page


def test_copying_carries_the_description_to_another_place(three: Three, land: Land, reader: Client) -> None:
    address = reverse("schemes:replicate", args=[three.best.record_id])
    form = reader.get(address).content.decode()
    assert "Hộ dân góp tiền lắp camera" in form
    assert "Trộm cắp giảm một nửa" not in form, "what the source achieved stays with the source"
    sent = {
        "place": land.an_phu.place_id,
        "name": "Camera an ninh",
        "kind": "cameras",
        "field": "residents",
        "managing_level": "commune",
        "since": "2026-11-01",
        "preparing": "on",
        "description": "Như xã Phúc Lộc",
        "copied_from": three.best.record_id,
    }
    answer = reader.post(address, sent)
    made = Scheme.objects.get(place=land.an_phu.place, name="Camera an ninh")
    assert answer.headers["Location"] == reverse("schemes:scheme", args=[made.record_id])
    assert (made.copied_from_id, made.preparing, made.record.state) == (three.best.record_id, True, "")
    assert reader.post(address, sent | {"name": ""}).status_code == 409


def test_a_review_is_written_by_its_sheet_and_wrong_points_stay_typed(three: Three, reader: Client) -> None:
    address = reverse("schemes:review", args=[three.copied.record_id])
    assert "Bảng điểm này không có ngưỡng" in reader.get(address).content.decode()
    points = {"c1": 20, "c2": 15, "c3": 25, "c4": 10, "c5": 10}
    sent = {"year": 2026, "on": "2026-10-20", "level": "average", "document": "BB 7", "note": ""}
    wrong = reader.post(address, sent | points | {"c1": 21})
    assert wrong.status_code == 409
    assert 'value="25"' in wrong.content.decode()
    assert reader.post(address, sent | points).status_code == 302
    page = reader.get(reverse("schemes:scheme", args=[three.copied.record_id])).content.decode()
    assert "80 điểm" in page
    assert "Hoạt động bình thường" in page


def test_a_scheme_is_dissolved_with_its_sites_from_its_page(
    three: Three, land: Land, lan: Person, reader: Client
) -> None:
    a_site(three.worst, land.village, lan.actor)
    address = reverse("schemes:dissolve", args=[three.worst.record_id])
    assert "Các điểm kết thúc cùng ngày: 1" in reader.get(address).content.decode()
    assert reader.post(address, {"on": "2026-10-01", "reason": "ineffective", "document": ""}).status_code == 409
    assert Site.objects.get(superseded_at=None).until is None
    sent = {"on": "2026-10-01", "reason": "ineffective", "document": "QĐ 90"}
    assert reader.post(address, sent).status_code == 302
    assert Record.objects.get(pk=three.worst.record_id).state == "dissolved"
    assert Site.objects.get(superseded_at=None).until == day("01/10/2026")


def test_kinds_are_compared_in_four_columns(three: Three, land: Land, lan: Person, nam: Person, reader: Client) -> None:
    one = a_site(three.copied, land.village, lan.actor, members="20", groups=3)
    a_site(three.best, land.elsewhere, nam.actor, name="Thôn Tây", members="7", groups=1)
    take_step(
        register=SITES,
        record_id=one.record_id,
        step=StepFacts("counted", day("01/07/2026"), {"groups": 5}),
        by=lan.actor,
        at=NOW,
    )
    found = {row.name: (row.schemes, row.sites, row.groups, row.members) for row in kinds_at(lan.actor, "").rows}
    assert found["Liên gia tự quản"] == (2, 1, 5, 20)
    assert found["Camera an ninh"] == (1, 1, 1, 7)
    total = kinds_at(lan.actor, "").total
    assert (len(found), total.schemes, total.sites, total.groups, total.members) == (3, 4, 2, 6, 27)
    assert len(kinds_at(lan.actor, land.elsewhere.path).rows) == 2
    assert "3 loại" in reader.get(reverse("schemes:kinds")).content.decode()


def test_the_years_of_a_place_show_ratings_and_preparation(
    three: Three, land: Land, lan: Person, reader: Client
) -> None:
    rows = list(schemes_at(lan.actor, (land.an_phu.path,)))
    years = years_of(rows, NOW.date())
    looks = {line.row.title: [bar.look for bar in line.bars] for line in years.lines}
    assert looks == {
        "Kẻng an ninh": ["todo", "not"],
        "Liên gia tự quản": ["todo"],
        "Chưa ra mắt": ["preparing"],
    }
    page = reader.get(reverse("schemes:years")).content.decode()
    assert "Kẻng an ninh" in page
    assert "Camera an ninh" not in page
    a_site(three.best, land.elsewhere, a_person("tinh2", "Trần Văn Hai", Role.PROVINCE_OFFICER, land.bac_ninh).actor)
    assert [row.title for row in schemes_at(lan.actor, (land.elsewhere.path,))] == [
        "Camera an ninh",
        "Liên gia Phúc Lộc",
    ]


def test_exemplars_are_shown_once_they_are_recognised_and_agreed(land: Land, lan: Person, nam: Person) -> None:
    team = an_exemplar(land.an_phu, lan.actor)
    shy = an_exemplar(land.an_phu, lan.actor, recipient="individual", name="Bà Nguyễn Thị Mẫu")
    an_exemplar(land.an_phu, lan.actor, name="Tổ mới giới thiệu", decision="")
    client = signed_in_client(nam)
    page = client.get(reverse("schemes:exemplars")).content.decode()
    assert "Tổ liên gia số 3" in page
    assert "Nguyễn Thị Mẫu" not in page
    assert "Tổ mới giới thiệu" not in page
    assert client.get(reverse("schemes:exemplar", args=[team.record_id])).status_code == 200
    assert client.get(reverse("schemes:exemplar", args=[shy.record_id])).status_code == 404
    listed = signed_in_client(lan).get(reverse("registers:entries", args=["dien-hinh"])).content.decode()
    assert "chưa có ý kiến đồng ý nêu tên" in listed


def test_a_score_sheet_is_set_from_its_page_and_read_by_everybody(land: Land, lan: Person, reader: Client) -> None:
    address = reverse("schemes:score_sheet")
    sent = {
        "since": "2026-01-01",
        "criteria": "Quy chế | 40\nKết quả | 60",
        "effective": 80,
        "average": 50,
        "basis": "QĐ 9",
    }
    assert reader.post(address, sent | {"criteria": "Quy chế"}).status_code == 409
    assert reader.post(address, sent).status_code == 302
    page = reader.get(address).content.decode()
    assert "“Hoạt động hiệu quả” từ 80 điểm" in page
    auditor = signed_in_client(a_person("kiemtra", "Bùi Văn Kiểm", Role.AUDITOR, land.bac_ninh))
    assert auditor.get(address).status_code == 200
    assert auditor.post(address, sent).status_code == 403


def test_a_letter_is_drafted_from_the_page(three: Three, reader: Client) -> None:
    page = reader.get(reverse("schemes:scheme", args=[three.worst.record_id])).content.decode()
    assert "Soạn quyết định giải thể" in page
    answer = reader.post(reverse("schemes:draft", args=[three.worst.record_id, "quyet-dinh-giai-the"]))
    assert answer.status_code == 302
    assert "/van-ban/" in answer.headers["Location"]


def test_the_list_leads_to_the_gallery_and_an_entry_to_its_own_page(three: Three, reader: Client) -> None:
    listed = reader.get(reverse("registers:entries", args=["mo-hinh"])).content.decode()
    assert reverse("schemes:gallery") in listed
    assert reverse("schemes:scheme", args=[three.best.record_id]) in listed
    answer = reader.get(reverse("registers:entry", args=["mo-hinh", three.best.record_id]))
    assert answer.headers["Location"] == reverse("schemes:scheme", args=[three.best.record_id])
