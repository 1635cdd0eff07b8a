"""Packs to plain data and back: the shape of the YAML folders and of versions stored in the database."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from binhyen.recognition.rules.model import (
    Authority,
    ChecklistAll,
    CountMax,
    CountMin,
    Criterion,
    DeadlineRule,
    DocumentsBy,
    DossierDocument,
    Exclusion,
    FactSpec,
    FactType,
    Group,
    Judged,
    KindRule,
    Logic,
    Mark,
    MonthDay,
    Pack,
    Parts,
    Ratio,
    Result,
    Source,
    Test,
    Window,
)

Data = Mapping[str, Any]
_COMMON_YEAR = 2001


def content_hash(pack: Pack) -> str:
    """Return the SHA-256 of the pack's data: what a decision pins, so that a later edit shows."""
    written = json.dumps(pack_to_data(pack), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


# ------------------------------------------------------------------ to data


def pack_to_data(pack: Pack) -> dict[str, Any]:
    """Turn a pack into values that JSON can hold; `pack_from_data` reads them back."""
    data = {one.name: _plain(getattr(pack, one.name)) for one in fields(pack) if one.name not in ("groups", "criteria")}
    data["years"] = {"from": data.pop("year_from"), "to": data.pop("year_to")}
    data["groups"] = [
        {**_plain(group), "criteria": [_criterion_to_data(one) for one in pack.criteria if one.group == group.id]}
        for group in pack.groups
    ]
    return data


def _criterion_to_data(criterion: Criterion) -> dict[str, Any]:
    own = {one.name: _plain(getattr(criterion, one.name)) for one in fields(criterion)}
    test = own.pop("test")
    own.pop("group")
    return {**own, **test}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of the model
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, MonthDay):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:  # noqa: ANN401 - any field of the model
    if isinstance(value, MonthDay):
        return f"{value.day}/{value.month}"
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


# ------------------------------------------------------------------ from data


def pack_from_data(data: Data) -> Pack:
    """Build a pack from plain data whose shape the schema has accepted."""
    groups = [(_group(one), one) for one in data["groups"]]
    criteria = [_criterion(one, group, raw) for group, raw in groups for one in raw["criteria"]]
    return Pack(
        code=data["code"],
        version=str(data["version"]),
        title=data["title"],
        result=Result(data.get("result", "binary")),
        source=_source(data["source"]),
        year_from=data["years"]["from"],
        year_to=data["years"].get("to"),
        kinds=tuple(_kind(one) for one in data["kinds"]),
        groups=tuple(group for group, _ in groups),
        criteria=tuple(criteria),
        facts=tuple(_fact(one) for one in data.get("facts", ())),
        authorities=tuple(_authority(one) for one in data.get("authorities", ())),
        deadlines=tuple(_deadline(one) for one in data.get("deadlines", ())),
        dossier=tuple(_document(one) for one in data.get("dossier", ())),
        tiers=tuple(data.get("tiers", ())),
        decisions_from=_day(data.get("decisions_from")),
        enabled=data.get("enabled", True),
        disabled_because=data.get("disabled_because", ""),
        amends=data.get("amends", ""),
    )


def _group(data: Data) -> Group:
    return Group(data["id"], data["title"], data["article"])


def _source(data: Data) -> Source:
    return Source(
        instrument=data["instrument"],
        title=data["title"],
        issued=_day(data.get("issued")),
        in_force=_day(data.get("in_force")),
        mark=Mark(data["mark"]),
        note=data.get("note", ""),
        issuer=data.get("issuer", ""),
    )


def _kind(data: Data) -> KindRule:
    exclusions = tuple(_exclusion(one) for one in data.get("exclusions", ()))
    return KindRule(data["kind"], data["name"], _window(data["window"]), exclusions)


def _window(data: Data) -> Window:
    return Window(
        start=_month_day(data["start"]),
        end=_month_day(data["end"]),
        open_start=data.get("open_start", False),
        article=data["article"],
        mark=Mark(data["mark"]),
        note=data.get("note", ""),
    )


def _exclusion(data: Data) -> Exclusion:
    values = tuple(str(one).lower() for one in data["values"])
    return Exclusion(data["fact"], values, data["article"], Mark(data["mark"]), data["gist"])


def _criterion(data: Data, group: Group, parent: Data) -> Criterion:
    return Criterion(
        id=data["id"],
        gist=data["gist"],
        test=_test(data),
        article=data.get("article", group.article),
        mark=Mark(data["mark"]),
        kinds=tuple(data.get("kinds", parent.get("kinds", ()))),
        evidence=tuple(data.get("evidence", ())),
        group=group.id,
        valid_from=_day(data.get("valid_from")),
        valid_to=_day(data.get("valid_to")),
        wording_from=_day(data.get("wording_from")),
        **{name: data[name] for name in ("only_if", "wording", "note", "origin", "instrument") if name in data},
    )


def _test(data: Data) -> Test:
    logic = Logic(data["logic"])
    if logic in (Logic.IMPORT, Logic.ALL_OF):
        return Parts(tuple(data["of"]), logic)
    build = _TESTS.get(logic)
    return Judged(logic) if build is None else build(data)


_TESTS: Mapping[Logic, Callable[[Data], Test]] = {
    Logic.DOCUMENTS_BY: lambda data: DocumentsBy(
        tuple(data["facts"]), _month_day(data["due"]) if data.get("due") else None
    ),
    Logic.RATIO: lambda data: Ratio(data["part"], data["whole"], data["percent"], data.get("pooled", False)),
    Logic.COUNT_MIN: lambda data: CountMin(data["fact"], data["minimum"]),
    Logic.COUNT_MAX: lambda data: CountMax(data["fact"], data["maximum"]),
    Logic.CHECKLIST_ALL: lambda data: ChecklistAll(data["fact"], tuple(data["items"])),
}


def _fact(data: Data) -> FactSpec:
    return FactSpec(
        name=data["name"],
        type=FactType(data["type"]),
        label=data["label"],
        required=data.get("required", True),
        kinds=tuple(data["kinds"]),
        minimum=data.get("minimum", 0),
        at_most=data.get("at_most", ""),
        choices=tuple(data.get("choices", ())),
        words=tuple(data.get("words", ())),
    )


def _authority(data: Data) -> Authority:
    return Authority(
        kind=data["kind"],
        managing_level=data.get("managing_level", ""),
        decider=data["decider"],
        valid_from=_day(data.get("valid_from")),
        valid_to=_day(data.get("valid_to")),
        article=data["article"],
        mark=Mark(data["mark"]),
    )


def _deadline(data: Data) -> DeadlineRule:
    return DeadlineRule(
        step=data["step"],
        kinds=tuple(data["kinds"]),
        day=_month_day(data["day"]),
        source=data["source"],
        mark=Mark(data["mark"]),
        note=data.get("note", ""),
        valid_to=_day(data.get("valid_to")),
        moves=data.get("moves", True),
    )


def _document(data: Data) -> DossierDocument:
    return DossierDocument(
        code=data["code"],
        title=data["title"],
        kinds=tuple(data["kinds"]),
        required=data["required"],
        mark=Mark(data["mark"]),
        source=data.get("source", ""),
    )


def _month_day(text: str) -> MonthDay:
    day, month = map(int, text.split("/"))
    date(_COMMON_YEAR, month, day)  # a day that some year lacks is none
    return MonthDay(month, day)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
