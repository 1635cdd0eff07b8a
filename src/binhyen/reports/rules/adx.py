"""ADX, the profile of aggregate data that health systems exchange as XML (IHE QRPH), read and written value by value.

`<adx><group orgUnit period dataSet><dataValue dataElement value …/></group></adx>`: periods are ISO 8601 intervals, and
further attributes of a dataValue split it by dimensions. A dataValue's annotation is its comment.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.rules.exchange import Codes, Incoming, Value, finding, write_number, write_spoken
from binhyen.reports.rules.incoming import Intake, Raw
from binhyen.reports.rules.spans import from_interval, to_interval

MEDIA_TYPE = "application/adx+xml"
NAMESPACE = "urn:ihe:qrph:adx:2015"
_ADX, _GROUP, _VALUE, _NOTE = (f"{{{NAMESPACE}}}{name}" for name in ("adx", "group", "dataValue", "annotation"))
_INSIDE = {_ADX: None, _GROUP: _ADX, _VALUE: _GROUP, _NOTE: _VALUE}
_OWN = frozenset({"dataElement", "value", "categoryOptionCombo", "attributeOptionCombo"})
_ROOT = re.compile(rb"<[^?!\x00]")
_LARGEST_HEAD = 64 * 1024
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_NO_XML = gettext_noop("This is no ADX document, or it breaks off here: line %(line)s.")
_DOCTYPE = gettext_noop("A document with a DOCTYPE or in another encoding than UTF-8 is not read.")
_STRANGE = gettext_noop("“%(name)s” has no place here in an ADX document.")


def read_adx(pieces: Iterable[bytes], codes: Codes) -> Iterator[Incoming]:
    """Give each value of a document, or what is wrong with it and where ("/group/2/dataValue/12/value").

    Entities, document types and networks are not touched; depth is four elements. Nothing is held but one value, and
    which cells came already.
    """
    reading = _Reading(Intake(codes, from_interval))
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for piece in _without_doctype(pieces):
            parser.feed(piece)
            yield from reading.events(parser)
        parser.close()
    except _Stopped as stopped:
        yield stopped.finding
    except etree.XMLSyntaxError as broken:
        yield finding("no_xml", _NO_XML, reading.where, line=broken.lineno or 1)


class _Stopped(Exception):  # noqa: N818 - an answer about a document, never shown
    def __init__(self, found: Finding) -> None:
        self.finding = found
        super().__init__(found.code)


def _without_doctype(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Hold the pieces before the first element back, and stop at what could define entities."""
    head, found = b"", False
    for piece in pieces:
        if found:
            yield piece
            continue
        head += piece
        root = _ROOT.search(head)
        prolog = head[: root.start()] if root else head
        if b"<!DOCTYPE" in prolog or b"\x00" in prolog or len(prolog) > _LARGEST_HEAD:
            raise _Stopped(finding("no_doctype", _DOCTYPE, ""))
        if root:
            found = True
            yield head
    if not found:
        yield head


class _Reading:
    """Where in the document reading is."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.group, self.value = 0, 0
        self.head: Mapping[str, str] = {}
        self.where = ""
        self.path: list[str] = []

    def events(self, parser: Any) -> Iterator[Incoming]:  # noqa: ANN401 - lxml has no types here
        for event, element in parser.read_events():
            if event == "start":
                self._start(element)
                continue
            self.path.pop()
            if element.tag == _VALUE:
                yield self._read(element)
            if element.tag in (_VALUE, _GROUP):
                _forget(element)

    def _start(self, element: Any) -> None:  # noqa: ANN401
        above = self.path[-1] if self.path else None
        if element.tag not in _INSIDE or _INSIDE[element.tag] != above:
            name = str(element.tag).rsplit("}", 1)[-1]
            raise _Stopped(finding("no_place", _STRANGE, self.where, name=name))
        self.path.append(element.tag)
        if element.tag == _GROUP:
            self.group, self.value = self.group + 1, 0
            self.head = dict(element.attrib)
            self.where = f"/group/{self.group}"
        elif element.tag == _VALUE:
            self.value += 1
            self.where = f"/group/{self.group}/dataValue/{self.value}"

    def _read(self, element: Any) -> Incoming:  # noqa: ANN401
        said, head = element.attrib, self.head
        dims = tuple(sorted((str(name), str(value)) for name, value in said.items() if name not in _OWN))
        odd = next((name for name, value in dims if not _NAME.fullmatch(name) or not _splits(value)), None)
        if odd is not None:
            return finding("no_place", _STRANGE, self.where, name=odd)
        comment = element.findtext(_NOTE) or ""
        return self.intake.read(
            Raw(
                head.get("dataSet", ""),
                head.get("period", ""),
                head.get("orgUnit", ""),
                said.get("dataElement", ""),
                said.get("categoryOptionCombo", ""),
                said.get("value", ""),
                comment,
                self.where,
                dims,
            )
        )


def _splits(value: str) -> bool:
    return bool(value) and not set(value) & set(";=|")


def _forget(element: Any) -> None:  # noqa: ANN401
    """Let go of an element that was read, so that memory does not grow with the document."""
    element.clear()
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]


def write_adx(values: Iterable[Value], codes: Codes, at: datetime) -> Iterator[str]:
    """Write a document piece by piece; values of one form, period and place that follow each other make a group."""
    outwards = codes.outwards
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<adx xmlns="{NAMESPACE}" exported="{at.isoformat()}">\n'
    for (form, period, place), group in groupby(values, lambda one: (one.form, one.period, one.place)):
        attributes = {
            "orgUnit": outwards.org_units.get(place, place),
            "period": to_interval(period),
            "dataSet": outwards.data_sets.get(form, form),
        }
        yield f"<group{_attributes(attributes)}>\n"
        yield from (_written(value, codes) for value in group)
        yield "</group>\n"
    yield "</adx>\n"


def _written(value: Value, codes: Codes) -> str:
    """Write one value. An address without a data element of its own is split by attributes."""
    cell, outwards = value.cell, codes.outwards
    whole = outwards.elements.get(str(cell))
    said = {"dataElement": whole or outwards.elements.get(cell.indicator, cell.indicator)}
    if whole is None:
        said |= cell.split
    said["value"] = write_number(value.amount)
    comment = write_spoken(value.amount, value.note)
    if not comment:
        return f"<dataValue{_attributes(said)}/>\n"
    return f"<dataValue{_attributes(said)}><annotation>{_text(comment)}</annotation></dataValue>\n"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text), {"\r": "&#13;"})


def _attributes(said: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_ILLEGAL.sub('', text))}" for name, text in said.items())
