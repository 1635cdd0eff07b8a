"""Pages of counted figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.indicators.components.conference import chapters
from binhyen.indicators.counting import count_all
from binhyen.indicators.forms.conference import conference_question
from binhyen.places.rules.kinds import Tier
from binhyen.ui.components.navigation import OFFICES
from binhyen.ui.http import Request, signed_in

_LOW = frozenset({Tier.COMMUNE, Tier.AREA})
"""Places in which small counts about people could tell who is meant."""


@signed_in
@require_safe
def conference(request: Request) -> HttpResponse:
    """Show offices the counted figures of a place's closing conference; each opens into its list."""
    question = conference_question(request.GET, request.actor.place_id, request.now.year)
    if request.actor.role not in OFFICES or not request.actor.covers(question.place.path):
        raise Http404
    low = question.place.place.tier in _LOW and question.place.path not in request.actor.scopes
    found = chapters(count_all(question.place.place_id, question.period), low=low)
    return render(request, "indicators/conference.html", {"question": question, "chapters": found})
