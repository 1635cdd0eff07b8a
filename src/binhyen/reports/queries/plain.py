"""Totals as the `totals` command, and programs, print them: numbers of JSON, codes of places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.places.models import PlaceVersion
from binhyen.reports.queries.totals import TotalQuestion, Totals
from binhyen.reports.rules import addresses
from binhyen.reports.rules.asking import day_of
from binhyen.reports.rules.totals import Total, total_of

Plain = int | float


@dataclass(frozen=True, slots=True)
class PlainTotal:
    """A sum: `value`, or `numerator` and `denominator` of a share; whole numbers as integers."""

    value: Plain | None
    numerator: Plain | None
    denominator: Plain | None
    bound: str
    vague: tuple[str, ...]
    figures: int
    accepted: int


@dataclass(frozen=True, slots=True)
class PlainTotalRow(PlainTotal):
    """The total of one cell, with the page where it opens."""

    dims: Mapping[str, str]
    link: str


@dataclass(frozen=True, slots=True)
class PlainTotals:
    """The answer about one indicator. `total` is None where its rows make no number together."""

    indicator: str
    place: str
    period: str
    basis: str
    as_of: str | None
    on_map: str
    comparable: bool
    not_comparable: tuple[str, ...]
    rows: tuple[PlainTotalRow, ...]
    total: PlainTotal | None


def plain_totals(indicator: Indicator, place: PlaceVersion, found: Totals) -> PlainTotals:
    """Return the answer about one indicator of a place. One query, where places could not be carried."""
    question = found.question
    cells = {cell: one for cell, one in found.cells.items() if cell.indicator == indicator.code}
    unclear = found.unclear.get(indicator.code, frozenset())
    return PlainTotals(
        indicator=indicator.code,
        place=place.place.slug or place.code,
        period=question.period.code,
        basis=question.basis.value,
        as_of=None if question.as_of is None else day_of(question.as_of).isoformat(),
        on_map=question.map_day.isoformat(),
        comparable=not unclear,
        not_comparable=tuple(sorted(last_codes(unclear).values())),
        rows=tuple(_row(indicator, cell, one, question) for cell, one in cells.items()),
        total=_whole(indicator, cells.values()),
    )


def _row(indicator: Indicator, cell: CellKey, total: Total, question: TotalQuestion) -> PlainTotalRow:
    plain = _plain(indicator, total)
    link = addresses.total(query_of(question, cell))
    return PlainTotalRow(
        plain.value,
        plain.numerator,
        plain.denominator,
        plain.bound,
        plain.vague,
        plain.figures,
        plain.accepted,
        cell.split,
        link,
    )


def _whole(indicator: Indicator, totals: Iterable[Total]) -> PlainTotal | None:
    listed = list(totals)
    whole = total_of(indicator, [part for one in listed for part in one.parts])
    adds_up = whole.adds_up and all(one.adds_up for one in listed)
    return _plain(indicator, whole) if adds_up else None


def _plain(indicator: Indicator, total: Total) -> PlainTotal:
    value, whole = _number(total.sum.value), _number(total.sum.denominator)
    share = indicator.is_share and whole is not None
    return PlainTotal(
        value=None if share else value,
        numerator=value if share else None,
        denominator=whole if share else None,
        bound=total.sum.bound.value,
        vague=total.sum.vague,
        figures=total.figures,
        accepted=total.accepted,
    )


def _number(amount: Decimal | None) -> Plain | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def query_of(question: TotalQuestion, cell: CellKey | None = None) -> dict[str, object]:
    """Return a question as the parameters of the page of totals, narrowed to one cell."""
    asked: dict[str, object] = {"noi": question.place_id, "ky": question.period.code}
    if cell is not None:
        asked |= {"chi_tieu": cell.indicator, "tach": cell.dims}
    return asked | {
        "co_so": "" if question.basis.value == "saved" else question.basis.value,
        "den": "" if question.as_of is None else day_of(question.as_of).isoformat(),
        "ban_do": "" if question.on_map is None else question.on_map.isoformat(),
    }


def last_codes(place_ids: Iterable[int]) -> dict[int, str]:
    """Return the codes that places bore last."""
    rows = PlaceVersion.objects.filter(place_id__in=list(place_ids)).order_by("valid_from")
    return dict(rows.values_list("place_id", "code"))
