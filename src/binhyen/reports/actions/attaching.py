"""Evidence at cells: taken in and attached, taken off with a reason. The bytes are `files`'."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from binhyen.files.actions import Upload, receive
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.actions.work import Work, log, only, take
from binhyen.reports.models import CellFile
from binhyen.reports.permissions import may_enter

MOST_FILES = 10
_NAME = 200
_REASON = 300


@transaction.atomic
def attach(*, report_id: int, cell: CellKey, upload: Upload, by: Actor, at: datetime) -> CellFile:
    """Take in a file as evidence at a cell.

    Refused while the report is not written, for a cell that the form has not, above ten files at one cell, and for
    everything that `files.receive` refuses.
    """
    work = only(take([report_id], may_enter, by=by, at=at))
    refuse(_findings(work, cell))
    received = receive(stream=upload.stream, name=upload.name, hint=upload.hint, by=by, at=at)
    made = CellFile.objects.create(
        report=work.report,
        cell_id=work.cell_ids[cell],
        blob=received.blob,
        name=upload.name.strip()[:_NAME],
        added_at=at,
        by_account=by.account_id,
        by_post=by.post_id,
    )
    data = {"cell": made.cell_id, "file": made.pk, "sha256": received.blob.sha256}
    log([work], "attach", by=by, at=at, data=data)
    return made


@transaction.atomic
def detach(*, file_id: int, reason: str, by: Actor, at: datetime) -> CellFile:
    """Take a file off a cell: it is hidden, its hash and the reason stay. Refused without a reason."""
    found = CellFile.objects.filter(pk=file_id, removed_at=None).first()
    if found is None:
        raise Http404
    work = only(take([found.report_id], may_enter, by=by, at=at))
    if not reason.strip():
        message = gettext_noop("Say why the file is taken off.")
        raise Refused(Finding("reports.reason_for_removal", message, where="reason"))
    found.removed_at, found.removed_reason = at, reason.strip()[:_REASON]
    found.save(update_fields=["removed_at", "removed_reason"])
    log([work], "detach", by=by, at=at, data={"cell": found.cell_id, "file": found.pk})
    return found


def _findings(work: Work, cell: CellKey) -> list[Finding]:
    if cell not in work.cell_ids:
        message = gettext_noop("The cell %(cell)s is not in this form. Take it out, or use the form that has it.")
        return [Finding("reports.not_in_form", message, params={"cell": str(cell)}, where=str(cell))]
    rows = CellFile.objects.filter(report=work.report, cell_id=work.cell_ids[cell], removed_at=None)
    if rows.count() >= MOST_FILES:
        message = gettext_noop("“%(label)s” has %(most)s files already. Take one off first.")
        params = {"label": work.label(cell), "most": MOST_FILES}
        return [Finding("reports.files_enough", message, params=params, where=str(cell))]
    return []
