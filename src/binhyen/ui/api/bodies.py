"""Reads bodies: exact numbers, no name twice, no signs that are no text, no more than fits."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.ui.api.answers import TooLarge, Unreadable, WrongMedia, WrongValues

JSON = "application/json"
_MEGABYTE = 1024 * 1024
_PIECE = 256 * 1024
_SUSPECT = re.compile(
    rb"[\x7f]|\\u00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])|\\u20(?:2[a-eA-E]|6[6-9])"
    rb"|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class ExactParser(Parser):
    """JSON with decimals as decimals; what is odd is refused with its place."""

    def parse_body(self, request: HttpRequest) -> object:  # type: ignore[override]  # ninja says dict, JSON says anything
        """Read the body. Refused: another media type (415), what is no JSON (400), signs that are no text (422)."""
        require_media(request, JSON)
        return read_json(request.body)


def require_media(request: HttpRequest, *accepted: str) -> None:
    """Refuse a body in another form than these (415)."""
    if request.content_type not in accepted:
        message = gettext_noop("Send %(accepted)s here; “%(sent)s” is not read.")
        params = {"accepted": ", ".join(accepted), "sent": (request.content_type or "–")[:80]}
        raise WrongMedia(Finding("api.media_type", message, params=params))


def read_body(request: HttpRequest, most: int) -> Iterator[bytes]:
    """Give the body in pieces as it arrives; refuse it (413) as soon as it is longer than `most` bytes.

    For bodies that are larger than what other requests may send; nothing may have read the body before.
    """
    left = most
    declared = request.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) > most:
        raise too_large(most)
    while piece := request.read(_PIECE):
        left -= len(piece)
        if left < 0:
            raise too_large(most)
        yield piece


def too_large(most: int) -> TooLarge:
    """Return the refusal of a body of more than `most` bytes."""
    message = gettext_noop("More than %(most)s MB were sent. Send the values in several parts.")
    return TooLarge(Finding("api.too_large", message, params={"most": Decimal(most * 10 // _MEGABYTE) / 10}))


def read_json(body: bytes) -> object:
    """Read JSON: decimals exactly, NaN and infinity not at all, no name twice in one object."""
    try:
        text = body.decode("utf-8")
        data: object = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as wrong:
        message = gettext_noop("This is not JSON: line %(line)s, character %(column)s.")
        params = {"line": wrong.lineno, "column": wrong.colno}
        raise Unreadable(Finding("api.no_json", message, params=params)) from None
    except (ValueError, ArithmeticError, RecursionError):
        raise Unreadable(
            Finding(
                "api.unreadable_json",
                gettext_noop("This JSON can't be read: write it in UTF-8, with fewer levels and shorter numbers."),
            )
        ) from None
    if _SUSPECT.search(body):
        _refuse_signs(data)
    return data


def _no_number(word: str) -> NoReturn:
    message = gettext_noop("“%(word)s” is no number. Leave the value out or write a number.")
    raise Unreadable(Finding("api.no_number", message, params={"word": word}))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = gettext_noop("“%(name)s” is said twice in one object.")
        raise Unreadable(Finding("api.said_twice", message, params={"name": twice[:60]}))
    return found


def _refuse_signs(data: object) -> None:
    places = [where for where, text in _texts(data, "") if _UNWRITABLE.search(text)]
    message = gettext_noop("This text holds signs that are no letters.")
    if places:
        raise WrongValues(*(Finding("api.not_text", message, where=where) for where in places[:20]))


def _texts(data: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield where or "/", data
    elif isinstance(data, dict):
        yield from _below(((str(name), value) for name, value in data.items()), where)
        yield from ((f"{where}/", str(name)) for name in data)
    elif isinstance(data, list):
        yield from _below(((str(index), value) for index, value in enumerate(data)), where)


def _below(items: Iterable[tuple[str, object]], where: str) -> Iterator[tuple[str, str]]:
    for name, value in items:
        yield from _texts(value, f"{where}/{escaped(name)}")


def escaped(name: str) -> str:
    """Write a name as a part of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
