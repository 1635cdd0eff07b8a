"""What a report says where the year before is not of the same months: the reason, no percentage, a mark on its page."""

import pytest
from django.test import Client

from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.periods import parse_period
from binhyen.narrative.actions.composing import Typed, write_part
from binhyen.narrative.queries.measuring import Asked, facts_for
from binhyen.narrative.queries.reports import kept_report
from binhyen.narrative.writer.pieces import plain_text
from binhyen.places.queries import version_on
from tests.accounts.factories import ong_hung, signed_in_client
from tests.narrative.writer.town import WritingTown, a_writing_town
from tests.reports.factories import NOW

pytestmark = pytest.mark.django_db
WHY = "không so sánh được với năm 2025 do kỳ trước mới có số liệu 1 tháng"


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> WritingTown:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return a_writing_town()


@pytest.fixture
def hung(town: WritingTown) -> Client:
    return signed_in_client(ong_hung(town.town.land))


def told(town: WritingTown, month: str, said: int) -> None:
    """Let both communes say a month."""
    town.town.collect(month)
    for place in (town.town.land.an_phu, town.town.land.elsewhere):
        report = town.town.report(month, place=place)
        cells = {"propaganda_sessions": said, "leaflets": said, "models_total": said}
        town.town.save(cells, report, town.town.reporter(report))


def text_of_year(town: WritingTown) -> str:
    return plain_text(kept_report(town.begun()).draft.report)


def test_the_same_month_of_both_years_is_compared(town: WritingTown) -> None:
    told(town, "2025-11", 5)
    assert (
        "Mở 16 buổi tuyên truyền, học tập pháp luật, tăng 06 buổi tuyên truyền (60%) so với năm 2025"
        in text_of_year(town)
    )


def test_fewer_months_the_year_before_are_said_instead_of_a_percentage(town: WritingTown) -> None:
    for month in ("2025-11", "2026-09", "2026-10"):
        told(town, month, 5)
    text = text_of_year(town)
    assert f"Mở 36 buổi tuyên truyền, học tập pháp luật, {WHY}." in text
    assert "hiện có 12 mô hình đang hoạt động, tăng 02 mô hình (20%) so với năm 2025." in text


def test_a_draft_marks_what_it_cannot_compare(town: WritingTown, hung: Client) -> None:
    for month in ("2025-11", "2026-10"):
        told(town, month, 5)
    page = hung.get(f"/soan-bao-cao/{town.begun().pk}/").content.decode()
    assert f'<mark class="unclear">, {WHY}</mark>' in page or f'<mark class="unclear">{WHY}</mark>' in page
    assert "1 số liệu không so sánh được với kỳ trước" in page


def test_a_figure_asked_for_by_hand_is_compared_no_otherwise(town: WritingTown) -> None:
    for month in ("2025-11", "2026-10"):
        told(town, month, 5)
    report = town.begun("address")
    cell = parse_cell_key("leaflets")
    assert cell not in kept_report(report).draft.facts.now
    typed = Typed("ghi-nhan", "Phát {leaflets} tờ rơi[, {so với: leaflets}].", 0)
    write_part(report_id=report.pk, typed=typed, by=town.hung, at=NOW)
    assert f"Phát 360 tờ rơi, {WHY}." in plain_text(kept_report(report).draft.report)


def test_two_places_of_which_one_spoke_the_year_before_are_not_compared(town: WritingTown) -> None:
    town.town.collect("2025-11")
    town.town.save({"models_total": 5}, town.town.report("2025-11"))
    asked = Asked(version_on(town.province, NOW.date()), parse_period("2026"))
    facts = facts_for([parse_cell_key("models_total")], asked)
    assert list(facts.unclear.values()) == ["kỳ trước có số liệu của những nơi khác"]
