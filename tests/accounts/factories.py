"""The small cast of these tests: places by hand, accounts and posts through the actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import Client

from binhyen.accounts.actions.accounts import AccountDraft, change_own_password, create_account
from binhyen.accounts.actions.posts import PostDraft, assign_post, open_post
from binhyen.accounts.actions.tokens import create_token
from binhyen.accounts.models import Account, Post
from binhyen.accounts.queries import actor_of, without_post
from binhyen.accounts.rules.keys import KeyDraft
from binhyen.accounts.rules.terms import Term
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.kernel.scopes import Scope
from binhyen.kernel.trees import child_path
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier, full_name

AT = datetime(2026, 11, 5, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = AT.date()
START = date(2025, 7, 1)
PASSWORD = "Ngõ-Nhỏ-Phố-Xưa-26"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the cast."""

    account: Account
    post: Post
    actor: Actor


def a_place(
    name: str, tier: Tier, kind: PlaceKind, parent: PlaceVersion | None = None, since: date = START
) -> PlaceVersion:
    """Make a place with one version that still lasts."""
    place = Place.objects.create(tier=tier)
    called = full_name(kind, name)
    return PlaceVersion.objects.create(
        place=place,
        valid_from=since,
        code=str(place.pk),
        name=name,
        kind=kind,
        parent=parent.place if parent else None,
        path=child_path(parent.path if parent else "", place.pk),
        fold=fold(called),
        sort_key=sort_key(called),
        source="tests",
    )


@dataclass(frozen=True, slots=True)
class Land:
    """A nation with two provinces; the first has two communes and a village."""

    nation: PlaceVersion
    bac_ninh: PlaceVersion
    an_phu: PlaceVersion
    elsewhere: PlaceVersion
    village: PlaceVersion
    other_province: PlaceVersion


def a_land() -> Land:
    """Make the places of the cast."""
    nation = a_place("Việt Nam", Tier.NATION, PlaceKind.COUNTRY)
    province = a_place("Bắc Ninh", Tier.PROVINCE, PlaceKind.PROVINCE, nation)
    commune = a_place("An Phú", Tier.COMMUNE, PlaceKind.COMMUNE, province)
    return Land(
        nation,
        province,
        commune,
        a_place("Phúc Lộc", Tier.COMMUNE, PlaceKind.COMMUNE, province),
        a_place("Đông", Tier.AREA, PlaceKind.VILLAGE, commune),
        a_place("Lạng Sơn", Tier.PROVINCE, PlaceKind.PROVINCE, nation),
    )


def an_account(username: str, full_name: str = "Nguyễn Văn Mẫu") -> Account:
    """Make an account that has changed its one-time password already."""
    slip = create_account(draft=AccountDraft(username, full_name), by=SYSTEM, at=AT)
    account = Account.objects.get(pk=slip.account_id)
    change_own_password(account=account, old=slip.password, new=PASSWORD, by=without_post(account.pk), at=AT)
    return account


def a_post(role: Role, place: PlaceVersion, title: str = "Cán bộ phong trào", term: Term | None = None) -> Post:
    """Open a post."""
    return open_post(draft=PostDraft(role, place.place_id, title, term or Term(START)), by=SYSTEM, at=AT)


def a_person(
    username: str, full_name: str, role: Role, place: PlaceVersion, title: str = "Cán bộ phong trào"
) -> Person:
    """Make an account at a desk."""
    account, post = an_account(username, full_name), a_post(role, place, title)
    assign_post(account=account, post=post, term=Term(START), by=SYSTEM, at=AT)
    actor = actor_of(account.pk, post.pk, TODAY)
    assert actor is not None
    return Person(account, post, actor)


def ba_lan(land: Land) -> Person:
    """Bà Lan reports for An Phú."""
    return a_person("anphu.phongtrao", "Nguyễn Thị Lan", Role.COMMUNE_OFFICER, land.an_phu)


def ong_hung(land: Land) -> Person:
    """Ông Hùng approves for the province."""
    return a_person("tinh.phongtrao", "Trần Văn Hùng", Role.PROVINCE_OFFICER, land.bac_ninh)


def chi_mai(land: Land) -> Person:
    """Chị Mai answers for the school in An Phú."""
    return a_person("truong.anphu", "Lê Thị Mai", Role.UNIT_REPRESENTATIVE, land.an_phu, "Phó hiệu trưởng")


def anh_nam(land: Land) -> Person:
    """Anh Nam belongs elsewhere and must see nothing."""
    return a_person("phucloc.phongtrao", "Phạm Văn Nam", Role.COMMUNE_OFFICER, land.elsewhere)


def an_operator(land: Land) -> Person:
    """Chị Thu looks after the accounts of the whole country."""
    return a_person("quantri", "Đỗ Thị Thu", Role.OPERATOR, land.nation, "Quản trị hệ thống")


def signed_in_client(person: Person, *, factor: bool = True) -> Client:
    """Return a browser in which this person is signed in, with the second factor shown unless told otherwise."""
    client = Client()
    client.force_login(person.account, "allauth.account.auth_backends.AuthenticationBackend")
    if factor:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
    return client


def a_key(person: Person, *scopes: Scope, days: int = 30) -> str:
    """Make a key of a person's post and return its secret; without scopes it may do everything that a key may."""
    wanted = tuple(scopes or Scope)
    draft = KeyDraft(person.post.pk, "Phần mềm", wanted, TODAY + timedelta(days=days))
    return create_token(draft=draft, by=person.actor, at=AT).secret


def program(secret: str, language: str = "") -> Client:
    """Return a client that bears a key."""
    client = Client(headers={"Authorization": f"Bearer {secret}"} | ({"Accept-Language": language} if language else {}))
    client.raise_request_exception = False
    return client
