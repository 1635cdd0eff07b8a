"""Boards that posts keep: kept with a trace, shared within the place, refused where they are nobody's business."""

from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from binhyen.accounts.models import Post
from binhyen.analytics.actions.boards import remove_board, save_board, share_board, unshare_board
from binhyen.analytics.models import BoardShare, SavedBoard
from binhyen.analytics.queries.boards import address_for, board_rows, boards_seen_by, sharing_of
from binhyen.analytics.rules.keeping import MOST_BOARDS, Reach, With, place_of, read_with, seen_from
from binhyen.audit.models import Entry
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refused
from tests.accounts.factories import (
    Land,
    Person,
    a_land,
    a_person,
    anh_nam,
    ba_lan,
    chi_mai,
    ong_hung,
    signed_in_client,
)
from tests.reports.factories import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "/bang/xoay/?chi_tieu=models_total&tu=2025"


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def chair(land: Land) -> Person:
    return a_person("anphu.chutich", "Đỗ Văn An", Role.COMMUNE_CHAIR, land.an_phu, "Chủ tịch UBND xã")


def kept(by: Person, name: str = "Mô hình theo quý", address: str = ADDRESS) -> SavedBoard:
    return save_board(name=name, address=address, by=by.actor, at=NOW)


def test_a_board_is_kept_with_a_trace_that_has_no_words(lan: Person) -> None:
    board = kept(lan)
    assert [one.pk for one in boards_seen_by(lan.actor)] == [board.pk]
    entry = Entry.objects.get(action="analytics.save_board")
    assert entry.data == {}


@pytest.mark.parametrize(
    ("name", "address", "code"),
    [
        (" ", ADDRESS, "analytics.no_board_name"),
        ("x" * 121, ADDRESS, "analytics.no_board_name"),
        ("Bảng", "https://noi.khac/bang/", "analytics.no_board_address"),
        ("Bảng", "//noi.khac/bang/", "analytics.no_board_address"),
        ("Bảng", "/bao-cao/", "analytics.no_board_address"),
        ("Bảng", "javascript:alert(1)", "analytics.no_board_address"),
    ],
)
def test_what_is_no_board_is_refused(lan: Person, name: str, address: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        kept(lan, name, address)
    assert refused.value.code == code
    assert not SavedBoard.objects.exists()


def test_a_post_keeps_so_many_and_no_more(lan: Person) -> None:
    for number in range(MOST_BOARDS):
        kept(lan, f"Bảng {number}")
    with pytest.raises(Refused) as refused:
        kept(lan)
    assert refused.value.code == "analytics.too_many_boards"


def test_who_sees_no_figures_of_a_place_or_only_looks_on_keeps_none(land: Land) -> None:
    auditor = a_person("thanhtra", "Vũ Văn Minh", Role.AUDITOR, land.bac_ninh)
    for person in (chi_mai(land), auditor):
        with pytest.raises(Forbidden):
            kept(person)


def test_a_shared_board_is_seen_and_not_changed(lan: Person, chair: Person) -> None:
    board = kept(lan)
    share_board(board_id=board.pk, wanted=With(Reach.POST, chair.post.pk), by=lan.actor, at=NOW)
    share_board(board_id=board.pk, wanted=With(Reach.POST, chair.post.pk), by=lan.actor, at=NOW)
    assert BoardShare.objects.count() == 1
    (row,) = board_rows(chair.actor)
    assert (row.board.pk, row.own) == (board.pk, False)
    with pytest.raises(Forbidden):
        remove_board(board_id=board.pk, by=chair.actor, at=NOW)
    unshare_board(board_id=board.pk, share_id=BoardShare.objects.get().pk, by=lan.actor, at=NOW)
    assert board_rows(chair.actor) == []
    actions = Entry.objects.filter(subject_type="saved_board").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["analytics.save_board", "analytics.share_board", "analytics.unshare_board"]


def test_posts_of_other_places_are_not_there_to_share_with(lan: Person, land: Land) -> None:
    board, nam = kept(lan), anh_nam(land)
    with pytest.raises(Http404):
        share_board(board_id=board.pk, wanted=With(Reach.POST, nam.post.pk), by=lan.actor, at=NOW)
    with pytest.raises(Http404):
        remove_board(board_id=board.pk, by=nam.actor, at=NOW)


def test_a_removed_board_is_gone_from_all_lists(lan: Person, chair: Person) -> None:
    board = kept(lan)
    share_board(board_id=board.pk, wanted=With(Reach.POST, chair.post.pk), by=lan.actor, at=NOW)
    remove_board(board_id=board.pk, by=lan.actor, at=NOW)
    assert board_rows(lan.actor) == board_rows(chair.actor) == []


def test_the_list_costs_the_same_for_many(lan: Person, chair: Person, django_assert_num_queries: Any) -> None:
    for number in range(5):
        share_board(
            board_id=kept(lan, f"Bảng {number}").pk, wanted=With(Reach.POST, chair.post.pk), by=lan.actor, at=NOW
        )
    with django_assert_num_queries(2):
        assert len(board_rows(lan.actor)) == 5


def test_the_pages_keep_share_and_remove(lan: Person, chair: Person) -> None:
    client: Client = signed_in_client(lan)
    answer = client.post(reverse("boards:save_board"), {"name": "Bảng của tôi", "address": ADDRESS}, follow=True)
    assert "Bảng của tôi" in answer.content.decode()
    board = SavedBoard.objects.get()
    client.post(reverse("boards:share_board", args=[board.pk]), {"whom": f"post:{chair.post.pk}"})
    assert "Chủ tịch UBND xã" in client.get(reverse("boards:saved_boards")).content.decode()
    client.post(reverse("boards:unshare_board", args=[board.pk]), {"share": BoardShare.objects.get().pk})
    client.post(reverse("boards:remove_board", args=[board.pk]))
    assert "Chưa lưu bảng nào" in client.get(reverse("boards:saved_boards")).content.decode()
    assert client.post(reverse("boards:share_board", args=[board.pk]), {"whom": "x"}).status_code == 404


# ------------------------------------------------------------------ with more than one post


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("post:12", With(Reach.POST, 12)),
        ("below", With(Reach.BELOW)),
        ("agency:Hội Liên hiệp Phụ nữ", With(Reach.AGENCY, agency="Hội Liên hiệp Phụ nữ")),
        ("post:", None),
        ("post:x", None),
        ("below:3", None),
        ("agency:", None),
        ("", None),
    ],
)
def test_whom_a_form_names_is_read(text: str, found: With | None) -> None:
    assert read_with(text) == found
    assert found is None or read_with(str(found)) == found


