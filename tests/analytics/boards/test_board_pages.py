"""Pages of boards over a real lake: what they show, to whom, what they open, what they refuse."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import Settings

from binhyen.analytics.boards.asking import ask
from binhyen.analytics.lake import opening
from binhyen.analytics.rules.questions import Question
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from tests.accounts.factories import a_place, anh_nam, chi_mai, ong_hung, signed_in_client
from tests.reports.factories import ReportTown, a_content, a_report_town, a_version

pytestmark = pytest.mark.django_db
QUARTER: dict[str, Any] = {"chi_tieu": "propaganda_sessions", "loai_ky": "quarter", "tu": "2026", "den": "2026"}


def text(client: Client, name: str, status: int = 200, **asked: Any) -> str:
    answer = client.get(reverse(f"boards:{name}"), asked)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


# ---------------------------------------------------------------- pivot


def test_a_pivot_sees_what_was_saved_the_moment_before(hung: Client, town: ReportTown) -> None:
    assert ">17</a>" in text(hung, "pivot", **QUARTER)
    town.save({"propaganda_sessions": 10}, town.report(place=town.land.elsewhere), town.nam)
    assert ">18</a>" in text(hung, "pivot", **QUARTER)


def test_every_number_of_a_pivot_opens_into_the_reports_own_total(hung: Client) -> None:
    shown = text(hung, "pivot", **QUARTER)
    start = shown.index('<a class="by-num" href="/bao-cao/tong/?') + len('<a class="by-num" href="')
    href = shown[start : shown.index('"', start)].replace("&amp;", "&")
    assert "17" in hung.get(href).content.decode()


def test_a_pivot_by_communes_has_a_row_for_each_by_name(hung: Client) -> None:
    shown = text(hung, "pivot", duoi="xa", **QUARTER)
    assert shown.index("Xã An Phú") < shown.index("Xã Phúc Lộc")
    assert ">8</a>" in shown
    assert ">9</a>" in shown


def test_only_accepted_figures_are_counted_on_that_basis(hung: Client) -> None:
    assert ">8</a>" in text(hung, "pivot", co_so="accepted", **QUARTER)
    assert "50,0" in text(hung, "pivot", **QUARTER)


def test_columns_and_rows_are_as_somebody_wants_them(hung: Client) -> None:
    shown = text(hung, "pivot", duoi="xa", cot="noi", hang="ky", **QUARTER)
    head = shown[shown.index("<thead>") : shown.index("</thead>")]
    assert "Xã An Phú" in head
    assert "quý 4/2026" in shown


def test_drawings_stand_over_their_table(hung: Client) -> None:
    shown = text(hung, "pivot", ve="duong", duoi="xa", **QUARTER)
    assert 'data-chart="line"' in shown
    assert shown.count('data-v="') == 8
    assert text(hung, "pivot", ve="nho", duoi="xa", **QUARTER).count('data-chart="line"') == 2


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"tu": "1999"}, "1999"),
        ({"tu": "2009", "den": "2026", "loai_ky": "month"}, "40"),
        ({"tu": "2030", "den": "2030"}, "chưa"),
        ({"co_so": "x"}, "saved"),
    ],
)
def test_too_much_and_what_is_no_question_is_refused_in_words(hung: Client, asked: dict[str, Any], words: str) -> None:
    assert words in text(hung, "pivot", 409, **{**QUARTER, **asked})


def test_the_files_hold_the_table_its_source_and_its_day(hung: Client) -> None:
    answer = hung.get(reverse("boards:pivot_file"), {**QUARTER, "duoi": "xa", "dang": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == "Xã An Phú"
    assert rows[1][-1] == "8"
    assert rows[-2][0].startswith("Nguồn: Bình Yên")
    assert "05/11/2026" in rows[-1][0]
    book = load_workbook(io.BytesIO(hung.get(reverse("boards:pivot_file"), QUARTER).content))
    assert book.active is not None
    assert [row[-1] for row in book.active.iter_rows(values_only=True)][3] == 17


# ---------------------------------------------------------------- who sees what


def test_a_commune_sees_itself_and_not_its_neighbour(lan: Client, town: ReportTown) -> None:
    assert ">8</a>" in text(lan, "pivot", **QUARTER)
    for name in ("board", "pivot", "board_map", "week", "funnel", "peers"):
        text(lan, name, 404, noi=town.land.elsewhere.place_id)


def test_posts_that_see_their_own_report_only_see_no_board(town: ReportTown) -> None:
    assert signed_in_client(chi_mai(town.land)).get(reverse("boards:board")).status_code == 404


def test_small_counts_about_people_are_hidden_from_those_above(db: None) -> None:
    town = a_report_town()
    version = a_version(a_content("offenders_helped"), code="bieu-giup-do")
    town.collect("2026-10", version)
    for place, actor, amount in ((town.land.an_phu, town.lan, 42), (town.land.elsewhere, town.nam, 3)):
        town.save({"offenders_helped": amount}, town.report("2026-10", place), actor)
    asked = {**QUARTER, "chi_tieu": "offenders_helped"}
    hung = signed_in_client(ong_hung(town.land))
    shown = text(hung, "pivot", duoi="xa", **asked)
    assert ">đã ẩn</a>" in shown
    assert ">3</a>" not in shown
    assert ">42</a>" not in shown  # the total would give the other away
    assert ">45</a>" in text(hung, "pivot", **asked)
    assert ">3</a>" in text(signed_in_client(anh_nam(town.land)), "pivot", **asked)


def test_a_file_that_cannot_be_read_is_named_in_the_answer(hung: Client, settings: Settings) -> None:
    text(hung, "pivot", **QUARTER)
    for file in Path(settings.LAKE_DIR).rglob("*.parquet"):
        whole = file.read_bytes()
        file.write_bytes(whole[:4] + bytes(0xFF ^ one for one in whole[4:-800]) + whole[-800:])
    opening.forget()
    shown = text(hung, "pivot", 409, **QUARTER)
    assert "bị hỏng" in shown
    assert "báo người vận hành" in shown
    assert "binhyen lake" not in shown


# ---------------------------------------------------------------- the other boards


def test_the_first_board_of_a_place_asks_the_lake_once(hung: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(code: str, question: Question) -> Sequence[Any]:
        asked.append(code)
        return ask(code, question)

    monkeypatch.setattr("binhyen.analytics.boards.home.ask", counted)
    shown = text(hung, "board")
    assert asked == ["recognition"]
    assert "Chưa ghi kết quả nào của năm 2026" in shown
    assert 'hx-trigger="load"' in shown


@pytest.mark.parametrize(("year", "day"), [("2025", "31/12/2025"), ("2026", "05/11/2026")])
def test_the_first_board_stands_on_the_map_of_its_year(hung: Client, year: str, day: str) -> None:
    assert f"bản đồ ngày {day}" in text(hung, "board", nam=year)


def test_the_week_tells_what_was_sent_and_saved(hung: Client) -> None:
    shown = text(hung, "week")
    assert "báo cáo được chấp nhận" in shown
    assert "/bao-cao/tong/thay-doi/?" in shown
    part = hung.get(reverse("boards:week"), headers={"HX-Request": "true"}).content.decode()
    assert "<h1" not in part


def test_nothing_is_compared_among_few(lan: Client) -> None:
    assert "Dưới 8" in text(lan, "peers", 409)


def test_a_province_is_compared_with_provinces(hung: Client, town: ReportTown) -> None:
    assert "Dưới 8" in text(hung, "peers", 409)
    for number in range(8):
        a_place(f"Tỉnh {number}", Tier.PROVINCE, PlaceKind.PROVINCE, town.land.nation)
    shown = text(hung, "peers", chi_tieu="propaganda_sessions")
    assert "của cả nước" in shown
    assert "không có số liệu của tỉnh khác" in shown
    assert ">17</a>" in shown
    assert "Tỉnh 3" not in shown


def test_a_map_of_a_province_draws_its_communes(hung: Client, town: ReportTown) -> None:
    PlaceVersion.objects.filter(pk=town.land.an_phu.pk).update(code="00004")
    shown = text(hung, "board_map", **QUARTER)
    assert '<circle class="shape' in shown
    assert "Xã An Phú: 8" in shown


def test_a_commune_has_nothing_to_draw_on_a_map(lan: Client) -> None:
    assert "by-map" not in text(lan, "board_map", **QUARTER)


@pytest.mark.parametrize("name", ["board_places_file", "funnel_file"])
def test_results_leave_as_files_with_source_and_day(hung: Client, name: str) -> None:
    told = text(hung, name, dang="csv")
    assert "Nguồn: Bình Yên, hồ sơ công nhận" in told
    assert "05/11/2026" in told
    assert hung.get(reverse(f"boards:{name}")).content[:2] == b"PK"


def test_a_round_that_is_not_open_has_no_course(hung: Client) -> None:
    assert "data-chart" not in text(hung, "funnel")
