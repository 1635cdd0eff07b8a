"""What a page of strength is asked for: a place that the post covers, a kind of group, a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from binhyen.forces.rules.kinds import GRASSROOTS, KINDS, Kind
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import version_on


@dataclass(frozen=True, slots=True)
class StrengthAsked:
    """The place, the kind and the day."""

    place: PlaceVersion
    kind: Kind
    day: date


def strength_asked(data: Mapping[str, str], actor: Actor, today: date) -> StrengthAsked:
    """Read what is asked; the post's own place, the grassroots force and today where nothing readable is said.

    Http404 for a place that the post does not cover.
    """
    place = data.get("noi", "")
    day = _day(data.get("ngay", "")) or today
    version = version_on(int(place) if place.isdecimal() else actor.place_id, day)
    if not actor.covers(version.path):
        raise Http404
    return StrengthAsked(version, KINDS.get(data.get("luc_luong", ""), KINDS[GRASSROOTS]), day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
