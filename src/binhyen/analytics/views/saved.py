"""The boards that a post keeps."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.analytics.actions import boards as actions
from binhyen.analytics.components.frames import tabs
from binhyen.analytics.components.sharing import share_choices
from binhyen.analytics.forms.keeping import SaveBoardForm, ShareBoardForm, UnshareBoardForm
from binhyen.analytics.permissions.boards import may_see_boards
from binhyen.analytics.queries.boards import address_for, board_rows, board_seen_by, sharing_of, tier_of
from binhyen.analytics.rules import addresses
from binhyen.reports.rules.asking import day_of
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def saved_boards(request: Request) -> HttpResponse:
    """List the boards that the person's post keeps, and those that others share with it."""
    actor = request.actor
    may_see_boards(actor).require()
    context = {
        "rows": board_rows(actor),
        "choices": share_choices(sharing_of(actor, day_of(request.now))),
        "tabs": tabs(addresses.SAVED, {}, tier_of(actor.place_id)),
    }
    return render(request, "analytics/saved_boards.html", context)


@signed_in
@require_POST
def save_board(request: Request) -> HttpResponse:
    """Keep the page that was open under a name."""
    form = SaveBoardForm(request.POST)
    form.is_valid()
    name, address = form.data.get("name", ""), form.data.get("address", "")
    actions.save_board(name=name, address=address, by=request.actor, at=request.now)
    messages.success(request, gettext("The board is kept."))
    return redirect(addresses.SAVED)


@signed_in
@require_safe
def open_board(request: Request, board_id: int) -> HttpResponse:
    """Lead to a board as this person may see it: of a place that they do not cover to the same page of their own."""
    board = board_seen_by(request.actor, board_id)
    address = address_for(request.actor, board)
    if address != board.address:
        messages.info(request, gettext("This board was made for another place; you see the one that your post covers."))
    return redirect(address)


@signed_in
@require_POST
def share_board(request: Request, board_id: int) -> HttpResponse:
    """Share a board."""
    form = ShareBoardForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.share_board(board_id=board_id, wanted=form.cleaned_data["whom"], by=request.actor, at=request.now)
    return redirect(addresses.SAVED)


@signed_in
@require_POST
def unshare_board(request: Request, board_id: int) -> HttpResponse:
    """Take a board back."""
    form = UnshareBoardForm(request.POST)
    share = form.cleaned_data["share"] if form.is_valid() else 0
    actions.unshare_board(board_id=board_id, share_id=share, by=request.actor, at=request.now)
    return redirect(addresses.SAVED)


@signed_in
@require_POST
def remove_board(request: Request, board_id: int) -> HttpResponse:
    """Remove a board."""
    actions.remove_board(board_id=board_id, by=request.actor, at=request.now)
    return redirect(addresses.SAVED)
