"""PDF: the pack's Typst template, our own fonts, tagged PDF/A-3, the same bytes for the same letter."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from binhyen.documents.rules.attachments import Attached
from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.sheet import LOOKS, AnnexSheet, Item, Sheet
from binhyen.documents.writers.qr import qr_svg

_HERE = Path(__file__).resolve().parents[1]
_FONTS = str(_HERE / "fonts")
_STANDARD = "a-3a"


def write_page(sheet: Sheet, layout: Layout, *, dated: date | None, attached: Sequence[Attached] = ()) -> bytes:
    """Return the letter as a PDF with its attached files; `dated` stands in the file as its day of creation."""
    template = _template(layout)
    day = datetime.combine(dated or layout.valid_from, time(), UTC)
    written = compiler(str(template.parent)).compile(
        input=str(template),
        format="pdf",
        sys_inputs=_inputs(sheet, layout) | {"attached": _json([_file_data(one) for one in attached])},
        pdf_standards=_STANDARD,
        timestamp=day,
    )
    return bytes(written)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a signer's room is: page from 0, its middle in points from the left, its beginning from the top."""

    page: int
    middle: float
    top: float


def signing_room(sheet: Sheet, layout: Layout) -> Spot | None:
    """Return where the room for the signer's hand is; nothing where nobody signs on the page."""
    template = str(_template(layout))
    inputs = _inputs(sheet, layout)
    found = typst.query(
        template, "<signing-room>", field="value", sys_inputs=inputs, font_paths=[_FONTS], ignore_system_fonts=True
    )
    listed = json.loads(found)
    return Spot(int(listed[-1]["page"]) - 1, listed[-1]["middle"], listed[-1]["top"]) if listed else None


def _template(layout: Layout) -> Path:
    return _HERE / "packs" / layout.version / "letter.typ"


def _inputs(sheet: Sheet, layout: Layout) -> dict[str, str]:
    return {"sheet": _json(_sheet_data(sheet)), "layout": _json(asdict(layout)), "looks": _json(_looks())}


@cache
def compiler(root: str) -> Any:  # noqa: ANN401 - typst ships no types we check against
    """Return a compiler that reads only its pack and our fonts, never the machine's."""
    return typst.Compiler(root=root, font_paths=[_FONTS], ignore_system_fonts=True)


def _sheet_data(sheet: Sheet) -> dict[str, Any]:
    data = asdict(sheet)
    data["items"] = _items_data(sheet.items)
    data["annexes"] = [_annex_data(annex) for annex in sheet.annexes]
    data["qr"] = qr_svg(sheet.verification) if sheet.verification and (sheet.certificate or sheet.proof) else ""
    return data


def _file_data(one: Attached) -> dict[str, str]:
    return {
        "name": one.name,
        "text": one.content.decode(),
        "media_type": one.media_type,
        "description": one.description,
        "relation": one.relation.value,
    }


def _annex_data(annex: AnnexSheet) -> dict[str, Any]:
    return {"landscape": annex.landscape, "items": _items_data(annex.items)}


def _items_data(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    return [{"item": type(item).__name__, **asdict(item)} for item in items]


@cache
def _looks() -> dict[str, dict[str, Any]]:
    return {style.value: asdict(look) for style, look in LOOKS.items()}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)
