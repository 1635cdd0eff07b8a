"""What a person can choose on the pages of totals: forms, and places around the asked one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.indicators.models import Form
from binhyen.kernel.actors import Actor
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import ancestors_of, children_of, label_of
from binhyen.places.rules.kinds import Tier
from binhyen.reports.models import Collection
from binhyen.reports.queries.totals import TotalQuestion


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that can be asked about instead."""

    place_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Around:
    """The places above (as far as the person sees) and right below a place."""

    above: Sequence[PlaceChoice]
    below: Sequence[PlaceChoice]


def forms_of(question: TotalQuestion) -> list[Form]:
    """Return the forms that were asked for in a period, by name."""
    period = question.period
    rows = Collection.objects.filter(period_start__gte=period.start, period_end__lte=period.end)
    return list(Form.objects.filter(pk__in=rows.values("version__form_id")).order_by("name", "pk"))


def place_rows(actor: Actor, place: PlaceVersion, day: date) -> Around:
    """Return the places around: two queries."""
    above = [one for one in ancestors_of(place, day) if actor.covers(one.path) and one.place_id != place.place_id]
    low = place.place.tier == Tier.COMMUNE
    below = [] if low else children_of(place.place_id, day)
    return Around([_choice(one) for one in above], [_choice(one) for one in below])


def _choice(version: PlaceVersion) -> PlaceChoice:
    return PlaceChoice(version.place_id, label_of(version))
