"""What schemes ask of people: the office at its own level, and nobody else."""

from datetime import UTC, datetime

from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.ports import Duty
from binhyen.schemes.duties import duties
from tests.accounts.factories import Land, Person, chi_mai
from tests.registers.factories import NOW, day
from tests.schemes.factories import a_scheme, an_exemplar, step

SURVEY, PROPOSAL = step("surveyed", "01/04/2026"), step("proposed", "10/04/2026")
RECOGNITION = step("recognised", "20/04/2026")


def owed(by: Person, at: datetime = NOW) -> dict[str, Duty]:
    return {duty.code: duty for duty in duties(by.actor, at)}


def test_an_office_settles_proposals_launches_reviews_and_asks_for_consent(land: Land, lan: Person) -> None:
    a_scheme(land.an_phu, lan.actor, SURVEY, PROPOSAL, preparing=True)
    a_scheme(land.an_phu, lan.actor, SURVEY, PROPOSAL, RECOGNITION, preparing=True, name="Kẻng")
    a_scheme(land.an_phu, lan.actor, since=day("10/07/2025"), name="Đèn")
    done = step("reviewed", "01/10/2026", year=2026, level="average")
    a_scheme(land.an_phu, lan.actor, done, since=day("10/07/2025"), name="Camera chợ")
    an_exemplar(land.an_phu, lan.actor, recipient="individual")
    assert {code: duty.count for code, duty in owed(lan).items()} == {
        "schemes.recognise": 1,
        "schemes.launch": 1,
        "schemes.review": 1,
        "schemes.consent": 1,
    }
    assert owed(lan)["schemes.review"].due == day("31/12/2026")
    assert "schemes.review" not in owed(lan, datetime(2026, 9, 1, tzinfo=UTC)), "reviews are asked for in autumn"


def test_a_scheme_of_the_commune_is_not_asked_of_the_province_nor_of_a_school(
    land: Land, lan: Person, hung: Person
) -> None:
    a_scheme(land.an_phu, lan.actor, SURVEY, PROPOSAL, preparing=True)
    assert "schemes.recognise" not in owed(hung)
    assert owed(chi_mai(land)) == {}
    a_scheme(land.an_phu, lan.actor, SURVEY, PROPOSAL, preparing=True, name="Cấp tỉnh", managing_level="province")
    assert owed(hung)["schemes.recognise"].count == 1


def test_duties_cost_four_counts(land: Land, lan: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(4):
        assert owed(lan) == {}
