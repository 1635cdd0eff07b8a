"""What the limited process hands over, as JSON: values in, the same values out."""

import json
from dataclasses import asdict
from typing import Any

from binhyen.documents.rules.reading import BlockKind, Contents, Part
from binhyen.documents.rules.tabling import Grid, Slot


def packed(contents: Contents) -> str:
    """Write contents as JSON; lone surrogates and the like cannot be in it, since texts have been made plain."""
    return json.dumps(asdict(contents), ensure_ascii=True)


def unpacked(printed: bytes) -> Contents:
    """Read them back; ValueError, KeyError or TypeError when it is none of ours."""
    data: dict[str, Any] = json.loads(printed)
    return Contents(
        tuple(map(_part, data["parts"])),
        data["pages"],
        tuple(data["furniture"]),
        tuple((code, params) for code, params in data["remarks"]),
        data["refusal"],
        tuple(data["pictured"]),
    )


def _part(data: dict[str, Any]) -> Part:
    grid = data["grid"]
    cells = Grid(tuple(Slot(**slot) for slot in grid["slots"]), grid["headings"]) if grid else None
    return Part(BlockKind(data["kind"]), data["text"], data["level"], data["page"], cells)
