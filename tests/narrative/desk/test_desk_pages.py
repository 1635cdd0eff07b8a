"""The desk in a browser: taking a text in, deciding, confirming; who opens what."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from binhyen.kernel.amounts import exactly
from binhyen.narrative.models import IncomingText, KeptSentence
from tests.narrative.desk.texts import REPORT, reads, rows_of, taken
from tests.reports.desks import Desks, desks
from tests.reports.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> Desks:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return desks()


@pytest.fixture
def text(seats: Desks) -> IncomingText:
    return taken(seats.town, by=seats.lan.actor)


def at(text: IncomingText, more: str = "") -> str:
    return f"/doc-van-ban/{text.pk}/{more}"


def test_a_pasted_text_is_read_and_its_desk_opens(seats: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    client = seats.client(seats.lan)
    sent = {"report_id": seats.town.report().pk, "pasted": REPORT, "author": "Xã An Phú", "about_date": "2026-11-05"}
    answer = client.post("/doc-van-ban/", sent)
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    print(page)
    assert "Bàn đọc văn bản" in page
