"""The container of a form: its parts read safely, a few of them changed, all others given back byte by byte."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

RELATIONS = "_rels"
_TYPES = "[Content_Types].xml"


class Unreadable(Exception):  # noqa: N818 - said to a person, not a fault
    """The file is not what its name says, or is damaged."""


def local(element: Any) -> str:  # noqa: ANN401 - lxml ships no types
    """Return an element's name without its namespace; "" for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def same_space(element: Any, name: str) -> str:  # noqa: ANN401
    """Return a name in the namespace of an element: both editions of the standard are read alike."""
    space = etree.QName(element).namespace
    return f"{{{space}}}{name}" if space else name


def child(element: Any, name: str) -> Any:  # noqa: ANN401
    """Return an element's first child of this name, or None."""
    return element.find(same_space(element, name))


def children(element: Any, name: str) -> list[Any]:  # noqa: ANN401
    """Return an element's children of this name."""
    return list(element.findall(same_space(element, name)))


class Parts:
    """The parts of one file. Trees that were asked for with `change` are written anew, nothing else is."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self._infos = archive.infolist()
            self._bytes = {info.filename: archive.read(info) for info in self._infos}
        if len(self._bytes) != len(self._infos):
            raise Unreadable
        self._trees: dict[str, Any] = {}
        self._changed: set[str] = set()

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name in self._bytes

    def raw(self, name: str) -> bytes:
        """Return a part as it came."""
        return self._bytes[name]

    def tree(self, name: str) -> Any:  # noqa: ANN401
        """Return a part as a tree. Without entities, network and document types: no form has any."""
        if name not in self._bytes:
            raise Unreadable
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root = etree.fromstring(self._bytes[name], parser)
            if root.getroottree().docinfo.doctype:
                raise Unreadable
            self._trees[name] = root
        return self._trees[name]

    def change(self, name: str) -> Any:  # noqa: ANN401
        """Return a part as a tree that is going to be changed."""
        self._changed.add(name)
        return self.tree(name)

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """Return the parts of a kind ("worksheet") that a part names, with the ids that it names them by."""
        name = _relations_of(part)
        if not self.has(name):
            return []
        folder = posixpath.dirname(part)
        return [
            (one.get("Id", ""), _resolved(folder, one.get("Target", "")))
            for one in self.tree(name)
            if local(one) == "Relationship" and one.get("Type", "").endswith(f"/{kind}")
        ]

    def main(self, root: str) -> str:
        """Return the name of the main part, whose root must be `root`."""
        found = self.related("", "officeDocument")
        if len(found) != 1 or not self.has(found[0][1]) or local(self.tree(found[0][1])) != root:
            raise Unreadable
        return found[0][1]

    def drop(self, part: str, kind: str) -> None:
        """Take out the parts of a kind that a part names, with everything that names them."""
        for number, name in self.related(part, kind):
            relations = self.change(_relations_of(part))
            for one in [one for one in relations if one.get("Id") == number]:
                relations.remove(one)
            types = self.change(_TYPES)
            for one in [one for one in types if one.get("PartName") == f"/{name}"]:
                types.remove(one)
            self._bytes.pop(name, None)

    def written(self) -> bytes:
        """Return the file: its parts in their order, unchanged ones as they came."""
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            for info in self._infos:
                if info.filename in self._bytes:
                    archive.writestr(_as_it_was(info), self._content(info.filename))
        return kept.getvalue()

    def _content(self, name: str) -> bytes:
        if name not in self._changed:
            return self._bytes[name]
        tree = self._trees[name].getroottree()
        return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _as_it_was(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    fresh = zipfile.ZipInfo(info.filename, info.date_time)
    fresh.compress_type, fresh.external_attr, fresh.create_system = (
        info.compress_type,
        info.external_attr,
        info.create_system,
    )
    return fresh


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, RELATIONS, f"{name}.rels")


def _resolved(folder: str, target: str) -> str:
    whole = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(whole).lstrip("/")
