"""Suggestion boxes, their openings and village conventions."""

from datetime import date

import pytest

from binhyen.campaigns.registers.boxes import BOXES, CONVENTIONS, OPENINGS
from binhyen.campaigns.rules.boxes import spans
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Bound
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.models import Record
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from tests.accounts.factories import Land, Person, a_land, a_person, ba_lan
from tests.campaigns.factories import a_box
from tests.registers.factories import NOW, counted, day, number, written

pytestmark = pytest.mark.django_db

OPENED: dict[str, Value] = {
    "since": day("05/06/2026"),
    "first_post": "Trưởng Công an xã",
    "second_post": "Trưởng ban công tác Mặt trận thôn Đông",
}


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def test_a_box_counts_while_it_is_in_use(land: Land, lan: Person) -> None:
    box = a_box(land.village, lan.actor)
    assert number("tip_boxes", land.an_phu, "2026-01") == 0
    assert number("tip_boxes", land.an_phu, "2026-02") == 1
    for code, on, note in (("broken", "10/04/2026", "Gãy khóa"), ("mended", "02/07/2026", "")):
        step = StepFacts(code, day(on), note=note)
        take_step(register=BOXES, record_id=box.record_id, step=step, by=lan.actor, at=NOW)
    assert [number("tip_boxes", land.an_phu, month) for month in ("2026-03", "2026-04", "2026-06", "2026-07")] == [
        1,
        0,
        0,
        1,
    ]


def test_an_old_summary_writes_many_boxes_as_one(land: Land, lan: Person) -> None:
    a_box(land.an_phu, lan.actor, name="Hòm thư ở các thôn", boxes="hơn 1.292")
    [row] = counted("tip_boxes", land.bac_ninh, "2026")
    assert row.value == 1292
    assert row.bound is Bound.OVER


@pytest.mark.parametrize(
    ("until", "steps", "expected"),
    [
        (None, [], [(date(2026, 1, 1), None)]),
        (date(2026, 5, 1), [], [(date(2026, 1, 1), date(2026, 5, 1))]),
        (None, [("broken", 3)], [(date(2026, 1, 1), date(2026, 3, 1))]),
        (None, [("broken", 3), ("mended", 4)], [(date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 4, 1), None)]),
        (date(2026, 2, 1), [("broken", 3)], [(date(2026, 1, 1), date(2026, 2, 1))]),
        (date(2026, 2, 1), [("broken", 3), ("mended", 4)], [(date(2026, 1, 1), date(2026, 2, 1))]),
    ],
)
def test_spans_of_use(
    until: date | None, steps: list[tuple[str, int]], expected: list[tuple[date, date | None]]
) -> None:
    facts = Facts(1, {"since": date(2026, 1, 1), "until": until})
    assert spans(facts, [StepFacts(code, date(2026, month, 1)) for code, month in steps]) == expected


def test_letters_are_counted_by_kind_and_suggestions_are_no_information(land: Land, lan: Person) -> None:
    box = a_box(land.village, lan.actor)
    values = OPENED | {"box": box.record_id, "tips": "1", "tips_drugs": "2", "suggestions": 7, "passed_on": 1}
    written(OPENINGS, land.village, values, lan.actor)
    assert number("tips_received", land.an_phu, "2026-06") == 3
    rows = {
        (row.dims.get("crime_type", ""), int(row.value or 0)) for row in counted("tips_received", land.an_phu, "2026")
    }
    assert rows == {("", 1), ("drugs", 2)}
    assert all(row.dims["channel"] == "box" for row in counted("tips_received", land.an_phu, "2026"))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"second_post": "trưởng  công an XÃ"}, "campaigns.one_post"),
        ({"second_post": ""}, "registers.missing"),
        ({"since": day("31/01/2026")}, "campaigns.box_not_there"),
        ({"since": day("06/11/2026")}, "registers.to_come"),
        ({"box": 999_999}, "campaigns.no_box"),
        ({"suggestions": -1}, "registers.too_small"),
    ],
)
def test_an_opening_that_cannot_be_is_refused(land: Land, lan: Person, values: dict[str, Value], code: str) -> None:
    box = a_box(land.village, lan.actor)
    with pytest.raises(Refused) as refusal:
        written(OPENINGS, land.village, OPENED | {"box": box.record_id} | values, lan.actor)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Record.objects.filter(register=OPENINGS.code).exists()


def test_a_box_of_another_place_is_not_opened_here(land: Land, lan: Person) -> None:
    box = a_box(land.village, lan.actor)
    with pytest.raises(Refused) as refusal:
        written(OPENINGS, land.an_phu, OPENED | {"box": box.record_id}, lan.actor)
    assert refusal.value.code == "campaigns.box_elsewhere"


def test_nothing_in_an_opening_can_hold_a_letter(land: Land) -> None:
    texts = {one.name for one in OPENINGS.fields if one.kind.value in {"text", "long"}}
    assert texts == {"first_post", "second_post", "minutes_number"}


def test_an_association_keeps_no_boxes(land: Land) -> None:
    women = a_person("hoi-phu-nu", "Chị Thu", Role.ASSOCIATION_OFFICER, land.an_phu)
    with pytest.raises(Forbidden) as refusal:
        a_box(land.an_phu, women.actor)
    assert refusal.value.code == "registers.not_a_keeper"


def test_a_convention_counts_on_the_day_of_its_approval(land: Land, lan: Person) -> None:
    values: dict[str, Value] = {
        "name": "Quy ước thôn Đông",
        "since": day("20/05/2026"),
        "document": "Quyết định số 45/QĐ-UBND ngày 20/5/2026",
        "way": "new",
    }
    written(CONVENTIONS, land.village, values, lan.actor)
    assert number("village_conventions", land.an_phu, "2026-Q2") == 1
    assert number("village_conventions", land.an_phu, "2026-Q3") == 0
    with pytest.raises(Refused) as refusal:
        written(CONVENTIONS, land.village, values | {"conventions": "0"}, lan.actor)
    assert refusal.value.code == "campaigns.stands_for_nothing"
    with pytest.raises(Refused) as refusal:
        written(CONVENTIONS, land.village, values | {"document": ""}, lan.actor)
    assert refusal.value.code == "registers.missing"
