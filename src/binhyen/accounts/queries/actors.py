"""Who acts: posts held on a day, and the actor at one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from allauth.mfa.models import Authenticator
from django.db.models import F, FilteredRelation, Model, Q, QuerySet

from binhyen.accounts.models import Holding
from binhyen.kernel.actors import Actor, Role
from binhyen.places.models import PlaceVersion
from binhyen.places.queries.versions import scopes_of
from binhyen.places.rules.kinds import PlaceKind, Tier, full_name

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that an account holds on a day, with the place as it is called on that day."""

    post_id: int
    role: Role
    title: str
    agency: str
    authority: str
    place_id: int
    place_name: str
    path: str
    since: date
    until: date | None

    @property
    def label(self) -> str:
        """Title and place: "Cán bộ phong trào · Xã An Phú"."""
        return f"{self.title} · {self.place_name}"


def in_force(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row (or the one at `prefix`) is in force on a day."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on}))


def posts_held(account_id: int, on: date) -> tuple[HeldPost, ...]:
    """Return the posts that an account holds on a day, longest held first: one query."""
    return posts_held_by([account_id], on).get(account_id, ())


def posts_held_by(account_ids: Iterable[int], on: date) -> dict[int, tuple[HeldPost, ...]]:
    """Return the posts that accounts hold on a day, by account, longest held first: one query for all."""
    held = Holding.objects.filter(in_force(on), in_force(on, "post__"), account_id__in=account_ids)
    rows = placed(held, on).select_related("post").order_by("valid_from", "id")
    found: dict[int, tuple[HeldPost, ...]] = {}
    for row in rows:
        found[row.account_id] = (*found.get(row.account_id, ()), held_post(row, row))
    return found


def placed(rows: QuerySet[M], on: date, prefix: str = "") -> QuerySet[M]:
    """Return rows (their holdings at `prefix`) with what the post's place was on a day; none whose place was not."""
    version = f"{prefix}post__place__versions"
    there = rows.annotate(version=FilteredRelation(version, condition=in_force(on, f"{version}__")))
    found: QuerySet[M] = there.filter(version__isnull=False).annotate(
        place_kind=F("version__kind"), place_name=F("version__name"), path=F("version__path")
    )
    return found


def held_post(row: Holding, placed: object) -> HeldPost:
    """Return a holding as a value; `placed` carries what the query found of the post's place."""
    kind, name, path = (getattr(placed, field) for field in ("place_kind", "place_name", "path"))
    post = row.post
    return HeldPost(
        post_id=post.pk,
        role=Role(post.role),
        title=post.title,
        agency=post.agency,
        authority=post.authority,
        place_id=post.place_id,
        place_name=full_name(PlaceKind(kind), name),
        path=path,
        since=row.valid_from,
        until=row.valid_to,
    )


@dataclass(frozen=True, slots=True)
class PlaceOn:
    """A place as it was on a day."""

    place_id: int
    tier: Tier
    name: str
    path: str


def place_on(place_id: int, on: date) -> PlaceOn | None:
    """Return a place as it was on a day; None when it did not exist."""
    row = PlaceVersion.objects.filter(in_force(on), place_id=place_id).select_related("place").first()
    if row is None:
        return None
    return PlaceOn(place_id, Tier(row.place.tier), full_name(PlaceKind(row.kind), row.name), row.path)


def place_path(place_id: int, on: date) -> str:
    """Return the path of a place on a day, or the last one before it when the place has ended; "" when unknown."""
    rows = PlaceVersion.objects.filter(place_id=place_id, valid_from__lte=on).order_by("-valid_from")
    return rows.values_list("path", flat=True).first() or ""


def actor_of(account_id: int, post_id: int | None, on: date) -> Actor | None:
    """Return who acts: the account at the chosen post, else at the one held longest; None without a post in force.

    Three or four queries: the posts held, and what the chosen one's place covers (its merged parts too).
    """
    held = posts_held(account_id, on)
    return actor_at(account_id, choose_post(held, post_id), on) if held else None


def choose_post(held: tuple[HeldPost, ...], post_id: int | None) -> HeldPost:
    """Return the chosen post of those held, else the one held longest. There must be one."""
    return next((post for post in held if post.post_id == post_id), held[0])


def actor_at(account_id: int, post: HeldPost, on: date) -> Actor:
    """Return the account as it acts at one of its posts on a day."""
    return Actor(
        account_id=account_id,
        post_id=post.post_id,
        role=post.role,
        place_id=post.place_id,
        place_path=post.path,
        scopes=scopes_of(post.place_id, on),
        title=post.label,
        authority=post.authority,
    )


def without_post(account_id: int) -> Actor:
    """Return an account that acts at no desk: it covers nothing, and so may do nothing but look after itself."""
    return Actor(account_id, 0, Role.RESIDENTIAL_HEAD, 0, "", ())


def posts_answered_for(account_id: int, on: date) -> tuple[tuple[Role, str], ...]:
    """Return role and place path of the posts that decide who looks after an account.

    Those held on the day or later; when there are none, those held last.
    """
    rows = Holding.objects.filter(account_id=account_id).exclude(valid_to=F("valid_from"))
    found = list(rows.select_related("post").order_by("-valid_from"))
    chosen = [row for row in found if row.valid_to is None or row.valid_to > on] or found[:1]
    paths = _latest_paths({row.post.place_id: max(on, row.post.valid_from) for row in chosen})
    return tuple((Role(row.post.role), paths.get(row.post.place_id, "")) for row in chosen)


def _latest_paths(days: Mapping[int, date]) -> dict[int, str]:
    """Return the path of each place on its day, or the last one before it: one query."""
    rows = PlaceVersion.objects.filter(place_id__in=days).order_by("valid_from")
    listed = rows.values_list("place_id", "valid_from", "path")
    return {place_id: path for place_id, start, path in listed if start <= days[place_id]}


def has_second_factor(account_id: int) -> bool:
    """Tell whether an account has set up its second factor."""
    return bool(Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).exists())
