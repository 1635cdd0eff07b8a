"""Walks through a Word file: paragraphs in order, tables in place, text boxes, notes; what was struck out is out."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from binhyen.documents.readers.word.numbering import Numbering
from binhyen.documents.readers.word.ooxml import W, part
from binhyen.documents.readers.word.runs import Runs
from binhyen.documents.readers.word.styles import Styles, heading_level
from binhyen.documents.readers.word.tables import grid_of
from binhyen.documents.rules.reading import BlockKind, Contents, Part, composed
from binhyen.documents.rules.tabling import is_layout

_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_OUTSIDE = ("word/header", "word/footer")
_DEEPEST = 30
_TABS = re.compile(r"[ ]*\t[ \t]*")
_DASHES = ("- ", "– ", "+ ", "• ")


def read_word(path: Path) -> Contents:
    """Return what stands in a .docx whose container has been looked at."""
    with zipfile.ZipFile(path) as archive:
        root = part(archive, "word/document.xml")
        body = None if root is None else root.find(W + "body")
        if body is None:
            return Contents(refusal="documents.damaged")
        walk = Walk(archive)
        walk.take(body)
        walk.finish()
        walk.notes(archive)
        outside = [
            text
            for name in sorted(archive.namelist())
            if name.startswith(_OUTSIDE)
            for text in walk.aside(part(archive, name))
        ]
    return Contents(tuple(walk.parts), None, tuple(dict.fromkeys(outside)), walk.runs.remarks())


class Walk:
    """Goes through containers of paragraphs and gathers their parts."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.styles = Styles(part(archive, "word/styles.xml"))
        self.numbering = Numbering(part(archive, "word/numbering.xml"))
        self.runs = Runs(self.styles)
        self.parts: list[Part] = []
        self._kept = ""
        self._depth = 0

    def take(self, container: Any) -> None:  # noqa: ANN401 - lxml ships no types
        """Take the paragraphs and tables of a container, in order."""
        if self._depth > _DEEPEST:
            return
        self._depth += 1
        for child in container:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in _WRAPPERS:
                self.take(child)
        self._depth -= 1

    def finish(self) -> None:
        """Set down a last paragraph whose end was struck out."""
        if self._kept.strip():
            self.parts.append(Part(BlockKind.PARAGRAPH, self._kept))
        self._kept = ""

    def aside(self, container: Any) -> tuple[str, ...]:  # noqa: ANN401
        """Return the lines of a container that stands outside the text."""
        return tuple(composed(self._apart(container))[0].split("\n")) if container is not None else ()

    def notes(self, archive: zipfile.ZipFile) -> None:
        """Take the footnotes and endnotes that the text refers to."""
        for name in ("footnote", "endnote"):
            root = part(archive, f"word/{name}s.xml")
            notes = {} if root is None else {note.get(W + "id"): note for note in root.iter(W + name)}
            for number in list(dict.fromkeys(self.runs.notes[name])):
                inner = self._apart(notes[number]) if number in notes else []
                self.parts += (Part(BlockKind.NOTE, one.text, grid=one.grid) for one in inner)

    def _apart(self, container: Any) -> list[Part]:  # noqa: ANN401
        """Take a container beside the text that is being gathered."""
        outer, kept = self.parts, self._kept
        self.parts, self._kept = [], ""
        self.take(container)
        self.finish()
        inner, self.parts, self._kept = self.parts, outer, kept
        return inner

    def _paragraph(self, element: Any) -> None:  # noqa: ANN401
        properties = element.find(W + "pPr")
        look = self.styles.paragraph(properties)
        said = self.runs.said(element, look)
        text = _TABS.sub("\t", self._kept + said.text).strip()
        self._kept = ""
        if self.runs.is_end_struck(properties):
            self._kept = text + " " if text and not text.endswith(" ") else text
        elif text:
            level = heading_level(look)
            label = self.numbering.label(look.list_id, look.list_level)
            kind = (
                BlockKind.HEADING
                if level
                else BlockKind.ITEM
                if label or text.startswith(_DASHES)
                else BlockKind.PARAGRAPH
            )
            depth = level or (look.list_level + 1 if label else 0)
            self.parts.append(Part(kind, f"{label} {text}" if label else text, depth))
        for box in said.boxes:
            self.parts += self._apart(box)

    def _table(self, element: Any) -> None:  # noqa: ANN401
        self.finish()
        grid, cells = grid_of(element, self._apart, self.runs)
        if grid.slots and not is_layout(grid):
            self.parts.append(Part(BlockKind.TABLE, grid=grid))
            return
        self.parts += _flat(cells)


def _flat(cells: list[list[Part]]) -> Iterator[Part]:
    for cell in cells:
        yield from cell
