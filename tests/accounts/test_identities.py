"""OpenID Connect: a configured provider confirms whom the level above has linked, and nobody else."""

from typing import Any

import pytest
from allauth.core import context
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from binhyen.accounts.actions.factors import link_identity
from binhyen.accounts.models import Account
from binhyen.kernel.findings import Forbidden, Refused
from tests.accounts.factories import AT, Person, signed_in_client

pytestmark = pytest.mark.django_db
PROVIDER = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": "Cổng định danh tỉnh",
                "client_id": "binhyen",
                "secret": "bí mật",
                "settings": {"server_url": "https://dinh-danh.example", "oauth_pkce_enabled": True},
            }
        ]
    }
}


@pytest.fixture(autouse=True)
def a_provider(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = PROVIDER


def come_back(uid: str, process: str = "login", user: Any = None) -> tuple[HttpRequest, HttpResponse]:
    """Come back from the provider, which says who somebody is."""
    request = RequestFactory().get("/tai-khoan/lien-ket/oidc/tro-ve/")
    request.session = SessionStore()
    request.user = user or AnonymousUser()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware puts it
    login = SocialLogin(user=Account(), account=SocialAccount(provider="oidc", uid=uid, extra_data={}))
    login.state = {"process": process}
    with context.request_context(request):
        return request, complete_social_login(request, login)


def test_an_identity_that_nobody_linked_opens_nothing_and_makes_nothing(lan: Person) -> None:
    before = Account.objects.count()
    request, answer = come_back("ai-do")
    assert answer.status_code == 403
    assert "chưa liên kết" in answer.content.decode()
    assert request.user.is_anonymous
    assert Account.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_linked_identity_signs_its_account_in(lan: Person, hung: Person) -> None:
    link_identity(account=lan.account, provider="oidc", uid="lan-26", by=hung.actor, at=AT)
    request, answer = come_back("lan-26")
    assert answer.status_code == 302
    assert request.user == lan.account


def test_somebody_signed_in_links_nothing_from_outside(lan: Person) -> None:
    _request, answer = come_back("la-ai", process="connect", user=lan.account)
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()
    client = signed_in_client(lan)
    assert client.get("/tai-khoan/lien-ket/oidc/?process=connect").status_code == 404


def test_an_identity_is_linked_once_and_by_the_level_above(lan: Person, nam: Person, hung: Person) -> None:
    with pytest.raises(Forbidden):
        link_identity(account=lan.account, provider="oidc", uid="lan-26", by=nam.actor, at=AT)
    page = signed_in_client(hung).post(
        reverse("accounts:link_identity", args=[lan.account.pk]), {"provider": "oidc", "uid": "lan-26"}
    )
    assert page.status_code == 302
    with pytest.raises(Refused) as refusal:
        link_identity(account=nam.account, provider="oidc", uid="lan-26", by=hung.actor, at=AT)
    assert refusal.value.code == "accounts.linked_already"
    assert SocialAccount.objects.get().user == lan.account


def test_the_sign_in_page_offers_the_provider(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Cổng định danh tỉnh" in page
    assert "/tai-khoan/lien-ket/oidc/" in page
