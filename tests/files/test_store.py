"""Bytes that the software made itself are kept once, whole, and handed out unless they may not be."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from binhyen.files.actions import store_bytes
from binhyen.files.models import Blob, ScanState
from binhyen.files.queries import open_blob, path_of
from binhyen.kernel.findings import Refused

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


def test_bytes_lie_under_their_hash_and_come_back_whole() -> None:
    blob = store_bytes(content=b"%PDF", media_type="application/pdf", at=AT)
    digest = hashlib.sha256(b"%PDF").hexdigest()
    assert (blob.sha256, blob.size, blob.state) == (digest, 4, ScanState.CLEAN)
    assert path_of(digest).parts[-3:] == (digest[:2], digest[2:4], digest)
    with open_blob(blob) as opened:
        assert opened.read() == b"%PDF"


def test_the_same_bytes_are_kept_once_and_leave_nothing_behind(evidence: Path) -> None:
    first = store_bytes(content=b"x", media_type="text/plain", at=AT)
    assert store_bytes(content=b"x", media_type="text/plain", at=AT) == first
    assert Blob.objects.count() == 1
    assert [path for path in evidence.rglob("*") if path.is_file()] == [path_of(first.sha256)]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"state": ScanState.INFECTED}, "files.infected"), ({"erased_at": AT}, "files.erased")],
)
def test_infected_and_erased_bytes_are_not_handed_out(change: dict[str, object], code: str) -> None:
    blob = store_bytes(content=b"x", media_type="text/plain", at=AT)
    Blob.objects.filter(pk=blob.pk).update(**change)
    blob.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        open_blob(blob)
    assert refusal.value.code == code


@pytest.mark.parametrize("closed", [True, False])
def test_settings_say_whether_unscanned_bytes_are_handed_out(settings: Settings, closed: bool) -> None:
    settings.EVIDENCE_FAIL_CLOSED = closed
    blob = store_bytes(content=b"x", media_type="text/plain", at=AT)
    blob.state = ScanState.QUARANTINED
    if closed:
        with pytest.raises(Refused) as refusal:
            open_blob(blob)
        assert refusal.value.code == "files.not_scanned"
    else:
        open_blob(blob).close()
