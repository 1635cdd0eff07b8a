"""What an entry of a register says, field by field: one declaration for forms, lists, workbooks and history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from binhyen.sheets.rules.columns import CellType, Column


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG = "long"
    """A text of some lines."""
    INT = "int"
    MONEY = "money"
    """Whole đồng."""
    DATE = "date"
    TIME = "time"
    """Hours and minutes as text: "07:30"."""
    CHOICE = "choice"
    MANY = "many"
    """Some of the choices."""
    FLAG = "flag"
    RECORD = "record"
    """An entry of another register."""
    AMOUNT = "amount"
    """A figure of the catalogue: "1.234", "hơn 200", "hàng trăm kg", "KPS"."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `label` and `help` are English gettext sources, as are the names of choices.

    `aliases` are Vietnamese headings by which offices' own workbooks know the column. `when` names a choice field and
    the choices for which this one is asked at all. `of` is the register that a RECORD is looked for in, `indicator`
    and `dims` say what an AMOUNT counts.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    aliases: tuple[str, ...] = ()
    longest: int = 300
    least: int | None = None
    most: int | None = None
    section: str = ""
    when: tuple[str, frozenset[str]] | None = None
    of: str = ""
    indicator: str = ""
    dims: Mapping[str, str] = field(default_factory=dict)
    split_by: Mapping[str, str] = field(default_factory=dict)
    """Dimensions whose value another field of the entry says: {"org": "org"}."""

    def asked(self, values: Mapping[str, object]) -> bool:
        """Tell whether the field is asked of an entry with these values."""
        if self.when is None:
            return True
        name, wanted = self.when
        return values.get(name) in wanted


_CELL_TYPES = {
    FieldKind.INT: CellType.INT,
    FieldKind.MONEY: CellType.INT,
    FieldKind.DATE: CellType.DATE,
    FieldKind.CHOICE: CellType.CHOICE,
    FieldKind.FLAG: CellType.FLAG,
    FieldKind.AMOUNT: CellType.AMOUNT,
}
_LONGEST = 2000
_WIDE = 40


def column_of(one: Field, header: str, choices: Mapping[str, str]) -> Column:
    """Return the column of workbooks for a field; `header` and the names of `choices` are Vietnamese."""
    wide = one.kind in {FieldKind.TEXT, FieldKind.LONG, FieldKind.RECORD}
    return Column(
        one.name,
        header,
        _CELL_TYPES.get(one.kind, CellType.TEXT),
        required=one.required and one.when is None,
        choices=choices if one.kind is FieldKind.CHOICE else {},
        aliases=one.aliases,
        longest=_LONGEST if one.kind is FieldKind.LONG else max(one.longest, 300),
        least=one.least,
        width=_WIDE if wide else 18,
    )


def sections_of(fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    """Group fields by section, in the order in which the sections begin."""
    found: dict[str, list[Field]] = {}
    for one in fields:
        found.setdefault(one.section, []).append(one)
    return list(found.items())
