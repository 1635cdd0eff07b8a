"""The windows that are shipped, read once."""

from collections.abc import Mapping
from functools import cache

from binhyen.indicators.queries.packs import PACKS, read
from binhyen.indicators.rules.windows import WindowRule, windows_from_data


@cache
def windows() -> Mapping[str, WindowRule]:
    """Return the rules by which the data of a period are cut off, by code."""
    return windows_from_data(read(PACKS / "windows.yaml")["windows"])
