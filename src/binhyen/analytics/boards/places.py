"""Which places a board is about, and what those below are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from binhyen.analytics.rules.pivots import Below
from binhyen.analytics.rules.questions import Question, Within
from binhyen.kernel.actors import Actor
from binhyen.kernel.periods import Period
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, versions_on
from binhyen.places.rules.kinds import Tier

_TIERS = {Below.PROVINCES: Tier.PROVINCE, Below.COMMUNES: Tier.COMMUNE, Below.AREAS: Tier.AREA}
_ORDER = (Tier.NATION, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE, Tier.AREA)
_NEXT = {Tier.NATION: Below.PROVINCES, Tier.PROVINCE: Below.COMMUNES, Tier.DISTRICT: Below.COMMUNES}


@dataclass(frozen=True, slots=True)
class About:
    """The place of a board, as it was on the board's day, and the tier that is asked about in it."""

    place: PlaceVersion
    below: Below = Below.ITSELF

    @property
    def tier(self) -> Tier:
        """The tier of the places asked about."""
        return _TIERS.get(self.below, Tier(self.place.place.tier))

    @property
    def name(self) -> str:
        """What the place was called."""
        return label_of(self.place)

    def question(self, actor: Actor, periods: Iterable[Period]) -> Question:
        """Begin a question about the place with the viewer's eyes."""
        within = Within(Tier(self.place.place.tier), self.place.place_id)
        return Question(actor.scopes, periods=tuple(periods), tier=self.tier, within=(within,))


def below_of(place: PlaceVersion) -> Below:
    """Return the tier that a place's board shows below it; a commune stands for itself."""
    return _NEXT.get(Tier(place.place.tier), Below.ITSELF)


def choices_below(place: PlaceVersion) -> tuple[Below, ...]:
    """Return which tiers can be asked about in a place."""
    own = _ORDER.index(Tier(place.place.tier))
    return (Below.ITSELF, *(one for one, tier in _TIERS.items() if _ORDER.index(tier) > own))


def map_day_of(last: date, today: date) -> date:
    """Return the day of the map on which something until a day is shown: no later than today, unless it changes first.

    Periods are shown on the map of their last day. What is known of days to come is mostly that nothing changes.
    """
    if last <= today:
        return last
    foreseen = PlaceVersion.objects.filter(valid_from__gt=today, valid_from__lte=last)
    return foreseen.aggregate(day=Max("valid_from"))["day"] or today


def names_of(place_ids: Iterable[int | None], day: date) -> Mapping[int, str]:
    """Return what places were called on a day, and for those that were not there then, what they were called last."""
    wanted = {one for one in place_ids if one is not None}
    found = {one: label_of(version) for one, version in versions_on(wanted, day).items()}
    rest = wanted - found.keys()
    rows = PlaceVersion.objects.filter(place_id__in=rest).order_by("valid_from") if rest else ()
    return found | {row.place_id: label_of(row) for row in rows}
