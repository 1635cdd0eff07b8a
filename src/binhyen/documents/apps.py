"""Tells Django about this storey, and refuses to start on half a setting."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from binhyen.documents.readers.ocr import recogniser
from binhyen.documents.rules.judging import said
from binhyen.documents.rules.signing import setting_findings, trust_findings


class DocumentsConfig(AppConfig):
    """Official letters in the decreed layout, their numbers and their public verification."""

    name = "binhyen.documents"

    def ready(self) -> None:
        """Register the checks of the signing key and of what recognises pictures of pages."""
        register(check_signing)
        register(check_recognition)


def check_signing(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Refuse half a setting for signing, and trusted certificates that are not there.

    The demonstration's own key is made while it is played.
    """
    found = setting_findings(settings.SIGNING, _is_there)
    found += trust_findings((str(one) for one in settings.TRUSTED_CERTIFICATES), _is_there)
    return [Error(_(one.message) % one.params, obj="BINHYEN_SIGNING", id=one.code) for one in found]


def check_recognition(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Refuse to start where pictures of pages shall be recognised and nothing can do it."""
    if not settings.OCR or recogniser():
        return []
    found = said("documents.no_recogniser")
    return [Error(_(found.message) % found.params, obj="BINHYEN_OCR", id=found.code)]


def _is_there(path: str) -> bool:
    return Path(path).is_file() or (settings.DEMONSTRATION and Path(path).parent == settings.VAR_DIR / "signing")
