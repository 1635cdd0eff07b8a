"""Pages of forces: strength, a team, a member, ratings; who sees what, and what a form does."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse, HttpResponseBase
from pytest_django import DjangoAssertNumQueries

from binhyen.forces.models import ForceMember, Rating, RatingYear
from binhyen.forces.rules.kinds import KINDS
from binhyen.kernel.actors import Role
from binhyen.registers.models import Entry
from tests.accounts.factories import Land, Person, a_land, a_person, anh_nam, ba_lan, ong_hung, signed_in_client
from tests.forces.factories import a_member, a_team, ong_phuc

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: TODAY)


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def team(land: Land, lan: Person) -> Entry:
    made = a_team(land.village, lan.actor)
    a_member(made, land.village, lan.actor, role="leader", name="Trần Thị Bình")
    a_member(made, land.village, lan.actor)
    return made


def text(answer: HttpResponseBase, status: int = 200) -> str:
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_province_sees_its_communes_and_each_number_opens_into_as_many(land: Land, team: Entry) -> None:
    client = signed_in_client(ong_hung(land))
    page = text(client.get("/luc-luong/"))
    assert "Xã An Phú" in page
    opened = f"/so/dem/?chi_tieu=grassroots_members&amp;noi={land.an_phu.place_id}&amp;ky=2026-11-20"
    assert opened in page
    lines = text(client.get(opened.replace("&amp;", "&")))
    assert "Tổ viên, từ 01/08/2025" in lines
    assert "Nguyễn Văn An" not in lines


def test_strength_leads_down_to_the_villages_of_a_commune(land: Land, lan: Person, team: Entry) -> None:
    assert "Thôn Đông" in text(signed_in_client(lan).get("/luc-luong/"))
    below = f"/luc-luong/?noi={land.an_phu.place_id}&luc_luong=patrol&ngay=2026-01-01"
    assert "01/01/2026" in text(signed_in_client(ong_hung(land)).get(below))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_its_strength(land: Land, lan: Person, kind: str) -> None:
    page = text(signed_in_client(lan).get(f"/luc-luong/?luc_luong={kind}"))
    assert f'value="{kind}" selected' in page


def test_strength_of_a_place_that_is_not_ones_own_is_not_there(land: Land, team: Entry) -> None:
    answer = signed_in_client(anh_nam(land)).get(f"/luc-luong/?noi={land.an_phu.place_id}")
    assert answer.status_code == 404


def test_a_team_shows_its_members_to_those_who_keep_them(land: Land, lan: Person, team: Entry) -> None:
    page = text(signed_in_client(lan).get(f"/luc-luong/to/{team.record_id}/"))
    assert page.index("Trần Thị Bình") < page.index("Nguyễn Văn An")
    assert f"/so/thanh-vien/them/?cha={team.record_id}&amp;force=grassroots" in page


def test_a_team_shows_no_names_to_others(land: Land, team: Entry) -> None:
    auditor = a_person("thanhtra", "Ngô Thị Hà", Role.AUDITOR, land.bac_ninh)
    page = text(signed_in_client(auditor).get(f"/luc-luong/to/{team.record_id}/"))
    assert "Tổ bảo vệ ANTT thôn Đông" in page
    assert "Trần Thị Bình" not in page
    member = ForceMember.objects.first()
    assert member is not None
    assert signed_in_client(auditor).get(f"/luc-luong/thanh-vien/{member.record_id}/").status_code == 404


def test_a_member_shows_months_of_service(land: Land, lan: Person, team: Entry) -> None:
    member = ForceMember.objects.get(role="leader")
    page = text(signed_in_client(lan).get(f"/luc-luong/thanh-vien/{member.record_id}/"))
    assert "Trần Thị Bình" in page
    assert '<div class="fig">15</div>' in page


def test_a_team_is_dissolved_with_a_form(land: Land, lan: Person, team: Entry) -> None:
    client, path = signed_in_client(lan), f"/luc-luong/to/{team.record_id}/giai-the/"
    assert "Trần" not in text(client.get(path))
    text(client.post(path, {"on": "2027-01-01", "dissolution": "QĐ 40"}), 409)
    answer = client.post(path, {"on": "2026-06-01", "dissolution": "QĐ 40/QĐ-UBND"})
    assert answer.headers["Location"] == f"/luc-luong/to/{team.record_id}/"
    assert not ForceMember.objects.filter(superseded_at=None, until=None).exists()
    assert "Đã giải thể từ ngày 01/06/2026" in text(client.get(answer.headers["Location"]))


def test_the_founding_decision_is_drafted_from_the_page(land: Land, lan: Person, team: Entry) -> None:
    answer = signed_in_client(lan).post(f"/luc-luong/to/{team.record_id}/du-thao-quyet-dinh/")
    assert answer.headers["Location"].startswith("/van-ban/")


# ------------------------------------------------------------------ ratings


def opened(client_of: Person) -> str:
    answer = signed_in_client(client_of).post("/luc-luong/xep-loai/mo/", {"year": "2026"})
    return str(answer.headers["Location"])


def test_a_year_is_opened_filled_and_decided(land: Land, lan: Person, team: Entry) -> None:
    phuc, path = ong_phuc(land), opened(lan)
    page = text(signed_in_client(lan).get(path))
    assert "Chưa xếp loại." in page
    key = team.record_id
    sent = {f"level-{key}": "good", f"tasks-{key}": "97", f"area-{key}": "on", "fill": "done", "version": "0"}
    rest = {f"level-{row.record_id}": "" for row in ForceMember.objects.all()}
    assert signed_in_client(lan).post(path, sent | rest).status_code == 302
    assert sorted(Rating.objects.values_list("level", "tasks")) == [("done", None), ("done", None), ("good", 97)]
    chair = signed_in_client(phuc)
    assert text(chair.get(f"{path}quyet-dinh/"))
    assert chair.post(f"{path}quyet-dinh/", {"on": "2026-11-18"}).headers["Location"] == path
    assert "01/QĐ-UBND" in text(chair.get(path))
    paper = chair.get(f"{path}van-ban/docx/")
    assert (paper.status_code, paper.headers["Content-Disposition"]) == (200, 'attachment; filename="01-qd-ubnd.docx"')
    assert signed_in_client(anh_nam(land)).get(f"{path}van-ban/docx/").status_code == 404


def test_a_refused_grid_keeps_what_was_typed(land: Land, lan: Person, team: Entry) -> None:
    path, key = opened(lan), team.record_id
    sent = {f"level-{key}": "done", f"tasks-{key}": "88", "version": "7"}
    page = text(signed_in_client(lan).post(path, sent), 409)
    assert "Có người vừa lưu bảng xếp loại này" in page
    assert 'value="88"' in page
    assert not Rating.objects.exists()


@pytest.mark.parametrize("tasks", ["abc", "101", "12345"])
def test_a_share_that_is_none_is_refused(land: Land, lan: Person, team: Entry, tasks: str) -> None:
    path, key = opened(lan), team.record_id
    text(signed_in_client(lan).post(path, {f"level-{key}": "done", f"tasks-{key}": tasks, "version": "0"}), 409)
    assert not Rating.objects.exists()


def test_a_decision_that_something_stands_against_is_refused_in_words(land: Land, lan: Person, team: Entry) -> None:
    phuc, path = ong_phuc(land), opened(lan)
    page = text(signed_in_client(phuc).post(f"{path}quyet-dinh/", {"on": "2026-11-18"}), 409)
    assert "Còn 3 điểm vướng trước khi quyết định" in page
    assert RatingYear.objects.get().decided_on is None


def test_years_without_rules_are_not_opened(land: Land, lan: Person) -> None:
    answer = signed_in_client(lan).post("/luc-luong/xep-loai/mo/", {"year": "2025"})
    assert "Xếp loại bắt đầu từ năm 2026" in text(answer, 409)
    assert signed_in_client(lan).post("/luc-luong/xep-loai/mo/", {"year": "x"}).status_code == 302


def test_the_list_of_years_asks_the_same_whatever_there_is(
    land: Land, lan: Person, team: Entry, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    opened(lan)
    client = signed_in_client(lan)
    client.get("/luc-luong/xep-loai/")
    with django_assert_max_num_queries(14):
        assert "2026" in text(client.get("/luc-luong/xep-loai/"))
