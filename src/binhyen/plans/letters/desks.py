"""Who issues and signs a plan's report: the steering committee of the place where one stands, else its chair's office.

NĐ 30/2020/NĐ-CP, annex I ô 7a: a signer of an advisory body writes the title in it and, where the host's seal is used,
the post in the agency.
"""

from datetime import date

from django.conf import settings
from django.db.models import Q

from binhyen.documents.rules.content import Authority, Issuer, Prefix, Signature
from binhyen.kernel.actors import SYSTEM
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, versions_on
from binhyen.plans.letters import Desk
from binhyen.plans.models import CommitteeSeat, SteeringCommittee
from binhyen.plans.queries.committees import seats_of
from binhyen.plans.rules.committees import SeatRole

_HOUSE = "Ủy ban nhân dân"


def desk_for(place_id: int, on: date) -> Desk:
    """Return the desk of a place on a day: four queries.

    A committee's head signs: the post of the head's seat, and its holder where the decision names one. The name stays
    empty where it is not known: the officer who drafts does not sign.
    """
    place = versions_on([place_id], on).get(place_id)
    house = f"{_HOUSE} {_label(place)}".strip()
    committee = _in_force(place_id, on)
    issuer = _issuer(place, house, committee)
    if committee is None:
        return Desk(issuer, _of_the_house(), issuer.name, settings.DEMONSTRATION)
    seats = [seat.row for seat in seats_of(committee.record_id, SYSTEM) if seat.stands(on)]
    head = next((row for row in seats if row.role == SeatRole.HEAD), None)
    return Desk(issuer, _of_the_committee(head), issuer.name, settings.DEMONSTRATION)


def _in_force(place_id: int, on: date) -> SteeringCommittee | None:
    """Return the committee of a place on a day, the youngest of several: a new decision may bear a new name."""
    rows = SteeringCommittee.objects.filter(place_id=place_id, superseded_at=None, state="", since__lte=on)
    return rows.filter(Q(until=None) | Q(until__gte=on)).order_by("-since", "-pk").first()


def _issuer(place: PlaceVersion | None, house: str, committee: SteeringCommittee | None) -> Issuer:
    code, seat = (place.code, place.name) if place else ("", "")
    if committee is None:
        return Issuer(f"UBND-{code}", house, "UBND", seat)
    return Issuer(f"BCD-{code}", committee.name, "BCĐ", seat, parent_name=house, uses_host_seal=True)


def _of_the_committee(head: CommitteeSeat | None) -> Signature:
    lines = (Authority(Prefix.COLLECTIVE, "BAN CHỈ ĐẠO"),)
    post, holder = (head.position, head.holder) if head else ("", "")
    return Signature("TRƯỞNG BAN", holder, lines, second_title=post)


def _of_the_house() -> Signature:
    return Signature("CHỦ TỊCH", "", (Authority(Prefix.COLLECTIVE, _HOUSE.upper()),))


def _label(place: PlaceVersion | None) -> str:
    if place is None:
        return ""
    label = label_of(place)
    return label[:1].lower() + label[1:]
