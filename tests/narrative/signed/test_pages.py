"""Signed reports in a browser: bring, look, take over, and where a figure came from."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.amounts import exactly
from binhyen.narrative.models import TakenReport
from binhyen.reports.queries.figures import amount_of, current_values
from tests.accounts.factories import signed_in_client
from tests.documents.tampering import flipped_byte
from tests.narrative.signed.files import report_of, signed_file
from tests.reports.desks import Desks

pytestmark = pytest.mark.django_db
FIRST = "/bao-cao-da-ky/"


def brought(client: Client, content: bytes, name: str = "bc-an-phu.pdf") -> str:
    """Bring a file and return the page that it leads to."""
    answer = client.post(FIRST, {"signed": SimpleUploadedFile(name, content, "application/pdf")})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.fixture
def content(seats: Desks, tmp_path: Path) -> bytes:
    return signed_file(report_of(seats.town.land.an_phu.code), tmp_path)


def test_a_file_is_looked_at_first_and_taken_over_when_asked(seats: Desks, content: bytes) -> None:
    client, report = seats.client(seats.hung), seats.town.report()
    address = brought(client, content)
    page = client.get(address).content.decode()
    assert "Chữ ký hợp lệ, số liệu khớp với các trang" in page
    assert "Nguyễn Thị Mẫu, UBND xã An Phú" in page
    assert "hơn 400" in page
    assert re.search(r'1\.350 <span class="[^"]*">tờ', page)
    assert not TakenReport.objects.exists()
    answer = client.post(address, {"bao_cao": report.pk})
    taken = TakenReport.objects.get()
    assert answer.headers["Location"] == f"{FIRST}{taken.pk}/"
    assert taken.cells == 4
    said = client.get(f"{FIRST}{taken.pk}/").content.decode()
    assert taken.blob.sha256 in said
    assert f"/bao-cao/{report.pk}/" in said
    assert taken.title in client.get(FIRST).content.decode()


def test_a_value_that_stands_there_is_chosen_over_or_kept(seats: Desks, content: bytes) -> None:
    town, client = seats.town, seats.client(seats.hung)
    town.save({"leaflets": 1300})
    address, report = brought(client, content), town.report()
    page = client.get(address).content.decode()
    assert "đang là số khác" in page
    assert 'value="1.leaflets"' in page
    refused = client.post(address, {"bao_cao": report.pk})
    assert refused.status_code == 409
    assert "Hãy chọn số nào được giữ" in refused.content.decode()
    assert client.post(address, {"bao_cao": report.pk, "over": "1.leaflets"}).status_code == 302
    cells = {str(cell): amount_of(one) for cell, one in current_values([report.pk])[report.pk].items()}
    assert cells["leaflets"] == exactly(1350)


def test_a_changed_file_is_shown_as_not_accepted_and_offers_nothing(seats: Desks, content: bytes) -> None:
    client = seats.client(seats.hung)
    address = brought(client, flipped_byte(content))
    page = client.get(address).content.decode()
    assert "Tệp không được chấp nhận" in page
    assert "Tệp đã bị sửa sau khi Nguyễn Thị Mẫu ký" in page
    assert "Nhận số liệu</button>" not in page
    assert client.post(address, {"bao_cao": seats.town.report().pk}).status_code == 409
    assert not TakenReport.objects.exists()


def test_a_file_that_is_no_pdf_is_said_plainly(seats: Desks) -> None:
    client = seats.client(seats.hung)
    page = client.get(brought(client, b"xin chao")).content.decode()
    assert "Tệp không phải PDF hoặc đã hỏng" in page


def test_who_sees_no_report_of_the_place_is_told_so(seats: Desks, content: bytes) -> None:
    client = seats.client(seats.nam)
    page = client.get(brought(client, content)).content.decode()
    assert "Bạn không thấy báo cáo nào của địa bàn và kỳ này" in page
    assert "Tin báo" in page or "tips_received" in page, "the figures themselves are shown by their names"


def test_a_held_file_is_its_bringers_alone(seats: Desks, content: bytes) -> None:
    address = brought(seats.client(seats.hung), content)
    assert signed_in_client(seats.lan).get(address).status_code == 409


def test_the_signed_file_can_be_had_again_by_those_above_alone(seats: Desks, content: bytes) -> None:
    client = seats.client(seats.hung)
    client.post(brought(client, content), {"bao_cao": seats.town.report().pk})
    number = TakenReport.objects.get().pk
    answer = client.get(f"{FIRST}{number}/tep/")
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]
    assert seats.client(seats.nam).get(f"{FIRST}{number}/tep/").status_code == 404


def test_a_cell_leads_to_the_signed_report_that_it_came_from(seats: Desks, content: bytes) -> None:
    client, report = seats.client(seats.hung), seats.town.report()
    client.post(brought(client, content), {"bao_cao": report.pk})
    page = client.get(f"/bao-cao/{report.pk}/o/leaflets/").content.decode()
    assert f"{FIRST}{TakenReport.objects.get().pk}/" in page


def test_the_list_asks_a_fixed_number_of_questions(
    seats: Desks, content: bytes, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = seats.client(seats.hung)
    client.post(brought(client, content), {"bao_cao": seats.town.report().pk})
    with django_assert_max_num_queries(12):
        client.get(FIRST)
