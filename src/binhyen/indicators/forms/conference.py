"""What a reader asks of the conference page: a place and a period."""

from dataclasses import dataclass

from django.http import QueryDict

from binhyen.kernel.periods import Period, parse_period
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import place_named, version_on


@dataclass(frozen=True, slots=True)
class ConferenceQuestion:
    """A place on the period's map."""

    place: PlaceVersion
    period: Period


def conference_question(data: QueryDict, own_place: int, this_year: int) -> ConferenceQuestion:
    """Read `noi` and `ky`; without them, one's own place and this year. Refuses what is no place or period."""
    period = parse_period(data.get("ky", "") or str(this_year))
    named = data.get("noi", "").strip()
    place = place_named(named, period.end) if named else version_on(own_place, period.end)
    return ConferenceQuestion(place, period)
