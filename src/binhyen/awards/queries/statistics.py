"""Statistics of awards: form × authority × kind of recipient, added up from the same lines as reports count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from binhyen.awards.rules.awarded import TOTALS
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Said, joined
from binhyen.kernel.periods import Period
from binhyen.kernel.ports import Question
from binhyen.registers.queries.ledger import Counted, counted
from binhyen.registers.rules.addresses import UNSPLIT
from binhyen.registers.rules.addresses import lines as lines_address

COLUMNS = ("collective", "individual", "household", "together")
_OF = {"awards_collective": "collective", "awards_individual": "individual", "awards_combined": "together"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that opens into the lines it was counted from."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """What an authority gave of a form, by kind of recipient."""

    form: str
    authority: str
    cells: Mapping[str, Number] = field(default_factory=dict)

    @property
    def ordered(self) -> list[Number | None]:
        """The cells in the order of the columns."""
        return [self.cells.get(name) for name in COLUMNS]


def statistics(place_id: int, scopes: tuple[str, ...], period: Period) -> Sequence[Row]:
    """Return the table of a place and period; households stand apart from what is not split. One grouped query."""
    question = Question(frozenset(TOTALS.values()), place_id, scopes, period)
    found: dict[tuple[str, str], dict[str, list[Counted]]] = {}
    for one in counted(question):
        split = CellKey(one.indicator, one.dims).split
        key = (split.get("award_kind", ""), split.get("awarded_by", ""))
        column = split.get("kind_of_recipient") or _OF[one.indicator]
        found.setdefault(key, {}).setdefault(column, []).append(one)
    rows = [
        Row(form, authority, {column: _number(parts, question) for column, parts in cells.items()})
        for (form, authority), cells in found.items()
    ]
    return sorted(rows, key=lambda row: (row.form, row.authority))


def _number(parts: Sequence[Counted], question: Question) -> Number:
    values = [part.value for part in parts if part.value is not None]
    words = [word for part in parts for word in part.words]
    bounds = [part.bound for part in parts if part.value is not None]
    total = Amount(Said.NUMBER, sum(values, Decimal(0)), None, joined(bounds, vague=bool(words)))
    text = write_amount(total) if values else ""
    query = {
        "chi_tieu": parts[0].indicator,
        "tach": parts[0].dims or UNSPLIT,
        "noi": question.place_id,
        "ky": question.period.code,
    }
    return Number("; ".join(part for part in (text, *words) if part), lines_address(query))
