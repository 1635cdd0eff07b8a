"""Browse and search the map on any day, and read a place's story."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from binhyen.kernel.decisions import Decision
from binhyen.places.http import day_asked
from binhyen.places.models import PlaceVersion
from binhyen.places.permissions import may_edit_areas
from binhyen.places.queries import (
    Event,
    KindCount,
    ancestors_of,
    children_of,
    counts_of_children,
    history_of,
    kinds_below,
    place_named,
    search_places,
    story_of,
    versions_on,
    who_was,
)
from binhyen.places.rules.kinds import Tier
from binhyen.ui.http import Request, signed_in

_ROWS = 100


@dataclass(frozen=True, slots=True)
class Below:
    """One page of what lies right below a place, each with how many lie below it."""

    page: Page[PlaceVersion]
    rows: list[tuple[PlaceVersion, int]]
    kinds: list[KindCount]


@dataclass(frozen=True, slots=True)
class Sight:
    """A place as it is seen on a day: itself, or its last version when it was not there."""

    version: PlaceVersion
    there: bool
    day: date
    above: list[PlaceVersion]
    below: Below | None
    story: list[Event]
    then: list[PlaceVersion]
    now: list[PlaceVersion]
    may_edit: Decision

    @property
    def is_commune(self) -> bool:
        """Tell whether residential areas lie right below."""
        return self.version.place.tier == Tier.COMMUNE

    @property
    def is_area(self) -> bool:
        """Tell whether the place is a residential area."""
        return self.version.place.tier == Tier.AREA

    @property
    def decision(self) -> str:
        """Return the last decision that changed the place by the day."""
        named = [event.version.instrument for event in self.story if event.then and event.version.instrument]
        return named[-1] if named else ""

    @property
    def is_homeless(self) -> bool:
        """Tell whether the area ended with its commune and waits to be settled."""
        return self.is_area and not self.there and self.story[-1].what == "lost"


@signed_in
@require_safe
def places(request: Request) -> HttpResponse:
    """Start at the nation."""
    day = day_asked(request)
    target = redirect("places:place", place_named("VN", day).place_id)
    target["Location"] += f"?ngay={day.isoformat()}" if "ngay" in request.GET else ""
    return target


@signed_in
@require_safe
def place(request: Request, place_id: int) -> HttpResponse:
    """Show a place on a day: what lies below it, where it came from and what it became."""
    day = day_asked(request)
    sight = _sight(place_id, day, request)
    return render(request, "places/place.html", {"sight": sight, "day": day, "today": request.now.date()})


@signed_in
@require_safe
def search(request: Request) -> HttpResponse:
    """Find places by name or code on a day; diacritics don't matter."""
    day, asked = day_asked(request), request.GET.get("q", "").strip()
    found = search_places(asked, day) if asked else PlaceVersion.objects.none()
    page = Paginator(found, _ROWS // 2).get_page(request.GET.get("page"))
    parents = versions_on([one.parent_id for one in page if one.parent_id], day)
    rows = [(one, parents.get(one.parent_id or 0)) for one in page]
    context = {"asked": asked, "page": page, "rows": rows, "day": day, "today": request.now.date()}
    return render(request, "places/search.html", context)


def _sight(place_id: int, day: date, request: Request) -> Sight:
    versions = history_of(place_id)
    if not versions:
        raise Http404
    here = [one for one in versions if one.valid_from <= day and (one.valid_to is None or one.valid_to > day)]
    version = here[0] if here else versions[-1]
    today = request.now.date()
    last_day = day if here else version.valid_from
    return Sight(
        version=version,
        there=bool(here),
        day=day,
        above=ancestors_of(version, last_day),
        below=_below(version, day, request) if here and version.place.tier != Tier.AREA else None,
        story=story_of(place_id, day),
        then=[] if here else who_was(place_id, day),
        now=who_was(place_id, today) if versions[-1].valid_to is not None and day != today else [],
        may_edit=may_edit_areas(request.actor, version.path),
    )


def _below(version: PlaceVersion, day: date, request: Request) -> Below:
    page = Paginator(children_of(version.place_id, day), _ROWS).get_page(request.GET.get("page"))
    counts = counts_of_children([one.place_id for one in page], day)
    return Below(page, [(one, counts.get(one.place_id, 0)) for one in page], kinds_below(version, day))
