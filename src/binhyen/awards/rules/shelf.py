"""The packs of awards, read once: their shape is held to a schema, their codes to each other."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from binhyen.awards.rules.model import (
    Achievement,
    Authority,
    BaseSalary,
    Coefficient,
    Council,
    Desk,
    Example,
    Form,
    Given,
    Instrument,
    Law,
    MoneyRules,
    Paper,
    Placed,
    Principle,
    Stock,
)

PACKS = Path(__file__).parents[1] / "packs"
FILES = ("forms", "instruments", "money", "dossiers", "principles", "settings", "layouts")
Data = Mapping[str, Any]


@cache
def law() -> Law:
    """Return what the shipped packs say. Raises `ValueError` with a line for each fault."""
    return law_from_data(read_packs(PACKS))


def read_packs(folder: Path) -> dict[str, Any]:
    """Return the plain data of the packs by file name; days are texts. Raises `ValueError` for what is no YAML."""
    return {name: _plain(_read(folder / f"{name}.yaml")) for name in FILES}


def law_from_data(data: Data) -> Law:
    """Build typed packs from plain data. Raises `ValueError` with a line for each fault."""
    schema = json.loads((PACKS / "schema.json").read_text(encoding="utf-8"))
    faults = [
        f"{'/'.join(str(part) for part in fault.absolute_path)}: {fault.message}"
        for fault in Draft202012Validator(schema).iter_errors(data)
    ]
    if not faults:
        built = _built(data)
        faults = list(_crossed(built))
        if not faults:
            return built
    raise ValueError("\n".join(faults))


def _read(path: Path) -> Any:  # noqa: ANN401 - YAML; the schema checks its shape
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        msg = f"{path.name}: {fault}"
        raise ValueError(msg) from None


def _plain(value: Any) -> Any:  # noqa: ANN401 - YAML
    """Return the data with days as texts, as the schema knows them."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _built(data: Data) -> Law:
    return Law(
        authorities={one["code"]: _authority(one) for one in data["forms"]["authorities"]},
        forms={one["code"]: _form(one) for one in data["forms"]["forms"]},
        instruments=tuple(sorted((_instrument(one) for one in data["instruments"]), key=lambda one: one.since)),
        money=_money(data["money"]),
        dossier_source=data["dossiers"]["source"],
        papers=tuple(_paper(one) for one in data["dossiers"]["papers"]),
        principles=tuple(Principle(**one) for one in data["principles"]),
        examples=tuple(_example(one) for one in data["settings"]),
        stocks={one["code"]: stock_from_data(one) for one in data["layouts"]},
    )


def _authority(one: Data) -> Authority:
    return Authority(one["code"], Desk(one["desk"]), one.get("signs", ""), _day(one.get("until")))


def _form(one: Data) -> Form:
    given = tuple(Given(**each) for each in one["authorities"])
    return Form(
        one["code"], one["name"], frozenset(one["recipients"]), given, one.get("kind", ""), one.get("title", False)
    )


def _instrument(one: Data) -> Instrument:
    return Instrument(**{**one, "since": date.fromisoformat(one["since"]), "until": _day(one.get("until"))})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _money(data: Data) -> MoneyRules:
    salaries = [
        BaseSalary(date.fromisoformat(one["since"]), one["amount"], one["document"]) for one in data["base_salaries"]
    ]
    return MoneyRules(
        round_up_to=data["round_up_to"],
        household_times=Decimal(data["household_times"]),
        salaries=tuple(sorted(salaries, key=lambda one: one.since)),
        tables={table["code"]: tuple(_coefficient(row) for row in table["rows"]) for table in data["tables"]},
    )


def _coefficient(row: Data) -> Coefficient:
    shares = {who: Decimal(row[who]) for who in ("collective", "individual") if who in row}
    return Coefficient(row["form"], frozenset(row["by"]), shares, row["status"], row.get("at_most", False))


def _paper(one: Data) -> Paper:
    sets = {name: frozenset(one.get(name, ())) for name in ("types", "forms", "recipients")}
    return Paper(
        one["code"], one["name"], one["status"], one.get("article", ""), **sets, required=one.get("required", True)
    )


def _example(one: Data) -> Example:
    month, _, day = one.get("year_end_by", "").partition("-")
    council = Council(
        threshold_percent=one["threshold_percent"],
        quorum=Fraction(one["quorum"]),
        threshold_base=one["threshold_base"],
        instrument=one["instrument"],
        days_before_event=one.get("days_before_event"),
        year_end_by=(int(month), int(day)) if month else None,
        full=frozenset(one.get("full_council", ())),
        standing=frozenset(one.get("standing_council", ())),
    )
    return Example(one["code"], one["name"], date.fromisoformat(one["since"]), one["status"], council)


def stock_from_data(one: Data) -> Stock:
    """Return a sheet of stock from plain data."""
    fields = tuple(Placed(**each) for each in one["fields"])
    return Stock(one["code"], one["name"], one["width"], one["height"], fields)


def _crossed(built: Law) -> Iterator[str]:
    """Say where the packs name what the others do not hold."""
    forms, authorities = set(built.forms), set(built.authorities)
    for form in built.forms.values():
        yield from (f"forms/{form.code}: {one.who}?" for one in form.given if one.who not in authorities)
    for code, table in built.money.tables.items():
        yield from (f"money/{code}: {row.form}?" for row in table if row.form not in forms)
        yield from (
            f"money/{code}: {', '.join(sorted(row.by - authorities))}?" for row in table if row.by - authorities
        )
    tables = built.money.tables
    yield from (f"instruments/{one.code}: {one.money}?" for one in built.instruments if one.money not in {"", *tables})
    types = {one.value for one in Achievement}
    for paper in built.papers:
        wrong = (paper.forms - forms) | (paper.types - types)
        yield from (f"dossiers/{paper.code}: {word}?" for word in sorted(wrong))
    for stock in built.stocks.values():
        yield from (f"layouts/{stock.code}: {one.field}?" for one in stock.fields if _outside(stock, one))


def _outside(stock: Stock, one: Placed) -> bool:
    return one.x + one.width > stock.width or one.y > stock.height
