"""Who issues and signs a plan's report: the steering committee of the place where one stands, else its chair's office.

NĐ 30/2020/NĐ-CP, annex I ô 7a: a signer of an advisory body writes the title in it and, where the host's seal is used,
the post in the agency.
"""

from datetime import date

from django.conf import settings

from binhyen.accounts.models import Account, Post
from binhyen.documents.rules.content import Authority, Issuer, Prefix, Signature
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, versions_on
from binhyen.plans.letters import Desk
from binhyen.plans.models import SteeringCommittee

_HOUSE = "Ủy ban nhân dân"


def desk_for(actor: Actor, place_id: int, on: date) -> Desk:
    """Return the desk of a place on a day: four queries."""
    place = versions_on([place_id], on).get(place_id)
    committee = SteeringCommittee.objects.filter(place_id=place_id, superseded_at=None, state="").first()
    post = Post.objects.filter(pk=actor.post_id).values_list("title", flat=True).first() or ""
    name = Account.objects.filter(pk=actor.account_id).values_list("full_name", flat=True).first() or ""
    house = f"{_HOUSE} {_label(place)}".strip()
    issuer = _issuer(place, house, committee)
    return Desk(issuer, _signature(post, name, committee), issuer.name, settings.DEMONSTRATION)


def _issuer(place: PlaceVersion | None, house: str, committee: SteeringCommittee | None) -> Issuer:
    code, seat = (place.code, place.name) if place else ("", "")
    if committee is None:
        return Issuer(f"UBND-{code}", house, "UBND", seat)
    return Issuer(f"BCD-{code}", committee.name, "BCĐ", seat, parent_name=house, uses_host_seal=True)


def _signature(title: str, name: str, committee: SteeringCommittee | None) -> Signature:
    own = title.partition(" · ")[0].strip()
    if committee is None:
        return Signature(own.upper(), name, (Authority(Prefix.COLLECTIVE, _HOUSE.upper()),))
    return Signature("TRƯỞNG BAN", name, (Authority(Prefix.COLLECTIVE, "BAN CHỈ ĐẠO"),), second_title=own)


def _label(place: PlaceVersion | None) -> str:
    if place is None:
        return ""
    label = label_of(place)
    return label[:1].lower() + label[1:]
