"""Workbooks taken in: what is saved, what is refused and why, nothing half, nothing twice, nothing lost."""

import io
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.audit.models import Entry
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import FormContent
from binhyen.indicators.rules.typed import read_cell
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, Bound, Origin, exactly, roughly, vaguely
from binhyen.reports.actions import planning
from binhyen.reports.actions.intake import Taken, read_book
from binhyen.reports.actions.planning import Book, plan_workbooks
from binhyen.reports.actions.reviewing import Answer, return_report
from binhyen.reports.actions.standing import set_standing
from binhyen.reports.letters import entry_books
from binhyen.reports.letters.entry_books import entry_book_of, is_ours, sign, typed_of
from binhyen.reports.models import Figure, Intake, Report
from binhyen.reports.queries.counted import Counted
from binhyen.reports.queries.figures import values_at
from binhyen.reports.rules.lifecycle import Standing, State
from binhyen.reports.rules.workbooks import Outcome
from binhyen.sheets.rules.grid import cell_of, plain_cell
from binhyen.sheets.writers.entry import write_entry_book
from tests.reports.books import BAD, book_of, codes, filled, says, take
from tests.reports.factories import GOOD, NOW, ReportTown, a_content, a_version, at
from tests.sheets.books import changed, row_of, typed

pytestmark = pytest.mark.django_db


def wheres(taken: Taken) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in taken.findings]


# ------------------------------------------------------------------ what is saved


def test_a_filled_workbook_is_saved_with_its_origin(town: ReportTown) -> None:
    taken = take(town, filled(town.report(), GOOD | {"leaflets": "KPS"}, {"models_new": "ra mắt tháng 11"}))
    assert (taken.outcome, taken.changed, taken.findings) == (Outcome.SAVED, 8, ())
    assert says(town.report()) == {key: exactly(one) for key, one in GOOD.items()} | {"leaflets": NOTHING}
    figure = values_at(town.report().pk, None)[parse_cell_key("models_new")]
    assert (figure.note, figure.origin, figure.origin_ref) == ("ra mắt tháng 11", Origin.IMPORTED, taken.sha256[:16])
    assert figure.by_account == town.lan.account_id
    (intake,) = Intake.objects.all()
    assert (intake.saved_cells, intake.findings, intake.report_id) == (8, [], town.report().pk)
    entry = Entry.objects.filter(action="reports.workbook").get()
    assert entry.data == {"outcome": "saved", "cells": 8, "sha256": taken.sha256}


def test_words_shares_and_bounds_are_read_as_on_the_page(town: ReportTown) -> None:
    values = {"leaflets": "hơn 200", "models_total": "1.234", "fireworks_kg": "2,5", "patrol_members": "hàng trăm"}
    taken = take(town, filled(town.report(), values))
    assert taken.outcome is Outcome.SAVED
    assert says(town.report()) == {
        "leaflets": roughly(200, Bound.OVER),
        "models_total": exactly(1234),
        "fireworks_kg": exactly(Decimal("2.5")),
        "patrol_members": vaguely("hàng trăm"),
    }


def test_cells_that_were_not_touched_are_not_written(town: ReportTown) -> None:
    town.save({"models_total": 9, "leaflets": 5})
    taken = take(town, filled(town.report(), {"leaflets": 6}))
    assert taken.changed == 1
    assert [one.version for one in Figure.objects.order_by("cell_id", "version")] == [1, 2, 1]


def test_a_number_that_is_taken_out_leaves_an_empty_cell(town: ReportTown) -> None:
    town.save({"leaflets": 5})
    taken = take(town, filled(town.report(), {"leaflets": None}))
    assert (taken.outcome, says(town.report())) == (Outcome.SAVED, {"leaflets": EMPTY})


def test_an_untouched_workbook_changes_nothing(town: ReportTown) -> None:
    taken = take(town, book_of(town.report()))
    assert (taken.outcome, taken.changed, Figure.objects.count()) == (Outcome.UNCHANGED, 0, 0)


