"""Signing in: the password, the lock-out, the second factor, what is owed first, sessions that rested."""

import time
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from binhyen.accounts.actions.accounts import reset_password
from binhyen.kernel.actors import SYSTEM
from tests.accounts.factories import AT, PASSWORD, Land, Person, an_account, signed_in_client

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"
DESK = "/tai-khoan/chuyen-vi-tri/"


@pytest.fixture(autouse=True)
def no_counts_left_over() -> None:
    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def give_factor(person: Person) -> str:
    secret = str(generate_totp_secret())
    TOTP.activate(person.account, secret)
    return secret


def test_an_officer_signs_in_and_goes_where_the_way_led(lan: Person) -> None:
    answer = sign_in(Client(), "anphu.phongtrao", next="/tai-khoan/toi/")
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/toi/")


@pytest.mark.parametrize("username", ["anphu.phongtrao", "khong.co.ai"])
def test_the_answer_never_tells_whether_an_account_exists(lan: Person, username: str) -> None:
    client = Client()
    pages = [sign_in(client, username, "sai").content.decode() for _ in range(3)]
    assert all("Tên đăng nhập hoặc mật khẩu không đúng" in page for page in pages)
    assert "Còn 2 lần" in pages[2]


@pytest.mark.parametrize("username", ["anphu.phongtrao", "khong.co.ai"])
def test_five_wrong_passwords_close_the_door_for_half_an_hour(lan: Person, username: str) -> None:
    client = Client()
    codes = [sign_in(client, username, "sai").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 200, 429]
    closed = sign_in(client, username)
    assert closed.status_code == 429
    assert "30 phút" in closed.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_right_password_forgets_the_wrong_ones(lan: Person) -> None:
    client = Client()
    for _ in range(4):
        sign_in(client, "anphu.phongtrao", "sai")
    assert sign_in(client, "anphu.phongtrao").status_code == 302
    assert sign_in(Client(), "anphu.phongtrao", "sai").status_code == 200


def test_a_one_time_password_opens_only_the_page_that_changes_it(lan: Person) -> None:
    slip = reset_password(account=lan.account, by=SYSTEM, at=AT)
    client = Client()
    sign_in(client, slip.username, slip.password)
    owed = client.get(reverse("accounts:me"))
    assert owed.status_code == 200
    assert client.session["_auth_user_id"]
    changed = client.post(
        reverse("accounts:change_password"),
        {"old": slip.password, "new": "Một-Hai-Ba-Bốn-5", "again": "Một-Hai-Ba-Bốn-5"},
    )
    assert changed.status_code == 302
    lan.account.refresh_from_db()
    assert not lan.account.must_change_password
    assert client.session["_auth_user_id"] == str(lan.account.pk)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("ngắn", "ít nhất 14 ký tự"),
        ("toanchuthuongkhongdau", "chữ thường, chữ hoa"),
        (PASSWORD, "khác mật khẩu đang dùng"),
    ],
)
def test_a_weak_password_is_refused_at_its_field(lan: Person, new: str, words: str) -> None:
    client = signed_in_client(lan)
    page = client.post(reverse("accounts:change_password"), {"old": PASSWORD, "new": new, "again": new})
    assert words in page.content.decode()
    lan.account.refresh_from_db()
    assert lan.account.check_password(PASSWORD)


def test_a_provincial_post_sets_up_its_second_factor_before_anything_else(hung: Person) -> None:
    client = Client()
    sign_in(client, "tinh.phongtrao")
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    assert "data:image/svg+xml;base64," in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert (done.status_code, done["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    assert client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    stored = Authenticator.objects.get(user=hung.account, type="totp").data["secret"]
    assert stored != secret
    assert get_adapter().decrypt(stored) == secret


def test_a_wrong_code_sets_up_nothing(hung: Person) -> None:
    client = Client()
    sign_in(client, "tinh.phongtrao")
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Mã không đúng" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_a_second_factor_is_asked_after_the_password_and_works_once(hung: Person) -> None:
    secret = give_factor(hung)
    client, code = Client(), code_of(secret)
    first = sign_in(client, "tinh.phongtrao")
    assert first["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert client.session["_auth_user_id"] == str(hung.account.pk)
    again = Client()
    sign_in(again, "tinh.phongtrao")
    assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert "_auth_user_id" not in again.session


def test_wrong_codes_are_counted(hung: Person) -> None:
    secret = give_factor(hung)
    client = Client()
    sign_in(client, "tinh.phongtrao")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "15 phút" in page.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", ["account_signup", "account_reset_password", "account_email", "mfa_deactivate_totp"])
def test_doors_that_are_closed_have_no_address(page: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(page)


def test_signing_out_needs_a_deliberate_click(lan: Person) -> None:
    client = signed_in_client(lan)
    assert client.get(reverse("account_logout")).status_code == 405
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_disabled_account_does_not_sign_in(lan: Person) -> None:
    lan.account.is_active = False
    lan.account.save()
    client = Client()
    sign_in(client, "anphu.phongtrao")
    assert "_auth_user_id" not in client.session


def test_an_account_without_a_post_is_told_so(land: Land) -> None:
    an_account("chua.co")
    client = Client()
    sign_in(client, "chua.co")
    assert "không giữ vị trí nào" in client.get(reverse("accounts:no_post")).content.decode()


def test_the_provider_page_exists_only_where_one_is_configured(client: Client) -> None:
    assert client.get("/tai-khoan/lien-ket/oidc/").status_code == 404


def test_a_visitor_costs_no_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        client.get(SIGN_IN)


def test_the_short_second_factor_setting_can_be_lifted(hung: Person, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    sign_in(client, "tinh.phongtrao")
    assert client.get(reverse("accounts:no_post")).status_code == 302
