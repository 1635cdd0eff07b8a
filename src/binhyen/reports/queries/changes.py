"""A total through time: what was known on which day, what changed it, and what changed since a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import hide_small
from binhyen.kernel.amounts import EMPTY, Amount, Said
from binhyen.reports.models import Figure, Report, Step
from binhyen.reports.queries.provenance import chosen_total
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.queries.totals import Spell, TotalQuestion, Totals, spells
from binhyen.reports.rules.asking import day_of, end_of
from binhyen.reports.rules.lifecycle import Event
from binhyen.reports.rules.totals import Basis, Total, of_which, totals_by_cell

_DAYS = 12
_EFFORT = 60_000
"""Figures that are added up again at most for one page."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known at the end of a day, and what changed it on that day: cells, by which posts."""

    day: date
    total: Total
    cells: int
    posts: Sequence[str]
    one: "Change | None" = None
    """The change, where it was a single one."""
    hidden: bool = False
    """Tell whether any change of the day is a small count about people."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else than before. `why` is the correction's reason, or the note at the value."""

    report_id: int
    name: str
    period: str
    cell: CellKey
    old: Amount
    new: Amount
    at: datetime
    by: str
    why: str = ""
    hidden: bool = False


# ------------------------------------------------------------------ a number through time


def timeline(question: TotalQuestion, cell: CellKey) -> list[Moment]:
    """Return the latest days on which a total changed, oldest first, each with the total as it was then known."""
    asked = replace(question, indicators=frozenset({cell.indicator}))
    every = [one for one in spells(asked) if one.contribution.cell == cell or not cell.dims]
    events = _events(every, asked)
    days = sorted(events)[-max(2, min(_DAYS, _EFFORT // max(1, len(every)))) :]
    posts = titles_of_posts(one.by_post for day in days for one in events[day])
    names = _reports_of(one.contribution.report_id for day in days if len(events[day]) == 1 for one in events[day])
    return [_moment(asked, cell, every, (day, events[day]), posts, names) for day in days]


def _events(every: Iterable[Spell], question: TotalQuestion) -> dict[date, list[Spell]]:
    """Return what began to hold, by days, on the basis that is asked for and no later than it is asked for."""
    found: dict[date, list[Spell]] = {}
    for one in every:
        began = one.began(question.basis)
        if began is not None and (question.as_of is None or began <= question.as_of):
            found.setdefault(day_of(began), []).append(one)
    return found


def _moment(
    question: TotalQuestion,
    cell: CellKey,
    every: Sequence[Spell],
    event: tuple[date, Sequence[Spell]],
    posts: Mapping[int, str],
    names: Mapping[int, Report],
) -> Moment:
    day, began = event
    moment = end_of(day)
    held = [one.at(moment) for one in every if one.holds(moment, question.basis)]
    indicator = catalogue().indicators[cell.indicator]
    cells = totals_by_cell(indicator, held)
    total = chosen_total(Totals(question, cells, within=of_which(indicator, held, cells)), cell)
    titles = sorted({posts[one.by_post] for one in began if one.by_post in posts})
    single = _single(began[0], every, question, posts, names) if len(began) == 1 else None
    hidden = any(hide_small(one.contribution.amount.value, indicator).hidden for one in began)
    return Moment(day, total, len(began), titles[:_NAMED], single, hidden or (single is not None and single.hidden))


def _single(
    new: Spell, every: Sequence[Spell], question: TotalQuestion, posts: Mapping[int, str], names: Mapping[int, Report]
) -> Change | None:
    report = names.get(new.contribution.report_id)
    began = new.began(question.basis)
    if report is None or began is None:
        return None
    same = [one for one in every if _address(one) == _address(new) and one is not new]
    ended = (one for one in same if one.ended(question.basis) == began)
    old = next((one.contribution.amount for one in ended), EMPTY)
    return _change(report, new, old, began, posts)


def _address(one: Spell) -> tuple[int, CellKey]:
    return one.contribution.report_id, one.contribution.cell


def _change(report: Report, new: Spell, old: Amount, at: datetime, posts: Mapping[int, str], why: str = "") -> Change:
    part = new.contribution
    indicator = catalogue().find(part.cell.indicator)
    values = (old.value, part.amount.value)
    hidden = indicator is not None and any(hide_small(value, indicator).hidden for value in values)
    by = posts.get(new.by_post, "")
    return Change(part.report_id, report.name, new.period, part.cell, old, part.amount, at, by, why, hidden)


def _reports_of(ids: Iterable[int]) -> dict[int, Report]:
    wanted = set(ids)
    return Report.objects.only("id", "name").in_bulk(wanted) if wanted else {}


# ------------------------------------------------------------------ since a day


def changes_since(question: TotalQuestion, since: datetime) -> list[Change]:
    """Return the cells of a place and period (and form) that say something else than they said at an instant.

    On the accepted basis: what stood in the accepted reports then and what stands there now. The newest first, in at
    most as many queries as a total takes and four more.
    """
    began, ended = (
        ("recorded_at", "superseded_at") if question.basis is Basis.SAVED else ("accepted_at", "displaced_at")
    )
    touched = spells(question, Q(**{f"{began}__gt": since}) | Q(**{f"{ended}__gt": since}))
    pairs: dict[tuple[int, CellKey], list[Spell]] = {}
    for one in touched:
        pairs.setdefault(_address(one), []).append(one)
    differing = [pair for spell in pairs.values() if (pair := _pair(spell, question, since)) is not None]
    names = _reports_of(new.contribution.report_id for _, new in differing)
    posts = titles_of_posts(new.by_post for _, new in differing)
    reasons = _reasons([new for _, new in differing])
    found = [
        _change(names[new.contribution.report_id], new, old, at, posts, reasons.get(_id(new), ""))
        for old, new in differing
        if (at := new.began(question.basis)) is not None
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _pair(listed: Sequence[Spell], question: TotalQuestion, since: datetime) -> tuple[Amount, Spell] | None:
    old = next((one.contribution.amount for one in listed if one.holds(since, question.basis)), EMPTY)
    new = next((one for one in listed if one.holds(question.as_of, question.basis)), None)
    if new is None or new.contribution.amount == old or _both_empty(old, new.contribution.amount):
        return None
    return old, new


def _both_empty(old: Amount, new: Amount) -> bool:
    return old.said is Said.EMPTY and new.said is Said.EMPTY


def _id(one: Spell) -> int:
    return one.contribution.figure_id


def _reasons(new: Sequence[Spell]) -> dict[int, str]:
    """Return why values changed: the note at the value, or else the reason of the correction that it belongs to."""
    rows = Figure.objects.filter(pk__in=[_id(one) for one in new]).values_list("pk", "report_id", "revision", "note")
    listed = list(rows)
    steps = Step.objects.filter(event=Event.CORRECT, report_id__in={row[1] for row in listed if row[2] > 1})
    told = {
        (report, revision): reason for report, revision, reason in steps.values_list("report", "revision", "reason")
    }
    return {pk: note or told.get((report, revision), "") for pk, report, revision, note in listed}
