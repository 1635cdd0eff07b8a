"""The reference of the API for people, read out of its own OpenAPI description."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext

from binhyen.kernel.marks import gettext_noop

_KINDS = {
    "string": gettext_noop("a text"),
    "integer": gettext_noop("a whole number"),
    "number": gettext_noop("a number"),
    "boolean": gettext_noop("true or false"),
    "array": gettext_noop("a list"),
    "object": gettext_noop("an object"),
    "date": gettext_noop("a day (2026-11-05)"),
    "date-time": gettext_noop("a moment"),
}
_SAMPLES: Mapping[str, object] = {
    "string": "…",
    "integer": 1,
    "number": 1,
    "boolean": True,
    "null": None,
    "date": "2026-11-05",
    "date-time": "2026-11-05T09:00:00+07:00",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One value that is sent or answered."""

    name: str
    kind: str
    required: bool
    description: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One operation."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    scope: str
    parameters: tuple[Part, ...]
    body: tuple[Part, ...]
    answer: tuple[Part, ...]
    example: str
    answered: str
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """What a status means, everywhere."""

    status: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole page."""

    calls: tuple[Call, ...]
    failures: tuple[Failure, ...]


def reference_of(schema: Mapping[str, Any], address: str) -> Reference:
    """Read a description; `address` is where the API is reached ("https://…")."""
    found = schema["components"]["responses"]
    failures = tuple(Failure(name.removeprefix("Problem"), one["description"]) for name, one in found.items())
    return Reference(tuple(_calls(schema, address)), failures)


def _calls(schema: Mapping[str, Any], address: str) -> Iterator[Call]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            body = _shape(schema, operation.get("requestBody", {}))
            answer = _shape(schema, operation["responses"].get("200", {}))
            yield Call(
                anchor=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                description=operation.get("description", ""),
                scope=operation["x-scope"],
                parameters=tuple(_parameters(schema, operation)),
                body=tuple(_parts(schema, body)),
                answer=tuple(_parts(schema, answer)),
                example=_curl(address, path, method, operation, _shown(schema, body, indent=None)),
                answered=_shown(schema, answer),
                failures=tuple(status for status in operation["responses"] if status >= "4"),
            )


def _shape(schema: Mapping[str, Any], holder: Mapping[str, Any]) -> Mapping[str, Any]:
    content = holder.get("content", {}).get("application/json", {})
    return _found(schema, content.get("schema", {}))


def _found(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference into the components."""
    if "$ref" in part:
        name = str(part["$ref"]).rsplit("/", 1)[-1]
        found: Mapping[str, Any] = schema["components"]["schemas"][name]
        return {**found, **{key: value for key, value in part.items() if key != "$ref"}}
    return part


def _parameters(schema: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[Part]:
    for one in operation["parameters"]:
        yield _part(schema, one["name"], {**one["schema"]}, required=one["required"])


def _parts(schema: Mapping[str, Any], shape: Mapping[str, Any]) -> Iterator[Part]:
    required = shape.get("required", ())
    for name, one in shape.get("properties", {}).items():
        yield _part(schema, name, one, required=name in required)


def _part(schema: Mapping[str, Any], name: str, one: Mapping[str, Any], *, required: bool) -> Part:
    shape = _found(schema, one)
    chosen = _found(schema, next((each for each in shape.get("anyOf", ()) if each.get("type") != "null"), shape))
    kind = str(chosen.get("format") or chosen.get("type", "object"))
    word = gettext(_KINDS[kind]) if kind in _KINDS else kind
    values = tuple(str(value) for value in chosen.get("enum", ()))
    return Part(name, word, required, str(one.get("description", "")), values)


def _curl(address: str, path: str, method: str, operation: Mapping[str, Any], body: str) -> str:
    said = {one["name"]: _example(one) for one in operation["parameters"]}
    asked = urlencode({name: word for name, word in said.items() if word and f"{{{name}}}" not in path})
    for name, word in said.items():
        path = path.replace(f"{{{name}}}", word or name)
    lines = [f'curl "{address}{path}{"?" if asked else ""}{asked}"', '-H "Authorization: Bearer $KHOA"']
    if method != "get":
        lines.insert(1, f"-X {method.upper()}")
    if body:
        lines += ['-H "Content-Type: application/json"', f"-d '{body}'"]
    return " \\\n  ".join(lines)


def _example(parameter: Mapping[str, Any]) -> str:
    return str(parameter.get("example") or parameter["schema"].get("example") or "")


def _shown(schema: Mapping[str, Any], shape: Mapping[str, Any], *, indent: int | None = 2) -> str:
    return json.dumps(sample(schema, shape), ensure_ascii=False, indent=indent) if shape else ""


def sample(schema: Mapping[str, Any], part: Mapping[str, Any]) -> object:
    """Return a value that a shape of the description allows: its own example, else one put together."""
    shape = _found(schema, part)
    given = next((shape[name][0] for name in ("examples", "enum") if shape.get(name)), shape.get("const"))
    if given is not None:
        return given
    choices = shape.get("anyOf") or shape.get("oneOf") or shape.get("allOf")
    return sample(schema, choices[0]) if choices else _put_together(schema, shape)


def _put_together(schema: Mapping[str, Any], shape: Mapping[str, Any]) -> object:
    if shape.get("type") == "array":
        return [sample(schema, shape["items"])] if shape.get("items") else []
    if shape.get("properties"):
        return {name: sample(schema, one) for name, one in shape["properties"].items()}
    words = (str(shape.get(name)) for name in ("format", "type"))
    return next((_SAMPLES[word] for word in words if word in _SAMPLES), {})
