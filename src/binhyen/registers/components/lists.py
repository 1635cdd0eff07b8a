"""Lists made ready: the overview of registers, numbers by place, rows of a workbook."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext, override

from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount, Bound
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import ancestors, depth_of, node_of
from binhyen.places.queries import children_of, label_of
from binhyen.registers.components.words import hidden, last_names, place_names, records_in, text_of
from binhyen.registers.models import Entry
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import entries_seen_by, facts_of, open_among
from binhyen.registers.queries.places import PATH
from binhyen.registers.rules.facts import Facts
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.sheets.rules.columns import Column
from binhyen.sheets.writers import Out

_CHUNK = 2_000
_STOREYS = {
    "plans": gettext_noop("Plans and tasks"),
    "schemes": gettext_noop("Schemes and exemplars"),
    "forces": gettext_noop("Forces"),
    "campaigns": gettext_noop("What was held"),
    "support": gettext_noop("Support and hand-over, as counts"),
    "programmes": gettext_noop("Joint programmes"),
    "awards": gettext_noop("Emulation and awards"),
    "recognition": gettext_noop("Recognition of earlier years"),
}
"""What the registers of a storey are called together."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A register in the overview."""

    register: Register
    amount: int
    may_add: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The registers of one storey."""

    name: str
    shelves: Sequence[Shelf]


def overview(actor: Actor) -> list[Group]:
    """Return the registers that a person reads, by storey, with how many entries each has for them."""
    groups: dict[str, list[Shelf]] = {}
    for one in registers().values():
        if one.listed_alone and actor.role in one.readers | one.keepers:
            shelf = Shelf(one, entries_seen_by(one, actor).count(), bool(may_add(one, actor)))
            groups.setdefault(one.code.split(".")[0], []).append(shelf)
    return [Group(gettext(_STOREYS[storey]), shelves) for storey, shelves in groups.items()]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """How many entries a place below has; `share` is in percent of the most that any has."""

    label: str
    amount: int
    href: str
    share: int


def place_rows(
    register: Register, rows: QuerySet[Entry], actor: Actor, query: Mapping[str, str], day: date
) -> list[PlaceRow]:
    """Return the places below the one that is looked at, most entries first; three queries at most."""
    asked = query.get("noi", "")
    top = asked if re.fullmatch(PATH, asked) else actor.place_path
    below = {one.path: label_of(one) for one in children_of(int(top.rstrip(".").split(".")[-1]), day)}
    counted: dict[str, int] = {}
    grouped = rows.order_by().annotate(path=Concat("place_path", Value(""))).values_list("path").annotate(Count("id"))
    for path, amount in grouped:  # by the text, not by the index on paths: the rows are those of a period
        node = _below(path, top)
        counted[node] = counted.get(node, 0) + amount
    most = max(counted.values(), default=0)
    names = {**_earlier(counted.keys() - below.keys() - {top}), **below, top: gettext("of the place itself")}
    listed = sorted({*below, *counted}, key=lambda path: (-counted.get(path, 0), names[path]))
    return [
        PlaceRow(
            names[path],
            counted.get(path, 0),
            _list(register, query, path, alone=path == top) if counted.get(path) else "",
            100 * counted.get(path, 0) // most if most else 0,
        )
        for path in listed
    ]


def _earlier(paths: Collection[str]) -> dict[str, str]:
    """Return the names of places that belong here by an earlier map."""
    called = last_names(map(node_of, paths)) if paths else {}
    message = gettext("%(name)s, on an earlier map")
    return {path: message % {"name": called.get(node_of(path), path)} for path in paths}


def _below(path: str, top: str) -> str:
    """Return the path of the node right below `top` under which a path lies; the path itself where it does not."""
    nodes = ancestors(path)
    depth = depth_of(top)
    return nodes[depth] if path.startswith(top) and len(nodes) > depth else top if path == top else path


def _list(register: Register, query: Mapping[str, str], path: str, *, alone: bool) -> str:
    kept = {name: value for name, value in query.items() if name not in {"noi", "rieng", "page"} and value}
    own = {"rieng": "1"} if alone else {}
    return f"{reverse('registers:entries', args=[register.slug])}?{urlencode({**kept, 'noi': path, **own})}"


def export_columns(register: Register, actor: Actor) -> list[Column]:
    """Return the columns of a workbook that a person may have."""
    kept_back = hidden(register, actor)
    return [one for one in columns(register) if one.name not in kept_back]


def export_rows(register: Register, rows: QuerySet[Entry], actor: Actor) -> Iterator[list[Out]]:
    """Return entries as the columns have them, some thousands at a time."""
    fields = [one for one in register.fields if one.name not in hidden(register, actor)]

    def written(rows: Sequence[Entry]) -> Iterator[list[Out]]:
        return _written(register, rows, fields, actor)

    listed: list[Entry] = []
    for row in rows.iterator(chunk_size=_CHUNK):
        listed.append(row)
        if len(listed) == _CHUNK:
            yield from written(listed)
            listed = []
    yield from written(listed)


def _written(register: Register, rows: Sequence[Entry], fields: Sequence[Field], actor: Actor) -> Iterator[list[Out]]:
    said = [facts_of(register, row) for row in rows]
    places, records = place_names(rows, register), records_in(register, said, actor)
    titles = {pk: one.title for pk, one in records.items()}
    named = open_among(register, (row.record_id for row in rows), actor)
    with override("vi"):
        for row, facts in zip(rows, said, strict=True):
            kept_back = frozenset[str]() if row.record_id in named else register.private
            yield [
                places.get(row.pk),
                *(None if one.name in kept_back else _out(one, facts, titles) for one in fields),
            ]


def _out(one: Field, facts: Facts, titles: Mapping[int, str]) -> Out:
    if one.kind is FieldKind.AMOUNT:
        return _amount(facts.amount(one.name))
    if one.kind is FieldKind.RECORD:
        return titles.get(facts.number(one.name))
    value = facts.values.get(one.name)
    if isinstance(value, tuple | str):
        return text_of(one, value) or None
    return value


def _amount(amount: Amount) -> Out:
    """Return a plain number as one, everything else as it is typed."""
    if amount.value is not None and amount.denominator is None and amount.bound is Bound.EXACT:
        return amount.value
    return write_amount(amount) or None
