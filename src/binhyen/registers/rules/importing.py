"""A workbook's row read as facts: choices by their names, lists by their commas, amounts as they are typed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from binhyen.kernel.amounts import EMPTY, Amount, Said
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.trees import is_under
from binhyen.kernel.vietnamese import fold
from binhyen.registers.rules.facts import Facts, Value
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.sheets.rules.tables import Row

PLACE = "place"
"""Name of the column that says where."""


class Doing(StrEnum):
    """What is to be done with a row whose like is in the register already."""

    NEW = "new"
    MERGE = "merge"
    SKIP = "skip"


Known = Mapping[str, tuple[int, ...]]
"""Ids by folded words: one for a name that is clear, several for one that is not."""
ReadAmount = Callable[[str, Field], tuple[Amount, Finding | None]]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a record is, and the record that it belongs to (0: none): by them equal names are told apart."""

    path: str
    parent: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row's words are looked up in: places, records by register, names of choices, the place of the post."""

    places: Known
    records: Mapping[str, Known]
    choices: Mapping[str, Mapping[str, str]]
    """By field: folded name → code."""
    here: int
    read_amount: ReadAmount
    homes: Mapping[int, Home] = field(default_factory=dict)
    """By record."""
    paths: Mapping[int, str] = field(default_factory=dict)
    """By place."""
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What the choices of a field are called."""


def row_facts(row: Row, fields: Sequence[Field], around: Surroundings) -> tuple[Facts, tuple[Finding, ...]]:
    """Return what a row says, with what could not be read; a row without a place is about the post's own."""
    found: list[Finding] = []
    place_id, wrong = _place(row, around)
    found += wrong
    values: dict[str, Value] = {}
    amounts: dict[str, Amount] = {}
    pointed: dict[str, Value] = {}
    so_far = Facts(place_id, pointed)
    for one in fields:
        if one.kind is FieldKind.AMOUNT:
            amounts[one.name], finding = _amount(row, one, around)
        else:
            values[one.name], finding = _READERS.get(one.kind, _plain)(row, one, around, so_far)
            pointed |= {one.name: values[one.name]} if one.of else {}
        found += [finding] if finding else []
    return Facts(place_id, values, amounts), tuple(found)


def _place(row: Row, around: Surroundings) -> tuple[int, list[Finding]]:
    word = row.text(PLACE)
    if not word:
        return around.here, []
    ids = around.places.get(fold(word), ())
    if len(ids) == 1:
        return ids[0], []
    message = (
        gettext_noop("“%(value)s” is the name of several places. Add the commune: “thôn …, xã …”, or write the code.")
        if ids
        else gettext_noop("No place that your post covers is called “%(value)s”. Write its full name, or its code.")
    )
    return around.here, [Finding("registers.unknown_place", message, params={"value": word}, where=PLACE)]


Read = tuple[Value, Finding | None]


def _plain(row: Row, one: Field, _around: Surroundings, _so_far: Facts) -> Read:
    value = row.values.get(one.name)
    return (value if value is not None or one.kind not in _TEXTS else ""), None


_TEXTS = {FieldKind.TEXT, FieldKind.LONG, FieldKind.CHOICE, FieldKind.TIME}


def _many(row: Row, one: Field, around: Surroundings, _so_far: Facts) -> Read:
    known = around.choices[one.name]
    words = [word.strip() for word in row.text(one.name).replace(";", ",").split(",") if word.strip()]
    lost = [word for word in words if fold(word) not in known]
    if lost:
        message = gettext_noop("“%(value)s” is none of the choices: %(choices)s.")
        params = {"value": ", ".join(lost), "choices": ", ".join(around.names.get(one.name, known))}
        return (), Finding("registers.no_choice", message, params=params, where=one.name)
    return tuple(dict.fromkeys(known[fold(word)] for word in words)), None


def _record(row: Row, one: Field, around: Surroundings, so_far: Facts) -> Read:
    word = row.text(one.name)
    if not word:
        return None, None
    ids = _nearest(around.records.get(one.of, {}).get(fold(word), ()), around, so_far)
    if len(ids) == 1:
        return ids[0], None
    message = (
        gettext_noop("Several entries are called “%(value)s”. Rename one, or write this row by hand.")
        if ids
        else gettext_noop("No entry is called “%(value)s”. Write it down first, or correct the name.")
    )
    return None, Finding("registers.unknown_record", message, params={"value": word}, where=one.name)


def _nearest(ids: Sequence[int], around: Surroundings, so_far: Facts) -> Sequence[int]:
    """Of records with one name, prefer what belongs to an entry that the row names, then what is at its place."""
    if len(ids) <= 1:
        return ids
    named, here = set(so_far.values.values()) - {None}, around.paths.get(so_far.place_id, "")
    homes = {one: around.homes.get(one, Home("")) for one in ids}
    own = [one for one, home in homes.items() if home.parent and home.parent in named]
    near = [one for one, home in homes.items() if is_under(home.path, here) or is_under(here, home.path)]
    return next((found for found in (own, near) if len(found) == 1), ids)


def _time(row: Row, one: Field, _around: Surroundings, _so_far: Facts) -> Read:
    """Read hours and minutes as offices write them (7h30, 7 giờ, 07:30:00); what is none of these stays as it is."""
    text = row.text(one.name)
    found = _CLOCK.fullmatch(fold(text))
    return (f"{int(found[1]):02}:{found[2] or '00'}" if found else text), None


_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:h.]|gio)\s*(?:(\d{2})(?:[: ].*)?)?")


def _amount(row: Row, one: Field, around: Surroundings) -> tuple[Amount, Finding | None]:
    text = row.text(one.name)
    if not text:
        return EMPTY, None
    amount, finding = around.read_amount(text, one)
    return amount, replace(finding, where=one.name) if finding else None


_READERS: Mapping[FieldKind, Callable[[Row, Field, Surroundings, Facts], Read]] = {
    FieldKind.MANY: _many,
    FieldKind.RECORD: _record,
    FieldKind.TIME: _time,
}


def likeness(place_id: int, said: Iterable[object]) -> tuple[object, ...]:
    """Return by what two entries of a place are the same thing: what they say in some fields, without diacritics."""
    return (place_id, *(_folded(value) if isinstance(value, str) else value or None for value in said))


_folded = lru_cache(100_000)(fold)
"""Lists repeat themselves: kinds, halls, organisers."""


def compared(facts: Facts, same: Sequence[str], title: str) -> tuple[object, ...]:
    """Return the likeness of facts by the fields `same`, or by the title where there are none."""
    return likeness(facts.place_id, [facts.values.get(name) or "" for name in same] if same else [title])


def merged(old: Facts, new: Facts) -> Facts:
    """Return what an entry says once a row is merged into it: what the row leaves empty stays as it was."""
    values = {name: value for name, value in new.values.items() if value not in (None, "", ())}
    amounts = {name: amount for name, amount in new.amounts.items() if amount.said is not Said.EMPTY}
    return Facts(old.place_id, {**old.values, **values}, {**old.amounts, **amounts})


def repeated(keys: Sequence[tuple[object, ...]], numbers: Sequence[int]) -> Iterator[tuple[int, Finding]]:
    """Yield the positions of rows that say again what an earlier row of the same workbook says."""
    first: dict[tuple[object, ...], int] = {}
    for position, key in enumerate(keys):
        if key in first:
            message = gettext_noop("This is the same as row %(row)s.")
            params = {"row": numbers[first[key]]}
            yield position, Finding("registers.row_repeated", message, Severity.WARNING, params)
        first.setdefault(key, position)
