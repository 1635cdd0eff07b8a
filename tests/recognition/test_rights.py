"""Who may do what to which dossier."""

import pytest

from binhyen.kernel.actors import Actor, Role
from binhyen.recognition.rules.rights import TABLE, Ability, Subject, abilities, decide

AREA = Subject(unit_id=9, place_id=4, place_path="1.2.3.4.", decider_path="1.2.3.", is_place=True)
COMMUNE = Subject(unit_id=8, place_id=3, place_path="1.2.3.", decider_path="1.2.", is_place=True)
FACTORY = Subject(unit_id=7, place_id=3, place_path="1.2.3.", decider_path="1.2.")
WRITES = set(Ability) - {Ability.SEE, Ability.SEE_CRITERIA, Ability.SEE_INTERNAL}


def at(role: Role, path: str, **more: object) -> Actor:
    place = int(path.rstrip(".").rsplit(".", 1)[-1])
    return Actor(1, 1, role, place, path, (path,), **more)  # type: ignore[arg-type]  # test shorthand


def test_a_head_writes_for_the_own_area_and_no_other() -> None:
    assert Ability.ASSESS in abilities(at(Role.RESIDENTIAL_HEAD, "1.2.3.4."), AREA)
    assert not abilities(at(Role.RESIDENTIAL_HEAD, "1.2.3.5."), AREA)


def test_a_representative_speaks_only_for_its_unit() -> None:
    mai = at(Role.UNIT_REPRESENTATIVE, "1.2.3.", units=frozenset({7}))
    assert Ability.SUBMIT in abilities(mai, FACTORY)
    assert not abilities(mai, COMMUNE)


def test_the_commune_officer_appraises_areas_but_only_writes_for_the_commune() -> None:
    lan = at(Role.COMMUNE_OFFICER, "1.2.3.")
    assert Ability.APPRAISE in abilities(lan, AREA)
    assert Ability.APPRAISE not in abilities(lan, COMMUNE)
    assert Ability.ASSESS in abilities(lan, COMMUNE)


def test_the_commune_sees_a_factory_decided_above_without_its_criteria() -> None:
    assert abilities(at(Role.COMMUNE_OFFICER, "1.2.3."), FACTORY) == {Ability.SEE}


@pytest.mark.parametrize("role", [Role.COMMUNE_CHAIR, Role.DISTRICT_CHAIR, Role.PROVINCE_LEADER])
def test_only_the_deciding_place_decides(role: Role) -> None:
    assert decide(at(role, "1.2.3."), Ability.DECIDE, AREA)
    assert decide(at(role, "1.2."), Ability.DECIDE, AREA).forbidden


def test_the_province_sees_areas_but_not_their_criteria() -> None:
    assert Ability.SEE_CRITERIA not in abilities(at(Role.PROVINCE_OFFICER, "1.2."), AREA)
    assert Ability.SEE in abilities(at(Role.PROVINCE_OFFICER, "1.2."), AREA)


def test_an_auditor_writes_nothing_anywhere() -> None:
    granted = {one for (role, _), some in TABLE.items() if role is Role.AUDITOR for one in some}
    assert granted
    assert not granted & WRITES


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.DEPARTMENT_OFFICER, Role.ASSOCIATION_OFFICER])
def test_operators_and_partners_see_no_dossier(role: Role) -> None:
    assert not abilities(at(role, "1."), AREA)
