"""Reads of API keys: one's own, and who acts by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from binhyen.accounts.models import ApiToken
from binhyen.accounts.queries.actors import actor_at, held_post, in_force, placed
from binhyen.database.prepared import Prepared
from binhyen.kernel.actors import Actor
from binhyen.kernel.scopes import Scope


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who acts by a key, and what for."""

    token_id: int
    actor: Actor
    scopes: frozenset[Scope]
    last_used_on: date | None


def bearer_of(digest: str, on: date) -> Bearer | None:
    """Return who acts by the key with this digest; None when the key acts for nobody on the day.

    It acts while it is not revoked nor past its last day, its account is open with a password of its own, and the
    account still holds the post for which it was made. One query, and those for what the post's place covers.
    """
    found = _BY_DIGEST[bool(settings.DEMONSTRATION)](digest, on)
    if not found:
        return None
    (token,) = found
    actor = actor_at(token.holding.account_id, held_post(token.holding, token), on)
    return Bearer(token.pk, actor, scopes_read(token.scopes), token.last_used_on)


def _by_digest(digest: str, on: date) -> QuerySet[ApiToken]:
    return _acting(ApiToken.objects.filter(digest=digest), on)


def _acting(rows: QuerySet[ApiToken], on: date) -> QuerySet[ApiToken]:
    rows = rows.filter(
        in_force(on, "holding__"),
        in_force(on, "holding__post__"),
        holding__account__is_active=True,
        holding__account__must_change_password=False,
        revoked_at=None,
        expires_on__gte=on,
    )
    if not settings.DEMONSTRATION:
        rows = rows.filter(holding__account__demonstration=False)
    return placed(rows, on, "holding__").select_related("holding__post")


_BY_DIGEST = {demonstration: Prepared(_by_digest, "digest", date(1111, 11, 11)) for demonstration in (False, True)}
"""Asked with every request of a program. What may act differs in the demonstration."""


def scopes_read(written: str) -> frozenset[Scope]:
    """Return the scopes of a key; a word that no longer means anything grants nothing."""
    return frozenset(Scope(word) for word in written.split() if word in set(Scope))


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key as its owner sees it."""

    token_id: int
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    post: str
    created_at: datetime
    expires_on: date
    last_used_on: date | None
    works: bool
    revoked: bool


def keys_of(account_id: int, on: date) -> tuple[OwnKey, ...]:
    """Return all keys that an account ever made, those that work first, newest first: two queries."""
    rows = ApiToken.objects.filter(holding__account_id=account_id).select_related("holding__post")
    listed = list(rows.order_by("-created_at", "-id"))
    working = _working((row.pk for row in listed), on)
    keys = [_own(row, works=row.pk in working) for row in listed]
    return tuple(sorted(keys, key=lambda key: not key.works))


def _working(token_ids: Iterable[int], on: date) -> set[int]:
    return {row.pk for row in _acting(ApiToken.objects.filter(pk__in=list(token_ids)), on)}


def _own(row: ApiToken, *, works: bool) -> OwnKey:
    granted = scopes_read(row.scopes)
    return OwnKey(
        token_id=row.pk,
        name=row.name,
        prefix=row.prefix,
        scopes=tuple(scope for scope in Scope if scope in granted),
        post=row.holding.post.title,
        created_at=row.created_at,
        expires_on=row.expires_on,
        last_used_on=row.last_used_on,
        works=works,
        revoked=row.revoked_at is not None,
    )


def own_token(account_id: int, token_id: int) -> ApiToken:
    """Return a key of an account; what is another's is not there."""
    token = ApiToken.objects.filter(pk=token_id, holding__account_id=account_id).select_related("holding__post").first()
    if token is None:
        raise Http404
    return token
