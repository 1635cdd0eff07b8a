"""One table of a long period out of the reports of the short ones: a row a place of the asked map."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import is_guarded
from binhyen.indicators.rules.suppression import hidden_in_table
from binhyen.kernel.amounts import Amount, Bound, Said
from binhyen.kernel.amounts import Sum as Added
from binhyen.kernel.trees import node_of
from binhyen.kernel.vietnamese import sort_key
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import children_of, label_of, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import Report
from binhyen.reports.queries.consolidated import TableRow, summed
from binhyen.reports.queries.totals import TotalQuestion, gathered
from binhyen.reports.rules.totals import Contribution, Total, totals_by_cell

_Reporter = tuple[str, int]
"""The path on the asked map, and the unit or post that reports for itself there."""


def parts_of(place: PlaceVersion, question: TotalQuestion) -> list[PlaceVersion]:
    """Return the places that are read one after the other: the provinces of the nation, or the place itself."""
    if place.place.tier != Tier.NATION:
        return [place]
    return list(children_of(place.place_id, question.map_day))


def whole_rows(part: PlaceVersion, question: TotalQuestion, cells: Iterable[CellKey]) -> list[TableRow]:
    """Return the rows of one part of the country: each line by the rule of its indicator over the short periods."""
    asked = replace(question, place_id=part.place_id)
    wanted = list(cells)
    said: dict[_Reporter, dict[CellKey, list[Contribution]]] = {}
    for contributions in gathered(asked).by_indicator.values():
        for one in contributions:
            said.setdefault((one.lies_at, one.reporter), {}).setdefault(one.cell, []).append(one)
    versions = versions_on((node_of(path) for path, _ in said), question.map_day)
    names = _names(said)
    rows = [_row(versions.get(node_of(key[0])), names[key], lines, wanted) for key, lines in said.items()]
    return sorted(rows, key=lambda row: sort_key(row.name))


def _names(said: Mapping[_Reporter, Mapping[CellKey, list[Contribution]]]) -> dict[_Reporter, str]:
    first = {key: next(iter(lines.values()))[0].report_id for key, lines in said.items()}
    names = dict(Report.objects.filter(pk__in=first.values()).values_list("pk", "name"))
    return {key: names.get(report, "") for key, report in first.items()}


def _row(
    version: PlaceVersion | None,
    name: str,
    lines: Mapping[CellKey, list[Contribution]],
    wanted: Iterable[CellKey],
) -> TableRow:
    totals = {cell: _total(cell, lines[cell]) for cell in wanted if cell in lines}
    own = all(not one.reporter for parts in lines.values() for one in parts)
    return TableRow(
        report_id=0,
        code=version.code if version else "",
        name=label_of(version) if version and own else name,
        amounts={cell: _said(total) for cell, total in totals.items() if total.adds_up and total.sum},
        waiting=frozenset(cell for cell, total in totals.items() if total.not_accepted),
    )


def _total(cell: CellKey, contributions: list[Contribution]) -> Total:
    return totals_by_cell(catalogue().indicators[cell.indicator], contributions).get(cell, Total())


def _said(total: Total) -> Amount:
    found = total.sum
    if found.value is None:
        return Amount(Said.VAGUE, bound=Bound.VAGUE, words="; ".join(dict.fromkeys(found.vague)))
    return Amount(Said.NUMBER, found.value, found.denominator, found.bound)


def whole_sums(rows: Iterable[TableRow], cells: Iterable[CellKey]) -> dict[CellKey, Added | None]:
    """Return the sum of each column over all rows."""
    listed = list(rows)
    return {cell: summed(cell, [row.amounts[cell] for row in listed if cell in row.amounts]) for cell in cells}


def shaded(rows: list[TableRow], cells: Iterable[CellKey]) -> Iterator[TableRow]:
    """Return the rows with their small counts hidden, and those that would give them away."""
    known = catalogue().indicators
    guarded = [cell for cell in cells if is_guarded(known[cell.indicator])]
    told = {
        (at, cell): row.amounts[cell].value for at, row in enumerate(rows) for cell in guarded if cell in row.amounts
    }
    hidden: dict[int, set[CellKey]] = {}
    for at, cell in hidden_in_table(told):
        hidden.setdefault(at, set()).add(cell)
    for index, row in enumerate(rows):
        yield replace(row, hidden=frozenset(hidden.get(index, ())))
