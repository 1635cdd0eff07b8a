"""The figures of a report as JSON and CSV, and back: exact, the same bytes for the same figures, with a schema."""

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from binhyen.indicators.rules.cells import cell_key
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.rules.figures_of_report import ReportFigures, SignedFigure

JSON_NAME, CSV_NAME, SCHEMA_NAME = "so-lieu.json", "so-lieu.csv", "so-lieu.schema.json"
SCHEMA = "binhyen/so-lieu/1"
_SCHEMA_FILE = Path(__file__).resolve().parents[1] / "packs" / "schema" / "so-lieu-1.json"
_ADDRESS, _AMOUNT = ("code", "dims"), ("said", "value", "denominator", "bound", "words")
_COLUMNS = (*_ADDRESS, *_AMOUNT, "place", "period", "provenance", "printed", "phrase")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


@cache
def schema_bytes() -> bytes:
    """Return the schema as it is shipped: what is attached, and what is read by."""
    return _SCHEMA_FILE.read_bytes()


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_bytes()))


# ------------------------------------------------------------------ out


def to_json(figures: ReportFigures) -> bytes:
    """Return the figures as JSON in UTF-8, one figure a line."""
    head = {
        "schema": SCHEMA,
        "report": figures.template,
        "place": figures.place_code,
        "place_name": figures.place_name,
        "period": figures.period,
    }
    lines = ",\n".join(_compact(_figure_data(one)) for one in figures)
    return f'{_compact(head)[:-1]},"figures":[\n{lines}\n]}}\n'.encode()


def to_csv(figures: ReportFigures) -> bytes:
    """Return the figures as CSV that spreadsheets open with the right letters, and take no cell of for a formula."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in figures:
        row = _figure_data(one) | {"dims": one.dims}
        writer.writerow([_cell(row[name]) for name in _COLUMNS])
    return kept.getvalue().encode("utf-8-sig")


def _figure_data(one: SignedFigure) -> dict[str, Any]:
    amount = one.amount
    return {
        "code": one.code,
        "dims": one.cell.split,
        "said": amount.said.value,
        "value": _plain(amount.value),
        "denominator": _plain(amount.denominator),
        "bound": amount.bound.value,
        "words": amount.words,
        "place": one.place_code,
        "period": one.period,
        "provenance": one.provenance,
        "printed": one.printed,
        "phrase": one.phrase,
    }


def _plain(number: Decimal | None) -> str | None:
    """Write a decimal without an exponent or idle zeros: what is equal is written alike."""
    if number is None:
        return None
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if number else "0"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _compact(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


# ------------------------------------------------------------------ in


def from_json(content: bytes) -> ReportFigures:
    """Read figures exactly.

    Refused: what is no JSON (`narrative.figures_unreadable`), another version of the schema
    (`narrative.figures_version`), what the schema does not allow (`narrative.figures_broken`), a cell of one place
    and period that is said twice (`narrative.figures_twice`).
    """
    data = _parsed(content)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        version = str(data.get("schema", "–"))[:40] if isinstance(data, dict) else "–"
        raise _no("figures_version", _VERSION, version=version, ours=SCHEMA)
    wrong = next(iter(_validator().iter_errors(data)), None)
    if wrong is not None:
        raise _no("figures_broken", _BROKEN, where="/".join(map(str, wrong.absolute_path)) or "/")
    figures = tuple(_figure(one) for one in data["figures"])
    _refuse_twice(figures)
    return ReportFigures(data["place"], data["place_name"], data["period"], data["report"], figures)


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as fault:
        raise _no("figures_unreadable", _UNREADABLE) from fault


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object; a name that is said twice would be read otherwise by other programs."""
    found = dict(pairs)
    if len(found) != len(pairs):
        msg = "a name is said twice"
        raise ValueError(msg)
    return found


def _figure(data: Mapping[str, Any]) -> SignedFigure:
    return SignedFigure(
        code=data["code"],
        dims=cell_key(data["code"], data["dims"]).dims,
        amount=_amount(data),
        place_code=data["place"],
        period=data["period"],
        provenance=data["provenance"],
        printed=data["printed"],
        phrase=data["phrase"],
    )


def _amount(data: Mapping[str, Any]) -> Amount:
    value, denominator = (None if data[name] is None else Decimal(data[name]) for name in ("value", "denominator"))
    return Amount(Said(data["said"]), value, denominator, Bound(data["bound"]), data["words"])


def _refuse_twice(figures: tuple[SignedFigure, ...]) -> None:
    seen = set()
    for one in figures:
        address = (one.cell, one.place_code, one.period)
        if address in seen:
            raise _no("figures_twice", _TWICE, cell=str(one.cell), place=one.place_code, period=one.period)
        seen.add(address)


def _no(reason: str, message: str, **params: str) -> Refused:
    return Refused(Finding(f"narrative.{reason}", message, params=params, where=JSON_NAME))


_UNREADABLE = gettext_noop("The attached figures cannot be read: the file is no sound JSON.")
_VERSION = gettext_noop(
    "The attached figures are of the version “%(version)s”; here “%(ours)s” is read. Ask the sender."
)
_BROKEN = gettext_noop("The attached figures do not keep to their own schema (at %(where)s). Ask the sender.")
_TWICE = gettext_noop("The attached figures say %(cell)s of place %(place)s, %(period)s, twice. Ask the sender.")
