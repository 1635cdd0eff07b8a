"""What people type and what addresses may hold: every page answers in words, never with a fault."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from binhyen.audit.models import Entry
from tests.access.test_access import EVERY, TABLE, Page, filled_in, path_of, wrong
from tests.access.world import AT, World, a_world
from tests.accounts.factories import PASSWORD

pytestmark = pytest.mark.django_db
TOO_BIG = 10**19
FORGED = [Page.LIST, Page.MAP, Page.RECORD, Page.FORM, Page.WRITE]
ODD = {
    "page": "abc",
    "trang": "-1",
    "q": "\u200b%_'\"<script>",
    "year": "9" * 40,
    "round": "9" * 40,
    "commune": "9" * 40,
    "place": "-1",
    "kind": "zzz",
    "state": "zzz",
    "stand": "zzz",
    "group": "zzz",
    "tc": "A" * 500,
    "ngay": "31/02/2026",
    "on": "31/02/2026",
    "noi": "zzz",
    "row": "9" * 40,
}


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> World:
    settings.EVIDENCE_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return a_world()


@pytest.fixture
def client(world: World) -> Client:
    found = world.scene.client("lan")
    found.raise_request_exception = False
    return found


def tried(client: Client, page: Page, path: str, form: dict[str, object]) -> int:
    return client.post(path, form).status_code if page is Page.WRITE else client.get(path).status_code


def test_a_number_that_no_database_holds_is_not_there(world: World, client: Client) -> None:
    ids = {key: TOO_BIG for key, value in world.ids.items() if isinstance(value, int)}
    own = {
        space: {key: TOO_BIG if isinstance(value, int) else value for key, value in named.items()}
        for space, named in world.own.items()
    }
    far = replace(world, ids={**world.ids, **ids}, own=own)
    numbered = [name for name in TABLE if set(EVERY[name].pattern.converters) & set(ids)]
    named = [(name, TABLE[name]) for name in numbered if TABLE[name] is not Page.PROGRAM]
    found = [(name, tried(client, page, path_of(far, name), filled_in(world))) for name, page in named]
    wrong([f"{name}: {status}" for name, status in found if status != 404])


def test_words_in_addresses_that_mean_nothing_are_no_fault(world: World, client: Client) -> None:
    found = []
    for name, page in TABLE.items():
        if page in (Page.LIST, Page.MAP, Page.RECORD, Page.FORM):
            answer = client.get(path_of(world, name), ODD)
            answer.close()
            found += [f"{name}: {answer.status_code}"] if answer.status_code >= 500 else []
    wrong(found)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x0b", "\u202e"])
def test_signs_that_are_no_text_are_answered_in_words(world: World, client: Client, sign: str) -> None:
    before = Entry.objects.count()
    found = []
    for name, page in TABLE.items():
        if page in (Page.FORM, Page.WRITE):
            form = {**filled_in(world), "text": f"Bao{sign}nhiêu hộ?", "reason": sign}
            answer = client.post(path_of(world, name), form)
            said = 'data-code="ui.not_text"' in answer.content.decode()
            found += [] if answer.status_code == 400 and said else [f"{name}: {answer.status_code}"]
    wrong(found)
    assert Entry.objects.count() == before


def test_a_sign_that_is_no_text_in_an_address_is_no_fault(world: World, client: Client) -> None:
    assert client.get(reverse("places:search"), {"q": "An\x00Phú"}).status_code == 400
    path = reverse("recognition:save_answer", args=[world.ids["dossier_id"], "ZZ"])
    assert client.post(path.replace("ZZ", "a%00b"), {"version": "0"}).status_code == 404


def test_every_form_asks_for_its_token(world: World) -> None:
    browser = world.scene.client("lan")
    browser.handler.enforce_csrf_checks = True
    names = [name for name, page in TABLE.items() if page in (Page.FORM, Page.WRITE, Page.OWN)]
    found = [(name, browser.post(path_of(world, name), filled_in(world)).status_code) for name in names]
    not_posted = {"openid_connect_login", "openid_connect_callback"}
    wrong([f"{name}: {status}" for name, status in found if status != 403 and name not in not_posted])


def test_every_answer_has_a_content_policy(world: World, client: Client) -> None:
    found = []
    for name in TABLE:
        answer = client.get(path_of(world, name))
        answer.close()
        policy = answer.headers.get("Content-Security-Policy", "")
        found += [] if "default-src 'none'" in policy and "unsafe" not in policy else [f"{name}: {policy}"]
    wrong(found)
    lost = client.get("/khong-co-trang-nay/")
    assert "default-src 'none'" in lost.headers["Content-Security-Policy"]


def test_signing_in_leads_to_no_other_site(world: World, settings: Settings) -> None:
    for page in ("accounts:switch_post", "accounts:unlock"):
        answer = world.scene.client("lan").post(reverse(page), {"next": "https://xau.example/"})
        assert "xau.example" not in answer.headers.get("Location", "")
    typed = {"login": world.scene.nam.account.username, "password": PASSWORD, "next": "https://xau.example/"}
    answer = Client().post(str(settings.LOGIN_URL), typed)
    assert answer.headers["Location"] == "/"


def test_signing_in_begins_a_new_session(world: World, settings: Settings) -> None:
    browser = Client()
    session = browser.session
    session["planted"] = "1"
    session.save()
    planted = session.session_key
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted or ""
    answer = browser.post(str(settings.LOGIN_URL), {"login": world.scene.nam.account.username, "password": PASSWORD})
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != planted
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("name", ["units:choose_workbook", "accounts:import_accounts"])
def test_what_is_no_workbook_is_refused_with_its_status(client: Client, name: str) -> None:
    answer = client.post(reverse(name), {"workbook": SimpleUploadedFile("a.xlsx", b"no workbook")})
    assert answer.status_code == 409
    assert client.get(reverse(name)).status_code == 200
