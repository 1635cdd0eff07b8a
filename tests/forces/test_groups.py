"""Groups and members through the actions: what reports count, what is refused with nothing changed."""

from datetime import timedelta
from functools import partial

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.forces.models import ForceMember
from binhyen.forces.queries.service import service_months
from binhyen.forces.registers import DUTY, GROUPS, MEMBERS, POLICE, QUOTAS, SERVICE
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.kernel.ports import CountedRow
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import put_back, take_back, write_entries
from binhyen.registers.models import Record, Tally
from binhyen.registers.queries.declared import Draft
from binhyen.registers.rules.facts import StepFacts, Value
from tests.accounts.factories import Land, Person, a_land, a_place, anh_nam, ba_lan, ong_hung
from tests.forces.factories import MEMBER, NOW, TEAM, a_member, a_team, day
from tests.registers.factories import counted, facts, number, rewritten, written

pytestmark = pytest.mark.django_db
PATROL: dict[str, Value] = {"kind": "patrol", "name": "Các tổ tuần tra", "since": day("01/08/2025")}
SEPTEMBER: dict[str, Value] = {"since": day("01/09/2026"), "until": day("30/09/2026")}


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


class refused:  # noqa: N801 - reads as a sentence
    """Expects a refusal with these codes, and that nothing was written."""

    def __init__(self, *codes: str) -> None:
        self.codes = codes

    def __enter__(self) -> None:
        self.before = (Record.objects.count(), Tally.objects.count())

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        assert isinstance(error, Refused | Forbidden), error
        assert {finding.code for finding in error.findings} == set(self.codes)
        assert (Record.objects.count(), Tally.objects.count()) == self.before
        return True


def shares(row: CountedRow) -> tuple[int, int]:
    return int(row.numerator or 0), int(row.denominator or 0)


def test_an_old_summary_counts_as_many_groups_as_it_says(land: Land, lan: Person) -> None:
    written(GROUPS, land.an_phu, PATROL | {"groups": "965", "members": "3.620"}, lan.actor)
    assert number("patrol_groups", land.bac_ninh, "2026") == 965
    assert number("patrol_members", land.an_phu, "2026") == 3620
    assert number("patrol_groups", land.an_phu, "2025-H1") == 0


def test_members_are_counted_anew_by_a_step(land: Land, lan: Person) -> None:
    team = written(GROUPS, land.an_phu, PATROL | {"members": "7"}, lan.actor)
    step = StepFacts("counted", day("01/03/2026"), {}, facts(GROUPS, land.an_phu, {"members": "9"}).amounts)
    take_step(register=GROUPS, record_id=team.record_id, step=step, by=lan.actor, at=NOW)
    assert number("patrol_members", land.an_phu, "2025") == 7
    assert number("patrol_members", land.an_phu, "2026") == 9


