"""Steps in orders that nobody planned: taken back after an answer, corrected again, counted anew, received by oneself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FilledBy, FormContent, Section
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Origin, exactly
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.reports.actions.correcting import correct, drop_correction
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import Answer, accept, close_many, return_report
from binhyen.reports.actions.sending import submit, take_counts, withdraw
from binhyen.reports.actions.standing import Delegated, delegate, extend
from binhyen.reports.models import Delegation, Report
from binhyen.reports.queries.counted import Counted
from binhyen.reports.queries.figures import values_at
from binhyen.reports.queries.standing import expected_of
from binhyen.reports.rules.entering import CellEntry
from binhyen.reports.rules.lifecycle import State, Timeliness
from binhyen.reports.rules.timeliness import completeness, timeliness
from tests.accounts.factories import a_post
from tests.reports.factories import GOOD, NOW, ReportTown, a_content, a_report_town, a_version, at, entries
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
SESSIONS = key("propaganda_sessions")


def an_optional(*optional: str) -> FormContent:
    """Return the small form, in which some cells may stay empty."""
    content = a_content()
    lines = tuple(replace(line, required=str(line.cell) not in optional) for line in content.lines)
    return replace(content, sections=(Section("A", "Kết quả", lines),))


def test_after_an_answer_nothing_is_taken_back(town: ReportTown) -> None:
    report = town.sent()
    answer = Answer({key("leaflets"): "Đối chiếu"}, accept_rest=True)
    return_report(report_id=report.pk, answer=answer, by=town.hung, at=NOW)
    town.save({"leaflets": 340})
    submit(report_id=report.pk, by=town.lan, at=at(6))
    with pytest.raises(Refused):
        withdraw(report_id=report.pk, by=town.lan, at=at(6))
    assert town.report().state == State.SUBMITTED


def test_what_was_taken_back_is_not_sent(town: ReportTown) -> None:
    report = town.sent()
    withdraw(report_id=report.pk, by=town.lan, at=NOW)
    found = town.report()
    assert timeliness(expected_of(found), date(2026, 11, 6)) is Timeliness.DUE
    assert completeness([expected_of(found)], date(2026, 12, 6)).overdue == 1
    extend(report_ids=[report.pk], due_on=date(2026, 11, 25), reason="Bão", by=town.hung, at=at(6))


def test_a_cell_that_only_a_dropped_correction_filled_can_be_filled_again(db: None) -> None:
    town = a_report_town(an_optional("leaflets"))
    values = {k: v for k, v in GOOD.items() if k != "leaflets"}
    report = town.accepted(values)
    correct(report_id=report.pk, reason="Sót", by=town.lan, at=NOW)
    town.save({"leaflets": 350})
    drop_correction(report_id=report.pk, by=town.lan, at=at(6))
    assert town.report().filled == len(values)
    correct(report_id=report.pk, reason="Sót", by=town.lan, at=at(7))
    town.save({"leaflets": 351})
    assert values_at(report.pk, None)[key("leaflets")].amount == 351


def test_a_closed_report_whose_correction_is_dropped_is_closed(town: ReportTown) -> None:
    report = town.accepted()
    close_many(report_ids=[report.pk], by=town.hung, at=NOW)
    correct(report_id=report.pk, reason="Nhầm", by=town.lan, at=NOW)
    drop_correction(report_id=report.pk, by=town.lan, at=NOW)
    assert town.report().state == State.CLOSED


def test_nobody_receives_the_own_report_by_a_delegation(town: ReportTown) -> None:
    farmers = a_post(Role.ASSOCIATION_OFFICER, town.land.bac_ninh, "Hội Nông dân")
    version = a_version(a_content("propaganda_sessions", filled_by=FilledBy.ASSOCIATION), "hoi")
    report = Report.objects.get(collection=town.collect("2026-10", version))
    actor = replace(town.actor(Role.ASSOCIATION_OFFICER, town.land.bac_ninh), post_id=farmers.pk)
    term = Delegated(farmers.pk, town.land.bac_ninh.place_id, NOW.date(), None, "Phân công theo dõi")
    delegate(delegated=term, by=town.hung, at=NOW)
    save_cells(report_id=report.pk, entries=entries(report, {"propaganda_sessions": 3}), by=actor, at=NOW)
    submit(report_id=report.pk, by=actor, at=NOW)
    with pytest.raises(Forbidden):
        accept(report_id=report.pk, by=actor, at=NOW)
    accept(report_id=town.sent().pk, by=actor, at=NOW)


def test_nothing_is_delegated_to_a_post_elsewhere(town: ReportTown) -> None:
    other = a_post(Role.DEPARTMENT_OFFICER, town.land.other_province, "Chuyên viên")
    term = Delegated(other.pk, town.land.an_phu.place_id, NOW.date(), None, "Phân công theo dõi")
    with pytest.raises(Refused) as refused:
        delegate(delegated=term, by=town.hung, at=NOW)
    assert refused.value.code == "reports.post_elsewhere"
    assert not Delegation.objects.exists()


# ------------------------------------------------------------------ counted


class Register:
    """A register that counts leaflets as it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.leaflets: int | None = 5
        monkeypatch.setattr("binhyen.reports.actions.sending.counted_for", lambda _report, _form: self.counted())
        for room in ("actions.sending", "queries.counted"):
            monkeypatch.setattr(f"binhyen.reports.{room}.countable_cells", lambda _form: (key("leaflets"),))

    def counted(self) -> dict[CellKey, Counted]:
        """Say what it counts."""
        return {} if self.leaflets is None else {key("leaflets"): Counted(exactly(self.leaflets), "/so/")}


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    return Register(monkeypatch)


