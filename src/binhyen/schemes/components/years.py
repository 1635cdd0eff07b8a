"""A place's schemes over the years: one bar each, in the colours of its ratings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.registers.components.words import last_names
from binhyen.registers.queries.declared import registers
from binhyen.registers.queries.entries import facts_of, fields_of_steps, steps_of
from binhyen.registers.rules.facts import StepFacts
from binhyen.schemes.components.gallery import kind_name
from binhyen.schemes.components.scheme import LOOKS
from binhyen.schemes.models import Scheme
from binhyen.schemes.rules.drawing import Axis, Bar, bar
from binhyen.schemes.rules.kinds import SCHEMES
from binhyen.schemes.rules.spans import Span, ratings, span_of_scheme


@dataclass(frozen=True, slots=True)
class YearsLine:
    """One scheme: its bars, and where something happened to it."""

    row: Scheme
    kind: str
    place: str
    bars: Sequence[Bar]
    marks: Sequence[int]
    span: Span


@dataclass(frozen=True, slots=True)
class Years:
    """The axis and the lines."""

    axis: Axis
    lines: Sequence[YearsLine]


def years_of(rows: Sequence[Scheme], today: date) -> Years:
    """Draw schemes over whole years, in two queries more: steps and places."""
    register = registers()[SCHEMES]
    steps = steps_of([row.record_id for row in rows], fields_of_steps(register))
    places = last_names(row.place_id for row in rows)
    axis = Axis(min((row.since.year for row in rows), default=today.year), today.year)
    return Years(axis, [_line(row, steps, places, axis, today) for row in rows])


def _line(
    row: Scheme, steps: Mapping[int, Sequence[StepFacts]], places: Mapping[int, str], axis: Axis, today: date
) -> YearsLine:
    taken = steps.get(row.record_id, ())
    facts = facts_of(registers()[SCHEMES], row)
    span = span_of_scheme(facts, taken)
    bars = [bar(axis, LOOKS[one.level], one.since, one.until, today) for one in ratings(span, taken)]
    if span.since is None or span.since > row.since:
        bars.insert(0, bar(axis, "preparing", row.since, span.since, today))
    marks = [axis.at(step.on) for step in taken if step.code in {"replicated", "consolidated", "summed_up"}]
    return YearsLine(row, kind_name(row.kind, row.kind_name), places.get(row.place_id, ""), bars, marks, span)
