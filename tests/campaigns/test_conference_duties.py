"""What conferences still wait for, and from whom."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.campaigns.duties import duties_of_conferences
from binhyen.campaigns.registers import conferences as kept
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.rules.facts import StepFacts
from tests.accounts.factories import Person
from tests.campaigns.conference_factories import DAY, NOW, Stage, a_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(db: None) -> Stage:
    return a_stage()


def asked(person: Person, days: int = 0) -> list[str]:
    return [duty.code for duty in duties_of_conferences(person.actor, NOW + timedelta(days=days))]


def test_a_point_is_asked_for_its_own_numbers_until_they_are_there(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    point = {"name": "Điểm cầu huyện Cao Lộc"}
    stage.part(kept.POINTS, point, place="district")
    with django_assert_num_queries(2):
        assert asked(stage.below) == ["campaigns.tell_point"]
    assert asked(stage.office) == [], "the district's numbers are the district's to write"
    assert asked(stage.below, days=-1) == []
    assert asked(stage.below, days=93) == []
    stage.part(kept.POINTS, point | {"name": "Điểm cầu hai", "attended": 0}, place="district")
    assert asked(stage.below) == ["campaigns.tell_point"]


def test_a_proposal_is_answered_by_the_office_that_held_the_conference(stage: Stage) -> None:
    values = {"proposer": "Ủy ban nhân dân huyện Cao Lộc", "text": "Trang bị thêm camera."}
    made = stage.part(kept.PROPOSALS, values, by=stage.below.actor, place="district")
    assert asked(stage.office) == ["campaigns.answer_proposal"]
    assert asked(stage.below) == []
    assert asked(stage.chair) == []
    declined = StepFacts("decline", DAY, note="Chưa bố trí được kinh phí")
    take_step(register=kept.PROPOSALS, record_id=made.record_id, step=declined, by=stage.office.actor, at=NOW)
    assert asked(stage.office) == []
