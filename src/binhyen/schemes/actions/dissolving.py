"""A scheme dissolved together with its sites."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from binhyen.kernel.actors import Actor
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.models import Step
from binhyen.registers.queries.declared import Draft
from binhyen.registers.queries.entries import entry_seen_by, facts_of
from binhyen.registers.rules.facts import Facts, StepFacts
from binhyen.schemes.models import Site
from binhyen.schemes.registers import SCHEMES, SITES


@transaction.atomic
def dissolve_scheme(*, record_id: int, step: StepFacts, by: Actor, at: datetime) -> Step:
    """Dissolve a scheme: its sites that still stand end on the same day, then the step is taken.

    Refused as `take_step` refuses (a document and a reason are asked for), and when a site began after that day.
    Forbidden where a site lies outside what the post covers.
    """
    entry_seen_by(SCHEMES, by, record_id)
    still = Site.objects.filter(scheme_id=record_id, superseded_at=None, until=None).order_by("record_id")
    drafts = [Draft(_ended(row, step), row.record_id, row.pk) for row in still]
    if drafts:
        write_entries(register=SITES, drafts=drafts, by=by, at=at)
    return take_step(register=SCHEMES, record_id=record_id, step=step, by=by, at=at)


def _ended(row: Site, step: StepFacts) -> Facts:
    facts = facts_of(SITES, row)
    return replace(facts, values={**facts.values, "until": step.on})
