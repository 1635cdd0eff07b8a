"""A campaign's board: what it and its parts came to, each number with the events that it is the sum of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.campaigns.queries.drives import Result, amount_of
from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.reports.components.totals import sum_text


@dataclass(frozen=True, slots=True)
class PartLine:
    """What one event gave to a number."""

    record_id: int
    title: str
    since: date
    amount: str
    split: str
    whole: bool
    """Is the campaign's own."""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A number of the board."""

    code: str
    name: str
    unit: str
    total: str
    entries: int
    doubled: bool
    lines: Sequence[PartLine]


def result_lines(results: Sequence[Result], titles: Mapping[int, str]) -> list[ResultLine]:
    """Return the numbers of a board in the order of the catalogue."""
    known = catalogue().indicators
    order = {code: position for position, code in enumerate(known)}
    return [_result(one, titles) for one in sorted(results, key=lambda one: order[one.indicator])]


def _result(one: Result, titles: Mapping[int, str]) -> ResultLine:
    found = catalogue().indicators[one.indicator]
    lines = [
        PartLine(
            row.record_id,
            titles.get(row.record_id, ""),
            row.since,
            write_amount(amount_of(row)),
            split_words(row.dims, row.indicator),
            row.record_id == one.record_id,
        )
        for row in one.lines
    ]
    return ResultLine(one.indicator, found.name, found.unit, sum_text(one.sum), one.entries, one.doubled, lines)


def split_words(split: str, indicator: str) -> str:
    """Return a line's split in words."""
    known = dims()
    pairs = CellKey(indicator, split).split.items()
    return ", ".join(known[code].name_of(value) for code, value in pairs if code in known)
