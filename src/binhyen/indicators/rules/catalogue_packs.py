"""From the plain data of a shelf's folder to a catalogue: shape, sense, and the promises that no pack may break.

Shape is checked by `packs/catalogue.schema.json`. Sense: dimensions, documents and kinds that exist; a flow adds up
over time and a stock does not; a rate never adds up; money is whole. Promises (DESIGN §2): what only the reader may
know is in no score; tips and reintegration are never kept below the commune and never scored.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator

from binhyen.indicators.rules.catalogue import (
    Catalogue,
    Floor,
    Group,
    Indicator,
    Kind,
    Mark,
    OverPlaces,
    OverTime,
    Phrasing,
    Source,
    Use,
)

NATURES = {"flow": OverTime.SUM_OF_FLOWS, "stock": OverTime.LAST_VALUE, "occasion": OverTime.NONE}
"""What a pack calls an indicator, and how it therefore adds up over time."""
GUARDED_GROUPS = frozenset({"tips", "reintegration"})
"""Groups of which nothing is kept below the commune, and nothing may be a target, a rank, a score or an award."""
MONEY = "đồng"
NUMBER = "{so}"

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PackFiles:
    """A catalogue's folder as read: `head` is catalogue.yaml, `groups` the data of each group's file by its code."""

    head: Any
    groups: Mapping[str, Any]


def catalogue_from_data(files: PackFiles, dims: Container[str], schema: Mapping[str, Any]) -> Catalogue:
    """Build a catalogue. Raises `ValueError` with one line for each fault: file, indicator, what is wrong."""
    faults = catalogue_faults(files, dims, schema)
    if faults:
        raise ValueError("\n".join(faults))
    head = files.head
    sources = {code: Source(one["text"], Mark(one["mark"])) for code, one in head["sources"].items()}
    groups = tuple(Group(one["code"], one["name"]) for one in head["groups"])
    indicators = {
        one["code"]: _indicator(one, group.code, sources) for group in groups for one in files.groups[group.code]
    }
    return Catalogue(head["version"], head["title"], groups, indicators)


def _indicator(one: Data, group: str, sources: Mapping[str, Source]) -> Indicator:
    most = one.get("most")
    return Indicator(
        code=one["code"],
        group=group,
        name=one["name"],
        name_en=one["name_en"],
        unit=one["unit"],
        kinds=tuple(Kind(kind) for kind in one["kinds"]),
        dims=tuple(one.get("dims", ())),
        over_places=OverPlaces(one["over_places"]),
        over_time=OverTime(one["over_time"]),
        definition=one["definition"].strip(),
        source=sources[one["source"]],
        phrasing=Phrasing(one["phrasing"]["one"], one["phrasing"]["nothing"]),
        least=Decimal(str(one.get("least", 0))),
        most=None if most is None else Decimal(str(most)),
        whole=one.get("whole", True),
        use=Use(one.get("use", Use.FORM)),
        floor=Floor(one.get("floor", Floor.NONE)),
        scored=one.get("scored", True),
    )


def catalogue_faults(files: PackFiles, dims: Container[str], schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is wrong with a catalogue's data, a line each; sense is only asked of what has the right shape."""
    misshapen = tuple(_misshapen(files, schema))
    return misshapen or tuple(_senseless(files, dims))


def _misshapen(files: PackFiles, schema: Mapping[str, Any]) -> Iterator[str]:
    head = Draft202012Validator(schema)
    group = Draft202012Validator({"$ref": "#/$defs/group_file", "$defs": schema["$defs"]})
    found = [("catalogue", error, files.head) for error in head.iter_errors(files.head)]
    for name, data in files.groups.items():
        found += [(name, error, data) for error in group.iter_errors(data)]
    for name, error, data in found:
        path = list(error.absolute_path)
        where = [str(part) for part in path]
        if path and isinstance(path[0], int) and isinstance(data[path[0]], Mapping):
            where[0] = str(data[path[0]].get("code", path[0]))
        yield f"{name}.yaml: {': '.join(where)}: {error.message}"


def _senseless(files: PackFiles, dims: Container[str]) -> Iterator[str]:
    declared = [one["code"] for one in files.head["groups"]]
    for name in set(declared) ^ set(files.groups):
        yield f"{name}.yaml: a group needs its line in catalogue.yaml and a file of its name"
    codes = Counter(one["code"] for rows in files.groups.values() for one in rows)
    for name, rows in files.groups.items():
        for one in rows:
            for fault in _faults(one, name, files.head["sources"], dims):
                yield f"{name}.yaml: {one['code']}: {fault}"
            if codes[one["code"]] > 1:
                yield f"{name}.yaml: {one['code']}: the code is used {codes[one['code']]} times; it must be one's own"


def _faults(one: Data, group: str, sources: Container[str], dims: Container[str]) -> Iterator[str]:
    for dim in one.get("dims", ()):
        if dim not in dims:
            yield f"dims: unknown dimension “{dim}”; dims.yaml has none of that code"
    if one["source"] not in sources:
        yield f"source: unknown document “{one['source']}”; name it in catalogue.yaml"
    if one.get("most") is not None and one["most"] <= one.get("least", 0):
        yield "most: the upper bound must lie above the lower one"
    yield from (message for broken, message in _SENSE if broken(one))
    if group in GUARDED_GROUPS and (one.get("floor") != Floor.COMMUNE or one.get("scored", True)):
        yield "floor, scored: tips and reintegration need “floor: commune” and “scored: false”"


def _adds_rates(one: Data) -> bool:
    added = one["over_places"] != OverPlaces.NONE or one["over_time"] == OverTime.SUM_OF_FLOWS
    return bool(one["kinds"] == [Kind.RATE] and added)


def _shares_without_numbers(one: Data) -> bool:
    return one["over_places"] == OverPlaces.RATIO_OF_SUMS and Kind.RATIO not in one["kinds"]


def _broken_money(one: Data) -> bool:
    money = one["unit"].split("/")[0] == MONEY
    return money and (not one.get("whole", True) or Kind.AMOUNT not in one["kinds"])


def _counts_with_decimals(one: Data) -> bool:
    return Kind.COUNT in one["kinds"] and not one.get("whole", True)


def _misphrased(one: Data) -> bool:
    phrasing = one["phrasing"]
    return NUMBER not in phrasing["one"] or NUMBER in phrasing["nothing"]


_SENSE: tuple[tuple[Callable[[Data], bool], str], ...] = (
    (
        lambda one: NATURES[one["nature"]] != one["over_time"],
        "over_time: a flow is sum_of_flows, a stock is last_value, an occasion is none",
    ),
    (_adds_rates, "over_places, over_time: a rate is never added; give both numbers (ratio) or say none"),
    (_shares_without_numbers, "kinds: ratio_of_sums needs the kind ratio: without both numbers nothing can be added"),
    (_broken_money, "whole: money is an amount of whole đồng"),
    (_counts_with_decimals, "whole: what is counted has no decimals"),
    (_misphrased, "phrasing: “one” needs {so} in its place, “nothing” must do without"),
    (
        lambda one: one.get("use") == Use.READER_ONLY and one.get("scored", True),
        "scored: what only the reader may know is never scored",
    ),
)
