"""In whose name an event's letters are written: the people's committee of its place, or its steering committee."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.accounts.letters import issuer_at, label_in_sentence, signing_title
from binhyen.accounts.models import Holding, Post
from binhyen.campaigns.letters.events import Body
from binhyen.campaigns.models import Event
from binhyen.documents.rules.content import Issuer
from binhyen.kernel.actors import Role
from binhyen.places.queries import versions_on
from binhyen.units.queries import committee_of
from binhyen.units.queries.units import in_force

COMMITTEE, PEOPLES = "committee", "peoples"
_HEADS = (Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER)


@dataclass(frozen=True, slots=True)
class Issuing:
    """A body that may issue, with the signer who is expected."""

    issuer: Issuer
    body: Body


def bodies_of(event: Event) -> Mapping[str, Issuing]:
    """Return who may issue an event's letters on its day, the steering committee first where there is one.

    Five queries.
    """
    day = event.since
    issuer, label = issuer_at(event.place_id, day)
    title, name = _head(event.place_id, day)
    found = {PEOPLES: Issuing(issuer, Body(issuer.name, title, name))}
    committee = committee_of(event.place_id, day)
    if committee is None:
        return found
    own = Issuer(
        code=f"{committee.sign_suffix}-{issuer.code.removeprefix('UBND-')}",
        name=committee.name,
        sign=committee.sign_suffix,
        place_name=issuer.place_name,
        uses_host_seal=True,
    )
    second = f"{title} {issuer.name}".strip() if title else ""
    return {COMMITTEE: Issuing(own, Body(_in_sentence(committee.name, label), "TRƯỞNG BAN", name, second)), **found}


def _in_sentence(name: str, label: str) -> str:
    return name if not label or label in name else f"{name} {label}"


def _head(place_id: int, day: date) -> tuple[str, str]:
    """Return title and name of who heads the people's committee of a place on a day; empty when nobody is known."""
    post = Post.objects.filter(in_force(day), place_id=place_id, role__in=_HEADS).order_by("pk").first()
    if post is None:
        return "", ""
    holding = Holding.objects.filter(in_force(day), post=post).select_related("account").order_by("pk").first()
    return signing_title(post.title), holding.account.full_name if holding else ""


def place_name(event: Event) -> str:
    """Return the name of an event's place on its day, as in a sentence."""
    return label_in_sentence(versions_on([event.place_id], event.since).get(event.place_id))
