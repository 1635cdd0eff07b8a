"""The boards that a post keeps, and those shared with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from binhyen.accounts.models import Post
from binhyen.accounts.queries import in_force
from binhyen.analytics.models import BoardShare, SavedBoard
from binhyen.analytics.rules.keeping import Reach, With, place_of, seen_from
from binhyen.kernel.actors import Actor
from binhyen.kernel.trees import ancestors, node_of
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.rules.kinds import Tier

_MOST = 200
_WITH_SOMETHING_BELOW = (Tier.NATION, Tier.PROVINCE, Tier.DISTRICT)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board of the list: whose it is, with whom it is shared."""

    board: SavedBoard
    own: bool
    shares: Sequence[BoardShare]


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom a post may share boards: posts and agencies of its place; everybody below where anybody is."""

    posts: Sequence[Post]
    agencies: Sequence[str]
    below: bool

    def allows(self, wanted: With) -> bool:
        """Tell whether a board may be shared so."""
        if wanted.reach is Reach.POST:
            return any(one.pk == wanted.post_id for one in self.posts)
        return self.below if wanted.reach is Reach.BELOW else wanted.agency in self.agencies


def boards_seen_by(actor: Actor) -> QuerySet[SavedBoard]:
    """Return the boards that a post keeps or was given, newest first."""
    shared = BoardShare.objects.filter(_given(actor), ended_at=None).values("board_id")
    rows = SavedBoard.objects.filter(Q(post_id=actor.post_id) | Q(pk__in=shared), removed_at=None)
    return rows.select_related("post__place").order_by("-at", "-pk")


def _given(actor: Actor) -> Q:
    """Return the condition that a share reaches a post: itself, from above, or by its agency in its own place."""
    above = [node_of(path) for path in ancestors(actor.place_path)[:-1]]
    agency = Post.objects.filter(pk=actor.post_id).exclude(agency="").values("agency")
    return (
        Q(post_id=actor.post_id)
        | Q(reach=Reach.BELOW, board__post__place_id__in=above)
        | Q(reach=Reach.AGENCY, board__post__place_id=actor.place_id, agency__in=agency)
    )


def board_seen_by(actor: Actor, board_id: int) -> SavedBoard:
    """Return one of them; any other does not exist (404)."""
    found = boards_seen_by(actor).filter(pk=board_id).first()
    if found is None:
        raise Http404
    return found


def address_for(actor: Actor, board: SavedBoard) -> str:
    """Return where a board opens for a person: of a place that their post does not cover, their own instead."""
    named = place_of(board.address)
    if named is None:
        return board.address
    paths = PlaceVersion.objects.filter(place_id=named).values_list("path", flat=True)
    return board.address if any(actor.covers(path) for path in paths) else seen_from(board.address)


def board_rows(actor: Actor) -> list[BoardRow]:
    """Return the rows of the list: two queries."""
    boards = list(boards_seen_by(actor)[:_MOST])
    own = [one.pk for one in boards if one.post_id == actor.post_id]
    given: dict[int, list[BoardShare]] = {}
    for share in BoardShare.objects.filter(board_id__in=own, ended_at=None).select_related("post").order_by("pk"):
        given.setdefault(share.board_id, []).append(share)
    return [BoardRow(one, one.post_id == actor.post_id, given.get(one.pk, ())) for one in boards]


def tier_of(place_id: int) -> str:
    """Return the tier of a post's place: one query."""
    return Place.objects.values_list("tier", flat=True).get(pk=place_id)


def sharing_of(actor: Actor, on: date) -> Sharing:
    """Return with whom a person may share boards on a day, by title: two queries.

    Posts are those that somebody can hold on the day.
    """
    rows = Post.objects.filter(in_force(on), place_id=actor.place_id).exclude(pk=actor.post_id)
    posts = list(rows.order_by("title", "pk"))
    below = Place.objects.filter(pk=actor.place_id, tier__in=_WITH_SOMETHING_BELOW).exists()
    return Sharing(posts, sorted({one.agency for one in posts if one.agency}), below)
