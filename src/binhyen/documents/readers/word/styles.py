"""What styles say of a run and of a paragraph: font, hidden or not, heading, list."""

from dataclasses import dataclass
from typing import Any

from binhyen.documents.readers.word.ooxml import W, is_on, value, whole

_DEEPEST = 20
_BODY = 9
"""Word's outline level for what is no heading."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, with those it is based on, says; None and "" where it says nothing."""

    font: str = ""
    hidden: bool | None = None
    outline: int | None = None
    list_id: str = ""
    list_level: int = 0

    def over(self, base: "Look") -> "Look":
        """Return this look on top of another."""
        return Look(
            self.font or base.font,
            base.hidden if self.hidden is None else self.hidden,
            base.outline if self.outline is None else self.outline,
            self.list_id or base.list_id,
            self.list_level or base.list_level,
        )


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml ships no types
        self._elements: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self.default = Look()
        self._normal = ""
        if root is None:
            return
        for element in root.iter(W + "style"):
            self._elements[element.get(W + "styleId", "")] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in {"1", "true"}:
                self._normal = element.get(W + "styleId", "")
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.default = Look(font=font_of(defaults))

    def paragraph(self, properties: Any) -> Look:  # noqa: ANN401
        """Return the look of a paragraph with these properties."""
        look = self._styled(value(properties, "pStyle") or self._normal)
        own = _paragraph_look(properties)
        return own.over(look.over(self.default))

    def run(self, properties: Any, paragraph: Look) -> Look:  # noqa: ANN401
        """Return the look of a run in a paragraph."""
        if properties is None:
            return paragraph
        own = Look(font_of(properties), is_on(properties, "vanish"))
        name = value(properties, "rStyle")
        return own.over(self._styled(name).over(paragraph)) if name else own.over(paragraph)

    def _styled(self, name: str, depth: int = 0) -> Look:
        if name in self._looks:
            return self._looks[name]
        element = self._elements.get(name)
        if element is None or depth > _DEEPEST:
            return Look()
        own = _style_look(element)
        look = own.over(self._styled(value(element, "basedOn") or "", depth + 1))
        self._looks[name] = look
        return look


def _style_look(element: Any) -> Look:  # noqa: ANN401
    run, properties = element.find(W + "rPr"), element.find(W + "pPr")
    look = Look(font_of(run), is_on(run, "vanish"))
    if (value(element, "name") or "").lower() == "title":
        look = Look(look.font, look.hidden, 0)
    return look.over(_paragraph_look(properties))


def _paragraph_look(properties: Any) -> Look:  # noqa: ANN401
    if properties is None:
        return Look()
    outline = value(properties, "outlineLvl")
    level = None if outline is None else whole(outline, _BODY)
    listed = properties.find(W + "numPr")
    return Look("", None, level, value(listed, "numId") or "", whole(value(listed, "ilvl")))


def font_of(properties: Any) -> str:  # noqa: ANN401
    """Return the font that run properties name, for letters of western scripts."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def heading_level(look: Look) -> int:
    """Return a heading's depth from 1; 0 for what is no heading."""
    return 0 if look.outline is None or look.outline >= _BODY else look.outline + 1
