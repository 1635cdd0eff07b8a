"""Events and schemes of other registers taken into a programme as its activities."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404

from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.programmes.models import Programme
from binhyen.programmes.queries.events import Offered, seen, taken_in
from binhyen.programmes.registers import ACTIVITIES, PROGRAMMES
from binhyen.registers.actions.papers import link_records
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.models import Entry
from binhyen.registers.permissions import may_add
from binhyen.registers.queries.declared import Draft
from binhyen.registers.queries.entries import entry_seen_by
from binhyen.registers.rules.facts import Facts


@transaction.atomic
def take_in_events(*, programme_id: int, record_ids: Sequence[int], by: Actor, at: datetime) -> list[Entry]:
    """Write an activity for each event, on its day and in its place, and link the two. All or none.

    Refused: nothing chosen, what belongs to the programme already, and everything that the register of activities
    refuses (a day outside the term). 404 for what the person does not see or what was not held.
    """
    may_add(ACTIVITIES, by).require()
    programme = entry_seen_by(PROGRAMMES, by, programme_id)
    assert isinstance(programme, Programme)  # noqa: S101 - rows of this register
    lock(f"programmes.activities.{programme_id}")
    chosen = _chosen(programme_id, record_ids, by)
    drafts = [_draft(programme, one) for one in chosen]
    made = write_entries(register=ACTIVITIES, drafts=drafts, by=by, at=at)
    for activity, one in zip(made, chosen, strict=True):
        link_records(record_id=activity.record_id, other_id=one.entry.record_id, by=by, at=at)
    return made


def _chosen(programme_id: int, record_ids: Sequence[int], by: Actor) -> list[Offered]:
    wanted = set(record_ids)
    if not wanted:
        raise Refused(Finding("programmes.nothing_chosen", gettext_noop("Choose at least one entry."), where="record"))
    if wanted & taken_in(programme_id):
        message = gettext_noop("One of these belongs to the programme already. Look at the list again.")
        raise Refused(Finding("programmes.taken_in", message, where="record"))
    found = seen(by, sorted(wanted))
    if {one.entry.record_id for one in found} != wanted:
        raise Http404
    return found


def _draft(programme: Programme, one: Offered) -> Draft:
    """Say of an event what an activity says: led by its own organisation, together with the other parties."""
    parties = tuple(programme.parties)
    lead = one.org or next(iter(parties), "")
    partners = tuple(party for party in parties if party != lead)
    values = {
        "programme": programme.record_id,
        "on": one.day,
        "name": one.entry.title,
        "lead": lead,
        "partners": partners,
    }
    return Draft(Facts(one.entry.place_id, values))
