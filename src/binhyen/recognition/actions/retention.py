"""Evidence whose time is over, and rounds whose evidence an instrument holds."""

from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from binhyen.audit.actions import Deed, record
from binhyen.files.actions import erase_expired
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.models import Round
from binhyen.recognition.permissions import may_keep_retention
from binhyen.recognition.queries.retention import expired_evidence

_PART = 500


def erase_expired_evidence(*, years: int, by: Actor, at: datetime) -> int:
    """Erase the bytes of evidence that nothing keeps any more, 500 files a transaction; return how many.

    Hash, size and type stay. Forbidden to everybody but the instance itself; refused below one year.
    """
    may_keep_retention(by).require()
    erased = 0
    while found := _erase_part(years=years, by=by, at=at):
        erased += found
    return erased


@transaction.atomic
def _erase_part(*, years: int, by: Actor, at: datetime) -> int:
    rows = expired_evidence(timezone.localdate(at), years)
    return erase_expired(blobs=list(islice(rows.iterator(), _PART)), by=by, at=at)


@transaction.atomic
def hold_evidence(*, round_id: int, instrument: str, by: Actor, at: datetime) -> Round:
    """Keep a round's evidence from being erased while an instrument demands it.

    Forbidden to everybody but the instance itself; refused without the instrument (`recognition.hold_unnamed`).
    """
    may_keep_retention(by).require()
    if not instrument.strip():
        message = gettext_noop("Name the instrument that demands the evidence: its number, date and who issued it.")
        raise Refused(Finding("recognition.hold_unnamed", message, where="instrument"))
    return _hold(round_id, instrument.strip(), "hold_evidence", by=by, at=at)


@transaction.atomic
def release_evidence(*, round_id: int, by: Actor, at: datetime) -> Round:
    """Let a round's evidence go the common way again. Forbidden to everybody but the instance itself."""
    may_keep_retention(by).require()
    return _hold(round_id, "", "release_evidence", by=by, at=at)


def _hold(round_id: int, instrument: str, action: str, *, by: Actor, at: datetime) -> Round:
    opened = Round.objects.select_for_update().get(pk=round_id)
    opened.held_by = instrument
    opened.save(update_fields=["held_by"])
    deed = Deed(f"recognition.{action}", "round", opened.pk, opened.province_path, {"year": opened.year})
    record(deed, by=by, at=at)
    return opened
