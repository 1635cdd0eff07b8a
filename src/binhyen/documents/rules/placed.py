"""Texts at their places on a sheet that is printed already: millimetres from its upper left corner."""

from dataclasses import dataclass

from binhyen.documents.rules.content import Align


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One text: its first line stands on `y` (the baseline), wrapped into `width` from `x`; `size` in points."""

    text: str
    x: float
    y: float
    width: float
    size: float
    align: Align = Align.CENTRE
    bold: bool = False
    italic: bool = False
    name: str = ""
    """What it is, for the sheet on which printers are measured."""


@dataclass(frozen=True, slots=True)
class PlacedSheet:
    """Pages of one size. With `guides` a ruler, the place of each text and its name are drawn: to measure a printer."""

    width: float
    height: float
    pages: tuple[tuple[PlacedText, ...], ...]
    title: str = ""
    guides: bool = False
