"""Pages of counted figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.indicators.counting import count_all
from binhyen.indicators.forms.conference import conference_question
from binhyen.indicators.queries import grouped
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def conference(request: Request) -> HttpResponse:
    """Show the counted figures of a place's closing conference; each opens into its list."""
    question = conference_question(request.GET, request.actor.place_id, request.now.year)
    if not request.actor.covers(question.place.path):
        raise Http404
    groups = grouped(count_all(question.place.place_id, question.period))
    return render(request, "indicators/conference.html", {"question": question, "groups": groups})
