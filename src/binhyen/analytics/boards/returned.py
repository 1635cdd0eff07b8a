"""Which reports were sent back since a day: whose, of which period, why, by which post, and whether they came again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from binhyen.analytics.boards.places import About
from binhyen.analytics.boards.week import reports_of
from binhyen.indicators.models import FormVersion
from binhyen.indicators.queries.forms import cell_keys, content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period
from binhyen.reports.models import CellRemark, Report, Step
from binhyen.reports.queries.receiving import titles_of_posts
from binhyen.reports.rules.asking import end_of
from binhyen.reports.rules.lifecycle import Event
from binhyen.reports.rules.threads import RemarkKind


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one cell was sent back."""

    cell: CellKey
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that was sent back. `again` is when it was sent the next time; None: it has not come again."""

    report: Report
    at: datetime
    post: str
    reason: str
    """What was said of the whole; "" where reasons stand at cells alone."""
    cells: tuple[Reason, ...]
    again: datetime | None


def returns(actor: Actor, about: About, period: Period, since: date, today: date) -> QuerySet[Step]:
    """Return each time a report of a place and period was sent back since the end of a day, the latest first.

    Of the reports that the person sees: as many as the week's number says.
    """
    seen = reports_of(actor, about, period, today).order_by().values("pk")
    rows = Step.objects.filter(report__in=seen, event=Event.RETURN, at__gt=end_of(since))
    listed = rows.select_related("report__collection__version").defer("report__collection__version__content")
    return listed.order_by("-at", "report__sort_key", "pk")


def returned(steps: Sequence[Step]) -> list[Returned]:
    """Return what is told of them: five queries at most, for any number."""
    remarks, again = _remarks(steps), _again(steps)
    posts = titles_of_posts(one.by_post for one in steps)
    return [
        Returned(
            one.report,
            one.at,
            posts.get(one.by_post, ""),
            one.reason,
            tuple(remarks.get((one.report_id, one.at), ())),
            next((at for at in again.get(one.report_id, ()) if at > one.at), None),
        )
        for one in steps
    ]


def _remarks(steps: Sequence[Step]) -> Mapping[tuple[int, datetime], list[Reason]]:
    """Return the reasons at cells, by report and the instant of its return, with which they are written."""
    forms = _forms(steps)
    rows = CellRemark.objects.filter(report__in={one.report_id for one in steps}, kind=RemarkKind.RETURNED)
    said = list(rows.filter(at__in={one.at for one in steps}).order_by("pk"))
    keys = cell_keys(one.cell_id for one in said)
    found: dict[tuple[int, datetime], list[Reason]] = defaultdict(list)
    for one in said:
        line = forms[one.report_id].line_of(keys[one.cell_id])
        label = line.label if line else str(keys[one.cell_id])
        found[one.report_id, one.at].append(Reason(keys[one.cell_id], label, one.text))
    return found


def _forms(steps: Iterable[Step]) -> Mapping[int, FormContent]:
    versions = {one.report_id: one.report.collection.version_id for one in steps}
    forms = {pk: content_of(one) for pk, one in FormVersion.objects.in_bulk(set(versions.values())).items()}
    return {report: forms[version] for report, version in versions.items()}


def _again(steps: Sequence[Step]) -> Mapping[int, list[datetime]]:
    """Return when reports were sent since the first of these returns."""
    if not steps:
        return {}
    first = min(one.at for one in steps)
    rows = Step.objects.filter(report__in={one.report_id for one in steps}, event=Event.SUBMIT, at__gt=first)
    found: dict[int, list[datetime]] = defaultdict(list)
    for report, at in rows.order_by("at").values_list("report_id", "at"):
        found[report].append(at)
    return found
