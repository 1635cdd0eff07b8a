"""A book: entries of registers as a pack writes them down, with names for records that later entries point at. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.amounts import Amount
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from binhyen.workshop.rules.published import table

REFERENCE = "@"
"""How a value begins that names another entry of the book."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a book: where, by whose hand, what it says, what happened to it, by which name others know it."""

    register: str
    place: str
    by: str
    name: str
    values: Mapping[str, object]
    amounts: Mapping[str, str]
    steps: tuple[Mapping[str, object], ...]
    written: date | None


def rows_from_data(rows: Sequence[Mapping[str, object]]) -> list[Row]:
    """Read a book. Raises `KeyError` for an entry without its register."""
    return [_row(row) for row in rows]


def _row(row: Mapping[str, object]) -> Row:
    steps, written = row.get("steps"), row.get("written")
    return Row(
        register=str(row["register"]),
        place=str(row.get("place", "")),
        by=str(row.get("by", "")),
        name=str(row.get("name", "")),
        values=table(row.get("values") or {}),
        amounts={name: str(said) for name, said in table(row.get("amounts") or {}).items()},
        steps=tuple(table(one) for one in steps) if isinstance(steps, list) else (),
        written=written if isinstance(written, date) else None,
    )


Read = Callable[[str, str], Amount]
"""Reads what a field's text says: the field's name, the text."""


def facts_of_row(row: Row, place_id: int, known: Mapping[str, int], read: Read) -> Facts:
    """Return what an entry says. Raises `KeyError` for a name that no earlier entry has."""
    values = {name: _value(said, known) for name, said in row.values.items()}
    return Facts(place_id, values, {name: read(name, text) for name, text in row.amounts.items()})


def steps_of_row(row: Row, known: Mapping[str, int], read: Read) -> tuple[StepFacts, ...]:
    """Return what happened to an entry's subject."""
    return tuple(_step(one, known, read) for one in row.steps)


def _step(said: Mapping[str, object], known: Mapping[str, int], read: Read) -> StepFacts:
    day = said["on"]
    if not isinstance(day, date):
        msg = f"a step has a day, not {day!r}"
        raise TypeError(msg)
    values = {name: _value(one, known) for name, one in table(said.get("values") or {}).items()}
    amounts = {name: read(name, str(text)) for name, text in table(said.get("amounts") or {}).items()}
    return StepFacts(str(said["code"]), day, values, amounts, str(said.get("document", "")), str(said.get("note", "")))


def _value(said: object, known: Mapping[str, int]) -> Value:
    if isinstance(said, str) and said.startswith(REFERENCE):
        return known[said.removeprefix(REFERENCE)]
    if isinstance(said, list):
        return tuple(str(one) for one in said)
    return said if isinstance(said, (bool, int, date)) or said is None else str(said)


def written_on(row: Row, facts: Facts, steps: Sequence[StepFacts], today: date) -> date:
    """Return the day on which an entry is written: when the last of it had happened, today at the latest."""
    days = [day for day in facts.values.values() if isinstance(day, date) and day <= today]
    return row.written or min(max([*days, *(step.on for step in steps)], default=today), today)
