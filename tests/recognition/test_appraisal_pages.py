"""The appraisal desk in the browser's eyes: what waits, one dossier, opinions, remarks, returns, conclusions."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.recognition.actions.appraising import declare_no_conflict, return_dossier
from binhyen.recognition.actions.remarking import add_remark
from binhyen.recognition.models import Answer, Appraisal, Remark, RemarkKind
from tests.recognition.factories import NOVEMBER
from tests.recognition.scene import Scene, a_scene

pytestmark = pytest.mark.django_db
PAGE_BYTES = 60_000


@pytest.fixture
def scene(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOVEMBER)
    return a_scene()


@pytest.fixture
def client(scene: Scene) -> Client:
    return scene.client("lan")


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]  # a test client's answer


def test_the_desk_shows_what_waits_and_narrows(scene: Scene, client: Client) -> None:
    page = client.get(reverse("recognition:appraisal"))
    assert page.status_code == 200
    assert [row.dossier.name for row in page.context["rows"]] == [f"Thôn Số {n}" for n in range(1, 5)]
    assert len(page.content) < PAGE_BYTES
    found = client.get(reverse("recognition:appraisal"), {"q": "so 2"})
    assert [row.dossier.name for row in found.context["rows"]] == ["Thôn Số 2"]
    none = client.get(reverse("recognition:appraisal"), {"kind": "school"})
    assert not none.context["rows"]


def test_the_desk_of_another_place_is_empty(scene: Scene) -> None:
    for name in ("nam", "mai"):
        assert not scene.client(name).get(reverse("recognition:appraisal")).context["rows"]


def test_queries_do_not_grow_with_the_desk(
    scene: Scene, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client.get(reverse("recognition:appraisal"))
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]  # a context manager
        client.get(reverse("recognition:appraisal"))


@pytest.mark.parametrize("name", ["nam", "mai"])
def test_strangers_find_nothing(scene: Scene, name: str) -> None:
    pk = scene.dossier("area1").pk
    client = scene.client(name)
    assert client.get(reverse("recognition:appraise", args=[pk])).status_code == 404
    assert client.get(reverse("recognition:return_dossier", args=[pk])).status_code == 404
    for address in ("declare", "appraisal_remark", "appraisal_resolve", "conclude_appraisal"):
        assert client.post(reverse(f"recognition:{address}", args=[pk])).status_code == 404
    answer = reverse("recognition:appraise_answer", args=[pk, "KDC-2"])
    assert client.post(answer, {"verdict": "met"}).status_code == 404
    assert client.post(reverse("recognition:declare_many"), {"row": pk}).status_code == 404
    assert client.post(reverse("recognition:conclude_many"), {"row": pk}).status_code in (404, 409)
    assert not Appraisal.objects.exists()


def test_a_unit_does_not_see_its_own_dossier_as_appraiser(scene: Scene) -> None:
    own = scene.dossier("commune")
    assert scene.client("lan").get(reverse("recognition:appraise", args=[own.pk])).status_code == 404


def test_wrong_methods_are_refused(scene: Scene, client: Client) -> None:
    pk = scene.dossier("area1").pk
    assert client.post(reverse("recognition:appraisal")).status_code == 405
    assert client.post(reverse("recognition:appraise", args=[pk])).status_code == 405
    for name in ("declare", "appraisal_remark", "appraisal_resolve", "conclude_appraisal"):
        assert client.get(reverse(f"recognition:{name}", args=[pk])).status_code == 405
    for name in ("declare_many", "conclude_many", "conclude_preview"):
        assert client.get(reverse(f"recognition:{name}")).status_code == 405


def test_an_appraiser_declares_judges_and_concludes(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    page = client.get(reverse("recognition:appraise", args=[found.pk]))
    assert page.context["seen"].unjudged == ["KDC-4", "KDC-5"]
    assert page.context["seen"].chosen.criterion.id == "KDC-4"
    assert len(page.content) < PAGE_BYTES
    client.post(reverse("recognition:declare", args=[found.pk]), {"choice": "none"})
    for criterion in ("KDC-4", "KDC-5"):
        kept = client.post(
            reverse("recognition:appraise_answer", args=[found.pk, criterion]),
            {"verdict": "met", "note": "Theo tình hình.", "next": "KDC-5"},
        )
        assert kept.status_code == 302
        assert client.get(kept["Location"]).status_code == 200
        assert kept["Location"].endswith("tc=KDC-5")
    done = client.post(reverse("recognition:conclude_appraisal", args=[found.pk]) + "?kind=residential_area")
    following = scene.dossier("area2").pk
    assert done["Location"] == reverse("recognition:appraise", args=[following]) + "?kind=residential_area"
    assert scene.dossier("area1").appraised_verdict == "met"


def test_facts_are_not_raised_and_the_page_says_so(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    Answer.objects.filter(dossier=found, criterion="KDC-1c").update(
        facts={"households_registered": 1, "households_residing": 2}
    )
    client.post(reverse("recognition:declare", args=[found.pk]))
    answer = client.post(reverse("recognition:appraise_answer", args=[found.pk, "KDC-1c"]), {"verdict": "met"})
    assert answer.status_code == 409
    assert 'data-code="recognition.facts_say_otherwise"' in text(answer)


def test_judging_before_declaring_is_refused_on_the_page(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    answer = client.post(reverse("recognition:appraise_answer", args=[found.pk, "KDC-4"]), {"verdict": "met"})
    assert answer.status_code == 409
    assert 'data-code="recognition.not_declared"' in text(answer)


def test_another_appraisers_opinion_is_hidden_until_the_own_conclusion(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    client.post(reverse("recognition:declare", args=[found.pk]))
    given = {"verdict": "met", "note": "Ghi chú của người thứ nhất"}
    client.post(reverse("recognition:appraise_answer", args=[found.pk, "KDC-4"]), given)
    page = scene.client("second").get(reverse("recognition:appraise", args=[found.pk]), {"tc": "KDC-4"})
    assert page.context["seen"].chosen.hidden
    assert given["note"] not in text(page)
    assert page.context["seen"].chosen.verdict == "cannot_conclude"
    assert given["note"] in text(
        scene.client("chair").get(reverse("recognition:appraise", args=[found.pk]), {"tc": "KDC-4"})
    )


def test_standing_back_closes_the_dossier_for_this_appraiser(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    client.post(reverse("recognition:declare", args=[found.pk]), {"choice": "recuse"})
    page = client.get(reverse("recognition:appraise", args=[found.pk]))
    assert page.context["seen"].desk.page.own_appraisal.state == "recused"
    assert reverse("recognition:conclude_appraisal", args=[found.pk]) not in text(page)


def test_remarks_are_added_settled_and_an_empty_one_is_refused(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    address = reverse("recognition:appraisal_remark", args=[found.pk])
    client.post(address, {"criterion": "KDC-2", "kind": "must_fix", "text": "Nộp báo cáo đã ký."})
    remark = Remark.objects.get()
    assert (remark.kind, remark.criterion) == (RemarkKind.MUST_FIX, "KDC-2")
    assert "Nộp báo cáo đã ký." in text(client.get(reverse("recognition:appraise", args=[found.pk]), {"tc": "KDC-2"}))
    empty = client.post(address, {"criterion": "KDC-2", "kind": "question", "text": " "})
    assert empty.status_code == 409
    client.post(reverse("recognition:appraisal_resolve", args=[found.pk]), {"remark": remark.pk, "criterion": "KDC-2"})
    remark.refresh_from_db()
    assert remark.resolved_at is not None


def test_a_dossier_is_returned_with_reasons_only(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    client.post(reverse("recognition:declare", args=[found.pk]))
    address = reverse("recognition:return_dossier", args=[found.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"KDC-2": ""}).status_code == 409
    assert scene.dossier("area1").state == "submitted"
    assert client.post(address, {"KDC-2": "Thiếu báo cáo."})["Location"] == reverse("recognition:appraisal")
    assert scene.dossier("area1").state == "returned"
    assert Remark.objects.get().text == "Thiếu báo cáo."


def test_many_are_declared_previewed_and_concluded_at_once(scene: Scene, client: Client) -> None:
    ids = [scene.dossier(f"area{n}").pk for n in (1, 2, 3)]
    before = client.post(reverse("recognition:conclude_preview"), {"row": ids})
    assert len(before.context["blocked"]) == 3
    client.post(reverse("recognition:declare_many"), {"row": ids})
    add_remark(
        dossier_id=ids[0], criterion="KDC-2", kind=RemarkKind.MUST_FIX, text="Sửa.", by=scene.lan.actor, at=NOVEMBER
    )
    seen = client.post(reverse("recognition:conclude_preview"), {"row": ids})
    assert [row.dossier.pk for row in seen.context["blocked"]] == ids[:1]
    assert {row.unjudged for row in seen.context["ready"]} == {2}
    refused = client.post(reverse("recognition:conclude_many"), {"row": ids})
    assert refused.status_code == 409
    assert scene.dossier("area2").state == "submitted"
    client.post(reverse("recognition:conclude_many"), {"row": ids[1:]})
    assert scene.dossier("area2").appraised_verdict == "cannot_conclude"


def test_neighbours_keep_the_filter(scene: Scene, client: Client) -> None:
    page = client.get(reverse("recognition:appraise", args=[scene.dossier("area2").pk]), {"kind": "residential_area"})
    assert page.context["neighbours"] == (scene.dossier("area1").pk, scene.dossier("area3").pk)
    assert f"/{scene.dossier('area3').pk}/?kind=residential_area" in text(page)


def test_one_dossier_is_shown_in_a_fixed_number_of_queries(
    scene: Scene, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("recognition:appraise", args=[scene.dossier("area1").pk])
    client.get(address)
    with django_assert_max_num_queries(24):
        client.get(address)


def test_a_returned_dossier_left_the_desk(scene: Scene, client: Client) -> None:
    found = scene.dossier("area1")
    declare_no_conflict(dossier_id=found.pk, by=scene.lan.actor, at=NOVEMBER)
    return_dossier(dossier_id=found.pk, reasons={"KDC-2": "Thiếu."}, by=scene.lan.actor, at=NOVEMBER)
    names = [row.dossier.name for row in client.get(reverse("recognition:appraisal")).context["rows"]]
    assert "Thôn Số 1" not in names
