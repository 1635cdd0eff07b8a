"""The words of a paragraph: runs with their fonts, without what is hidden or struck out; text boxes beside them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from binhyen.documents.readers.word.ooxml import W, value, whole
from binhyen.documents.readers.word.styles import Look, Styles
from binhyen.documents.rules.legacy import in_font, legacy_font
from binhyen.documents.rules.signs import raised

_INLINE = {
    W + name
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir")
}
_STRUCK = {W + "del", W + "moveFrom"}
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "\u00ad"}
_DRAWN = {W + "drawing", W + "pict", W + "object"}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CODE = re.compile(r"[0-9A-Fa-f]{4}\Z")
_SMALLEST = 4
"""Half-points: smaller letters are there to be hidden."""


@dataclass(slots=True)
class Said:
    """What a paragraph says: its text, and the text boxes that hang on it."""

    text: str = ""
    boxes: list[Any] = field(default_factory=list)


class Runs:
    """Reads paragraphs and remembers what was left out or converted."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.struck = self.hidden = self.field_code = False
        self.scripts: dict[str, None] = {}
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._pieces: list[tuple[str, str]] = []
        self._boxes: list[Any] = []
        self._takers: Mapping[str, Callable[[Any], None]] = {
            W + "footnoteReference": lambda one: self.notes["footnote"].append(one.get(W + "id", "")),
            W + "sym": self._symbol,
            W + "endnoteReference": lambda one: self.notes["endnote"].append(one.get(W + "id", "")),
            **dict.fromkeys((*_DRAWN, _ALTERNATIVES), self._box),
        }

    def said(self, paragraph: Any, look: Look) -> Said:  # noqa: ANN401 - lxml ships no types
        """Return the words of a paragraph, those of old fonts as Unicode."""
        outer = self._pieces, self._boxes
        self._pieces, self._boxes = [], []
        self._inline(paragraph, look, 0)
        said = Said("".join(map(self._converted, _joined(self._pieces))), self._boxes)
        self._pieces, self._boxes = outer
        return said

    def is_end_struck(self, properties: Any) -> bool:  # noqa: ANN401
        """Tell whether the end of a paragraph was struck out, so that the next one goes on in it."""
        marks = properties.find(W + "rPr") if properties is not None else None
        struck = marks is not None and (marks.find(W + "del") is not None or marks.find(W + "moveFrom") is not None)
        self.struck = self.struck or struck
        return struck

    def remarks(self) -> tuple[tuple[str, dict[str, object]], ...]:
        """Return what is to be said of what was left out and converted."""
        found: list[tuple[str, dict[str, object]]] = []
        if self.struck:
            found.append(("documents.tracked_changes", {}))
        if self.hidden:
            found.append(("documents.hidden_text", {}))
        if self.scripts:
            found.append(("documents.converted", {"script": ", ".join(self.scripts)}))
        return tuple(found)

    def _inline(self, element: Any, look: Look, depth: int) -> None:  # noqa: ANN401
        for child in element:
            if child.tag == W + "r":
                self._run(child, look)
            elif child.tag in _STRUCK:
                self.struck = True
            elif child.tag in _INLINE and depth < _DEEPEST:
                self._inline(child, look, depth + 1)
            elif child.tag.startswith(_MATHS):
                self._pieces.append(("".join(child.itertext(_MATHS + "t")), ""))

    def _run(self, run: Any, paragraph: Look) -> None:  # noqa: ANN401
        properties = run.find(W + "rPr")
        look = self.styles.run(properties, paragraph)
        size = value(properties, "sz")
        if look.hidden or (size is not None and whole(size, 20) <= _SMALLEST):
            self.hidden = self.hidden or bool("".join(run.itertext(W + "t")).strip())
            return
        high = value(properties, "vertAlign") == "superscript"
        for child in run:
            text = child.text or "" if child.tag == W + "t" else _SIGNS.get(child.tag, "")
            if high and text:
                text = raised(text, self._pieces[-1][0] if self._pieces else "")
            if text:
                self._pieces.append((text, look.font))
            elif take := self._takers.get(child.tag):
                take(child)

    def _symbol(self, symbol: Any) -> None:  # noqa: ANN401
        """Take a letter of an old font that Word keeps as a symbol; other symbols say nothing."""
        font, code = symbol.get(W + "font", ""), symbol.get(W + "char", "")
        if legacy_font(font) and _CODE.match(code):
            self._pieces.append((chr(int(code, 16) & 0xFF), font))

    def _box(self, drawing: Any) -> None:  # noqa: ANN401
        """Remember the text boxes of a drawing. Of alternatives, which say the same, the first that has any counts."""
        options = list(drawing) if drawing.tag == _ALTERNATIVES else [drawing]
        for option in options:
            found = [box for box in option.iter(W + "txbxContent") if _outermost(box, option)]
            if found:
                self._boxes += found
                return

    def _converted(self, piece: tuple[str, str]) -> str:
        text, font = piece
        plain = in_font(text, font)
        if plain is None:
            return text
        old = legacy_font(font)
        if old and plain != text:
            self.scripts[old.script.name] = None
        return plain


_DEEPEST = 30


def _outermost(box: Any, option: Any) -> bool:  # noqa: ANN401
    """Tell whether a text box stands in no other one, and is not said a second time by a fallback."""
    above = box.getparent()
    while above is not None and above is not option:
        if above.tag == W + "txbxContent" or above.tag.endswith("}Fallback"):
            return False
        above = above.getparent()
    return True


def _joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join neighbours of one script: a letter of VNI may be spread over two runs."""
    joined: list[tuple[str, str]] = []
    for text, font in pieces:
        name = font if legacy_font(font) else ""
        if joined and joined[-1][1] == name:
            joined[-1] = (joined[-1][0] + text, name)
        else:
            joined.append((text, name))
    return joined
