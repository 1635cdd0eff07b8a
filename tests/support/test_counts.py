"""Support counts: what they say, what is refused, and what reports count from them."""

from datetime import timedelta

import pytest

from binhyen.audit.models import Entry as LogEntry
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Bound
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import Question
from binhyen.places.queries import scopes_of
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Record, Tally
from binhyen.registers.queries.declared import Register
from binhyen.registers.queries.ledger import lines_behind
from binhyen.registers.rules.facts import Value
from binhyen.registers.rules.fields import FieldKind
from binhyen.support.registers import HANDOVERS, REINTEGRATION
from tests.accounts.factories import (
    Land,
    Person,
    a_land,
    a_person,
    anh_nam,
    ba_lan,
    chi_mai,
    ong_hung,
    signed_in_client,
)
from tests.registers.factories import NOW, counted, day, number, rewritten, written

pytestmark = pytest.mark.django_db

YEAR: dict[str, Value] = {
    "since": day("01/01/2026"),
    "until": day("30/06/2026"),
    "document": "Báo cáo số 12/BC-CAX ngày 01/7/2026",
}


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def test_what_is_written_down_is_counted_where_and_when_it_was(land: Land, lan: Person) -> None:
    written(
        REINTEGRATION,
        land.an_phu,
        YEAR | {"managed": "48", "loan_persons": "59", "loan_amount": "5.400.000.000", "org": "police"},
        lan.actor,
    )
    assert number("reintegration_loan_amount", land.an_phu, "2026") == 5_400_000_000
    assert number("offenders_managed", land.bac_ninh, "2026-H1") == 48
    assert number("offenders_managed", land.an_phu, "2026-H2") == 0
    assert number("offenders_managed", land.an_phu, "2026-03") == 0, "it is counted once all of it has happened"
    assert [row.dims for row in counted("offenders_managed", land.an_phu, "2026")] == [{"org": "police"}]
    assert LogEntry.objects.filter(action="registers.written", subject_type="support.reintegration").count() == 1


def test_words_without_a_number_and_lower_bounds_stay_what_they_are(land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, YEAR | {"ammo_kg": "hàng trăm kg", "melee": "hơn 200"}, lan.actor)
    written(HANDOVERS, land.an_phu, YEAR | {"document": "Biên bản số 3", "melee": "15"}, lan.actor)
    [vague] = counted("ammo_kg", land.an_phu, "2026")
    assert (vague.value, vague.words, vague.bound) == (None, "hàng trăm kg", Bound.VAGUE)
    [knives] = counted("melee_weapons", land.an_phu, "2026")
    assert knives.value == 215
    assert knives.bound is Bound.OVER


