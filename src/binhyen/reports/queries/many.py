"""Many reports of one collection at one section of their form: what a person fills in for many places at once."""

from collections import defaultdict
from collections.abc import Collection as Several
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from binhyen.indicators.queries.forms import cells_of, content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent, Section
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding
from binhyen.kernel.vietnamese import fold
from binhyen.reports.models import Collection, Report, Waiver
from binhyen.reports.queries.checks import findings_of
from binhyen.reports.queries.counted import countable_cells
from binhyen.reports.queries.figures import Past, Values, current_values, past_of
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.queries.reports import reports_seen_by
from binhyen.reports.queries.shading import shaded, shaded_past
from binhyen.reports.rules.lifecycle import Standing
from binhyen.reports.rules.sending import CHECK

MOST_CELLS = 160
"""Cells of one page: so many that it stays light."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One report in the grid of many: the values of the shown section, and what the checks say of them."""

    report: Report
    values: Values
    before: Values
    findings: Mapping[str, Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class ManySheet:
    """Some reports at one section. `counted` are cells that registers count: they are filled in on a report's page."""

    section: Section
    lines: Sequence[PlaceLine]
    counted: frozenset[CellKey]
    posts: Mapping[int, str]


def reports_to_fill(actor: Actor, collection: Collection, day: date, text: str = "") -> QuerySet[Report]:
    """Return the reports of a collection that a person sees and that are expected, by name; `text` narrows by name."""
    rows = reports_seen_by(actor, day).filter(collection=collection).exclude(standing=Standing.NOT_APPLICABLE)
    for word in fold(text).split():
        rows = rows.filter(fold__contains=word)
    return rows.order_by("sort_key", "id")


def section_of(form: FormContent, key: str) -> Section:
    """Return the section with this key, or the first one."""
    return next((one for one in form.sections if one.key == key), form.sections[0])


def rows_a_page(section: Section) -> int:
    """Return how many places one page shows."""
    return max(5, min(50, MOST_CELLS // max(1, len(section.lines))))


def many_sheet(reports: Sequence[Report], section: Section, shade: Several[int] = ()) -> ManySheet:
    """Read reports of one collection at one section: five queries, however many there are.

    `shade` are the reports whose small counts about people are hidden.
    """
    values: dict[int, Values] = {**current_values(one.pk for one in reports)}
    past, explained = past_of(reports), _explained(reports)
    for number in shade:
        values[number], past[number] = shaded(values.get(number, {})), shaded_past(past[number])
    lines = [_line(one, values.get(one.pk, {}), past[one.pk], section, explained) for one in reports]
    form = content_of(reports[0].collection.version) if reports else None
    posts = titles_of_posts(figure.by_post for line in lines for figure in line.values.values())
    return ManySheet(section, lines, frozenset(countable_cells(form)) if form else frozenset(), posts)


Answered = frozenset[tuple[int, int, str, int]]


def _explained(reports: Sequence[Report]) -> Answered:
    """Return which checks are answered at which values: report, cell, check, version."""
    rows = Waiver.objects.filter(report_id__in=[one.pk for one in reports])
    return frozenset(rows.values_list("report_id", "cell_id", "check_code", "figure_version"))


def _line(report: Report, values: Values, past: Past, section: Section, answered: Answered) -> PlaceLine:
    numbers = cells_of(report.collection.version)
    shown = {line.cell for line in section.lines}
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings_of(report, values, past=past, only=shown):
        cell = next((key for key in shown if str(key) == one.where), None)
        value = values.get(cell) if cell else None
        version = value.version if value else 0
        if cell and (report.pk, numbers[cell], one.code.removeprefix(CHECK), version) not in answered:
            found[one.where].append(one)
    return PlaceLine(report, values, past.before, found)
