"""How allauth behaves in this house: no sign-up, no mail, known accounts only, secrets encrypted at rest."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from binhyen.accounts.http.sessions import signed_in_lately, unlock


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by the level above, never by sign-up; nothing is ever mailed."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def pre_authenticate(self, _request: HttpRequest, **_credentials: Any) -> None:  # noqa: ANN401 - allauth's own
        """Failures of passwords are counted by axes; allauth's own count stays for second-factor codes."""

    def login(self, request: HttpRequest, user: object) -> None:
        """Sign in; a session that was locked is open again."""
        super().login(request, user)
        unlock(request.session)

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:  # noqa: ANN401 - allauth's own
        """Ask again only if the sign-in is not fresh: who has just signed in sets up the second factor at once."""
        return bool(app) and not signed_in_lately(context.request)

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        """There are no mail addresses."""


class KnownAccountsAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """A provider may confirm who somebody is; it never makes an account."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: object) -> bool:
        """Nobody signs up."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keys of second factors and recovery codes are stored encrypted; who steals the database alone has none."""

    def encrypt(self, text: str) -> str:
        """Encrypt with the newest key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with the newest key or an older one that still stands in `SECRET_KEY_FALLBACKS`."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_fernet_key(str(key))) for key in keys])


def _fernet_key(secret: str) -> bytes:
    digest = hashlib.sha256(b"binhyen.accounts.second-factor:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
