"""The lake answers with everything that is committed, whatever happened before."""

import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest

from binhyen.analytics.lake import opening
from binhyen.analytics.lake.building import compact, rebuild, refresh
from binhyen.analytics.lake.tail import Tail
from binhyen.reports.actions.correcting import correct
from tests.analytics.lakes import LakeTown, a_lake_town, scanned, seen
from tests.reports.factories import NOW


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
