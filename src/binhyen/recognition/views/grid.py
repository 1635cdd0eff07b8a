"""The grid in which an office types many residential areas from their signed papers."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from binhyen.kernel.findings import Refusal
from binhyen.recognition.actions.answering import save_answers_on_paper
from binhyen.recognition.forms.grid import Grid, PaperForm, shown, typed
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.permissions import may_enter_grid
from binhyen.recognition.queries.packs import frame_of
from binhyen.recognition.queries.pages import answers_of, grid_dossiers, unregistered_here
from binhyen.recognition.queries.rounds import round_seen_by
from binhyen.ui.http import Request, signed_in
from binhyen.units.rules.kinds import UnitKind

_ROWS = 20
_KIND = UnitKind.RESIDENTIAL_AREA


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def paper_grid(request: Request, round_id: int) -> HttpResponse:
    """Show the grid; save all of it or nothing, with every finding at its cell."""
    opened = round_seen_by(request.actor, round_id)
    may_enter_grid(request.actor).require()
    page = Paginator(grid_dossiers(request.actor, opened, _KIND), _ROWS).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    paper = PaperForm(request.POST or None)
    grid = _grid(request, rows, paper)
    status = 200
    if request.method == "POST":
        grid, status = _save(request, grid, paper)
    if status == 302:  # noqa: PLR2004 - saved: the page is loaded again
        return redirect(f"{request.path}?page={page.number}")
    return _shown(request, opened, page, grid, paper, status)


def _grid(request: Request, rows: list[Dossier], paper: PaperForm) -> Grid | None:
    """Return the grid as saved, or as typed."""
    if not rows:
        return None
    frame, answers = frame_of(rows[0]), answers_of(rows)
    alike = [row for row in rows if row.pack_id == rows[0].pack_id]
    if request.method != "POST":
        return shown(frame, alike, answers)
    signed_on = paper.cleaned_data.get("signed_on") if paper.is_valid() else None
    return typed(frame, alike, answers, request.POST, signed_on)


def _save(request: Request, grid: Grid | None, paper: PaperForm) -> tuple[Grid | None, int]:
    if grid is None or grid.is_wrong or not paper.is_valid():
        return grid, 422
    if not grid.entries:
        messages.info(request, gettext("Nothing was changed."))
        return grid, 302
    try:
        count = save_answers_on_paper(entries=grid.entries, by=request.actor, at=request.now)
    except Refusal as refusal:
        return grid.told(refusal.findings), refusal.status
    messages.success(request, gettext("%(count)s dossiers were entered from paper.") % {"count": count})
    return grid, 302


def _shown(
    request: Request, opened: Round, page: Page[Dossier], grid: Grid | None, paper: PaperForm, status: int
) -> HttpResponse:
    context = {
        "round": opened,
        "page": page,
        "grid": grid,
        "paper": paper,
        "unregistered": unregistered_here(request.actor, opened, _KIND),
    }
    return render(request, "recognition/paper_grid.html", context, status=status)
