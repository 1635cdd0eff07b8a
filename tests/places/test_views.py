"""Pages of the map: who sees what, and how many questions they ask."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from binhyen.kernel.actors import SYSTEM, Role
from binhyen.places.actions import AreaDraft, Ground, found_areas
from binhyen.places.models import PlaceVersion
from binhyen.places.queries import history_of, place_named
from binhyen.places.rules.kinds import PlaceKind
from tests.accounts.factories import AT, a_person, signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country_map")]
TODAY, FOUNDED = AT.date(), date(2022, 1, 10)
LIMIT = 60_000


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)


def client_of(role: Role, code: str = "06286") -> Client:
    return signed_in_client(a_person("lan.phongtrao", "Nguyễn Thị Lan", role, place_named(code, TODAY)))


@pytest.fixture
def lan() -> Client:
    """Bà Lan keeps the areas of Khánh Khê."""
    return client_of(Role.COMMUNE_OFFICER)


@pytest.fixture
def areas() -> list[PlaceVersion]:
    """Two areas of Khánh Khê."""
    drafts = [AreaDraft(PlaceKind.VILLAGE, name, 80) for name in ("Nà Lầu", "Bản Khính")]
    commune = place_named("06286", FOUNDED)
    ground = Ground(FOUNDED, "Nghị quyết số 05/NQ-HĐND")
    return found_areas(commune_id=commune.place_id, drafts=drafts, ground=ground, by=SYSTEM, at=AT)


def page(client: Client, code: str, day: date = TODAY, **asked: int) -> Any:
    version = place_named(code, day)
    query: dict[str, str | int] = {"ngay": day.isoformat()} if day != TODAY else {}
    return client.get(reverse("places:place", args=[version.place_id]), {**query, **asked})


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_browsing_starts_at_the_nation(lan: Client) -> None:
    answer = lan.get(reverse("places:places"), {"ngay": "2022-12-31"})
    assert answer.status_code == 302
    shown = text_of(lan.get(answer["Location"]))
    assert "Bắc Kạn" in shown
    assert "31/12/2022" in shown


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("VN", TODAY),
        ("VN", FOUNDED),
        ("79", TODAY),
        ("20", FOUNDED),
        ("27", FOUNDED),
        ("184", FOUNDED),
        ("06286", TODAY),
    ],
)
def test_pages_are_light_and_ask_few_questions(
    lan: Client, code: str, day: date, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    page(lan, code, day)
    with django_assert_max_num_queries(22):
        answer = page(lan, code, day)
    assert answer.status_code == 200
    assert len(answer.content) < LIMIT


def test_a_province_of_168_communes_is_shown_on_two_pages(lan: Client) -> None:
    first, second = page(lan, "79"), page(lan, "79", page=2)
    assert first.context["sight"].below.page.paginator.count == 168
    assert len(second.context["sight"].below.rows) == 68


def test_a_place_that_is_no_more_shows_who_it_is_now(lan: Client) -> None:
    old = place_named("bac-kan", FOUNDED)
    answer = lan.get(reverse("places:place", args=[old.place_id]))
    assert [one.name for one in answer.context["sight"].then] == ["Thái Nguyên"]
    new = place_named("thai-nguyen", TODAY)
    then = lan.get(reverse("places:place", args=[new.place_id]), {"ngay": "31/12/2022"})
    assert [one.name for one in then.context["sight"].then] == ["Bắc Kạn", "Thái Nguyên"]


def test_a_split_commune_is_marked_as_not_comparable(lan: Client) -> None:
    shown = text_of(page(lan, "06040", FOUNDED))
    assert shown.count("by-state--unknown") == 2
    assert "8.527" not in shown


def test_a_commune_that_was_lost_says_so(lan: Client) -> None:
    answer = page(lan, "09520", FOUNDED)
    assert [(event.what, event.comparable) for event in answer.context["sight"].story][-1] == ("lost", False)


def test_search_finds_without_diacritics_on_the_day_asked(lan: Client) -> None:
    def names(**asked: str) -> list[str]:
        answer = lan.get(reverse("places:search"), asked)
        assert len(answer.content) < LIMIT
        return [one.name for one, _parent in answer.context["rows"]]

    assert names(q="ky lua") == ["Kỳ Lừa"]
    assert names(q="bac kan") == ["Bắc Kạn"]
    assert "Bắc Kạn" in names(q="tinh bac kan", ngay="2022-12-31")
    assert names(q="tinh bac kan") == []
    assert names(q="05977") == ["Đông Kinh"]
    assert names() == []
    assert len(names(q="xã")) == 50


@pytest.mark.parametrize("typed", ["hôm nay", "2022-13-01", "31/02/2022", "1/2"])
def test_what_is_no_day_counts_as_today(lan: Client, typed: str) -> None:
    assert lan.get(reverse("places:search"), {"ngay": typed}).context["day"] == TODAY


def test_visitors_are_sent_to_the_sign_in_page() -> None:
    assert Client().get(reverse("places:search")).status_code == 302


def test_an_unknown_place_is_not_found(lan: Client) -> None:
    assert lan.get(reverse("places:place", args=[10**9])).status_code == 404
    commune = place_named("06286", TODAY)
    assert lan.get(reverse("places:rename_area", args=[commune.place_id])).status_code == 404


@pytest.mark.parametrize("name", ["places", "search"])
def test_reading_pages_take_no_posts(lan: Client, name: str) -> None:
    assert lan.post(reverse(f"places:{name}")).status_code == 405


def test_an_area_is_founded_from_its_form(lan: Client) -> None:
    commune = place_named("06286", TODAY)
    address = reverse("places:found_area", args=[commune.place_id])
    assert lan.get(address).status_code == 200
    typed = {"kind": "village", "name": "Nà Lầu", "on": "2026-01-01", "instrument": "NQ 1", "households": "80"}
    answer = lan.post(address, typed)
    assert answer.status_code == 302
    version = PlaceVersion.objects.get(code="06286-001")
    assert answer["Location"] == reverse("places:place", args=[version.place_id])
    assert (version.name, version.households, version.valid_from) == ("Nà Lầu", 80, date(2026, 1, 1))


def test_a_refusal_is_shown_above_the_form_and_keeps_what_was_typed(lan: Client, areas: list[PlaceVersion]) -> None:
    commune = place_named("06286", TODAY)
    typed = {"kind": "village", "name": areas[0].name, "on": "2026-01-01", "instrument": "NQ 1"}
    answer = lan.post(reverse("places:found_area", args=[commune.place_id]), typed)
    assert answer.status_code == 409
    assert "Thôn Nà Lầu" in answer.context["form"].non_field_errors()[0]
    assert 'value="NQ 1"' in text_of(answer)


def test_areas_are_merged_renamed_split_and_dissolved_from_their_forms(lan: Client, areas: list[PlaceVersion]) -> None:
    def post(view: str, place_id: int, **typed: str | list[int]) -> None:
        answer = lan.post(reverse(f"places:{view}", args=[place_id]), {"instrument": "NQ", **typed})
        assert answer.status_code == 302, answer.context["form"].errors

    commune = place_named("06286", TODAY).place_id
    ids = [one.place_id for one in areas]
    new = {"kind": "village", "name": "Lầu Khính"}
    post("merge_areas", commune, areas=ids, on="2026-02-01", **new)
    merged = PlaceVersion.objects.get(code="06286-003")
    post("rename_area", merged.place_id, on="2026-03-01", kind="village", name="Lầu")
    parts = {f"kind_{number}": "village" for number in range(1, 5)} | {"name_1": "Lầu Trên", "name_2": "Lầu Dưới"}
    post("split_area", merged.place_id, on="2026-04-01", share_1="40", share_2="60", **parts)
    upper = PlaceVersion.objects.get(name="Lầu Trên")
    post("dissolve_area", upper.place_id, on="2026-05-01")
    assert [one.valid_to for one in history_of(upper.place_id)] == [date(2026, 5, 1)]


def test_an_area_of_a_split_commune_is_settled_from_its_form(lan: Client) -> None:
    commune = place_named("06040", FOUNDED)
    drafts = [AreaDraft(PlaceKind.VILLAGE, "Cốc Cáng")]
    ground = Ground(FOUNDED, "NQ")
    (area,) = found_areas(commune_id=commune.place_id, drafts=drafts, ground=ground, by=SYSTEM, at=AT)
    shown = lan.get(reverse("places:place", args=[area.place_id]))
    assert shown.context["sight"].is_homeless
    hung = signed_in_client(a_person("tinh.ls", "Trần Văn Hùng", Role.PROVINCE_OFFICER, place_named("20", TODAY)))
    heir = place_named("06025", date(2024, 12, 1)).place_id
    address = reverse("places:settle_area", args=[area.place_id])
    answer = hung.post(address, {"commune": heir, "on": "2024-12-01", "instrument": "NQ"})
    assert answer.status_code == 302
    assert history_of(area.place_id)[-1].code == "06025-001"


def test_who_may_not_edit_sees_no_button_and_is_forbidden(areas: list[PlaceVersion]) -> None:
    auditor = client_of(Role.AUDITOR, "20")
    commune = place_named("06286", TODAY)
    assert reverse("places:found_area", args=[commune.place_id]) not in text_of(page(auditor, "06286"))
    for name, place_id in (("found_area", commune.place_id), ("rename_area", areas[0].place_id)):
        assert auditor.get(reverse(f"places:{name}", args=[place_id])).status_code == 403


def test_an_area_names_its_last_decision_and_says_that_it_went_along(lan: Client, areas: list[PlaceVersion]) -> None:
    sight = lan.get(reverse("places:place", args=[areas[0].place_id])).context["sight"]
    assert sight.decision == "Nghị quyết số 05/NQ-HĐND"
    assert [(event.what, event.follows) for event in sight.story] == [("began", False), ("changed", True)]
