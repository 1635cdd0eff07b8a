"""The registers of today's Bắc Ninh: what a visitor finds to look at and to go on with at each desk."""

from django.db import transaction

from binhyen.accounts.models import Account, Post
from binhyen.accounts.queries import actor_of
from binhyen.kernel.actors import Actor, Role
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import areas_under, place_named
from binhyen.workshop.actions.books import Scene, write_book
from binhyen.workshop.actions.bringing import bring
from binhyen.workshop.actions.entries import entries_of, write_planned
from binhyen.workshop.actions.half_way import SINCE, TODAY
from binhyen.workshop.actions.reporting import on_day
from binhyen.workshop.actions.staging import Desk, Stage
from binhyen.workshop.queries import BOOKS, cast, pack_data

PROVINCE, AREA = "province", "area"


@transaction.atomic
def play_living(stage: Stage) -> None:
    """Write the books of the pack: over all communes first, then entry after entry at the home commune and above."""
    pack = pack_data(BOOKS)
    write_planned(entries_of(pack), by=stage.province.officer, at=on_day(TODAY))
    home = stage.communes[place_named(str(pack["home"]), SINCE).place_id]
    desks = _Desks(stage, home)
    write_book(pack["books"], Scene(desks.place, desks.post, TODAY))
    for said in pack["imports"]:
        bring(said, home.officer)


class _Desks:
    """The places and posts that the words of a book mean: the home commune where they say nothing."""

    def __init__(self, stage: Stage, home: Desk) -> None:
        self.stage = stage
        self.home = home
        self.areas: list[PlaceVersion] = list(areas_under(home.place.path, TODAY))

    def place(self, word: str) -> int:
        """Return the id of "province", of "area:1" (the first residential area of home), or of home."""
        if word == PROVINCE:
            return self.stage.province.place.place_id
        kind, _, number = word.partition(":")
        return self.areas[int(number) - 1].place_id if kind == AREA else self.home.place.place_id

    def post(self, word: str, place_id: int) -> Actor:
        """Return the officer of the place, the province's, or the named account of the association."""
        if word == "association":
            return _association()
        above = word == PROVINCE or place_id == self.stage.province.place.place_id
        return self.stage.province.officer if above else self.home.officer


def _association() -> Actor:
    """Return who keeps the registers of the association at the province."""
    member = next(one for one in cast() if one.role is Role.ASSOCIATION_OFFICER)
    account = Account.objects.get(username=member.username)
    post = Post.objects.get(role=Role.ASSOCIATION_OFFICER, title=member.title)
    actor = actor_of(account.pk, post.pk, TODAY)
    if actor is None:
        msg = f"nobody sits at the post of {member.username}"
        raise LookupError(msg)
    return actor
