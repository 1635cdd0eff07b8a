"""The page of a summary: its figures as it was and on today's map, its years, its targets, what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from binhyen.indicators.components.conference import HIDDEN
from binhyen.indicators.counting import count_some
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import hide_small
from binhyen.indicators.rules.typed import read_amount, write_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import NO_SUM, Bound, Sum
from binhyen.kernel.decisions import Decision
from binhyen.kernel.ports import CountedRow
from binhyen.kernel.vietnamese import number
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.programmes.components.numbers import Source, gap_bound, gap_text, sources_of, sum_text
from binhyen.programmes.components.programme import LOOKS, org_names
from binhyen.programmes.models import Closing, Commitment, Summary
from binhyen.programmes.queries.records import closing_of
from binhyen.programmes.queries.sums import (
    Aim,
    Edge,
    Known,
    OnToday,
    Summed,
    aims_of,
    asked_indicators,
    chosen_for,
    commitments_of,
    edges,
    frozen,
    on_today,
    period_of,
    summed,
    years_of,
)
from binhyen.programmes.rules.agreed import PER_YEAR
from binhyen.programmes.rules.summing import Part, changed, sums

_LOW = frozenset({Tier.COMMUNE, Tier.AREA})


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One indicator of a summary: its sum, what it is made of, the same on today's map and by year."""

    code: str
    name: str
    unit: str
    amount: str
    sources: Sequence[Source]
    today: str
    moved: bool
    """Says something else on today's map."""
    years: Sequence[str]
    now: str = ""
    """What the sources say now, where a signed summary said something else."""


@dataclass(frozen=True, slots=True)
class SummaryChapter:
    """The figures of a group of the catalogue."""

    code: str
    name: str
    lines: Sequence[FigureLine]


@dataclass(frozen=True, slots=True)
class AimLine:
    """A commitment in a summary, with its target, result, gap, and the years that reached it."""

    row: Commitment
    party: str
    name: str
    unit: str
    target: str
    per_year: bool
    result: str
    look: str
    missing: str
    """What is missing, as a sentence."""
    bound: Bound | None
    gap: str
    """What is missing, as a number."""
    percent: int | None
    shown: int
    reached: int
    judged: int
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class SummaryShown:
    """Everything that the top of a summary's page shows."""

    summary: Summary
    closing: Closing | None
    place: str
    today: OnToday
    today_place: str
    parts: Sequence[Part]
    chapters: Sequence[SummaryChapter]
    aims: Sequence[AimLine]
    edges: Sequence[Edge]
    changes: int
    with_years: bool
    part_years: Sequence[int]
    same_map: bool
    """Nothing differs on today's map."""
    known_at: datetime
    """When its figures were known: now, or when its paper was written."""


def summary_shown(summary: Summary, actor: Actor, now: datetime, *, years: bool = False) -> SummaryShown:
    """Gather the top of a summary's page: of a signed one the kept figures, beside what the sources say now."""
    closing, commitments = closing_of(summary.record_id), commitments_of(summary)
    today = on_today(summary.place_id, summary.until, closing.today if closing else now.date())
    yearly = frozenset(one.indicator for one in commitments if one.per == PER_YEAR)
    live = summed(summary, Known(today), years=_years_asked(yearly, all_of_them=years, signed=closing is not None))
    found = frozen(closing.pk) if closing else live
    parts, place = years_of(summary), versions_on([summary.place_id], summary.until).get(summary.place_id)
    moved = _now(found, live) if closing else {}
    low = place is not None and place.place.tier in _LOW and place.path not in actor.scopes
    chapters = _chapters(found, parts if years else (), moved, low=low)
    return SummaryShown(
        summary,
        closing,
        _label(place),
        today,
        _label(today.place),
        parts,
        chapters,
        [aim_line(one) for one in aims_of(commitments, found, parts)],
        edges(summary.place_id, period_of(summary)),
        len(moved),
        years,
        [part.year for part in parts if part.partial],
        _same_map(summary, today, chapters),
        closing.known_at if closing else now,
    )


def _years_asked(yearly: frozenset[str], *, all_of_them: bool, signed: bool) -> frozenset[str] | None:
    """Return whose years are counted: of a signed summary none, as they are kept; else what has a yearly target."""
    if signed:
        return frozenset()
    return None if all_of_them else yearly


def _same_map(summary: Summary, today: OnToday, chapters: Sequence[SummaryChapter]) -> bool:
    moved = any(line.moved for chapter in chapters for line in chapter.lines)
    return today.place is not None and today.place.place_id == summary.place_id and not moved


