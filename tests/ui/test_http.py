"""The frame, the error pages and refusals, as a visitor or a post sees them."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import Settings

from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Forbidden, Refusal, Refused
from binhyen.ui.http import RefusalMiddleware, Request
from binhyen.ui.views import fault

NOON = datetime(2026, 11, 5, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
OFFICER = Actor(
    account_id=1,
    post_id=2,
    role=Role.COMMUNE_OFFICER,
    place_id=3,
    place_path="01.02.",
    scopes=("01.02.",),
    title="Cán bộ phong trào · xã An Phú",
)


def request_of(actor: Actor | None, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/", headers=headers)
    request.resolver_match = None
    if actor is not None:
        known = cast("Request", request)
        known.actor, known.now = actor, NOON
    return request


def answer_to(refusal: Refusal, **headers: str) -> HttpResponse:
    answer = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(
        request_of(OFFICER, **headers),
        refusal,
    )
    assert answer is not None
    return answer


@pytest.mark.django_db
def test_an_unknown_address_is_answered_without_saying_whether_it_exists(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "hoặc trang không thuộc phạm vi của bạn" in answer.content.decode()


def test_a_refusal_becomes_a_page_with_its_status_and_source() -> None:
    answer = answer_to(Refused(Finding("test.quorum", "Not registered", source="Điều 6")))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Chưa đăng ký" in page
    assert "Điều 6" in page
    assert 'data-code="test.quorum"' in page


def test_who_only_looks_is_told_nothing_of_saving_and_no_word_of_the_address() -> None:
    page = answer_to(Refused(Finding("test.year", "Not registered", where="nam"))).content.decode()
    assert "Chưa xem được trang này" in page
    assert "Không có gì được lưu" not in page
    assert "nam: " not in page


def test_who_sent_a_form_is_told_that_nothing_was_saved_and_where_it_is_wrong() -> None:
    request = request_of(OFFICER)
    request.method = "POST"
    refused = Refused(Finding("test.year", "Not registered", where="Ô B7"))
    answer = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, refused)
    assert answer is not None
    page = answer.content.decode()
    assert "Không có gì được lưu" in page
    assert "Ô B7: " in page


def test_htmx_gets_the_refusal_alone() -> None:
    answer = answer_to(Forbidden(Finding("test.never", "Not registered")), HX_Request="true")
    assert answer.status_code == 403
    assert "<html" not in answer.content.decode()


def test_the_frame_shows_the_post() -> None:
    page = render_to_string("ui/base.html", request=request_of(OFFICER))
    assert "<b>Cán bộ phong trào</b>xã An Phú" in page
    assert "MẪU" not in page


@pytest.mark.django_db
def test_the_page_of_states_is_for_developers(client: Client, settings: Settings) -> None:
    assert client.get("/ui/mau/").status_code == 404
    settings.DEBUG = True
    assert client.get("/ui/mau/").status_code == 200


def test_a_fault_has_a_reference_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    answer = fault(request_of(None))
    assert answer.status_code == 500
    reference = caplog.records[0].getMessage().split()[1]
    assert reference in answer.content.decode()


def test_a_stale_form_is_refused_in_plain_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/kiem-tra/")
    assert answer.status_code == 403
    assert "Biểu mẫu này đã quá cũ" in answer.content.decode()


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/cong-nhan/", "http://testserver/cong-nhan/"),
        ("https://evil.example/x", "/"),
        ("", "/"),
    ],
)
def test_a_refusal_leads_back_to_our_own_page_only(referer: str, back: str) -> None:
    page = answer_to(Refused(Finding("test.no", "Refused")), Referer=referer).content.decode()
    assert f'class="btn btn-primary" href="{back}"' in page


def test_every_page_of_the_demonstration_says_that_it_is_a_sample(client: Client, settings: Settings) -> None:
    settings.DEMONSTRATION, settings.DEMONSTRATION_DAY = True, NOON.date()
    for path in ("/gioi-thieu/", "/kiem-tra/", "/ui/mau/"):
        page = client.get(path).content.decode()
        assert "MẪU – DỮ LIỆU MINH HỌA" in page, path
        assert "Ngày làm việc: 05/11/2026" in page, path


def test_a_script_is_told_of_a_stale_form_in_a_few_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/kiem-tra/", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert "<html" not in answer.content.decode()
