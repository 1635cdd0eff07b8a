"""Columns of change: what is told, what forbids it, that it is the measures' own, on the page and in files."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.boards.changing import changes_of, earlier_codes, with_earlier
from binhyen.analytics.boards.pivot import Asked, pivot
from binhyen.analytics.boards.places import About
from binhyen.analytics.boards.shading import address_of
from binhyen.analytics.components.pivot import column_names, marks_of
from binhyen.analytics.rules.answers import Cell, Change
from binhyen.analytics.rules.changes import Gap, Versus, earlier, gap_of, step
from binhyen.analytics.rules.pivots import Axis, Layout
from binhyen.analytics.rules.questions import Question
from binhyen.kernel.amounts import Bound
from binhyen.kernel.periods import parse_period
from tests.reports.factories import NOW, ReportTown, a_content, a_version

SESSIONS = "propaganda_sessions"
BEFORE = Cell(SESSIONS, 1, "2026-10", amount=Decimal(20), figures=20)
NOW_CELL = replace(BEFORE, period="2026-11", amount=Decimal(25))
MONTHS: dict[str, Any] = {"chi_tieu": SESSIONS, "loai_ky": "month", "tu": "2026", "den": "2026", "ky": "2026-11"}


# ------------------------------------------------------------------ the rule


@pytest.mark.parametrize(
    ("now", "before", "gap"),
    [
        ({}, {}, None),
        ({}, {"figures": 19}, None),
        ({}, {"figures": 18}, Gap.COVERAGE),
        ({"figures": 18}, {}, Gap.COVERAGE),
        ({}, {"uncarried": 1}, Gap.MAP),
        ({"adds_up": False}, {}, Gap.NO_SUM),
        ({}, {"bound": Bound.OVER}, Gap.INEXACT),
        ({"vague": 1}, {}, Gap.INEXACT),
        ({"amount": None}, {}, Gap.UNSAID),
    ],
)
def test_what_forbids_a_comparison_is_named(now: dict[str, Any], before: dict[str, Any], gap: Gap | None) -> None:
    assert gap_of(replace(NOW_CELL, **now), replace(BEFORE, **before)) is gap
    assert (step(replace(NOW_CELL, **now), replace(BEFORE, **before)).difference is None) is (gap is not None)


def test_where_nothing_was_said_before_there_is_no_change() -> None:
    assert step(NOW_CELL, None).gap is Gap.UNSAID


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [(25, 20, ("5", "0.250000")), (15, 20, ("-5", "-0.250000")), (20, 20, ("0", "0.000000")), (3, 0, ("3", None))],
)
def test_a_change_is_told_as_a_number_and_as_a_part_unless_of_zero(
    now: int, before: int, told: tuple[str, str | None]
) -> None:
    found = step(replace(NOW_CELL, amount=Decimal(now)), replace(BEFORE, amount=Decimal(before)))
    assert (str(found.difference), None if found.relative is None else str(found.relative)) == told


def test_shares_change_by_points() -> None:
    share = replace(BEFORE, denominator=Decimal(40), share=Decimal("0.5"))
    found = step(replace(share, amount=Decimal(21), share=Decimal("0.525")), share)
    assert (found.difference, found.relative) == (Decimal("0.025"), None)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_change_leads_back_to_the_earlier_number(now: int, before: int) -> None:
    found = step(replace(NOW_CELL, amount=Decimal(now)), replace(BEFORE, amount=Decimal(before)))
    assert found.difference == now - before
    assert (found.relative is None) is (before == 0)


def test_each_period_is_asked_for_once() -> None:
    periods = tuple(parse_period(code) for code in ("2026-10", "2026-11"))
    codes = [one.code for one in with_earlier(periods, tuple(Versus))]
    assert codes == ["2026-10", "2026-11", "2026-09", "2025-10", "2025-11"]
    assert [earlier(one, parse_period("2026-Q1")).code for one in Versus] == ["2025-Q4", "2025-Q1"]


def test_a_change_is_hidden_with_either_of_its_numbers() -> None:
    codes = earlier_codes((parse_period("2026-11"),), (Versus.BEFORE,))
    here, there = address_of(NOW_CELL), address_of(BEFORE)
    told = [changes_of([NOW_CELL, BEFORE], codes, hidden, lambda _: "")[here] for hidden in ({here}, {there}, set())]
    assert [{mark.text for mark in marks} for marks in told[:2]] == [{"đã ẩn"}, {"đã ẩn"}]
    assert [(mark.text, mark.plain) for mark in told[2]] == [("+5", "5"), ("+25", "25")]


# ------------------------------------------------------------------ over a lake


@pytest.fixture
def two_months(town: ReportTown) -> ReportTown:
    """October of both communes beside November."""
    town.collect("2026-10", when=NOW)
    for place, actor, amount in ((town.land.an_phu, town.lan, 10), (town.land.elsewhere, town.nam, 10)):
        town.save({SESSIONS: amount}, town.report("2026-10", place), actor)
    return town


def rows_of(client: Client, **asked: Any) -> list[list[str]]:
    answer = client.get(reverse("boards:pivot_file"), {**MONTHS, "dang": "csv", **asked})
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_file_has_the_change_as_numbers(two_months: ReportTown, hung: Client) -> None:
    head, row, *_ = rows_of(hung, thay_doi=["ky-truoc", "nam-truoc"])
    assert head[1:4] == [
        "tháng 11/2026",
        "tháng 11/2026 so với tháng 10/2026",
        "tháng 11/2026 so với tháng 10/2026, %",
    ]
    assert row[1:] == ["17", "-3", "-15", "không so sánh được", "không so sánh được"]


def test_the_page_has_it_without_scripts_and_opens_the_earlier_number(two_months: ReportTown, hung: Client) -> None:
    shown = hung.get(reverse("boards:pivot"), {**MONTHS, "thay_doi": "ky-truoc", "duoi": "xa"}).content.decode()
    assert 'value="ky-truoc" checked' in shown
    table = shown[shown.index("<tbody") :]
    assert ">-2</a>" in table
    assert ">-20</a>" in table
    assert "ky=2026-10" in table
    assert "không chuyển được sang bản đồ này" in shown
    assert "so với tháng 10/2026" not in hung.get(reverse("boards:pivot"), MONTHS).content.decode()


def test_changes_take_no_further_question_to_the_lake(
    two_months: ReportTown, hung: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(code: str, question: Question) -> Sequence[Any]:
        asked.append(code)
        return ask(code, question)

    monkeypatch.setattr("binhyen.analytics.boards.pivot.ask", counted)
    shown = hung.get(reverse("boards:pivot"), {**MONTHS, "thay_doi": ["ky-truoc", "nam-truoc"]}).content.decode()
    assert asked == ["totals"]
    assert "trên bản đồ ngày 05/11/2026" in shown


def test_columns_of_places_name_the_earlier_period_in_general(two_months: ReportTown, hung: Client) -> None:
    head = rows_of(hung, thay_doi="ky-truoc", duoi="xa", cot="noi")[0]
    assert "Xã An Phú so với kỳ trước" in head


def test_of_years_one_column_is_enough(two_months: ReportTown, hung: Client) -> None:
    head = rows_of(hung, thay_doi=["ky-truoc", "nam-truoc"], loai_ky="year", ky="2026")[0]
    assert len(head) == 4


def test_unlike_coverage_is_not_compared(two_months: ReportTown, hung: Client) -> None:
    two_months.report(place=two_months.land.elsewhere).figures.all().delete()
    town = two_months
    town.collect("2026-09", when=NOW)
    town.save({SESSIONS: 4}, town.report("2026-09"), town.lan)
    row = rows_of(hung, thay_doi="ky-truoc", ky="2026-10")[1]
    assert row[1:] == ["20", "không so sánh được", "không so sánh được"]


def test_the_change_is_that_of_the_measure(two_months: ReportTown) -> None:
    town, november = two_months, parse_period("2026-11")
    asked = Asked(
        About(town.land.bac_ninh), (SESSIONS,), (november,), Layout(Axis.PERIOD), on_map=november.end,
        versus=(Versus.BEFORE,),
    )  # fmt: skip
    found = pivot(town.hung, asked)
    question = replace(asked.about.question(town.hung, asked.periods), indicators=(SESSIONS,), on_map=november.end)
    (told,) = ask("since_before", question)
    assert isinstance(told, Change)
    _, difference, percent = marks_of(found.lines[0])
    assert (difference.value, percent.value) == (told.difference, Decimal(100) * (told.relative or 0))
    assert len(column_names(found)) == len(marks_of(found.lines[0]))


@pytest.mark.django_db
def test_a_change_gives_no_small_count_away(town: ReportTown, hung: Client) -> None:
    version = a_version(a_content("offenders_helped"), code="bieu-giup-do")
    for period, amounts in (("2026-09", (3, 42)), ("2026-10", (41, 44))):
        town.collect(period, version)
        for place, actor, amount in zip(
            (town.land.an_phu, town.land.elsewhere), (town.lan, town.nam), amounts, strict=True
        ):
            town.save({"offenders_helped": amount}, town.report(period, place), actor)
    rows = rows_of(hung, chi_tieu="offenders_helped", thay_doi="ky-truoc", duoi="xa", ky="2026-10")
    assert [row[2:4] for row in rows[1:3]] == [["đã ẩn", "đã ẩn"]] * 2
