"""PDF: the pack's Typst template, our own fonts, tagged PDF/A-3, the same bytes for the same letter."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.sheet import LOOKS, AnnexSheet, Item, Sheet
from binhyen.documents.writers.qr import qr_svg

_HERE = Path(__file__).resolve().parents[1]
_STANDARD = "a-3a"


def write_page(sheet: Sheet, layout: Layout, *, dated: date | None) -> bytes:
    """Return the letter as a PDF; `dated` stands in the file as its day of creation."""
    template = _HERE / "packs" / layout.version / "letter.typ"
    day = datetime.combine(dated or layout.valid_from, time(), UTC)
    inputs = {"sheet": _json(_sheet_data(sheet)), "layout": _json(asdict(layout)), "looks": _json(_looks())}
    written = compiler(str(template.parent)).compile(
        input=str(template), format="pdf", sys_inputs=inputs, pdf_standards=_STANDARD, timestamp=day
    )
    return bytes(written)


@cache
def compiler(root: str) -> Any:  # noqa: ANN401 - typst ships no types we check against
    """Return a compiler that reads only its pack and our fonts, never the machine's."""
    return typst.Compiler(root=root, font_paths=[str(_HERE / "fonts")], ignore_system_fonts=True)


def _sheet_data(sheet: Sheet) -> dict[str, Any]:
    data = asdict(sheet)
    data["items"] = _items_data(sheet.items)
    data["annexes"] = [_annex_data(annex) for annex in sheet.annexes]
    data["qr"] = qr_svg(sheet.verification) if sheet.certificate and sheet.verification else ""
    return data


def _annex_data(annex: AnnexSheet) -> dict[str, Any]:
    return {"landscape": annex.landscape, "items": _items_data(annex.items)}


def _items_data(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    return [{"item": type(item).__name__, **asdict(item)} for item in items]


@cache
def _looks() -> dict[str, dict[str, Any]]:
    return {style.value: asdict(look) for style, look in LOOKS.items()}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)
