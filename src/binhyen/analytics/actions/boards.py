"""Boards that posts keep: kept, shared in the place or with those below, taken back, removed."""

from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate

from binhyen.analytics.models import BoardShare, SavedBoard
from binhyen.analytics.permissions.boards import may_change_board, may_keep_boards
from binhyen.analytics.queries.boards import board_seen_by, sharing_of
from binhyen.analytics.rules.keeping import With, amount_findings, board_findings
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
def share_board(*, board_id: int, wanted: With, by: Actor, at: datetime) -> BoardShare:
    """Share a board; sharing again changes nothing. 404 for those with whom the post may not share.

    Whoever opens it sees what their own post may see, and of a place that they do not cover their own.
    """
    board = _own(board_id, by)
    if not sharing_of(by, localdate(at)).allows(wanted):
        raise Http404
    same = BoardShare.objects.filter(board=board, reach=wanted.reach, agency=wanted.agency, ended_at=None)
    share = (same.filter(post_id=wanted.post_id) if wanted.post_id else same).first()
    if share is None:
        share = BoardShare(board=board, reach=wanted.reach, post_id=wanted.post_id, agency=wanted.agency, at=at)
        share.save()
        _note("share_board", board, by, at, share)
    return share


@transaction.atomic
def unshare_board(*, board_id: int, share_id: int, by: Actor, at: datetime) -> None:
    """Take a board back: from that moment nobody sees it by this share."""
    board = _own(board_id, by)
    share = BoardShare.objects.filter(board=board, pk=share_id, ended_at=None).first()
    if share is not None:
        share.ended_at = at
        share.save(update_fields=["ended_at"])
        _note("unshare_board", board, by, at, share)


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


def _note(verb: str, board: SavedBoard, by: Actor, at: datetime, share: BoardShare | None = None) -> None:
    data = {} if share is None else {"share": share.pk, "reach": share.reach, "post": share.post_id}
    record(Deed(f"analytics.{verb}", "saved_board", board.pk, by.place_path, data), by=by, at=at)
