"""Reads of decisions: what waits for one, those that were made with their awards, budgets against what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404

from binhyen.awards.models import AwardBudget, AwardDecision, AwardDecisionItem, AwardEntry, AwardProposal
from binhyen.awards.queries.cases import at_desk
from binhyen.awards.rules.desks import desk_authorities, may_take
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor, Role

_READERS = frozenset(Role) - {
    Role.OPERATOR, Role.UNIT_REPRESENTATIVE, Role.RESIDENTIAL_HEAD, Role.DEPARTMENT_OFFICER,
}  # fmt: skip
"""Who reads decisions with the names in them: the offices and chairs, councils, auditors."""


def to_sign(actor: Actor) -> QuerySet[AwardProposal]:
    """Return the proposals that wait for a decision of this post, or for it to enter one from elsewhere."""
    return at_desk(actor, ("to_sign",)).order_by("authority", "form", "recipient_kind", "id")


def decisions_seen_by(actor: Actor) -> QuerySet[AwardDecision]:
    """Return the decisions of the places that a post covers, newest first."""
    if actor.role not in _READERS:
        return AwardDecision.objects.none()
    rows = AwardDecision.objects.filter(under_any("place_path", actor.scopes)).select_related("document")
    if actor.role is Role.ASSOCIATION_OFFICER:
        rows = rows.filter(Q(by_post=actor.post_id) | Q(authority__in=desk_authorities(actor.role)))
    return rows.annotate(awards=Count("items")).order_by("-decided_on", "-id")


@dataclass(frozen=True, slots=True)
class Booked:
    """An award of a decision with its line in the book."""

    item: AwardDecisionItem
    award: AwardEntry


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision with its awards in the order of its list."""

    decision: AwardDecision
    lines: Sequence[Booked]
    may_act: bool


def decision_seen_by(actor: Actor, decision_id: int) -> DecisionPage:
    """Return one decision; Http404 when it is not there for this person. Three queries."""
    found = decisions_seen_by(actor).filter(pk=decision_id).first()
    if found is None:
        raise Http404
    items = list(found.items.order_by("position"))
    rows = AwardEntry.objects.filter(superseded_at=None, record_id__in=[one.award_id for one in items])
    awards = {row.record_id: row for row in rows}
    lines = [Booked(one, awards[one.award_id]) for one in items if one.award_id in awards]
    return DecisionPage(found, lines, bool(may_take(actor, found.authority, "hand_over")))


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What is planned and spent of one source of money in a year, in đồng."""

    source: str
    planned: int
    spent: int
    awards: int

    @property
    def left(self) -> int:
        """What is left of the plan; below zero where more was spent."""
        return self.planned - self.spent

    @property
    def over(self) -> bool:
        """Was more spent than planned?"""
        return self.spent > self.planned


def budget_of(actor: Actor, year: int) -> list[SourceLine]:
    """Return plan and spending of a year by source, in the places that a post covers. Two queries."""
    here = under_any("place_path", actor.scopes)
    planned = {
        row["source"]: row["planned"]
        for row in AwardBudget.objects.filter(here, superseded_at=None, year=year)
        .values("source")
        .annotate(planned=Sum("planned"))
        .order_by()
    }
    given = AwardEntry.objects.filter(here, superseded_at=None, decided_on__year=year, money__isnull=False)
    spent = {
        row["budget_source"]: (row["spent"], row["awards"])
        for row in given.exclude(state="revoked")
        .values("budget_source")
        .annotate(spent=Sum("money"), awards=Count("id"))
        .order_by()
    }
    return [
        SourceLine(source, planned.get(source, 0), *spent.get(source, (0, 0)))
        for source in sorted({*planned, *spent}, key=lambda word: (word == "", word))
    ]
