"""Pages of decisions: exceptions first, all or nothing, certificates, revocation, two persons at once."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.documents.models import Document
from binhyen.recognition.actions.deciding import decide_many
from binhyen.recognition.models import Decision, DecisionItem
from tests.recognition.factories import DECIDED_AT, RECOGNISE, a_paper
from tests.recognition.scene import Scene, a_scene

pytestmark = pytest.mark.django_db
PAGE_BYTES = 60_000
DAY = "2026-11-17"


@pytest.fixture
def scene(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: DECIDED_AT)
    made = a_scene()
    for name in ("area1", "area2", "area3"):
        made.appraise(name)
    return made


@pytest.fixture
def chair(scene: Scene) -> Client:
    return scene.client("chair")


def preview(client: Client, **data: object) -> object:
    return client.post(reverse("recognition:decision_preview"), {"kind": "recognise", "on": DAY, **data})


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]  # a test client's answer


def decided(scene: Scene, *names: str) -> Decision:
    ids = [scene.dossier(name).pk for name in names]
    return decide_many(dossier_ids=ids, ruling=RECOGNISE, paper=a_paper(), by=scene.chair.actor, at=DECIDED_AT)


def test_the_page_shows_what_waits(scene: Scene, chair: Client) -> None:
    page = chair.get(reverse("recognition:decisions"))
    assert [one.name for one in page.context["waiting"]] == ["Thôn Số 1", "Thôn Số 2", "Thôn Số 3"]
    assert len(page.content) < PAGE_BYTES


def test_exceptions_come_first_and_say_why(scene: Scene, chair: Client) -> None:
    page = chair.get(reverse("recognition:decision_preview"))
    seen = page.context["seen"]
    assert [one.dossier.name for one in seen.offer.exceptions] == ["Thôn Số 4"]
    assert [one.name for one in seen.offer.ready] == ["Thôn Số 1", "Thôn Số 2", "Thôn Số 3"]
    assert seen.offer.competences[0].authority.article
    shown = text(page)
    assert shown.index("Thôn Số 4") < shown.index("Thôn Số 1")
    assert "Căn cứ Thông tư 124/2021/TT-BCA" in shown
    assert len(page.content) < PAGE_BYTES


def test_a_day_inside_the_window_makes_every_dossier_an_exception(scene: Scene, chair: Client) -> None:
    page = chair.get(reverse("recognition:decision_preview"), {"on": "2026-10-01"})
    assert not page.context["seen"].offer.ready
    assert "recognition.window_open" in {finding.code for finding, _ in page.context["seen"].offer.reasons}


def test_a_refusal_of_met_dossiers_is_an_exception(scene: Scene, chair: Client) -> None:
    page = chair.get(reverse("recognition:decision_preview"), {"kind": "refuse", "ground": "Thiếu.", "on": DAY})
    codes = {finding.code for finding, _ in page.context["seen"].offer.reasons}
    assert "recognition.met_is_not_refused" in codes


def test_the_chair_decides_on_many_without_one_and_issues_certificates(scene: Scene, chair: Client) -> None:
    out = scene.dossier("area2").pk
    seen = preview(chair, without=out)
    assert seen.context["seen"].offer.left_out[0].pk == out  # type: ignore[attr-defined]  # a test client's answer
    done = preview(chair, without=out, expected=2, sign=1)
    decision = Decision.objects.get()
    assert done["Location"] == reverse("recognition:decision", args=[decision.pk])  # type: ignore[index]  # an answer
    assert scene.dossier("area1").result == "recognised"
    assert scene.dossier("area2").result == ""
    page = chair.get(done["Location"])  # type: ignore[index]  # an answer
    assert page.context["missing"] == 2
    chair.post(reverse("recognition:certify", args=[decision.pk]))
    assert DecisionItem.objects.filter(certificate__isnull=False).count() == 2
    listed = chair.get(reverse("recognition:certificates", args=[decision.pk]))
    assert all(item.certificate.symbol in text(listed) for item in listed.context["page"])


def test_the_number_of_the_e_office_is_taken_over(scene: Scene, chair: Client) -> None:
    preview(chair, expected=3, sign=1, symbol="104/QĐ-UBND", bases="Biên bản họp hội đồng ngày 12/11/2026")
    found = Document.objects.get(symbol="104/QĐ-UBND")
    assert found.external
    assert "Biên bản họp hội đồng ngày 12/11/2026" in found.content["bases"]


def test_the_second_of_two_persons_is_told(scene: Scene, chair: Client) -> None:
    decided(scene, "area1")
    late = preview(chair, expected=3, sign=1)
    assert late.status_code == 409  # type: ignore[attr-defined]  # a test client's answer
    assert 'data-code="recognition.moved_meanwhile"' in text(late)
    assert Decision.objects.count() == 1
    assert scene.dossier("area2").result == ""


def test_nothing_is_decided_for_the_office_that_only_prepares(scene: Scene) -> None:
    client = scene.client("lan")
    assert client.get(reverse("recognition:decision_preview")).status_code == 200
    refused = preview(client, expected=3, sign=1)
    assert refused.status_code == 409  # type: ignore[attr-defined]  # a test client's answer
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", ["nam", "mai"])
def test_strangers_find_nothing(scene: Scene, name: str) -> None:
    decision = decided(scene, "area1")
    client = scene.client(name)
    for address in ("decision", "certificates"):
        assert client.get(reverse(f"recognition:{address}", args=[decision.pk])).status_code == 404
    assert client.post(reverse("recognition:certify", args=[decision.pk])).status_code == 404
    assert client.get(reverse("recognition:revoke", args=[scene.dossier("area1").pk])).status_code == 404
    assert not client.get(reverse("recognition:decisions")).context["taken"].paginator.count
    shown = client.get(reverse("recognition:decision_preview"))
    assert shown.status_code == (200 if name == "nam" else 404)
    assert name == "mai" or not shown.context["seen"].offer.exceptions


def test_wrong_methods_are_refused(scene: Scene, chair: Client) -> None:
    decision = decided(scene, "area1")
    assert chair.post(reverse("recognition:decisions")).status_code == 405
    assert chair.post(reverse("recognition:decision", args=[decision.pk])).status_code == 405
    assert chair.get(reverse("recognition:certify", args=[decision.pk])).status_code == 405
    assert chair.post(reverse("recognition:certificates", args=[decision.pk])).status_code == 405
    assert chair.delete(reverse("recognition:decision_preview")).status_code == 405


def test_a_recognition_is_revoked_with_a_ground_only(scene: Scene, chair: Client) -> None:
    decided(scene, "area1")
    address = reverse("recognition:revoke", args=[scene.dossier("area1").pk])
    assert chair.get(address).status_code == 200
    assert chair.post(address, {"on": DAY, "ground": ""}).status_code == 409
    assert scene.dossier("area1").result == "recognised"
    chair.post(address, {"on": DAY, "ground": "Kết luận số 5/KL-CA thay thế kết luận cũ."})
    assert scene.dossier("area1").result == "revoked"


def test_queries_do_not_grow_with_the_rows(
    scene: Scene, chair: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decision = decided(scene, "area1", "area2", "area3")
    address = reverse("recognition:decision", args=[decision.pk])
    chair.get(address)
    with django_assert_max_num_queries(16):
        chair.get(address)
    with django_assert_max_num_queries(16):
        chair.get(reverse("recognition:decisions"))
    with django_assert_max_num_queries(18):
        chair.get(reverse("recognition:decision_preview"))


def test_the_paper_names_who_signs_for_whom(scene: Scene, chair: Client) -> None:
    preview(chair, expected=3, sign=1)
    found = Document.objects.get()
    assert found.issuer_name == "Ủy ban nhân dân xã An Phú"
    assert found.issued_on == date(2026, 11, 17)
    assert found.content["signature"]["title"] == "CHỦ TỊCH"
    assert found.content["signature"]["name"] == "Đặng Văn Chính"
