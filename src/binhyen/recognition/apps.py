"""Tells Django about this storey, and refuses to start on a broken rule pack."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.utils.translation import gettext as _

from binhyen.kernel.findings import Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.shelf import packs_folder, read_shelf, shipped


class RecognitionConfig(AppConfig):
    """Registration, self-assessment, appraisal, vote, decision."""

    name = "binhyen.recognition"

    def ready(self) -> None:
        """Register the checks of the packs."""
        register(check_packs)
        register(check_used_packs, Tags.database)


def check_packs(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Report each fault of the shipped packs with file, line and mend; any of them stops the start."""
    try:
        read_shelf(packs_folder())
    except Refused as refusal:
        return [
            Error(f"{one.where}: {_(one.message) % one.params}", obj="packs", id=one.code) for one in refusal.findings
        ]
    return []


def check_used_packs(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_options: Any,  # noqa: ANN401 - Django's signature
) -> list[CheckMessage]:
    """Report packs of the shelf that were edited after they came into use; an empty database has none."""
    if not databases:
        return []
    from binhyen.recognition.queries.packs import edited_packs  # noqa: PLC0415 - models load after the registry

    message = gettext_noop("A shipped rule pack was changed after it came into use: %(pack)s.")
    try:
        found = edited_packs(shipped())
    except DatabaseError:
        return []
    return [Error(_(message) % {"pack": str(row)}, obj="packs", id="recognition.pack_edited") for row in found]
