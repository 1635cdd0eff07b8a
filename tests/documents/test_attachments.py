"""Files inside an issued PDF: archival, named, bound by the document's hash, and said on its last page."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from binhyen.documents import actions
from binhyen.documents.models import AttachedFile, Document
from binhyen.documents.queries import attached_to
from binhyen.documents.rules.attachments import LARGEST, Attached, Relation, attached_findings, grouped, hashes_of
from binhyen.documents.rules.freezing import check_code, content_hash
from binhyen.documents.rules.layout import Format
from binhyen.documents.rules.numbering import RegisterKey
from binhyen.kernel.findings import Refused
from tests.documents.letters import AN_PHU, decision
from tests.documents.test_actions import AT, DECISIONS, OFFICER, PLACE, TODAY

FIGURES = Attached("so-lieu.json", '{"tên": "An Phú"}'.encode(), "application/json", "Số liệu của báo cáo")
TABLE = Attached("so-lieu.csv", b"code,value\nmodels_total,12\n", "text/csv", "Số liệu dạng bảng")
SCHEMA = Attached("so-lieu.schema.json", b"{}", "application/schema+json", "Lược đồ", Relation.SUPPLEMENT)
FILES = (FIGURES, TABLE, SCHEMA)


def issued(*files: Attached) -> Document:
    draft = actions.draft_letter(letter=decision(), place_path=PLACE, by=OFFICER, at=AT, attached=files)
    return actions.issue_document(document_id=draft.pk, register=DECISIONS, on=TODAY, by=OFFICER, at=AT)


def pdf_of(document: Document) -> PdfReader:
    return PdfReader(BytesIO(actions.rendition(document_id=document.pk, format=Format.PDF, at=AT)))


@pytest.mark.django_db
def test_an_issued_pdf_carries_its_files_to_the_byte_as_archives_want_them() -> None:
    reader = pdf_of(issued(*FILES))
    catalogue: Any = reader.root_object
    said = {one.get_object()["/UF"]: one.get_object() for one in catalogue["/AF"]}
    metadata = catalogue["/Metadata"].get_data().decode()
    assert {name: contents[0] for name, contents in reader.attachments.items()} == {f.name: f.content for f in FILES}
    assert {name: one["/AFRelationship"] for name, one in said.items()} == {
        "so-lieu.json": "/Data", "so-lieu.csv": "/Data", "so-lieu.schema.json": "/Supplement",
    }  # fmt: skip
    assert said["so-lieu.json"]["/EF"]["/F"]["/Subtype"] == "/application/json"
    assert said["so-lieu.json"]["/Desc"] == "Số liệu của báo cáo"
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert catalogue["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"


@pytest.mark.django_db
def test_the_last_words_name_the_check_code_and_the_hash_in_pdf_and_word_alike() -> None:
    document = issued(*FILES)
    wanted = f"phải là {check_code(document.content_hash)}. Số liệu kèm trong tệp PDF: so-lieu.json, SHA-256 bắt đầu bằng {grouped(FIGURES.sha256)}"
    page = " ".join(" ".join(one.extract_text() for one in pdf_of(document).pages).split())
    word = WordFile(BytesIO(actions.rendition(document_id=document.pk, format=Format.DOCX, at=AT)))
    cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert wanted in page
    assert wanted in cells


@pytest.mark.django_db
def test_the_hash_of_a_document_covers_what_it_carries() -> None:
    with_files, without = issued(*FILES), issued()
    assert with_files.content_hash == content_hash(with_files.content, with_files.layout, hashes_of(FILES))
    assert without.content_hash == content_hash(without.content, without.layout)
    AttachedFile.objects.filter(document=with_files, name="so-lieu.csv").update(name="khac.csv")
    with pytest.raises(Refused) as refusal:
        pdf_of(with_files)
    assert refusal.value.code == "documents.content_changed"


@pytest.mark.django_db
def test_a_draft_may_carry_other_files_until_it_is_issued_and_shows_none() -> None:
    draft = actions.draft_letter(letter=decision(), place_path=PLACE, by=OFFICER, at=AT, attached=FILES)
    assert pdf_of(draft).attachments == {}
    actions.revise_letter(document_id=draft.pk, letter=decision(), by=OFFICER, at=AT, attached=[TABLE])
    assert attached_to(draft) == (TABLE,)
    actions.revise_letter(document_id=draft.pk, letter=decision(), by=OFFICER, at=AT)
    assert attached_to(draft) == (TABLE,)


@pytest.mark.django_db
def test_letters_issued_together_carry_each_its_own() -> None:
    drafts = [actions.Draft(decision(), PLACE, attached=(one,)) for one in (FIGURES, TABLE)]
    documents = actions.issue_letters(
        drafts=drafts, register=RegisterKey(AN_PHU.code, "QD"), on=TODAY, by=OFFICER, at=AT
    )
    assert [attached_to(one) for one in documents] == [(FIGURES,), (TABLE,)]
    assert list(pdf_of(documents[1]).attachments) == ["so-lieu.csv"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ((replace(FIGURES, name="../so-lieu.json"),), "documents.attached_name"),
        ((replace(FIGURES, name="số-liệu.json"),), "documents.attached_name"),
        ((replace(FIGURES, media_type="text/html"),), "documents.attached_type"),
        ((replace(FIGURES, content=b"\xff\xfe"),), "documents.attached_type"),
        ((FIGURES, FIGURES), "documents.attached_twice"),
        ((replace(FIGURES, content=b" " * (LARGEST + 1)),), "documents.attached_size"),
    ],
)
def test_what_may_not_be_attached_is_said(files: tuple[Attached, ...], code: str) -> None:
    assert [one.code for one in attached_findings(files)] == [code]


def test_ordinary_files_may_be_attached() -> None:
    assert attached_findings(FILES) == []


@pytest.mark.django_db
def test_a_letter_with_a_wrong_file_is_not_drafted() -> None:
    with pytest.raises(Refused):
        actions.draft_letter(letter=decision(), place_path=PLACE, by=OFFICER, at=AT, attached=(FIGURES, FIGURES))
    assert not Document.objects.exists()
