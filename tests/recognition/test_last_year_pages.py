"""Last year beside this year: shown, compared, copied and confirmed on the page."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from binhyen.recognition.actions.registering import Registration, register
from binhyen.recognition.actions.rounds import open_round
from binhyen.recognition.models import Answer, Dossier
from binhyen.recognition.rules.settings import default_settings
from tests.recognition.factories import ZONE, answered
from tests.recognition.test_pages import Cast, at, cast

__all__ = ["at", "cast"]
pytestmark = pytest.mark.django_db
NEXT = datetime(2027, 2, 25, 9, 0, tzinfo=ZONE)


@pytest.fixture
def renewed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """The village's dossier of the year after, registered."""
    answered(cast.town)
    town = cast.town
    opened = open_round(
        province_id=town.province.place_id, year=2027, settings=default_settings(2027), by=town.hung, at=NEXT
    ).round
    found = Dossier.objects.get(round=opened, unit=town.units["area"])
    register(dossier_id=found.pk, registration=Registration(date(2027, 2, 20)), by=town.head, at=NEXT)
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NEXT)
    return found


def page_of(cast: Cast, found: Dossier, criterion: str) -> str:
    return cast.head.get(reverse("recognition:dossier", args=[found.pk]), {"tc": criterion}).content.decode()


def test_last_years_answer_stands_beside(cast: Cast, renewed: Dossier) -> None:
    html = page_of(cast, renewed, "KDC-1a")
    assert "Nghị quyết số 3." in html
    assert "2026" in html


def test_the_start_from_last_year_is_confirmed_criterion_by_criterion(cast: Cast, renewed: Dossier) -> None:
    assert cast.head.post(reverse("recognition:start_dossier", args=[renewed.pk])).status_code == 302
    copied = Answer.objects.get(dossier=renewed, criterion="KDC-2")
    assert copied.carried_over
    assert copied.judgement == ""
    html = page_of(cast, renewed, "KDC-2")
    assert "by-note--warn" in html
    form = {"version": str(copied.version), "judgement": "met", "explanation": copied.explanation}
    cast.head.post(reverse("recognition:save_answer", args=[renewed.pk, "KDC-2"]), form)
    copied.refresh_from_db()
    assert not copied.carried_over


def test_lists_keep_to_the_newest_round_unless_asked(cast: Cast, renewed: Dossier) -> None:
    newest = cast.head.get("/cong-nhan/ho-so/").content.decode()
    older = cast.head.get("/cong-nhan/ho-so/?year=2026").content.decode()
    assert f"/ho-so/{renewed.pk}/" in newest
    assert f"/ho-so/{renewed.pk}/" not in older
