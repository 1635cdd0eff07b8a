"""Values of entries in words: choices by their names, days, sums of money, amounts with their bounds and units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import SYSTEM, Actor
from binhyen.kernel.amounts import Amount, Said
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import Period
from binhyen.kernel.vietnamese import number, short_date
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of
from binhyen.registers.models import Entry, Record
from binhyen.registers.queries.declared import Register
from binhyen.registers.queries.entries import facts_of, known_as, open_among, sees
from binhyen.registers.rules.addresses import record as record_address
from binhyen.registers.rules.facts import Facts, Value
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.reports.components.words import period_name

_NUMBERS = {FieldKind.INT, FieldKind.MONEY, FieldKind.AMOUNT}
Records = Mapping[int, Record]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a page shows it: label, words, where it leads, whether it is a number or a text of some lines."""

    label: str
    text: str
    href: str = ""
    numeric: bool = False
    long: bool = False


def shown(one: Field, facts: Facts, records: Records) -> Shown:
    """Return one value of an entry in words."""
    label = gettext(one.label)
    if one.kind is FieldKind.AMOUNT:
        return Shown(label, amount_text(facts.amount(one.name), one), numeric=True)
    value = facts.values.get(one.name)
    if one.kind is FieldKind.RECORD:
        return _pointing(label, records.get(facts.number(one.name)))
    return Shown(label, text_of(one, value), numeric=one.kind in _NUMBERS, long=one.kind is FieldKind.LONG)


def _pointing(label: str, found: Record | None) -> Shown:
    """Return what an entry points at; it leads nowhere any more once that was taken back."""
    if found is None:
        return Shown(label, "")
    return Shown(label, found.title, "" if found.removed_at else record_address(found.pk))


def text_of(one: Field, value: Value | Amount) -> str:
    """Return a value in words; "" where nothing is said."""
    if isinstance(value, Amount):
        return amount_text(value, one)
    if isinstance(value, tuple):
        return ", ".join(_name(one, word) for word in value)
    if isinstance(value, str):
        return _name(one, value)
    return _plain(one, value)


def _plain(one: Field, value: bool | int | date | None) -> str:  # noqa: FBT001 - a value of a flag
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, int):
        return _number(one, value)
    return short_date(value) if value else ""


def _number(one: Field, value: int) -> str:
    """Write a number with dots between thousands, a year without."""
    if one.kind is FieldKind.MONEY:
        return f"{number(value)} đồng"
    return str(value) if one.name.endswith("year") else number(value)


def _name(one: Field, code: str) -> str:
    return gettext(one.choices[code]) if code in one.choices else code


def amount_text(amount: Amount, one: Field) -> str:
    """Return an amount as it is written, with the unit of its indicator."""
    text = write_amount(amount)
    if amount.said is not Said.NUMBER or not one.indicator:
        return text
    return f"{text} {catalogue().indicators[one.indicator].unit}"


def records_in(register: Register, said: Iterable[Facts], actor: Actor) -> Records:
    """Return the records that entries point at, as far as a person sees them: one query."""
    names = [one.name for one in register.fields if one.kind is FieldKind.RECORD]
    ids = {facts.number(name) for facts in said for name in names} - {0}
    return {pk: one for pk, one in known_as(ids).items() if sees(actor, one)} if ids else {}


def hidden(register: Register, actor: Actor) -> frozenset[str]:
    """Return the fields that a person sees of no entry; of which entries the others, says `open_among`."""
    return frozenset() if actor is SYSTEM or actor.role in register.keepers else register.private


def hidden_of(register: Register, record_id: int, actor: Actor) -> frozenset[str]:
    """Return the fields of one entry that a person does not see."""
    return frozenset() if open_among(register, [record_id], actor) else register.private


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in words, with its look."""

    look: str
    word: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list."""

    entry: Entry
    href: str
    place: str
    cells: Sequence[Shown]
    imported: bool
    state: Chip | None


def lines_of(register: Register, rows: Sequence[Entry], actor: Actor) -> list[Line]:
    """Return the rows of a list in two queries more: places, and records that entries point at.

    One more for who sees private fields only of what the own post wrote.
    """
    said = [facts_of(register, row) for row in rows]
    records, places = records_in(register, said, actor), place_names(rows, register)
    named = open_among(register, (row.record_id for row in rows), actor)
    kept = [register.by_name[name] for name in register.listed if name not in hidden(register, actor)]
    return [
        Line(
            row,
            register.href_of(row.record_id),
            places.get(row.pk, ""),
            [
                shown(one, facts, records)
                if row.record_id in named or one.name not in register.private
                else Shown(gettext(one.label), "")
                for one in kept
            ],
            row.brought_by_id is not None,
            chip_of(register, row.state),
        )
        for row, facts in zip(rows, said, strict=True)
    ]


def period_text(period: Period) -> str:
    """Say a period as reports do; one that no report is of (a day, a week) by its days."""
    try:
        return period_name(period.code)
    except Refused:
        first, last = short_date(period.start), short_date(period.end)
        return first if first == last else f"{first} – {last}"


def chip_of(register: Register, code: str) -> Chip | None:
    """Return a state as a chip shows it; nothing where the register has no such state."""
    state = register.life.states.get(code)
    return Chip(state.look, gettext(state.name)) if state else None


def place_names(rows: Sequence[Entry], register: Register) -> dict[int, str]:
    """Return by row what its place was called on its day: one query."""
    versions: dict[int, list[PlaceVersion]] = {}
    wanted = {row.place_id for row in rows}
    for version in PlaceVersion.objects.filter(place_id__in=wanted).order_by("valid_from"):
        versions.setdefault(version.place_id, []).append(version)
    return {row.pk: _named(versions.get(row.place_id, []), getattr(row, register.dates.since)) for row in rows}


def last_names(place_ids: Iterable[int]) -> dict[int, str]:
    """Return what places are called, or were called last."""
    versions = PlaceVersion.objects.filter(place_id__in=set(place_ids)).order_by("valid_from")
    return {one.place_id: label_of(one) for one in versions}


def _named(versions: Sequence[PlaceVersion], day: date | None) -> str:
    begun = [one for one in versions if day is None or one.valid_from <= day]
    found = begun[-1] if begun else next(iter(versions), None)
    return label_of(found) if found else ""
