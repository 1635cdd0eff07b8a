"""What was said of an entry before: each row with what it changed, who wrote it, and the import that brought it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext

from binhyen.kernel.actors import Actor
from binhyen.registers.components.words import Records, hidden_of, last_names, records_in, shown
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Register
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import Facts, changes
from binhyen.registers.rules.fields import Field
from binhyen.reports.queries.receiving import titles_of_posts


@dataclass(frozen=True, slots=True)
class Altered:
    """A field that says something else than before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """What was said at once."""

    at: datetime
    who: str
    brought_by: str
    altered: Sequence[Altered]
    first: bool


def versions_of(register: Register, rows: Sequence[Entry], actor: Actor) -> list[Version]:
    """Return the versions of an entry, newest first as `rows` are."""
    who = titles_of_posts({row.by_post for row in rows})
    said = [facts_of(register, row) for row in rows]
    kept_back = hidden_of(register, rows[0].record_id, actor) if rows else frozenset[str]()
    pairs = [*pairwise(said), (said[-1], None)] if said else []
    return [
        Version(
            row.recorded_at,
            who.get(row.by_post, ""),
            row.brought_by.file_name if row.brought_by else "",
            altered(register, new, old, actor, kept_back) if old else [],
            old is None,
        )
        for row, (new, old) in zip(rows, pairs, strict=True)
    ]


def altered(
    register: Register, new: Facts, old: Facts, actor: Actor, kept_back: frozenset[str] = frozenset()
) -> list[Altered]:
    """Return the fields in which two facts differ, in words; those that are kept back left out."""
    moved = [Altered(gettext("Place"), *_labels(old.place_id, new.place_id))] if old.place_id != new.place_id else []
    found = [one for one in changes(register.fields, old, new) if one.field.name not in kept_back]
    records = records_in(register, [old, new], actor)
    return moved + [
        Altered(gettext(one.field.label), _said(one.field, old, records), _said(one.field, new, records))
        for one in found
    ]


def _said(one: Field, facts: Facts, records: Records) -> str:
    return shown(one, facts, records).text or "–"


def _labels(old: int, new: int) -> tuple[str, str]:
    names = last_names({old, new})
    return names.get(old, ""), names.get(new, "")
