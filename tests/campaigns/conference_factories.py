"""Conferences in the small land of these tests. The example is Lạng Sơn's of 8 February 2023, as far as it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from binhyen.accounts.actions.posts import PostDraft, assign_post, open_post
from binhyen.accounts.queries import actor_of
from binhyen.accounts.rules.terms import DISTRICTS_END, Term
from binhyen.campaigns.registers.events import EVENTS
from binhyen.kernel.actors import SYSTEM, Actor, Role
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Register
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Person, a_place, an_account
from tests.registers.factories import written

DAY = date(2023, 2, 8)
NOW = datetime(2023, 2, 8, 7, 40, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""A quarter of an hour before the conference opens."""
SINCE = date(2020, 1, 1)
NAME = "Hội nghị tổng kết phong trào Toàn dân bảo vệ an ninh Tổ quốc năm 2022"


@dataclass(frozen=True, slots=True)
class Stage:
    """A conference with its province, a district and the city connected, and people at both."""

    province: PlaceVersion
    city: PlaceVersion
    district: PlaceVersion
    office: Person
    chair: Person
    below: Person
    event: Entry

    @property
    def event_id(self) -> int:
        """The record of the conference."""
        return self.event.record_id

    def part(
        self, register: Register, values: Mapping[str, Value | str], by: Actor | None = None, place: str = "province"
    ) -> Entry:
        """Write a part of the conference."""
        said = {"event": self.event_id, "on": DAY, **values}
        return written(register, getattr(self, place), said, by or self.office.actor, at=NOW)


def a_person(username: str, name: str, role: Role, place: PlaceVersion, title: str) -> Person:
    """Somebody at a desk of those years; posts of districts end with the districts."""
    term = Term(SINCE, DISTRICTS_END if role is Role.DISTRICT_OFFICER else None)
    account = an_account(username, name)
    post = open_post(draft=PostDraft(role, place.place_id, title, term), by=SYSTEM, at=NOW)
    assign_post(account=account, post=post, term=term, by=SYSTEM, at=NOW)
    actor = actor_of(account.pk, post.pk, DAY)
    assert actor is not None
    return Person(account, post, actor)


def a_stage() -> Stage:
    """Lạng Sơn in 2023: three tiers, an online conference of the province with its districts and its city."""
    since = SINCE
    nation = a_place("Việt Nam", Tier.NATION, PlaceKind.COUNTRY, since=since)
    province = a_place("Lạng Sơn", Tier.PROVINCE, PlaceKind.PROVINCE, nation, since)
    city = a_place("Lạng Sơn", Tier.DISTRICT, PlaceKind.PROVINCIAL_CITY, province, since)
    district = a_place("Cao Lộc", Tier.DISTRICT, PlaceKind.RURAL_DISTRICT, province, since)
    office = a_person("langson.vp", "Hoàng Văn Thái", Role.PROVINCE_OFFICER, province, "Cán bộ thường trực")
    chair = a_person("langson.ct", "Nguyễn Văn Mẫu", Role.PROVINCE_LEADER, province, "Chủ tịch UBND tỉnh")
    below = a_person("caoloc.vp", "Lương Thị Bình", Role.DISTRICT_OFFICER, district, "Cán bộ phong trào")
    event = written(
        EVENTS,
        province,
        {
            "kind": "conference",
            "name": NAME,
            "since": DAY,
            "begins": "08:00",
            "venue": "Trụ sở Ủy ban nhân dân tỉnh",
            "organiser": "Ban Chỉ đạo tỉnh",
            "conference_kind": "final",
            "conference_form": "online",
        },
        office.actor,
        at=NOW,
    )
    return Stage(province, city, district, office, chair, below, event)
