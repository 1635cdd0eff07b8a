"""A place that was not there on the day of a board: what it was made of, or what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of
from binhyen.places.queries.lineage import Kin, kin_of


@dataclass(frozen=True, slots=True)
class Other:
    """A place that can be asked about instead."""

    place_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Then:
    """Why there is nothing to see: the place began only later (`since`), or was no more."""

    name: str
    since: date | None
    others: tuple[Other, ...]


def then_of(actor: Actor, place_id: int, day: date) -> Then | None:
    """Return what a person may ask about instead of a place that was not there on a day; None where nothing is known.

    Three queries. A place that came later is told by what it was made of, one that was no more by what it became.
    """
    own = PlaceVersion.objects.filter(place_id=place_id).select_related("place").order_by("valid_from")
    versions = list(own)
    if not versions or not actor.covers(versions[-1].path):
        return None
    came, became = kin_of(place_id)
    since = versions[0].valid_from if day < versions[0].valid_from else None
    return Then(label_of(versions[-1]), since, _others(actor, became if since is None else came))


def _others(actor: Actor, kin: Iterable[Kin]) -> tuple[Other, ...]:
    seen = (one.version for one in kin if actor.covers(one.version.path))
    return tuple(Other(one.place_id, label_of(one)) for one in seen)
