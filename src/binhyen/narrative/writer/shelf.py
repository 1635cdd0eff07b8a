"""The templates that are shipped, read once: a broken one stops the program with its file, part and line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from binhyen.indicators.rules.shelf import shipped_catalogue, shipped_dims
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.writer.templates import Template, template_findings, template_from_data

PACKS = Path(__file__).parents[1] / "packs"


@cache
def templates() -> dict[str, Template]:
    """Return the shipped templates by code, in the order of their files."""
    found = [template_of(path) for path in sorted((PACKS / "writer").glob("*.yaml"))]
    return {one.code: one for one in found}


def template_of(path: Path) -> Template:
    """Read one file. Refused as `narrative.template_shape` or `narrative.template`, with file, part and line."""
    data = _read(path)
    shape = [_shape(path, fault) for fault in _validator().iter_errors(data)]
    if shape:
        raise Refused(*shape)
    try:
        return template_from_data(data)
    except Refused as refusal:
        raise Refused(*(_in_file(path, one) for one in refusal.findings)) from None


def faults() -> Iterator[Finding]:
    """Say everything that is wrong in the shipped templates: nothing where they are sound."""
    for path in sorted((PACKS / "writer").glob("*.yaml")):
        yield from faults_of(path)


def faults_of(path: Path) -> Iterator[Finding]:
    """Say everything that is wrong in one file: its shape, its lines, what the catalogue does not know."""
    try:
        template = template_of(path)
    except Refused as refusal:
        yield from refusal.findings
        return
    known = template_findings(template, shipped_catalogue(), shipped_dims())
    yield from (_in_file(path, one) for one in known)


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as stream:
        data: dict[str, Any] = yaml.safe_load(stream)
    return data


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads((PACKS / "schema" / "writer-template.json").read_text(encoding="utf-8")))


def _shape(path: Path, fault: Any) -> Finding:  # noqa: ANN401 - jsonschema's own error
    message = gettext_noop("The template is not built as templates are: %(fault)s.")
    where = "/".join(str(one) for one in fault.absolute_path)
    return _in_file(path, Finding("narrative.template_shape", message, params={"fault": fault.message}, where=where))


def _in_file(path: Path, finding: Finding) -> Finding:
    return replace(finding, where=f"{path.name}:{finding.where}")
