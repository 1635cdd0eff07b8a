"""Tells Django about this storey, and refuses to start with an engine that is not there, or without a memory for it."""

import os
import re
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from binhyen.kernel.marks import gettext_noop


class AnalyticsConfig(AppConfig):
    """Analytics."""

    name = "binhyen.analytics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks of the engine."""
        register(check_engine)
        register(check_memory)


def check_engine(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Refuse an engine that nobody knows, and Spark without its package or without Java."""
    if settings.ENGINE == "duckdb":
        return []
    if settings.ENGINE != "spark":
        return [Error(_(_UNKNOWN) % {"engine": settings.ENGINE}, obj="BINHYEN_ENGINE", id="analytics.unknown_engine")]
    if find_spec("pyspark") is None:
        return [Error(_(_NO_SPARK), obj="BINHYEN_ENGINE", id="analytics.no_spark")]
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        return [Error(_(_NO_JAVA), obj="BINHYEN_ENGINE", id="analytics.no_java")]
    return []


def check_memory(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001 - Django's signature
    """Refuse a limit of memory that the engine could not read."""
    if _SIZE.fullmatch(settings.LAKE_MEMORY):
        return []
    said = _(_NO_SIZE) % {"size": settings.LAKE_MEMORY[:40]}
    return [Error(said, obj="BINHYEN_LAKE_MEMORY", id="analytics.no_memory")]


_SIZE = re.compile(r"[1-9]\d{0,5}(MB|GB)")
_NO_SIZE = gettext_noop("BINHYEN_LAKE_MEMORY must be a size such as 512MB or 3GB, not “%(size)s”.")
_UNKNOWN = gettext_noop("BINHYEN_ENGINE must be duckdb or spark, not “%(engine)s”.")
_NO_SPARK = gettext_noop(
    "BINHYEN_ENGINE is spark, but Spark's package is not installed: pip install -r requirements-spark.lock. "
    "Install it, or set BINHYEN_ENGINE to duckdb."
)
_NO_JAVA = gettext_noop(
    "BINHYEN_ENGINE is spark, but there is no Java (17 or later). Install it, or set BINHYEN_ENGINE to duckdb."
)
