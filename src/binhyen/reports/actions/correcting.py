"""Corrections after acceptance: a new revision with its reason; what was accepted stands until the new one is."""

from copy import copy
from datetime import datetime

from django.db import transaction

from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Said
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.actions.work import Stride, Work, each, load_values, note_steps, only, store, take
from binhyen.reports.models import Figure, Report
from binhyen.reports.permissions import may_correct, may_enter
from binhyen.reports.queries.figures import accepted_values
from binhyen.reports.rules.lifecycle import Event

_LONGEST = 1_000


@transaction.atomic
def correct(*, report_id: int, reason: str, by: Actor, at: datetime) -> Report:
    """Open an accepted or closed report again as a new revision. Refused without a reason."""
    works = take([report_id], may_correct, by=by, at=at)
    if not reason.strip():
        message = gettext_noop("Say why the accepted report is corrected: the reason stays beside the new figures.")
        raise Refused(Finding("reports.reason_for_correction", message, where="reason"))
    if len(reason.strip()) > _LONGEST:
        message = gettext_noop("The text is longer than %(longest)s characters.")
        raise Refused(Finding("reports.too_long", message, params={"longest": _LONGEST}, where="reason"))
    each(works, lambda work: work.move(Event.CORRECT))
    for work in works:
        work.report.revision += 1
    store(works, ("state", "revision"))
    note_steps(works, Stride(Event.CORRECT, reason.strip()), by=by, at=at)
    return only(works).report


@transaction.atomic
def drop_correction(*, report_id: int, by: Actor, at: datetime) -> Report:
    """Give a correction up: every cell says again what was accepted, and the values of the correction stay behind.

    A report that was closed is closed again.
    """
    work = only(take([report_id], may_enter, by=by, at=at))
    each([work], lambda one: one.move(Event.DROP_CORRECTION))
    if work.report.closed_at is not None:
        work.move(Event.CLOSE)
    load_values([work])
    _restore(work, by=by, at=at)
    store([work], ("state", "filled"))
    note_steps([work], Stride(Event.DROP_CORRECTION), by=by, at=at)
    return work.report


def _restore(work: Work, *, by: Actor, at: datetime) -> None:
    accepted = accepted_values([work.report.pk]).get(work.report.pk, {})
    changed = {cell: value for cell, value in work.values.items() if value.accepted_at is None}
    Figure.objects.filter(pk__in=[value.pk for value in changed.values()]).update(superseded_at=at)
    Figure.objects.filter(pk__in=[accepted[cell].pk for cell in changed if cell in accepted]).update(displaced_at=at)
    Figure.objects.bulk_create(_again(accepted.get(cell), value, by, at) for cell, value in changed.items())
    said = {**work.values, **{cell: accepted.get(cell) for cell in changed}}
    work.report.filled = sum(one is not None and one.said != Said.EMPTY for one in said.values())


def _again(accepted: Figure | None, dropped: Figure, by: Actor, at: datetime) -> Figure:
    """Return the accepted value once more, as the newest version; an empty cell where nothing was accepted."""
    made = Figure(said=Said.EMPTY) if accepted is None else copy(accepted)
    made.pk, made.superseded_at, made.displaced_at = None, None, None
    made.report_id, made.cell_id, made.version = dropped.report_id, dropped.cell_id, dropped.version + 1
    made.recorded_at = made.accepted_at = at
    made.by_account, made.by_post = by.account_id, by.post_id
    return made