def test_the_same_file_twice_is_harmless_and_said(town: ReportTown) -> None:
    content = filled(town.report())
    take(town, content)
    taken = take(town, content, at=at(6))
    assert (taken.outcome, taken.earlier, taken.report) == (Outcome.AGAIN, NOW, town.report())
    assert (Intake.objects.count(), Figure.objects.count()) == (1, 8)


def test_another_post_may_bring_the_same_file_and_nothing_is_written_twice(town: ReportTown) -> None:
    content = filled(town.report())
    take(town, content)
    assert take(town, content, by=town.hung).outcome is Outcome.UNCHANGED
    assert Figure.objects.count() == 8


def test_a_refused_file_may_come_again(town: ReportTown) -> None:
    content = filled(town.report())
    assert take(town, content, by=town.nam).outcome is Outcome.REFUSED
    assert take(town, content).outcome is Outcome.SAVED


def test_the_office_brings_in_what_a_commune_sent_by_mail(town: ReportTown) -> None:
    assert take(town, filled(town.report()), by=town.hung).outcome is Outcome.SAVED


def test_what_a_system_operator_brings_in_is_the_systems(town: ReportTown) -> None:
    assert take(town, filled(town.report()), by=SYSTEM).outcome is Outcome.SAVED
    assert set(Figure.objects.values_list("by_account", flat=True)) == {0}


def test_checks_are_said_and_the_numbers_are_saved_all_the_same(town: ReportTown) -> None:
    taken = take(town, filled(town.report(), GOOD | {"propaganda_attendance": 3}))
    assert taken.outcome is Outcome.SAVED
    assert taken.faulty
    assert "propaganda_sessions" in {one.where for one in taken.checks}


# ------------------------------------------------------------------ all or nothing


def test_nothing_is_half_imported(town: ReportTown) -> None:
    taken = take(town, filled(town.report(), BAD))
    assert taken.outcome is Outcome.REFUSED
    assert wheres(taken) == [
        ("indicators.ambiguous_number", "leaflets"),
        ("indicators.letters", "models_total"),
        ("indicators.negative", "models_new"),
    ]
    assert not Figure.objects.exists()
    (intake,) = Intake.objects.all()
    assert intake.findings == [{"code": code, "where": where} for code, where in wheres(taken)]
    assert "1,234.5" not in str(list(Entry.objects.values_list("data", flat=True)))


def test_on_request_what_is_right_is_saved_and_the_rest_is_named(town: ReportTown) -> None:
    taken = take(town, filled(town.report(), BAD), partly=True)
    assert (taken.outcome, taken.changed, len(taken.findings)) == (Outcome.PARTLY, 5, 3)
    right = {key: exactly(one) for key, one in GOOD.items() if key not in {where for _, where in wheres(taken)}}
    assert says(town.report()) == right


def test_a_workbook_with_nothing_right_saves_nothing_even_partly(town: ReportTown) -> None:
    taken = take(town, filled(town.report(), {"leaflets": "x"}), partly=True)
    assert (taken.outcome, Figure.objects.count()) == (Outcome.REFUSED, 0)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("10³⁰", "indicators.exponent"),
        ("1e30", "indicators.exponent"),
        (1e30, "indicators.too_large"),
        ("NaN", "indicators.not_a_number"),
        ("05/11/2026", "indicators.date"),
        (True, "indicators.boolean"),
        (2.5, "indicators.not_whole"),
        ("3 đến 5", "indicators.two_numbers"),
        ("1,234", "indicators.comma_in_whole"),
        ("x" * 200, "indicators.too_long"),
    ],
)
def test_what_is_no_number_is_refused_at_its_cell(town: ReportTown, value: object, code: str) -> None:
    taken = take(town, filled(town.report(), {"leaflets": value}))
    assert wheres(taken) == [(code, "leaflets")]
    assert not Figure.objects.exists()


