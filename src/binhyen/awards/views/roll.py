"""The roll of honour: everybody's page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.awards.forms.proposals import number_in
from binhyen.awards.queries.roll import honour_roll as roll_of
from binhyen.awards.queries.roll import years_on_roll
from binhyen.ui.http import Request

_LONGEST = 80


@require_safe
def honour_roll(request: Request) -> HttpResponse:
    """Show the awards that may be shown to everybody, newest first; no sign-in is asked."""
    words, year = request.GET.get("q", "")[:_LONGEST], number_in(request.GET, "nam")
    page = roll_of("", year, words, number_in(request.GET, "trang") or 1)
    context = {"page": page, "years": years_on_roll(), "year": year, "words": words}
    return render(request, "awards/honour_roll.html", context)
