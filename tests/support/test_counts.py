"""Support counts: what they say, what is refused, and what reports count from them."""

import pytest

from binhyen.audit.models import Entry as LogEntry
from binhyen.kernel.amounts import Bound
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Record, Tally
from binhyen.registers.rules.facts import Value
from binhyen.support.registers import HANDOVERS, REINTEGRATION
from tests.accounts.factories import Land, Person, a_land, anh_nam, ba_lan, ong_hung
from tests.registers.factories import counted, day, number, rewritten, written

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
    from datetime import timedelta

    from tests.registers.factories import NOW

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
