"""A pivot as it was known at the end of an earlier day: from the values of reports, none of which is ever changed.

The lake holds what holds now. What held then is asked of the reports themselves, place by place and period by period:
exact, by the same rule, and so dear that little may be asked at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from binhyen.analytics.boards.places import About
from binhyen.analytics.rules.answers import SHARE_DECIMALS, Cell
from binhyen.analytics.rules.pivots import Below, known_findings
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import NO_SUM, Sum
from binhyen.kernel.findings import refuse
from binhyen.places.queries import versions_in_force, versions_on
from binhyen.reports.queries.totals import TotalQuestion, Totals, totals
from binhyen.reports.rules.totals import Total, total_of


def cells_known(about: About, questions: Sequence[TotalQuestion], split: str) -> list[Cell]:
    """Return the totals of the places of a board as questions ask them; each question is about the board's own place.

    Refused with `analytics.too_much_known` for more places and periods than may be asked at once. About a dozen queries
    for each place and period.
    """
    days = {one.map_day for one in questions}
    places = {day: _places(about, day) for day in days}
    refuse(known_findings(sum(len(places[one.map_day]) for one in questions)))
    asked = (replace(one, place_id=place) for one in questions for place in places[one.map_day])
    return [cell for one in asked for cell in _cells(totals(one), split)]


def _places(about: About, day: date) -> list[int]:
    """Return the places that a board is about as they were on a day; none where its own was not there."""
    own = versions_on({about.place.place_id}, day).get(about.place.place_id)
    if own is None:
        return []
    if about.below is Below.ITSELF:
        return [own.place_id]
    rows = versions_in_force(day).filter(place__tier=about.tier, path__under=own.path)
    return sorted(rows.values_list("place_id", flat=True))


def _cells(found: Totals, split: str) -> Iterator[Cell]:
    """Return a total for each indicator and value of the split."""
    unclear = {code: Cell(code, *_where(found), uncarried=len(places)) for code, places in found.unclear.items()}
    yield from unclear.values()
    groups: dict[tuple[str, str], list[Total]] = defaultdict(list)
    for cell, total in found.cells.items():
        if cell.indicator not in unclear:
            groups[cell.indicator, _value(cell, split)].append(total)
    for (code, value), parts in sorted(groups.items()):
        yield _cell(Cell(code, *_where(found), value), parts)


def _where(found: Totals) -> tuple[int, str]:
    return found.question.place_id, found.question.period.code


def _value(cell: CellKey, split: str) -> str:
    """Return the value of the asked dimension as the lake writes it."""
    value = cell.split.get(split, "")
    return f"{split}={value}" if value else ""


def _cell(empty: Cell, totals: Iterable[Total]) -> Cell:
    listed = list(totals)
    indicator = catalogue().indicators[empty.indicator]
    whole = total_of(indicator, [part for one in listed for part in one.parts])
    adds_up = whole.adds_up and all(one.adds_up for one in listed)
    told = whole.sum if adds_up else NO_SUM
    return replace(
        empty,
        amount=told.value,
        denominator=told.denominator,
        share=_share(told) if indicator.is_share else None,
        bound=told.bound,
        vague=len(told.vague),
        figures=whole.figures,
        not_accepted=whole.not_accepted,
        adds_up=adds_up,
    )


def _share(told: Sum) -> Decimal | None:
    if told.value is None or not told.denominator:
        return None
    return (told.value / told.denominator).quantize(Decimal(1).scaleb(-SHARE_DECIMALS), ROUND_HALF_UP)
