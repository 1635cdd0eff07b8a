"""Tells Django about this storey, and refuses to start on half a setting for signing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from binhyen.documents.rules.signing import setting_findings, trust_findings


class DocumentsConfig(AppConfig):
    """Official letters in the decreed layout, their numbers and their public verification."""

    name = "binhyen.documents"

    def ready(self) -> None:
        """Register the check of the signing key."""
        register(check_signing)


def check_signing(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Refuse half a setting for signing, and trusted certificates that are not there.

    The demonstration's own key is made while it is played.
    """
    found = setting_findings(settings.SIGNING, _is_there)
    found += trust_findings((str(one) for one in settings.TRUSTED_CERTIFICATES), _is_there)
    return [Error(_(one.message) % one.params, obj="BINHYEN_SIGNING", id=one.code) for one in found]


def _is_there(path: str) -> bool:
    return Path(path).is_file() or (settings.DEMONSTRATION and Path(path).parent == settings.VAR_DIR / "signing")
