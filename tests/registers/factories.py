"""Drafts of entries, written through the actions, in the small land that other tests use too."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from binhyen.indicators.counting import count_in_registers
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import CountedRow
from binhyen.places.models import PlaceVersion
from binhyen.registers.actions.writing import write_entry
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Draft, Register
from binhyen.registers.rules.facts import Facts, StepFacts, Value

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


def facts(register: Register, place: PlaceVersion, values: Mapping[str, Value | str]) -> Facts:
    """Facts from plain values; counting fields are given as they are typed: "hơn 200"."""
    known = catalogue().indicators
    amounts: dict[str, Amount] = {}
    rest: dict[str, Value] = {}
    for name, value in values.items():
        indicator = register.by_name[name].indicator
        if indicator:
            amount, finding = read_amount(str(value), known[indicator])
            assert finding is None, finding
            amounts[name] = amount
        else:
            rest[name] = value
    return Facts(place.place_id, rest, amounts)


def written(
    register: Register,
    place: PlaceVersion,
    values: Mapping[str, Value | str],
    by: Actor,
    steps: tuple[StepFacts, ...] = (),
    at: datetime = NOW,
) -> Entry:
    """Write an entry down."""
    return write_entry(register=register, draft=Draft(facts(register, place, values), steps=steps), by=by, at=at)


def rewritten(
    register: Register,
    entry: Entry,
    place: PlaceVersion,
    values: Mapping[str, Value | str],
    by: Actor,
    at: datetime = NOW,
) -> Entry:
    """Say something else of an entry."""
    draft = Draft(facts(register, place, values), entry.record_id, entry.pk)
    return write_entry(register=register, draft=draft, by=by, at=at)


def counted(indicator: str, place: PlaceVersion, period: str, as_of: datetime | None = None) -> list[CountedRow]:
    """What registers count for a place and period."""
    return list(count_in_registers({indicator}, place.place_id, parse_period(period), as_of))


def number(indicator: str, place: PlaceVersion, period: str, as_of: datetime | None = None) -> int:
    """The plain number that registers count."""
    return sum(int(row.value or 0) for row in counted(indicator, place, period, as_of))


def day(text: str) -> date:
    """A day as 05/11/2026."""
    return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC).date()