def test_a_count_that_moved_after_its_cell_was_accepted_does_not_keep_the_report(
    town: ReportTown, register: Register
) -> None:
    report = town.sent({k: v for k, v in GOOD.items() if k != "leaflets"})
    answer = Answer({key("models_new"): "Đối chiếu"}, accept_rest=True)
    return_report(report_id=report.pk, answer=answer, by=town.hung, at=NOW)
    register.leaflets = 6
    town.save({"models_new": 2})
    submit(report_id=report.pk, by=town.lan, at=NOW)
    assert values_at(report.pk, None)[key("leaflets")].amount == 5


def test_a_count_that_the_register_gave_up_is_not_sent(town: ReportTown, register: Register) -> None:
    report = town.report()
    town.save({k: v for k, v in GOOD.items() if k != "leaflets"})
    take_counts(report_id=report.pk, by=town.lan, at=NOW)
    register.leaflets = None
    with pytest.raises(Refused) as refused:
        submit(report_id=report.pk, by=town.lan, at=NOW)
    assert [one.code for one in refused.value.findings] == ["reports.empty_cell"]


def test_a_count_is_written_over_with_a_reason_alone_by_whatever_door(town: ReportTown, register: Register) -> None:
    report = town.report()
    take_counts(report_id=report.pk, by=town.lan, at=NOW)
    bare = CellEntry(key("leaflets"), exactly(9), 1)
    with pytest.raises(Refused) as refused:
        save_cells(report_id=report.pk, entries=[bare], by=town.lan, at=NOW)
    assert refused.value.code == "reports.reason_needed"
    save_cells(report_id=report.pk, entries=[replace(bare, note="Sót sổ")], by=town.lan, at=NOW)
    value = values_at(report.pk, None)[key("leaflets")]
    assert (value.amount, value.counted) == (Decimal(9), Decimal(5))
    save_cells(report_id=report.pk, entries=[CellEntry(key("leaflets"), exactly(10), 2, "Sót sổ")], by=town.lan, at=NOW)
    assert values_at(report.pk, None)[key("leaflets")].counted == 5


def test_what_was_typed_before_the_register_counted_says_why_when_it_is_sent(
    town: ReportTown, register: Register
) -> None:
    report = town.report()
    town.save(GOOD)
    with pytest.raises(Refused) as refused:
        submit(report_id=report.pk, by=town.lan, at=NOW)
    assert [(one.code, one.where) for one in refused.value.findings] == [("reports.reason_needed", "leaflets")]
    save_cells(
        report_id=report.pk, entries=[CellEntry(key("leaflets"), exactly(350), 1, "Sót sổ")], by=town.lan, at=NOW
    )
    submit(report_id=report.pk, by=town.lan, at=NOW)
    value = values_at(report.pk, None)[key("leaflets")]
    assert (value.amount, value.counted, value.origin, value.note) == (
        Decimal(350),
        Decimal(5),
        Origin.TYPED,
        "Sót sổ",
    )
