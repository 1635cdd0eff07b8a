"""The lake answers with everything that is committed, whatever happened before."""

import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Event

import duckdb
import pytest

from binhyen.analytics.lake import bases, opening, resolving
from binhyen.analytics.lake import tail as tails
from binhyen.analytics.lake.building import compact, rebuild, refresh
from binhyen.analytics.lake.tail import Tail
from binhyen.kernel.amounts import EMPTY
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.entering import save_cells
from tests.analytics.lakes import LakeTown, a_lake_town, scanned, seen
from tests.reports.factories import NOW, a_content, a_version, entries


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
    report = lakes.town.report()
    correct(report_id=report.pk, reason="Đếm lại", by=lakes.town.lan, at=NOW)
    lakes.town.save({"models_total": 8})
    rows = seen(tail)
    assert [row["amount"] for row in rows["figures_saved"] if row["indicator"] == "models_total"] == [8]
    assert [row["amount"] for row in rows["figures_accepted"] if row["indicator"] == "models_total"] == [7]
    assert rows == scanned(tmp_path)


def test_threads_ask_while_the_tail_changes(lakes: LakeTown, tmp_path: Path) -> None:
    lakes.town.save({"models_total": 1})
    rebuild(tmp_path / "lake")
    tail = Tail(tmp_path / "lake")
    tail.catch_up()
    ended = Event()

    def ask() -> set[object]:
        cursor, found = tail.connection.cursor(), set[object]()
        while not ended.is_set():
            found.add(cursor.execute("SELECT sum(amount), count(*) FROM figures_saved").fetchone())
        return found

    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask) for _ in range(2)]
        for number in range(2, 5):
            lakes.town.save({"models_total": number})
            tail.catch_up()
        refresh(tail)
        compact(tail)
        tail.catch_up()
        ended.set()
        answers = set().union(*(one.result() for one in asking))
    assert answers <= {(Decimal(number), 1) for number in range(1, 5)}


def test_a_child_of_this_process_opens_a_lake_of_its_own(tmp_path: Path) -> None:
    opening.tail()
    child = os.fork()
    if not child:
        os._exit(len(opening._tails))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(opening._tails) == 1


# ------------------------------------------------------------------ saves


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what is resolved."""
    real, sources = resolving.resolve, list[str]()

    def resolve(connection: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
        told = connection.execute(f"SELECT DISTINCT indicator FROM {source} ORDER BY ALL").fetchall()  # noqa: S608
        sources.append(",".join(one for (one,) in told))
        real(connection, source, target)

    monkeypatch.setattr(bases, "resolve", resolve)
    return sources


@pytest.mark.django_db(transaction=True)  # PostgreSQL names again whatever the asking transaction itself wrote
def test_a_save_resolves_its_own_indicators_and_another_value_none(
    lakes: LakeTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    october, november = lakes.town.report("2026-10"), lakes.town.report()
    lakes.town.save({"models_total": 7, "leaflets": 3}, october)
    rebuild(tmp_path / "lake")
    tail = Tail(tmp_path / "lake")
    tail.catch_up()
    resolved = _watched(monkeypatch)
    lakes.town.save({"models_total": 8}, november)
    tail.catch_up()
    assert resolved == ["models_total"], "a cell that was empty before: its indicator, and no other"
    lakes.town.save({"models_total": 9}, november)
    lakes.town.save({"leaflets": 4}, october)
    tail.catch_up()
    assert resolved == ["models_total"], "who takes part does not hang on what a figure says"
    lakes.town.save({"leaflets": EMPTY}, october)
    tail.catch_up()
    assert resolved == ["models_total", ""], "nothing is left of the indicator"
    assert seen(tail) == scanned(tmp_path)


def test_saves_among_reports_of_the_same_days_are_resolved_by_the_rule(lakes: LakeTown, tmp_path: Path) -> None:
    """A commune and its villages say the same indicator of the same months, and a twin form says it once more."""
    twin = a_version(a_content("models_total"), "bieu-khac")
    lakes.town.collect("2026-11", twin)
    rebuild(tmp_path / "lake")
    tail = Tail(tmp_path / "lake")
    for number, report in enumerate(lakes.reports() * 2):
        by = lakes.town.reporter(report)
        save_cells(report_id=report.pk, entries=entries(report, {"models_total": number + 1}), by=by, at=NOW)
        tail.catch_up()
    rows = seen(tail)
    assert len({row["report_id"] for row in rows["figures_saved"]}) == len(lakes.reports())
    assert rows == scanned(tmp_path)


def test_many_saves_at_once_are_taken_in_by_their_leaves(
    lakes: LakeTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(tmp_path / "lake")
    tail = Tail(tmp_path / "lake")
    monkeypatch.setattr(tails, "_FEW_SAVES", 1)
    lakes.town.save({"models_total": 7}, lakes.town.report("2026-10"))
    lakes.town.save({"models_total": 8})
    resolved = _watched(monkeypatch)
    tail.catch_up()
    assert len(resolved) == 1
    assert seen(tail) == scanned(tmp_path)
