"""The windows that are shipped, read once."""

from collections.abc import Mapping
from functools import cache

import yaml

from binhyen.indicators.queries.packs import PACKS
from binhyen.indicators.rules.windows import WindowRule, windows_from_data


@cache
def windows() -> Mapping[str, WindowRule]:
    """Return the rules by which the data of a period are cut off, by code."""
    data = yaml.safe_load((PACKS / "windows.yaml").read_text(encoding="utf-8"))
    return windows_from_data(data["windows"])
