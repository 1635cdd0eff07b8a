"""Evidence goes when its time is over, and nothing else keeps it."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from binhyen.audit.models import Entry as LogEntry
from binhyen.files.models import Blob
from binhyen.files.queries import path_of
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.findings import Refused
from binhyen.recognition.actions.retention import erase_expired_evidence
from binhyen.recognition.models import Answer, Dossier, Evidence, Round
from binhyen.recognition.queries.retention import expired_evidence, other_owners
from binhyen.recognition.rules.retention import last_expired_year
from binhyen.units.models import Committee, Meeting
from tests.recognition.factories import YEAR, ZONE, Town, attach, opened, registered

AFTER = datetime(YEAR + 11, 1, 2, 9, tzinfo=ZONE)
"""Ten whole years after the round are over."""
BEFORE = datetime(YEAR + 10, 12, 31, 9, tzinfo=ZONE)


@pytest.fixture
def kept(round_town: Town, tmp_path: Path, settings: Settings) -> Blob:
    """A resolution on which the village's answer rests, with its bytes."""
    settings.EVIDENCE_DIR = tmp_path
    registered(round_town, "area")
    attach(round_town, round_town.dossier().pk, "KDC-1a")
    blob = Blob.objects.get()
    path_of(blob.sha256).parent.mkdir(parents=True)
    path_of(blob.sha256).write_bytes(b"resolution")
    return blob


def erase(at: datetime = AFTER) -> int:
    return erase_expired_evidence(years=10, by=SYSTEM, at=at)


@given(st.integers(2013, 2100), st.integers(1, 80))
def test_the_whole_years_after_a_round_are_over(today: int, years: int) -> None:
    last = last_expired_year(date(today, 1, 1), years)
    assert last + years < today
    assert last + 1 + years >= today


def test_no_instance_keeps_evidence_for_less_than_a_year() -> None:
    with pytest.raises(Refused) as refusal:
        last_expired_year(date(2026, 1, 1), 0)
    assert refusal.value.code == "recognition.retention_too_short"


def test_evidence_goes_when_its_years_are_over_and_its_hash_stays(kept: Blob) -> None:
    assert erase(BEFORE) == 0
    assert path_of(kept.sha256).exists()
    assert erase() == 1
    assert not path_of(kept.sha256).exists()
    kept.refresh_from_db()
    assert kept.erased_at == AFTER
    assert Evidence.objects.get().blob_id == kept.sha256
    assert LogEntry.objects.filter(action="files.erased").count() == 1
    assert erase() == 0


def test_bytes_that_a_younger_round_rests_on_are_kept(round_town: Town, kept: Blob) -> None:
    old = round_town.opened
    assert old is not None
    Round.objects.filter(pk=old.pk).update(year=YEAR - 1)
    opened(round_town)
    younger = Dossier.objects.get(round=round_town.opened, unit=round_town.units["school"])
    answer = Answer.objects.create(
        dossier=younger, criterion="GD-1", updated_at=AFTER, updated_by_account=1, updated_by_post=1
    )
    Evidence.objects.create(
        answer=answer, blob=kept, kind="resolution", name="x", received_at=AFTER, by_account=1, by_post=1
    )
    assert not expired_evidence(BEFORE.date(), 10).exists()
    assert list(expired_evidence(AFTER.date(), 10)) == [kept]


def test_bytes_that_minutes_rest_on_are_kept(round_town: Town, kept: Blob) -> None:
    committee = Committee.objects.create(
        place=round_town.commune.place, name="Hội đồng", place_path=round_town.commune.path, valid_from=date(2026, 1, 1)
    )
    Meeting.objects.create(
        committee=committee,
        held_on=date(2026, 11, 10),
        subject="Xét",
        members_total=5,
        quorum_percent=66,
        paper_minutes=kept,
    )
    assert erase() == 0


def test_every_owner_of_bytes_is_known_to_retention() -> None:
    """A table that rests on files, in a storey below or above, keeps their bytes from being erased with evidence."""
    known = {f"{rows.model._meta.label}.{name}" for rows, name in other_owners()}
    assert {"documents.Document.scan", "reports.CellFile.blob", "registers.RecordFile.blob"} <= known
    assert "recognition.Evidence.blob" not in known
