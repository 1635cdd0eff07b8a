"""Groups, members and their facts for the tests of forces, in the small land that other tests use too."""

from binhyen.forces.registers import GROUPS, MEMBERS
from binhyen.kernel.actors import Actor, Role
from binhyen.places.models import PlaceVersion
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import StepFacts, Value
from tests.accounts.factories import Land, Person, a_person
from tests.registers.factories import NOW, day, written

TEAM: dict[str, Value] = {
    "kind": "grassroots",
    "name": "Tổ bảo vệ ANTT thôn Đông",
    "since": day("01/08/2025"),
    "decision": "Quyết định 12/QĐ-UBND ngày 30/7/2025",
    "members_by": "list",
    "quota": 3,
}
MEMBER: dict[str, Value] = {
    "force": "grassroots",
    "name": "Nguyễn Văn An",
    "role": "member",
    "since": day("01/08/2025"),
    "decision": "Quyết định 12/QĐ-UBND ngày 30/7/2025",
}


def a_team(place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """A grassroots team whose members are in a list."""
    return written(GROUPS, place, TEAM | values, by)


def a_member(team: Entry, place: PlaceVersion, by: Actor, **values: Value) -> Entry:
    """A member of a team."""
    return written(MEMBERS, place, MEMBER | {"group": team.record_id} | values, by)


def trained(on: str, topic: str = "initial") -> StepFacts:
    """A training of a member."""
    return StepFacts("trained", day(on), {"topic": topic, "days": 3})


def ong_phuc(land: Land) -> Person:
    """Ông Phúc chairs the people's committee of An Phú."""
    return a_person("anphu.chutich", "Vũ Đình Phúc", Role.COMMUNE_CHAIR, land.an_phu, "Chủ tịch UBND xã")


__all__ = ["NOW", "a_member", "a_team", "day", "ong_phuc", "trained"]
