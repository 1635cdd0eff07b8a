"""A letter as data and back, and the hash that binds its words: what is issued is kept exactly as it was said."""

import hashlib
import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from binhyen.documents.rules import content
from binhyen.documents.rules.content import Block, Letter

_BLOCKS: dict[str, type] = {kind.__name__: kind for kind in get_args(Block)}
_TAG = "block"


class UnreadableLetter(ValueError):  # noqa: N818 - said of the letter
    """Frozen data that is no letter: a field too many, one missing, a value of another type."""


def to_data(letter: Letter) -> dict[str, Any]:
    """Return the letter as JSON-ready data; every field is written, so later defaults change nothing."""
    return cast("dict[str, Any]", _freeze(letter))


def from_data(data: Mapping[str, Any]) -> Letter:
    """Build the letter again. Raises `UnreadableLetter` for what `to_data` would not have written."""
    try:
        return cast("Letter", _thaw(Letter, data))
    except (KeyError, TypeError, ValueError) as fault:
        msg = f"not a letter: {fault}"
        raise UnreadableLetter(msg) from fault


def content_hash(data: Mapping[str, Any], layout: str, attached: Sequence[tuple[str, str]] = ()) -> str:
    """Return the SHA-256 of the frozen letter, its layout version and the names and hashes of what is attached."""
    said = [layout, data, attached] if attached else [layout, data]
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def check_code(digest: str) -> str:
    """Return the four characters printed under the QR code, to compare with the public page: "7C·E2"."""
    tail = digest[-4:].upper()
    return f"{tail[:2]}·{tail[2:]}" if tail else ""


def _freeze(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        data = {name: _freeze(getattr(value, name)) for name in _hints(type(value))}
        return {_TAG: type(value).__name__, **data} if type(value).__name__ in _BLOCKS else data
    if isinstance(value, tuple):
        return [_freeze(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _thaw(hint: Any, data: Any) -> object:  # noqa: ANN401 - a type and the data it is read from
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _thaw_union(get_args(hint), data)
    if origin is tuple:
        return _thaw_tuple(get_args(hint), data)
    if is_dataclass(hint):
        return _thaw_fields(cast("type", hint), data)
    return _thaw_plain(hint, data)


def _thaw_union(options: tuple[Any, ...], data: Any) -> object:  # noqa: ANN401
    if data is None and type(None) in options:
        return None
    if isinstance(data, dict) and _TAG in data:
        rest = {name: value for name, value in data.items() if name != _TAG}
        return _thaw_fields(_BLOCKS[data[_TAG]], rest)
    return _thaw(next(option for option in options if option is not type(None)), data)


def _thaw_tuple(items: tuple[Any, ...], data: Any) -> tuple[object, ...]:  # noqa: ANN401
    if not isinstance(data, list):
        msg = f"a list was expected, not {type(data).__name__}"
        raise TypeError(msg)
    return tuple(_thaw(items[0], item) for item in data)


def _thaw_fields(kind: type, data: Mapping[str, Any]) -> object:
    hints = _hints(kind)
    if set(data) != set(hints):
        msg = f"{kind.__name__} has other fields: {sorted(set(data) ^ set(hints))}"
        raise TypeError(msg)
    return kind(**{name: _thaw(hints[name], value) for name, value in data.items()})


def _thaw_plain(kind: type, data: Any) -> object:  # noqa: ANN401
    if issubclass(kind, StrEnum):
        return kind(data)
    if kind is date:
        return date.fromisoformat(data)
    if type(data) is not kind:
        msg = f"{kind.__name__} was expected, not {type(data).__name__}"
        raise TypeError(msg)
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind, vars(content))
    return {each.name: hints[each.name] for each in fields(kind)}
