"""Looking, answering and noting: what is written with its trace, what is refused, who has which right."""

from datetime import timedelta

import pytest
from django.http import Http404

from binhyen.analytics.actions.signals import answer_signal, look_for_signals, note_signal
from binhyen.analytics.models import Look, Signal
from binhyen.analytics.rules.signals.head_start import HeadStart, head_starts, shipped, shown_on
from binhyen.analytics.rules.signals.subject import Code
from binhyen.audit.models import Entry
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.findings import Forbidden, Refused
from tests.analytics.signals.town import LATER, SHOWN, a_province, looked_at, send
from tests.reports.factories import ReportTown

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> ReportTown:
    return a_province()


def actions() -> list[str]:
    return list(Entry.objects.filter(action__startswith="analytics.").order_by("pk").values_list("action", flat=True))


def test_what_was_sent_again_is_found_told_with_its_cells_and_leaves_its_trace(province: ReportTown) -> None:
    signal = looked_at(province)
    assert set(signal.cells) >= {"propaganda_attendance", "leaflets", "propaganda_sessions"}
    assert signal.sentence % signal.params
    assert signal.shown_on == SHOWN.date()
    assert Look.objects.get().reports == 8
    assert actions() == ["analytics.signal_found"] * Signal.objects.count() + ["analytics.look"]
    assert Entry.objects.filter(action="analytics.signal_found").first().data["report"] > 0  # type: ignore[union-attr]


def test_the_others_are_not_asked_whether_they_copied(province: ReportTown) -> None:
    looked_at(province)
    assert Signal.objects.filter(code=Code.COPIED).count() == 1


def test_looking_twice_changes_nothing(province: ReportTown) -> None:
    first = looked_at(province)
    again = looked_at(province, LATER + timedelta(days=1))
    assert (again.pk, again.shown_on, again.params) == (first.pk, first.shown_on, first.params)
    assert Look.objects.count() == 2


def test_a_signal_ends_when_the_report_is_corrected_and_keeps_its_answer(province: ReportTown) -> None:
    signal = looked_at(province)
    answer_signal(signal_id=signal.pk, answer="Nhập nhầm tệp tháng 10.", by=province.lan, at=LATER)
    report = province.report()
    values = {
        "propaganda_sessions": 6,
        "propaganda_attendance": 512,
        "leaflets": 300,
        "models_new": 0,
        "fireworks_kg": 1,
    }
    send(report, values, LATER + timedelta(days=1))
    look_for_signals(collection_id=report.collection_id, by=province.hung, at=LATER + timedelta(days=2))
    signal.refresh_from_db()
    assert signal.ended_at is not None
    assert signal.answer == "Nhập nhầm tệp tháng 10."
    assert "analytics.signal_ended" in actions()


@pytest.mark.parametrize("role", [Role.PROVINCE_LEADER, Role.COMMUNE_OFFICER, Role.AUDITOR, Role.OPERATOR])
def test_only_the_provinces_officer_looks(province: ReportTown, role: Role) -> None:
    where = province.land.an_phu if role is Role.COMMUNE_OFFICER else province.land.bac_ninh
    with pytest.raises(Forbidden):
        look_for_signals(collection_id=province.collections["2026-11"].pk, by=province.actor(role, where), at=LATER)
    assert not Signal.objects.exists()


def test_another_province_does_not_look(province: ReportTown) -> None:
    with pytest.raises(Forbidden):
        look_for_signals(collection_id=province.collections["2026-11"].pk, by=province.stranger, at=LATER)
    with pytest.raises(Http404):
        look_for_signals(collection_id=0, by=province.hung, at=LATER)


def test_the_reporter_answers_first_and_the_province_notes(province: ReportTown) -> None:
    signal = looked_at(province)
    answer_signal(signal_id=signal.pk, answer="  Rà lại: số tháng 11 đúng.  ", by=province.lan, at=LATER)
    note_signal(signal_id=signal.pk, note="Đã cùng xem sổ.", by=province.hung, at=SHOWN)
    signal.refresh_from_db()
    assert (signal.answer, signal.note) == ("Rà lại: số tháng 11 đúng.", "Đã cùng xem sổ.")
    assert actions()[-2:] == ["analytics.signal_answered", "analytics.signal_noted"]
    trace = Entry.objects.filter(action="analytics.signal_answered").get()
    assert trace.data == {"report": signal.report_id, "code": "copied"}


