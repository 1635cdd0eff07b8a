"""What the receiving office does: accept, return with reasons at cells, accept in part, close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.actions.work import Stride, Work, each, load_values, note_steps, only, store, take
from binhyen.reports.models import CellRemark, Figure, Report
from binhyen.reports.permissions import may_review
from binhyen.reports.rules.lifecycle import Event
from binhyen.reports.rules.sending import stale_findings
from binhyen.reports.rules.threads import RemarkKind

_CHUNK = 5_000
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The office's answer to a report that it returns: why, at which cells, and which cells are right already.

    `seen` is the report's version that the office looked at: what changed since is not accepted unseen.
    """

    reasons: Mapping[CellKey, str] = field(default_factory=dict)
    reason: str = ""
    accept_rest: bool = False
    """Accept every cell that has no reason; the reporter changes the returned ones alone."""
    seen: int | None = None


@transaction.atomic
def return_report(*, report_id: int, answer: Answer, by: Actor, at: datetime) -> Report:
    """Send a report back, with a reason for the whole or reasons at cells; with `accept_rest` accept it in part.

    Refused without any reason, for cells that are not in the form, and in states in which it is not with the office.
    """
    work = only(take([report_id], may_review, by=by, at=at))
    load_values([work])
    refuse([*_reason_findings(answer), *stale_findings(work.form, tuple(answer.reasons))])
    _unchanged(work, answer.seen)
    each([work], lambda one: one.move(Event.RETURN))
    rest = [cell for cell in work.values if cell not in answer.reasons] if answer.accept_rest else []
    _accept_figures([work], at, [work.values[cell].cell_id for cell in rest] if answer.accept_rest else [])
    store([work], ("state",))
    _remark(work, answer.reasons, by=by, at=at)
    stride = Stride(Event.RETURN, answer.reason.strip(), len(rest), len(answer.reasons))
    note_steps([work], stride, by=by, at=at)
    return work.report


def _reason_findings(answer: Answer) -> list[Finding]:
    empty = [cell for cell, text in answer.reasons.items() if not text.strip()]
    if empty or not (answer.reason.strip() or answer.reasons):
        message = gettext_noop("Say why it is returned: a reason for the whole, or one at each cell to be corrected.")
        return [Finding("reports.reason_for_return", message, where=str(empty[0]) if empty else "reason")]
    if len(answer.reason.strip()) > _LONGEST:
        message = gettext_noop("The text is longer than %(longest)s characters.")
        return [Finding("reports.too_long", message, params={"longest": _LONGEST}, where="reason")]
    if answer.accept_rest and not answer.reasons:
        message = gettext_noop("Name the cells to be corrected, when the others are accepted.")
        return [Finding("reports.cells_for_return", message, where="cells")]
    return []


def _remark(work: Work, reasons: Mapping[CellKey, str], *, by: Actor, at: datetime) -> None:
    CellRemark.objects.bulk_create(
        CellRemark(
            report=work.report,
            cell_id=work.cell_ids[cell],
            kind=RemarkKind.RETURNED,
            text=text.strip()[:2000],
            at=at,
            by_account=by.account_id,
            by_post=by.post_id,
        )
        for cell, text in reasons.items()
    )


def accept(*, report_id: int, by: Actor, at: datetime, seen: int | None = None) -> Report:
    """Accept a report. `seen` is the version that the office looked at; refused when it changed since."""
    versions = {} if seen is None else {report_id: seen}
    return accept_many(report_ids=[report_id], by=by, at=at, seen=versions)[0]


@transaction.atomic
def accept_many(
    *, report_ids: Sequence[int], by: Actor, at: datetime, seen: Mapping[int, int] | None = None
) -> list[Report]:
    """Accept many reports: all or none. Their values enter the accepted basis, in place of those accepted before."""
    works = take(report_ids, may_review, by=by, at=at)
    each(works, lambda work: _accept_one(work, (seen or {}).get(work.report.pk), at))
    _accept_figures(works, at)
    store(works, ("state", "accepted_at", "closed_at"))
    note_steps(works, Stride(Event.ACCEPT), by=by, at=at)
    return [work.report for work in works]


def _unchanged(work: Work, seen: int | None) -> None:
    if seen is not None and seen != work.report.version:
        message = gettext_noop("The report of %(name)s changed after you opened it. Look at it again.")
        raise Refused(Finding("reports.changed_since", message, params={"name": work.report.name}))


def _accept_one(work: Work, seen: int | None, at: datetime) -> None:
    _unchanged(work, seen)
    work.move(Event.ACCEPT)
    work.report.accepted_at, work.report.closed_at = at, None


def _accept_figures(works: Sequence[Work], at: datetime, cell_ids: Sequence[int] | None = None) -> None:
    """Let current values stand in the accepted reports; those that stood there before are displaced.

    `cell_ids` names some cells (none: nothing is accepted); None means all.
    """
    ids = [work.report.pk for work in works]
    narrowed = Q() if cell_ids is None else Q(cell_id__in=list(cell_ids))
    for start in range(0, len(ids), _CHUNK):
        rows = Figure.objects.filter(narrowed, report_id__in=ids[start : start + _CHUNK])
        standing = rows.filter(accepted_at__isnull=False, displaced_at__isnull=True, superseded_at__isnull=False)
        standing.update(displaced_at=at)
        rows.filter(superseded_at__isnull=True, accepted_at__isnull=True).update(accepted_at=at)


@transaction.atomic
def close_many(*, report_ids: Sequence[int], by: Actor, at: datetime) -> list[Report]:
    """Close accepted reports: what changes afterwards is a correction. All or none."""
    works = take(report_ids, may_review, by=by, at=at)
    each(works, lambda work: work.move(Event.CLOSE))
    for work in works:
        work.report.closed_at = at
    store(works, ("state", "closed_at"))
    note_steps(works, Stride(Event.CLOSE), by=by, at=at)
    return [work.report for work in works]
