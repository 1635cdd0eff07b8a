"""The registers of today's Bắc Ninh: what a visitor finds to look at and to go on with at each desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from binhyen.accounts.models import Account, Post
from binhyen.accounts.queries import actor_of
from binhyen.awards.actions.settling import settle_province
from binhyen.awards.rules.shelf import law
from binhyen.campaigns.actions.conferences import Invitation, check_in, invite, lay_out_programme
from binhyen.campaigns.models import Event
from binhyen.forces.actions.rating import open_year
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
    scene = Scene(desks.place, desks.post, TODAY)
    write_book(pack["books"], scene)
    for said in pack["imports"]:
        bring(said, home.officer)
    _hold_conference(scene.known["conference"], pack["delegates"], stage.province.officer)
    _rate(home)
    _settle(stage.province.officer)


def _hold_conference(record_id: int, delegates: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Lay the programme of today's conference out, invite its delegates, and let the first of them in."""
    event, at = Event.objects.get(record_id=record_id, superseded_at=None), on_day(TODAY)
    lay_out_programme(event=event, by=by, at=at)
    lines = [Invitation(str(one["agency"]), str(one["role"]), int(one["seats"])) for one in delegates]
    seats = invite(event=event, lines=lines, by=by, at=at)
    for seat in seats[:: len(delegates)]:
        check_in(event=event, record_id=seat.record_id, by=by, at=at)


def _rate(home: Desk) -> None:
    """Open the year in which the home commune's teams and members are rated; the levels are the visitor's to give."""
    open_year(place_id=home.place.place_id, year=TODAY.year, by=home.officer, at=on_day(TODAY))


def _settle(by: Actor) -> None:
    """Let the province settle about its council what the packs hold as an example."""
    (example,) = law().examples
    settle_province(council=example.council, valid_from=example.since, by=by, at=on_day(SINCE))


class _Desks:
    """The places and posts that the words of a book mean: the home commune where they say nothing."""

    def __init__(self, stage: Stage, home: Desk) -> None:
        self.stage = stage
        self.home = home
        self.areas = _areas(home)

    def place(self, word: str) -> int:
        """Return the id of "province", of "area:1" (the area of home whose head can be tried), or of home."""
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


def _areas(home: Desk) -> list[PlaceVersion]:
    """Return the residential areas of the home commune; first that of the head whose account can be tried."""
    rows = list(areas_under(home.place.path, TODAY))
    head = Post.objects.filter(role=Role.RESIDENTIAL_HEAD, place_id__in=[one.place_id for one in rows]).first()
    return sorted(rows, key=lambda one: head is None or one.place_id != head.place_id)


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