def test_an_address_is_told_of_ones_own_place() -> None:
    assert seen_from("/bang/xoay/?noi=2&chi_tieu=a&chi_tieu=b") == "/bang/xoay/?chi_tieu=a&chi_tieu=b"
    assert seen_from("/bang/?noi=2") == "/bang/"
    assert (place_of("/bang/?noi=2"), place_of("/bang/?noi=x"), place_of("/bang/")) == (2, None, None)


def test_a_board_of_the_province_is_seen_by_those_below_until_it_is_taken_back(land: Land, lan: Person) -> None:
    hung, elsewhere = ong_hung(land), a_person("langson", "Hoàng Văn Sơn", Role.PROVINCE_OFFICER, land.other_province)
    board = kept(hung, address=f"/bang/xoay/?noi={land.bac_ninh.place_id}&duoi=xa")
    share = share_board(board_id=board.pk, wanted=With(Reach.BELOW), by=hung.actor, at=NOW)
    assert [row.own for row in board_rows(lan.actor)] == [False]
    assert board_rows(elsewhere.actor) == []
    with pytest.raises(Forbidden):
        unshare_board(board_id=board.pk, share_id=share.pk, by=lan.actor, at=NOW)
    unshare_board(board_id=board.pk, share_id=share.pk, by=hung.actor, at=NOW)
    assert board_rows(lan.actor) == []
    assert signed_in_client(lan).get(reverse("boards:open_board", args=[board.pk])).status_code == 404


def test_whoever_opens_it_sees_their_own_place(land: Land, lan: Person) -> None:
    hung = ong_hung(land)
    board = kept(hung, address=f"/bang/xoay/?noi={land.bac_ninh.place_id}&duoi=xa")
    share_board(board_id=board.pk, wanted=With(Reach.BELOW), by=hung.actor, at=NOW)
    assert address_for(lan.actor, board) == "/bang/xoay/?duoi=xa"
    assert address_for(hung.actor, board) == board.address
    shown = signed_in_client(lan).get(reverse("boards:open_board", args=[board.pk]), follow=True).content.decode()
    assert "Xã An Phú" in shown
    assert "lập cho nơi khác" in shown
    assert "Xã Phúc Lộc" not in shown


def test_a_commune_has_nobody_below_to_share_with(lan: Person) -> None:
    board = kept(lan)
    with pytest.raises(Http404):
        share_board(board_id=board.pk, wanted=With(Reach.BELOW), by=lan.actor, at=NOW)
    assert not sharing_of(lan.actor, NOW.date()).below


def test_a_board_is_shared_with_all_of_an_association_in_the_own_place(land: Land, lan: Person) -> None:
    named = "Hội Liên hiệp Phụ nữ"
    women = [_of_agency(land.an_phu, f"anphu.phunu{n}", named) for n in (1, 2)]
    others = [
        _of_agency(land.an_phu, "anphu.nongdan", "Hội Nông dân"),
        _of_agency(land.elsewhere, "phucloc.phunu", named),
    ]
    assert sharing_of(lan.actor, NOW.date()).agencies == ["Hội Liên hiệp Phụ nữ", "Hội Nông dân"]
    board = kept(lan)
    share_board(board_id=board.pk, wanted=With(Reach.AGENCY, agency=named), by=lan.actor, at=NOW)
    assert all(board_rows(one.actor) for one in women)
    assert not any(board_rows(one.actor) for one in others)
    with pytest.raises(Http404):
        share_board(board_id=board.pk, wanted=With(Reach.AGENCY, agency="Hội khác"), by=lan.actor, at=NOW)
    data = Entry.objects.get(action="analytics.share_board").data
    assert (data["reach"], named in str(data)) == ("agency", False)


def _of_agency(place: Any, username: str, agency: str) -> Person:
    person = a_person(username, "Lê Thị Hoa", Role.ASSOCIATION_OFFICER, place, f"Cán bộ {agency}")
    Post.objects.filter(pk=person.post.pk).update(agency=agency)
    return person
