"""Tables of totals: rows that open, sums in words, the marks of what cannot be compared."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.catalogue import Indicator, OverPlaces, OverTime
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Said, Sum
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import percent
from binhyen.reports.queries.totals import Totals
from binhyen.reports.rules import addresses
from binhyen.reports.rules.totals import Total

HIDDEN = gettext_noop("hidden")
"""Stands for a small count. It says nothing of the number, not even that it is below five."""
_WAYS = {
    OverTime.SUM_OF_FLOWS: gettext_noop("sum of the places and periods"),
    OverTime.LAST_VALUE: gettext_noop("sum of each place's last value"),
    OverTime.NONE: gettext_noop("one occasion, periods are not added"),
}
_SHARE = gettext_noop("ratio of the sums")
_NEVER = gettext_noop("not added over places")


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One total: what it counts, its number in words, where it opens.

    `within` says that it is a part of a row above, `unclear` names the places that could not be carried onto the map.
    """

    label: str
    unit: str
    way: str
    text: str
    href: str
    share: str = ""
    within: bool = False
    adds_up: bool = True
    unclear: tuple[str, ...] = ()
    figures: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class TotalGroup:
    """The totals of a group of the catalogue."""

    code: str
    name: str
    rows: tuple[TotalRow, ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """What is not told as it is: cells hidden from this person, names of places that could not be carried."""

    hidden: Collection[CellKey] = ()
    names: Mapping[int, str] = field(default_factory=dict)


def sum_text(found: Sum) -> str:
    """Say a sum: "hơn 5.000", "1.686/1.727", "203 + “hàng trăm kg”"; nothing is "–"."""
    words = [f"“{one}”" for one in found.vague]
    if found.value is not None:
        words.insert(0, write_amount(Amount(Said.NUMBER, found.value, found.denominator, found.bound)))
    return " + ".join(words) or "–"


def share_text(found: Sum) -> str:
    """Say a share in percent, or nothing."""
    if found.value is None or not found.denominator:
        return ""
    return percent_of(found.value, found.denominator)


def percent_of(part: Decimal, whole: Decimal) -> str:
    """Say a part of a whole in percent; numbers with decimals are taken in ten-thousandths."""
    scale = Decimal(10_000)
    return percent(int(part * scale), int(whole * scale))


def groups_of(found: Totals, kept: Mapping[str, object], shade: Shade) -> list[TotalGroup]:
    """Return the rows of all totals by groups of the catalogue."""
    known = catalogue()
    codes = {cell.indicator for cell in (*found.cells, *found.within)} | set(found.unclear)
    groups = []
    for group in known.groups:
        rows = tuple(
            row
            for indicator in known.of_group(group.code)
            if indicator.code in codes
            for row in _rows(indicator, found, kept, shade)
        )
        if rows:
            groups.append(TotalGroup(group.code, group.name, rows))
    return groups


def _rows(indicator: Indicator, found: Totals, kept: Mapping[str, object], shade: Shade) -> Iterator[TotalRow]:
    names = tuple(sorted(shade.names[one] for one in found.unclear.get(indicator.code, ())))
    own = [cell for cell in found.cells if cell.indicator == indicator.code]
    for cell in own or [CellKey(indicator.code)]:
        yield _row(indicator, cell, found.cells.get(cell, Total()), (kept, shade, names))
    for cell, total in found.within.items():
        if cell.indicator == indicator.code:
            yield _row(indicator, cell, total, (kept, shade, ()), within=True)


_Frame = tuple[Mapping[str, object], Shade, tuple[str, ...]]


def _row(indicator: Indicator, cell: CellKey, total: Total, frame: _Frame, *, within: bool = False) -> TotalRow:
    kept, shade, names = frame
    hidden = cell in shade.hidden
    return TotalRow(
        label=split_name(cell) if within and cell.dims else cell_name(cell),
        unit=indicator.unit,
        way=way_word(indicator),
        text=gettext(HIDDEN) if hidden else sum_text(total.sum),
        href=addresses.total({**kept, "chi_tieu": cell.indicator, "tach": cell.dims}) if total.parts or names else "",
        share="" if hidden else share_text(total.sum),
        within=within,
        adds_up=total.adds_up,
        unclear=names,
        figures=total.figures,
        waiting=total.not_accepted,
    )


def way_word(indicator: Indicator) -> str:
    """Say in a few words how an indicator adds up."""
    if indicator.over_places is OverPlaces.RATIO_OF_SUMS:
        return gettext(_SHARE)
    return gettext(_NEVER if indicator.over_places is OverPlaces.NONE else _WAYS[indicator.over_time])


def cell_name(cell: CellKey) -> str:
    """Name a cell: the indicator, and how it is split."""
    indicator = catalogue().find(cell.indicator)
    name = indicator.name if indicator else cell.indicator
    return f"{name}: {split_name(cell)}" if cell.dims else name


def split_name(cell: CellKey) -> str:
    """Say the split of a cell in words."""
    known = dims()
    return ", ".join(
        known[code].name_of(value) if code in known and value != "unsplit" else gettext("not split")
        for code, value in cell.split.items()
    )