def _label(place: PlaceVersion | None) -> str:
    return label_of(place) if place else ""


def _now(found: Summed, live: Summed) -> dict[str, str]:
    """Return what the sources say now, by indicator, where a signed summary said something else."""
    order = list(catalogue().indicators)
    return {one.indicator: sum_text(one.now) for one in changed(sums(found.span), sums(live.span), order)}


def _chapters(found: Summed, parts: Sequence[Part], moved: Mapping[str, str], *, low: bool) -> list[SummaryChapter]:
    table = _Table(found, parts, moved, low=low)
    chapters = []
    for group in catalogue().groups:
        lines = [table.line(one.code) for one in catalogue().of_group(group.code) if one.code in table.spoken]
        if lines:
            chapters.append(SummaryChapter(group.code, group.name, lines))
    return chapters


class _Table:
    """The sums of all parts, and a line of them for each indicator."""

    def __init__(self, found: Summed, parts: Sequence[Part], moved: Mapping[str, str], *, low: bool) -> None:
        self._rows: dict[str, list[CountedRow]] = {}
        for row in found.span:
            self._rows.setdefault(row.indicator, []).append(row)
        self._span, self._today = sums(found.span), sums(found.today)
        self._years = [sums(found.years.get(part.code, ())) for part in parts]
        self._moved, self._low = moved, low
        self.spoken = {*self._span, *moved}

    def line(self, code: str) -> FigureLine:
        """Return the line of an indicator; small counts about people are hidden from those above a commune."""
        indicator, total = catalogue().indicators[code], self._span.get(code, NO_SUM)
        if self._low and hide_small(total.value, indicator).hidden:
            return FigureLine(code, indicator.name, indicator.unit, gettext(HIDDEN), (), "", moved=False, years=())
        today = self._today.get(code, NO_SUM)
        return FigureLine(
            code,
            indicator.name,
            indicator.unit,
            sum_text(total),
            sources_of(self._rows.get(code, ())),
            sum_text(today),
            _said(total) != _said(today),
            [sum_text(one.get(code, NO_SUM)) for one in self._years],
            self._moved.get(code, ""),
        )


def _said(total: Sum) -> tuple[object, ...]:
    return total.value, total.denominator, total.bound, total.vague


def target_text(row: Commitment) -> str:
    """Return a target as numbers are written: 2.000."""
    indicator = catalogue().find(row.indicator)
    if indicator is None or not row.target:
        return row.target
    amount, finding = read_amount(row.target, indicator)
    return row.target if finding else write_amount(amount)


def aim_line(one: Aim) -> AimLine:
    """Return a commitment as a summary shows it."""
    row, indicator, found, years = one.commitment, catalogue().find(one.commitment.indicator), one.progress, one.years
    reached = found.reached if found else None
    if years is not None and years.judged:
        reached = years.reached == years.judged
    return AimLine(
        row,
        ", ".join(org_names([row.party])) if row.party else "",
        indicator.name if indicator else "",
        indicator.unit if indicator else "",
        target_text(row),
        row.per == PER_YEAR,
        sum_text(next(iter(sums(one.rows).values()), NO_SUM)) if indicator else "",
        LOOKS[reached] if row.target else "na",
        gap_text(found, indicator.unit if indicator else ""),
        gap_bound(found) if found and found.gap else None,
        number(found.gap) if found and found.gap else "",
        found.percent if found else None,
        found.shown if found else 0,
        years.reached if years else 0,
        years.judged if years else 0,
        sources_of(one.rows),
    )


@dataclass(frozen=True, slots=True)
class FigureOffered:
    """A figure that a summary may show."""

    code: str
    name: str
    amount: str
    chosen: bool


def figures_offered(summary: Summary) -> list[tuple[str, list[FigureOffered]]]:
    """Return what is counted between the days of a summary, by groups, with what was chosen."""
    counted = sums(count_some(asked_indicators(summary.groups), summary.place_id, period_of(summary)))
    chosen = chosen_for(summary.record_id)
    found = []
    for group in catalogue().groups:
        listed = [
            FigureOffered(one.code, one.name, f"{sum_text(counted[one.code])} {one.unit}", one.code in chosen)
            for one in catalogue().of_group(group.code)
            if one.code in counted
        ]
        if listed:
            found.append((group.name, listed))
    return found


@dataclass(frozen=True, slots=True)
class Doors:
    """What a person may do with a summary."""

    close: Decision
    reopen: Decision
    draft: Decision
    today: date
