"""Anybody may check a paper: real, revoked or unknown; nobody's name is shown."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.documents.actions import cancel_document, draft_letter, sign_document
from binhyen.documents.queries import verification_address
from binhyen.documents.rules.attachments import Attached
from binhyen.documents.rules.freezing import check_code
from binhyen.documents.rules.signing import SigningSetting
from binhyen.documents.writers.keys import make_trial_key, write_key
from binhyen.kernel.actors import SYSTEM
from binhyen.portal.http import ASKS_A_MINUTE
from binhyen.portal.queries import paper_of
from tests.documents.keys import setting_of
from tests.documents.letters import certificate, decision
from tests.portal.papers import AT, a_paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    cache.clear()


def test_a_certificate_in_force_is_shown_with_its_number_and_without_any_name(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    paper = a_paper(certificate())
    with django_assert_num_queries(3):
        answer = client.get(f"/kiem-tra/{paper.token}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "có thật và đang có hiệu lực" in page
    assert "Thôn Đông" in page
    assert paper.symbol in page
    assert paper.content_hash in page
    assert check_code(paper.content_hash) in page
    assert "Nguyễn Thị Mẫu" not in page


def test_a_decision_is_shown_by_its_title_alone(client: Client) -> None:
    paper = a_paper(decision())
    page = client.get(f"/kiem-tra/{paper.token}/").content.decode()
    assert "Văn bản có thật" in page
    assert check_code(paper.content_hash) not in page, "only certificates print a code to compare"
    assert "Thôn Mẫu 1" not in page


def test_a_signed_report_tells_the_hash_of_its_file_and_no_name(client: Client, tmp_path: Path) -> None:
    figures = Attached("so-lieu.json", b"{}", "application/json", "Số liệu")
    paper = a_paper(decision(), figures)
    copy = sign_document(document_id=paper.pk, by=SYSTEM, at=AT, setting=setting_of(tmp_path))
    page = client.get(f"/kiem-tra/{paper.token}/").content.decode()
    assert copy.blob.sha256 in page
    assert "CA Minh họa" in page
    assert check_code(paper.content_hash) in page, "a letter that carries figures prints the code too"
    assert "Nguyễn Thị Mẫu" not in page


def test_a_key_for_trying_is_said_to_bind_nobody(client: Client, tmp_path: Path) -> None:
    paper = a_paper(decision())
    key = make_trial_key(name="Người ký thử", organisation="UBND xã An Phú", at=AT)
    setting = SigningSetting(way="file", key=str(write_key(key, tmp_path / "thu")[0]))
    sign_document(document_id=paper.pk, by=SYSTEM, at=AT, setting=setting)
    page = client.get(f"/kiem-tra/{paper.token}/").content.decode()
    assert "Khóa dùng thử, không có giá trị" in page
    assert "Người ký thử" not in page


def test_a_cancelled_paper_says_so_and_keeps_its_reason_to_itself(client: Client) -> None:
    paper = a_paper(certificate())
    cancel_document(document_id=paper.pk, reason="Lý do nội bộ", by=SYSTEM, at=AT)
    page = client.get(f"/kiem-tra/{paper.token}/").content.decode()
    assert "đã bị thu hồi" in page
    assert "05/11/2026" in page
    assert "Lý do nội bộ" not in page


def test_a_draft_looks_like_a_guess(client: Client) -> None:
    draft = draft_letter(letter=certificate(), place_path="01.02.", by=SYSTEM, at=AT)
    guess = client.get("/kiem-tra/mot-ma-bat-ky-00/")
    answer = client.get(f"/kiem-tra/{draft.token}/")
    assert guess.status_code == answer.status_code == 404
    assert guess.content == answer.content
    assert paper_of(draft.token) is None


def test_the_address_printed_on_papers_leads_to_this_page() -> None:
    found = resolve(urlsplit(verification_address("mot-ma-bat-ky-00")).path)
    assert found.view_name == "portal:verification"


@pytest.mark.parametrize(
    "typed", ["AbC-12_xyz", " AbC-12_xyz ", "https://example.vn/kiem-tra/AbC-12_xyz/", "AbC-12 _xyz"]
)
def test_a_code_is_taken_out_of_what_was_typed(client: Client, typed: str) -> None:
    answer = client.get("/kiem-tra/", {"code": typed})
    assert answer.headers["Location"] == "/kiem-tra/AbC-12_xyz/"


def test_what_is_no_code_is_said_at_the_field(client: Client) -> None:
    answer = client.get("/kiem-tra/", {"code": "x"})
    assert answer.status_code == 422
    assert "Mã gồm 8 đến 40 ký tự" in answer.content.decode()


def test_guessing_is_slowed_down(client: Client) -> None:
    answers = [client.get("/kiem-tra/").status_code for _ in range(ASKS_A_MINUTE + 1)]
    assert answers == [200] * ASKS_A_MINUTE + [429]
    assert client.get("/kiem-tra/", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_behind_a_proxy_the_asker_is_whom_the_proxy_names(client: Client, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    for number in range(ASKS_A_MINUTE + 1):
        answer = client.get("/kiem-tra/", headers={"X-Forwarded-For": f"made-up-{number}, 10.0.0.{number}"})
        assert answer.status_code == 200


def test_the_landing_leads_to_the_two_doors(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        page = client.get("/gioi-thieu/").content.decode()
    assert 'href="/viec-cua-toi/"' in page
    assert 'href="/kiem-tra/"' in page
    assert page.count("<h1") == 1


def test_nothing_can_be_sent_to_public_pages(client: Client) -> None:
    for path in ("/gioi-thieu/", "/kiem-tra/", "/kiem-tra/mot-ma-bat-ky-00/"):
        assert client.post(path).status_code == 405
