"""Boards of a place on a day on which it was not there: the page that says what can be asked instead."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render

from binhyen.analytics.components.then import then_ways
from binhyen.analytics.forms.asking import place_id_asked
from binhyen.analytics.queries.then import then_of
from binhyen.analytics.rules.addresses import Word
from binhyen.kernel.findings import Refused
from binhyen.reports.rules.asking import read_day
from binhyen.ui.http import Request, wants_fragment

NOT_THEN = "places.not_then"
_View = Callable[[Request], HttpResponse]


def or_what_was_then(view: _View) -> _View:
    """Where the place of a board was not there on its day, lead to what it was made of, or to what it became."""

    @wraps(view)
    def shown(request: Request) -> HttpResponse:
        try:
            return view(request)
        except Refused as refused:
            if refused.code != NOT_THEN or wants_fragment(request):
                raise
            return _instead(request, refused)

    return shown


def _instead(request: Request, refused: Refused) -> HttpResponse:
    day = read_day(str(refused.findings[0].params["day"]))
    then = then_of(request.actor, place_id_asked(request.GET, request.actor), day)
    if then is None:
        raise refused
    asked: dict[str, Word] = {name: tuple(map(str, words)) for name, words in request.GET.lists()}
    context = {"then": then, "day": day, "ways": then_ways(then, request.path, asked)}
    return render(request, "analytics/place_then.html", context, status=refused.status)
