"""Sessions: locked when idle, opened again in place; who is the actor and what that costs."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.accounts.actions.posts import assign_post
from binhyen.accounts.http.middleware import AccountRequest, ActorMiddleware
from binhyen.accounts.rules.presence import Standing
from binhyen.accounts.rules.terms import Term
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.ui.http import Request, signed_in
from tests.accounts.factories import AT, PASSWORD, START, Land, Person, a_post, signed_in_client

pytestmark = pytest.mark.django_db


@signed_in
def page(request: Request) -> HttpResponse:
    """Stand for any page behind the door."""
    return HttpResponse(request.actor.title)


def visit(client: Client, *, fetch: bool = False) -> HttpResponse:
    """Go through the middleware to `page` with a browser's session."""
    request = RequestFactory().get("/trang/", headers={"HX-Request": "true"} if fetch else {})
    answer = client_request(client, request)
    blocked = ActorMiddleware(lambda _: HttpResponse()).process_view(answer, page, (), {})
    response = blocked if blocked is not None else page(answer)
    assert isinstance(response, HttpResponse)
    answer.session.save()
    return response


def client_request(client: Client, request: HttpRequest) -> AccountRequest:
    """Give a request the session and account of a browser, as the middlewares before ours do."""
    from django.contrib.auth import get_user

    request.session = client.session
    request.user = get_user(request)
    request.now = AT  # type: ignore[attr-defined]  # ClockMiddleware's
    ActorMiddleware(lambda _: HttpResponse())(request)
    return request  # type: ignore[return-value]  # it is one now


def rest(client: Client, seconds: int) -> None:
    session = client.session
    session["accounts.seen"] -= seconds
    session.save()


def test_the_actor_is_the_account_at_its_desk(lan: Person) -> None:
    assert visit(signed_in_client(lan)).content.decode() == "Cán bộ phong trào · Xã An Phú"


def test_a_visitor_is_sent_to_sign_in_and_back(db: None) -> None:
    answer = visit(Client())
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/dang-nhap/?next=%2Ftrang%2F")


def test_a_provincial_post_without_its_code_is_sent_to_set_it_up(hung: Person) -> None:
    answer = visit(signed_in_client(hung, factor=False))
    assert answer["Location"].startswith(reverse("mfa_activate_totp"))
    assert visit(signed_in_client(hung)).status_code == 200


def test_a_rested_session_locks_and_opens_with_the_password(lan: Person) -> None:
    client = signed_in_client(lan)
    visit(client)
    rest(client, 15 * 60 + 1)
    assert visit(client)["Location"].startswith(reverse("accounts:unlock"))
    assert visit(client).status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 302
    wrong = client.post(reverse("accounts:unlock"), {"password": "sai"})
    assert "Còn 4 lần" in wrong.content.decode()
    right = client.post(reverse("accounts:unlock"), {"password": PASSWORD, "next": "/trang/"})
    assert right["Location"] == "/trang/"
    assert visit(client).status_code == 200


def test_a_session_in_use_does_not_lock(lan: Person) -> None:
    client = signed_in_client(lan)
    visit(client)
    rest(client, 14 * 60)
    assert visit(client).status_code == 200
    assert client.session["accounts.seen"] > 0


def test_an_operator_s_session_locks_after_five_minutes(operator: Person) -> None:
    client = signed_in_client(operator)
    visit(client)
    rest(client, 5 * 60 + 1)
    assert visit(client).status_code == 302


def test_an_operator_s_password_of_two_months_ago_is_changed_first(operator: Person, lan: Person) -> None:
    for person in (operator, lan):
        person.account.password_set_at = AT - timedelta(days=61)
        person.account.save()
    assert visit(signed_in_client(operator))["Location"].startswith(reverse("accounts:change_password"))
    assert visit(signed_in_client(lan)).status_code == 200


def test_a_save_after_a_rest_is_answered_in_place(lan: Person) -> None:
    client = signed_in_client(lan)
    visit(client)
    rest(client, 3600)
    answer = visit(client, fetch=True)
    assert answer.status_code == 401
    assert 'name="password"' in answer.content.decode()
    opened = client.post(reverse("accounts:unlock"), {"password": PASSWORD}, headers={"HX-Request": "true"})
    assert opened.status_code == 200
    assert visit(client, fetch=True).status_code == 200


def test_nobody_opens_a_locked_session_with_another_account_s_password(lan: Person, nam: Person) -> None:
    nam.account.set_password("Của-Anh-Nam-2026")
    nam.account.save()
    client = signed_in_client(lan)
    visit(client)
    rest(client, 3600)
    client.post(reverse("accounts:unlock"), {"password": "Của-Anh-Nam-2026"})
    assert visit(client).status_code == 302


def test_five_wrong_passwords_close_a_locked_session_too(lan: Person) -> None:
    client = signed_in_client(lan)
    visit(client)
    rest(client, 3600)
    codes = [client.post(reverse("accounts:unlock"), {"password": "sai"}).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 200, 429]


def test_a_clock_set_back_locks_nobody(lan: Person) -> None:
    client = signed_in_client(lan)
    visit(client)
    rest(client, -3600)
    assert visit(client).status_code == 200


def test_who_holds_two_posts_chooses_the_desk(lan: Person, land: Land) -> None:
    second = a_post(Role.COUNCIL_MEMBER, land.an_phu, "Ủy viên Hội đồng")
    assign_post(account=lan.account, post=second, term=Term(START), by=SYSTEM, at=AT)
    client = signed_in_client(lan)
    assert client.post(reverse("accounts:switch_post"), {"post": second.pk}).status_code == 302
    assert visit(client).content.decode() == "Ủy viên Hội đồng · Xã An Phú"


def test_a_desk_of_somebody_else_can_t_be_chosen(lan: Person, hung: Person) -> None:
    client = signed_in_client(lan)
    client.post(reverse("accounts:switch_post"), {"post": hung.post.pk})
    assert "accounts.post" not in client.session


def test_a_reset_password_ends_running_sessions(lan: Person) -> None:
    client = signed_in_client(lan)
    lan.account.set_password("khác hẳn")
    lan.account.save()
    assert visit(client).status_code == 302


def test_the_actor_costs_three_queries(lan: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in_client(lan)
    visit(client)
    request = RequestFactory().get("/trang/")
    request.session, request.user, request.now = client.session, lan.account, AT  # type: ignore[attr-defined]
    lan.account.refresh_from_db()
    assert request.session["_auth_user_id"]
    with django_assert_num_queries(3):
        ActorMiddleware(lambda _: HttpResponse())(request)
    assert request.standing is Standing.READY  # type: ignore[attr-defined]
