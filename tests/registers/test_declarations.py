"""What every declared register must hold to: addresses, columns, indicators, parents; each told by its code."""

import io
from datetime import date

import pytest
from django.db import models

from binhyen.indicators.queries import catalogue, dims
from binhyen.registers.models import Entry
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.sheets.queries import read_table
from binhyen.sheets.rules.columns import CellType, Column, header_key
from binhyen.sheets.writers import write_table

ALL = list(registers().values())
COLUMNS = {
    FieldKind.TEXT: (models.CharField, models.TextField),
    FieldKind.LONG: (models.CharField, models.TextField),
    FieldKind.INT: (models.IntegerField,),
    FieldKind.MONEY: (models.BigIntegerField,),
    FieldKind.DATE: (models.DateField,),
    FieldKind.TIME: (models.CharField,),
    FieldKind.CHOICE: (models.CharField,),
    FieldKind.MANY: (models.JSONField,),
    FieldKind.FLAG: (models.BooleanField,),
    FieldKind.RECORD: (models.ForeignKey,),
}


def named(register: Register) -> str:
    return register.code


def counting(register: Register) -> list[Field]:
    steps = [one for kind in register.life.kinds for one in kind.fields]
    return [one for one in (*register.fields, *steps) if one.kind is FieldKind.AMOUNT]


def test_codes_addresses_and_tables_are_their_own() -> None:
    for words in ([one.code for one in ALL], [one.slug for one in ALL], [one.model for one in ALL]):
        assert len(set(words)) == len(ALL)
    reserved = {"dem", "muc"}
    assert not reserved & {one.slug for one in ALL}


@pytest.mark.parametrize("register", ALL, ids=named)
def test_every_field_has_its_column_and_every_word_its_field(register: Register) -> None:
    assert issubclass(register.model, Entry)
    assert len(register.by_name) == len(register.fields)
    columns = {one.name: one for one in register.model._meta.local_fields}
    for one in register.fields:
        if one.kind is FieldKind.AMOUNT:
            assert one.name not in columns
            continue
        column = columns[one.name]
        assert isinstance(column, COLUMNS[one.kind]), one.name
        if isinstance(column, models.CharField):
            assert column.max_length is not None
            longest = max([len(code) for code in one.choices], default=one.longest)
            assert column.max_length >= min(longest, one.longest), one.name
        if one.kind is FieldKind.CHOICE and not one.required:
            assert column.blank, one.name
    words = {*register.listed, *register.filters, *register.same, *register.private, register.dates.since}
    words |= {
        word for word in (register.dates.until, register.dates.counted, register.chosen_by, register.parent) if word
    }
    assert words <= set(register.by_name)


@pytest.mark.parametrize("register", ALL, ids=named)
def test_what_narrows_a_list_is_a_choice_and_what_is_pointed_at_is_declared(register: Register) -> None:
    assert all(register.by_name[name].kind is FieldKind.CHOICE for name in register.filters)
    steps = [one for kind in register.life.kinds for one in kind.fields]
    targets = {one.of for one in (*register.fields, *steps) if one.kind is FieldKind.RECORD}
    assert targets <= set(registers())
    if register.parent:
        assert register.by_name[register.parent].kind is FieldKind.RECORD
    if register.chosen_by:
        assert register.by_name[register.chosen_by].kind is FieldKind.CHOICE


@pytest.mark.parametrize("register", ALL, ids=named)
def test_what_is_counted_is_in_the_catalogue_and_may_stand_in_forms(register: Register) -> None:
    known = catalogue().indicators
    assert register.distinct <= register.counts
    for code in register.indicators:
        assert known[code].in_forms, code
    for one in counting(register):
        usable = set(known[one.indicator].dims)
        assert set(one.dims) | set(one.split_by) <= usable, one.name
        assert all(dims()[code].allows(value) for code, value in one.dims.items())


@pytest.mark.parametrize("register", ALL, ids=named)
def test_its_life_leads_somewhere(register: Register) -> None:
    life = register.life
    reached = {kind.leads_to for kind in life.kinds} - {""}
    assert reached <= set(life.states)
    assert len({kind.code for kind in life.kinds}) == len(life.kinds)
    for kind in life.kinds:
        assert kind.after, kind.code
        assert kind.after <= set(life.states) | {""}


def test_no_register_asks_what_the_house_forbids() -> None:
    forbidden = ("cccd", "cmnd", "căn cước", "ngày sinh", "dân tộc", "tôn giáo", "đảng viên", "điện thoại", "giới tính")
    found = [
        f"{register.code}.{one.name}: {alias}"
        for register in ALL
        for one in register.fields
        for alias in one.aliases
        if any(word in alias.lower() for word in forbidden)
    ]
    assert not found


@pytest.mark.parametrize("register", ALL, ids=named)
def test_its_own_workbook_is_understood_whole(register: Register) -> None:
    asked = columns(register)
    row = [_said(one) for one in asked]
    table = read_table(io.BytesIO(write_table(asked, [row])), asked)
    assert not [finding.code for finding in table.findings]
    assert set(table.rows[0].values) == {one.name for one in asked}


def _said(column: Column) -> str | int | date | bool:
    """Something that a column may hold."""
    known: dict[CellType, str | int | date | bool] = {
        CellType.INT: 1990,
        CellType.DATE: date(2026, 3, 1),
        CellType.FLAG: True,
        CellType.CHOICE: next(iter(column.choices.values()), ""),
    }
    return known.get(column.type, "1")


@pytest.mark.parametrize("register", ALL, ids=named)
def test_a_heading_names_one_column(register: Register) -> None:
    said: dict[str, list[str]] = {}
    for column in columns(register):
        for word in {header_key(word) for word in (column.header, *column.aliases)}:
            said.setdefault(word, []).append(column.name)
    assert not {word: names for word, names in said.items() if len(names) > 1}
