"""An appeal through the pages: the unit files it, another appraiser looks again, the authority rules."""

from datetime import timedelta

import pytest
from django.urls import reverse

from binhyen.kernel.actors import Role
from binhyen.recognition.actions.deciding import decide
from binhyen.recognition.models import Appeal
from tests.accounts.factories import Person, a_person, signed_in_client
from tests.recognition.factories import DECIDED_AT, REFUSE, SHORT, a_paper, submitted
from tests.recognition.scene import Scene, a_scene

pytestmark = pytest.mark.django_db
DAY = "2026-11-17"


@pytest.fixture
def scene(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: DECIDED_AT)
    made = a_scene(sent=0)
    submitted(made.town, "area", answers=SHORT)
    found = made.appraise("area")
    decide(dossier_id=found.pk, ruling=REFUSE, paper=a_paper(), by=made.chair.actor, at=DECIDED_AT)
    return made


@pytest.fixture
def head(scene: Scene) -> Person:
    return a_person("thondong", "Bùi Văn Thôn", Role.RESIDENTIAL_HEAD, scene.town.area, "Trưởng thôn")


def filed(scene: Scene, head: Person) -> Appeal:
    address = reverse("recognition:file_appeal", args=[scene.dossier("area").pk])
    signed_in_client(head).post(address, {"grounds": "Hộ cuối cùng đã đăng ký."})
    return Appeal.objects.get()


def test_the_last_day_is_shown_and_the_appeal_is_filed_once(scene: Scene, head: Person) -> None:
    address = reverse("recognition:file_appeal", args=[scene.dossier("area").pk])
    client = signed_in_client(head)
    assert "17/12/2026" in client.get(address).content.decode()
    assert client.post(address, {"grounds": ""}).status_code == 409
    assert not Appeal.objects.exists()
    filed(scene, head)
    assert client.post(address, {"grounds": "Lần nữa."}).status_code == 409
    assert Appeal.objects.count() == 1


def test_the_dossiers_page_offers_the_appeal_until_its_days_are_over(
    scene: Scene, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = scene.dossier("area")
    page, address = reverse("recognition:dossier", args=[found.pk]), reverse("recognition:file_appeal", args=[found.pk])
    client = signed_in_client(head)
    assert f'href="{address}"' in client.get(page).content.decode()
    assert address not in scene.client("lan").get(page).content.decode()
    appeal = filed(scene, head)
    shown = client.get(page)
    assert shown.context["may_file_appeal"].finding.code == "recognition.appeal_open"
    assert reverse("recognition:appeal", args=[appeal.pk]) in shown.content.decode()
    appeal.delete()
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: DECIDED_AT + timedelta(days=31))
    late = client.get(page)
    assert late.context["may_file_appeal"].finding.code == "recognition.appeal_too_late"
    assert f'href="{address}"' not in late.content.decode()


def test_another_appraiser_looks_and_the_chair_rules(scene: Scene, head: Person) -> None:
    appeal = filed(scene, head)
    review = reverse("recognition:review_appeal", args=[appeal.pk])
    assert scene.client("lan").post(review, {"note": "Xem lại."}).status_code == 409
    assert scene.client("second").post(review, {"note": "Hồ sơ vẫn thiếu một hộ."}).status_code == 302
    appeal.refresh_from_db()
    assert appeal.review_verdict == "not_met"
    ruling = reverse("recognition:decide_appeal", args=[appeal.pk])
    chair = scene.client("chair")
    upheld = {"kind": "appeal_upheld", "on": DAY, "ground": ""}
    assert chair.post(ruling, upheld).status_code == 409
    done = chair.post(ruling, {**upheld, "kind": "appeal_dismissed", "ground": "Vẫn thiếu một hộ."})
    assert done.status_code == 302
    appeal.refresh_from_db()
    assert appeal.outcome is not None
    shown = signed_in_client(head).get(reverse("recognition:appeal", args=[appeal.pk]))
    assert appeal.outcome.document.symbol in shown.content.decode()


@pytest.mark.parametrize("name", ["nam", "mai"])
def test_strangers_find_nothing(scene: Scene, head: Person, name: str) -> None:
    appeal = filed(scene, head)
    client = scene.client(name)
    for address in ("appeal", "review_appeal", "decide_appeal"):
        assert client.get(reverse(f"recognition:{address}", args=[appeal.pk])).status_code == 404
    assert client.get(reverse("recognition:file_appeal", args=[scene.dossier("area").pk])).status_code == 404
    assert not client.get(reverse("recognition:appeals")).context["page"].paginator.count


def test_the_office_cannot_appeal_for_a_unit(scene: Scene) -> None:
    address = reverse("recognition:file_appeal", args=[scene.dossier("area").pk])
    assert scene.client("lan").get(address).status_code == 404


def test_pages_open_and_wrong_methods_are_refused(scene: Scene, head: Person) -> None:
    appeal = filed(scene, head)
    lan, chair = scene.client("lan"), scene.client("chair")
    assert lan.get(reverse("recognition:appeals")).context["page"].paginator.count == 1
    assert lan.get(reverse("recognition:appeal", args=[appeal.pk])).context["seen"].first
    assert scene.client("second").get(reverse("recognition:review_appeal", args=[appeal.pk])).status_code == 200
    assert chair.get(reverse("recognition:decide_appeal", args=[appeal.pk])).status_code == 200
    assert lan.post(reverse("recognition:appeals")).status_code == 405
    assert lan.post(reverse("recognition:appeal", args=[appeal.pk])).status_code == 405
    assert lan.delete(reverse("recognition:review_appeal", args=[appeal.pk])).status_code == 405
