"""Reads of proposals: cases with their steps, who sees which, the papers and achievements that they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from binhyen.awards.models import AwardEntry, AwardProposal, ProposalPaper
from binhyen.awards.rules.deciding import Case
from binhyen.awards.rules.desks import desk_authorities, signed_authorities
from binhyen.awards.rules.model import SPENT
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import fold
from binhyen.registers.models import Link, Record
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import entries_seen_by, facts_of, fields_of_steps, steps_of

SUBJECT = "awards.proposal"
"""How ballots name a proposal."""
PROPOSALS, AWARDS = "awards.proposals", "awards.awards"
WITNESSES = (
    "schemes.schemes",
    "schemes.sites",
    "schemes.exemplars",
    "campaigns.events",
    "forces.groups",
    "programmes.activities",
    "plans.tasks",
    AWARDS,
)
"""Registers in which achievements are looked for."""


def proposals_register() -> Register:
    """Return the declaration of proposals; it stands in a room above."""
    return registers()[PROPOSALS]


def proposals_seen_by(actor: Actor) -> QuerySet[AwardProposal]:
    """Return the proposals that a person sees, as they stand now."""
    ids = entries_seen_by(proposals_register(), actor).values("pk")
    return AwardProposal.objects.filter(pk__in=ids).select_related("record")


def at_desk(actor: Actor, states: Iterable[str]) -> QuerySet[AwardProposal]:
    """Return proposals in some states that this post's office or authority sees to."""
    authorities = {*desk_authorities(actor.role), *signed_authorities(actor.role)}
    rows = AwardProposal.objects.filter(superseded_at=None, state__in=tuple(states), authority__in=authorities)
    return rows.filter(under_any("place_path", actor.scopes)).select_related("record")


def cases_of(record_ids: Iterable[int]) -> list[Case]:
    """Return proposals by their records, in the order asked; those that are not there are missing. Two queries."""
    wanted = list(dict.fromkeys(record_ids))
    rows = {row.record_id: row for row in AwardProposal.objects.filter(superseded_at=None, record_id__in=wanted)}
    steps = steps_of(rows, fields_of_steps(proposals_register()))
    register = proposals_register()
    return [
        Case(one, rows[one].title, rows[one].state, facts_of(register, rows[one]), steps.get(one, []))
        for one in wanted
        if one in rows
    ]


def proposal_seen_by(actor: Actor, record_id: int) -> AwardProposal:
    """Return one proposal; Http404 when it is not there for this person."""
    found = proposals_seen_by(actor).filter(record_id=record_id).first()
    if found is None:
        raise Http404
    return found


def papers_of(record_ids: Iterable[int]) -> dict[int, list[ProposalPaper]]:
    """Return the papers that lie in dossiers, by proposal."""
    found: dict[int, list[ProposalPaper]] = {}
    rows = ProposalPaper.objects.filter(record_id__in=list(record_ids), removed_at=None).select_related("file__blob")
    for row in rows.order_by("id"):
        if row.file is None or row.file.removed_at is None:
            found.setdefault(row.record_id, []).append(row)
    return found


def used_awards(record_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the awards that proposals rest on, as title and type, by proposal. Two queries."""
    ids = set(record_ids)
    pairs = Link.objects.filter(removed_at=None, record_id__in=ids).values_list("record_id", "other_id")
    back = Link.objects.filter(removed_at=None, other_id__in=ids).values_list("other_id", "record_id")
    linked = [*pairs, *back]
    rows = AwardEntry.objects.filter(superseded_at=None, record_id__in={other for _, other in linked})
    awards = {row.record_id: (row.title, row.achievement_type) for row in rows}
    found: dict[int, list[tuple[str, str]]] = {}
    for own, other in linked:
        if other in awards:
            found.setdefault(own, []).append(awards[other])
    return found


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of some register that may stand as an achievement."""

    record: Record
    register: str
    """Its register's name, an English gettext source."""


def achievements_offered(actor: Actor, row: AwardProposal, words: str, *, most: int = 40) -> list[Offer]:
    """Return entries that this person sees and a proposal may rest on, newest first.

    Left out: what is linked already, and for awards of merit what was awarded as a sudden or thematic achievement (A3).
    """
    taken = {row.record_id}
    taken |= set(Link.objects.filter(removed_at=None, record_id=row.record_id).values_list("other_id", flat=True))
    found = []
    for code in WITNESSES:
        register = registers().get(code)
        if register is not None:
            found += _offers(register, actor, row, words, most=most)
    fresh = [one for one in found if one.record.pk not in taken]
    return sorted(fresh, key=lambda one: -one.record.pk)[:most]


def _offers(register: Register, actor: Actor, row: AwardProposal, words: str, *, most: int) -> list[Offer]:
    rows = entries_seen_by(register, actor).select_related("record")
    for word in fold(words).split():
        rows = rows.filter(fold__contains=word)
    if register.code == AWARDS and row.achievement_type == "merit":
        spent = AwardEntry.objects.filter(superseded_at=None, achievement_type__in=tuple(SPENT))
        rows = rows.exclude(pk__in=spent.values("pk"))
    return [Offer(one.record, register.name) for one in rows.order_by("-id")[:most]]
