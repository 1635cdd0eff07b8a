"""A sheet of stock as a drawing: texts at their millimetre places, as they will be printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.awards.rules.model import Placed, Stock
from binhyen.awards.rules.printing import FIELD_NAMES, Certificate
from binhyen.documents.rules.content import Align
from binhyen.documents.rules.metrics import break_lines
from binhyen.documents.rules.placed import PlacedSheet, PlacedText

_MM = Decimal("0.352778")
"""Millimetres of a point."""
_LEADING = 1.22


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of text in the drawing; all measures in millimetres, written as the drawing wants them."""

    text: str
    x: str
    y: str
    size: str
    anchor: str
    weight: str
    style: str


@dataclass(frozen=True, slots=True)
class DrawnField:
    """A field with its lines and the line that it stands on."""

    name: str
    x: str
    y: str
    end: str
    lines: Sequence[DrawnLine]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole sheet."""

    width: int
    height: int
    fields: Sequence[DrawnField]


def placed_texts(stock: Stock, said: Certificate, shift: tuple[float, float] = (0, 0)) -> tuple[PlacedText, ...]:
    """Return the texts of one certificate at their places, moved by how much the printer is off."""
    texts = said.texts()
    return tuple(
        PlacedText(
            text=texts[one.field].upper() if one.caps else texts[one.field],
            x=one.x + shift[0],
            y=one.y + shift[1],
            width=one.width,
            size=one.size,
            align=Align(one.align),
            bold=one.bold,
            italic=one.italic,
            name=one.field,
        )
        for one in stock.fields
        if texts.get(one.field)
    )


def sheet_of(
    stock: Stock, certificates: Sequence[Certificate], shift: tuple[float, float], title: str, *, guides: bool = False
) -> PlacedSheet:
    """Return the sheets of certificates, a page each."""
    pages = tuple(placed_texts(stock, one, shift) for one in certificates)
    return PlacedSheet(stock.width, stock.height, pages, title, guides)


def drawing_of(stock: Stock, said: Certificate) -> Drawing:
    """Return the drawing of one certificate over its sheet."""
    texts = {text.name: text for text in placed_texts(stock, said)}
    return Drawing(stock.width, stock.height, [_field(one, texts.get(one.field)) for one in stock.fields])


def _field(one: Placed, said: PlacedText | None) -> DrawnField:
    lines = break_lines(said.text, one.size, one.width, bold=one.bold) if said else ()
    drawn = [_line(one, text, number) for number, text in enumerate(lines)]
    return DrawnField(FIELD_NAMES[one.field], _plain(one.x), _plain(one.y), _plain(one.x + one.width), drawn)


def _line(one: Placed, text: str, number: int) -> DrawnLine:
    size = float(one.size * _MM)
    at = {"left": one.x, "center": one.x + one.width / 2, "right": one.x + one.width}[one.align]
    return DrawnLine(
        text,
        _plain(at),
        _plain(one.y + number * size * _LEADING),
        _plain(size),
        {"left": "start", "center": "middle", "right": "end"}[one.align],
        "700" if one.bold else "400",
        "italic" if one.italic else "normal",
    )


def _plain(value: float) -> str:
    """Write a measure with a point, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
