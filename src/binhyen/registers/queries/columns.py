"""The columns of a register's workbooks, and what a row's words are looked up in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext, override

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.typed import read_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Amount
from binhyen.kernel.findings import Finding
from binhyen.kernel.vietnamese import fold
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import entries_seen_by
from binhyen.registers.queries.places import places_by_word
from binhyen.registers.rules.fields import Field, FieldKind, column_of
from binhyen.registers.rules.importing import PLACE, Home, Known, Surroundings
from binhyen.sheets.rules.columns import Column

_PLACE_NAMES = ("Địa bàn", "Xã", "Xã, phường", "Xã/phường", "Đơn vị hành chính", "Tên xã", "Thôn, tổ dân phố")
_MOST = 20_000


def columns(register: Register) -> tuple[Column, ...]:
    """Return the columns of a register, the place first; headings are Vietnamese whoever reads."""
    with override("vi"):
        place = Column(PLACE, "Địa bàn", aliases=_PLACE_NAMES, width=32)
        made = [column_of(one, gettext(one.label), names_of(one)) for one in register.fields]
        return (place, *(replace(one, required=False) if one.name in register.guesses else one for one in made))


def names_of(one: Field) -> dict[str, str]:
    """Return the choices of a field by their Vietnamese names."""
    return {code: gettext(name) for code, name in one.choices.items()}


def surroundings(register: Register, actor: Actor, day: date) -> Surroundings:
    """Return what the words of a workbook are looked up in: a query for places, one for each register named."""
    wanted = {one.of for one in register.fields if one.kind is FieldKind.RECORD}
    with override("vi"):
        choices = {
            one.name: {fold(name): code for code, name in names_of(one).items()}
            for one in register.fields
            if one.kind is FieldKind.MANY
        }
    homes: dict[int, Home] = {}
    places = places_by_word(register, actor, day)
    return Surroundings(
        places.words,
        {code: _titles(registers()[code], actor, homes) for code in wanted if code in registers()},
        choices,
        actor.place_id,
        _read,
        homes,
        {actor.place_id: actor.place_path, **places.paths},
        {name: tuple(names_of(register.by_name[name]).values()) for name in choices},
    )


def _titles(register: Register, actor: Actor, homes: dict[int, Home]) -> Known:
    """Return the records of a register by name, and lay down where each is."""
    found: dict[str, tuple[int, ...]] = {}
    wanted = ["record_id", "title", "place_path", *([f"{register.parent}_id"] if register.parent else [])]
    rows = entries_seen_by(register, actor).values_list(*wanted).order_by("record_id")
    for record_id, title, path, *parent in rows[:_MOST]:
        key = fold(title)
        found[key] = (*found.get(key, ()), record_id)
        homes[record_id] = Home(path, parent[0] or 0 if parent else 0)
    return found


def _read(text: str, one: Field) -> tuple[Amount, Finding | None]:
    return read_amount(text, catalogue().indicators[one.indicator])


def labels(register: Register) -> Mapping[str, str]:
    """Return what the columns are called, by the names of fields."""
    return {one.name: one.header for one in columns(register)}
