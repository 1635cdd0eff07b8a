"""YAML read with care: every value knows its line; aliases, bombs, tags and repeated keys are refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import yaml

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

MAX_CHARACTERS = 262_144
MAX_DEPTH = 12
Path = tuple[str | int, ...]
_CORE = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Written:
    """Plain data and the line (from 1) on which each part stands, by its path."""

    data: object
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest part above it that is written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class Unreadable(str):
    """Text that looks like a date, a number or a time but is none that we accept: kept as written, never guessed."""

    __slots__ = ()


def read_yaml(text: str) -> Written:
    """Read one YAML document; refuse with `yaml.…` what is none, or what is dangerous, naming the line."""
    if len(text) > MAX_CHARACTERS:
        raise Refused(_finding("yaml.too_large", _TOO_LARGE, 1, limit=str(MAX_CHARACTERS // 1024)))
    try:
        _require_plain(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise Refused(_finding("yaml.unreadable", _UNREADABLE, mark.line + 1 if mark else 1)) from None
    except yaml.YAMLError as fault:
        line = text.count("\n", 0, getattr(fault, "position", 0)) + 1
        raise Refused(_finding("yaml.unreadable", _UNREADABLE, line)) from None
    lines: dict[Path, int] = {}
    return Written(None if node is None else _value(node, (), lines), lines)


def _require_plain(text: str) -> None:
    """Walk the events before anything is built: no alias (a bomb needs them), no deep nesting, one document."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise Refused(_finding("yaml.alias", _ALIAS, line))
        if depth > MAX_DEPTH or documents > 1:
            raise Refused(_finding("yaml.too_deep", _TOO_DEEP, line, limit=str(MAX_DEPTH)))


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> object:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*path, index), lines) for index, one in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise Refused(_finding("yaml.unreadable", _UNREADABLE, line))
        name = str(key.value)
        if name in found:
            first = lines[*path, name]
            raise Refused(_finding("yaml.repeated", _REPEATED, line, name=name, first=str(first)))
        lines[*path, name] = line
        found[name] = _value(value, (*path, name), lines)
    return found


def _scalar(node: yaml.Node) -> object:
    """Read a plain scalar as YAML 1.2 would: whole numbers, true and false, days, null; all else stays text."""
    text = str(node.value)
    kind = str(node.tag).removeprefix(_CORE)
    if kind == "bool":
        return text.lower() in ("true", "yes", "on")
    if kind == "null":
        return None
    if kind == "int":
        return int(text) if _INTEGER.fullmatch(text) else Unreadable(text)
    if kind == "timestamp":
        return _day(text)
    return text if kind == "str" else Unreadable(text)


def _day(text: str) -> object:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return Unreadable(text)
    return Unreadable(text)


_TOO_LARGE = gettext_noop("The file is larger than %(limit)s KB. A facts file has a few dozen lines.")
_UNREADABLE = gettext_noop("this is not YAML. Write “name: value”, one on a line, with spaces (no tabs) before it.")
_ALIAS = gettext_noop("references (*name) are not accepted. Write the value out.")
_TOO_DEEP = gettext_noop("nested deeper than %(limit)s, or a second document. Write one plain document.")
_REPEATED = gettext_noop("“%(name)s” stands here a second time; the first is on line %(first)s. Keep one.")


def _finding(code: str, message: str, line: int, **params: str) -> Finding:
    return Finding(code, message, params=params, where=str(line))
