"""A small map, the posts that stand on it, and drafts that pass every check."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from binhyen.accounts.models import Post
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.trees import child_path
from binhyen.kernel.vietnamese import fold, sort_key
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier, full_name
from binhyen.units.actions import CommitteeDraft, MemberSeat, form_committee
from binhyen.units.models import Committee
from binhyen.units.rules.committees import MemberRole
from binhyen.units.rules.facts import UnitDraft, UnitFacts
from binhyen.units.rules.kinds import EnterpriseSize, ManagingLevel, SchoolLevel, UnitKind

AT = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
DAY = AT.date()
BEGIN = date(2025, 7, 1)


@dataclass
class Town:
    """One province with two communes; An Phú has two residential areas."""

    province: PlaceVersion
    an_phu: PlaceVersion
    binh_minh: PlaceVersion
    east: PlaceVersion
    west: PlaceVersion

    def actor(self, role: Role, place: PlaceVersion, units: frozenset[int] = frozenset()) -> Actor:
        post = self.post(role, place)
        return Actor(post.pk + 1000, post.pk, role, place.place_id, place.path, (place.path,), units=units)

    def post(self, role: Role, place: PlaceVersion) -> Post:
        return Post.objects.create(role=role, place_id=place.place_id, title=f"{role} {place.name}", valid_from=BEGIN)

    @property
    def lan(self) -> Actor:
        return self.actor(Role.COMMUNE_OFFICER, self.an_phu)

    @property
    def hung(self) -> Actor:
        return self.actor(Role.PROVINCE_OFFICER, self.province)

    @property
    def nam(self) -> Actor:
        return self.actor(Role.COMMUNE_OFFICER, self.binh_minh)


def place(name: str, kind: PlaceKind, tier: Tier, parent: PlaceVersion | None = None) -> PlaceVersion:
    made = Place.objects.create(tier=tier)
    named = full_name(kind, name)
    return PlaceVersion.objects.create(
        place=made,
        valid_from=BEGIN,
        code=str(made.pk),
        name=name,
        kind=kind,
        parent=parent.place if parent else None,
        path=child_path(parent.path if parent else "", made.pk),
        fold=fold(named),
        sort_key=sort_key(named),
        source="test",
    )


@pytest.fixture
def town(db: None) -> Town:
    nation = place("Việt Nam", PlaceKind.COUNTRY, Tier.NATION)
    province = place("Bắc Ninh", PlaceKind.PROVINCE, Tier.PROVINCE, nation)
    an_phu = place("An Phú", PlaceKind.COMMUNE, Tier.COMMUNE, province)
    binh_minh = place("Bình Minh", PlaceKind.WARD, Tier.COMMUNE, province)
    east = place("Đông", PlaceKind.VILLAGE, Tier.AREA, an_phu)
    west = place("Tây", PlaceKind.VILLAGE, Tier.AREA, an_phu)
    return Town(province, an_phu, binh_minh, east, west)


def agency(place_id: int, name: str = "Trạm Y tế", level: ManagingLevel = ManagingLevel.COMMUNE) -> UnitDraft:
    return UnitDraft("agency", name, place_id, UnitFacts(UnitKind.AGENCY, level), BEGIN)


def enterprise(place_id: int, size: EnterpriseSize = EnterpriseSize.MEDIUM, name: str = "Công ty May") -> UnitDraft:
    facts = UnitFacts(UnitKind.ENTERPRISE, ManagingLevel.COMMUNE, enterprise_size=size)
    return UnitDraft("enterprise", name, place_id, facts, BEGIN)


def school(place_id: int, level: SchoolLevel = SchoolLevel.LOWER_SECONDARY, name: str = "Trường An Phú") -> UnitDraft:
    facts = UnitFacts(UnitKind.SCHOOL, ManagingLevel.COMMUNE, highest_level=level)
    return UnitDraft("school", name, place_id, facts, BEGIN)


@dataclass
class Council:
    """A committee of An Phú with five members, and the officer who holds its meetings."""

    committee: Committee
    officer: Actor
    members: list[Actor]


@pytest.fixture
def council(town: Town) -> Council:
    officer = town.lan
    members = [town.actor(Role.COUNCIL_MEMBER, town.an_phu) for _ in range(5)]
    roles = [MemberRole.HEAD, MemberRole.DEPUTY, *[MemberRole.MEMBER] * 3]
    seats = [MemberSeat(actor.post_id, role) for actor, role in zip(members, roles, strict=True)]
    draft = CommitteeDraft(town.an_phu.place_id, "Ban Chỉ đạo 138 xã An Phú", "BCĐ 138", "BCĐ", "QĐ 1/QĐ-UBND")
    committee = form_committee(draft=draft, seats=seats, since=BEGIN, by=officer, at=AT)
    return Council(committee, officer, members)
