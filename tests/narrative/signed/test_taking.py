"""Figures of a signed report taken over into a report of the collection: exactly, or not at all."""

from pathlib import Path

import pytest
from django.http import Http404

from binhyen.audit.models import Entry
from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import EMPTY, Bound, Origin, exactly, roughly
from binhyen.kernel.findings import Refusal
from binhyen.narrative.actions.taking import Choice, take_signed_report
from binhyen.narrative.models import TakenReport
from binhyen.narrative.queries.taking import Meeting, held_against, reports_for, taken_report_seen_by, taken_seen_by
from binhyen.reports.models import Figure, Report
from binhyen.reports.queries.figures import amount_of, current_values
from tests.documents.tampering import flipped_byte
from tests.narrative.signed.files import report_of, signed_file
from tests.reports.factories import NOW, ReportTown

pytestmark = pytest.mark.django_db


def file_of(town: ReportTown, folder: Path) -> bytes:
    return signed_file(report_of(town.land.an_phu.code), folder)


def take(town: ReportTown, content: bytes, choice: Choice | None = None, by: Actor | None = None) -> TakenReport:
    chosen = choice or Choice(town.report().pk)
    return take_signed_report(content=content, choice=chosen, by=by or town.hung, at=NOW)


def said(report: Report) -> dict[str, object]:
    return {str(cell): amount_of(one) for cell, one in current_values([report.pk])[report.pk].items()}


def refused(town: ReportTown, content: bytes, choice: Choice | None = None, by: Actor | None = None) -> list[str]:
    """Return the codes of a refusal; nothing may have been written."""
    before = (Figure.objects.count(), TakenReport.objects.count(), Entry.objects.count())
    with pytest.raises(Refusal) as refusal:
        take(town, content, choice, by)
    assert (Figure.objects.count(), TakenReport.objects.count(), Entry.objects.count()) == before
    return [one.code for one in refusal.value.findings]


def test_every_figure_with_a_cell_is_taken_exactly_with_its_file_as_origin(asked: ReportTown, tmp_path: Path) -> None:
    taken = take(asked, file_of(asked, tmp_path))
    report = asked.report()
    assert said(report) == {
        "propaganda_sessions": exactly(8),
        "propaganda_attendance": roughly(400, Bound.OVER),
        "leaflets": exactly(1350),
        "models_total": exactly(9),
    }
    values = current_values([report.pk])[report.pk].values()
    assert {(one.origin, one.origin_ref) for one in values} == {(Origin.IMPORTED, f"/bao-cao-da-ky/{taken.pk}/")}
    assert (taken.cells, taken.figures, taken.signer, taken.title) == (
        4, 5, "Nguyễn Thị Mẫu", "Báo cáo 07/BC-UBND: Kết quả phong trào tháng 11",
    )  # fmt: skip


def test_taking_leaves_a_trace_of_hashes(asked: ReportTown, tmp_path: Path) -> None:
    taken = take(asked, file_of(asked, tmp_path))
    entry = Entry.objects.get(action="narrative.taken")
    assert entry.data == {
        "file": taken.blob.sha256,
        "certificate": taken.certificate,
        "cells": 4,
        "trial": False,
    }
    assert entry.place_path == asked.land.an_phu.path


def test_the_same_file_again_changes_nothing(asked: ReportTown, tmp_path: Path) -> None:
    content = file_of(asked, tmp_path)
    first, figures = take(asked, content), Figure.objects.count()
    again = take(asked, content)
    assert (again.pk, again.cells, Figure.objects.count()) == (first.pk, 4, figures)


def test_a_cell_that_says_something_else_is_a_finding_and_nothing_is_written(asked: ReportTown, tmp_path: Path) -> None:
    asked.save({"leaflets": 1300, "models_total": 9})
    assert refused(asked, file_of(asked, tmp_path)) == ["narrative.cell_says_other"]


