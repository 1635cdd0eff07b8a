"""The catalogue's pages: found without diacritics, said in words, and each indicator with its uses."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.indicators.models import Form, FormVersion
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.explained import checks_about, forms_with
from binhyen.indicators.queries.explained import listed as found
from binhyen.indicators.queries.forms import shipped_forms
from binhyen.indicators.rules.plain import form_hash, form_to_data
from binhyen.indicators.rules.versions import FormState
from binhyen.kernel.actors import Role
from tests.accounts.factories import Land, a_land, a_person, ba_lan, chi_mai, ong_hung, signed_in_client

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 5, tzinfo=UTC)


@pytest.fixture
def land() -> Land:
    return a_land()


def shown(client: Client, code: str) -> str:
    answer = client.get(reverse("indicators:indicator", args=[code]))
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client: Client, **asked: str) -> str:
    answer = client.get(reverse("indicators:catalogue"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def an_own_form(land: Land) -> FormVersion:
    """A form of Bắc Ninh's own, in use."""
    content = shipped_forms()["phoi-hop-09"]
    form = Form.objects.create(
        code="rieng", name="Biểu riêng", province_id=land.bac_ninh.place_id, created_by_account=0, created_at=AT
    )
    return FormVersion.objects.create(
        form=form,
        number=1,
        state=FormState.PUBLISHED,
        title=content.title,
        filled_by=content.filled_by,
        period_type=content.period_type,
        content={**form_to_data(content), "title": "Biểu riêng của tỉnh"},
        content_hash=f"own-{form_hash(content)}"[:64],
        created_by_account=0,
        created_at=AT,
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [("to doi tuan tra", "patrol_groups"), ("TỔ ĐỘI TUẦN TRA", "patrol_groups"), ("patrol groups", "patrol_groups")],
)
def test_an_indicator_is_found_without_diacritics(words: str, code: str) -> None:
    assert code in {one.indicator.code for one in found(words)}


def test_words_that_nothing_has_find_nothing() -> None:
    assert found("máy bay phản lực") == ()


def test_the_whole_catalogue_is_listed_with_what_is_only_recognised(land: Land) -> None:
    client = signed_in_client(ba_lan(land))
    pages = [listed(client, page=str(number)) for number in range(1, 7)]
    assert sum(page.count('<th scope="row"><a href="/so-lieu/danh-muc/') for page in pages) == 252
    assert all("chỉ để nhận biết" in page for page in pages)


def test_one_group_is_listed_alone(land: Land) -> None:
    page = listed(signed_in_client(ba_lan(land)), nhom="awards")
    assert page.count('<th scope="row">') == len(catalogue().of_group("awards"))


def test_an_empty_answer_leads_back_to_the_whole(land: Land) -> None:
    assert "Xem cả danh mục" in listed(signed_in_client(ba_lan(land)), q="zzzz")


def test_text_of_the_search_is_shown_as_text(land: Land) -> None:
    assert "<script>alert" not in listed(signed_in_client(ba_lan(land)), q="<script>alert(1)</script>")


def test_an_indicator_shows_its_worked_example(land: Land) -> None:
    page = shown(signed_in_client(ba_lan(land)), "recognised_units")
    assert "49/60 (81,7\N{NO-BREAK SPACE}%)" in page or "49/60 (81,7 %)" in page
    assert "Thông tư 124/2021/TT-BCA" in page


def test_an_indicator_shows_its_checks_in_words(land: Land) -> None:
    page = shown(signed_in_client(ba_lan(land)), "patrol_members")
    assert "Có … tổ tuần tra nhưng chỉ có … thành viên." in page
    assert "%(" not in page


def test_what_is_only_recognised_says_so_and_has_no_checks(land: Land) -> None:
    page = shown(signed_in_client(ba_lan(land)), "tip_providers")
    assert "Chỉ để nhận biết khi đọc văn bản." in page
    assert checks_about(catalogue().indicators["tip_providers"]) == ()


def test_what_is_never_scored_says_so(land: Land) -> None:
    page = shown(signed_in_client(ba_lan(land)), "commitments_signed")
    assert "Không dùng để giao chỉ tiêu, xếp hạng, chấm điểm hay xét khen thưởng." in page


def test_every_indicator_has_a_page(land: Land) -> None:
    client = signed_in_client(ba_lan(land))
    for indicator in catalogue().indicators.values():
        assert indicator.phrasing.nothing in shown(client, indicator.code)


def test_what_is_no_indicator_is_not_there(land: Land) -> None:
    answer = signed_in_client(ba_lan(land)).get(reverse("indicators:indicator", args=["castles"]))
    assert answer.status_code == 404


def test_a_province_s_own_form_is_named_to_its_people_alone(land: Land) -> None:
    an_own_form(land)
    groups = catalogue().indicators["patrol_groups"]
    for person in (ba_lan(land), ong_hung(land), chi_mai(land)):
        assert "Biểu riêng của tỉnh" in {use.title for use in forms_with(groups, person.actor)}
    stranger = a_person("langson.phongtrao", "Hoàng Văn Bắc", Role.PROVINCE_OFFICER, land.other_province)
    assert "Biểu riêng của tỉnh" not in {use.title for use in forms_with(groups, stranger.actor)}


def test_the_forms_of_an_indicator_cost_one_query(
    land: Land, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = ba_lan(land).actor
    with django_assert_num_queries(1):
        uses = forms_with(catalogue().indicators["patrol_groups"], actor)
    assert {line.cell.indicator for use in uses for line in use.lines} == {"patrol_groups"}


def test_a_visitor_is_led_to_the_sign_in(client: Client) -> None:
    assert client.get(reverse("indicators:catalogue")).status_code == 302
