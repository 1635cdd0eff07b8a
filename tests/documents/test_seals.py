"""A seal beside a file is believed as a signature within one is: for what was sealed, by a certificate that is trusted."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from binhyen.documents.readers.seals import look
from binhyen.documents.readers.signed import open_seal
from binhyen.documents.rules.opening import opening_findings
from binhyen.documents.rules.signing import NoKey, SigningSetting
from binhyen.documents.writers.seals import seal
from binhyen.kernel.findings import Severity
from tests.documents.keys import NOW, Authority, authority, setting_of, trust_in

CONTENT = "Bản trích số liệu".encode()


def against(content: bytes, made: bytes, folder: Path, *authorities: Authority) -> list[str]:
    file = open_seal(content, made, now=NOW, trust=trust_in(folder, *authorities))
    return [one.code for one in opening_findings(file, now=NOW) if one.severity is Severity.ERROR]


def test_what_was_sealed_is_believed_and_says_who_sealed_it(tmp_path: Path) -> None:
    made = seal(CONTENT, setting_of(tmp_path), NOW)
    file = open_seal(CONTENT, made, now=NOW, trust=trust_in(tmp_path))
    assert (file.signed_by, file.signed_at) == ("Nguyễn Thị Mẫu", NOW)
    assert against(CONTENT, made, tmp_path) == []


def test_other_content_another_authority_and_bytes_that_are_no_seal_are_not(tmp_path: Path) -> None:
    made = seal(CONTENT, setting_of(tmp_path), NOW)
    assert against(CONTENT + b".", made, tmp_path) == ["documents.signed_bytes_changed"]
    assert against(CONTENT, made, tmp_path, authority("CA khác", 2)) == ["documents.signature_untrusted"]
    assert against(CONTENT, b"0\x03\x02\x01", tmp_path) == ["documents.signature_broken"]
    assert against(CONTENT, made[:-200], tmp_path) == ["documents.signature_broken"]


def test_a_certificate_that_was_over_when_it_sealed_is_not_believed(tmp_path: Path) -> None:
    made = seal(CONTENT, setting_of(tmp_path), NOW + timedelta(days=400))
    found = look(CONTENT, made, NOW, [str(one) for one in trust_in(tmp_path)])
    assert not found["trusted"]


def test_without_a_key_there_is_no_seal(tmp_path: Path) -> None:
    with pytest.raises(NoKey):
        seal(CONTENT, SigningSetting(), NOW)
    with pytest.raises(NoKey):
        seal(CONTENT, replace(setting_of(tmp_path), key=str(tmp_path / "none.p12")), NOW)