def test_members_in_the_list_are_what_is_counted_and_the_number_equals_the_list(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    a_member(team, land.village, lan.actor, role="leader")
    a_member(team, land.village, lan.actor, name="Trần Thị Bình", since=day("01/01/2026"))
    assert number("grassroots_teams", land.an_phu, "2026") == 1
    assert number("grassroots_members", land.an_phu, "2025") == 1
    assert number("grassroots_members", land.an_phu, "2026") == 2
    assert Tally.objects.filter(indicator="grassroots_members", superseded_at=None).count() == 2


def test_a_number_beside_a_list_must_be_the_lists(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    a_member(team, land.village, lan.actor)
    agreed = rewritten(GROUPS, team, land.village, TEAM | {"members": "1"}, lan.actor)
    with refused("forces.number_beside_list"):
        rewritten(GROUPS, agreed, land.village, TEAM | {"members": "2"}, lan.actor)
    assert number("grassroots_members", land.an_phu, "2026") == 1


def test_a_team_with_a_list_stays_counted_by_it(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    a_member(team, land.village, lan.actor)
    with refused("forces.has_list"):
        rewritten(GROUPS, team, land.village, TEAM | {"members_by": "number", "members": "4"}, lan.actor)


def test_no_member_is_written_down_where_members_are_counted_by_a_number(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor, members_by="number")
    with refused("forces.counted_by_number"):
        a_member(team, land.village, lan.actor)


def test_a_team_with_a_list_is_not_taken_back_under_its_members(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    member = a_member(team, land.village, lan.actor)
    taken = partial(take_back, reason="Ghi nhầm", by=lan.actor, at=NOW)
    with refused("forces.has_members"):
        taken(register=GROUPS, record_id=team.record_id)
    taken(register=MEMBERS, record_id=member.record_id)
    taken(register=GROUPS, record_id=team.record_id)
    assert number("grassroots_members", land.an_phu, "2026") == 0
    with refused("forces.no_team"):
        put_back(register=MEMBERS, record_id=member.record_id, by=lan.actor, at=NOW)


def test_a_team_ends_only_after_the_service_of_its_members(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    member = a_member(team, land.village, lan.actor)
    end: dict[str, Value] = {"until": day("01/06/2026"), "dissolution": "Quyết định 40/QĐ-UBND"}
    with refused("forces.members_still_serve"):
        rewritten(GROUPS, team, land.village, TEAM | end, lan.actor)
    left: dict[str, Value] = {"group": team.record_id, "until": day("01/06/2026"), "ended_by": "Quyết định 40/QĐ-UBND"}
    rewritten(MEMBERS, member, land.village, MEMBER | left, lan.actor)
    rewritten(GROUPS, team, land.village, TEAM | end, lan.actor)
    assert number("grassroots_teams", land.an_phu, "2026") == 0
    assert number("grassroots_members", land.an_phu, "2026-Q1") == 1
    assert number("grassroots_members", land.an_phu, "2026-H1") == 0


def test_a_member_of_two_teams_at_once_is_refused_with_the_other_team_named(land: Land, lan: Person) -> None:
    first = a_team(land.village, lan.actor)
    second = a_team(land.an_phu, lan.actor, name="Tổ bảo vệ ANTT thôn Tây")
    a_member(first, land.village, lan.actor)
    with pytest.raises(Refused) as refusal:
        a_member(second, land.an_phu, lan.actor, name="NGUYỄN VĂN AN")
    [finding] = refusal.value.findings
    assert (finding.code, finding.params) == ("forces.two_teams", {"team": "Tổ bảo vệ ANTT thôn Đông"})
    a_member(second, land.an_phu, lan.actor, name="Nguyễn Văn An (B)")
    assert ForceMember.objects.count() == 2


def test_somebody_of_the_same_name_in_another_commune_is_no_hindrance(land: Land, lan: Person) -> None:
    a_member(a_team(land.village, lan.actor), land.village, lan.actor)
    nam = anh_nam(land).actor
    a_member(a_team(land.elsewhere, nam), land.elsewhere, nam)
    assert number("grassroots_members", land.bac_ninh, "2026") == 2


def test_members_of_one_workbook_meet_each_other(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    other = a_team(land.an_phu, lan.actor, name="Tổ Tây")
    drafts = [
        Draft(facts(MEMBERS, land.village, MEMBER | {"group": team.record_id})),
        Draft(facts(MEMBERS, land.an_phu, MEMBER | {"group": other.record_id})),
    ]
    with refused("forces.two_teams"):
        write_entries(register=MEMBERS, drafts=drafts, by=lan.actor, at=NOW)


def test_a_second_leader_is_refused_until_the_first_has_left(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    first = a_member(team, land.village, lan.actor, role="leader")
    with refused("forces.two_leaders"):
        a_member(team, land.village, lan.actor, name="Trần Thị Bình", role="leader")
    left: dict[str, Value] = MEMBER | {
        "group": team.record_id,
        "role": "leader",
        "until": day("01/03/2026"),
        "ended_by": "QĐ 5",
    }
    rewritten(MEMBERS, first, land.village, left, lan.actor)
    a_member(team, land.village, lan.actor, name="Trần Thị Bình", role="leader", since=day("01/03/2026"))
    assert number("grassroots_members", land.an_phu, "2026") == 1


def test_changing_a_member_is_not_serving_twice(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    member = a_member(team, land.village, lan.actor, role="leader")
    again: dict[str, Value] = MEMBER | {"group": team.record_id, "role": "leader", "certificate": "12/GCN"}
    assert rewritten(MEMBERS, member, land.village, again, lan.actor).record_id == member.record_id


def test_a_members_entry_is_never_called_by_a_name(land: Land, lan: Person) -> None:
    member = a_member(a_team(land.village, lan.actor), land.village, lan.actor)
    assert member.record.title == "Tổ viên, từ 01/08/2025"


def test_checks_ask_as_much_for_many_members_as_for_one(
    land: Land,
    lan: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    team = a_team(land.village, lan.actor)
    drafts = [
        Draft(facts(MEMBERS, land.village, MEMBER | {"group": team.record_id, "name": f"Thành viên {one}"}))
        for one in range(40)
    ]
    with django_assert_max_num_queries(5):
        assert MEMBERS.checks(drafts) == {}


# ------------------------------------------------------------------ months of service


def test_months_of_service_join_what_was_before_and_hard_areas_twice(land: Land, lan: Person) -> None:
    member = a_member(a_team(land.village, lan.actor), land.village, lan.actor)
    hard: dict[str, Value] = {
        "member": member.record_id,
        "force": "grassroots",
        "area": "hard",
        "document": "QĐ 861/QĐ-TTg",
    }
    span: dict[str, Value] = hard | {"since": day("01/02/2026"), "until": day("01/05/2026")}
    written(SERVICE, land.village, span, lan.actor)
    assert service_months(member.record_id, day("01/08/2026")) == 15
    assert service_months(member.record_id, day("01/02/2026")) == 6
    assert service_months(999_999, day("01/08/2026")) == 0


# ------------------------------------------------------------------ quotas, duty, police


def test_a_quota_is_the_provinces_and_one_a_day(land: Land, lan: Person, hung: Person) -> None:
    quota: dict[str, Value] = {"since": day("01/08/2025"), "teams": 5, "members": 15, "decision": "QĐ 88/QĐ-UBND"}
    with refused("registers.not_a_keeper"):
        written(QUOTAS, land.an_phu, quota, lan.actor)
    written(QUOTAS, land.an_phu, quota, hung.actor)
    with refused("forces.quota_twice"):
        written(QUOTAS, land.an_phu, quota | {"teams": 6}, hung.actor)
    written(QUOTAS, land.an_phu, quota | {"since": day("01/01/2026")}, hung.actor)


def test_duty_is_counted_where_and_when_it_was(land: Land, lan: Person) -> None:
    span: dict[str, Value] = {"since": day("01/09/2026"), "until": day("30/09/2026"), "org": "police"}
    done: dict[str, Value] = {"patrols": "30", "participants": "95", "drills": "1", "mediations": "4", "settled": "3/4"}
    written(DUTY, land.an_phu, span | done, lan.actor)
    assert [dict(row.dims) for row in counted("patrols_done", land.an_phu, "2026-09")] == [{"org": "police"}]
    assert number("patrol_participants", land.bac_ninh, "2026-Q3") == 95
    assert number("drills", land.an_phu, "2026-10") == 0
    [share] = counted("mediation_success", land.an_phu, "2026")
    assert shares(share) == (3, 4)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "forces.nothing_counted"),
        ({"patrols": "5", "participants": "4"}, "forces.patrols_without_people"),
        ({"mediations": "2", "settled": "1/3"}, "forces.settled_above_cases"),
    ],
)
def test_duty_that_cannot_be_is_refused(land: Land, lan: Person, values: dict[str, Value], code: str) -> None:
    with refused(code):
        written(DUTY, land.an_phu, SEPTEMBER | values, lan.actor)


def test_days_of_a_team_are_counted_once_but_shifts_of_a_day_may_be_several(land: Land, lan: Person) -> None:
    team = a_team(land.village, lan.actor)
    one_day: dict[str, Value] = {
        "since": day("05/09/2026"),
        "until": day("05/09/2026"),
        "group": team.record_id,
        "patrols": "1",
    }
    written(DUTY, land.village, one_day, lan.actor)
    written(DUTY, land.village, one_day, lan.actor)
    with refused("forces.days_twice"):
        written(DUTY, land.village, one_day | {"since": day("01/09/2026"), "until": day("30/09/2026")}, lan.actor)
    written(DUTY, land.village, one_day | {"since": day("01/10/2026"), "until": day("31/10/2026")}, lan.actor)
    assert number("patrols_done", land.an_phu, "2026-09") == 2
    assert number("patrols_done", land.an_phu, "2026-10") == 1


def test_communes_with_regular_police_are_a_share_of_all_that_are_followed(land: Land, hung: Person) -> None:
    start: dict[str, Value] = {"since": day("01/07/2025")}
    written(POLICE, land.an_phu, start | {"posted": day("01/01/2026"), "officers": "5"}, hung.actor)
    written(POLICE, land.elsewhere, start, hung.actor)
    [before] = counted("regular_police_communes", land.bac_ninh, "2025")
    [after] = counted("regular_police_communes", land.bac_ninh, "2026")
    assert shares(before) == (0, 2)
    assert shares(after) == (1, 2)
    assert number("regular_police_officers", land.bac_ninh, "2026") == 5


def test_a_commune_is_followed_once_and_a_ward_not_at_all(land: Land, hung: Person) -> None:
    start: dict[str, Value] = {"since": day("01/07/2025")}
    first = written(POLICE, land.an_phu, start, hung.actor)
    with refused("forces.commune_twice"):
        written(POLICE, land.an_phu, start | {"since": day("01/01/2026")}, hung.actor)
    rewritten(POLICE, first, land.an_phu, start | {"posted": day("01/07/2025")}, hung.actor)
    ward = a_place("Kinh Bắc", Tier.COMMUNE, PlaceKind.WARD, land.bac_ninh)
    with refused("forces.ward_has_police"):
        written(POLICE, ward, start, hung.actor)
    assert [row.denominator for row in counted("regular_police_communes", land.bac_ninh, "2025")] == [1]


def test_what_was_known_before_a_correction_stays_known(land: Land, lan: Person) -> None:
    team = written(GROUPS, land.an_phu, PATROL | {"groups": "3"}, lan.actor)
    later = NOW + timedelta(days=1)
    rewritten(GROUPS, team, land.an_phu, PATROL | {"groups": "2"}, lan.actor, later)
    assert number("patrol_groups", land.an_phu, "2026") == 2
    assert number("patrol_groups", land.an_phu, "2026", NOW) == 3
