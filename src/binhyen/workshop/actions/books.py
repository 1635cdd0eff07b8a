"""Writes books: entry after entry, each by its post and on its day, with names for what later ones point at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount
from binhyen.registers.actions.writing import write_entry
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Draft, Register, registers
from binhyen.registers.rules.fields import Field
from binhyen.workshop.actions.reporting import on_day
from binhyen.workshop.actions.staging import Desk
from binhyen.workshop.rules.books import Read, Row, facts_of_row, rows_from_data, steps_of_row, written_on


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a book is played: its places by the words of the pack, its posts, its last day, what was written so far."""

    place: Callable[[str], int]
    post: Callable[[str, int], Actor]
    today: date
    known: dict[str, int] = field(default_factory=dict)


def at_province(desk: Desk, today: date) -> Scene:
    """Return the scene of a book that a province's office keeps alone."""
    return Scene(lambda _word: desk.place.place_id, lambda _word, _place: desk.officer, today)


def write_book(rows: Sequence[Mapping[str, Any]], scene: Scene) -> list[Entry]:
    """Write the entries of a book in their order."""
    return [_write(row, scene) for row in rows_from_data(rows)]


def _write(row: Row, scene: Scene) -> Entry:
    register = registers()[row.register]
    read = _reader(register)
    place = scene.place(row.place)
    facts = facts_of_row(row, place, scene.known, read)
    steps = steps_of_row(row, scene.known, read)
    day = written_on(row, facts, steps, scene.today)
    draft = Draft(facts, steps=steps)
    entry = write_entry(register=register, draft=draft, by=scene.post(row.by, place), at=on_day(day))
    if row.name:
        scene.known[row.name] = entry.record_id
    return entry


def _reader(register: Register) -> Read:
    fields = {one.name: one for kind in register.life.kinds for one in kind.fields} | dict(register.by_name)

    def read(name: str, text: str) -> Amount:
        return amount_of(fields[name], text)

    return read


def amount_of(one: Field, text: str) -> Amount:
    """Read what a counting field's text says. Raises `ValueError` for what cannot be read."""
    amount, finding = read_amount(text, catalogue().indicators[one.indicator])
    if finding is not None:
        msg = f"{one.name}: {finding}"
        raise ValueError(msg)
    return amount
