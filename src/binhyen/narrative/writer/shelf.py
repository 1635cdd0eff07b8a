"""The templates that are shipped, read once and checked: a broken one stops the program with its place."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from binhyen.narrative.writer.templates import Template, template_from_data

FOLDER = Path(__file__).parents[1] / "packs" / "writer"


@cache
def templates() -> dict[str, Template]:
    """Return the shipped templates by code, in the order of their names."""
    found = [template_from_data(_read(path)) for path in sorted(FOLDER.glob("*.yaml"))]
    return {one.code: one for one in found}


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as stream:
        data: dict[str, Any] = yaml.safe_load(stream)
    return data
