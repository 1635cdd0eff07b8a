"""What an entry and its steps say, as typed values; what is wrong with them whatever the register."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.kernel.amounts import EMPTY, Amount
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number
from binhyen.registers.rules.fields import Field, FieldKind

Value = str | int | date | bool | tuple[str, ...] | None
_YEARS = range(1945, 2101)
_LONG = 10_000
"""Numbers from here on are written with dots."""
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MOST: Mapping[FieldKind, int] = {FieldKind.INT: 1_000_000_000, FieldKind.MONEY: 10**15}
"""What a number is not above where its field says nothing: more is a slip of the hand, and no column holds it."""
MISSING = gettext_noop("This is asked for. Fill it in.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What an entry says: where, the values of its fields by name, and the amounts of those that count something."""

    place_id: int
    values: Mapping[str, Value]
    amounts: Mapping[str, Amount] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text or a choice; "" where nothing is said."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """Return a number or the id of a record; 0 where nothing is said."""
        value = self.values.get(name)
        return value if isinstance(value, int) else 0

    def day(self, name: str) -> date | None:
        """Return a day; None where nothing is said."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def many(self, name: str) -> tuple[str, ...]:
        """Return the choices made."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else ()

    def amount(self, name: str) -> Amount:
        """Return what a counting field says."""
        return self.amounts.get(name, EMPTY)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Something that happened to an entry's subject on a day: launched, reviewed, dissolved."""

    code: str
    on: date
    values: Mapping[str, Value] = field(default_factory=dict)
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    document: str = ""
    """Number, day and title of the document it rests on."""
    note: str = ""

    def text(self, name: str) -> str:
        """Return a text or a choice of the step; "" where nothing is said."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Dates:
    """Which fields say when an entry is: `since` alone for what happened on a day, with `until` for what lasts.

    `counted` is the day on which flows are counted, where it is not `since`: the last day of what was gathered.
    `lasting` False says that an entry without `until` is over on its first day (a session), not still there (a team).
    """

    since: str
    until: str = ""
    counted: str = ""
    lasting: bool = True


def field_findings(fields: Sequence[Field], facts: Facts) -> list[Finding]:
    """Say what is missing, too long, too small or too large, or no choice; each at its field."""
    return [finding for one in fields if one.asked(facts.values) for finding in _field(one, facts)]


def _field(one: Field, facts: Facts) -> list[Finding]:
    if one.kind is FieldKind.AMOUNT:
        return []
    value = facts.values.get(one.name)
    if value in (None, "", ()):
        return [_missing(one)] if one.required else []
    return [finding for rule in _RULES for finding in rule(one, value)]


def _missing(one: Field) -> Finding:
    return Finding("registers.missing", MISSING, where=one.name)


def _length(one: Field, value: Value) -> Iterable[Finding]:
    if isinstance(value, str) and len(value) > one.longest:
        message = gettext_noop("At most %(longest)s signs; this has %(length)s. Shorten it.")
        yield Finding(
            "registers.too_long", message, params={"longest": one.longest, "length": len(value)}, where=one.name
        )


def _bounds(one: Field, value: Value) -> Iterable[Finding]:
    if isinstance(value, bool) or not isinstance(value, int) or one.kind is FieldKind.RECORD:
        return
    least = one.least or 0
    if value < least:
        message = gettext_noop("Not below %(least)s. Look at the number again.")
        yield Finding("registers.too_small", message, params={"least": least}, where=one.name)
    most = MOST.get(one.kind) if one.most is None else one.most
    if most is not None and value > most:
        message = gettext_noop("Not above %(most)s. Look at the number again.")
        params = {"most": most if most < _LONG else number(most)}
        yield Finding("registers.too_large", message, params=params, where=one.name)


def _time(one: Field, value: Value) -> Iterable[Finding]:
    if one.kind is FieldKind.TIME and isinstance(value, str) and not _TIME.fullmatch(value):
        message = gettext_noop("“%(value)s” is no time of the day. Write hours and minutes, as in 07:30.")
        yield Finding("registers.odd_time", message, params={"value": value[:20]}, where=one.name)


def _choice(one: Field, value: Value) -> Iterable[Finding]:
    chosen = value if isinstance(value, tuple) else (value,)
    if one.kind in {FieldKind.CHOICE, FieldKind.MANY} and any(word not in one.choices for word in chosen):
        yield Finding("registers.no_choice", gettext_noop("Choose one of the list."), where=one.name)


def _year(one: Field, value: Value) -> Iterable[Finding]:
    if isinstance(value, date) and value.year not in _YEARS:
        message = gettext_noop("The year %(year)s cannot be right. Write the day as dd/mm/yyyy.")
        yield Finding("registers.odd_year", message, params={"year": value.year}, where=one.name)


_RULES: tuple[Callable[[Field, Value], Iterable[Finding]], ...] = (_length, _bounds, _time, _choice, _year)


def date_findings(dates: Dates, facts: Facts) -> list[Finding]:
    """Say where dates are reversed."""
    since, until = facts.day(dates.since), facts.day(dates.until)
    if since and until and until < since:
        message = gettext_noop("It ends on %(until)s, before it begins on %(since)s. Put the days in order.")
        params = {"until": f"{until:%d/%m/%Y}", "since": f"{since:%d/%m/%Y}"}
        return [Finding("registers.dates_reversed", message, params=params, where=dates.until)]
    return []


@dataclass(frozen=True, slots=True)
class Change:
    """A field that says something else than before."""

    field: Field
    before: Value | Amount
    after: Value | Amount


def changes(fields: Sequence[Field], old: Facts, new: Facts) -> list[Change]:
    """Return the fields in which two facts differ, in the order of the form."""
    found = []
    for one in fields:
        kept = (old.amount(one.name), new.amount(one.name)) if one.kind is FieldKind.AMOUNT else _values(one, old, new)
        if kept[0] != kept[1]:
            found.append(Change(one, *kept))
    return found


def _values(one: Field, old: Facts, new: Facts) -> tuple[Value, Value]:
    return old.values.get(one.name) or None, new.values.get(one.name) or None
