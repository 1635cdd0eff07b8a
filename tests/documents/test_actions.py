"""Writing documents: each success with its trace, each refusal by its code and nothing changed."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry
from binhyen.documents import actions
from binhyen.documents.models import Document, NumberRegister, Rendition
from binhyen.documents.rules.content import Column, Letter, LetterKind, Paragraph, Table
from binhyen.documents.rules.freezing import content_hash, from_data
from binhyen.documents.rules.layout import Format
from binhyen.documents.rules.numbering import POOLED, RegisterKey
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.findings import Refused
from tests.documents.letters import AN_PHU, certificate, decision

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 5)
PLACE = "1.24.7234."
OFFICER = Actor(7, 70, Role.COMMUNE_OFFICER, 7234, PLACE, (PLACE,))
DECISIONS = RegisterKey(AN_PHU.code, "QD")


def draft(letter: Letter | None = None) -> Document:
    return actions.draft_letter(letter=letter or decision(), place_path=PLACE, by=OFFICER, at=AT)


def issue(document: Document, on: date | None = TODAY, register: RegisterKey = DECISIONS, reason: str = "") -> Document:
    return actions.issue_document(
        document_id=document.pk, register=register, on=on, by=OFFICER, at=AT, late_reason=reason
    )


def test_an_issued_document_has_number_date_hash_and_a_public_address() -> None:
    document = issue(draft())
    letter = from_data(document.content)
    assert (document.symbol, document.number, document.issued_on, document.year) == ("01/QĐ-UBND", 1, TODAY, 2026)
    assert (letter.symbol, letter.number, letter.issued_on) == ("01/QĐ-UBND", 1, TODAY)
    assert letter.verification.endswith(f"/kiem-tra/{document.token}/")
    assert document.content_hash == content_hash(document.content, "nd30-2020")


def test_every_step_leaves_a_trace_of_codes() -> None:
    document = issue(draft())
    actions.cancel_document(document_id=document.pk, reason="Sai tên thôn", by=OFFICER, at=AT)
    trail = Entry.objects.filter(subject_type="document", subject_id=document.pk).order_by("id")
    assert [entry.action for entry in trail] == ["documents.draft", "documents.issue", "documents.cancel"]
    assert all(entry.place_path == PLACE and set(entry.data) <= {"kind", "symbol", "hash"} for entry in trail)


def test_numbers_run_on_within_a_year_and_begin_again_with_the_next() -> None:
    for day, symbol in (
        (date(2025, 12, 30), "01/QĐ-UBND"),
        (date(2025, 12, 31), "02/QĐ-UBND"),
        (date(2026, 1, 5), "01/QĐ-UBND"),
    ):
        assert issue(draft(), on=day).symbol == symbol


def test_a_pooled_register_numbers_every_type_together() -> None:
    pooled = RegisterKey(AN_PHU.code, POOLED)
    report = decision(kind=LetterKind.REPORT, annexes=())
    assert [issue(draft(letter), register=pooled).symbol for letter in (decision(), report)] == [
        "01/QĐ-UBND",
        "02/BC-UBND",
    ]


def test_a_council_under_its_hosts_seal_counts_for_itself() -> None:
    council = replace(AN_PHU, code="HD-24-07234", sign="HĐ", uses_host_seal=True)
    issue(draft())
    own = issue(draft(decision(issuer=council)), register=RegisterKey(council.code, "QD"))
    assert own.symbol == "01/QĐ-HĐ"


@pytest.mark.parametrize(
    ("on", "register", "code"),
    [
        (None, DECISIONS, "documents.no_date"),
        (date(2026, 11, 6), DECISIONS, "documents.future_date"),
        (TODAY, RegisterKey(AN_PHU.code, "QD", 2025), "documents.register_year"),
        (TODAY, RegisterKey(AN_PHU.code, "BC"), "documents.register_scheme"),
        (TODAY, RegisterKey("UBND-24-1", "QD"), "documents.register_of_another"),
        (date(2026, 11, 3), DECISIONS, "documents.back_dated"),
    ],
)
def test_a_number_is_refused_and_not_spent(on: date | None, register: RegisterKey, code: str) -> None:
    issue(draft(), on=date(2026, 11, 4))
    waiting = draft()
    with pytest.raises(Refused) as refusal:
        issue(waiting, on=on, register=register)
    waiting.refresh_from_db()
    assert refusal.value.code == code
    assert (waiting.state, waiting.symbol, waiting.number) == ("draft", "", None)
    assert [book.last_number for book in NumberRegister.objects.all()] == [1]


def test_the_day_is_that_of_the_country_not_of_greenwich() -> None:
    evening = datetime(2026, 11, 5, 18, 0, tzinfo=UTC)
    document = draft()
    done = actions.issue_document(
        document_id=document.pk, register=DECISIONS, on=date(2026, 11, 6), by=OFFICER, at=evening
    )
    assert done.issued_on == date(2026, 11, 6)


def test_a_back_dated_number_keeps_its_reason() -> None:
    issue(draft(), on=TODAY)
    late = issue(draft(), on=date(2026, 11, 3), reason="Ký ngày 03/11, văn thư nhận chậm")
    assert (late.number, late.late_reason) == (2, "Ký ngày 03/11, văn thư nhận chậm")
    assert NumberRegister.objects.get().last_on == TODAY


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        (decision(bases=()), "documents.no_basis"),
        (decision(blocks=()), "documents.empty"),
        (decision(signature=None), "documents.no_signature"),
        (decision(subject=" "), "documents.no_subject"),
        (decision(issuer=replace(AN_PHU, sign="ubnd xã")), "documents.bad_sign"),
        (certificate(certificate=None), "documents.certificate"),
    ],
)
def test_an_incomplete_letter_may_be_drafted_but_not_issued(letter: Letter, code: str) -> None:
    document = draft(letter)
    with pytest.raises(Refused) as refusal:
        issue(document, register=RegisterKey(AN_PHU.code, POOLED))
    assert refusal.value.code == code
    assert not NumberRegister.objects.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thôn\x00 Đông", "documents.hidden_characters"),
        ("Thôn \u202eĐông", "documents.hidden_characters"),
        ("MẬT", "documents.classified"),
        ("[TUYỆT MẬT]", "documents.classified"),
        ("a" * 20_001, "documents.too_long"),
    ],
)
def test_what_no_letter_may_hold_is_not_even_drafted(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        draft(decision(blocks=(Paragraph(text),)))
    assert refusal.value.code == code
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "table",
    [
        Table((), ()),
        Table((Column("A", 0),), ()),
        Table((Column("A", 1), Column("B", 1)), (("một",),)),
    ],
)
def test_a_ragged_table_is_refused(table: Table) -> None:
    with pytest.raises(Refused) as refusal:
        draft(decision(blocks=(table,)))
    assert refusal.value.code == "documents.ragged_table"


def test_decomposed_letters_are_kept_composed() -> None:
    document = draft(decision(subject="Về việc công nhận"))
    assert document.title == "Về việc công nhận"


def test_a_draft_may_be_written_anew() -> None:
    document = draft()
    actions.revise_letter(document_id=document.pk, letter=decision(subject="Trích yếu mới"), by=OFFICER, at=AT)
    document.refresh_from_db()
    assert document.title == "Trích yếu mới"


def frozen(document: Document) -> tuple[object, ...]:
    document.refresh_from_db()
    return (document.content, document.content_hash, document.symbol, document.number, document.issued_on)


@pytest.mark.parametrize(
    "deed",
    [
        lambda pk: actions.revise_letter(document_id=pk, letter=decision(subject="Khác"), by=OFFICER, at=AT),
        lambda pk: actions.issue_document(document_id=pk, register=DECISIONS, on=TODAY, by=OFFICER, at=AT),
        lambda pk: actions.record_external(
            document_id=pk, symbol="99/QĐ-UBND", issued_on=TODAY, scan=None, by=OFFICER, at=AT
        ),
    ],
)
def test_no_action_changes_an_issued_document(deed: Callable[[int], object]) -> None:
    document = issue(draft())
    before = frozen(document)
    with pytest.raises(Refused) as refusal:
        deed(document.pk)
    assert refusal.value.code == "lifecycle.no_such_move"
    assert frozen(document) == before


def test_a_cancelled_document_keeps_its_words_and_its_number() -> None:
    document = issue(draft())
    before = frozen(document)
    actions.cancel_document(document_id=document.pk, reason=" Ban hành nhầm ", by=OFFICER, at=AT)
    assert frozen(document) == before
    assert (document.state, document.cancel_reason, document.cancelled_at) == ("cancelled", "Ban hành nhầm", AT)
    assert issue(draft()).number == 2


@pytest.mark.parametrize(("reason", "code"), [("  ", "documents.no_reason"), ("a\x07", "documents.hidden_characters")])
def test_nothing_is_cancelled_without_a_reason(reason: str, code: str) -> None:
    document = issue(draft())
    with pytest.raises(Refused) as refusal:
        actions.cancel_document(document_id=document.pk, reason=reason, by=OFFICER, at=AT)
    document.refresh_from_db()
    assert (refusal.value.code, document.state) == (code, "issued")


def test_the_e_office_gives_a_number_of_its_own() -> None:
    document = draft()
    actions.record_external(
        document_id=document.pk, symbol="1045/QĐ-UBND", issued_on=date(2026, 11, 2), scan=None, by=OFFICER, at=AT
    )
    document.refresh_from_db()
    letter = from_data(document.content)
    assert (document.symbol, document.external, document.number) == ("1045/QĐ-UBND", True, None)
    assert (letter.number, letter.issued_on) == (1045, date(2026, 11, 2))
    assert not NumberRegister.objects.exists()


@pytest.mark.parametrize(
    ("symbol", "on", "code"),
    [
        ("số 12", TODAY, "documents.bad_symbol"),
        ("12/QĐ UBND", TODAY, "documents.bad_symbol"),
        ("12/QĐ-UBND", date(2026, 12, 1), "documents.future_date"),
        ("12/QĐ-UBND", None, "documents.no_date"),
        ("01/QĐ-UBND", TODAY, "documents.number_used"),
    ],
)
def test_a_wrong_number_of_the_e_office_is_refused(symbol: str, on: date | None, code: str) -> None:
    issue(draft())
    document = draft()
    with pytest.raises(Refused) as refusal:
        actions.record_external(document_id=document.pk, symbol=symbol, issued_on=on, scan=None, by=OFFICER, at=AT)
    document.refresh_from_db()
    assert (refusal.value.code, document.state) == (code, "draft")


def test_a_number_recorded_from_elsewhere_is_not_given_again() -> None:
    actions.record_external(document_id=draft().pk, symbol="01/QĐ-UBND", issued_on=TODAY, scan=None, by=OFFICER, at=AT)
    with pytest.raises(Refused) as refusal:
        issue(draft())
    assert refusal.value.code == "documents.number_used"


def many(count: int) -> list[actions.Draft]:
    return [actions.Draft(certificate(f"Thôn {number}"), PLACE) for number in range(count)]


def test_many_letters_take_consecutive_numbers_in_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    register = RegisterKey(AN_PHU.code, "GCN")
    with django_assert_max_num_queries(17):
        documents = actions.issue_letters(drafts=many(300), register=register, on=TODAY, by=OFFICER, at=AT)
    assert [document.number for document in documents] == list(range(1, 301))
    assert Document.objects.count() == Entry.objects.filter(action="documents.issue").count() == 300
    assert all(document.pk for document in documents)


def test_bulk_says_the_same_as_one_by_one() -> None:
    one = issue(draft(certificate("Thôn A")), register=RegisterKey(AN_PHU.code, "GCN"))
    letters = [actions.Draft(certificate("Thôn A"), PLACE)]
    register = RegisterKey(AN_PHU.code, "GCN")
    (bulk,) = actions.issue_letters(drafts=letters, register=register, on=TODAY, by=OFFICER, at=AT)
    first, second = from_data(one.content), from_data(bulk.content)
    assert replace(first, number=2, symbol="02/GCN-UBND", verification="") == replace(second, verification="")
    assert first.verification != second.verification


def test_one_bad_letter_stops_them_all() -> None:
    drafts = [*many(3), actions.Draft(certificate(signature=None), PLACE)]
    with pytest.raises(Refused):
        actions.issue_letters(drafts=drafts, register=RegisterKey(AN_PHU.code, "GCN"), on=TODAY, by=OFFICER, at=AT)
    assert not Document.objects.exists()
    assert not NumberRegister.objects.exists()


def test_no_letters_take_no_number() -> None:
    assert actions.issue_letters(drafts=[], register=DECISIONS, on=TODAY, by=OFFICER, at=AT) == []


def test_what_does_not_exist_is_not_found() -> None:
    with pytest.raises(Http404):
        actions.cancel_document(document_id=1, reason="x", by=OFFICER, at=AT)


@pytest.mark.parametrize(("form", "begin"), [(Format.PDF, b"%PDF"), (Format.DOCX, b"PK")])
def test_bytes_are_drawn_when_first_opened_and_kept(
    form: Format, begin: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = issue(draft())
    assert not Rendition.objects.exists()
    first = actions.rendition(document_id=document.pk, format=form, at=AT)
    monkeypatch.setattr("binhyen.documents.actions.rendering.compose", None)
    assert first.startswith(begin)
    assert actions.rendition(document_id=document.pk, format=form, at=AT) == first
    assert Rendition.objects.get().blob.sha256 == hashlib.sha256(first).hexdigest()


def test_a_drafts_bytes_are_not_kept() -> None:
    assert actions.rendition(document_id=draft().pk, format=Format.PDF, at=AT).startswith(b"%PDF")
    assert not Rendition.objects.exists()


def test_words_changed_behind_the_software_are_not_printed() -> None:
    document = issue(draft())
    document.content["subject"] = "Nội dung khác"
    document.save()
    with pytest.raises(Refused) as refusal:
        actions.rendition(document_id=document.pk, format=Format.PDF, at=AT)
    assert refusal.value.code == "documents.content_changed"
