"""Two persons at once, on PostgreSQL: SQLite has one writer, so nothing can meet there."""

from collections.abc import Callable

import pytest

from binhyen.kernel.actors import Actor
from binhyen.recognition.actions.answering import Entry, save_answer
from binhyen.recognition.actions.deciding import decide
from binhyen.recognition.models import AnswerRevision, Decision
from binhyen.recognition.rules.assessing import Said
from tests.races import MEETS, together
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

pytestmark = MEETS


@pytest.fixture
def busy_town() -> Town:
    return opened(a_town())


def test_of_two_deciders_the_second_is_refused(busy_town: Town) -> None:
    dossier = appraised(busy_town)
    chairs = [in_office(busy_town.chair, busy_town.commune) for _ in range(2)]

    def by(chair: Actor) -> Callable[[], object]:
        return lambda: decide(dossier_id=dossier.pk, ruling=RECOGNISE, paper=a_paper(), by=chair, at=DECIDED_AT)

    assert together(by(chairs[0]), by(chairs[1])) == ["done", "lifecycle.no_such_move"]
    assert Decision.objects.count() == 1


def test_of_two_editors_one_meets_the_conflict(busy_town: Town) -> None:
    dossier = registered(busy_town)

    def saying(count: int) -> Callable[[], object]:
        said = Said({"households_registered": count, "households_residing": 214})
        return lambda: save_answer(entry=Entry(dossier.pk, "KDC-1c", said), by=busy_town.head, at=NOVEMBER)

    assert together(saying(212), saying(213)) == ["done", "recognition.conflict"]
    assert AnswerRevision.objects.count() == 1
