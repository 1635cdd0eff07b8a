"""The page of accounts to try is the demonstration's alone."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_outside_the_demonstration_there_is_no_such_page(client: Client) -> None:
    assert client.get(reverse("workshop:trial_accounts")).status_code == 404


def test_the_demonstration_shows_it_to_visitors(client: Client) -> None:
    with override_settings(DEMONSTRATION=True):
        answer = client.get(reverse("workshop:trial_accounts"))
    assert answer.status_code == 200


def test_it_is_only_read(client: Client) -> None:
    assert client.post(reverse("workshop:trial_accounts")).status_code == 405