def test_merged_cells_errors_and_formulas_without_result_are_refused_at_their_cells(town: ReportTown) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        first, second = row_of(sheet, "propaganda_sessions"), row_of(sheet, "propaganda_attendance")
        sheet[f"G{first}"] = 5
        sheet.merge_cells(f"G{first}:G{second}")
        sheet[f"G{row_of(sheet, 'leaflets')}"] = "=1+1"
        sheet[f"G{row_of(sheet, 'models_new')}"] = "#DIV/0!"
        sheet[f"G{row_of(sheet, 'models_new')}"].data_type = "e"

    taken = take(town, changed(book_of(town.report()), edit))
    assert wheres(taken) == [
        ("reports.merged_cell", "propaganda_sessions"),
        ("reports.merged_cell", "propaganda_attendance"),
        ("reports.formula_without_value", "leaflets"),
        ("reports.error_cell", "models_new"),
    ]
    assert not Figure.objects.exists()


def test_a_renamed_row_is_refused_and_the_others_may_be_saved(town: ReportTown) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet[f"C{row_of(sheet, 'leaflets')}"] = "Số tờ rơi của cả tỉnh"

    content = changed(filled(town.report()), edit)
    assert wheres(take(town, content)) == [("sheets.label_changed", "leaflets")]
    taken = take(town, content, partly=True)
    assert (taken.outcome, taken.changed) == (Outcome.PARTLY, 7)


# ------------------------------------------------------------------ whose it is


def hidden(content: bytes, name: str, value: object) -> bytes:
    """Write over what the hidden sheet says."""

    def edit(book: Any, _sheet: Any) -> None:
        sheet = book["_binhyen"]
        sheet[f"B{next(row[0].row for row in sheet.iter_rows() if row[0].value == name)}"] = value

    return changed(content, edit)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("report", "1000000"),
        ("report", "9" * 15),
        ("place", "00001"),
        ("period", "2026-10"),
        ("form", "bieu-khac"),
        ("version", "2"),
        ("form_hash", "0" * 64),
        ("issued", "2026-01-01"),
        ("signature", "x"),
    ],
)
def test_edited_ids_are_found(town: ReportTown, name: str, value: str) -> None:
    taken = take(town, hidden(filled(town.report()), name, value))
    assert (taken.outcome, codes(taken)) == (Outcome.REFUSED, ["reports.workbook_edited"])
    assert not Figure.objects.exists()


def test_an_edited_version_of_a_cell_is_found(town: ReportTown) -> None:
    assert codes(take(town, hidden(filled(town.report()), "leaflets", 7))) == ["reports.workbook_edited"]


def test_a_workbook_of_another_system_is_not_ours(town: ReportTown, settings: Any) -> None:
    content = filled(town.report())
    with pytest.MonkeyPatch.context() as patch:
        from django.core.signing import Signer

        patch.setattr(entry_books, "_SIGNER", Signer(key="another", salt="reports.entry_books"))
        assert codes(take(town, content)) == ["reports.workbook_edited"]
    assert take(town, content).outcome is Outcome.SAVED


def test_another_place_is_not_this_persons(town: ReportTown) -> None:
    content = filled(town.report(place=town.land.elsewhere))
    taken = take(town, content)
    assert codes(taken) == ["reports.workbook_not_yours"]
    assert taken.report is None
    assert taken.findings[0].params == {
        "place": town.report(place=town.land.elsewhere).name,
        "period": "Tháng 11/2026",
    }


def test_at_a_report_only_its_own_workbook_is_taken(town: ReportTown) -> None:
    town.collect("2026-10")
    other_form = a_version(a_content("leaflets"), code="bieu-khac")
    own, before = town.report(), town.report("2026-10")
    assert codes(take(town, filled(before), report=own)) == ["reports.workbook_of_another_period"]
    elsewhere = filled(town.report(place=town.land.elsewhere))
    assert codes(take(town, elsewhere, report=own, by=town.hung)) == ["reports.workbook_of_another_place"]
    town.collections["2026-11"] = town.collect("2026-11", other_form)
    assert codes(take(town, typed(book_of(town.report()), {"leaflets": 1}), report=own)) == [
        "reports.workbook_of_another_form"
    ]
    assert not Figure.objects.exists()


def test_another_version_of_the_form_says_which_one_is_wanted(town: ReportTown) -> None:
    own, book = town.report(), entry_book_of(town.report(), NOW)
    later = sign(replace(book, identity=replace(book.identity, version=2, form_hash="0" * 64)))
    taken = take(town, typed(write_entry_book(later), {"leaflets": 1}), report=own)
    (finding,) = taken.findings
    assert (finding.code, finding.params["has"], finding.params["wanted"]) == (
        "reports.workbook_of_another_version",
        2,
        1,
    )


