"""The ledger written again from entries and steps, after a rule that counts has changed."""

from datetime import datetime

from django.db import transaction

from binhyen.audit.actions import Deed, record_all
from binhyen.kernel.actors import Actor
from binhyen.registers.actions.rows import lines_of
from binhyen.registers.actions.tallying import tally
from binhyen.registers.models import Entry, Tally
from binhyen.registers.queries.declared import Register, rows_now
from binhyen.registers.queries.entries import facts_of, fields_of_steps, steps_of

_CHUNK = 2_000
_DONE = "registers.recounted"


def recount(*, register: Register, by: Actor, at: datetime) -> tuple[int, int]:
    """Bring the ledger in step with what a register says; return how many lines were closed and opened.

    Lines that say the same stay, so a register whose rule did not change comes out as it was. Some thousand entries
    are one transaction. Never refused; what was known before stays known as it was.
    """
    closed = opened = last = 0
    while rows := list(rows_now(register).filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        gone, fresh = _recount(register, rows, by, at)
        closed, opened, last = closed + gone, opened + fresh, rows[-1].pk
    return closed, opened


@transaction.atomic
def _recount(register: Register, rows: list[Entry], by: Actor, at: datetime) -> tuple[int, int]:
    ids = [row.record_id for row in rows]
    steps = steps_of(ids, fields_of_steps(register))
    lines = {
        row.record_id: (row.place_path, lines_of(register, facts_of(register, row), steps.get(row.record_id, [])))
        for row in rows
    }
    before = Tally.objects.filter(record_id__in=ids, superseded_at=None).count()
    whole = Tally.objects.filter(record_id__in=ids).count()
    changed = tally(lines, new=(), at=at)
    opened = Tally.objects.filter(record_id__in=ids).count() - whole
    closed = before + opened - Tally.objects.filter(record_id__in=ids, superseded_at=None).count()
    if changed:
        whole_deed = Deed(_DONE, register.code, 0, by.place_path, {"closed": closed, "opened": opened})
        record_all([whole_deed, *(Deed(_DONE, register.code, one, lines[one][0]) for one in changed)], by=by, at=at)
    return closed, opened
