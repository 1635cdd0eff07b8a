"""What recognition counts: units recognised, registered, not recognised, from the dossiers of a year's round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import localdate

from binhyen.kernel.ports import CountedRow, Counter, Question
from binhyen.kernel.trees import deal, shared_scopes
from binhyen.recognition.queries.past import later_lists_answer
from binhyen.recognition.queries.rounds import dossiers_under, rounds_touching
from binhyen.recognition.rules.addresses import dossiers
from binhyen.recognition.rules.lifecycle import NOT_COUNTED, Outcome, State
from binhyen.recognition.rules.reported import LEVELS, PLACES, UNIT_KINDS, split_of

Counts = Mapping[tuple[str, str], tuple[int, int]]
Result = Mapping[str, Any]
"""What dossiers of a year, kind and level come to, by measure."""


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
        """Count in one grouped query after finding the year's rounds."""
        return self.count_each([question])[0]

    def count_each(self, questions: Sequence[Question]) -> Sequence[Sequence[CountedRow]]:
        """Count for many places in as many queries as for one; one more where lists of later years may answer."""
        if not questions:
            return []
        asked = [one for one in self.measures if one.indicator in questions[0].indicators]
        listed = _results(asked, questions)
        return [self._last(asked, question, own) for question, own in zip(questions, listed, strict=True)]

    def _last(self, asked: Sequence[Measure], question: Question, listed: Sequence[Result]) -> list[CountedRow]:
        """Return the rows of the last year that has dossiers; none where the register of past results has a later."""
        year = max((int(row["round__year"]) for row in listed), default=None)
        if year is None or (year < question.period.whole_years[-1] and later_lists_answer(question)):
            return []
        last = [row for row in listed if row["round__year"] == year]
        return [row for one in asked for row in _rows(one, _added(last, one.indicator), question, year)]


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
    for row in (one for one in rows if one["whole"]):
        kind = row["report_kind"]
        key = (kind, "" if kind in PLACES else row["managing_level"])
        part, whole = found.get(key, (0, 0))
        found[key] = (part + row[indicator], whole + row["whole"])
    order = {kind: index for index, kind in enumerate(UNIT_KINDS)}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0])))


def _results(asked: Sequence[Measure], questions: Sequence[Question]) -> list[list[Result]]:
    """Return for each question what dossiers of the period's years say, by year, kind and level: two queries.

    Nothing for parts of a year. Dossiers that do not count stand with a whole of zero: they make a year a round's.
    """
    years, groups = questions[0].period.whole_years, [one.scopes for one in questions]
    if not years:
        return [[] for _ in questions]
    scopes = shared_scopes(groups)
    rounds = rounds_touching(scopes).filter(year__in=years)
    parts = {one.indicator: Count("id", filter=one.known_by(questions[0].as_of) & _COUNTED) for one in asked}
    columns = ("round__year", "report_kind", "managing_level", *(("place_path",) if len(groups) > 1 else ()))
    rows = dossiers_under(scopes, rounds).values(*columns).annotate(whole=Count("id", filter=_COUNTED), **parts)
    ordered = list(rows.order_by(*columns))
    return [ordered] if len(groups) == 1 else deal(groups, ordered, itemgetter("place_path"))


_COUNTED = ~Q(state__in=NOT_COUNTED)


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
