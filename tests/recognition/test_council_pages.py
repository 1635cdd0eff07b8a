"""The council in the browser's eyes: putting to the vote, ballots, paper minutes, results, drafts."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from binhyen.documents.actions import rendition
from binhyen.documents.models import Document
from binhyen.documents.rules.layout import Format
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Refused
from binhyen.recognition.actions.voting import put_to_council
from binhyen.units.actions.meetings import call_meeting, mark_present, open_meeting
from binhyen.units.models import Ballot, Committee, Meeting, Membership, Motion
from tests.accounts.factories import START, Person, a_person, signed_in_client
from tests.files.conftest import pdf
from tests.recognition.factories import NOVEMBER
from tests.recognition.scene import Scene, a_scene

pytestmark = pytest.mark.django_db
PAGE_BYTES = 60_000


@pytest.fixture
def scene(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Scene:
    settings.EVIDENCE_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOVEMBER)
    made = a_scene()
    for name in ("area1", "area2"):
        made.appraise(name)
    return made


@pytest.fixture
def members(scene: Scene) -> list[Person]:
    """The council of An Phú: a head, a member and a secretary who sign in."""
    place = scene.town.commune
    committee = Committee.objects.create(
        place=place.place,
        place_path=place.path,
        name="Hội đồng xét công nhận xã An Phú",
        short_name="HĐ",
        sign_suffix="HĐ",
        valid_from=START,
    )
    people = []
    for number, role in enumerate(("head", "member", "secretary")):
        person = a_person(f"hoidong{number}", f"Ủy viên {number}", Role.COUNCIL_MEMBER, place, f"Ủy viên {number}")
        Membership.objects.create(committee=committee, post=person.post, role=role, valid_from=START)
        people.append(person)
    return people


@pytest.fixture
def meeting(scene: Scene, members: list[Person]) -> Meeting:
    committee = Committee.objects.get()
    called = call_meeting(
        committee=committee,
        held_on=NOVEMBER.date(),
        subject="Họp xét công nhận",
        quorum_percent=66,
        by=scene.lan.actor,
        at=NOVEMBER,
    )
    present = list(committee.memberships.values_list("pk", flat=True))
    mark_present(meeting=called, present=present, by=scene.lan.actor, at=NOVEMBER)
    return called


@pytest.fixture
def held(scene: Scene, meeting: Meeting) -> Meeting:
    return open_meeting(meeting=meeting, by=scene.lan.actor, at=NOVEMBER)


@pytest.fixture
def client(scene: Scene) -> Client:
    return scene.client("lan")


def ids(scene: Scene) -> list[int]:
    return [scene.dossier(name).pk for name in ("area1", "area2")]


def put(scene: Scene, meeting: Meeting) -> Motion:
    return put_to_council(
        dossier_ids=ids(scene), meeting=meeting, title="Công nhận hai thôn", by=scene.lan.actor, at=NOVEMBER
    )


def test_the_page_shows_what_was_appraised_and_not_voted_on(scene: Scene, client: Client) -> None:
    page = client.get(reverse("recognition:council"))
    assert [one.name for one in page.context["desk"].unput] == ["Thôn Số 1", "Thôn Số 2"]
    assert len(page.content) < PAGE_BYTES


def test_dossiers_are_put_voted_on_closed_and_taken_over(
    scene: Scene, client: Client, held: Meeting, members: list[Person]
) -> None:
    form = {"meeting": held.pk, "title": "Công nhận hai thôn", "row": ids(scene)}
    answer = client.post(reverse("recognition:put_to_council"), form)
    page = reverse("recognition:council_meeting", args=[held.pk])
    assert answer["Location"] == page
    motion = Motion.objects.get()
    assert motion.link == page
    for person in members:
        browser = signed_in_client(person)
        shown = browser.get(page)
        assert [one.name for one in shown.context["seen"].puts[0].dossiers] == ["Thôn Số 1", "Thôn Số 2"]
        browser.post(reverse("recognition:council_vote", args=[held.pk]), {"motion": motion.pk, "choice": "for"})
        assert browser.get(page).context["seen"].puts[0].voted
    assert Ballot.objects.count() == 3
    client.post(reverse("recognition:council_close", args=[held.pk]), {"motion": motion.pk})
    assert len(client.get(reverse("recognition:council")).context["desk"].voted) == 2
    client.post(reverse("recognition:take_votes"))
    assert scene.dossier("area1").carried is True
    assert scene.dossier("area1").state == "voted"


def test_a_dossier_in_an_open_vote_waits_for_its_end_and_is_put_to_no_other(
    scene: Scene, client: Client, held: Meeting
) -> None:
    motion = put(scene, held)
    desk = client.get(reverse("recognition:council")).context["desk"]
    assert (desk.unput, desk.voted) == ([], [])
    assert [(one.name, meeting) for one, meeting in desk.voting] == [("Thôn Số 1", held), ("Thôn Số 2", held)]
    other = call_meeting(
        committee=held.committee,
        held_on=NOVEMBER.date(),
        subject="Họp thêm",
        quorum_percent=66,
        by=scene.lan.actor,
        at=NOVEMBER,
    )
    present = list(held.committee.memberships.values_list("pk", flat=True))
    mark_present(meeting=other, present=present, by=scene.lan.actor, at=NOVEMBER)
    opened = open_meeting(meeting=other, by=scene.lan.actor, at=NOVEMBER)
    with pytest.raises(Refused) as refusal:
        put(scene, opened)
    assert {one.code for one in refusal.value.findings} == {"recognition.in_open_vote"}
    assert list(Motion.objects.all()) == [motion]
    client.post(reverse("recognition:council_close", args=[held.pk]), {"motion": motion.pk})
    assert put(scene, opened).meeting == opened


def test_the_whole_list_is_put_to_one_vote(scene: Scene, client: Client, held: Meeting) -> None:
    form = {"meeting": held.pk, "title": "Công nhận tất cả", "whole": "1"}
    client.post(reverse("recognition:put_to_council"), form)
    assert Motion.objects.get().subjects.count() == 2


def test_signed_minutes_have_the_force_of_ballots(scene: Scene, client: Client, meeting: Meeting) -> None:
    scan = SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")
    counts = {"in_favour": 2, "against": 1, "abstained": 0, "recused": 0}
    form = {"meeting": meeting.pk, "title": "Công nhận", "row": ids(scene), "minutes": scan, **counts}
    assert client.post(reverse("recognition:council_paper"), form).status_code == 302
    assert scene.dossier("area2").carried is True
    assert Motion.objects.get().on_paper


def test_more_votes_than_members_are_refused(scene: Scene, client: Client, meeting: Meeting) -> None:
    scan = SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")
    counts = {"in_favour": 9, "against": 0, "abstained": 0, "recused": 0}
    form = {"meeting": meeting.pk, "title": "Công nhận", "row": ids(scene), "minutes": scan, **counts}
    assert client.post(reverse("recognition:council_paper"), form).status_code == 409
    assert scene.dossier("area2").state == "appraised"
    assert not Motion.objects.exists()


def test_nothing_ticked_is_refused(scene: Scene, client: Client, held: Meeting) -> None:
    answer = client.post(reverse("recognition:put_to_council"), {"meeting": held.pk, "title": "Công nhận"})
    assert answer.status_code == 409
    assert not Motion.objects.exists()


def test_strangers_find_nothing(scene: Scene, held: Meeting) -> None:
    motion = put(scene, held)
    for name in ("nam", "mai"):
        stranger = scene.client(name)
        assert not stranger.get(reverse("recognition:council")).context["desk"].unput
        assert stranger.get(reverse("recognition:council_meeting", args=[held.pk])).status_code == 404
        for address in ("council_vote", "council_close", "draft_minutes"):
            data = {"motion": motion.pk, "choice": "for"}
            assert stranger.post(reverse(f"recognition:{address}", args=[held.pk]), data).status_code == 404
        assert stranger.post(reverse("recognition:take_votes")).status_code == 404
        assert stranger.post(reverse("recognition:draft_submission"), {"row": ids(scene)}).status_code == 404
        found = reverse("recognition:draft_assessment", args=[scene.dossier("area1").pk])
        assert stranger.post(found).status_code == 404
    assert not Document.objects.exists()
    assert not Ballot.objects.exists()


def test_wrong_methods_are_refused(scene: Scene, client: Client, held: Meeting) -> None:
    assert client.post(reverse("recognition:council")).status_code == 405
    for name in ("put_to_council", "council_paper", "take_votes", "draft_submission"):
        assert client.get(reverse(f"recognition:{name}")).status_code == 405
    assert client.post(reverse("recognition:council_meeting", args=[held.pk])).status_code == 405
    for name in ("council_vote", "council_close", "draft_minutes"):
        assert client.get(reverse(f"recognition:{name}", args=[held.pk])).status_code == 405


def test_minutes_are_drafted_when_the_votes_are_closed(scene: Scene, client: Client, held: Meeting) -> None:
    motion = put(scene, held)
    address = reverse("recognition:draft_minutes", args=[held.pk])
    assert client.post(address).status_code == 409
    client.post(reverse("recognition:council_close", args=[held.pk]), {"motion": motion.pk})
    answer = client.post(address)
    document = Document.objects.get()
    assert answer["Location"] == reverse("documents:document", args=[document.pk])
    assert (document.kind, document.issuer_name) == ("BB", "Hội đồng xét công nhận xã An Phú")
    assert document.content["signature"]["name"] == "Ủy viên 0"
    assert document.content["second_signature"]["name"] == "Ủy viên 2"
    assert client.get(answer["Location"]).status_code == 200
    assert rendition(document_id=document.pk, format=Format("docx"), at=NOVEMBER)[:2] == b"PK"


def test_the_submission_and_the_report_are_drafted(scene: Scene, client: Client) -> None:
    client.post(reverse("recognition:draft_submission"), {"row": ids(scene)})
    assert Document.objects.get(kind="TTr").content["addressees"] == ["Chủ tịch Ủy ban nhân dân xã An Phú"]
    client.post(reverse("recognition:draft_assessment", args=[scene.dossier("area1").pk]))
    report = Document.objects.get(kind="BC")
    assert report.place_path == scene.dossier("area1").place_path
    for document in Document.objects.all():
        assert rendition(document_id=document.pk, format=Format("pdf"), at=NOVEMBER)[:4] == b"%PDF"


def test_queries_do_not_grow_with_the_dossiers(
    scene: Scene, client: Client, held: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put(scene, held)
    client.get(reverse("recognition:council"))
    with django_assert_max_num_queries(16):
        client.get(reverse("recognition:council"))
    with django_assert_max_num_queries(18):
        client.get(reverse("recognition:council_meeting", args=[held.pk]))
