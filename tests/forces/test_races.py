"""Two officers at once: nobody gets into two teams, and no team ends under a member who joins."""

from functools import partial

from binhyen.forces.actions.teams import dissolve_team
from binhyen.forces.models import ForceMember
from binhyen.forces.registers import POLICE
from tests.accounts.factories import a_land, ba_lan, ong_hung
from tests.forces.factories import NOW, a_member, a_team, day
from tests.races import MEETS, together
from tests.registers.factories import written

pytestmark = MEETS


def test_one_person_written_down_in_two_teams_at_once_is_in_one() -> None:
    land = a_land()
    lan = ba_lan(land).actor
    teams = [a_team(land.an_phu, lan, name=f"Tổ {number}") for number in range(3)]
    ended = together(*(partial(a_member, team, land.an_phu, lan) for team in teams))
    assert ended == ["done", "forces.two_teams", "forces.two_teams"]
    assert ForceMember.objects.count() == 1


def test_a_team_that_ends_takes_nobody_in() -> None:
    land = a_land()
    lan = ba_lan(land).actor
    team = a_team(land.an_phu, lan)
    end = partial(dissolve_team, record_id=team.record_id, on=day("01/06/2026"), decision="QĐ 4", by=lan, at=NOW)
    join = partial(a_member, team, land.an_phu, lan)
    assert together(end, join) in (["done", "done"], ["done", "forces.after_team"])
    assert not ForceMember.objects.filter(superseded_at=None, until=None).exists()


def test_a_commune_written_down_twice_at_once_counts_once() -> None:
    land = a_land()
    hung = ong_hung(land).actor
    write = partial(written, POLICE, land.an_phu, {"since": day("01/07/2025")}, hung)
    assert together(write, write) == ["done", "forces.commune_twice"]
