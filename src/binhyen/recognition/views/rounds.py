"""Pages of rounds: the years, one round with its figures, opening and setting one, the table as a workbook."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.accounts.forms.refusals import add_refusal
from binhyen.kernel.findings import Refusal
from binhyen.recognition.actions import rounds as writes
from binhyen.recognition.components import overview
from binhyen.recognition.components.words import kind_name
from binhyen.recognition.forms.rounds import SettingsForm, year_asked
from binhyen.recognition.permissions import may_in_bulk, may_open_round
from binhyen.recognition.queries.pages import districts_of, units_to_open
from binhyen.recognition.queries.rounds import (
    communes_of_round,
    round_overview,
    round_seen_by,
    rounds_seen_by,
    settings_of_round,
)
from binhyen.recognition.rules.rights import Ability
from binhyen.recognition.rules.settings import default_settings
from binhyen.sheets.writers import MEDIA_TYPE, write_table
from binhyen.ui.http import Request, signed_in

_ROWS = 25


@signed_in
@require_safe
def rounds(request: Request) -> HttpResponse:
    """Show the rounds of all years."""
    page = Paginator(rounds_seen_by(request.actor), _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [overview.round_row(one) for one in page.object_list],
        "may_open": may_open_round(request.actor, request.actor.place_path),
    }
    return render(request, "recognition/rounds.html", context)


@signed_in
@require_safe
def round(request: Request, round_id: int) -> HttpResponse:  # noqa: A001 - the word of the field
    """Show how a round stands, by kind and by commune; every number opens."""
    opened, today = round_seen_by(request.actor, round_id), request.now.date()
    every = communes_of_round(request.actor, opened, today)
    asked = overview.CommuneQuery.of(request.GET)
    page = Paginator(overview.communes_chosen(every, asked), _ROWS).get_page(request.GET.get("page"))
    kinds = round_overview(request.actor, opened, today)
    context = {
        "round": opened,
        "settings": settings_of_round(opened),
        "kinds": overview.kind_rows(opened, kinds),
        "headings": overview.columns_of_kinds(),
        "unappraised": overview.unappraised(kinds),
        "legend": overview.legend(),
        "page": page,
        "rows": [overview.commune_row(opened, one, today) for one in page.object_list],
        "chips": overview.commune_chips(every),
        "asked": asked,
        "districts": districts_of(opened),
        "may_appraise": may_in_bulk(request.actor, Ability.APPRAISE),
        "may_set": may_open_round(request.actor, opened.province_path),
    }
    return render(request, "recognition/round.html", context)


@signed_in
@require_safe
def export_round(request: Request, round_id: int) -> HttpResponse:
    """Answer with the table of communes as a workbook."""
    opened, today = round_seen_by(request.actor, round_id), request.now.date()
    every = communes_of_round(request.actor, opened, today)
    chosen = overview.communes_chosen(every, overview.CommuneQuery.of(request.GET))
    rows = [overview.commune_row(opened, one, today) for one in chosen]
    content = write_table(overview.export_columns(), overview.export_rows(rows))
    headers = {"Content-Disposition": f'attachment; filename="cong-nhan-{opened.year}.xlsx"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: Request) -> HttpResponse:
    """Open a year: its settings, and what it would take in."""
    actor = request.actor
    may_open_round(actor, actor.place_path).require()
    year = year_asked(request.POST.get("year") or request.GET.get("year"), request.now.date())
    form = SettingsForm(request.POST or None, default_settings(year))
    if form.is_valid():
        wanted = form.settings()
        try:
            done = writes.open_round(province_id=actor.place_id, year=year, settings=wanted, by=actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("recognition:round", done.round.pk)
    preview = [(kind_name(kind), count) for kind, count in units_to_open(actor.place_path, year).items()]
    context = {"form": form, "year": year, "preview": preview}
    return render(request, "recognition/open_round.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def set_round(request: Request, round_id: int) -> HttpResponse:
    """Change a round's settings while nothing is decided."""
    opened = round_seen_by(request.actor, round_id)
    may_open_round(request.actor, opened.province_path).require()
    form = SettingsForm(request.POST or None, settings_of_round(opened))
    if form.is_valid():
        try:
            writes.change_round_settings(round_id=round_id, settings=form.settings(), by=request.actor, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("recognition:round", round_id)
    return render(request, "recognition/set_round.html", {"form": form, "round": opened})
