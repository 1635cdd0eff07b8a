"""Completes the OpenAPI description: keys and scopes, every error, words in the reader's language."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext

from binhyen.kernel.marks import gettext_noop
from binhyen.ui.api.doors import SCOPE
from binhyen.ui.components.problems import MEDIA_TYPE, TITLES

KEY = "key"
_KEY_WORDS = gettext_noop("A key from “My account”, sent as Authorization: Bearer.")
_ERROR = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "code": {"type": "string", "examples": ["api.missing"]},
        "message": {"type": "string"},
        "pointer": {"type": "string", "description": gettext_noop("JSON pointer into the body (RFC 6901)")},
        "parameter": {"type": "string"},
        "row": {"type": "integer"},
        "cell": {"type": "string", "examples": ["models_total|status=new"]},
        "severity": {"type": "string", "enum": ["warning", "info"]},
        "params": {"type": "object"},
        "source": {"type": "string"},
    },
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Error"}},
    },
}


def complete(schema: dict[str, Any]) -> None:
    """Add what ninja leaves out, in place."""
    components = schema["components"]
    components["securitySchemes"] = {KEY: {"type": "http", "scheme": "bearer", "description": gettext(_KEY_WORDS)}}
    components["schemas"] |= deepcopy({"Problem": _PROBLEM, "Error": _ERROR})
    components["responses"] = {f"Problem{status}": _response(title) for status, title in TITLES.items()}
    for path, method, operation in operations(schema):
        operation["security"] = [{KEY: [operation[SCOPE]]}]
        failing = {str(status): _failure(status) for status in _failures(path, method, operation)}
        told = {str(status): answer for status, answer in operation["responses"].items()}
        operation["responses"] = dict(sorted({**failing, **told}.items()))
    _drop_unspoken(components["schemas"])
    _translate(schema)


def operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give every operation with its address and method."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _failures(path: str, method: str, operation: Mapping[str, Any]) -> list[int]:
    body = [400, 413, 415] if "requestBody" in operation else []
    found = [404] if "{" in path else []
    refused = [] if method == "get" else [409]
    values = [422] if operation.get("parameters") or body else []
    return [401, 403, 500, *body, *found, *refused, *values]


def _failure(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/Problem{status}"}


def _response(title: str) -> dict[str, Any]:
    return {
        "description": title,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _drop_unspoken(schemas: dict[str, Any]) -> None:
    """Classes tell developers what they are, not those who use the API."""
    for one in schemas.values():
        one.pop("description", None)


def _translate(part: Any) -> None:  # noqa: ANN401 - any part of a JSON document
    if isinstance(part, dict):
        for name in ("summary", "description"):
            if isinstance(part.get(name), str) and part[name]:
                part[name] = gettext(part[name])
        for value in part.values():
            _translate(value)
    elif isinstance(part, list):
        for value in part:
            _translate(value)
