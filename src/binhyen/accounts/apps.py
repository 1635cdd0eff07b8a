"""Tells Django about this storey and registers its system checks."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's own names
from django.db import DatabaseError

_LONGEST_IDLE = 15
_FAILURES = 5


class AccountsConfig(AppConfig):
    """People who sign in, their posts, and where each post may act."""

    name = "binhyen.accounts"

    def ready(self) -> None:
        """Register the checks."""
        register(demonstration_check, Tags.database)
        register(sign_in_check, Tags.security, deploy=True)


def demonstration_check(*, databases: object = None, **_kwargs: Any) -> list[CheckMessage]:  # noqa: ANN401 - Django's own
    """Refuse accounts whose passwords are printed everywhere but in the demonstration."""
    from binhyen.accounts.queries.demonstration import demonstration_accounts  # noqa: PLC0415 - models load later

    if settings.DEMONSTRATION or not databases:
        return []
    try:
        count = demonstration_accounts()
    except DatabaseError:
        return []
    if not count:
        return []
    words = f"{count} accounts of the demonstration, whose passwords are printed, stand in this database."
    return [Error(words, hint="Use an empty database.", id="accounts.E001")]


def sign_in_check(**_kwargs: Any) -> list[CheckMessage]:  # noqa: ANN401 - Django's own
    """Say which settings of signing in fall short of TCVN 14423:2026."""
    if settings.DEMONSTRATION:
        return [Error("The demonstration may not be deployed.", id="accounts.E002")]
    faults = (
        (not settings.SECURE, "BINHYEN_SECURE is off: passwords would travel unencrypted.", "accounts.E003"),
        (not settings.SECOND_FACTOR_REQUIRED, "BINHYEN_SECOND_FACTOR is off for provincial posts.", "accounts.E004"),
        (settings.IDLE_MINUTES > _LONGEST_IDLE, "Idle sessions lock later than after 15 minutes.", "accounts.E005"),
        (settings.AXES_FAILURE_LIMIT > _FAILURES, "More than 5 wrong passwords are let pass.", "accounts.E006"),
        ("Argon2" not in settings.PASSWORD_HASHERS[0], "Passwords are not hashed with Argon2.", "accounts.E007"),
    )
    found: list[CheckMessage] = [Error(words, id=code) for wrong, words, code in faults if wrong]
    if settings.BEHIND_PROXY and not settings.CSRF_TRUSTED_ORIGINS:
        found.append(Warning("Behind a proxy BINHYEN_ORIGINS should name the site.", id="accounts.W001"))
    return found
