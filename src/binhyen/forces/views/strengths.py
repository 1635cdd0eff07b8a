"""The page of strength: places by groups, members and quota, on any day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.forces.components import strengths as parts
from binhyen.forces.forms.strengths import strength_asked
from binhyen.forces.queries.strength import strength as strength_of
from binhyen.places.queries import ancestors_of, label_of
from binhyen.places.rules.kinds import Tier
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def strength(request: Request) -> HttpResponse:
    """Show how strong a place and those below it are, each number opening into its list."""
    asked = strength_asked(request.GET, request.actor, request.now.date())
    found = strength_of(asked.place, asked.kind, asked.day)
    above = [one for one in ancestors_of(asked.place, asked.day) if request.actor.covers(one.path)]
    context = {
        "asked": asked,
        "place": label_of(asked.place),
        "above": [(one.place_id, label_of(one)) for one in above],
        "rows": parts.rows_of(found, asked.kind, asked.day, deeper=asked.place.place.tier != Tier.COMMUNE),
        "total": parts.total_of(found, asked.kind, asked.day),
        "fixed": any(row.quota_members is not None for row in found.rows),
        "kinds": parts.kinds(),
    }
    return render(request, "forces/strength.html", context)
