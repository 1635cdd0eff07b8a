"""Tells Django about this storey, and refuses to start on a broken pack of rating rules."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from binhyen.forces.rules.rating_pack import shipped_packs


class ForcesConfig(AppConfig):
    """Forces."""

    name = "binhyen.forces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check of the packs."""
        register(check_packs)


def check_packs(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Report each fault of the rating packs with its folder; any of them stops the start."""
    try:
        shipped_packs()
    except ValueError as faults:
        return [Error(line, obj="packs", id="forces.pack_broken") for line in str(faults).splitlines()]
    return []
