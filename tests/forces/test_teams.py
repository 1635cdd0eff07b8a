"""What is done to a whole team, what it asks of those who keep it, and how strong places are."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.documents.models import Document
from binhyen.documents.rules.content import Table
from binhyen.documents.rules.freezing import from_data
from binhyen.forces.actions.rating import open_year
from binhyen.forces.actions.teams import dissolve_team, draft_founding
from binhyen.forces.duties import duties
from binhyen.forces.models import ForceMember
from binhyen.forces.queries.strength import Strength, strength
from binhyen.forces.queries.teams import duty_by_month, roll_of
from binhyen.forces.registers import DUTY, GROUPS, MEMBERS, QUOTAS
from binhyen.forces.rules.kinds import KINDS
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.places.models import Lineage
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Entry
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Land, Person, a_land, a_place, anh_nam, ba_lan, ong_hung
from tests.forces.factories import NOW, a_member, a_team, day, ong_phuc, trained
from tests.registers.factories import number, written

pytestmark = pytest.mark.django_db
TODAY = day("05/11/2026")
FORCE = KINDS["grassroots"]


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def team(land: Land, lan: Person) -> Entry:
    made = a_team(land.village, lan.actor)
    a_member(made, land.village, lan.actor, role="leader", name="Trần Thị Bình", certificate="01/GCN")
    a_member(made, land.village, lan.actor)
    return made


def test_a_team_ends_with_the_service_of_its_members(land: Land, lan: Person, team: Entry) -> None:
    dissolve_team(record_id=team.record_id, on=day("01/06/2026"), decision="QĐ 40/QĐ-UBND", by=lan.actor, at=NOW)
    assert number("grassroots_teams", land.an_phu, "2026") == 0
    assert number("grassroots_members", land.an_phu, "2026") == 0
    assert number("grassroots_members", land.an_phu, "2026-Q1") == 2
    roll = roll_of(team.record_id, TODAY)
    assert (len(roll.today), len(roll.past)) == (0, 2)
    assert {row.ended_by for row in ForceMember.objects.filter(superseded_at=None)} == {"QĐ 40/QĐ-UBND"}


@pytest.mark.parametrize(("on", "decision"), [("06/11/2026", "QĐ 40"), ("01/06/2026", "")])
def test_a_team_ends_by_a_decision_and_not_in_the_future(
    land: Land, lan: Person, team: Entry, on: str, decision: str
) -> None:
    with pytest.raises(Refused):
        dissolve_team(record_id=team.record_id, on=day(on), decision=decision, by=lan.actor, at=NOW)
    assert number("grassroots_members", land.an_phu, "2026") == 2


def test_another_commune_ends_no_team(land: Land, team: Entry) -> None:
    with pytest.raises(Forbidden):
        dissolve_team(record_id=team.record_id, on=day("01/06/2026"), decision="QĐ", by=anh_nam(land).actor, at=NOW)
    assert number("grassroots_teams", land.an_phu, "2026") == 1


def test_the_founding_decision_names_the_members_and_the_chair(land: Land, lan: Person, team: Entry) -> None:
    ong_phuc(land)
    letter = from_data(draft_founding(record_id=team.record_id, by=lan.actor, at=NOW).content)
    table = letter.annexes[0].blocks[0]
    assert isinstance(table, Table)
    assert table.rows == (
        ("1", "Trần Thị Bình", "Tổ trưởng", "01/08/2025"),
        ("2", "Nguyễn Văn An", "Tổ viên", "01/08/2025"),
    )
    assert letter.authority == "Chủ tịch Ủy ban nhân dân xã An Phú"
    assert letter.signature is not None
    assert (letter.signature.title, letter.signature.name) == ("CHỦ TỊCH", "Vũ Đình Phúc")


def test_there_is_no_founding_decision_without_members(land: Land, lan: Person) -> None:
    empty = a_team(land.an_phu, lan.actor, name="Tổ Tây")
    with pytest.raises(Refused) as refusal:
        draft_founding(record_id=empty.record_id, by=lan.actor, at=NOW)
    assert refusal.value.code == "forces.nobody_to_recognise"
    assert not Document.objects.exists()


def test_the_roll_shows_training_and_months_in_four_questions(
    land: Land, lan: Person, team: Entry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    leader = ForceMember.objects.get(role="leader")
    take_step(register=MEMBERS, record_id=leader.record_id, step=trained("05/09/2025"), by=lan.actor, at=NOW)
    with django_assert_num_queries(4):
        roll = roll_of(team.record_id, TODAY)
    assert [(one.row.name, one.trained_on, one.months) for one in roll.today] == [
        ("Trần Thị Bình", day("05/09/2025"), 15),
        ("Nguyễn Văn An", None, 15),
    ]
    assert roll.untrained == 1


def test_duty_of_a_team_by_month(land: Land, lan: Person, team: Entry) -> None:
    for on, patrols in (("05/09/2026", "1"), ("06/09/2026", "2"), ("01/10/2026", "4")):
        said: dict[str, Value] = {"since": day(on), "until": day(on), "group": team.record_id, "patrols": patrols}
        written(DUTY, land.village, said, lan.actor)
    assert [(one.first, one.figures["patrols_done"]) for one in duty_by_month(team.record_id)] == [
        (day("01/10/2026"), Decimal(4)),
        (day("01/09/2026"), Decimal(3)),
    ]


# ------------------------------------------------------------------ duties


def test_a_rating_is_asked_of_the_commune_until_it_is_decided(land: Land, lan: Person, team: Entry) -> None:
    asked = {one.code: one for one in duties(lan.actor, NOW)}
    assert asked["forces.rate"].params["year"] == "2026"
    year = open_year(place_id=land.an_phu.place_id, year=2026, by=lan.actor, at=NOW)
    assert {one.link for one in duties(lan.actor, NOW) if one.code == "forces.rate"} == {
        f"/luc-luong/xep-loai/{year.pk}/"
    }
    year.decided_on = TODAY
    year.save()
    assert "forces.rate" not in {one.code for one in duties(lan.actor, NOW)}


def test_training_and_certificates_that_are_lacking_are_asked_for(land: Land, lan: Person, team: Entry) -> None:
    [duty] = [one for one in duties(lan.actor, NOW) if one.code == "forces.train"]
    assert duty.params == {"untrained": 2, "uncertified": 1}
    for row in ForceMember.objects.all():
        take_step(register=MEMBERS, record_id=row.record_id, step=trained("05/09/2025"), by=lan.actor, at=NOW)
    ForceMember.objects.update(certificate="2/GCN")
    assert "forces.train" not in {one.code for one in duties(lan.actor, NOW)}


def test_nothing_is_asked_of_others(land: Land, team: Entry, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    hung, nam = ong_hung(land), anh_nam(land)
    assert list(duties(hung.actor, NOW)) == []
    assert list(duties(nam.actor, NOW)) == []


def test_duties_ask_four_questions_at_most(
    land: Land, lan: Person, team: Entry, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        assert len(list(duties(lan.actor, NOW))) == 2


# ------------------------------------------------------------------ strength


def shown(row: Strength) -> tuple[int, int, int | None, int | None]:
    return int(row.groups), int(row.members), row.quota_members, row.lacking


def test_strength_stands_beside_what_the_province_fixed(land: Land, lan: Person, team: Entry) -> None:
    hung = ong_hung(land)
    quota: dict[str, Value] = {"since": day("01/08/2025"), "teams": 4, "members": 12, "decision": "QĐ 88"}
    written(QUOTAS, land.an_phu, quota, hung.actor)
    written(QUOTAS, land.an_phu, quota | {"since": day("01/01/2026"), "members": 10}, hung.actor)
    found = strength(land.bac_ninh, FORCE, TODAY)
    rows = {row.name: row for row in found.rows}
    assert shown(rows["Xã An Phú"]) == (1, 2, 10, 8)
    assert shown(rows["Xã Phúc Lộc"]) == (0, 0, None, None)
    assert shown(found.total) == (1, 2, 10, 8)
    assert found.own is None
    assert strength(land.bac_ninh, FORCE, day("01/12/2025")).total.quota_members == 12


def test_strength_within_a_commune_is_by_village_and_at_the_commune_itself(
    land: Land, lan: Person, team: Entry
) -> None:
    a_team(land.an_phu, lan.actor, name="Tổ cơ động", members_by="number", quota=None)
    found = strength(land.an_phu, FORCE, TODAY)
    assert [(row.name, *shown(row)) for row in found.rows] == [("Thôn Đông", 1, 2, None, None)]
    assert found.own is not None
    assert shown(found.own) == (1, 0, None, None)
    assert shown(found.total) == (2, 2, None, None)


def test_the_number_of_a_place_is_what_reports_count(land: Land, lan: Person, team: Entry) -> None:
    patrol: dict[str, Value] = {
        "kind": "patrol",
        "name": "Tổ tuần tra",
        "since": day("01/08/2025"),
        "groups": "12",
        "members": "40",
    }
    written(GROUPS, land.an_phu, patrol, lan.actor)
    for kind in (FORCE, KINDS["patrol"]):
        found = strength(land.bac_ninh, kind, TODAY)
        for row in (*found.rows, found.total):
            [place] = [one for one in (land.an_phu, land.elsewhere, land.bac_ninh) if one.place_id == row.place_id]
            assert row.groups == number(kind.groups, place, "2026-11-05")
            assert row.members == number(kind.members, place, "2026-11-05")


def test_what_was_written_under_an_earlier_map_stands_with_what_it_became(land: Land, lan: Person) -> None:
    hung = ong_hung(land)
    old = a_place("Cũ", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh)
    a_team(old, hung.actor, members_by="number", members="3")
    old.valid_to = day("01/01/2026")
    old.save()
    Lineage.objects.create(from_place=old.place, to_place=land.an_phu.place, on=day("01/01/2026"), share=1)
    rows = {row.name: row.members for row in strength(land.bac_ninh, FORCE, TODAY).rows}
    assert rows == {"Xã An Phú": 3, "Xã Phúc Lộc": 0}


def test_strength_asks_as_much_for_many_teams_as_for_one(
    land: Land, lan: Person, team: Entry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number_ in range(6):
        a_team(land.an_phu, lan.actor, name=f"Tổ {number_}")
    with django_assert_num_queries(5):
        assert strength(land.bac_ninh, FORCE, TODAY).total.groups == 7
