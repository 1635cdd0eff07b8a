"""Tells Django about this storey, and refuses to start on a broken rule pack."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from binhyen.kernel.findings import Refused
from binhyen.recognition.rules.shelf import packs_folder, read_shelf


class RecognitionConfig(AppConfig):
    """Registration, self-assessment, appraisal, vote, decision."""

    name = "binhyen.recognition"

    def ready(self) -> None:
        """Register the check of the packs."""
        register(check_packs)


def check_packs(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Report each fault of the shipped packs with file, line and mend; any of them stops the start."""
    try:
        read_shelf(packs_folder())
    except Refused as refusal:
        return [
            Error(f"{one.where}: {_(one.message) % one.params}", obj="packs", id=one.code) for one in refusal.findings
        ]
    return []
