"""Two persons at once, on PostgreSQL: SQLite has one writer, so nothing can meet there."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection  # noqa: TID251 - asks the vendor and ends a thread's connection

from binhyen.kernel.actors import Actor
from binhyen.kernel.findings import Refused
from binhyen.recognition.actions.answering import Entry, save_answer
from binhyen.recognition.actions.deciding import decide
from binhyen.recognition.models import AnswerRevision, Decision
from binhyen.recognition.rules.assessing import Said
from tests.recognition.factories import (
    DECIDED_AT,
    NOVEMBER,
    RECOGNISE,
    Town,
    a_paper,
    a_town,
    appraised,
    in_office,
    opened,
    registered,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer: nobody meets"),
]


@pytest.fixture
def busy_town() -> Town:
    return opened(a_town())


def both(first: object, second: object) -> list[str]:
    """Run two actions at the same moment and return how each ended."""
    barrier = Barrier(2)

    def run(action: object) -> str:
        barrier.wait(timeout=5)
        try:
            action()  # type: ignore[operator]  # a closure of the test
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, [first, second]))


def test_of_two_deciders_the_second_is_refused(busy_town: Town) -> None:
    dossier = appraised(busy_town)
    chairs = [in_office(busy_town.chair, busy_town.commune) for _ in range(2)]

    def by(chair: Actor) -> object:
        return lambda: decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)

    assert both(by(chairs[0]), by(chairs[1])) == ["done", "lifecycle.no_such_move"]
    assert Decision.objects.count() == 1


def test_of_two_editors_one_meets_the_conflict(busy_town: Town) -> None:
    dossier = registered(busy_town)

    def saying(count: int) -> object:
        said = Said({"households_registered": count, "households_residing": 214})
        return lambda: save_answer(entry=Entry(dossier.pk, "KDC-1c", said), by=busy_town.head, at=NOVEMBER)

    assert both(saying(212), saying(213)) == ["done", "recognition.conflict"]
    assert AnswerRevision.objects.count() == 1
