"""The boards that a post keeps, and those shared with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.accounts.models import Post
from binhyen.accounts.queries import in_force
from binhyen.analytics.models import BoardShare, SavedBoard
from binhyen.kernel.actors import Actor

_MOST = 200


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board of the list: whose it is, with whom it is shared."""

    board: SavedBoard
    own: bool
    shares: Sequence[BoardShare]


def boards_seen_by(actor: Actor) -> QuerySet[SavedBoard]:
    """Return the boards that a post keeps or was given, newest first."""
    shared = BoardShare.objects.filter(post_id=actor.post_id, ended_at=None).values("board_id")
    rows = SavedBoard.objects.filter(Q(post_id=actor.post_id) | Q(pk__in=shared), removed_at=None)
    return rows.select_related("post__place").order_by("-at", "-pk")


def board_seen_by(actor: Actor, board_id: int) -> SavedBoard:
    """Return one of them; any other does not exist (404)."""
    found = boards_seen_by(actor).filter(pk=board_id).first()
    if found is None:
        raise Http404
    return found


def board_rows(actor: Actor) -> list[BoardRow]:
    """Return the rows of the list: two queries."""
    boards = list(boards_seen_by(actor)[:_MOST])
    own = [one.pk for one in boards if one.post_id == actor.post_id]
    given: dict[int, list[BoardShare]] = {}
    for share in BoardShare.objects.filter(board_id__in=own, ended_at=None).select_related("post").order_by("pk"):
        given.setdefault(share.board_id, []).append(share)
    return [BoardRow(one, one.post_id == actor.post_id, given.get(one.pk, ())) for one in boards]


def posts_to_share_with(actor: Actor, on: date) -> QuerySet[Post]:
    """Return the other posts of the person's own place that somebody can hold on a day, by title."""
    rows = Post.objects.filter(in_force(on), place_id=actor.place_id).exclude(pk=actor.post_id)
    return rows.order_by("title", "pk")
