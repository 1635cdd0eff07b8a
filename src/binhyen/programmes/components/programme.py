"""The page of a programme: its term, commitments with their progress, its years, what it asks this year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.actors import Actor
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries import label_of, versions_on
from binhyen.programmes.components.numbers import Source, gap_text, sources_of, sum_text
from binhyen.programmes.models import Commitment, JointPlan, Programme, Summary
from binhyen.programmes.queries.programmes import Held, Parts, held, open_now, parts_of_programme
from binhyen.programmes.rules.agreed import PER_YEAR
from binhyen.programmes.rules.cycle import Asked, Due
from binhyen.programmes.rules.progress import Progress
from binhyen.programmes.rules.summing import parts_of
from binhyen.programmes.rules.terms import Axis, Bar, Tick, axis_of, bar, ticks

DUE_NAMES = {
    Due.PLAN: gettext_noop("Joint plan of the year"),
    Due.HALF: gettext_noop("Report of the half-year"),
    Due.YEAR: gettext_noop("Report of the year"),
    Due.REVIEW: gettext_noop("Mid-term review"),
    Due.SUMMARY: gettext_noop("Final summary"),
}
LOOKS = {True: "met", False: "doing", None: "unknown"}


def org_names(codes: Iterable[str]) -> list[str]:
    """Return the names of organisations."""
    return [dims()["org"].name_of(code) for code in codes]


@dataclass(frozen=True, slots=True)
class TermLine:
    """A programme on the line of years: its bar, and whether it lasts, is over or comes."""

    programme: Programme
    bar: Bar
    parties: str
    look: str
    activities: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Programmes under one another on one line of years, with today on it."""

    lines: Sequence[TermLine]
    ticks: Sequence[Tick]
    today: int


def look_of(programme: Programme, today: date) -> str:
    """Return whether a programme runs, is over or comes: the chip that shows it."""
    if programme.state == "ended" or (programme.until is not None and programme.until < today):
        return "none"
    return "doing" if programme.since <= today else "registered"


def timeline(programmes: Sequence[Programme], activities: dict[int, int], today: date) -> Timeline:
    """Draw programmes on one line of years."""
    axis = axis_of([(one.since, one.until) for one in programmes], today)
    lines = [_line(one, axis, activities.get(one.record_id, 0), today) for one in programmes]
    return Timeline(lines, ticks(axis), axis.at(today))


def _line(one: Programme, axis: Axis, activities: int, today: date) -> TermLine:
    drawn = bar(axis, one.since, one.until, today)
    return TermLine(one, drawn, one.party_names or ", ".join(org_names(one.parties)), look_of(one, today), activities)


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment with its target, its result and where the result was counted."""

    row: Commitment
    party: str
    indicator: str
    unit: str
    year: int
    """The year of a yearly target; 0 of one of the whole term."""
    target: str
    result: str
    progress: Progress | None
    look: str
    gap: str
    period: str
    sources: Sequence[Source]


def commitment_line(one: Held) -> CommitmentLine:
    """Return a commitment as the page shows it."""
    row, indicator = one.commitment, catalogue().find(one.commitment.indicator)
    found = one.progress
    return CommitmentLine(
        row,
        ", ".join(org_names([row.party])) if row.party else "",
        indicator.name if indicator else "",
        indicator.unit if indicator else "",
        one.period.end.year if row.per == PER_YEAR and one.period else 0,
        write_amount(found.target) if found else row.target,
        sum_text(found.result) if found else "",
        found,
        LOOKS[found.reached] if found and row.target else "na",
        gap_text(found, indicator.unit if indicator else ""),
        _days(one),
        sources_of(one.rows),
    )


def _days(one: Held) -> str:
    if one.period is None:
        return ""
    return f"{one.period.start:%d/%m/%Y} – {one.period.end:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of a programme: its plans, its activities, its summaries."""

    year: int
    partial: bool
    now: bool
    plans: Sequence[JointPlan]
    tasks: int
    activities: int
    summaries: Sequence[Summary]


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Something that the programme asks this year, with its day; late once it is over."""

    asked: Asked
    name: str
    late: bool


@dataclass(frozen=True, slots=True)
class ProgrammeShown:
    """Everything that the top of a programme's page shows."""

    programme: Programme
    parties: Sequence[str]
    look: str
    bar: Bar
    ticks: Sequence[Tick]
    today: int
    months: tuple[int, int]
    """Months that are over, and of the whole term; the second is 0 where it has no end."""
    commitments: Sequence[CommitmentLine]
    years: Sequence[YearLine]
    asked: Sequence[AskedLine]
    parts: Parts
    place: str
    """Where results are counted: the programme's place, or the reader's own below it."""


def programme_shown(programme: Programme, actor: Actor, today: date) -> ProgrammeShown:
    """Gather the top of a programme's page; its numbers are of its place, or of the reader's own below it."""
    parts = parts_of_programme(actor, programme)
    place_id = programme.place_id if actor.covers(programme.place_path) else actor.place_id
    day = min(programme.until or today, today)
    axis = axis_of([(programme.since, programme.until)], today)
    lines = [commitment_line(one) for one in held(parts.commitments, programme, place_id, today)]
    asked = (
        open_now(programme, parts.plans, parts.summaries, today.year) if look_of(programme, today) == "doing" else []
    )
    return ProgrammeShown(
        programme,
        _party_names(programme),
        look_of(programme, today),
        bar(axis, programme.since, programme.until, today),
        ticks(axis),
        axis.at(today),
        _months(programme, today),
        lines,
        _years(programme, parts, today),
        [AskedLine(one, gettext(DUE_NAMES[one.what]), one.on < today) for one in asked],
        parts,
        _place(place_id, day),
    )


def _party_names(programme: Programme) -> list[str]:
    written = [name.strip() for name in programme.party_names.split(";") if name.strip()]
    return written or org_names(programme.parties)


def _months(programme: Programme, today: date) -> tuple[int, int]:
    over = max(_between(programme.since, min(today, programme.until or today)), 0)
    return over, _between(programme.since, programme.until) if programme.until else 0


def _between(since: date, until: date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month + (until.day >= since.day)


def _place(place_id: int, day: date) -> str:
    version = versions_on([place_id], day).get(place_id)
    return label_of(version) if version else ""


def _years(programme: Programme, parts: Parts, today: date) -> list[YearLine]:
    """Return the years of the term so far, the newest first."""
    last = min(programme.until or today, max(today, programme.since))
    return [
        YearLine(
            part.year,
            part.partial and part.period.end != today,
            part.year == today.year,
            [plan for plan in parts.plans if plan.year == part.year],
            sum(len(tasks_of(plan)) for plan in parts.plans if plan.year == part.year),
            parts.activities.get(part.year, 0),
            [one for one in parts.summaries if one.until.year == part.year],
        )
        for part in reversed(parts_of(programme.since, last))
    ]


def tasks_of(plan: JointPlan) -> list[str]:
    """Return the tasks of a yearly plan, one a line; marks before them are taken off."""
    lines = (line.strip().lstrip("-+•*").strip() for line in plan.tasks.splitlines())
    return [line for line in lines if line]
