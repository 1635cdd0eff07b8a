"""The lake answers with everything that is committed, whatever happened before."""

from pathlib import Path

import pytest

from binhyen.analytics.lake.building import rebuild
from binhyen.analytics.lake.tail import Tail
from tests.analytics.lakes import LakeTown, a_lake_town, scanned, seen


@pytest.fixture
def lakes(db: None) -> LakeTown:
    return a_lake_town()


def test_a_question_sees_the_last_save(lakes: LakeTown, tmp_path: Path) -> None:
    rebuild(tmp_path / "lake")
    tail = Tail(tmp_path / "lake")
    assert seen(tail)["figures_saved"] == []
    lakes.town.save({"models_total": 7})
    found = seen(tail)["figures_saved"]
    assert [(row["indicator"], row["amount"], row["accepted"]) for row in found] == [("models_total", 7, False)]
    assert seen(tail) == scanned(tmp_path)


def test_a_correction_replaces_what_was_saved_before(lakes: LakeTown, tmp_path: Path) -> None:
    lakes.town.accepted({"models_total": 7, "models_new": 1, "leaflets": 3})
    rebuild(tmp_path / "lake")
    tail = Tail(tmp_path / "lake")
    from binhyen.reports.actions.correcting import correct

    report = lakes.town.report()
    correct(report_id=report.pk, reason="Đếm lại", by=lakes.town.lan, at=report.accepted_at)
    lakes.town.save({"models_total": 8})
    rows = seen(tail)
    assert [row["amount"] for row in rows["figures_saved"] if row["indicator"] == "models_total"] == [8]
    assert [row["amount"] for row in rows["figures_accepted"] if row["indicator"] == "models_total"] == [7]
    assert rows == scanned(tmp_path)
