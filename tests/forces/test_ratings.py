"""A commune's yearly rating through the actions: opened, written, decided once by the chair, read by keepers alone."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry as LogEntry
from binhyen.documents.queries import documents_seen_by
from binhyen.documents.rules.freezing import from_data
from binhyen.forces.actions.rating import Level, Signing, decide_year, open_year, save_ratings
from binhyen.forces.models import Rating, RatingYear
from binhyen.forces.queries.ratings import sheet_of, year_seen_by, years_seen_by
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refusal, Refused
from binhyen.places.models import PlaceVersion
from binhyen.registers.models import Entry
from tests.accounts.factories import Land, Person, a_land, a_person, anh_nam, ba_lan, ong_hung
from tests.forces.factories import a_member, a_team, day, ong_phuc

pytestmark = pytest.mark.django_db
IN_YEAR = datetime(2026, 11, 5, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
AFTER = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def phuc(land: Land) -> Person:
    return ong_phuc(land)


@pytest.fixture
def team(land: Land, lan: Person) -> Entry:
    """A team with a leader and a member."""
    made = a_team(land.village, lan.actor)
    a_member(made, land.village, lan.actor, role="leader", name="Trần Thị Bình")
    a_member(made, land.village, lan.actor)
    return made


def opened(place: PlaceVersion, by: Person) -> RatingYear:
    return open_year(place_id=place.place_id, year=2026, by=by.actor, at=IN_YEAR)


def rated(year: RatingYear, level: str = "good", **more: object) -> list[Level]:
    return [Level(one.record_id, level, **more) for one in sheet_of(year).subjects]  # type: ignore[arg-type]


def codes(refusal: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def save(year: RatingYear, levels: Sequence[Level], by: Person) -> RatingYear:
    return save_ratings(year_id=year.pk, levels=levels, version=year.version, by=by.actor, at=IN_YEAR)


def test_a_year_holds_teams_each_with_its_members_after_it(land: Land, lan: Person, team: Entry) -> None:
    year = opened(land.an_phu, lan)
    assert [(row.name, row.subject.kind) for row in sheet_of(year).rows] == [
        ("Tổ bảo vệ ANTT thôn Đông", "team"),
        ("Trần Thị Bình", "member"),
        ("Nguyễn Văn An", "member"),
    ]
    assert opened(land.an_phu, lan).pk == year.pk
    assert LogEntry.objects.filter(action="forces.rating_opened").count() == 1


def test_a_sheet_asks_three_questions_whatever_its_size(
    land: Land, lan: Person, team: Entry, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    year = opened(land.an_phu, lan)
    for number in range(8):
        a_member(team, land.village, lan.actor, name=f"Thành viên {number}")
    with django_assert_num_queries(3):
        sheet_of(year)


def test_the_chair_decides_when_nothing_stands_against_it(land: Land, lan: Person, phuc: Person, team: Entry) -> None:
    year = save(opened(land.an_phu, lan), rated(opened(land.an_phu, lan)), lan)
    done = decide_year(year_id=year.pk, signing=Signing(day("18/11/2026")), by=phuc.actor, at=AFTER)
    assert done.document is not None
    letter = from_data(done.document.content)
    assert done.document.symbol == "01/QĐ-UBND"
    assert letter.signature is not None
    assert (letter.signature.title, letter.signature.authority) == ("CHỦ TỊCH", ())
    assert [len(annex.blocks[0].rows) for annex in letter.annexes] == [1, 2]  # type: ignore[union-attr]
    deed = LogEntry.objects.get(action="forces.rating_decided")
    assert "Bình" not in str(deed.data)


def test_a_decided_year_is_closed(land: Land, lan: Person, phuc: Person, team: Entry) -> None:
    year = save(opened(land.an_phu, lan), rated(opened(land.an_phu, lan)), lan)
    decide_year(year_id=year.pk, signing=Signing(day("18/11/2026"), "45/QĐ-UBND"), by=phuc.actor, at=AFTER)
    year.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        save(year, rated(year, "done"), lan)
    assert codes(refusal) == {"forces.rating_decided"}
    with pytest.raises(Refused):
        decide_year(year_id=year.pk, signing=Signing(day("19/11/2026")), by=phuc.actor, at=AFTER)
    assert set(Rating.objects.values_list("level", flat=True)) == {"good"}


@pytest.mark.parametrize(
    ("level", "signed", "wrong"),
    [
        ("good", "14/11/2026", {"forces.window_open"}),
        ("good", "21/11/2026", {"forces.day_to_come"}),
        ("", "18/11/2026", {"forces.not_rated"}),
        (
            "excellent",
            "18/11/2026",
            {
                "forces.too_few_tasks",
                "forces.area_not_met",
                "forces.too_many_best_teams",
                "forces.too_many_best_members",
            },
        ),
    ],
)
def test_what_stands_against_a_decision(  # noqa: PLR0913, PLR0917 - fixtures and a table's columns
    land: Land, lan: Person, phuc: Person, team: Entry, level: str, signed: str, wrong: set[str]
) -> None:
    year = save(opened(land.an_phu, lan), rated(opened(land.an_phu, lan), level), lan)
    with pytest.raises(Refused) as refusal:
        decide_year(year_id=year.pk, signing=Signing(day(signed)), by=phuc.actor, at=AFTER)
    assert codes(refusal) == wrong
    year.refresh_from_db()
    assert (year.decided_on, year.document) == (None, None)


def test_only_the_chair_decides_and_only_the_commune_rates(land: Land, lan: Person, team: Entry) -> None:
    year = save(opened(land.an_phu, lan), rated(opened(land.an_phu, lan)), lan)
    with pytest.raises(Forbidden) as refusal:
        decide_year(year_id=year.pk, signing=Signing(day("18/11/2026")), by=lan.actor, at=AFTER)
    assert codes(refusal) == {"forces.not_the_chair"}
    for other in (anh_nam(land), ong_hung(land)):
        with pytest.raises(Forbidden) as refusal:
            save(year, rated(year, "done"), other)
        assert codes(refusal) == {"forces.not_a_rater"}
    assert set(Rating.objects.values_list("level", flat=True)) == {"good"}


def test_two_writers_meet(land: Land, lan: Person, phuc: Person, team: Entry) -> None:
    first = opened(land.an_phu, lan)
    save(RatingYear.objects.get(pk=first.pk), rated(first), lan)
    with pytest.raises(Refused) as refusal:
        save(first, rated(first, "done"), phuc)
    assert codes(refusal) == {"forces.rating_changed"}
    assert set(Rating.objects.values_list("level", flat=True)) == {"good"}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"level": "great"}, {"forces.no_level"}),
        ({"tasks": 101}, {"forces.odd_share"}),
        ({"record_id": 999_999}, {"forces.not_in_year"}),
    ],
)
def test_what_no_rating_can_hold_is_refused(
    land: Land, lan: Person, team: Entry, changed: dict[str, object], wrong: set[str]
) -> None:
    year = opened(land.an_phu, lan)
    values: dict[str, object] = {"record_id": team.record_id, **changed}
    with pytest.raises(Refused) as refusal:
        save(year, [Level(**values)], lan)  # type: ignore[arg-type]
    assert codes(refusal) == wrong
    assert not Rating.objects.exists()


@pytest.mark.parametrize(("year", "wrong"), [(2025, "forces.no_rules"), (2027, "forces.year_to_come")])
def test_years_that_cannot_be_rated(land: Land, lan: Person, year: int, wrong: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_year(place_id=land.an_phu.place_id, year=year, by=lan.actor, at=IN_YEAR)
    assert codes(refusal) == {wrong}
    assert not RatingYear.objects.exists()


def test_a_village_is_rated_with_its_commune(land: Land, lan: Person) -> None:
    with pytest.raises(Refused) as refusal:
        open_year(place_id=land.village.place_id, year=2026, by=lan.actor, at=IN_YEAR)
    assert codes(refusal) == {"forces.not_a_commune"}


def test_ratings_are_seen_by_those_who_keep_the_force_alone(land: Land, lan: Person, phuc: Person, team: Entry) -> None:
    year = save(opened(land.an_phu, lan), rated(opened(land.an_phu, lan)), lan)
    auditor = a_person("thanhtra", "Ngô Thị Hà", Role.AUDITOR, land.bac_ninh)
    for person in (lan, phuc, ong_hung(land)):
        assert year_seen_by(person.actor, year.pk) == year
    for person in (auditor, anh_nam(land)):
        assert not years_seen_by(person.actor).exists()
        with pytest.raises(Http404):
            year_seen_by(person.actor, year.pk)
    decide_year(year_id=year.pk, signing=Signing(day("18/11/2026")), by=phuc.actor, at=AFTER)
    assert not documents_seen_by(auditor.actor).exists()
