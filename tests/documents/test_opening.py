"""Opening signed files: what holds, and every way in which one does not, each with its own sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter

from binhyen.documents.readers.signatures import look
from binhyen.documents.readers.signed import LARGEST, file_of, open_signed
from binhyen.documents.rules.attachments import Attached
from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.content import LetterKind, Paragraph
from binhyen.documents.rules.layout import ND30
from binhyen.documents.rules.opening import SignatureSeen, SignedFile, opening_findings, other_data
from binhyen.documents.rules.signing import Deed, KeyWay, NoKey, SigningSetting
from binhyen.documents.writers.keys import make_trial_key, write_key
from binhyen.documents.writers.page import write_page
from binhyen.documents.writers.signing import sign
from binhyen.kernel.findings import Refused
from tests.documents.keys import NOW, authority, bundle, officer, setting_of, trust_in
from tests.documents.letters import decision
from tests.documents.tampering import TAMPERED

FIGURES = Attached("so-lieu.json", b'{"a": 1}', "application/json", "Số liệu của báo cáo")


@pytest.fixture(scope="module")
def paper() -> bytes:
    letter = decision(
        kind=LetterKind.REPORT,
        subject="Kết quả phong trào",
        bases=(),
        authority="",
        annexes=(),
        blocks=(Paragraph("Toàn xã có 12 mô hình."),),
        symbol="07/BC-UBND",
        issued_on=date(2026, 11, 5),
        verification="https://binhyen.example/kiem-tra/mau/",
    )
    sheet = compose(letter, ND30, check="7C·E2", attached=(FIGURES,))
    return write_page(sheet, ND30, dated=letter.issued_on, attached=(FIGURES,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def signed(paper: bytes, folder: Path) -> bytes:
    return sign(paper, setting_of(folder), Deed(NOW, "An Phú", "Ban hành")).content


def opened(content: bytes, trust: Sequence[Path] = (), now: datetime = NOW) -> SignedFile:
    """Look into a file in this process, which is quick; `open_signed` does it in a limited one."""
    return file_of(look(content, now, [str(one) for one in trust]), sha256(content).hexdigest())


def codes(file: SignedFile, now: datetime = NOW) -> list[str]:
    return [one.code for one in opening_findings(file, now=now)]


# ------------------------------------------------------------------ what holds


def test_a_file_signed_by_a_trusted_officer_is_believed(signed: bytes, folder: Path) -> None:
    file = opened(signed, trust_in(folder))
    (seen,) = file.signatures
    assert codes(file) == ["documents.revocation_unknown"]
    assert (seen.signer, seen.organisation) == ("Nguyễn Thị Mẫu", "UBND xã An Phú")
    assert seen.certified_by == "CA Minh họa (Cơ quan chứng thực minh họa)"
    assert (seen.signed_at, seen.covers, seen.trial) == (NOW, "file", False)
    assert file.title == "Báo cáo 07/BC-UBND: Kết quả phong trào"
    assert [(one.name, one.content) for one in file.attached] == [(FIGURES.name, FIGURES.content)]
    assert "Toàn xã có 12 mô hình" in file.pages[0]


def test_signing_leaves_every_byte_before_it_and_the_attachment_as_they_were(paper: bytes, signed: bytes) -> None:
    assert signed.startswith(paper)
    assert PdfReader(BytesIO(signed)).attachments["so-lieu.json"] == [FIGURES.content]


def test_a_second_signature_leaves_the_first_valid(signed: bytes, folder: Path) -> None:
    twice = sign(signed, setting_of(folder), Deed(NOW + timedelta(minutes=5), number=2)).content
    file = opened(twice, trust_in(folder))
    assert set(codes(file)) == {"documents.revocation_unknown"}
    assert [(one.covers, one.after) for one in file.signatures] == [("revision", "signatures"), ("file", "nothing")]
    assert file.signed_by == "Nguyễn Thị Mẫu, Nguyễn Thị Mẫu"


def test_the_limited_process_says_the_same(signed: bytes, folder: Path) -> None:
    trust = trust_in(folder)
    assert open_signed(signed, now=NOW, trust=trust) == opened(signed, trust)


def test_a_list_of_revoked_certificates_that_names_others_answers_the_question(signed: bytes, folder: Path) -> None:
    path = folder / "khac.crl"
    path.write_bytes(authority().revoke(officer(), NOW - timedelta(days=3)))
    assert codes(opened(signed, [*trust_in(folder), path])) == []


def test_a_certificate_that_ended_after_signing_is_said(signed: bytes, folder: Path) -> None:
    later = NOW + timedelta(days=350)
    found = codes(opened(signed, trust_in(folder), later), later)
    assert found == ["documents.revocation_unknown", "documents.certificate_since_expired"]


# ------------------------------------------------------------------ what does not


@pytest.mark.parametrize("way", TAMPERED)
def test_a_changed_file_is_refused_and_told_how(way: str, signed: bytes, folder: Path) -> None:
    change, code = TAMPERED[way]
    changed = change(signed)
    assert changed != signed
    assert codes(opened(changed, trust_in(folder))) == [code]


def test_a_file_without_a_signature_is_refused(paper: bytes, folder: Path) -> None:
    assert codes(opened(paper, trust_in(folder))) == ["documents.signature_missing"]


def test_a_self_made_certificate_is_refused_unless_it_is_trusted_by_name(paper: bytes, tmp_path: Path) -> None:
    key = make_trial_key(name="Người ký thử", organisation="UBND xã An Phú", at=NOW)
    path, certificate = write_key(key, tmp_path / "thu")
    made = sign(paper, SigningSetting(way=KeyWay.FILE, key=str(path)), Deed(NOW))
    (seen,) = opened(made.content).signatures
    assert (made.trial, seen.trial, seen.self_made) == (True, True, True)
    assert codes(opened(made.content)) == ["documents.signature_self_made"]
    assert codes(opened(made.content, [certificate])) == ["documents.revocation_unknown", "documents.trial_key"]
    assert path.stat().st_mode & 0o077 == 0


def test_another_issuer_is_refused(paper: bytes, folder: Path, tmp_path: Path) -> None:
    stranger = authority("CA Xa lạ", 2)
    made = sign(paper, setting_of(tmp_path, officer(stranger)), Deed(NOW)).content
    assert codes(opened(made, trust_in(folder))) == ["documents.signature_untrusted"]
    assert codes(opened(made, trust_in(tmp_path, authority(), stranger))) == ["documents.revocation_unknown"]


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [(-400, -35, "documents.certificate_expired"), (5, 300, "documents.certificate_not_yet")],
)
def test_a_certificate_must_have_been_valid_when_it_signed(
    since: int, until: int, code: str, paper: bytes, folder: Path, tmp_path: Path
) -> None:
    made = sign(paper, setting_of(tmp_path, officer(since=since, until=until)), Deed(NOW)).content
    assert codes(opened(made, trust_in(folder))) == [code]


def test_a_revoked_certificate_is_refused(paper: bytes, folder: Path, tmp_path: Path) -> None:
    holder = officer()
    path = tmp_path / "thu-hoi.crl"
    path.write_bytes(authority().revoke(holder, NOW - timedelta(days=3)))
    made = sign(paper, setting_of(tmp_path, holder), Deed(NOW)).content
    assert codes(opened(made, [*trust_in(folder), path])) == ["documents.certificate_revoked"]


def test_a_signature_of_tomorrow_is_refused(paper: bytes, folder: Path, tmp_path: Path) -> None:
    made = sign(paper, setting_of(tmp_path), Deed(NOW + timedelta(days=2))).content
    assert codes(opened(made, trust_in(folder))) == ["documents.signed_in_future"]


def test_pages_that_print_the_hash_of_other_figures_are_refused(folder: Path, tmp_path: Path) -> None:
    letter = decision(symbol="07/QĐ-UBND", issued_on=date(2026, 11, 5), verification="https://x.example/kiem-tra/a/")
    sheet = compose(letter, ND30, check="7C·E2", attached=(FIGURES,))
    lying = write_page(sheet, ND30, dated=letter.issued_on, attached=(replace(FIGURES, content=b'{"a": 2}'),))
    made = sign(lying, setting_of(tmp_path), Deed(NOW)).content
    file = opened(made, trust_in(folder))
    assert other_data(file)
    assert codes(file) == ["documents.attached_other"]


def _encrypted(paper: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(paper)))
    writer.encrypt("khoa", algorithm="RC4-128")
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_what_is_no_pdf_is_said_plainly(paper: bytes, signed: bytes) -> None:
    assert codes(opened(b"Kinh gui UBND tinh")) == ["documents.not_a_pdf"]
    assert codes(opened(signed[: len(signed) // 2])) == ["documents.not_a_pdf"]
    assert codes(opened(_encrypted(paper))) == ["documents.pdf_encrypted"]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "documents.file_empty"), (b"x" * (LARGEST + 1), "documents.file_too_large")]
)
def test_nothing_and_too_much_are_not_even_looked_at(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_signed(content, now=NOW)
    assert refusal.value.code == code


def test_what_the_limited_process_dies_of_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.documents.readers.signed.run_limited", lambda *_args, **_options: None)
    assert codes(open_signed(b"%PDF-1.7", now=NOW)) == ["documents.not_a_pdf"]


def test_every_refusal_is_a_sentence_of_its_own_in_vietnamese() -> None:
    good = SignatureSeen(signer="A", intact=True, sound=True, trusted=True, covers="file", after="nothing")
    ended = NOW - timedelta(days=9)
    cases = [
        replace(good, broken=True),
        replace(good, intact=False),
        replace(good, covers="revision", after="other", pages_changed=True),
        replace(good, covers="revision", after="other", attached_changed=True),
        replace(good, covers="revision", after="other"),
        replace(good, valid_to=ended, signed_at=NOW),
        replace(good, valid_from=NOW, signed_at=ended),
        replace(good, signed_at=NOW + timedelta(days=1)),
        replace(good, revoked=True),
        replace(good, trusted=False, self_made=True),
        replace(good, trusted=False),
        good,
    ]
    files = [SignedFile("0", signatures=(one,)) for one in cases]
    files += [SignedFile("0"), SignedFile("0", fault="encrypted"), SignedFile("0", fault="unreadable")]
    found = [opening_findings(one, now=NOW)[0] for one in files]
    with override("vi"):
        said = {gettext(one.message) % one.params for one in found}
    assert len({one.code for one in found}) == len(files)
    assert len(said) == len(files)
    assert all(gettext(one.message) != one.message for one in found)


# ------------------------------------------------------------------ keys


@dataclass(frozen=True)
class _Case:
    secret: str = ""
    said: str = ""


@pytest.mark.parametrize("case", [_Case("mo-ra", ""), _Case("", "sai")])
def test_a_key_that_cannot_be_opened_signs_nothing(case: _Case, paper: bytes, tmp_path: Path) -> None:
    path = tmp_path / "khoa.p12"
    path.write_bytes(bundle(officer(), secret=case.secret))
    setting = SigningSetting(way=KeyWay.FILE, key=str(path), passphrase=case.said)
    with pytest.raises(NoKey):
        sign(
            paper,
            replace(setting, passphrase="khong-phai") if case.secret else replace(setting, key="/khong/co.p12"),
            Deed(NOW),
        )


def test_a_sealed_key_signs_with_its_passphrase(paper: bytes, tmp_path: Path) -> None:
    path = tmp_path / "khoa.p12"
    path.write_bytes(bundle(officer(), secret="mo-ra"))
    assert sign(paper, SigningSetting(way=KeyWay.FILE, key=str(path), passphrase="mo-ra"), Deed(NOW)).signer


def test_a_signed_file_is_a_sound_pdf_for_whoever_signs_next(signed: bytes) -> None:
    assert IncrementalPdfFileWriter(BytesIO(signed)).prev.embedded_signatures[0].field_name == "ChuKySo1"
