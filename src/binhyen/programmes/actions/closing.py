"""Summaries signed and opened again: a signed one keeps its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binhyen.audit.actions import Deed, record_all
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import CountedRow
from binhyen.programmes.models import Closing, FrozenFigure, Summary
from binhyen.programmes.permissions import may_close, may_reopen
from binhyen.programmes.queries.records import closing_of
from binhyen.programmes.queries.summaries import last_paper, summary_seen_by
from binhyen.programmes.queries.sums import Known, not_accepted, on_today, summed
from binhyen.registers.actions.writing import hold
from binhyen.registers.models import Record
from binhyen.registers.rules.ledger import dims_text

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Signing:
    """The day on which a summary was signed, and the number, day and title of its report."""

    on: date
    document: str


@transaction.atomic
def close_summary(*, record_id: int, signing: Signing, by: Actor, at: datetime) -> Closing:
    """Say that a summary was signed; its numbers are kept as they were known when its paper was written.

    Refused: signed already, without its document, on a day to come or before its last data, while reports in it are
    not accepted. Forbidden: not the post's.
    """
    hold([record_id])
    summary = summary_seen_by(by, record_id)
    may_close(by, summary.record).require()
    refuse(_signing_findings(signing, summary, timezone.localdate(at)))
    paper = last_paper(record_id)
    _refuse_not_accepted(summary, paper.at if paper else None)
    known = Known(on_today(summary.place_id, summary.until, timezone.localdate(at)), paper.at if paper else None)
    closing = Closing.objects.create(
        record=summary.record,
        on=signing.on,
        document=signing.document.strip()[:300],
        today=known.today.day,
        known_at=known.as_of or at,
        at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    parts = summed(summary, known, years=None).parts
    figures = [figure for code, rows in parts.items() for figure in _frozen(closing, code, rows)]
    FrozenFigure.objects.bulk_create(figures, batch_size=_BATCH)
    _log("summary_signed", summary.record, {"closing": closing.pk, "figures": len(figures)}, by=by, at=at)
    return closing


def _signing_findings(signing: Signing, summary: Summary, today: date) -> Iterable[Finding]:
    if not signing.document.strip():
        message = gettext_noop("Write the number, day and title of the report that was signed.")
        yield Finding("programmes.no_document", message, where="document")
    if signing.on > today:
        message = gettext_noop("%(on)s is not over yet. Write down what has been signed.")
        yield Finding("programmes.signed_to_come", message, params={"on": f"{signing.on:%d/%m/%Y}"}, where="on")
    if signing.on < summary.until:
        message = gettext_noop("Signed on %(on)s, before the last day of its data (%(until)s). Look at the days again.")
        params = {"on": f"{signing.on:%d/%m/%Y}", "until": f"{summary.until:%d/%m/%Y}"}
        yield Finding("programmes.signed_before_data", message, params=params, where="on")


def _refuse_not_accepted(summary: Summary, as_of: datetime | None) -> None:
    """Only what was accepted is signed (of what reports say; registers need no acceptance)."""
    count = not_accepted(summary, as_of)
    if count:
        message = gettext_noop(
            "%(count)s figures of reports in it are not accepted yet. Accept or return those reports, then draft again."
        )
        raise Refused(Finding("programmes.not_accepted", message, params={"count": count}))


def _frozen(closing: Closing, part: str, rows: Iterable[CountedRow]) -> Iterable[FrozenFigure]:
    for position, row in enumerate(rows):
        yield FrozenFigure(
            closing=closing,
            part=part,
            position=position,
            indicator=row.indicator,
            dims=dims_text(row.dims),
            value=row.value,
            numerator=row.numerator,
            denominator=row.denominator,
            bound=row.bound,
            origin=row.origin,
            words=row.words[:300],
            link=row.link[:500],
        )


@transaction.atomic
def reopen_summary(*, record_id: int, reason: str, by: Actor, at: datetime) -> Closing:
    """Open a signed summary again; the numbers that it was signed with stay. Refused without a reason."""
    hold([record_id])
    summary = summary_seen_by(by, record_id)
    may_reopen(by, summary.record).require()
    if not reason.strip():
        message = gettext_noop("Say why the summary is opened again.")
        raise Refused(Finding("programmes.no_reason", message, where="reason"))
    closing = closing_of(record_id)
    assert closing is not None  # noqa: S101 - may_reopen asks it
    closing.reopened_at, closing.reopened_by_post = at, by.post_id
    closing.reopened_reason = reason.strip()[:300]
    closing.save(update_fields=["reopened_at", "reopened_by_post", "reopened_reason"])
    _log("summary_reopened", summary.record, {"closing": closing.pk}, by=by, at=at)
    return closing


def _log(action: str, record: Record, data: dict[str, object], *, by: Actor, at: datetime) -> None:
    deed = Deed(f"programmes.{action}", "programmes.summaries", record.pk, record.place_path, data)
    record_all([deed], by=by, at=at)
