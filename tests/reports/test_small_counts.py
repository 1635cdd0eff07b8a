"""Small counts about people: on no page, in no note and by no subtraction for those who neither write nor receive."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.guards import hide_parts
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import exactly
from binhyen.places.models import PlaceVersion
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.models import Report
from binhyen.reports.rules.entering import CellEntry
from tests.accounts.factories import a_key, a_person, chi_mai, ong_hung, program, signed_in_client
from tests.reports.factories import NOW, ReportTown, a_content, a_version
from tests.reports.toys import key

pytestmark = pytest.mark.django_db
NOTE = "Cả hai người ở Thôn Đông"
CELL = "offenders_helped"
API = "/api/v1"
CODE = "09001"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def told(town: ReportTown) -> Report:
    """Let An Phú and Phúc Lộc say how many people they help: two with a note, and thirty."""
    cells = (CELL, "offenders_managed", "offenders_managed|org=women", "offenders_managed|org=youth")
    town.collect("2026-10", a_version(a_content(*cells), "nhay-cam"))
    PlaceVersion.objects.filter(pk=town.land.an_phu.pk).update(code=CODE)
    report = town.report("2026-10")
    entry = CellEntry(key(CELL), exactly(2), 0, NOTE)
    save_cells(report_id=report.pk, entries=[entry], by=town.lan, at=NOW)
    town.save({CELL: 30}, town.report("2026-10", town.land.elsewhere), town.nam)
    return report


def the(role: Role, town: ReportTown) -> Client:
    return signed_in_client(a_person("nguoi.xem", "Lê Văn Xem", role, town.land.bac_ninh, "Người xem"))


def pages(report: Report) -> list[str]:
    root = f"/bao-cao/{report.pk}"
    return [f"{root}/", f"{root}/o/{CELL}/", f"{root}/in/", f"/bao-cao/dot/{report.collection_id}/nhap/"]


def body(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROVINCE_LEADER])
def test_whoever_only_reads_finds_no_small_count_and_no_note_on_any_page(
    town: ReportTown, told: Report, role: Role
) -> None:
    client = the(role, town)
    for address in pages(told):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert NOTE not in body(answer), address
        assert "ẩn" in body(answer), address


def test_whose_report_it_is_who_writes_it_and_who_receives_it_see_what_was_written(
    town: ReportTown, told: Report
) -> None:
    chair = a_person("chu.tich", "Trần Văn Chủ", Role.COMMUNE_CHAIR, town.land.an_phu, "Chủ tịch")
    for client in (the(Role.PROVINCE_OFFICER, town), signed_in_client(chair)):
        assert NOTE in body(client.get(pages(told)[1]))


def test_the_way_home_of_a_total_tells_no_note_of_a_hidden_count(town: ReportTown, told: Report) -> None:
    client = the(Role.AUDITOR, town)
    place, commune = town.land.bac_ninh.place_id, town.land.an_phu.place_id
    address = f"/bao-cao/tong/?noi={place}&ky=2026-10&chi_tieu={CELL}&duong={commune}&bao_cao={told.pk}"
    answer = body(client.get(address))
    assert "đã ẩn" in answer
    assert NOTE not in answer


def test_a_total_in_time_names_nobody_whose_count_is_hidden(town: ReportTown, told: Report) -> None:
    save_cells(
        report_id=told.pk,
        entries=[CellEntry(key(CELL), exactly(3), 1, "x")],
        by=town.lan,
        at=NOW + timedelta(days=1),
    )
    client = the(Role.AUDITOR, town)
    answer = body(client.get(f"/bao-cao/tong/?noi={town.land.bac_ninh.place_id}&ky=2026-10&chi_tieu={CELL}"))
    thread = answer[answer.index("33") :] if "33" in answer else answer
    assert "An Phú, " not in thread


def test_posts_that_see_their_own_report_alone_ask_for_no_totals(town: ReportTown, told: Report) -> None:
    school = chi_mai(town.land)
    client = program(a_key(school))
    answer = client.get(f"{API}/totals?indicator=leaflets&period=2026-11&place={CODE}")
    assert answer.status_code == 404


def test_rows_of_a_total_hide_what_the_total_would_give_away(town: ReportTown, told: Report) -> None:
    town.save({"offenders_managed|org=women": 3, "offenders_managed|org=youth": 10}, told)
    client = program(a_key(ong_hung(town.land)))
    asked = f"{API}/totals?indicator=offenders_managed&period=2026-10&place={CODE}"
    rows = json.loads(client.get(asked).content)["rows"]
    assert [one["hidden"] for one in rows] == [True, True]


def test_zeros_are_not_given_away_by_their_total() -> None:
    indicator = catalogue().indicators[CELL]
    shown = hide_parts([exactly(0).value, exactly(0).value, exactly(7).value, exactly(9).value], indicator)
    assert [one.hidden for one in shown] == [True, True, True, False]
