"""Pages of the catalogue: the list, and one indicator with how it adds up and where it is used."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.indicators.components.catalogue import (
    MARKS,
    NATURES,
    ON_PLACES,
    ON_TIME,
    kinds_of,
    periods_example,
    places_example,
    shown_check,
)
from binhyen.indicators.counting import countable
from binhyen.indicators.queries import catalogue as read_catalogue
from binhyen.indicators.queries.explained import checks_about, dims_of, forms_with, listed
from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.examples import over_places, over_time
from binhyen.ui.components.parts import Choice
from binhyen.ui.http import Request, signed_in

ROWS = 50
"""Indicators on one page of the list: the largest group is one page."""


@signed_in
@require_safe
def catalogue(request: Request) -> HttpResponse:
    """List the indicators by group, or those that fit a search."""
    search, group = request.GET.get("q", "").strip(), request.GET.get("nhom", "")
    fitting = listed(search)
    amounts = Counter(one.group for one in fitting)
    chosen = [one for one in fitting if group in ("", one.group.code)]
    context = {
        "catalogue": read_catalogue(),
        "page": Paginator(chosen, ROWS).get_page(request.GET.get("page")),
        "chips": [Choice(one.code, one.name, amount) for one, amount in amounts.items()],
        "search": search,
        "group": group,
        "countable": countable(),
    }
    return render(request, "indicators/catalogue.html", context)


@signed_in
@require_safe
def indicator(request: Request, code: str) -> HttpResponse:
    """Show what an indicator counts, how it adds up, what checks look at it and where it is used."""
    found = read_catalogue().find(code)
    if found is None:
        raise Http404
    names = {one.code: one.name for one in read_catalogue().indicators.values()}
    context = {
        "indicator": found,
        "group": next(one for one in read_catalogue().groups if one.code == found.group),
        "dims": dims_of(found),
        "checks": [shown_check(check, found, names) for check in checks_about(found)],
        "forms": forms_with(found, request.actor),
        "counted": found.code in countable(),
        **_words(found),
    }
    return render(request, "indicators/indicator.html", context)


def _words(found: Indicator) -> dict[str, object]:
    return {
        "kinds": kinds_of(found),
        "nature": NATURES[found.over_time],
        "mark": MARKS[found.source.mark],
        "on_places": ON_PLACES[found.over_places],
        "on_time": ON_TIME[found.over_time],
        "places": places_example(over_places(found)),
        "periods": periods_example(over_time(found)),
        "sentence": found.phrasing.one.replace("{so}", "…"),
    }
