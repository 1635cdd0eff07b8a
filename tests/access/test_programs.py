"""Every operation of the API, asked without a key, by a session, and by keys that may do something else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from binhyen.audit.models import Entry
from binhyen.config.api import api
from binhyen.kernel.scopes import Scope
from tests.access.test_access import TABLE, Page, wrong
from tests.access.world import AT, World, a_world
from tests.accounts.factories import a_key, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> World:
    settings.EVIDENCE_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return a_world()


def calls() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return method, address and description of every operation; words of addresses mean nothing."""
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, operation in methods.items():
            yield method, re.sub(r"{\w+}", "1", path), operation


def asked(client: Client, method: str, path: str, operation: dict[str, Any]) -> Any:
    body = {} if "requestBody" not in operation else {"data": "{}", "content_type": "application/json"}
    return getattr(client, method)(path, **body)


def test_every_operation_is_in_the_table() -> None:
    names = {f"api:{operation['operationId']}" for _, _, operation in calls()}
    assert names | {"api:api-root"} == {name for name, page in TABLE.items() if page is Page.PROGRAM}


def test_nothing_is_answered_without_a_key_or_by_a_session(world: World) -> None:
    found = []
    for client in (Client(), world.scene.client("lan"), world.scene.client("hung")):
        before = Entry.objects.count()
        answers = [(path, asked(client, method, path, operation)) for method, path, operation in calls()]
        found += [f"{path}: {answer.status_code}" for path, answer in answers if answer.status_code != 401]
        found += [] if Entry.objects.count() == before else ["something was written"]
    wrong(found)


def test_no_key_does_what_its_scopes_do_not_name(world: World) -> None:
    keys = {
        scope: program(a_key(world.scene.lan, *(other for other in Scope if other is not scope))) for scope in Scope
    }
    before = Entry.objects.count()
    answers = [
        (path, asked(keys[Scope(operation["x-scope"])], method, path, operation)) for method, path, operation in calls()
    ]
    wrong([f"{path}: {answer.status_code}" for path, answer in answers if answer.json().get("code") != "api.scope"])
    assert Entry.objects.count() == before


def test_a_number_that_no_database_holds_is_refused_or_not_there(world: World) -> None:
    client = program(a_key(world.scene.lan, *Scope))
    client.raise_request_exception = False
    found = []
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, operation in methods.items() if "{" in path else ():
            answer = asked(client, method, re.sub(r"{\w+}", str(10**19), path), operation)
            found += [] if answer.status_code in (404, 422) else [f"{method} {path}: {answer.status_code}"]
    wrong(found)


def test_a_key_opens_no_page_of_people(world: World) -> None:
    client = program(a_key(world.scene.lan))
    for name in ("desk:my_work", "accounts:accounts", "places:places", "accounts:api_keys"):
        assert client.get(reverse(name)).status_code == 302
