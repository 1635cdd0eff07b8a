"""Delegated receiving: what an office delegated, and to which posts and for which places it can."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.accounts.models import Post
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor, Role
from binhyen.places.queries import children_of, communes_under, label_of, version_on, versions_on
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import Delegation
from binhyen.reports.rules.rights import Ability, Relation, has

RECEIVERS = frozenset(role for role in Role if has(role, Relation.RECEIVES, Ability.REVIEW))
"""Roles that may receive reports at all: delegating to another one would give it nothing."""


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One delegation with the names that its page shows."""

    delegation: Delegation
    post: str
    place: str
    running: bool


def delegations_seen_by(actor: Actor) -> QuerySet[Delegation]:
    """Return what concerns the places that an office covers, and what was delegated to the post itself."""
    rows = Delegation.objects.select_related("post")
    return rows.filter(under_any("place_path", actor.scopes) | Q(post_id=actor.post_id)).order_by("-valid_from", "-id")


def delegation_seen_by(actor: Actor, delegation_id: int) -> Delegation:
    """Return one, or 404 for one that is not there for this person."""
    found = delegations_seen_by(actor).filter(pk=delegation_id).first()
    if found is None:
        raise Http404
    return found


def delegation_rows(rows: list[Delegation], today: date) -> list[DelegationRow]:
    """Return rows with the names of places: one query."""
    places = versions_on({one.place_id for one in rows}, today)
    return [
        DelegationRow(
            one,
            post_name(one.post),
            label_of(places[one.place_id]) if one.place_id in places else "",
            one.valid_to is None or one.valid_to > today,
        )
        for one in rows
    ]


def posts_offered(actor: Actor, today: date) -> dict[int, str]:
    """Return the other posts of the office's place that may receive at all."""
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    rows = Post.objects.filter(lasts, role__in=RECEIVERS, place_id=actor.place_id, valid_from__lte=today)
    listed = rows.exclude(pk=actor.post_id).order_by("agency", "title", "id")
    return {row.pk: post_name(row) for row in listed}


def places_offered(actor: Actor, today: date) -> dict[int, str]:
    """Return the office's place, its districts and its communes."""
    own = version_on(actor.place_id, today)
    districts = children_of(actor.place_id, today).filter(place__tier=Tier.DISTRICT)
    rows = [own, *districts, *communes_under(own.path, today)]
    return {row.place_id: label_of(row) for row in rows}


def post_name(post: Post) -> str:
    """Name a post: its title, with the agency of a department or an association."""
    agency = post.agency if post.role in {Role.DEPARTMENT_OFFICER, Role.ASSOCIATION_OFFICER} else ""
    return f"{post.title}, {agency}" if agency else post.title
