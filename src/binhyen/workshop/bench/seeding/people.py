"""People at their desks: one for every unit, two for every commune, the province's; and who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from binhyen.accounts.http.sessions import POST_KEY, SEEN_KEY
from binhyen.accounts.models import Account, Holding, Post
from binhyen.accounts.queries import actor_of
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.vietnamese import fold
from binhyen.places.models import PlaceVersion
from binhyen.ui.http import ticks
from binhyen.units.models import Representation, Unit
from binhyen.units.rules.kinds import UnitKind
from binhyen.workshop.bench.plan import DAY, moment
from binhyen.workshop.bench.seeding.ground import FOUNDED, Ground

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Person:
    """An account at one post."""

    role: Role
    account_id: int
    post_id: int
    place_id: int
    unit_id: int = 0

    def actor(self) -> Actor:
        """Return the person as it acts on the bench's day."""
        found = actor_of(self.account_id, self.post_id, DAY)
        if found is None:
            msg = f"{self.role} has no post on {DAY}"
            raise LookupError(msg)
        return found


@dataclass(frozen=True, slots=True)
class _Desk:
    role: Role
    place_id: int
    title: str
    unit_id: int = 0


def seed_people(ground: Ground) -> list[Person]:
    """Write an account, a post and a holding for each desk, and who speaks for which unit."""
    desks = [*_province(ground.province), *_communes(ground.communes), *_voices(ground.units)]
    accounts = [_account(number, desk) for number, desk in enumerate(desks)]
    Account.objects.bulk_create(accounts, batch_size=1_000)
    posts = [Post(role=desk.role, place_id=desk.place_id, title=desk.title, valid_from=FOUNDED) for desk in desks]
    Post.objects.bulk_create(posts, batch_size=1_000)
    pairs = list(zip(accounts, posts, strict=True))
    Holding.objects.bulk_create((Holding(account=a, post=p, valid_from=FOUNDED) for a, p in pairs), batch_size=1_000)
    speaking = [(post, desk.unit_id) for post, desk in zip(posts, desks, strict=True) if desk.unit_id]
    Representation.objects.bulk_create(
        (Representation(post=post, unit_id=unit_id, valid_from=FOUNDED) for post, unit_id in speaking), batch_size=1_000
    )
    return [
        Person(desk.role, account.pk, post.pk, desk.place_id, desk.unit_id)
        for desk, (account, post) in zip(desks, pairs, strict=True)
    ]


def _account(number: int, desk: _Desk) -> Account:
    """Build an account that no password opens; its first page of the day lies behind it."""
    made, name = moment(2025, 7, 1), f"Người {number} {desk.title}"
    return Account(
        username=f"do-tai-{number}",
        full_name=name,
        fold=fold(f"do-tai-{number} {name}"),
        password="!",  # noqa: S106 - no password at all
        created_at=made,
        password_set_at=made,
        last_seen_at=moment(DAY.year, DAY.month, DAY.day, 1),
    )


def _province(province: PlaceVersion) -> list[_Desk]:
    place = province.place_id
    return [
        _Desk(Role.PROVINCE_OFFICER, place, "Cán bộ phong trào"),
        _Desk(Role.PROVINCE_LEADER, place, "Chủ tịch UBND tỉnh"),
        _Desk(Role.AUDITOR, place, "Người kiểm tra"),
        _Desk(Role.OPERATOR, place, "Quản trị hệ thống"),
    ]


def _communes(communes: Sequence[PlaceVersion]) -> list[_Desk]:
    return [
        desk
        for one in communes
        for desk in (
            _Desk(Role.COMMUNE_OFFICER, one.place_id, "Cán bộ phong trào"),
            _Desk(Role.COMMUNE_CHAIR, one.place_id, "Chủ tịch UBND xã"),
        )
    ]


def _voices(units: Sequence[Unit]) -> list[_Desk]:
    return [
        _Desk(Role.RESIDENTIAL_HEAD, one.place_id, "Trưởng thôn")
        if one.kind_id == UnitKind.RESIDENTIAL_AREA
        else _Desk(Role.UNIT_REPRESENTATIVE, one.place_id, "Người đại diện", one.pk)
        for one in units
        if one.kind_id != UnitKind.COMMUNE
    ]


def sign_in(person: Person) -> str:
    """Open a session as after password and second factor, and return its key."""
    account = Account.objects.get(pk=person.account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = _BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[POST_KEY] = person.post_id
    session[SEEN_KEY] = ticks()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": ticks()}]
    session.create()
    return str(session.session_key)
