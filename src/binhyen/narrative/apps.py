"""Tells Django about this storey, and refuses to start on a broken template."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _


class NarrativeConfig(AppConfig):
    """What people write, and what they sign."""

    name = "binhyen.narrative"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check of the templates."""
        register(check_templates)


def check_templates(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Report each fault of the shipped templates with file, part and line; any of them stops the start."""
    from binhyen.narrative.writer.shelf import faults  # noqa: PLC0415 - rules load after the registry

    return [Error(f"{one.where}: {_(one.message) % one.params}", obj="packs", id=one.code) for one in faults()]
