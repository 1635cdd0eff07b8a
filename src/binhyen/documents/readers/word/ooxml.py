"""Names of WordprocessingML and the parts of its container."""

import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMMON = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALSE = {"0", "false", "off", "none"}


def part(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return the root of a part; None where there is none. Entities are not followed, nothing is fetched."""
    try:
        content = archive.read(name)
    except KeyError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(content.replace(_STRICT, _COMMON), parser)


def value(element: Any, name: str) -> str | None:  # noqa: ANN401
    """Return `w:val` of a child."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + "val", "")


def is_on(element: Any, name: str) -> bool | None:  # noqa: ANN401
    """Tell whether a switch is on; None where it does not stand."""
    found = value(element, name)
    return None if found is None else found not in _FALSE


def whole(text: str | None, default: int = 0) -> int:
    """Return a whole number, `default` where it is none."""
    bare = (text or "").lstrip("-")
    return int(text or 0) if bare.isascii() and bare.isdigit() else default
