"""What is done to a whole team: its end with the service of its members, the draft of its founding decision."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from binhyen.documents.actions import draft_letter
from binhyen.documents.models import Document
from binhyen.forces.letters import FoundingText, Recognised, founding_letter
from binhyen.forces.letters.desks import desk_at
from binhyen.forces.models import ForceGroup, ForceMember
from binhyen.forces.permissions import may_dissolve
from binhyen.forces.queries.teams import roll_of
from binhyen.forces.registers import GROUPS, MEMBERS
from binhyen.forces.rules.kinds import GRASSROOTS
from binhyen.forces.rules.members import ROLE_WORDS
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.places.queries import ancestors_of, version_on
from binhyen.places.rules.kinds import Tier
from binhyen.registers.actions.writing import hold, write_entries, write_entry
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Draft, Register
from binhyen.registers.queries.entries import facts_of


@transaction.atomic
def dissolve_team(*, record_id: int, on: date, decision: str, by: Actor, at: datetime) -> Entry:
    """End a team from a day on, and with it the service of everybody in its list.

    Refused without a decision, for a day to come, for a team that ended already, and as any change of the team and
    its members is.
    """
    hold([record_id], GROUPS.alone)
    team = _team(record_id)
    may_dissolve(by, team.record).require()
    if on > at.date():
        message = gettext_noop("%(day)s has not come yet.")
        raise Refused(Finding("forces.day_to_come", message, params={"day": f"{on:%d/%m/%Y}"}, where="on"))
    if team.until is not None:
        message = gettext_noop("This team ended on %(day)s already. If that day is wrong, change the entry.")
        raise Refused(Finding("forces.ended_already", message, params={"day": f"{team.until:%d/%m/%Y}"}, where="on"))
    serving = ForceMember.objects.filter(group_id=record_id, superseded_at__isnull=True)
    ending = [row for row in serving if row.until is None or row.until > on]
    write_entries(
        register=MEMBERS, drafts=[_with(MEMBERS, row, until=on, ended_by=decision) for row in ending], by=by, at=at
    )
    return write_entry(register=GROUPS, draft=_with(GROUPS, team, until=on, dissolution=decision), by=by, at=at)


def _with(register: Register, row: Entry, **said: str | date) -> Draft:
    facts = facts_of(register, row)
    return Draft(replace(facts, values={**facts.values, **said}), row.record_id, row.pk)


def _team(record_id: int) -> ForceGroup:
    rows = ForceGroup.objects.filter(record_id=record_id, superseded_at__isnull=True)
    found = rows.select_related("record").first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def draft_founding(*, record_id: int, by: Actor, at: datetime) -> Document:
    """Draft the decision that founds a team of the grassroots force and recognises its members.

    Refused for other kinds of groups, and while the list has nobody in it.
    """
    team = _team(record_id)
    may_dissolve(by, team.record).require()
    members = roll_of(record_id, at.date()).today
    if team.kind != GRASSROOTS or not members:
        message = gettext_noop("The decision recognises members of a grassroots team. Write them down first.")
        raise Refused(Finding("forces.nobody_to_recognise", message))
    listed = tuple(Recognised(one.row.name, ROLE_WORDS.get(one.row.role, ""), one.row.since) for one in members)
    letter = founding_letter(desk_at(_commune(team, at.date()), at.date()), FoundingText(team.name, listed))
    return draft_letter(letter=letter, place_path=team.place_path, by=by, at=at)


def _commune(team: ForceGroup, day: date) -> int:
    """Return the commune in which a team lies today."""
    version = version_on(team.place_id, day)
    above = [one for one in ancestors_of(version, day) if one.place.tier == Tier.COMMUNE]
    return above[0].place_id if above else version.place_id
