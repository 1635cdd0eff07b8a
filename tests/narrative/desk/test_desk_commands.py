"""Commands of the desk: texts are forgotten every night, examples leave as annotated texts."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from binhyen.narrative.actions.ending import confirm_text
from binhyen.narrative.models import IncomingText
from tests.narrative.desk.texts import accept, taken
from tests.reports.factories import NOW, ReportTown, a_report_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> ReportTown:
    return a_report_town()


def test_texts_whose_days_are_over_are_forgotten(town: ReportTown, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(town)
    for days, said in ((29, "Đã xóa 0 văn bản"), (30, "Đã xóa 1 văn bản"), (31, "Đã xóa 0 văn bản")):
        monkeypatch.setattr(
            "binhyen.narrative.management.commands.forget_texts.clock", lambda days=days: NOW + timedelta(days=days)
        )
        out = StringIO()
        call_command("forget_texts", stdout=out)
        assert said in out.getvalue()
    assert IncomingText.objects.get().text == ""


def test_examples_leave_as_lines_that_the_score_counts(town: ReportTown, tmp_path: Path) -> None:
    text = taken(town)
    accept(town, text, 8)
    confirm_text(text_id=text.pk, by=town.lan, at=NOW)
    target = tmp_path / "examples.jsonl"
    call_command("reader_examples", out=str(target))
    (line,) = target.read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    figure = row["figures"][0]
    assert row["text"][figure["start"] : figure["end"]] == figure["span_text"] == "2"
    assert (row["date"], figure["indicator"], figure["value"]) == ("2026-11-05", "fireworks_kg", 2)
    out = StringIO()
    call_command("reader_score", str(target), "--json", stdout=out)
    assert json.loads(out.getvalue())
