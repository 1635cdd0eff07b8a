"""Reads one large JSON object piece by piece: its own members, and the items of one list as they arrive."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NoReturn

_SPACE = re.compile(r"[ \t\r\n]*")
LARGEST_ITEM = 64 * 1024
"""One item or member of the object is shorter than this (characters)."""


class Malformed(Exception):  # noqa: N818 - an answer about a document, never shown
    """The document is no such object; `item` is the number of the list's item that was being read, if any."""

    def __init__(self, item: int | None = None) -> None:
        self.item = item
        super().__init__(item)


class Member:
    """A member of the object, but for the streamed list."""

    __slots__ = ("name", "value")

    def __init__(self, name: str, value: object) -> None:
        self.name, self.value = name, value


class Item:
    """An item of the streamed list."""

    __slots__ = ("index", "value")

    def __init__(self, index: int, value: object) -> None:
        self.index, self.value = index, value


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


class JsonStream:
    """Gives members and items in the order of the document. Raises `Malformed` for what is no JSON object.

    Holds one piece and one item at a time. Numbers with decimals come as Decimal; NaN and infinity are malformed.
    """

    def __init__(self, pieces: Iterable[bytes], streamed: str) -> None:
        self._pieces = iter(pieces)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._scan = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant).raw_decode
        self._streamed = streamed
        self._text = ""
        self._at = 0
        self._done = False
        self.found = False
        """Whether the list has been met."""

    def __iter__(self) -> Iterator[Member | Item]:
        self._take("{")
        if self._peek() == "}":
            return self._close()
        while True:
            name = self._value()
            if not isinstance(name, str):
                raise Malformed
            self._take(":")
            if name == self._streamed and self._peek() == "[":
                yield from self._items()
            else:
                yield Member(name, self._value())
            if self._take(",}") == "}":
                return self._close(taken=True)

    def _items(self) -> Iterator[Item]:
        self.found = True
        self._take("[", 0)
        if self._peek(0) == "]":
            self._take("]")
            return
        index = 0
        while True:
            yield Item(index, self._value(index))
            if self._take(",]", index) == "]":
                return
            index += 1

    def _value(self, item: int | None = None) -> Any:  # noqa: ANN401 - any JSON
        """Scan one value. At the end of a piece it may be cut off: then it is scanned again with the next piece."""
        self._peek(item)
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except (ValueError, ArithmeticError, RecursionError):
                self._more(item)
                continue
            if end == len(self._text) and not self._done:
                self._more(item)
                continue
            self._at = end
            return value

    def _more(self, item: int | None) -> None:
        """Read on, unless the value is too long already or nothing follows."""
        if self._done or len(self._text) - self._at > LARGEST_ITEM:
            raise Malformed(item)
        self._fill(item)

    def _take(self, signs: str, item: int | None = None) -> str:
        found = self._peek(item)
        if not found or found not in signs:
            raise Malformed(item)
        self._at += 1
        return found

    def _peek(self, item: int | None = None) -> str:
        """Return the next sign that is no space; "" at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if self._done:
                return ""
            self._fill(item)

    def _fill(self, item: int | None) -> None:
        piece = next(self._pieces, None)
        self._done = piece is None
        try:
            fresh = self._decode(piece or b"", self._done)
        except UnicodeDecodeError:
            raise Malformed(item) from None
        self._text = self._text[self._at :] + fresh
        self._at = 0

    def _close(self, *, taken: bool = False) -> None:
        if not taken:
            self._take("}")
        if self._peek():
            raise Malformed