def test_what_was_chosen_is_written_over_and_the_old_value_stays_in_the_history(
    asked: ReportTown, tmp_path: Path
) -> None:
    asked.save({"leaflets": 1300, "models_total": 9})
    take(asked, file_of(asked, tmp_path), Choice(asked.report().pk, over={"leaflets": 1}))
    assert said(asked.report())["leaflets"] == exactly(1350)
    assert Figure.objects.filter(cell__indicator="leaflets").count() == 2
    assert Figure.objects.get(cell__indicator="models_total").origin == Origin.TYPED, (
        "what says the same stays as it is"
    )


def test_a_value_that_was_saved_after_the_look_is_not_written_over(asked: ReportTown, tmp_path: Path) -> None:
    asked.save({"leaflets": 1300})
    asked.save({"leaflets": 1310})
    choice = Choice(asked.report().pk, over={"leaflets": 1})
    assert refused(asked, file_of(asked, tmp_path), choice) == ["reports.conflict"]


def test_a_cell_that_was_emptied_is_taken_without_asking(asked: ReportTown, tmp_path: Path) -> None:
    asked.save({"leaflets": 1300})
    asked.save({"leaflets": EMPTY})
    take(asked, file_of(asked, tmp_path))
    assert said(asked.report())["leaflets"] == exactly(1350)


def test_a_changed_file_is_refused_whole(asked: ReportTown, tmp_path: Path) -> None:
    assert refused(asked, flipped_byte(file_of(asked, tmp_path))) == ["documents.signed_bytes_changed"]


def test_the_report_must_be_of_the_files_place_and_period(asked: ReportTown, tmp_path: Path) -> None:
    elsewhere = Choice(asked.report(place=asked.land.elsewhere).pk)
    asked.collect("2026-10")
    assert refused(asked, file_of(asked, tmp_path), elsewhere) == ["narrative.report_of_another"]
    assert refused(asked, file_of(asked, tmp_path), Choice(asked.report("2026-10").pk)) == [
        "narrative.report_of_another"
    ]


def test_a_file_without_a_figure_for_the_report_is_refused(asked: ReportTown, tmp_path: Path) -> None:
    report = report_of(asked.land.an_phu.code)
    only = signed_file(
        type(report)(report.place_code, report.place_name, report.period, "x", report.figures[-1:]), tmp_path
    )
    assert refused(asked, only) == ["narrative.nothing_for_report"]


def test_others_may_not_take_and_strangers_do_not_see(asked: ReportTown, tmp_path: Path) -> None:
    content = file_of(asked, tmp_path)
    with pytest.raises(Http404):
        take(asked, content, by=asked.stranger)
    with pytest.raises(Http404):
        take(asked, content, by=asked.nam)
    assert not TakenReport.objects.exists()


def test_the_commune_takes_its_own_signed_report_as_well(asked: ReportTown, tmp_path: Path) -> None:
    assert take(asked, file_of(asked, tmp_path), by=asked.lan).cells == 4


def test_figures_are_shown_beside_what_their_cells_say(asked: ReportTown) -> None:
    asked.save({"leaflets": 1300, "models_total": 9})
    held = held_against(report_of(asked.land.an_phu.code), asked.report())
    assert {one.figure.code: one.meeting for one in held.met} == {
        "propaganda_sessions": Meeting.NEW,
        "propaganda_attendance": Meeting.NEW,
        "leaflets": Meeting.OTHER,
        "models_total": Meeting.SAME,
    }
    assert [one.code for one in held.outside] == ["tips_received"]


def test_only_reports_of_the_place_and_period_are_offered(asked: ReportTown) -> None:
    asked.collect("2026-10")
    figures = report_of(asked.land.an_phu.code)
    assert reports_for(figures, asked.hung, NOW.date()) == [asked.report()]
    assert reports_for(figures, asked.stranger, NOW.date()) == []
    assert reports_for(report_of("00000"), asked.hung, NOW.date()) == []


def test_who_covers_the_place_sees_what_was_taken(asked: ReportTown, tmp_path: Path) -> None:
    taken = take(asked, file_of(asked, tmp_path))
    assert list(taken_seen_by(asked.hung)) == [taken]
    assert list(taken_seen_by(asked.lan)) == [taken]
    assert not taken_seen_by(asked.stranger)
    with pytest.raises(Http404):
        taken_report_seen_by(asked.nam, taken.pk)
