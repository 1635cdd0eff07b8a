"""The frame, the error pages and refusals, as a visitor or a post sees them."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Forbidden, Refusal, Refused
from binhyen.ui.http import RefusalMiddleware, Request

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


def test_htmx_gets_the_refusal_alone() -> None:
    answer = answer_to(Forbidden(Finding("test.never", "Not registered")), HX_Request="true")
    assert answer.status_code == 403
    assert "<html" not in answer.content.decode()


def test_the_frame_shows_the_post() -> None:
    page = render_to_string("ui/base.html", request=request_of(OFFICER))
    assert "<b>Cán bộ phong trào</b>xã An Phú" in page
    assert "MẪU" not in page
