"""`binhyen verify-evidence` finds what is missing, changed or nobody's."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from binhyen.files.actions import store_bytes
from binhyen.files.queries import path_of
from tests.files.conftest import AT

pytestmark = pytest.mark.django_db


def report() -> list[str]:
    printed = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("verify_evidence", "--json", stdout=printed)
    return sorted(row["fault"] for row in json.loads(printed.getvalue())["faults"])


def test_whole_files_are_whole() -> None:
    store_bytes(content=b"x", media_type="text/plain", at=AT)
    assert report() == []


def test_damage_is_found(evidence: Path) -> None:
    first, second = (store_bytes(content=content, media_type="text/plain", at=AT) for content in (b"x", b"y"))
    path_of(first.sha256).unlink()
    path_of(second.sha256).chmod(0o644)
    path_of(second.sha256).write_bytes(b"z")
    stray = evidence / "aa" / "bb" / ("a" * 64)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"?")
    assert report() == ["changed", "missing", "stray"]
    with pytest.raises(SystemExit):
        call_command("verify_evidence", stdout=io.StringIO())
