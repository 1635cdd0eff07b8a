"""Steps of many proposals at once: the same rule for each, all or none; handing over and revoking reach the award."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from binhyen.awards.models import AwardEntry
from binhyen.awards.queries.cases import AWARDS, proposals_register
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.queries.declared import registers
from binhyen.registers.rules.facts import StepFacts


@transaction.atomic
def move_many(*, record_ids: Iterable[int], step: StepFacts, by: Actor, at: datetime) -> int:
    """Take the same step of many proposals; what is handed over or revoked, its award is too.

    Refused, all of them, where one is refused as `take_step` refuses; for nothing chosen.
    """
    wanted = sorted(set(record_ids))
    if not wanted:
        raise Refused(Finding("awards.nothing_chosen", gettext_noop("Choose at least one proposal.")))
    if step.code in {"hand_over", "revoke"}:
        _awards(wanted, step, by=by, at=at)
    for record_id in wanted:
        take_step(register=proposals_register(), record_id=record_id, step=step, by=by, at=at)
    return len(wanted)


def _awards(record_ids: Sequence[int], step: StepFacts, *, by: Actor, at: datetime) -> None:
    """Take the step of the awards first: the proposals' own steps look at them."""
    rows = AwardEntry.objects.filter(superseded_at=None, proposal_id__in=record_ids)
    for row in rows.exclude(state__in=_DONE[step.code]).order_by("record_id"):
        take_step(register=registers()[AWARDS], record_id=row.record_id, step=step, by=by, at=at)


_DONE = {"hand_over": ("handed", "revoked"), "revoke": ("revoked",)}
"""States in which an award needs the step no more."""
