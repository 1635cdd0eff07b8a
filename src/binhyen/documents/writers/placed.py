"""PDF of texts at millimetre places, for sheets that are printed already: certificates, forms."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path

from binhyen.documents.rules.placed import PlacedSheet
from binhyen.documents.writers.page import compiler

_TEMPLATE = Path(__file__).resolve().parents[1] / "packs" / "placed" / "placed.typ"


def write_placed(sheet: PlacedSheet, *, dated: date) -> bytes:
    """Return the sheets as a PDF; `dated` stands in the file as its day of creation. Print at 100 %, never fitted."""
    inputs = {"sheet": json.dumps(asdict(sheet), ensure_ascii=False, default=str)}
    written = compiler(str(_TEMPLATE.parent)).compile(
        input=str(_TEMPLATE), format="pdf", sys_inputs=inputs, timestamp=datetime.combine(dated, time(), UTC)
    )
    return bytes(written)
