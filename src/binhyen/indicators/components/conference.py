"""The figures of a conference as its page shows them: by groups of the catalogue, with bounds and words as said."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.guards import hide_small
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Origin, Said
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import CountedRow

ORIGINS = {
    Origin.COUNTED: gettext_noop("counted from the register"),
    Origin.TYPED: gettext_noop("typed by hand"),
    Origin.READ: gettext_noop("read from a text"),
    Origin.IMPORTED: gettext_noop("imported from a file"),
}
HIDDEN = gettext_noop("hidden")


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    """One figure: of which indicator, how it is split, its amount in words, where it came from and where it opens."""

    name: str
    split: str
    unit: str
    amount: str
    row: CountedRow
    origin: str
    repeated: bool = False
    """Whether the row above is of the same indicator."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """The figures of a group of the catalogue."""

    code: str
    name: str
    rows: tuple[ConferenceRow, ...]


def chapters(rows: Iterable[CountedRow], *, low: bool = False) -> tuple[Chapter, ...]:
    """Return the figures by groups, in the order of the catalogue. Of a `low` place small counts are hidden."""
    by_indicator: dict[str, list[CountedRow]] = {}
    for row in rows:
        by_indicator.setdefault(row.indicator, []).append(row)
    found = []
    for group in catalogue().groups:
        listed = [
            _row(row, low=low, repeated=index > 0)
            for indicator in catalogue().of_group(group.code)
            for index, row in enumerate(by_indicator.get(indicator.code, ()))
        ]
        if listed:
            found.append(Chapter(group.code, group.name, tuple(listed)))
    return tuple(found)


def _row(row: CountedRow, *, low: bool, repeated: bool) -> ConferenceRow:
    indicator = catalogue().indicators[row.indicator]
    known = dims()
    split = ", ".join(known[code].name_of(value) for code, value in row.dims.items() if code in known)
    value = row.numerator if row.value is None else row.value
    hidden = low and hide_small(value, indicator).hidden
    amount = gettext(HIDDEN) if hidden else amount_text(row)
    return ConferenceRow(
        indicator.name, split, indicator.unit, amount, row, gettext(ORIGINS[row.origin]), repeated, hidden
    )


def amount_text(row: CountedRow) -> str:
    """Say a row's amount: "hơn 5.000", "194/213", "hàng trăm kg"."""
    if row.bound is Bound.VAGUE:
        return f"“{row.words}”" if row.words else gettext("in words only")
    value = row.numerator if row.value is None else row.value
    return write_amount(Amount(Said.NUMBER, value, row.denominator, row.bound))
