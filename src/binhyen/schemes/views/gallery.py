"""What others may learn from: the gallery, kinds compared, a place's years, exemplars."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binhyen.kernel.trees import node_of
from binhyen.places.queries import scopes_of
from binhyen.registers.permissions import may_add
from binhyen.schemes.components.gallery import cards, exemplar_cards
from binhyen.schemes.components.kinds import kinds_at
from binhyen.schemes.components.years import years_of
from binhyen.schemes.forms.gallery import GalleryForm, PlaceForm
from binhyen.schemes.queries.gallery import exemplar_shown_to, exemplars_shown_to, ranked
from binhyen.schemes.queries.places import province_places
from binhyen.schemes.queries.schemes import schemes_at
from binhyen.schemes.registers import EXEMPLARS, SCHEMES
from binhyen.ui.http import Request, signed_in

_CARDS = 24
_LINES = 40


@signed_in
@require_safe
def gallery(request: Request) -> HttpResponse:
    """Show schemes that stand, by what came of them."""
    form = GalleryForm(request.GET, province_places(request.actor, request.now.date()))
    page = Paginator(ranked(request.actor, form.wanted()), _CARDS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": cards(list(page.object_list)),
        "register": SCHEMES,
        "may_add": may_add(SCHEMES, request.actor),
    }
    return render(request, "schemes/gallery.html", context)


@signed_in
@require_safe
def kinds(request: Request) -> HttpResponse:
    """Compare kinds of schemes in four columns."""
    form = PlaceForm(request.GET, province_places(request.actor, request.now.date()))
    context = {"form": form, "register": SCHEMES, "kinds": kinds_at(request.actor, form.path())}
    return render(request, "schemes/kinds.html", context)


@signed_in
@require_safe
def years(request: Request) -> HttpResponse:
    """Show a place's schemes over the years."""
    today = request.now.date()
    form = PlaceForm(request.GET, province_places(request.actor, today), request.actor.place_path)
    path = form.path()
    rows = schemes_at(request.actor, scopes_of(node_of(path), today))
    page = Paginator(rows, _LINES).get_page(request.GET.get("page"))
    context = {"form": form, "register": SCHEMES, "page": page, "years": years_of(list(page.object_list), today)}
    return render(request, "schemes/years.html", context)


@signed_in
@require_safe
def exemplars(request: Request) -> HttpResponse:
    """Show exemplars that agreed to be named."""
    page = Paginator(exemplars_shown_to(request.actor), _CARDS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": exemplar_cards(list(page.object_list)),
        "register": EXEMPLARS,
        "may_add": may_add(EXEMPLARS, request.actor),
    }
    return render(request, "schemes/exemplars.html", context)


@signed_in
@require_safe
def exemplar(request: Request, exemplar_id: int) -> HttpResponse:
    """Show one exemplar to everybody in the province who may learn from it."""
    row = exemplar_shown_to(request.actor, exemplar_id)
    return render(request, "schemes/exemplar.html", {"card": exemplar_cards([row])[0], "register": EXEMPLARS})
