"""Tells Django about this storey, and refuses to start on a broken pack."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from binhyen.awards.rules.shelf import law


class AwardsConfig(AppConfig):
    """Awards."""

    name = "binhyen.awards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check of the shipped packs."""
        register(check_packs)


def check_packs(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Report each fault of the shipped packs; any of them stops the start."""
    try:
        law()
    except ValueError as faults:
        return [Error(line, obj="packs", id="awards.pack_broken") for line in str(faults).splitlines()]
    return []
