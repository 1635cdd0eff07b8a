"""Schemes and events of one province, written through the action that pages use, a few thousand at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from binhyen.accounts.models import Account, Holding, Post
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.amounts import exactly
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import communes_under, label_of, place_named
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.queries.declared import Draft, Register
from binhyen.registers.rules.facts import Facts, Value
from binhyen.schemes.registers.schemes import SCHEMES
from binhyen.workshop.bench.plan import DAY, moment
from binhyen.workshop.bench.registers.plan import FIRST, PROVINCE
from binhyen.workshop.bench.seeding.people import Person, sign_in

_CHUNK = 5_000
_ORGS = ("police", "fatherland_front", "womens_union", "farmers_association", "youth_union")
_KINDS = ("lesson", "lesson", "launch", "lesson", "broadcast", "meeting", "lesson", "training")
_SPREAD = 7919
"""A prime: days and places follow each other in no order."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """The province, its communes, and two officers with open sessions."""

    province: PlaceVersion
    communes: tuple[PlaceVersion, ...]
    officer: Person
    session: str
    local: Person
    local_session: str


def lay_ground() -> Ground:
    """Find the places and seat the officers: of the province, and of its first commune."""
    province = place_named(PROVINCE, DAY)
    communes = tuple(communes_under(province.path, DAY).order_by("path"))
    officer, local = _seat(Role.PROVINCE_OFFICER, province), _seat(Role.COMMUNE_OFFICER, communes[0])
    return Ground(province, communes, officer, sign_in(officer), local, sign_in(local))


def _seat(role: Role, place: PlaceVersion) -> Person:
    at = moment(2025, 7, 1)
    account = Account.objects.create(
        username=f"do-so-{role}",
        full_name=f"Người đo {label_of(place)}",
        password="!",  # noqa: S106 - no password at all
        created_at=at,
        password_set_at=at,
        last_seen_at=moment(DAY.year, DAY.month, DAY.day, 1),
    )
    post = Post.objects.create(role=role, place_id=place.place_id, title="Cán bộ phong trào", valid_from=FIRST)
    Holding.objects.create(account=account, post=post, valid_from=FIRST)
    return Person(role, account.pk, post.pk, place.place_id)


def day_of(number: int) -> date:
    """Return the day of an entry."""
    return FIRST + timedelta(days=number * _SPREAD % ((DAY - FIRST).days + 1))


def events(communes: Sequence[PlaceVersion], amount: int) -> Iterator[Draft]:
    """Draft events of every kind, in every commune, on every day."""
    for number in range(amount):
        place = communes[number * 31 % len(communes)]
        kind = _KINDS[number % len(_KINDS)]
        values: dict[str, Value] = {
            "kind": kind,
            "name": f"Tuyên truyền phòng, chống lừa đảo trên không gian mạng, buổi {number}",
            "since": day_of(number),
            "venue": f"Nhà văn hóa số {number % 40}",
            "org": _ORGS[number % len(_ORGS)],
            "organiser": f"Công an {label_of(place)}",
            "topic": "cyber_fraud",
        }
        came = {} if kind == "broadcast" else {"attendance": exactly(40 + number % 160)}
        yield Draft(Facts(place.place_id, values, came))


def schemes(communes: Sequence[PlaceVersion], amount: int) -> Iterator[Draft]:
    """Draft schemes that stand since some day."""
    kinds = list(SCHEMES.by_name["kind"].choices)
    for number in range(amount):
        place = communes[number * 17 % len(communes)]
        values: dict[str, Value] = {
            "kind": kinds[number % (len(kinds) - 1)],
            "name": f"Camera an ninh, thôn số {number}",
            "since": day_of(number),
            "org": _ORGS[number % len(_ORGS)],
            "field": "residents",
            "managing_level": "commune",
        }
        yield Draft(Facts(place.place_id, values))


def write_all(register: Register, drafts: Iterator[Draft], amount: int, say: Say) -> int:
    """Write entries down as SYSTEM, some thousand at a time; return how many."""
    written = 0
    while written < amount:
        part = list(islice(drafts, _CHUNK))
        write_entries(register=register, drafts=part, by=SYSTEM, at=moment(DAY.year, DAY.month, DAY.day, 2))
        written += len(part)
        say(f"{register.code}: {written}")
    return written
