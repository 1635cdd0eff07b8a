"""Pages of the web: their main text, headings, lists and tables; no menus, scripts, forms, or what is hidden."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from binhyen.documents.rules.reading import BlockKind, Contents, Part
from binhyen.documents.rules.signs import raised
from binhyen.documents.rules.tabling import Grid, Slot, is_layout, layout_lines

_DROPPED = frozenset(
    {
        "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "option",
        "input", "textarea", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map", "head",
        "link", "meta", "dialog", "menu",
    }
)  # fmt: skip
_FURNITURE = frozenset({"header", "footer"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"})
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
        "li", "main", "ol", "p", "pre", "section", "summary", "table", "ul",
    }
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)", re.IGNORECASE
)
_ASIDE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|sidebar|breadcrumb|related|comments?|share|social|advert|ads?|banner|cookie|popup|"
    r"tags?|tin-?lien-?quan|binh-?luan)(?:[-_ ]|$)",
    re.IGNORECASE,
)
_MAIN_SHARE, _MANY_LINKS, _WIDEST, _DEEPEST = 0.35, 0.6, 1_000, 200


def read_web(text: str) -> Contents:
    """Return the main text of a page whose bytes have been decoded."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (html.etree.ParserError, ValueError):
        return Contents(refusal="documents.no_text")
    walk = _Walk()
    main = _main(root)
    walk.headline(root, main)
    walk.take(main, 0)
    walk.close()
    return Contents(tuple(walk.parts), remarks=(("documents.hidden_text", {}),) if walk.hidden else ())


def _main(root: Any) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return the element that holds the main text: what the page calls so, if it holds a good part of the text."""
    body = root.find(".//body")
    body = root if body is None else body
    whole = len(_visible(body))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = max(body.iterfind(path), key=lambda one: len(_visible(one)), default=None)
        if found is not None and len(_visible(found)) >= whole * _MAIN_SHARE:
            return found
    return body


def _visible(element: Any) -> str:  # noqa: ANN401
    return "".join(element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::nav)]")).strip()


class _Walk:
    """Goes through elements; holds the line that grows and what stands before it."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.hidden = False
        self._text = ""
        self._kind, self._level, self._label = BlockKind.PARAGRAPH, 0, ""
        self._lists: list[int | None] = []

    def headline(self, root: Any, main: Any) -> None:  # noqa: ANN401
        """Take the page's headline where the main text does not hold it."""
        if main.find(".//h1") is None:
            first = next(root.iter("h1"), None)
            if first is not None and not _is_inside(first, main):
                self.take(first, 0)
                self.close()

    def inside(self, element: Any) -> None:  # noqa: ANN401
        """Take what is in an element, but not the element itself."""
        self._inner(element, 1)
        self.close()

    def take(self, element: Any, depth: int) -> None:  # noqa: ANN401
        """Take an element and what is in it, in order."""
        if not isinstance(element.tag, str) or depth > _DEEPEST or self._is_left_out(element):
            return
        tag = element.tag
        if tag == "table":
            self._table(element)
        elif tag == "br":
            self.close(same=True)
        elif tag == "sup":
            self._text += raised("".join(element.itertext()), self._text)
        elif tag in _BLOCKS:
            self._block(element, tag, depth)
        else:
            self._inner(element, depth)

    def _block(self, element: Any, tag: str, depth: int) -> None:  # noqa: ANN401
        self.close()
        if tag in {"ul", "ol"}:
            self._lists.append(_start(element) if tag == "ol" else None)
        if tag == "li":
            self._kind, self._level, self._label = BlockKind.ITEM, len(self._lists), self._bullet()
        elif tag in _HEADINGS:
            self._kind, self._level = BlockKind.HEADING, _HEADINGS[tag]
        self._inner(element, depth)
        self.close()
        if tag in {"ul", "ol"}:
            self._lists.pop()

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}. "

    def _inner(self, element: Any, depth: int) -> None:  # noqa: ANN401
        self._text += element.text or ""
        for child in element:
            self.take(child, depth + 1)
            self._text += child.tail or ""

    def close(self, *, same: bool = False) -> None:
        """End the line. With `same`, what follows is of the same kind, as behind a line break."""
        text = " ".join(self._text.split())
        self._text = ""
        if text:
            self.parts.append(Part(self._kind, self._label + text, self._level))
            self._label = ""
        if not same:
            self._kind, self._level, self._label = BlockKind.PARAGRAPH, 0, ""

    def _is_left_out(self, element: Any) -> bool:  # noqa: ANN401
        tag = element.tag
        if tag in _DROPPED or element.get("role") in _ROLES or element.get("aria-hidden") == "true":
            return True
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            self.hidden = self.hidden or bool("".join(element.itertext()).strip())
            return True
        if tag in _FURNITURE and (element.getparent() is None or element.getparent().tag not in {"article", "main"}):
            return True
        return tag in {"div", "ul", "section", "p"} and _is_aside(element)

    # ---------------------------------------------------------------- tables

    def _table(self, element: Any) -> None:  # noqa: ANN401
        self.close()
        grid = _grid(element)
        if not grid.slots:
            return
        if is_layout(grid) or element.find(".//table") is not None:
            for line in layout_lines(grid):
                self.parts.append(Part(BlockKind.PARAGRAPH, line))
        else:
            self.parts.append(Part(BlockKind.TABLE, grid=grid))


def _is_inside(element: Any, other: Any) -> bool:  # noqa: ANN401
    return element is other or any(above is other for above in element.iterancestors())


def _is_aside(element: Any) -> bool:  # noqa: ANN401
    """Tell whether an element is a menu or list of links: by its name, or since most of it is links."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if named.strip() and _ASIDE.search(named):
        return True
    links = element.findall(".//a")
    if len(links) < 4:  # noqa: PLR2004 - a menu has some
        return False
    whole = len("".join(element.itertext()).strip())
    return sum(len("".join(link.itertext())) for link in links) > whole * _MANY_LINKS


def _start(element: Any) -> int:  # noqa: ANN401
    said = element.get("start") or "1"
    return int(said) if said.isascii() and said.isdigit() else 1


def _grid(table: Any) -> Grid:  # noqa: ANN401
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    headings = 0
    for number, row in enumerate(_rows(table)):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        headings += headings == number and bool(cells) and all(cell.tag == "th" for cell in cells)
        column = 0
        for cell in cells:
            while (number, column) in taken:
                column += 1
            down, right = _span(cell, "rowspan"), _span(cell, "colspan")
            taken.update((number + y, column + x) for y in range(down) for x in range(right))
            slots.append(Slot(_cell_text(cell), number, column, down, right))
            column += right
    return Grid(tuple(slots), headings)


def _rows(table: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    said = cell.get(name) or "1"
    return max(1, min(_WIDEST, int(said))) if said.isascii() and said.isdigit() and len(said) < 5 else 1  # noqa: PLR2004


def _cell_text(cell: Any) -> str:  # noqa: ANN401
    walk = _Walk()
    walk.inside(cell)
    lines = [part.text for part in walk.parts if part.grid is None]
    lines += [line for part in walk.parts if part.grid for line in layout_lines(part.grid)]
    return "\n".join(lines)
