"""Sending a report, taking it back, and filling in what the registers count."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FormContent
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Origin
from binhyen.kernel.findings import Finding, refuse
from binhyen.kernel.trees import SEPARATOR, ancestors, node_of
from binhyen.places.models import Place
from binhyen.places.queries import versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.work import Stride, Work, each, load_values, note_steps, only, store, take
from binhyen.reports.models import CellRemark, Report
from binhyen.reports.permissions import may_submit, may_withdraw
from binhyen.reports.queries.checks import explained_of, findings_of, peers_for_checks
from binhyen.reports.queries.counted import Counted, countable_cells, counted_for, to_take, typed_over
from binhyen.reports.queries.entry import hindrances_of
from binhyen.reports.queries.figures import Values, amount_of, values_at
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.lifecycle import Event
from binhyen.reports.rules.threads import RemarkKind


@transaction.atomic
def submit(*, report_id: int, by: Actor, at: datetime) -> Report:
    """Send a report. A report sent after its day is taken all the same, and is late.

    What the registers count is written in first, where nothing else was typed. Refused while required cells are
    empty, while checks find errors, while remarkable values are neither changed nor explained, and while a number
    stands without a reason where a register counts another one.
    """
    return submit_many(report_ids=[report_id], by=by, at=at)[0]


@transaction.atomic
def submit_many(*, report_ids: Sequence[int], by: Actor, at: datetime) -> list[Report]:
    """Send many reports, each by the rule of `submit`: all or none."""
    works = take(report_ids, may_submit, by=by, at=at)
    left = {work.report.pk: _counted_in(work, by=by, at=at) for work in works}
    load_values(works)
    each(works, lambda work: refuse([*left[work.report.pk], *hindrances(work)]))
    _find_receivers(works, localdate(at))
    for work in works:
        work.move(Event.SUBMIT)
        work.report.submitted_at = at
        work.report.first_submitted_at = work.report.first_submitted_at or at
    store(works, ("state", "submitted_at", "first_submitted_at", "reviewer_id", "reviewer_path"))
    _resolve(works, by=by, at=at)
    note_steps(works, Stride(Event.SUBMIT), by=by, at=at)
    return [work.report for work in works]


def _find_receivers(works: Sequence[Work], day: date) -> None:
    """Give reports of districts that are no more to the province: what is sent must lie with somebody."""
    below = {one.report.reviewer_id for one in works if one.report.reviewer_path.count(SEPARATOR) > _TOP}
    gone = below - versions_on(below, day).keys() if below else set()
    districts = set(Place.objects.filter(pk__in=gone, tier=Tier.DISTRICT).values_list("pk", flat=True)) if gone else ()
    for work in works:
        if work.report.reviewer_id in districts:
            work.report.reviewer_path = ancestors(work.report.reviewer_path)[-2]
            work.report.reviewer_id = node_of(work.report.reviewer_path)


_TOP = 2
"""Nation and province: receivers down to here are asked nothing more."""


def hindrances(work: Work) -> list[Finding]:
    """Return everything that keeps a report from being sent."""
    peers = peers_for_checks(work.report, work.form, work.cell_ids, work.values)
    found = findings_of(work.report, work.values, peers=peers)
    return hindrances_of(work.form, work.values, found, explained_of(work.report.pk))


def _resolve(works: Iterable[Work], *, by: Actor, at: datetime) -> None:
    """What was returned is answered by sending again."""
    open_ones = CellRemark.objects.filter(
        report_id__in=[work.report.pk for work in works], kind=RemarkKind.RETURNED, resolved_at=None
    )
    open_ones.update(resolved_at=at, resolved_by_account=by.account_id)


@transaction.atomic
def withdraw(*, report_id: int, by: Actor, at: datetime) -> Report:
    """Take a report back: it counts as not sent. Refused when the office answered already, and for corrections."""
    works = take([report_id], lambda actor, report, _delegated: may_withdraw(actor, report), by=by, at=at)
    each(works, lambda work: work.move(Event.WITHDRAW))
    for work in works:
        work.report.submitted_at = work.report.first_submitted_at = None
    store(works, ("state", "submitted_at", "first_submitted_at"))
    note_steps(works, Stride(Event.WITHDRAW), by=by, at=at)
    return only(works).report


@transaction.atomic
def take_counts(*, report_id: int, by: Actor, at: datetime) -> int:
    """Write what the registers count into cells that nobody typed in, and return how many changed.

    A cell of which the register counts nothing any more says nothing again. A number that somebody typed over a count
    stays, with the count of then beside it. Refused as `save_cells` is.
    """
    report = Report.objects.select_related("collection__version").get(pk=report_id)
    form = content_of(report.collection.version)
    values = values_at(report_id, None)
    entries = _fresh(report, form, counted_for(report, form), values)
    return save_cells(report_id=report_id, entries=entries, by=by, at=at).changed if entries else 0


def _counted_in(work: Work, *, by: Actor, at: datetime) -> tuple[Finding, ...]:
    """Write in what the registers count, also beside what was typed, and say where that needs a reason."""
    if not countable_cells(work.form):
        return ()
    counted, values = counted_for(work.report, work.form), values_at(work.report.pk, None)
    entries = [*_fresh(work.report, work.form, counted, values), *_beside(work.report, counted, values)]
    if not entries:
        return ()
    return save_cells(report_id=work.report.pk, entries=entries, by=by, at=at, partly=True).findings


def _fresh(report: Report, form: FormContent, counted: Mapping[CellKey, Counted], values: Values) -> list[CellEntry]:
    return [
        CellEntry(
            cell,
            one.amount,
            values[cell].version if cell in values else 0,
            origin=Origin.COUNTED,
            origin_ref=one.link[:300],
        )
        for cell, one in to_take(report, form, counted, values).items()
    ]


def _beside(report: Report, counted: Mapping[CellKey, Counted], values: Values) -> list[CellEntry]:
    return [
        CellEntry(
            cell,
            amount_of(value),
            value.version,
            value.note,
            Origin(value.origin),
            value.origin_ref,
            one.amount.number,
        )
        for cell, (value, one) in typed_over(report, counted, values).items()
    ]
