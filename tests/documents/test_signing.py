"""Signing issued documents: with the instance's key, or taking back what was signed elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader
from pytest_django import Settings

from binhyen.audit.models import Entry
from binhyen.documents import actions
from binhyen.documents.apps import check_signing
from binhyen.documents.models import Document, SignedCopy
from binhyen.documents.readers.signed import open_signed
from binhyen.documents.rules.layout import Format
from binhyen.documents.rules.opening import opening_findings
from binhyen.documents.rules.signing import Deed, KeyWay, NoKey, SigningSetting, mark_lines, setting_findings
from binhyen.documents.writers.signing import sign
from binhyen.kernel.findings import Refused
from tests.documents.keys import bundle, officer, setting_of, trust_in
from tests.documents.tampering import flipped_byte
from tests.documents.test_actions import AT, OFFICER, draft, issue


def signed_by(document: Document, setting: SigningSetting | None) -> SignedCopy:
    return actions.sign_document(document_id=document.pk, by=OFFICER, at=AT, setting=setting)


def pdf_of(document: Document) -> bytes:
    return actions.rendition(document_id=document.pk, format=Format.PDF, at=AT)


@pytest.mark.django_db
def test_the_signed_file_is_kept_by_its_hash_and_handed_out_from_then_on(tmp_path: Path) -> None:
    document = issue(draft())
    before = pdf_of(document)
    copy = signed_by(document, setting_of(tmp_path))
    after = pdf_of(document)
    assert after.startswith(before)
    assert after != before
    assert (copy.position, copy.signer, copy.trial) == (1, "Nguyễn Thị Mẫu", False)
    file = open_signed(after, now=AT, trust=trust_in(tmp_path))
    assert file.sha256 == copy.blob.sha256
    assert [one.code for one in opening_findings(file, now=AT)] == ["documents.revocation_unknown"]
    assert file.signed_at == AT


@pytest.mark.django_db
def test_signing_leaves_a_trace_of_hashes_and_no_name(tmp_path: Path) -> None:
    document = issue(draft())
    copy = signed_by(document, setting_of(tmp_path))
    entry = Entry.objects.get(action="documents.sign")
    assert entry.data["file"] == copy.blob.sha256
    assert set(entry.data) == {"kind", "symbol", "hash", "file", "certificate", "trial"}
    assert "Mẫu" not in str(entry.data)


@pytest.mark.django_db
def test_two_sign_one_after_the_other(tmp_path: Path) -> None:
    document = issue(draft())
    first, second = signed_by(document, setting_of(tmp_path)), signed_by(document, setting_of(tmp_path))
    assert [first.position, second.position] == [1, 2]
    file = open_signed(pdf_of(document), now=AT, trust=trust_in(tmp_path))
    assert len(file.signatures) == 2
    assert {one.code for one in opening_findings(file, now=AT)} == {"documents.revocation_unknown"}


@pytest.mark.django_db
def test_nobody_signs_twice(tmp_path: Path) -> None:
    document, setting = issue(draft()), setting_of(tmp_path)
    signed_by(document, setting)
    with pytest.raises(Refused) as refusal:
        signed_by(document, setting)
    assert refusal.value.code == "documents.signed_already"
    assert SignedCopy.objects.count() == 1


@pytest.mark.django_db
def test_each_body_has_its_own_key_where_the_setting_says_so(tmp_path: Path) -> None:
    document = issue(draft())
    (tmp_path / f"{document.issuer_code}.p12").write_bytes(bundle(officer()))
    assert signed_by(document, SigningSetting(way=KeyWay.FILE, key=str(tmp_path / "{issuer}.p12"))).signer


@pytest.mark.django_db
def test_what_was_signed_elsewhere_comes_back(tmp_path: Path, settings: Settings) -> None:
    settings.TRUSTED_CERTIFICATES = trust_in(tmp_path)
    document = issue(draft())
    away = sign(pdf_of(document), setting_of(tmp_path), Deed(AT)).content
    copy = actions.keep_signed(document_id=document.pk, content=away, by=OFFICER, at=AT)
    assert (pdf_of(document), copy.signer) == (away, "Nguyễn Thị Mẫu")


@pytest.mark.django_db
def test_what_comes_back_must_be_this_document_soundly_signed(tmp_path: Path, settings: Settings) -> None:
    settings.TRUSTED_CERTIFICATES = trust_in(tmp_path)
    document, other = issue(draft()), issue(draft())
    ours = pdf_of(document)
    away = sign(ours, setting_of(tmp_path), Deed(AT)).content
    found = {
        "another": sign(pdf_of(other), setting_of(tmp_path), Deed(AT)).content,
        "unsigned": ours,
        "added": ours + b"% \n",
        "changed": flipped_byte(away),
        "signed and changed": away + b"% \n",
    }
    codes = {}
    for name, content in found.items():
        with pytest.raises(Refused) as refusal:
            actions.keep_signed(document_id=document.pk, content=content, by=OFFICER, at=AT)
        codes[name] = refusal.value.code
    assert codes == {
        "another": "documents.signed_another",
        "unsigned": "documents.signed_another",
        "added": "documents.signature_missing",
        "changed": "documents.signed_another",
        "signed and changed": "documents.added_after_signing",
    }
    assert not SignedCopy.objects.exists()


@pytest.mark.django_db
def test_only_what_was_issued_is_signed(tmp_path: Path) -> None:
    waiting, cancelled = draft(), issue(draft())
    actions.cancel_document(document_id=cancelled.pk, reason="Sai tên thôn", by=OFFICER, at=AT)
    for document in (waiting, cancelled):
        with pytest.raises(Refused) as refusal:
            signed_by(document, setting_of(tmp_path))
        assert refusal.value.code == "documents.not_issued"
    assert not SignedCopy.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "code"),
    [
        (SigningSetting(), "documents.no_key"),
        (SigningSetting(way="file"), "documents.signing_incomplete"),
        (SigningSetting(way="file", key="/khong/co.p12"), "documents.key_unusable"),
        (
            SigningSetting(way="pkcs11", library="/khong/co.so", token="t", label="k", pin="1"),
            "documents.key_unusable",
        ),
    ],
)
def test_without_a_usable_key_nothing_is_signed(setting: SigningSetting, code: str) -> None:
    document = issue(draft())
    with pytest.raises(Refused) as refusal:
        signed_by(document, setting)
    assert refusal.value.code == code
    assert not SignedCopy.objects.exists()


def test_a_token_without_its_library_is_said_to_be_unusable(tmp_path: Path) -> None:
    with pytest.raises(NoKey):
        sign(
            b"%PDF-1.7",
            SigningSetting(way="pkcs11", library=str(tmp_path / "x.so"), token="t", label="k", pin="1"),
            Deed(AT),
        )


# ------------------------------------------------------------------ settings

WHOLE = SigningSetting(way="file", key="/k.p12")
PEM = SigningSetting(way="file", key="/k.pem", certificate="/c.pem")
TOKEN = SigningSetting(way="pkcs11", library="/lib.so", token="t", label="k", pin="1")


@pytest.mark.parametrize(
    ("setting", "codes"),
    [
        (SigningSetting(), []),
        (WHOLE, []),
        (PEM, []),
        (TOKEN, []),
        (SigningSetting(way="usb"), ["signing_way"]),
        (SigningSetting(key="/k.p12"), ["signing_unused"]),
        (SigningSetting(pin="1"), ["signing_unused"]),
        (replace(WHOLE, key=""), ["signing_incomplete", "signing_incomplete"]),
        (replace(PEM, certificate=""), ["signing_incomplete"]),
        (replace(TOKEN, library=""), ["signing_incomplete"]),
        (replace(TOKEN, token=""), ["signing_incomplete"]),
        (replace(TOKEN, label=""), ["signing_incomplete"]),
        (replace(TOKEN, pin=""), ["signing_incomplete"]),
        (replace(WHOLE, key="/not.p12"), ["signing_file"]),
        (replace(WHOLE, chain=("/not.pem",)), ["signing_file"]),
        (replace(TOKEN, library="/not.so"), ["signing_file"]),
        (replace(WHOLE, key="/{issuer}.p12"), []),
    ],
)
def test_half_a_setting_is_refused(setting: SigningSetting, codes: list[str]) -> None:
    there = {"/k.p12", "/k.pem", "/c.pem", "/lib.so"}
    assert [one.code for one in setting_findings(setting, there.__contains__)] == [f"documents.{c}" for c in codes]


def test_the_start_stops_on_half_a_setting_and_on_a_missing_trusted_certificate(settings: Settings) -> None:
    settings.SIGNING = SigningSetting(way="pkcs11", library="/khong/co.so")
    settings.TRUSTED_CERTIFICATES = [Path("/khong/co.pem")]
    found = check_signing()
    assert [one.id for one in found] == [
        *["documents.signing_incomplete"] * 3, "documents.signing_file", "documents.trust_file",
    ]  # fmt: skip
    assert "BINHYEN_PKCS11_TOKEN" in str(found[0].msg)


def test_secrets_are_not_in_what_a_setting_prints() -> None:
    assert "mat-ma" not in repr(SigningSetting(passphrase="mat-ma", pin="mat-ma"))


# ------------------------------------------------------------------ the key for trying, the visible mark


def test_a_key_for_trying_is_made_once_and_says_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "thu"
    call_command("make_signing_key", str(path), "--organisation", "UBND xã An Phú")
    assert f"BINHYEN_SIGNING_KEY={path}.p12" in capsys.readouterr().out
    kept = path.with_suffix(".p12").read_bytes()
    with pytest.raises((CommandError, SystemExit)):
        call_command("make_signing_key", str(path))
    assert path.with_suffix(".p12").read_bytes() == kept


def test_a_visible_mark_says_who_when_and_that_it_is_a_trial() -> None:
    at = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
    assert mark_lines("Nguyễn Thị Mẫu", "UBND xã An Phú", at, trial=False) == (
        "Ký bởi: Nguyễn Thị Mẫu",
        "Cơ quan: UBND xã An Phú",
        "Thời gian ký: 05.11.2026 09:30:00 +00:00",
    )
    assert mark_lines("A", "A", at, trial=True)[-1] == "CHỮ KÝ THỬ – KHÔNG CÓ GIÁ TRỊ"


@pytest.mark.django_db
@pytest.mark.parametrize("stamp", [True, False])
def test_a_mark_is_drawn_in_the_signers_room_where_wanted(tmp_path: Path, *, stamp: bool) -> None:
    document = issue(draft())
    signed_by(document, replace(setting_of(tmp_path), stamp=stamp))
    page: Any = PdfReader(BytesIO(pdf_of(document))).pages[0]
    (mark,) = [one.get_object() for one in page["/Annots"]]
    left, bottom, right, top = (float(one) for one in mark["/Rect"])
    assert (right - left > 100 and top - bottom > 20) is stamp
    assert "/AP" in mark or not stamp
