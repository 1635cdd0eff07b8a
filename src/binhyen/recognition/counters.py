"""What recognition counts: units recognised, registered, not recognised, from the dossiers of a year's round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from binhyen.kernel.ports import CountedRow, Counter, Question
from binhyen.recognition.models import Dossier
from binhyen.recognition.queries.past import later_lists_answer
from binhyen.recognition.queries.rounds import dossiers_under, rounds_touching
from binhyen.recognition.rules.addresses import dossiers
from binhyen.recognition.rules.lifecycle import NOT_COUNTED, Outcome, State
from binhyen.recognition.rules.reported import LEVELS, PLACES, UNIT_KINDS, split_of

Counts = Mapping[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Measure:
    """Units of a round that some condition holds for, as a share of all that count, or as a plain number."""

    indicator: str
    condition: Q
    query: tuple[tuple[str, str], ...]
    """How the list page is narrowed to what was counted."""
    dated: str = "decided_on"
    """Column of the day from which it holds."""
    ratio: bool = True

    def known_by(self, as_of: datetime | None) -> Q:
        """Return the condition as it was known at an instant."""
        return self.condition if as_of is None else self.condition & Q(**{f"{self.dated}__lte": localdate(as_of)})


@dataclass(frozen=True, slots=True)
class UnitsCounter:
    """What a year's round says of its units.

    A year's result is the round's of that year; a longer period gives its last round (a result is a stock), a period
    that does not end with a year gives nothing: nobody is recognised for half a year. Years without a round are counted
    from the register of past results, by the ledger. Rows are by kind and, for agencies, enterprises and schools, by
    managing level; they never overlap.
    """

    measures: tuple[Measure, ...]
    from_register: bool = True

    @property
    def indicators(self) -> frozenset[str]:
        """Those of its measures."""
        return frozenset(one.indicator for one in self.measures)

    @property
    def dims(self) -> Mapping[str, tuple[str, ...]]:
        """Kinds of units and managing levels."""
        return {"unit_kind": UNIT_KINDS, "managing_level": LEVELS}

    def count(self, question: Question) -> Sequence[CountedRow]:
        """Count in one grouped query after finding the year's rounds in two."""
        found = _last_year(question)
        if found is None:
            return ()
        year, dossiers_counted = found
        asked = [one for one in self.measures if one.indicator in question.indicators]
        parts = {one.indicator: Count("id", filter=one.known_by(question.as_of)) for one in asked}
        rows = (
            dossiers_counted.exclude(state__in=NOT_COUNTED)
            .values("report_kind", "managing_level")
            .annotate(whole=Count("id"), **parts)
            .order_by("report_kind", "managing_level")
        )
        listed = list(rows)
        return [row for one in asked for row in _rows(one, _added(listed, one.indicator), question, year)]


def _rows(measure: Measure, counted: Counts, question: Question, year: int) -> list[CountedRow]:
    found = []
    for (kind, level), (part, whole) in counted.items():
        dims = split_of(kind, level)
        query = {"year": year, "report_kind": kind, "managing_level": level, "place": question.place_id}
        link = dossiers({**query, **dict(measure.query)})
        if measure.ratio:
            row = CountedRow(measure.indicator, dims, numerator=Decimal(part), denominator=Decimal(whole), link=link)
            found.append(row)
        elif part:
            found.append(CountedRow(measure.indicator, dims, value=Decimal(part), link=link))
    return found


def _added(rows: Iterable[Mapping[str, Any]], indicator: str) -> Counts:
    """Add rows of places over their levels."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        kind = row["report_kind"]
        key = (kind, "" if kind in PLACES else row["managing_level"])
        part, whole = found.get(key, (0, 0))
        found[key] = (part + row[indicator], whole + row["whole"])
    order = {kind: index for index, kind in enumerate(UNIT_KINDS)}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0])))


def _last_year(question: Question) -> tuple[int, QuerySet[Dossier]] | None:
    """Return the last year of the period that has dossiers, with them.

    None for parts of a year, and where the period's last year is in the register of past results: the ledger answers.
    """
    years = question.period.whole_years
    if not years:
        return None
    rounds = rounds_touching(question.scopes).filter(year__in=years).order_by("-year", "pk")
    for year, same in groupby(rounds, key=lambda one: one.year):
        rows = dossiers_under(question.scopes, list(same))
        if rows.exists():
            return None if year < years[-1] and later_lists_answer(question) else (year, rows)
    return None


COUNTERS: tuple[Counter, ...] = (
    UnitsCounter(
        (
            Measure("recognised_units", Q(result=Outcome.RECOGNISED), (("result", "recognised"),)),
            Measure("units_registered_safe", Q(registered_on__isnull=False), (("registered", "1"),), "registered_on"),
            Measure(
                "units_not_recognised",
                Q(state=State.DECIDED) & ~Q(result=Outcome.RECOGNISED),
                (("state", "decided"), ("not_result", "recognised")),
                ratio=False,
            ),
        )
    ),
)
"""What this storey can count, gathered by `indicators` at start-up."""
