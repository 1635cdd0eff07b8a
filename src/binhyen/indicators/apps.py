"""Tells Django about this storey, and refuses to start on a broken catalogue."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


class IndicatorsConfig(AppConfig):
    """What is counted and how it adds up."""

    name = "binhyen.indicators"

    def ready(self) -> None:
        """Register the check of the shipped packs."""
        register(check_packs)


def check_packs(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Report each fault of the catalogue, its checks and forms with file and mend; any of them stops the start."""
    from binhyen.indicators.queries.building import faults_of_shipped_forms  # noqa: PLC0415 - after the registry
    from binhyen.indicators.queries.packs import catalogue, checks  # noqa: PLC0415 - rules load after the registry

    try:
        catalogue()
        checks()
    except ValueError as faults:
        return [Error(line, obj="packs", id="indicators.pack_broken") for line in str(faults).splitlines()]
    return [Error(line, obj="packs", id="indicators.form_broken") for line in faults_of_shipped_forms()]