def test_a_report_that_was_sent_takes_no_workbook(town: ReportTown) -> None:
    content = filled(town.report(), GOOD | {"leaflets": 351})
    town.sent()
    taken = take(town, content)
    assert (taken.outcome, codes(taken)) == (Outcome.REFUSED, ["reports.not_editable"])
    assert says(town.report())["leaflets"] == exactly(350)


def test_a_report_that_does_not_apply_takes_none_and_an_exempt_one_is_said(town: ReportTown) -> None:
    content = filled(town.report())
    set_standing(report_ids=[town.report().pk], standing=Standing.EXEMPT, reason="bão", by=town.hung, at=NOW)
    taken = take(town, content)
    assert (taken.outcome, codes(taken)) == (Outcome.SAVED, ["reports.exempt"])
    set_standing(report_ids=[town.report().pk], standing=Standing.NOT_APPLICABLE, reason="bão", by=town.hung, at=NOW)
    assert codes(take(town, filled(town.report(), {"leaflets": 1}))) == ["reports.not_applicable"]


def test_somebody_who_only_reads_is_told_so(town: ReportTown) -> None:
    taken = take(town, filled(town.report()), by=town.actor(Role.AUDITOR, town.land.bac_ninh))
    assert codes(taken) == ["reports.no_right"]


def test_a_file_that_is_none_is_refused_by_name(town: ReportTown) -> None:
    taken = take(town, b"PK\x03\x04 broken", name="x" * 300)
    assert (taken.outcome, codes(taken)) == (Outcome.REFUSED, ["archives.broken"])
    assert Intake.objects.get().file_name == "x" * 200


# ------------------------------------------------------------------ two editors


def test_a_cell_that_was_saved_online_meanwhile_meets_the_workbook(town: ReportTown) -> None:
    content = filled(town.report(), {"leaflets": 6, "models_total": 9})
    town.save({"leaflets": 5})
    taken = take(town, content)
    (finding,) = taken.findings
    assert (finding.code, finding.where) == ("reports.conflict", "leaflets")
    assert (finding.params["yours"], finding.params["theirs"]) == (exactly(6), exactly(5))
    assert says(town.report()) == {"leaflets": exactly(5)}
    assert take(town, content, partly=True).changed == 1
    assert says(town.report()) == {"leaflets": exactly(5), "models_total": exactly(9)}


def test_whoever_saw_both_values_may_choose_the_workbooks(town: ReportTown) -> None:
    content = filled(town.report(), {"leaflets": 6, "models_total": 9})
    town.save({"leaflets": 5})
    assert take(town, content, over={"leaflets": 1}).outcome is Outcome.SAVED
    assert says(town.report()) == {"leaflets": exactly(6), "models_total": exactly(9)}


def test_a_choice_over_a_version_that_is_gone_meets_again(town: ReportTown) -> None:
    content = filled(town.report(), {"leaflets": 6})
    town.save({"leaflets": 5})
    town.save({"leaflets": 7})
    assert codes(take(town, content, over={"leaflets": 1})) == ["reports.conflict"]
    assert says(town.report()) == {"leaflets": exactly(7)}


def test_the_same_number_typed_on_both_sides_is_no_conflict(town: ReportTown) -> None:
    content = filled(town.report(), {"leaflets": 6, "models_total": 9})
    town.save({"leaflets": 6})
    assert take(town, content).outcome is Outcome.SAVED


def test_a_cell_accepted_in_part_is_locked_and_refused(town: ReportTown) -> None:
    sent = town.sent()
    answer = Answer({parse_cell_key("leaflets"): "Xem lại"}, accept_rest=True)
    return_report(report_id=sent.pk, answer=answer, by=town.hung, at=NOW)
    assert town.report().state == State.RETURNED
    book = entry_book_of(town.report(), NOW)
    assert [line.key for line in book.lines if line.open] == ["leaflets"]
    taken = take(town, typed(write_entry_book(book), {"models_total": 10, "leaflets": 360}))
    assert wheres(taken) == [("reports.cell_accepted", "models_total")]
    assert take(town, typed(write_entry_book(book), {"leaflets": 360})).outcome is Outcome.SAVED


