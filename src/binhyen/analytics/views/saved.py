"""The boards that a post keeps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from binhyen.analytics.actions import boards as actions
from binhyen.analytics.components.frames import tabs
from binhyen.analytics.forms.keeping import SaveBoardForm, ShareBoardForm
from binhyen.analytics.permissions.boards import may_see_boards
from binhyen.analytics.queries.boards import board_rows, posts_to_share_with
from binhyen.analytics.rules import addresses
from binhyen.ui.http import Request, signed_in


@signed_in
@require_safe
def saved_boards(request: Request) -> HttpResponse:
    """List the boards that the person's post keeps, and those that others share with it."""
    actor = request.actor
    may_see_boards(actor).require()
    context = {
        "rows": board_rows(actor),
        "posts": list(posts_to_share_with(actor, request.now.date())),
        "tabs": tabs(addresses.SAVED, {}, ""),
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
@require_POST
def share_board(request: Request, board_id: int) -> HttpResponse:
    """Share a board with a post."""
    actions.share_board(board_id=board_id, post_id=_post(request), by=request.actor, at=request.now)
    return redirect(addresses.SAVED)


@signed_in
@require_POST
def unshare_board(request: Request, board_id: int) -> HttpResponse:
    """Take a board back from a post."""
    actions.unshare_board(board_id=board_id, post_id=_post(request), by=request.actor, at=request.now)
    return redirect(addresses.SAVED)


@signed_in
@require_POST
def remove_board(request: Request, board_id: int) -> HttpResponse:
    """Remove a board."""
    actions.remove_board(board_id=board_id, by=request.actor, at=request.now)
    return redirect(addresses.SAVED)


def _post(request: Request) -> int:
    form = ShareBoardForm(request.POST)
    return form.cleaned_data["post"] if form.is_valid() else 0
