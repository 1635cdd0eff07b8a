"""Programmes, commitments, plans and activities: what they say, what is refused, what reports count from them."""

from datetime import date

import pytest

from binhyen.indicators.queries import catalogue
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import Question
from binhyen.places.queries import scopes_of
from binhyen.programmes.rules.agreed import aimed_at, partner_of, programme_lines
from binhyen.registers.models import Record, Tally
from binhyen.registers.queries.ledger import lines_behind
from binhyen.registers.rules.facts import Facts, Value
from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan, ong_hung
from tests.programmes.factories import a_commitment, a_plan, a_programme, a_summary, an_activity
from tests.registers.factories import NOW, counted, day, number

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


def test_a_programme_is_counted_once_where_and_when_it_was_signed(land: Land, hung: Person) -> None:
    a_programme(land.bac_ninh, hung.actor)
    assert number("joint_programmes", land.bac_ninh, "2026") == 1
    assert number("joint_programmes", land.bac_ninh, "2026-H2") == 0
    assert number("joint_programmes", land.an_phu, "2026") == 0
    assert [row.dims for row in counted("joint_programmes", land.bac_ninh, "2026")] == [{"org": "fatherland_front"}]


def test_a_programme_of_many_parties_is_one_and_one_from_above_is_none(land: Land, hung: Person) -> None:
    a_programme(land.bac_ninh, hung.actor, parties=("police", "womens_union", "farmers_association"))
    a_programme(land.bac_ninh, hung.actor, number="09/CTr-BCA-MTTW", carried="carried_out", level="central")
    assert [row.dims for row in counted("joint_programmes", land.bac_ninh, "2026")] == [{}]
    assert number("joint_programmes", land.bac_ninh, "2026") == 1


@pytest.mark.parametrize(
    ("parties", "org"),
    [
        (("police", "womens_union"), "womens_union"),
        (("police",), ""),
        (("police", "womens_union", "youth_union"), ""),
        (("womens_union", "youth_union"), ""),
    ],
)
def test_a_programme_is_its_one_partners(parties: tuple[str, ...], org: str) -> None:
    assert partner_of(parties) == org
    [line] = programme_lines(Facts(1, {"signed_on": date(2026, 1, 2), "parties": parties}), ())
    assert (line.indicator, line.dims) == ("joint_programmes", {"org": org} if org else {})


def test_the_number_of_activities_is_the_length_of_their_list(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    an_activity(programme, land.an_phu, hung.actor)
    an_activity(programme, land.an_phu, hung.actor, name="Ra mắt tổ tự quản", on=day("01/09/2026"))
    an_activity(programme, land.elsewhere, hung.actor, lead="police", partners=("fatherland_front",))
    for place, period in ((land.bac_ninh, "2026"), (land.an_phu, "2026"), (land.an_phu, "2026-08")):
        question = Question(
            frozenset({"joint_activities"}),
            place.place_id,
            scopes_of(place.place_id, parse_period(period).end),
            parse_period(period),
        )
        assert number("joint_activities", place, period) == lines_behind(question).count() > 0
    assert number("joint_activities", land.bac_ninh, "2026-02-01..2026-08-31") == 2


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"parties": ("police",)}, "programmes.one_party"),
        ({"signed_on": day("01/01/2031")}, "programmes.signed_late"),
        ({"until": day("01/01/2026")}, "registers.dates_reversed"),
        ({"plan_by": "31/02"}, "programmes.no_day_of_year"),
        ({"kind": "khac"}, "registers.no_choice"),
        ({"number": ""}, "registers.missing"),
    ],
)
def test_a_programme_that_cannot_be_is_refused(land: Land, hung: Person, said: dict[str, Value], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        a_programme(land.bac_ninh, hung.actor, NOW, **said)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Record.objects.exists()
    assert not Tally.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"target": "hàng trăm"}, "programmes.vague_target"),
        ({"target": "ba mươi hoặc hơn"}, ""),
        ({"indicator": ""}, "programmes.target_of_nothing"),
        ({"per": ""}, "programmes.target_without_time"),
        ({"indicator": "joint_coverage"}, "registers.no_choice"),
    ],
)
def test_a_commitment_that_cannot_be_followed_is_refused(
    land: Land, hung: Person, said: dict[str, Value], code: str
) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    with pytest.raises(Refused) as refusal:
        a_commitment(programme, land.bac_ninh, hung.actor, **said)
    found = {finding.code: finding.where for finding in refusal.value.findings}
    assert code in found or (not code and "target" in found.values())
    assert Record.objects.count() == 1


def test_commitments_aim_only_at_what_adds_up_and_may_be_scored() -> None:
    aims = aimed_at(catalogue().indicators.values())
    assert "propaganda_sessions" in aims
    assert "joint_coverage" not in aims
    assert all(catalogue().indicators[code].scored and catalogue().indicators[code].in_forms for code in aims)


def test_what_lies_outside_the_term_is_refused(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    with pytest.raises(Refused) as refusal:
        an_activity(programme, land.an_phu, hung.actor, on=day("31/01/2026"))
    assert refusal.value.code == "programmes.outside_term"
    with pytest.raises(Refused) as refusal:
        an_activity(programme, land.an_phu, hung.actor, partners=("fatherland_front",))
    assert refusal.value.code == "programmes.one_party"


def test_a_year_has_one_plan_signed_before_it_is_over(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    a_plan(programme, land.bac_ninh, hung.actor)
    for said, code in (({"number": "06/KH"}, "plan_twice"), ({"signed_on": day("02/01/2027")}, "plan_too_late")):
        with pytest.raises(Refused) as refusal:
            a_plan(programme, land.bac_ninh, hung.actor, **said)
        assert f"programmes.{code}" in {finding.code for finding in refusal.value.findings}
    assert number("joint_programmes", land.bac_ninh, "2026") == 1, "a yearly plan is no new programme"


@pytest.mark.parametrize("about", ["programme", "instrument"])
def test_a_summary_says_of_what_it_is(land: Land, hung: Person, about: str) -> None:
    with pytest.raises(Refused) as refusal:
        a_summary(None, land.bac_ninh, hung.actor, about=about)
    assert refusal.value.code == "programmes.about_nothing"


def test_a_commune_adds_what_it_did_and_nothing_elsewhere(land: Land, hung: Person) -> None:
    programme = a_programme(land.bac_ninh, hung.actor)
    lan, nam = ba_lan(land), anh_nam(land)
    an_activity(programme, land.an_phu, lan.actor)
    with pytest.raises(Forbidden) as refusal:
        an_activity(programme, land.an_phu, nam.actor, name="Việc khác")
    assert refusal.value.code == "registers.not_your_place"
    with pytest.raises(Forbidden):
        a_programme(land.bac_ninh, nam.actor, number="02/CTr")
