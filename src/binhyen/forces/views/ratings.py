"""Pages of ratings: the years, the grid of one, the chair's decision and its paper. For those who keep the force."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.documents.actions import rendition
from binhyen.documents.forms import wanted_format
from binhyen.documents.http import file_answer, file_name
from binhyen.documents.rules.layout import MEDIA_TYPES
from binhyen.forces.actions.rating import decide_year, open_year, save_ratings
from binhyen.forces.components.ratings import rows_of, shares_of
from binhyen.forces.forms.ratings import DecideForm, YearForm, as_sent, grid_of
from binhyen.forces.models import RatingYear
from binhyen.forces.permissions import may_decide_ratings, may_rate, may_save_ratings
from binhyen.forces.queries.ratings import Sheet, place_names, sheet_of, year_seen_by, years_seen_by
from binhyen.forces.rules.rating import hindering
from binhyen.forces.rules.rating_pack import year_to_rate
from binhyen.kernel.findings import Finding, Refusal
from binhyen.ui.http import Request, signed_in

_ROWS = 40


@signed_in
@require_safe
def ratings(request: Request) -> HttpResponse:
    """List the rating years that the post sees, and offer to open the one that is due."""
    page = Paginator(years_seen_by(request.actor), _ROWS).get_page(request.GET.get("page"))
    today, names = request.now.date(), place_names(page, request.now.date())
    context = {
        "page": page,
        "rows": [(row, names.get(row.place_id, "")) for row in page],
        "may_rate": may_rate(request.actor, request.actor.place_path),
        "form": YearForm(initial={"year": year_to_rate(today) or today.year}),
    }
    return render(request, "forces/ratings.html", context)


@signed_in
@require_POST
def open_ratings(request: Request) -> HttpResponse:
    """Open a year for the post's own commune."""
    form, actor = YearForm(request.POST), request.actor
    may_rate(actor, actor.place_path).require()
    if not form.is_valid():
        messages.error(request, gettext("Write the year that is rated, as 2026."))
        return redirect("forces:ratings")
    made = open_year(place_id=actor.place_id, year=form.cleaned_data["year"], by=actor, at=request.now)
    return redirect("forces:rating_year", made.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rating_year(request: Request, year_id: int) -> HttpResponse:
    """Show the grid of a year with what stands against each level; save it whole."""
    year = year_seen_by(request.actor, year_id)
    sheet = sheet_of(year)
    if request.method != "POST":
        return _grid(request, year, sheet)
    grid = grid_of(request.POST, sheet)
    try:
        save_ratings(year_id=year_id, levels=grid.levels, version=grid.version, by=request.actor, at=request.now)
    except Refusal as refusal:
        return _grid(request, year, as_sent(sheet, grid), refusal)
    messages.success(request, gettext("The rating was saved."))
    return redirect("forces:rating_year", year_id)


def _grid(request: Request, year: RatingYear, sheet: Sheet, refusal: Refusal | None = None) -> HttpResponse:
    said: tuple[Finding, ...] = refusal.findings if refusal else ()
    context = {
        "year": year,
        "place": place_names([year], request.now.date()).get(year.place_id, ""),
        "pack": sheet.pack,
        "window": sheet.pack.window(year.year),
        "levels": sheet.pack.levels.items(),
        "rows": rows_of(sheet),
        "shares": shares_of(sheet),
        "over_all": sheet.found.get(0, ()),
        "wrong": len(hindering(sheet.found)),
        "findings": said,
        "may_save": may_save_ratings(request.actor, year),
        "may_decide": may_decide_ratings(request.actor, year),
    }
    return render(request, "forces/rating_year.html", context, status=refusal.status if refusal else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide_ratings(request: Request, year_id: int) -> HttpResponse:
    """Let the chair decide on a year: its letter is numbered and issued."""
    year = year_seen_by(request.actor, year_id)
    may_decide_ratings(request.actor, year).require()
    form = DecideForm(request.POST or None, initial={"on": request.now.date()})
    if form.is_valid():
        try:
            decide_year(year_id=year_id, signing=form.signing(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, gettext("The rating was decided and its decision issued."))
            return redirect("forces:rating_year", year_id)
    sheet = sheet_of(year)
    context = {
        "year": year,
        "form": form,
        "shares": shares_of(sheet),
        "wrong": len(hindering(sheet.found)),
    }
    return render(request, "forces/decide_ratings.html", context, status=409 if form.errors else 200)


@signed_in
@require_safe
def rating_paper(request: Request, year_id: int, word: str) -> HttpResponse:
    """Answer with the decision on a year's rating, for those who see the rating."""
    form, year = wanted_format(word), year_seen_by(request.actor, year_id)
    if year.document is None:
        raise Http404
    content = rendition(document_id=year.document.pk, format=form, at=request.now)
    return file_answer(content, MEDIA_TYPES[form], file_name(year.document, form))
