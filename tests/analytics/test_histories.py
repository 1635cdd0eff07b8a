"""Whatever happened, and wherever a writer died: lake and tail are what a full scan of the database finds."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from binhyen.analytics.lake import bases
from binhyen.analytics.lake.building import compact, rebuild, refresh
from binhyen.analytics.lake.tail import Tail
from binhyen.kernel.findings import Refusal
from binhyen.reports.actions.correcting import correct, drop_correction
from binhyen.reports.actions.entering import save_cells
from binhyen.reports.actions.reviewing import accept
from binhyen.reports.actions.sending import submit
from binhyen.reports.models import Report
from tests.analytics.lakes import Killed, LakeTown, a_lake_town, dying, quickly_resolved, scanned, seen
from tests.reports.factories import NOW, entries

CELLS = ("models_total", "leaflets")
Step = tuple[str, int, int]
"""What happens, to which of the reports, with which number."""


@pytest.fixture
def lakes(db: None, monkeypatch: pytest.MonkeyPatch) -> LakeTown:
    monkeypatch.setattr(bases, "resolve", quickly_resolved)
    return a_lake_town()


class History:
    """A town and its lake, to which things happen."""

    def __init__(self, town: LakeTown, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.town, self.folder, self.patch = town, folder, patch
        self.tail = Tail(folder / "lake")
        rebuild(self.tail.lake)

    def happen(self, step: Step) -> None:
        """Let one thing happen; what the office refuses has not happened."""
        name, which, number = step
        try:
            with transaction.atomic():
                getattr(self, name)(which, number)
        except Refusal:
            pass

    def save(self, which: int, number: int) -> None:
        reports = self.town.reports()
        report = reports[which % len(reports)]
        values = {CELLS[number % 2]: number}
        by = self.town.town.reporter(report)
        save_cells(report_id=report.pk, entries=entries(report, values), by=by, at=NOW)

    def accept(self, which: int, number: int) -> None:
        report = self._commune(which)
        by = self.town.town.reporter(report)
        values = {"models_total": number + 1, "models_new": 1, "leaflets": number}
        save_cells(report_id=report.pk, entries=entries(report, values), by=by, at=NOW)
        submit(report_id=report.pk, by=by, at=NOW)
        accept(report_id=report.pk, by=self.town.town.hung, at=NOW)

    def correct(self, which: int, number: int) -> None:
        report = self._commune(which)
        by = self.town.town.reporter(report)
        correct(report_id=report.pk, reason="Đếm lại", by=by, at=NOW)
        save_cells(report_id=report.pk, entries=entries(report, {"leaflets": number}), by=by, at=NOW)

    def drop(self, which: int, _number: int) -> None:
        report = self._commune(which)
        drop_correction(report_id=report.pk, by=self.town.town.reporter(report), at=NOW)

    def _commune(self, which: int) -> Report:
        reports = [one for one in self.town.reports() if one.collection.version_id == self.town.town.version.pk]
        return reports[which % len(reports)]

    def merge(self, _which: int, _number: int) -> None:
        self.town.merge()

    def found(self, _which: int, _number: int) -> None:
        self.town.found()

    def ask(self, _which: int, _number: int) -> None:
        self.tail.catch_up()

    def restart(self, _which: int, _number: int) -> None:
        self.tail = Tail(self.folder / "lake")

    def refresh(self, _which: int, _number: int) -> None:
        refresh(self.tail)

    def compact(self, _which: int, _number: int) -> None:
        compact(self.tail)

    def rebuild(self, _which: int, _number: int) -> None:
        rebuild(self.tail.lake)

    def die(self, which: int, number: int) -> bool:
        """A writer dies at its n-th step, and another process goes on; return whether it had so many."""
        writers: Sequence[Callable[[], object]] = (
            lambda: compact(self.tail),
            lambda: refresh(self.tail),
            lambda: rebuild(self.tail.lake),
        )
        try:
            with dying(self.patch, number):
                writers[which % 3]()
        except Killed:
            self.tail = Tail(self.folder / "lake")
            return True
        return False


def _a(names: Sequence[str], most: int = 9) -> st.SearchStrategy[Step]:
    return st.tuples(st.sampled_from(names), st.integers(0, 7), st.integers(0, most))


WRITES = ("save", "save", "save", "accept", "correct", "drop", "merge", "found")
CARE = ("ask", "ask", "restart", "refresh", "refresh", "compact", "rebuild", "die", "die")
HISTORIES = st.lists(st.one_of(_a(WRITES), _a(CARE)), min_size=2, max_size=9)


@given(history=HISTORIES)
@example(history=[("save", 0, 3), ("refresh", 0, 0), ("save", 0, 5), ("ask", 0, 0), ("compact", 0, 0)])
@example(history=[("save", 5, 3), ("ask", 0, 0), ("merge", 0, 0), ("save", 5, 4), ("refresh", 0, 0), ("die", 0, 2)])
@example(history=[("accept", 0, 3), ("rebuild", 0, 0), ("correct", 0, 4), ("drop", 0, 0), ("refresh", 0, 0)])
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_lake_and_tail_equal_a_full_scan_after_any_history(
    lakes: LakeTown, monkeypatch: pytest.MonkeyPatch, history: list[Step]
) -> None:
    with TemporaryDirectory() as folder, transaction.atomic():
        past = History(lakes, Path(folder), monkeypatch)
        for step in history:
            past.happen(step)
        assert seen(past.tail) == scanned(Path(folder)), history
        assert seen(Tail(past.tail.lake)) == seen(past.tail), "another process sees the same"
        transaction.set_rollback(True)


@pytest.mark.parametrize("writer", [0, 1, 2], ids=["compact", "refresh", "rebuild"])
def test_a_writer_may_die_at_every_step(
    lakes: LakeTown, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, writer: int
) -> None:
    past = History(lakes, tmp_path, monkeypatch)
    for step in (("save", 0, 3), ("accept", 1, 4), ("refresh", 0, 0), ("correct", 1, 5), ("save", 5, 6)):
        past.happen(step)
    wanted = scanned(tmp_path)
    number = 0
    while past.die(writer, number):
        assert seen(past.tail) == wanted
        number += 1
    assert number >= 4, "files, the manifest, the sweeping"
    assert seen(past.tail) == wanted
    kept = {one.path for one in past.tail.manifest.files()}
    assert all((past.tail.lake / one).is_file() for one in kept)
