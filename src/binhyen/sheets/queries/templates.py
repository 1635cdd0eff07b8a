"""Reads of a province's own form within limits: which of its cells can be filled, and the form with values in them."""

import io
import json
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path, PurePath

from binhyen.kernel.archives import archive_findings
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.sandbox import run_limited
from binhyen.sheets.rules.containers import MAX_BYTES
from binhyen.sheets.rules.old_books import OLD_OFFICE
from binhyen.sheets.rules.templates import TemplateCell
from binhyen.sheets.rules.templates.values import FORMULA, INNER, NO_CELL, TWICE, Value

_PROGRAM = "binhyen.sheets.rules.templates.program"
_KINDS = (".xlsx", ".docx")


def template_cells(content: bytes, name: str) -> tuple[TemplateCell, ...]:
    """Return the cells of an .xlsx or .docx that may be filled, with the labels beside and above; 5,000 at most.

    Refused: other kinds of files (.xls is to be saved as .xlsx), too large, damaged, encrypted, a bomb, with macros.
    """
    return tuple(TemplateCell(**one) for one in json.loads(_run("cells", content, name)))


def filled_bytes(content: bytes, name: str, values: Mapping[str, Value]) -> bytes:
    """Return a form with values in its cells. Refused like reading, and by name for addresses that lead nowhere."""
    troubles, _, filled = _run("fill", content, name, values).partition(b"\n")
    found = [_trouble(kind, address) for kind, address in json.loads(troubles)]
    if found:
        raise Refused(*found)
    return filled


_TROUBLES = {
    NO_CELL: (
        "sheets.template_cell",
        gettext_noop("The file has no cell %(address)s. Choose the cell anew, or upload the right file."),
    ),
    TWICE: (
        "sheets.template_twice",
        gettext_noop("Two lines are mapped to the cell %(address)s, or to cells merged with it. Keep one of them."),
    ),
    FORMULA: (
        "sheets.template_formula",
        gettext_noop("Other cells compute by the formula in %(address)s. Choose a cell without a formula."),
    ),
    INNER: (
        "sheets.template_inner",
        gettext_noop("The cell %(address)s holds a table of its own. Choose a cell that holds text only."),
    ),
}


def _trouble(kind: str, address: str) -> Finding:
    code, message = _TROUBLES[kind]
    return Finding(code, message, params={"address": address[:80]}, where=address[:80])


def _run(asked: str, content: bytes, name: str, values: Mapping[str, Value] | None = None) -> bytes:
    suffix = PurePath(name).suffix.lower()
    findings = _findings(content, suffix)
    if findings:
        raise Refused(*findings)
    with tempfile.TemporaryDirectory() as folder:
        path, given = Path(folder) / "form", Path(folder) / "values"
        path.write_bytes(content)
        told = {address: {"text": one.text, "is_number": one.is_number} for address, one in (values or {}).items()}
        given.write_text(json.dumps(told), encoding="utf-8")
        printed = run_limited(_PROGRAM, asked, suffix, str(path), str(given))
    if printed is None:
        raise Refused(_UNREADABLE)
    return printed


_UNREADABLE = Finding(
    "sheets.template_unreadable",
    gettext_noop("The file is damaged, or is not what its name says. Open it, save it as .xlsx or .docx, try again."),
    where="file",
)
_WRONG_KIND = Finding(
    "sheets.template_type",
    gettext_noop("Only .xlsx and .docx are given back filled. Save your form as one of them and try again."),
    where="file",
)
_ENCRYPTED = Finding(
    "sheets.encrypted", gettext_noop("The file is protected by a password. Remove it and try again."), where="file"
)
_TOO_LARGE = Finding(
    "sheets.too_large",
    gettext_noop("The file is larger than %(megabytes)s MB."),
    params={"megabytes": MAX_BYTES // 1024 // 1024},
    where="file",
)


def _findings(content: bytes, suffix: str) -> tuple[Finding, ...]:
    if len(content) > MAX_BYTES:
        return (_TOO_LARGE,)
    if content.startswith(OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        return (_ENCRYPTED if locked else _WRONG_KIND,)
    return archive_findings(io.BytesIO(content)) if suffix in _KINDS else (_WRONG_KIND,)


def value_of(value: str | int | Decimal) -> Value:
    """Return a value as it goes to the limited process: numbers in plain digits, without zeros that say nothing."""
    if isinstance(value, str):
        return Value(value)
    digits = format(Decimal(value), "f")
    return Value(digits.rstrip("0").rstrip(".") if "." in digits else digits, is_number=True)
