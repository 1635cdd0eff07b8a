"""The conference page and command: figures of a place, for those whose post covers it."""

import io
import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from binhyen.places.models import Place
from tests.accounts.factories import signed_in_client
from tests.recognition.scene import Scene, a_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    made = a_scene()
    for place, slug in ((made.town.land.bac_ninh, "bac-ninh"), (made.town.land.an_phu, "an-phu")):
        Place.objects.filter(pk=place.place_id).update(slug=slug)
    return made


def page(client: Client, **asked: str) -> int:
    return client.get(reverse("indicators:conference"), asked).status_code


def test_the_province_sees_its_figures_each_opening_into_a_list(scene: Scene) -> None:
    answer = signed_in_client(scene.hung).get(reverse("indicators:conference"), {"ky": "2026"})
    assert answer.status_code == 200
    assert 'class="by-num" href="/cong-nhan/ho-so/' in answer.content.decode()


def test_every_number_opens_into_as_many_rows(scene: Scene) -> None:
    client = signed_in_client(scene.hung)
    rows = conference("bac-ninh", "2026")["rows"]
    registered = next(row for row in rows if row["indicator"] == "units_registered_safe")
    listed = client.get(str(registered["link"])).context["page"].paginator.count
    assert listed == registered["numerator"]


def test_a_stranger_finds_nothing(scene: Scene) -> None:
    assert page(signed_in_client(scene.nam), noi="an-phu", ky="2026") == 404


def test_a_visitor_is_led_to_the_sign_in(client: Client) -> None:
    assert page(client) == 302


def test_what_is_no_period_or_place_is_refused(scene: Scene) -> None:
    client = signed_in_client(scene.hung)
    assert page(client, ky="bao giờ") == 409
    assert page(client, noi="nowhere", ky="2026") == 409


def test_it_is_only_read(scene: Scene) -> None:
    assert signed_in_client(scene.hung).post(reverse("indicators:conference")).status_code == 405


@pytest.mark.parametrize("words", [["nowhere", "2026"], ["bac-ninh", "bao giờ"], ["bac-ninh"], []])
def test_the_command_says_what_it_can_t_read_and_ends_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        call_command("conference", *words, "--json", stderr=io.StringIO())
    assert stop.value.code == 2


def conference(place: str, period: str) -> dict[str, list[dict[str, object]]]:
    out = io.StringIO()
    call_command("conference", place, period, "--json", stdout=out)
    report: dict[str, list[dict[str, object]]] = json.loads(out.getvalue())
    return report