def test_a_correction_counts_from_now_on_and_the_past_stays_known(land: Land, lan: Person) -> None:
    first = written(HANDOVERS, land.an_phu, YEAR | {"guns": "3"}, lan.actor)
    later = NOW + timedelta(days=1)
    second = rewritten(HANDOVERS, first, land.an_phu, YEAR | {"guns": "2"}, lan.actor, later)
    assert second.record_id == first.record_id
    assert number("guns", land.an_phu, "2026") == 2
    assert number("guns", land.an_phu, "2026", NOW) == 3
    take_back(
        register=HANDOVERS, record_id=first.record_id, reason="Ghi nhầm xã", by=lan.actor, at=later + timedelta(days=1)
    )
    assert number("guns", land.an_phu, "2026") == 0
    assert number("guns", land.an_phu, "2026", later) == 2


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"loan_persons": "2", "loan_amount": "200.000.001"}, "support.loan_over_limit"),
        ({"loan_amount": "5.000.000"}, "support.loan_without_borrowers"),
        ({"unit_projects": 1, "unit_amount": 2_000_000_001}, "support.project_loan_over_limit"),
        ({"until": day("31/12/2025")}, "registers.dates_reversed"),
        ({}, "support.says_nothing"),
        ({"until": day("06/11/2026"), "managed": "4"}, "registers.to_come"),
        ({"document": ""}, "registers.missing"),
        ({"org": "ai-do"}, "registers.no_choice"),
        ({"since": day("01/01/1890")}, "registers.odd_year"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    land: Land, lan: Person, values: dict[str, Value], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        written(REINTEGRATION, land.an_phu, YEAR | values, lan.actor)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Record.objects.exists()
    assert not Tally.objects.exists()


def test_loans_before_the_decision_are_not_held_to_its_limits(land: Land) -> None:
    hung = ong_hung(land)
    old: dict[str, Value] = {"since": day("01/01/2023"), "until": day("30/06/2023"), "document": "Báo cáo 10 năm"}
    with pytest.raises(Refused) as refusal:
        written(REINTEGRATION, land.bac_ninh, old | {"loan_persons": "1", "loan_amount": "150.000.000"}, hung.actor)
    assert {finding.code for finding in refusal.value.findings} == {"registers.no_place_then"}


def test_another_commune_may_not_write_here(land: Land) -> None:
    nam = anh_nam(land)
    with pytest.raises(Forbidden) as refusal:
        written(HANDOVERS, land.an_phu, YEAR | {"guns": "1"}, nam.actor)
    assert refusal.value.code == "registers.not_your_place"


# ------------------------------------------------------------------ every counted indicator


COUNTED = [
    (register, field.name, field.indicator)
    for register in (REINTEGRATION, HANDOVERS)
    for field in register.fields
    if field.indicator
]


def amounts(register: Register, name: str) -> dict[str, Value | str]:
    """A number in one field, with what else it needs to be believed."""
    return {"loan_amount": {name: "7", "loan_persons": "1"}}.get(name, {name: "7"})  # type: ignore[return-value]


@pytest.mark.parametrize(("register", "name", "indicator"), COUNTED, ids=[one[2] for one in COUNTED])
def test_the_number_in_a_report_equals_the_list_behind_it(
    land: Land, register: Register, name: str, indicator: str
) -> None:
    hung = ong_hung(land)
    for place, since, until in (
        (land.an_phu, "01/03/2026", "31/03/2026"),
        (land.an_phu, "01/04/2026", "30/04/2026"),
        (land.elsewhere, "01/04/2026", "30/04/2026"),
    ):
        days: dict[str, Value | str] = {"since": day(since), "until": day(until), "document": f"BC {until}"}
        written(register, place, days | amounts(register, name), hung.actor)
    for place, period, expected in (
        (land.bac_ninh, "2026", 21),
        (land.bac_ninh, "2026-04", 14),
        (land.an_phu, "2026-Q1", 7),
        (land.an_phu, "2026-03-01..2026-04-30", 14),
        (land.other_province, "2026", 0),
    ):
        asked = parse_period(period)
        question = Question(frozenset({indicator}), place.place_id, scopes_of(place.place_id, asked.end), asked)
        lines = list(lines_behind(question))
        assert number(indicator, place, period) == sum(int(line.amount or 0) for line in lines) == expected
        assert len(lines) == expected // 7


def test_guns_and_blades_are_told_apart_by_kind_and_by_the_way_they_came(land: Land, lan: Person) -> None:
    one = YEAR | {"guns": "3", "gun_kind": "homemade", "way": "voluntary", "melee": "5"}
    written(HANDOVERS, land.an_phu, one, lan.actor)
    written(HANDOVERS, land.an_phu, YEAR | {"guns": "2", "gun_kind": "air", "way": "found"}, lan.actor)
    rows = {tuple(sorted(row.dims.items())): row.value for row in counted("guns", land.an_phu, "2026")}
    assert rows == {
        (("gun_kind", "homemade"), ("way", "voluntary")): 3,
        (("gun_kind", "air"), ("way", "found")): 2,
    }
    assert [row.dims for row in counted("melee_weapons", land.an_phu, "2026")] == [{"way": "voluntary"}]


def test_limits_are_said_as_officers_read_numbers(land: Land, lan: Person) -> None:
    with pytest.raises(Refused) as refusal:
        written(REINTEGRATION, land.an_phu, YEAR | {"loan_persons": "2", "loan_amount": "200.000.001"}, lan.actor)
    finding = next(one for one in refusal.value.findings if one.code == "support.loan_over_limit")
    assert (finding.params["most"], finding.params["amount"]) == ("200.000.000", "200.000.001")
    assert finding.source == "QĐ 22/2023/QĐ-TTg"


def test_nothing_to_report_is_said_and_counts_as_nothing(land: Land, lan: Person) -> None:
    written(HANDOVERS, land.an_phu, YEAR | {"guns": "KPS"}, lan.actor)
    assert number("guns", land.an_phu, "2026") == 0


def test_an_association_writes_its_own_counts_and_leaves_others_alone(land: Land, lan: Person) -> None:
    women = a_person("hoiphunu", "Hoàng Thị Hạnh", Role.ASSOCIATION_OFFICER, land.an_phu, "Chủ tịch Hội")
    own = written(HANDOVERS, land.an_phu, YEAR | {"melee": "4"}, women.actor)
    other = written(HANDOVERS, land.an_phu, YEAR | {"guns": "1", "document": "BB 2"}, lan.actor)
    rewritten(HANDOVERS, own, land.an_phu, YEAR | {"melee": "5"}, women.actor)
    with pytest.raises(Forbidden) as refusal:
        rewritten(HANDOVERS, other, land.an_phu, YEAR | {"guns": "9", "document": "BB 2"}, women.actor)
    assert refusal.value.code == "registers.not_your_entry"


@pytest.mark.parametrize("register", [REINTEGRATION, HANDOVERS], ids=lambda one: one.slug)
def test_its_pages_open_for_offices_and_not_for_unit_representatives(
    land: Land, lan: Person, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    name = "managed" if register is REINTEGRATION else "guns"
    entry = written(register, land.an_phu, YEAR | {name: "7"}, lan.actor)
    office = signed_in_client(lan)
    for address in (register.href, register.add_href, register.href_of(entry.record_id)):
        assert office.get(address).status_code == 200, address
    assert "tên" in office.get(register.add_href).content.decode().lower(), "the form says that no name belongs here"
    others = signed_in_client(chi_mai(land))
    assert others.get(register.href_of(entry.record_id)).status_code == 404
    assert others.get(register.add_href).status_code == 403


def test_no_field_of_support_holds_a_person() -> None:
    texts = {field.name for one in (REINTEGRATION, HANDOVERS) for field in one.fields if field.kind is FieldKind.TEXT}
    assert texts == {"document"}
    assert not REINTEGRATION.photos