def test_the_provinces_note_is_not_possible_while_the_reporter_has_it_to_itself(province: ReportTown) -> None:
    signal = looked_at(province)
    with pytest.raises(Http404):
        note_signal(signal_id=signal.pk, note="Sớm quá.", by=province.hung, at=SHOWN - timedelta(days=1))
    signal.refresh_from_db()
    assert signal.note == ""


@pytest.mark.parametrize(("text", "code"), [("  ", "analytics.nothing_written"), ("a" * 1001, "analytics.too_long")])
def test_an_empty_or_endless_answer_is_refused(province: ReportTown, text: str, code: str) -> None:
    signal = looked_at(province)
    with pytest.raises(Refused) as refusal:
        answer_signal(signal_id=signal.pk, answer=text, by=province.lan, at=LATER)
    assert refusal.value.code == code
    assert refusal.value.findings[0].where == "answer"


def test_an_answer_may_change_until_the_province_has_noted(province: ReportTown) -> None:
    signal = looked_at(province)
    for text in ("Đang xem.", "Đã xem sổ: đúng."):
        answer_signal(signal_id=signal.pk, answer=text, by=province.lan, at=LATER)
    note_signal(signal_id=signal.pk, note="Đúng.", by=province.hung, at=SHOWN)
    with pytest.raises(Refused) as refusal:
        answer_signal(signal_id=signal.pk, answer="Khác.", by=province.lan, at=SHOWN)
    assert refusal.value.code == "analytics.signal_noted"
    signal.refresh_from_db()
    assert signal.answer == "Đã xem sổ: đúng."


def test_what_ended_is_not_answered(province: ReportTown) -> None:
    signal = looked_at(province)
    Signal.objects.filter(pk=signal.pk).update(ended_at=LATER)
    with pytest.raises(Refused) as refusal:
        answer_signal(signal_id=signal.pk, answer="Đã xem.", by=province.lan, at=LATER)
    assert refusal.value.code == "analytics.signal_ended"


def test_nobody_answers_for_another_and_nobody_but_the_officer_notes(province: ReportTown) -> None:
    signal = looked_at(province)
    leader = province.actor(Role.PROVINCE_LEADER, province.land.bac_ninh)
    for by in (province.nam, province.hung, province.actor(Role.COMMUNE_CHAIR, province.land.an_phu)):
        with pytest.raises(Forbidden):
            answer_signal(signal_id=signal.pk, answer="Đã xem.", by=by, at=LATER)
    for by in (province.lan, province.stranger, leader):
        with pytest.raises(Forbidden):
            note_signal(signal_id=signal.pk, note="Đã xem.", by=by, at=SHOWN)
    with pytest.raises(Http404):
        answer_signal(signal_id=0, answer="Đã xem.", by=province.lan, at=LATER)


def test_the_nights_command_may_look(province: ReportTown) -> None:
    made = look_for_signals(collection_id=province.collections["2026-10"].pk, by=SYSTEM, at=LATER)
    assert made.by_account == 0


def test_how_long_a_reporter_has_it_to_itself_is_dated() -> None:
    settings = head_starts(
        [
            {"from": LATER.date(), "days": 3, "source": "thử", "mark": "I"},
            {"from": LATER.date() - timedelta(days=9), "days": 10, "source": "thử", "mark": "I"},
        ]
    )
    assert isinstance(settings[0], HeadStart)
    assert shown_on(LATER.date() - timedelta(days=1), settings) == LATER.date() + timedelta(days=9)
    assert shown_on(LATER.date(), settings) == LATER.date() + timedelta(days=3)
    assert all(one.mark == "NF" and one.days > 0 for one in shipped())
