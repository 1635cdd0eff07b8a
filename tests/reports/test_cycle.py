"""A report from being asked for to being corrected: each step with its trace, each refusal with nothing changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404

from binhyen.audit.models import Entry
from binhyen.indicators.queries.forms import content_of
from binhyen.indicators.rules.forms import FilledBy
from binhyen.kernel.amounts import NOTHING, Bound, exactly, roughly, vaguely
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.reports.actions.correcting import correct, drop_correction
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import Answer, accept, accept_many, close_many, return_report
from binhyen.reports.actions.sending import submit, submit_many, withdraw
from binhyen.reports.actions.talking import explain
from binhyen.reports.models import CellRemark, Figure, Report, Step
from binhyen.reports.queries.figures import accepted_values, amount_of, values_at
from binhyen.reports.rules.lifecycle import State
from tests.reports.factories import DUE, GOOD, NOW, ReportTown, a_content, a_version, at, entries
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
SESSIONS = key("propaganda_sessions")


def deeds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


# ------------------------------------------------------------------ asked for


def test_every_commune_of_the_map_is_expected_once(town: ReportTown) -> None:
    collection = town.collections["2026-11"]
    assert sorted(Report.objects.values_list("name", flat=True)) == ["Xã An Phú", "Xã Phúc Lộc"]
    assert (collection.data_from, collection.data_to, collection.due_on) == (
        date(2026, 10, 15),
        date(2026, 11, 14),
        DUE,
    )
    assert deeds()[-1] == "reports.collect"


def test_asking_again_changes_nothing(town: ReportTown) -> None:
    before = Report.objects.count()
    assert town.collect() == town.collections["2026-11"]
    assert Report.objects.count() == before


@pytest.mark.parametrize(
    ("period", "code"), [("2026", "reports.wrong_period"), ("2027-03", "reports.period_in_future")]
)
def test_a_form_is_asked_for_its_own_kind_of_period_once_it_began(town: ReportTown, period: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        town.collect(period)
    assert refused.value.code == code
    assert Report.objects.count() == 2


def test_only_the_provinces_officer_asks(town: ReportTown) -> None:
    from binhyen.kernel.periods import parse_period
    from binhyen.reports.actions.collecting import default_plan, open_collection

    plan = default_plan(content_of(town.version), parse_period("2026-10"), NOW.date())
    for actor in (town.lan, town.stranger):
        with pytest.raises(Forbidden):
            open_collection(
                province_id=town.land.bac_ninh.place_id, version_id=town.version.pk, plan=plan, by=actor, at=NOW
            )


def test_where_nobody_is_there_nobody_is_asked(town: ReportTown) -> None:
    version = a_version(a_content("propaganda_sessions", filled_by=FilledBy.UNIT), "don-vi")
    with pytest.raises(Refused) as refused:
        town.collect("2026-10", version)
    assert refused.value.code == "reports.nobody_expected"


# ------------------------------------------------------------------ entered


def test_a_saved_value_is_there_with_its_author_and_stays_when_it_changes(town: ReportTown) -> None:
    assert town.save({"propaganda_sessions": 7}).versions[SESSIONS] == 1
    assert town.save({"propaganda_sessions": 8}).versions[SESSIONS] == 2
    old, new = Figure.objects.order_by("version")
    assert (old.amount, old.superseded_at, new.amount, new.superseded_at) == (Decimal(7), NOW, Decimal(8), None)
    assert new.by_account == town.lan.account_id
    assert town.report().filled == 1
    assert deeds()[-2:] == ["reports.enter", "reports.enter"]


def test_saving_the_same_again_writes_nothing(town: ReportTown) -> None:
    town.save({"propaganda_sessions": 7})
    before = (Figure.objects.count(), len(deeds()), town.report().version)
    assert town.save({"propaganda_sessions": 7}).changed == 0
    assert (Figure.objects.count(), len(deeds()), town.report().version) == before


def test_words_keep_what_they_say(town: ReportTown) -> None:
    town.save({"leaflets": roughly(200, Bound.OVER), "fireworks_kg": vaguely("hàng trăm kg"), "models_new": NOTHING})
    said = {str(cell): amount_of(value) for cell, value in values_at(town.report().pk, None).items()}
    assert said == {
        "leaflets": roughly(200, Bound.OVER),
        "fireworks_kg": vaguely("hàng trăm kg"),
        "models_new": NOTHING,
    }


def test_two_editors_meet_and_nothing_is_lost(town: ReportTown) -> None:
    opened = entries(town.report(), {"propaganda_sessions": 412})
    town.save({"propaganda_sessions": 421})
    with pytest.raises(Refused) as refused:
        save_cells(report_id=town.report().pk, entries=opened, by=town.lan, at=NOW)
    (finding,) = refused.value.findings
    assert (finding.code, finding.params["theirs"], finding.params["yours"]) == (
        "reports.conflict",
        exactly(421),
        exactly(412),
    )
    assert [row.amount for row in Figure.objects.all()] == [421]


def test_what_is_right_is_saved_beside_what_is_wrong_when_asked_so(town: ReportTown) -> None:
    given = entries(town.report(), {"propaganda_sessions": 8, "leaflets": -1, "households": 3})
    saved = save_cells(report_id=town.report().pk, entries=given, by=town.lan, at=NOW, partly=True)
    assert saved.changed == 1
    assert {(one.code, one.where) for one in saved.findings} == {
        ("reports.negative", "leaflets"),
        ("reports.not_in_form", "households"),
    }
    with pytest.raises(Refused):
        save_cells(report_id=town.report().pk, entries=given, by=town.lan, at=NOW)
    assert Figure.objects.count() == 1


def test_strangers_find_no_report_and_readers_write_none(town: ReportTown) -> None:
    given = entries(town.report(), {"propaganda_sessions": 8})
    for actor in (town.nam, town.stranger):
        with pytest.raises(Http404):
            save_cells(report_id=town.report().pk, entries=given, by=actor, at=NOW)
    assert not Figure.objects.exists()


def test_the_province_writes_for_a_commune_from_its_paper(town: ReportTown) -> None:
    town.save({"propaganda_sessions": 8}, by=town.hung)
    assert Figure.objects.get().by_post == town.hung.post_id


# ------------------------------------------------------------------ sent


def test_an_empty_cell_keeps_a_report_back(town: ReportTown) -> None:
    town.save({"propaganda_sessions": 8})
    with pytest.raises(Refused) as refused:
        submit(report_id=town.report().pk, by=town.lan, at=NOW)
    assert {one.code for one in refused.value.findings} == {"reports.empty_cell"}
    assert town.report().state == State.DRAFT


def test_a_good_report_is_sent_and_lies_with_the_office(town: ReportTown) -> None:
    report = town.sent()
    assert (report.state, report.first_submitted_at) == (State.SUBMITTED, NOW)
    assert Step.objects.get().event == "submit"
    with pytest.raises(Refused) as refused:
        town.save({"propaganda_sessions": 9})
    assert refused.value.code == "reports.not_editable"


def test_members_fewer_than_groups_are_an_error(town: ReportTown) -> None:
    with pytest.raises(Refused) as refused:
        town.sent({**GOOD, "patrol_members": 12})
    assert {one.where for one in refused.value.findings} <= {"patrol_members", "patrol_groups"}
    assert town.report().state == State.DRAFT


def test_a_remarkable_number_is_changed_or_explained(town: ReportTown) -> None:
    town.collect("2026-10")
    town.accepted(GOOD, town.report("2026-10"))
    town.save({**GOOD, "patrol_groups": 60, "patrol_members": 120})
    with pytest.raises(Refused) as refused:
        submit(report_id=town.report().pk, by=town.lan, at=NOW)
    assert "patrol_groups" in {finding.where for finding in refused.value.findings}
    for finding in refused.value.findings:
        explain(
            report_id=town.report().pk,
            cell=key(finding.where),
            check_code=finding.code.removeprefix("check."),
            reason="Kiện toàn sau sáp nhập thôn",
            by=town.lan,
            at=NOW,
        )
    assert submit(report_id=town.report().pk, by=town.lan, at=NOW).state == State.SUBMITTED


def test_a_report_that_comes_late_is_taken_and_is_late(town: ReportTown) -> None:
    town.save(GOOD)
    report = submit(report_id=town.report().pk, by=town.lan, at=at(20))
    assert report.first_submitted_at == at(20)
    assert report.due_on == DUE


def test_what_was_sent_is_taken_back_before_the_office_answers(town: ReportTown) -> None:
    town.sent()
    assert withdraw(report_id=town.report().pk, by=town.lan, at=NOW).state == State.DRAFT
    town.sent(GOOD)
    accept(report_id=town.report().pk, by=town.hung, at=NOW)
    with pytest.raises(Refused):
        withdraw(report_id=town.report().pk, by=town.lan, at=NOW)


def test_of_many_all_are_sent_or_none(town: ReportTown) -> None:
    other = town.report(place=town.land.elsewhere)
    town.save(GOOD)
    with pytest.raises(Refused):
        submit_many(report_ids=[town.report().pk, other.pk], by=town.hung, at=NOW)
    assert town.report().state == State.DRAFT


# ------------------------------------------------------------------ received


def test_what_is_accepted_stands_in_the_accepted_basis(town: ReportTown) -> None:
    report = town.accepted()
    assert (report.state, report.accepted_at) == (State.ACCEPTED, NOW)
    assert len(accepted_values([report.pk])[report.pk]) == len(GOOD)


def test_what_changed_since_the_office_looked_is_not_accepted_unseen(town: ReportTown) -> None:
    seen = town.report().version
    town.sent()
    with pytest.raises(Refused) as refused:
        accept(report_id=town.report().pk, by=town.hung, at=NOW, seen=seen)
    assert refused.value.code == "reports.changed_since"


def test_nobody_receives_where_the_office_is_not(town: ReportTown) -> None:
    report = town.sent()
    with pytest.raises(Forbidden):
        accept(report_id=report.pk, by=town.lan, at=NOW)
    with pytest.raises(Http404):
        accept(report_id=report.pk, by=town.stranger, at=NOW)
    assert town.report().state == State.SUBMITTED


def test_a_report_is_returned_with_reasons_at_cells_and_accepted_for_the_rest(town: ReportTown) -> None:
    report = town.sent()
    answer = Answer({key("leaflets"): "Đề nghị đối chiếu số tờ rơi."}, accept_rest=True)
    returned = return_report(report_id=report.pk, answer=answer, by=town.hung, at=NOW)
    assert returned.state == State.RETURNED
    assert len(accepted_values([report.pk])[report.pk]) == len(GOOD) - 1
    assert CellRemark.objects.get().text == "Đề nghị đối chiếu số tờ rơi."
    with pytest.raises(Refused) as refused:
        town.save({"propaganda_sessions": 9})
    assert refused.value.code == "reports.cell_accepted"
    town.save({"leaflets": 340})
    submit(report_id=report.pk, by=town.lan, at=NOW)
    assert CellRemark.objects.get().resolved_at == NOW
    accept(report_id=report.pk, by=town.hung, at=NOW)
    assert accepted_values([report.pk])[report.pk][key("leaflets")].amount == 340


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(), "reports.reason_for_return"),
        (Answer({key("leaflets"): " "}), "reports.reason_for_return"),
        (Answer(reason="Sai", accept_rest=True), "reports.cells_for_return"),
        (Answer({key("households"): "Sai"}), "reports.not_in_form"),
    ],
)
def test_a_return_says_why_and_where(town: ReportTown, answer: Answer, code: str) -> None:
    report = town.sent()
    with pytest.raises(Refused) as refused:
        return_report(report_id=report.pk, answer=answer, by=town.hung, at=NOW)
    assert refused.value.code == code
    assert town.report().state == State.SUBMITTED


def test_many_are_accepted_and_closed_at_once(town: ReportTown) -> None:
    ids = [town.sent().pk, town.sent(report=town.report(place=town.land.elsewhere)).pk]
    accept_many(report_ids=ids, by=town.hung, at=NOW)
    close_many(report_ids=ids, by=town.hung, at=NOW)
    assert set(Report.objects.values_list("state", flat=True)) == {State.CLOSED}
    assert Figure.objects.filter(accepted_at=NOW).count() == 2 * len(GOOD)


# ------------------------------------------------------------------ corrected


def test_a_correction_is_a_new_revision_and_the_old_one_stands_until_it_is_accepted(town: ReportTown) -> None:
    report = town.accepted()
    correct(report_id=report.pk, reason="Sót một buổi ở Thôn Đông", by=town.lan, at=NOW)
    town.save({"propaganda_sessions": 9})
    assert accepted_values([report.pk])[report.pk][SESSIONS].amount == 8
    submit(report_id=report.pk, by=town.lan, at=NOW)
    accept(report_id=report.pk, by=town.hung, at=at(6))
    stands = accepted_values([report.pk])[report.pk][SESSIONS]
    assert (stands.amount, stands.revision) == (Decimal(9), 2)
    assert accepted_values([report.pk], at(5, hour=12))[report.pk][SESSIONS].amount == 8


def test_a_correction_needs_its_reason(town: ReportTown) -> None:
    report = town.accepted()
    with pytest.raises(Refused) as refused:
        correct(report_id=report.pk, reason=" ", by=town.lan, at=NOW)
    assert refused.value.code == "reports.reason_for_correction"
    assert town.report().revision == 1


def test_a_correction_that_is_given_up_leaves_what_was_accepted(town: ReportTown) -> None:
    report = town.accepted()
    correct(report_id=report.pk, reason="Nhầm", by=town.lan, at=NOW)
    town.save({"propaganda_sessions": 9})
    assert drop_correction(report_id=report.pk, by=town.lan, at=at(6)).state == State.ACCEPTED
    now = values_at(report.pk, None)[SESSIONS]
    assert (now.amount, now.version) == (Decimal(8), 3)
    assert accepted_values([report.pk])[report.pk][SESSIONS].pk == now.pk
    assert [row.amount for row in Figure.objects.filter(cell=now.cell_id).order_by("version")] == [8, 9, 8]
