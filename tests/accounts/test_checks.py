"""System checks, and accounts of the demonstration outside it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from binhyen.accounts.actions.accounts import AccountDraft, create_account
from binhyen.accounts.actions.factors import give_second_factor
from binhyen.accounts.apps import demonstration_check, sign_in_check
from binhyen.accounts.models import Account
from binhyen.accounts.queries.demonstration import current_code
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.ui.http import ticks
from tests.accounts.factories import AT, Person

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def sample(settings: Settings) -> Account:
    settings.DEMONSTRATION = True
    draft = AccountDraft("mau.mot", "Mẫu Một", demonstration_password="in-ra-giay")
    slip = create_account(draft=draft, by=SYSTEM, at=AT)
    return Account.objects.get(pk=slip.account_id)


def test_printed_passwords_are_refused_outside_the_demonstration(sample: Account, settings: Settings) -> None:
    assert demonstration_check(databases=["default"]) == []
    settings.DEMONSTRATION = False
    assert [found.id for found in demonstration_check(databases=["default"])] == ["accounts.E001"]


def test_an_account_of_the_demonstration_opens_nothing_elsewhere(sample: Account, settings: Settings) -> None:
    inside = Client()
    inside.post(reverse("account_login"), {"login": "mau.mot", "password": "in-ra-giay"})
    assert inside.get(reverse("accounts:no_post")).status_code == 200
    settings.DEMONSTRATION = False
    assert inside.get(reverse("accounts:no_post")).status_code == 302
    outside = Client()
    outside.post(reverse("account_login"), {"login": "mau.mot", "password": "in-ra-giay"})
    assert "_auth_user_id" not in outside.session


def test_printed_codes_are_those_that_open(sample: Account) -> None:
    give_second_factor(account=sample, secret=SECRET, by=SYSTEM, at=AT)
    client = Client()
    client.post(reverse("account_login"), {"login": "mau.mot", "password": "in-ra-giay"})
    client.post(reverse("mfa_authenticate"), {"code": current_code(sample, ticks())})
    assert client.session["_auth_user_id"] == str(sample.pk)


def test_nobody_else_s_codes_are_printed(lan: Person) -> None:
    with pytest.raises(Refused) as refusal:
        give_second_factor(account=lan.account, secret=SECRET, by=SYSTEM, at=AT)
    assert refusal.value.code == "accounts.demonstration_only"
    assert current_code(lan.account, 1_800_000_000) == ""


def test_a_deployment_below_the_standard_is_named(settings: Settings) -> None:
    settings.SECURE, settings.SECOND_FACTOR_REQUIRED, settings.IDLE_MINUTES = False, False, 60
    settings.AXES_FAILURE_LIMIT, settings.BEHIND_PROXY, settings.CSRF_TRUSTED_ORIGINS = 10, True, []
    found = {one.id for one in sign_in_check()}
    assert found == {f"accounts.E00{number}" for number in (3, 4, 5, 6, 7)} | {"accounts.W001"}


def test_a_deployment_to_the_standard_has_nothing_to_say(settings: Settings) -> None:
    settings.SECURE = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert sign_in_check() == []


def test_the_demonstration_is_not_deployed(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    assert [one.id for one in sign_in_check()] == ["accounts.E002"]
