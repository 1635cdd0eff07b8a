"""What the storey is shipped with, read once from its packs: dimensions, the newest catalogue and its checks."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.indicators.rules.catalogue_packs import PackFiles, catalogue_from_data
from binhyen.indicators.rules.checks import Check, checks_from_data
from binhyen.indicators.rules.dims import Dim, dims_from_data

PACKS = Path(__file__).parents[1] / "packs"
HEAD = "catalogue"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def shipped_dims() -> Mapping[str, Dim]:
    """Return the catalogue's dimensions by code."""
    return {dim.code: dim for dim in dims_from_data(read(PACKS / "dims.yaml"))}


@cache
def shipped_catalogue() -> Catalogue:
    """Return the newest version of the catalogue. Raises `ValueError` when it is broken."""
    return read_catalogue(newest(PACKS))


@cache
def shipped_checks() -> tuple[Check, ...]:
    """Return the checks of the newest catalogue. Raises `ValueError` when one is broken."""
    return checks_from_data(read(PACKS / "checks.yaml"), shipped_catalogue())


def newest(shelf: Path) -> Path:
    """Return the folder of the newest version on a shelf: catalogue-2026-2 comes after catalogue-2026-1."""
    folders = shelf.glob(f"{HEAD}-*/")
    return max(folders, key=lambda folder: [int(part) for part in folder.name.split("-")[1:]])


def read_catalogue(folder: Path) -> Catalogue:
    """Read a version from its folder. Raises `ValueError` with a line for each fault."""
    files = {path.stem: read(path) for path in sorted(folder.glob("*.yaml"))}
    head = files.pop(HEAD, None)
    schema = json.loads((PACKS / f"{HEAD}.schema.json").read_text(encoding="utf-8"))
    return catalogue_from_data(PackFiles(head, files), shipped_dims(), schema)


def read(path: Path) -> Any:  # noqa: ANN401 - YAML; what is built from it checks its shape
    """Return a pack's plain data. Raises `ValueError`, naming file and line, for what is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - the safe loader, in C
    except yaml.YAMLError as fault:
        msg = f"{path.name}: {fault}"
        raise ValueError(msg) from None
