"""Providers that may confirm who somebody is, and whom they are linked to."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.conf import settings


@dataclass(frozen=True, slots=True)
class Provider:
    """A configured provider of identities."""

    code: str
    name: str


def configured_providers() -> tuple[Provider, ...]:
    """Return the providers of the settings; none when signing in is by password only."""
    apps = (app for kind in settings.SOCIALACCOUNT_PROVIDERS.values() for app in kind.get("APPS", ()))
    return tuple(Provider(app["provider_id"], app["name"]) for app in apps)


def identities_of(account_id: int) -> list[str]:
    """Return the identities that an account is linked to."""
    return list(SocialAccount.objects.filter(user_id=account_id).values_list("uid", flat=True))
