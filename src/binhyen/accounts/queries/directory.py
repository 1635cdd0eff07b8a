"""Accounts and posts as those who look after them see them: only inside what their own post covers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from binhyen.accounts.models import Account, Holding, Post
from binhyen.accounts.queries.actors import HeldPost, in_force, posts_held_by
from binhyen.database.lookups import under_any
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import label_of, versions_in_force


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of accounts is narrowed to; empty words narrow nothing."""

    text: str = ""
    role: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in a list, with the posts that it holds on the day."""

    account_id: int
    username: str
    full_name: str
    is_active: bool
    must_change_password: bool
    last_seen_at: datetime | None
    posts: tuple[HeldPost, ...]


def accounts_seen_by(actor: Actor, wanted: Wanted, on: date) -> QuerySet[Account]:
    """Return the accounts that hold or held a post in what the actor covers; operators also see those without any."""
    held = Holding.objects.filter(account=OuterRef("pk"))
    seen = Q(Exists(held.filter(under_any("post__place__versions__path", actor.scopes))))
    if actor.role is Role.OPERATOR:
        seen |= ~Q(Exists(held))
    rows = Account.objects.filter(seen).order_by("username")
    if wanted.text:
        rows = rows.filter(fold__contains=fold(wanted.text))
    if wanted.role:
        rows = rows.filter(Exists(held.filter(in_force(on), post__role=wanted.role)))
    if wanted.state:
        rows = rows.filter(is_active=wanted.state == "active")
    return rows


def account_seen_by(actor: Actor, account_id: int, on: date) -> Account:
    """Return one of these accounts; one elsewhere does not exist (404)."""
    account = accounts_seen_by(actor, Wanted(), on).filter(pk=account_id).first()
    if account is None:
        raise Http404
    return account


def rows_of(accounts: Sequence[Account], on: date) -> list[AccountRow]:
    """Return accounts as rows of a list: one more query for all of them."""
    held = posts_held_by([account.pk for account in accounts], on)
    return [
        AccountRow(
            account.pk,
            account.username,
            account.full_name,
            account.is_active,
            account.must_change_password,
            account.last_seen_at,
            held.get(account.pk, ()),
        )
        for account in accounts
    ]


def holdings_seen_by(actor: Actor, account_id: int, on: date) -> list[tuple[Holding, str]]:
    """Return what an account holds and held, latest first, with the place's name where the actor covers it."""
    rows = Holding.objects.filter(account_id=account_id).select_related("post").order_by("-valid_from", "-id")
    versions = PlaceVersion.objects.filter(place__in=rows.values("post__place"), valid_from__lte=on)
    latest = {version.place_id: version for version in versions.order_by("valid_from")}
    names = {place_id: label_of(one) for place_id, one in latest.items() if actor.covers(one.path)}
    return [(row, names.get(row.post.place_id, "")) for row in rows]


def place_seen_by(actor: Actor, place_id: int, on: date) -> PlaceVersion:
    """Return a place that the actor covers, as it is on the day or was last; any other does not exist (404)."""
    rows = PlaceVersion.objects.filter(place_id=place_id, valid_from__lte=on).select_related("place")
    version = rows.order_by("-valid_from").first()
    if version is None or not actor.covers(version.path):
        raise Http404
    return version


def posts_of_place(place_id: int) -> QuerySet[Post]:
    """Return a place's posts with everybody who held them, those still open first: a commune's may be hundreds."""
    holdings = Holding.objects.select_related("account").order_by("-valid_from", "-id")
    rows = Post.objects.filter(place_id=place_id).prefetch_related("acts_for", Prefetch("holdings", holdings))
    open_first = F("valid_to").asc(nulls_first=True)
    return rows.order_by(open_first, "role", "title", "pk")


def post_seen_by(actor: Actor, post_id: int, on: date) -> Post:
    """Return a post at a place that the actor covers; any other does not exist (404)."""
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise Http404
    place_seen_by(actor, post.place_id, on)
    return post


def places_with_codes(actor: Actor, codes: Sequence[str], on: date) -> dict[str, PlaceVersion]:
    """Return the places the actor covers by code; a code that two of them bear (areas have local ones) is left out."""
    rows = versions_in_force(on).filter(under_any("path", actor.scopes), code__in=codes).select_related("place")
    borne = Counter(row.code for row in rows)
    return {row.code: row for row in rows if borne[row.code] == 1}


def account_to_seat(actor: Actor, username: str, on: date) -> Account:
    """Return the account to be seated at a desk: one that the actor sees, or one that never held a post.

    Refused when there is none; an account elsewhere is seated by a level that covers both places.
    """
    seen = accounts_seen_by(actor, Wanted(), on) | Account.objects.filter(holdings__isnull=True)
    account = seen.filter(username=username).first()
    if account is None:
        message = gettext_noop("No account with this name is among those that you look after.")
        raise Refused(Finding("accounts.no_such_account", message, where="username"))
    return account


def places_offered(actor: Actor, text: str, on: date) -> list[tuple[int, str]]:
    """Return up to 20 places that the actor covers and whose name or code holds `text`, with what they are called."""
    rows = versions_in_force(on).filter(under_any("path", actor.scopes))
    rows = rows.filter(Q(fold__contains=fold(text)) | Q(code=text.strip())).order_by("sort_key")[:20]
    return [(row.place_id, label_of(row)) for row in rows]


def usernames_taken(usernames: Sequence[str]) -> set[str]:
    """Return those of these account names that somebody has."""
    return set(Account.objects.filter(username__in=usernames).values_list("username", flat=True))
