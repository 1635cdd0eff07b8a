"""Pages of a round cost the same for three dossiers as for thirty, and stay light with a hundred and fifty."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.recognition.actions.appraising import declare_no_conflict
from binhyen.recognition.models import Answer, Appeal, Appraisal, DecisionItem, Dossier
from binhyen.recognition.rules.lifecycle import State
from binhyen.units.models import Unit
from tests.accounts.factories import a_place
from tests.recognition.factories import DECIDED_AT, SHORT, appraised, refused, submitted
from tests.recognition.scene import Scene, a_scene

pytestmark = pytest.mark.django_db
FEW, MANY, MOST = 3, 30, 150
LIMIT = 40
Hold = Callable[[str, Dossier, str], None]
HEAVIEST = 60 * 1024


def copies(scene: Scene, found: Dossier, amount: int) -> None:
    """Make more dossiers that stand as one does, each of a village of its own, with what hangs on it."""
    town, made = scene.town, Dossier.objects.count()
    for number in range(made, made + amount):
        place = a_place(f"Bản {number}", town.area.place.tier, town.area.kind, town.commune)  # type: ignore[arg-type]  # stored as their words
        unit, twin = Unit.objects.get(pk=found.unit_id), Dossier.objects.get(pk=found.pk)
        unit.pk, unit.name, unit.place, unit.place_path = None, f"Thôn Bản {number}", place.place, place.path
        unit.save()
        twin.pk, twin.unit, twin.name = None, unit, unit.name
        twin.place_id, twin.place_path = place.place_id, place.path
        twin.save()
        _rows(found, twin)


def _rows(found: Dossier, twin: Dossier) -> None:
    rows: list[Answer | Appraisal | DecisionItem] = [
        *Answer.objects.filter(dossier=found),
        *Appraisal.objects.filter(dossier=found),
        *DecisionItem.objects.filter(dossier=found),
    ]
    for row in rows:
        row.pk, row.dossier = None, twin
        row.save()
    for appeal in Appeal.objects.filter(dossier=found):
        appeal.pk, appeal.dossier = None, twin
        appeal.against = DecisionItem.objects.filter(dossier=twin).latest("id")
        appeal.save()


@pytest.fixture
def scene(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: DECIDED_AT)
    return a_scene(sent=0)


def asked_of(client: Client, address: str) -> tuple[int, int]:
    """Ask for a page and return its status and weight; the look at conclusions is posted the ticked dossiers."""
    if address == reverse("recognition:conclude_preview"):
        ids = list(Dossier.objects.filter(state=State.SUBMITTED).values_list("pk", flat=True))
        posted = client.post(address, {"row": ids})
        return posted.status_code, len(posted.content)
    got = client.get(address)
    return got.status_code, len(got.content)


@pytest.fixture
def holds(scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries) -> Hold:
    """Hold a page to the same number of queries for few and for many rows, and to its weight with the most."""

    def cost(client: Client, address: str) -> int:
        asked_of(client, address)
        with django_assert_max_num_queries(LIMIT) as asked:
            status, weight = asked_of(client, address)
        assert status == 200
        assert weight <= HEAVIEST
        return len(asked)

    def hold(who: str, found: Dossier, name: str) -> None:
        client, address = scene.client(who), reverse(f"recognition:{name}")
        copies(scene, found, FEW - 1)
        few = cost(client, address)
        copies(scene, found, MANY - FEW)
        assert cost(client, address) == few
        copies(scene, found, MOST - MANY)
        assert cost(client, address) == few

    return hold


@pytest.mark.parametrize("name", ["appraisal", "dossiers"])
def test_lists_of_what_was_sent_cost_the_same_however_long(scene: Scene, holds: Hold, name: str) -> None:
    holds("lan", submitted(scene.town, "area"), name)


def test_conclusions_on_many_cost_the_same_however_many(scene: Scene, holds: Hold) -> None:
    found = submitted(scene.town, "area")
    declare_no_conflict(dossier_id=found.pk, by=scene.lan.actor, at=DECIDED_AT)
    holds("lan", found, "conclude_preview")


@pytest.mark.parametrize("name", ["decisions", "decision_preview"])
def test_what_waits_for_the_chair_costs_the_same_however_long(scene: Scene, holds: Hold, name: str) -> None:
    holds("chair", appraised(scene.town, "area"), name)


def test_the_exceptions_of_a_decision_cost_the_same_however_many(scene: Scene, holds: Hold) -> None:
    holds("chair", appraised(scene.town, "area", answers=SHORT), "decision_preview")


def test_the_council_costs_the_same_however_many_wait(scene: Scene, holds: Hold) -> None:
    found = appraised(scene.town, "area")
    assert found.state == State.APPRAISED
    holds("lan", found, "council")


def test_appeals_cost_the_same_however_many(scene: Scene, holds: Hold) -> None:
    found = refused(scene.town, "area")
    Appeal.objects.create(
        dossier=found,
        against=DecisionItem.objects.get(dossier=found),
        grounds="Hộ cuối cùng đã đăng ký.",
        filed_at=DECIDED_AT,
        by_account=1,
        by_post=1,
    )
    holds("lan", found, "appeals")
