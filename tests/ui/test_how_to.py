"""What the page on using the API shows is run: every curl answers, and the shown error is the one that comes."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from binhyen.kernel.scopes import SCOPE_NAMES
from tests.accounts.factories import AT, a_key, a_land, ba_lan

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
CURLS = re.findall(r"```sh\n(curl .+?)\n```", PAGE, re.DOTALL)


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    land = a_land()
    land.bac_ninh.code = "24"
    land.bac_ninh.save()
    return a_key(ba_lan(land))


def run(command: str, key: str) -> HttpResponse:
    """Send what a curl would send."""
    _, address, *rest = shlex.split(command.replace("$SITE", "").replace("$KEY", key))
    headers = dict(rest[at + 1].split(": ", 1) for at, word in enumerate(rest) if word == "-H")
    answer = Client(headers=headers).get(address)
    assert isinstance(answer, HttpResponse)
    return answer


def test_the_page_shows_some() -> None:
    assert len(CURLS) >= 5


@pytest.mark.parametrize("command", CURLS)
def test_every_curl_of_the_page_answers(command: str, key: str) -> None:
    answer = run(command, key)
    assert answer.status_code == 200, answer.content
    if answer.headers["Content-Type"].startswith("text/csv"):
        assert answer.content.decode().startswith("indicator,place,")
    else:
        assert json.loads(answer.content)


def test_the_error_of_the_page_is_the_one_that_comes(key: str) -> None:
    shown = json.loads(re.findall(r"```json\n(.+?)\n```", PAGE, re.DOTALL)[0])
    command = 'curl "$SITE/api/v1/places?limit=1001" -H "Authorization: Bearer $KEY" -H "Accept-Language: en"'
    assert json.loads(run(command, key).content) == shown


def test_the_page_names_every_scope_as_the_form_does() -> None:
    for scope, name in SCOPE_NAMES.items():
        assert f"| `{scope}` | {name} |" in PAGE
