"""How allauth behaves in this house: no sign-up, no mail, known accounts only, secrets encrypted at rest."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from binhyen.accounts.http.lockout import tries_left
from binhyen.accounts.http.sessions import is_out_of_place, signed_in_lately, unlock
from binhyen.accounts.models import Account


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by the level above, never by sign-up; nothing is ever mailed."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The account name or the password is wrong."),
        "incorrect_password": _("The password is wrong."),
        "too_many_login_attempts": _("Too many wrong codes. Try again in 15 minutes."),
    }

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        """Pages say what happened themselves."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:  # noqa: ANN401 - allauth's own
        """Accounts whose passwords are printed open nothing outside the demonstration."""
        found: Account | None = super().authenticate(request, **credentials)
        return None if found is None or is_out_of_place(found) else found

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's own
        """Count how many tries are left, alike for names that exist and names that don't."""
        super().authentication_failed(request, **credentials)
        request.tries_left = tries_left(request, credentials)  # type: ignore[attr-defined]  # the page shows it

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

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401 - allauth's own
        """Refuse whom nobody has linked to an account, and linking from outside: the level above does that."""
        process = sociallogin.state.get("process")
        if not sociallogin.is_existing or process not in {None, "login"}:
            raise ImmediateHttpResponse(render(request, "accounts/unknown_identity.html", status=403))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keys of second factors and recovery codes are stored encrypted; who steals the database alone has none."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong or was used already. Wait for the next one."),
        "rate_limited": _("Too many wrong codes. Try again in 15 minutes."),
    }

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
