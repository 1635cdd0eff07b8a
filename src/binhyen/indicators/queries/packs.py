"""What the storey is shipped with: dimensions and indicators, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from binhyen.indicators.rules.dims import Dim, dims_from_data

PACKS = Path(__file__).parents[1] / "packs"


@cache
def dims() -> Mapping[str, Dim]:
    """Return the catalogue's dimensions by code."""
    data = yaml.safe_load((PACKS / "dims.yaml").read_text(encoding="utf-8"))
    return {dim.code: dim for dim in dims_from_data(data)}


@cache
def indicator_names() -> Mapping[str, str]:
    """Return the Vietnamese names of the indicators that are counted."""
    names: Mapping[str, str] = yaml.safe_load((PACKS / "names.yaml").read_text(encoding="utf-8"))
    return names
