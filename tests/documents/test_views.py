"""Pages of documents: who sees them, what they answer, how much they ask of the database."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument
from pytest_django import DjangoAssertNumQueries

from binhyen.documents import actions
from binhyen.documents.models import Document
from binhyen.documents.rules.content import LetterKind
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.files.actions import store_bytes
from binhyen.kernel.actors import Actor, Role
from tests.accounts.factories import (
    AT,
    TODAY,
    Land,
    a_land,
    an_operator,
    anh_nam,
    ba_lan,
    chi_mai,
    ong_hung,
    signed_in_client,
)
from tests.documents.letters import AN_PHU, certificate, decision

pytestmark = pytest.mark.django_db
DECISIONS = RegisterKey(AN_PHU.code, "QD")
FRAME = 5
"""Questions that every page asks for who is there."""
CERTIFICATES = RegisterKey(AN_PHU.code, "GCN")


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Client:
    return signed_in_client(ba_lan(land))


def officer(land: Land) -> Actor:
    place = land.an_phu
    return Actor(1, 1, Role.COMMUNE_OFFICER, place.place_id, place.path, (place.path,))


def draft(land: Land) -> Document:
    return actions.draft_letter(letter=decision(), place_path=land.an_phu.path, by=officer(land), at=AT)


@pytest.fixture
def issued(land: Land) -> Document:
    return actions.issue_document(document_id=draft(land).pk, register=DECISIONS, on=TODAY, by=officer(land), at=AT)


def certificates(land: Land, decided: Document, count: int) -> list[Document]:
    drafts = [actions.Draft(certificate(f"Thôn {number}"), land.an_phu.path, (decided.pk,)) for number in range(count)]
    return actions.issue_letters(drafts=drafts, register=CERTIFICATES, on=TODAY, by=officer(land), at=AT)


def pages(document: Document) -> list[str]:
    return [
        reverse("documents:document", args=[document.pk]),
        reverse("documents:download", args=[document.pk, "pdf"]),
        reverse("documents:download", args=[document.pk, "docx"]),
        reverse("documents:scan", args=[document.pk]),
    ]


def test_the_register_shows_ten_columns_and_cancelled_numbers(land: Land, lan: Client, issued: Document) -> None:
    actions.cancel_document(document_id=issued.pk, reason="Ban hành nhầm", by=officer(land), at=AT)
    draft(land)
    answer = lan.get(reverse("documents:register"))
    text = answer.content.decode()
    assert text.count('<th scope="col"') == 10
    assert text.count('<th scope="row"') == 1
    assert "01/QĐ-UBND" in text
    assert "Ban hành nhầm" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("nam=2026", 4),
        ("nam=2025", 0),
        ("loai=GCN", 3),
        ("loai=QD", 1),
        ("co-quan=UBND-24-07234", 4),
        ("co-quan=UBND-24-99999", 0),
        ("q=thon 2", 1),
        ("q=QUYẾT", 0),
        ("q=cong nhan khu dan cu", 1),
        ("q=01/QD", 1),
        ("nam=abc&loai=XX&page=zz", 4),
        ("nam=99999999999999999999", 4),
    ],
)
def test_the_register_is_narrowed(land: Land, lan: Client, issued: Document, query: str, found: int) -> None:
    certificates(land, issued, 3)
    answer = lan.get(f"{reverse('documents:register')}?{query}")
    assert answer.context["page"].paginator.count == found


def test_pages_ask_a_fixed_number_of_questions(
    land: Land, lan: Client, issued: Document, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    certificates(land, issued, 60)
    lan.get(reverse("documents:register"))
    with django_assert_num_queries(FRAME + 4):
        answer = lan.get(reverse("documents:register"))
    assert len(answer.content) < 60_000
    with django_assert_num_queries(FRAME + 7):
        answer = lan.get(reverse("documents:document", args=[issued.pk]))
    assert len(answer.content) < 60_000


def test_a_documents_page_shows_hash_and_what_rests_on_it(land: Land, lan: Client, issued: Document) -> None:
    (paper,) = certificates(land, issued, 1)
    text = lan.get(reverse("documents:document", args=[issued.pk])).content.decode()
    assert issued.content_hash in text
    assert reverse("documents:document", args=[paper.pk]) in text
    back = lan.get(reverse("documents:document", args=[paper.pk])).content.decode()
    assert reverse("documents:document", args=[issued.pk]) in back


def test_the_pdf_opens_in_place_and_word_is_saved(lan: Client, issued: Document) -> None:
    pdf = lan.get(reverse("documents:download", args=[issued.pk, "pdf"]))
    word = lan.get(reverse("documents:download", args=[issued.pk, "docx"]))
    assert pdf["Content-Disposition"] == 'inline; filename="01-qd-ubnd.pdf"'
    assert word["Content-Disposition"] == 'attachment; filename="01-qd-ubnd.docx"'
    assert {pdf["X-Content-Type-Options"], word["X-Content-Type-Options"]} == {"nosniff"}
    assert pdf.content.startswith(b"%PDF")
    assert WordDocument(BytesIO(word.content)).paragraphs


def test_the_signed_scan_is_handed_out(land: Land, lan: Client) -> None:
    scan = store_bytes(content=b"%PDF-1.4 scan", media_type="application/pdf", at=AT)
    document = draft(land)
    actions.record_external(
        document_id=document.pk, symbol="88/QĐ-UBND", issued_on=TODAY, scan=scan, by=officer(land), at=AT
    )
    answer = lan.get(reverse("documents:scan", args=[document.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 scan"  # type: ignore[attr-defined]  # a file answer streams
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_there_is_no_scan_of_what_was_issued_here(lan: Client, issued: Document) -> None:
    assert lan.get(reverse("documents:scan", args=[issued.pk])).status_code == 404


def test_the_province_reads_and_others_find_nothing(land: Land, issued: Document) -> None:
    assert signed_in_client(ong_hung(land)).get(pages(issued)[0]).status_code == 200
    for stranger in (anh_nam, chi_mai, an_operator):
        client = signed_in_client(stranger(land))
        assert [client.get(page).status_code for page in pages(issued)] == [404] * 4
        assert client.get(reverse("documents:register")).context["page"].paginator.count == 0


def test_visitors_are_sent_to_sign_in(issued: Document) -> None:
    assert [Client().get(page).status_code for page in pages(issued)] == [302] * 4


@pytest.mark.parametrize("name", ["register", "document", "download", "scan"])
def test_pages_only_answer_reading(lan: Client, issued: Document, name: str) -> None:
    arguments = {"register": [], "download": [issued.pk, "pdf"]}.get(name, [issued.pk])
    assert lan.post(reverse(f"documents:{name}", args=arguments)).status_code == 405


def test_other_formats_do_not_exist(lan: Client, issued: Document) -> None:
    assert lan.get(f"/van-ban/{issued.pk}/tai/exe/").status_code == 404


def test_a_draft_is_named_as_one(land: Land, lan: Client) -> None:
    document = draft(land)
    answer = lan.get(reverse("documents:download", args=[document.pk, "pdf"]))
    assert answer["Content-Disposition"] == f'inline; filename="du-thao-qd-{document.pk}.pdf"'
    assert lan.get(reverse("documents:document", args=[document.pk])).status_code == 200


def test_every_kind_has_a_word_in_the_filter(lan: Client) -> None:
    assert {code for code, _ in lan.get(reverse("documents:register")).context["kinds"]} == set(LetterKind)
