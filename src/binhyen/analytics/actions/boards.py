"""Boards that posts keep: kept, shared with another post of the place, taken back, removed."""

from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate

from binhyen.analytics.models import BoardShare, SavedBoard
from binhyen.analytics.permissions.boards import may_change_board, may_keep_boards
from binhyen.analytics.queries.boards import board_seen_by, posts_to_share_with
from binhyen.analytics.rules.keeping import amount_findings, board_findings
from binhyen.audit.actions import Deed, record
from binhyen.database.locks import lock
from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import refuse


@transaction.atomic
def save_board(*, name: str, address: str, by: Actor, at: datetime) -> SavedBoard:
    """Keep a page as a board of the person's post. Refused: no name, no page of boards, too many boards."""
    may_keep_boards(by).require()
    lock(f"analytics.boards.{by.post_id}")
    refuse(board_findings(name, address))
    refuse(amount_findings(SavedBoard.objects.filter(post_id=by.post_id, removed_at=None).count()))
    board = SavedBoard.objects.create(
        name=name.strip(), address=address, post_id=by.post_id, at=at, by_account=by.account_id
    )
    _note("save_board", board, by, at)
    return board


@transaction.atomic
def share_board(*, board_id: int, post_id: int, by: Actor, at: datetime) -> BoardShare:
    """Share a board with another post of the own place; sharing again changes nothing. 404 for other posts."""
    board = _own(board_id, by)
    post = posts_to_share_with(by, localdate(at)).filter(pk=post_id).first()
    if post is None:
        raise Http404
    share, made = BoardShare.objects.get_or_create(board=board, post=post, ended_at=None, defaults={"at": at})
    if made:
        _note("share_board", board, by, at, post.pk)
    return share


@transaction.atomic
def unshare_board(*, board_id: int, post_id: int, by: Actor, at: datetime) -> None:
    """Take a board back from a post."""
    board = _own(board_id, by)
    if BoardShare.objects.filter(board=board, post_id=post_id, ended_at=None).update(ended_at=at):
        _note("unshare_board", board, by, at, post_id)


@transaction.atomic
def remove_board(*, board_id: int, by: Actor, at: datetime) -> None:
    """Remove a board from the lists of its post and of all that it was shared with."""
    board = _own(board_id, by)
    board.removed_at = at
    board.save(update_fields=["removed_at"])
    _note("remove_board", board, by, at)


def _own(board_id: int, by: Actor) -> SavedBoard:
    board = SavedBoard.objects.select_for_update().get(pk=board_seen_by(by, board_id).pk)
    may_change_board(by, board).require()
    return board


def _note(verb: str, board: SavedBoard, by: Actor, at: datetime, post_id: int | None = None) -> None:
    data = {} if post_id is None else {"post": post_id}
    record(Deed(f"analytics.{verb}", "saved_board", board.pk, by.place_path, data), by=by, at=at)