# ------------------------------------------------------------------ what would change


def test_a_plan_says_cell_by_cell_what_would_change(town: ReportTown) -> None:
    town.save({"leaflets": 5})
    content = filled(town.report(), {"leaflets": 6, "models_total": "KPS"}, {"leaflets": "đếm lại"})
    (plan,) = plan_workbooks(books=[read_book(content, "x")], by=town.lan, at=NOW)
    assert {(str(one.cell), one.old, one.new, one.old_note, one.new_note) for one in plan.changes} == {
        ("leaflets", exactly(5), exactly(6), "", "đếm lại"),
        ("models_total", EMPTY, NOTHING, "", ""),
    }
    assert not plan.wrong
    assert says(town.report()) == {"leaflets": exactly(5)}


# ------------------------------------------------------------------ what registers count


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register counts nine models."""
    models = parse_cell_key("models_total")

    def nine_for_each(reports: Iterable[Report], _form: FormContent) -> dict[int, dict[CellKey, Counted]]:
        return {one.pk: {models: Counted(exactly(9), "/danh-sach/")} for one in reports}

    for module in (planning, entry_books):
        monkeypatch.setattr(module, "counted_for_each", nine_for_each)
    monkeypatch.setattr(planning, "countable_cells", lambda _form: (models,))


@pytest.mark.usefixtures("counted")
def test_a_count_is_given_out_and_left_to_the_register(town: ReportTown) -> None:
    book = entry_book_of(town.report(), NOW)
    line = next(one for one in book.lines if one.key == "models_total")
    assert (line.value, "đếm từ sổ" in line.hint) == (9, True)
    assert take(town, typed(write_entry_book(book), {"leaflets": 5})).changed == 1
    assert take(town, typed(write_entry_book(book), {"models_total": "9"})).outcome is Outcome.UNCHANGED
    assert "models_total" not in says(town.report())


@pytest.mark.usefixtures("counted")
def test_another_number_than_the_count_needs_its_reason(town: ReportTown) -> None:
    content = filled(town.report(), {"models_total": 10})
    assert wheres(take(town, content)) == [("reports.reason_needed", "models_total")]
    assert take(town, typed(content, {}, {"models_total": "một mô hình chưa vào sổ"})).outcome is Outcome.SAVED
    figure = values_at(town.report().pk, None)[parse_cell_key("models_total")]
    assert (figure.amount, figure.counted) == (Decimal(10), Decimal(9))


# ------------------------------------------------------------------ round trip


PLAIN = st.decimals(min_value=0, max_value=Decimal(10) ** 14 - 1, places=2)
AMOUNTS = st.one_of(
    st.just(NOTHING),
    st.just(EMPTY),
    st.sampled_from(["hàng trăm", "vài chục"]).map(vaguely),
    PLAIN.map(lambda value: exactly(value.normalize())),
    st.builds(
        roughly, PLAIN.map(lambda value: value.normalize()), st.sampled_from([Bound.OVER, Bound.NEARLY, Bound.ABOUT])
    ),
)


@given(AMOUNTS)
@settings(max_examples=200)
def test_every_amount_that_is_given_out_reads_back_as_itself(amount: Amount) -> None:
    indicator = catalogue().indicators["fireworks_kg"]
    given_out = typed_of(amount)
    through = cell_of(plain_cell(float(given_out) if isinstance(given_out, Decimal) else given_out))
    read, finding = read_cell(through, indicator)
    assert finding is None
    assert (read.said, read.number, read.bound, read.words) == (amount.said, amount.number, amount.bound, amount.words)


def test_a_workbook_is_signed_and_known_again(town: ReportTown) -> None:
    book = read_book(book_of(town.report()), "x")
    assert isinstance(book, Book)
    assert is_ours(book.read)
    assert io.BytesIO(book_of(town.report())).getvalue() == book_of(town.report())
