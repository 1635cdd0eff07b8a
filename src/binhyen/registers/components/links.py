"""Entries of all registers that answer to some words: what may be linked."""

from collections.abc import Sequence
from dataclasses import dataclass

from binhyen.kernel.actors import Actor
from binhyen.registers.components.words import Line, lines_of
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import Narrowing, entries_seen_by, narrowed

_EACH = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of one register that answer to some words."""

    register: Register
    lines: Sequence[Line]


def found_records(actor: Actor, words: str) -> list[Found]:
    """Return the newest entries of each register that hold all words; nothing without words."""
    if not words:
        return []
    found = []
    for one in registers().values():
        if actor.role in one.readers | one.keepers:
            rows = list(narrowed(one, entries_seen_by(one, actor), Narrowing(words))[:_EACH])
            found += [Found(one, lines_of(one, rows, actor))] if rows else []
    return found
