"""A board as it was known on an earlier day: what the reports said then, said so on the page, and not too much of it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.boards.pivot import Asked, cells_of
from binhyen.analytics.boards.places import About
from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.pivots import MOST_KNOWN, Below, known_findings
from binhyen.kernel.amounts import Bound, roughly, vaguely
from binhyen.kernel.periods import parse_period
from binhyen.places.models import PlaceVersion
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.rules.totals import Basis
from tests.accounts.factories import ong_hung, signed_in_client
from tests.reports.factories import NOW, ReportTown, a_content, a_version, entries

pytestmark = pytest.mark.django_db
BEFORE, TODAY, LATER = date(2026, 11, 4), date(2026, 11, 5), NOW + timedelta(days=3)
SESSIONS = "propaganda_sessions"


def asked(place: PlaceVersion, below: Below = Below.COMMUNES, **said: Any) -> Asked:
    periods = tuple(parse_period(one) for one in ("2026-11", "2026-Q4", "2026"))
    return Asked(About(place, below), (SESSIONS, "leaflets", "models_total"), periods, **said)


def ordered(cells: Sequence[Cell]) -> list[Cell]:
    return sorted(
        (replace(one, amount=one.amount and one.amount.normalize()) for one in cells),
        key=lambda one: (one.indicator, one.place_id or 0, one.period, one.split),
    )


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("below", [Below.COMMUNES, Below.ITSELF])
def test_what_is_known_at_the_end_of_today_is_what_the_lake_says(town: ReportTown, basis: Basis, below: Below) -> None:
    place = town.report(place=town.land.elsewhere)
    town.save({"leaflets": roughly(40, Bound.OVER), "models_total": vaguely("nhiều")}, place, town.nam)
    now = asked(town.land.bac_ninh, below, basis=basis)
    assert ordered(cells_of(town.hung, replace(now, known_on=TODAY))) == ordered(cells_of(town.hung, now))


def test_a_split_is_known_as_well(town: ReportTown) -> None:
    town.collect(
        "2026-10", a_version(a_content(f"{SESSIONS}|org=police", f"{SESSIONS}|org=youth_union"), "bieu-to-chuc")
    )
    town.save({f"{SESSIONS}|org=police": 4, f"{SESSIONS}|org=youth_union": 5}, town.report("2026-10"), town.lan)
    now = asked(town.land.bac_ninh, split="org")
    assert {one.split for one in cells_of(town.hung, now)} == {"", "org=police", "org=youth_union"}
    assert ordered(cells_of(town.hung, replace(now, known_on=TODAY))) == ordered(cells_of(town.hung, now))


def test_before_anything_was_saved_nothing_was_known(town: ReportTown) -> None:
    assert cells_of(town.hung, asked(town.land.bac_ninh, known_on=BEFORE)) == []


def test_too_much_is_refused_in_words() -> None:
    assert known_findings(MOST_KNOWN) == []
    assert [one.code for one in known_findings(MOST_KNOWN + 1)] == ["analytics.too_much_known"]


def test_so_many_queries_for_each_place_and_period(
    town: ReportTown, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12 * 3 + 4):
        cells_of(town.hung, asked(town.land.bac_ninh, Below.ITSELF, known_on=TODAY))


# ------------------------------------------------------------------ the page


@pytest.fixture
def later(town: ReportTown, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Three days later, when Phúc Lộc has said 19 instead of 9."""
    report = town.report(place=town.land.elsewhere)
    save_cells(report_id=report.pk, entries=entries(report, {SESSIONS: 19}), by=town.nam, at=LATER)
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: LATER)
    return signed_in_client(ong_hung(town.land))


def text(client: Client, name: str, **more: str) -> str:
    said = {"chi_tieu": SESSIONS, "tu": "2026", "den": "2026", "duoi": "xa", **more}
    answer = client.get(reverse(f"boards:{name}"), said)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_pivot_shows_what_was_known_and_says_so(later: Client) -> None:
    assert ">19</a>" in text(later, "pivot")
    shown = text(later, "pivot", biet="2026-11-06")
    assert ">9</a>" in shown
    assert ">19</a>" not in shown
    assert "Đang xem theo những gì đã biết đến hết ngày 06/11/2026" in shown
    assert "như biết đến hết ngày 06/11/2026" in shown


def test_a_number_opens_as_it_was_known(later: Client) -> None:
    shown = text(later, "pivot", biet="2026-11-06")
    start = shown.index('<a class="by-num" href="/bao-cao/tong/?') + len('<a class="by-num" href="')
    href = shown[start : shown.index('"', start)].replace("&amp;", "&")
    assert "den=2026-11-06" in href
    assert later.get(href).status_code == 200


def test_files_say_it_in_their_source(later: Client) -> None:
    answer = later.get(
        reverse("boards:pivot_file"), {"chi_tieu": SESSIONS, "duoi": "xa", "biet": "06/11/2026", "dang": "csv"}
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "như biết đến hết ngày 06/11/2026" in rows[-2][0]
    assert "23:59, 06/11/2026" in rows[-1][0]
    assert rows[2][-1] == "9"


def test_a_map_is_drawn_as_it_was_known(later: Client, town: ReportTown) -> None:
    PlaceVersion.objects.filter(pk=town.land.elsewhere.pk).update(code="00004")
    assert "Xã Phúc Lộc: 19" in text(later, "board_map")
    assert "Xã Phúc Lộc: 9" in text(later, "board_map", biet="2026-11-06")


@pytest.mark.parametrize("day", ["2026-11-08", "2027-01-01"])
def test_today_and_days_to_come_are_now(later: Client, day: str) -> None:
    assert "Đang xem theo những gì" not in text(later, "pivot", biet=day)
