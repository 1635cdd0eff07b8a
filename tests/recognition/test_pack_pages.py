"""Pages of packs: the shelf, a province's draft, its effect, putting it in use, separate results."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.recognition.models import OtherResult, PackVersion
from binhyen.recognition.queries.pack_pages import separate_packs
from binhyen.recognition.queries.packs import pack_of
from tests.recognition.factories import NOVEMBER
from tests.recognition.scene import Scene, a_scene

pytestmark = pytest.mark.django_db
PAGE_BYTES = 60_000
WORDING = {
    "w-criterion": "KDC-4",
    "w-wording": "Nguyên văn khoản 4.",
    "w-article": "Điều 4 khoản 4",
    "w-valid_from": "2026-01-01",
    "complete": "1",
}


@pytest.fixture
def scene(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOVEMBER)
    return a_scene(sent=1)


def law() -> PackVersion:
    return PackVersion.objects.get(code="tt48-2025", province__isnull=True)


def test_the_shelf_says_what_is_in_use_and_why_the_rest_is_not(scene: Scene) -> None:
    page = scene.client("mai").get(reverse("recognition:packs"))
    disabled = [row.pack for row in page.context["rows"] if not row.pack.enabled]
    assert disabled
    assert all(one.disabled_because in page.content.decode() for one in disabled[:1])
    assert len(page.content) < PAGE_BYTES
    assert len(scene.client("lan").get(reverse("recognition:pack", args=[law().pk])).content) < PAGE_BYTES


def test_the_province_completes_a_criterion_sees_the_effect_and_puts_it_in_use(scene: Scene) -> None:
    client = scene.client("hung")
    kept = client.post(reverse("recognition:edit_pack", args=[law().pk]), WORDING)
    draft = PackVersion.objects.get(state="draft")
    assert kept["Location"] == reverse("recognition:pack", args=[draft.pk])
    page = client.get(kept["Location"])
    assert [one.criterion for one in page.context["changes"]] == ["KDC-4"]
    assert page.context["effect"].submitted == 1
    assert page.context["effect"].moving == 4
    client.post(reverse("recognition:activate_pack", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == "active"
    assert scene.dossier("area2").pack_id == draft.pk
    assert scene.dossier("area1").pack_id == law().pk


def test_the_province_adds_a_criterion_of_its_own(scene: Scene) -> None:
    client = scene.client("hung")
    form = {
        "c-id": "BN-1",
        "c-gist": "Có camera an ninh",
        "c-wording": "Khu dân cư có camera an ninh công cộng.",
        "c-instrument": "Quyết định số 1/2026/QĐ-UBND",
        "c-article": "Điều 2",
        "c-kinds": ["residential_area"],
        "c-valid_from": "2026-01-01",
        "add": "1",
    }
    address = reverse("recognition:edit_pack", args=[law().pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {**form, "c-id": "KDC-1a"}).status_code == 409
    assert not PackVersion.objects.filter(state="draft").exists()
    assert client.post(address, form).status_code == 302
    assert PackVersion.objects.filter(state="draft").exists()


@pytest.mark.parametrize("name", ["lan", "mai", "nam"])
def test_only_the_province_edits(scene: Scene, name: str) -> None:
    client = scene.client(name)
    assert client.get(reverse("recognition:edit_pack", args=[law().pk])).status_code == 404
    assert client.post(reverse("recognition:edit_pack", args=[law().pk]), WORDING).status_code == 404
    assert not PackVersion.objects.filter(state="draft").exists()
    assert client.post(reverse("recognition:activate_pack", args=[law().pk])).status_code == 404


def test_wrong_methods_are_refused(scene: Scene) -> None:
    client = scene.client("hung")
    assert client.post(reverse("recognition:packs")).status_code == 405
    assert client.post(reverse("recognition:pack", args=[law().pk])).status_code == 405
    assert client.get(reverse("recognition:activate_pack", args=[law().pk])).status_code == 405
    assert client.post(reverse("recognition:other_results")).status_code == 405


def test_separate_results_are_recorded_and_strangers_see_none(scene: Scene) -> None:
    dossier = scene.dossier("commune")
    version = next(one for one in separate_packs() if pack_of(one).kind("commune"))
    address = reverse("recognition:other_result", args=[dossier.pk, version.pk])
    client = scene.client("hung")
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 302
    assert OtherResult.objects.get().verdict == "cannot_conclude"
    assert client.get(reverse("recognition:other_results")).status_code == 200
    assert scene.client("nam").get(address).status_code == 404
    assert not scene.client("mai").get(reverse("recognition:other_results")).context["page"].paginator.count


def test_queries_are_few(scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = scene.client("hung")
    client.get(reverse("recognition:packs"))
    with django_assert_max_num_queries(12):
        client.get(reverse("recognition:packs"))
    with django_assert_max_num_queries(14):
        client.get(reverse("recognition:other_results"))
