"""The demonstration's own page: who can be tried, with the codes of this half minute."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.ui.http import ticks
from binhyen.workshop.queries import printed_accounts


@require_safe
def trial_accounts(request: HttpRequest) -> HttpResponse:
    """List the named accounts. Outside the demonstration this page does not exist."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "workshop/trial_accounts.html", {"accounts": printed_accounts(int(ticks()))})
