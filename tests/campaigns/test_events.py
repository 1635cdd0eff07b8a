"""The register of events: written, counted wherever a report asks, refused with everything unchanged."""

import pytest

from binhyen.audit.models import Entry as LogEntry
from binhyen.campaigns.registers.events import EVENTS
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Bound
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import Question
from binhyen.registers.actions.writing import take_back, write_entries
from binhyen.registers.models import Record, Tally
from binhyen.registers.queries.declared import Draft
from binhyen.registers.queries.ledger import lines_behind
from binhyen.registers.rules.facts import Value
from tests.accounts.factories import Land, Person, a_land, a_person, anh_nam, ba_lan
from tests.campaigns.factories import SESSION, an_event, said
from tests.registers.factories import NOW, counted, day, number, rewritten

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


def test_a_session_is_counted_with_its_people_and_results_in_every_place_above(land: Land, lan: Person) -> None:
    an_event(land.village, lan.actor, attendance="145", commitments_households="80", tips="2", leaflets="hơn 200")
    for place in (land.village, land.an_phu, land.bac_ninh):
        assert number("mobilisation_events", place, "2026-Q1") == 1
        assert number("mobilisation_attendance", place, "2026-Q1") == 145
        assert number("commitments_signed", place, "2026-03") == 80
        assert number("tips_received", place, "2026") == 2
    assert number("mobilisation_events", land.elsewhere, "2026") == 0
    [leaflets] = counted("leaflets", land.an_phu, "2026")
    assert leaflets.value == 200
    assert leaflets.bound is Bound.OVER
    [sessions] = counted("mobilisation_events", land.an_phu, "2026")
    assert sessions.dims == {"org": "police", "form_of_work": "concentrated"}
    assert LogEntry.objects.filter(action="registers.written", subject_type="campaigns.events").count() == 1


def test_a_number_equals_the_lines_behind_it(land: Land, lan: Person) -> None:
    for kind in ("launch", "lesson", "festival", "forum", "meeting", "contest"):
        an_event(land.an_phu, lan.actor, kind=kind, name=f"Buổi {kind}", attendance="100", times="2")
    asked = frozenset(EVENTS.indicators)
    question = Question(asked, land.bac_ninh.place_id, (land.bac_ninh.path,), parse_period("2026"), None)
    behind = lines_behind(question)
    for indicator in {line.indicator for line in behind}:
        total = sum(int(line.amount or 0) for line in behind if line.indicator == indicator)
        assert number(indicator, land.bac_ninh, "2026") == total, indicator
    assert len({line.indicator for line in behind}) == 11


def test_sites_are_counted_once_in_a_period(land: Land, lan: Person) -> None:
    for name in ("Lần một", "Lần hai"):
        an_event(land.village, lan.actor, name=name, unit_kind="residential_area")
    an_event(land.an_phu, lan.actor, name="Toàn xã", unit_kind="commune")
    assert number("mobilisation_sites", land.an_phu, "2026") == 2
    assert number("mobilisation_events", land.an_phu, "2026") == 3


def test_a_plan_becomes_an_event_once_it_is_held(land: Land, lan: Person) -> None:
    plan = an_event(land.an_phu, lan.actor, since=day("19/12/2026"), standing="planned")
    assert number("mobilisation_events", land.an_phu, "2026") == 0
    rewritten(EVENTS, plan, land.an_phu, {**SESSION, "standing": "held", "attendance": "60"}, lan.actor)
    assert number("mobilisation_events", land.an_phu, "2026") == 1
    assert number("mobilisation_attendance", land.an_phu, "2026") == 60


def test_an_event_taken_back_counts_no_more(land: Land, lan: Person) -> None:
    row = an_event(land.an_phu, lan.actor)
    take_back(register=EVENTS, record_id=row.record_id, reason="Ghi hai lần", by=lan.actor, at=NOW)
    assert number("mobilisation_events", land.an_phu, "2026") == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"since": day("19/12/2026")}, "registers.to_come"),
        ({"since": day("12/03/2019")}, "registers.no_place_then"),
        ({"until": day("11/03/2026")}, "registers.dates_reversed"),
        ({"standing": "postponed", "attendance": "12"}, "campaigns.not_held"),
        ({"kind": "training", "guns": "1"}, "campaigns.result_of_another_kind"),
        ({"kind": "conference"}, "registers.missing"),
        ({"kind": "broadcast", "attendance": "12"}, "campaigns.no_attendance"),
        ({"kind": "bua-tiec"}, "registers.no_choice"),
        ({"name": ""}, "registers.missing"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    land: Land, lan: Person, values: dict[str, Value], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        an_event(land.an_phu, lan.actor, **values)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Record.objects.exists()
    assert not Tally.objects.exists()


def test_another_commune_may_not_write_here_and_an_association_may(land: Land) -> None:
    with pytest.raises(Forbidden) as refusal:
        an_event(land.an_phu, anh_nam(land).actor)
    assert refusal.value.code == "registers.not_your_place"
    women = a_person("hoi-phu-nu", "Chị Thu", Role.ASSOCIATION_OFFICER, land.an_phu)
    an_event(land.an_phu, women.actor, org="womens_union")
    assert number("mobilisation_events", land.an_phu, "2026") == 1


def test_one_written_alone_equals_one_of_many(land: Land, lan: Person) -> None:
    alone = an_event(land.an_phu, lan.actor, attendance="30")
    drafts = [Draft(said(land.an_phu, attendance="30", name=f"Buổi {number}")) for number in range(3)]
    many = write_entries(register=EVENTS, drafts=drafts, by=lan.actor, at=NOW)

    def counts(record_id: int) -> set[tuple[object, ...]]:
        rows = Tally.objects.filter(record_id=record_id)
        return {(row.indicator, row.dims, row.amount, row.since, row.until) for row in rows}

    assert [counts(row.record_id) for row in many] == [counts(alone.record_id)] * 3
    assert [row.amounts for row in many] == [alone.amounts] * 3
