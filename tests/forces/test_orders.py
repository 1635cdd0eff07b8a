"""Teams, members and duty in odd orders: moved, ended twice, ended before what they did, taken back after a decision."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from binhyen.forces.actions.rating import Level, Signing, decide_year, open_year, save_ratings
from binhyen.forces.actions.teams import dissolve_team
from binhyen.forces.queries.ratings import sheet_of
from binhyen.forces.registers import DUTY, GROUPS, MEMBERS
from binhyen.kernel.findings import Refused
from binhyen.places.models import PlaceVersion
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Entry
from binhyen.registers.queries.declared import Register, rows_now
from binhyen.registers.queries.entries import facts_of
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Land, Person, a_land, ba_lan, ong_hung
from tests.forces.factories import NOW, a_member, a_team, day, ong_phuc, trained
from tests.registers.factories import number, rewritten, written

pytestmark = pytest.mark.django_db
AFTER = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MARCH: dict[str, Value | str] = {"since": day("01/03/2026"), "until": day("31/03/2026"), "patrols": "10"}


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def again(register: Register, row: Entry, place: PlaceVersion, by: Person, **values: Value) -> Entry:
    """Say something else of an entry, or of its place."""
    return rewritten(register, row, place, {**facts_of(register, row).values, **values}, by.actor)


def test_a_team_moves_after_its_members(land: Land, lan: Person) -> None:
    team = a_team(land.an_phu, lan.actor)
    member = a_member(team, land.an_phu, lan.actor)
    with pytest.raises(Refused) as refusal:
        again(GROUPS, team, land.village, lan)
    assert refusal.value.code == "forces.members_elsewhere"
    again(MEMBERS, member, land.village, lan)
    again(GROUPS, team, land.village, lan)
    assert (number("grassroots_teams", land.village, "2026"), number("grassroots_members", land.village, "2026")) == (
        1,
        1,
    )
    with pytest.raises(Refused) as elsewhere:
        a_member(team, land.an_phu, lan.actor, name="Trần Văn Mới")
    assert elsewhere.value.code == "forces.other_place"


def test_nobody_is_trained_after_the_service(land: Land, lan: Person) -> None:
    team = a_team(land.an_phu, lan.actor)
    member = a_member(team, land.an_phu, lan.actor)
    take_step(register=MEMBERS, record_id=member.record_id, step=trained("01/10/2026"), by=lan.actor, at=NOW)
    with pytest.raises(Refused) as refusal:
        again(MEMBERS, member, land.an_phu, lan, until=day("01/10/2026"), ended_by="QĐ 8")
    assert refusal.value.code == "forces.trained_after_service"
    with pytest.raises(Refused):
        dissolve_team(record_id=team.record_id, on=day("01/09/2026"), decision="QĐ 9", by=lan.actor, at=NOW)
    assert rows_now(GROUPS).get().pk == team.pk


def test_a_team_ends_once(land: Land, lan: Person) -> None:
    team = a_team(land.an_phu, lan.actor)
    dissolve_team(record_id=team.record_id, on=day("01/09/2026"), decision="QĐ 9", by=lan.actor, at=NOW)
    with pytest.raises(Refused) as refusal:
        dissolve_team(record_id=team.record_id, on=day("01/10/2026"), decision="QĐ 10", by=lan.actor, at=NOW)
    assert refusal.value.code == "forces.ended_already"
    assert number("grassroots_teams", land.an_phu, "2026-09") == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"since": day("01/07/2025"), "until": day("31/08/2025")}, "forces.duty_outside"),
        ({"since": day("01/09/2026"), "until": day("30/09/2026")}, "forces.duty_outside"),
        ({}, ""),
    ],
)
def test_duty_is_of_days_on_which_its_team_was_there(
    land: Land, lan: Person, values: dict[str, Value], code: str
) -> None:
    team = a_team(land.an_phu, lan.actor, until=day("15/09/2026"), dissolution="QĐ 9")
    said = {**MARCH, **values, "group": team.record_id}
    if not code:
        written(DUTY, land.village, said, lan.actor)
        assert number("patrols_done", land.an_phu, "2026") == 10
        return
    with pytest.raises(Refused) as refusal:
        written(DUTY, land.an_phu, said, lan.actor)
    assert refusal.value.code == code
    assert not rows_now(DUTY).exists()


def test_duty_of_a_team_is_not_counted_in_another_commune(land: Land, lan: Person) -> None:
    team, hung = a_team(land.an_phu, lan.actor), ong_hung(land)
    with pytest.raises(Refused) as refusal:
        written(DUTY, land.elsewhere, {**MARCH, "group": team.record_id}, hung.actor)
    assert refusal.value.code == "forces.duty_elsewhere"


@pytest.mark.parametrize("values", [{"since": day("02/03/2026")}, {"until": day("31/03/2026"), "dissolution": "QĐ 9"}])
def test_a_team_does_not_leave_its_duty_behind(land: Land, lan: Person, values: dict[str, Value]) -> None:
    team = a_team(land.an_phu, lan.actor)
    written(DUTY, land.an_phu, {**MARCH, "group": team.record_id}, lan.actor)
    with pytest.raises(Refused) as refusal:
        again(GROUPS, team, land.an_phu, lan, **values)
    assert refusal.value.code == "forces.duty_counted"
    assert rows_now(GROUPS).get().pk == team.pk


def test_who_was_rated_by_a_decision_is_not_taken_back(land: Land, lan: Person) -> None:
    phuc = ong_phuc(land)
    team = a_team(land.an_phu, lan.actor)
    member = a_member(team, land.an_phu, lan.actor, role="leader")
    year = open_year(place_id=land.an_phu.place_id, year=2026, by=lan.actor, at=NOW)
    levels = [Level(one.record_id, "good") for one in sheet_of(year).subjects]
    save_ratings(year_id=year.pk, levels=levels, version=year.version, by=lan.actor, at=NOW)
    decide_year(year_id=year.pk, signing=Signing(day("18/11/2026"), "45/QĐ-UBND"), by=phuc.actor, at=AFTER)
    with pytest.raises(Refused) as refusal:
        take_back(register=MEMBERS, record_id=member.record_id, reason="Nhầm", by=lan.actor, at=AFTER)
    assert refusal.value.code == "forces.rated_by_decision"
    assert [row.name for row in sheet_of(year).rows] == ["Tổ bảo vệ ANTT thôn Đông", "Nguyễn Văn An"]
