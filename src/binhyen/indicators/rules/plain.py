"""Forms as plain data, for storing and for packs, and back; and the hash of what a form says."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section

_PLAIN = ("title", "window", "due_days", "covers_below", "source", "mark", "notes")


def form_to_data(form: FormContent) -> dict[str, Any]:
    """Return a form as data that JSON can hold; `form_from_data` reads it back to an equal form."""
    return {
        **{name: getattr(form, name) for name in _PLAIN},
        "filled_by": form.filled_by.value,
        "period_type": form.period_type.value,
        "sections": [_section_data(section) for section in form.sections],
        "extra": dict(form.extra),
    }


def _section_data(section: Section) -> dict[str, Any]:
    return {"key": section.key, "title": section.title, "lines": [_line_data(line) for line in section.lines]}


def _line_data(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "cell": str(line.cell),
        "label": line.label,
        "unit": line.unit,
        "required": line.required,
        "mapped": line.mapped,
    }


def form_from_data(data: Mapping[str, Any]) -> FormContent:
    """Read a form from plain data. Raises `ValueError` or `KeyError` for what is no form."""
    return FormContent(
        title=str(data["title"]),
        filled_by=FilledBy(data["filled_by"]),
        period_type=PeriodType(data["period_type"]),
        window=str(data["window"]),
        due_days=int(data["due_days"]),
        sections=tuple(_section(one) for one in data["sections"]),
        covers_below=bool(data.get("covers_below", True)),
        source=str(data.get("source", "")),
        mark=str(data.get("mark", "I")),
        notes=str(data.get("notes", "")),
        extra={str(name): str(value) for name, value in (data.get("extra") or {}).items()},
    )


def _section(data: Mapping[str, Any]) -> Section:
    lines: Sequence[Mapping[str, Any]] = data["lines"]
    return Section(str(data["key"]), str(data["title"]), tuple(_line(one) for one in lines))


def _line(data: Mapping[str, Any]) -> Line:
    return Line(
        key=str(data["key"]),
        cell=parse_cell_key(str(data["cell"])),
        label=str(data["label"]),
        unit=str(data.get("unit", "")),
        required=bool(data.get("required", True)),
        mapped=str(data.get("mapped", "")),
    )


def form_hash(form: FormContent) -> str:
    """Return the SHA-256 of what a form says, in hex."""
    written = json.dumps(form_to_data(form), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
