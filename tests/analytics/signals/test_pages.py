"""Pages of signals and spot checks: what each post sees, that forms write, that what is refused stays as it was typed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.analytics.models import Look, Signal, SpotCheck, SpotUnit
from binhyen.kernel.actors import Role
from binhyen.recognition.models import Dossier, Round
from binhyen.recognition.rules.lifecycle import Outcome, State
from tests.accounts.factories import a_person, signed_in_client
from tests.analytics.signals.town import LATER, SHOWN, a_province, looked_at
from tests.recognition.factories import a_town, more_areas, opened
from tests.reports.desks import Desks, desks
from tests.reports.factories import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """The province with people who sign in, on the day on which its list shows what was found."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: SHOWN)
    return desks(a_province())


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_reporter_sees_its_signal_answers_it_and_sees_the_answer(seats: Desks) -> None:
    signal = looked_at(seats.town)
    client = seats.client(seats.lan)
    assert "Ở báo cáo của mình" in text(client, "/kiem-chung/")
    page = text(client, f"/kiem-chung/bao-cao/{signal.report_id}/")
    assert "Giống kỳ trước" in page
    assert "không phải kết luận" in page
    assert "Propaganda attendance" in page
    answered = client.post(reverse("signals:answer_signal", args=[signal.pk]), {"answer": "Đã rà: đúng."})
    assert answered.status_code == 302
    assert "Đã rà: đúng." in text(client, answered.headers["Location"])


def test_an_empty_answer_is_refused_with_its_reason(seats: Desks) -> None:
    signal = looked_at(seats.town)
    answer = seats.client(seats.lan).post(reverse("signals:answer_signal", args=[signal.pk]), {"answer": " "})
    assert answer.status_code == 409
    assert "Hãy ghi đã xem lại những gì." in answer.content.decode()


def test_the_provinces_list_groups_reports_without_ranks_and_says_what_it_is_not_for(seats: Desks) -> None:
    looked_at(seats.town)
    page = text(seats.client(seats.hung), "/kiem-chung/")
    assert "không được dùng để kỷ luật" in page
    assert "Xã An Phú" in page
    assert "trong nhóm không có thứ hạng" in page
    assert "Xem lại sẽ rõ được" in page


def test_the_province_notes_what_came_of_it(seats: Desks) -> None:
    signal = looked_at(seats.town)
    client = seats.client(seats.hung)
    answer = client.post(reverse("signals:note_signal", args=[signal.pk]), {"note": "Đã cùng xem sổ."})
    assert "Đã cùng xem sổ." in text(client, answer.headers["Location"])
    assert "Đã cùng xem sổ." in text(seats.client(seats.lan), f"/kiem-chung/bao-cao/{signal.report_id}/")


def test_before_its_day_the_list_tells_only_how_many_are_waited_for(
    seats: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    signal = looked_at(seats.town)
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: LATER)
    client = seats.client(seats.hung)
    page = text(client, "/kiem-chung/")
    assert "đang được xem trước" in page
    assert "Xã An Phú" not in page
    assert client.get(f"/kiem-chung/bao-cao/{signal.report_id}/").status_code == 404
    assert client.post(reverse("signals:note_signal", args=[signal.pk]), {"note": "Sớm."}).status_code == 404


def test_a_neighbour_sees_neither_signal_nor_list(seats: Desks) -> None:
    signal = looked_at(seats.town)
    client = seats.client(seats.nam)
    page = text(client, "/kiem-chung/")
    assert "Xã An Phú" not in page
    assert "Báo cáo trong tỉnh" not in page
    assert client.get(f"/kiem-chung/bao-cao/{signal.report_id}/").status_code == 404
    assert client.post(reverse("signals:answer_signal", args=[signal.pk]), {"answer": "x"}).status_code == 404


@pytest.mark.parametrize(("role", "checks"), [(Role.AUDITOR, True), (Role.OPERATOR, False)])
def test_a_post_without_reports_is_not_told_of_its_reports(seats: Desks, role: Role, checks: bool) -> None:
    looked_at(seats.town)
    client = signed_in_client(a_person(f"nguoi.{role}", "Dương Quân", role, seats.town.land.bac_ninh))
    page = text(client, "/kiem-chung/")
    assert "không lập báo cáo" in page
    assert "Ở báo cáo của mình" not in page
    assert ("/kiem-chung/phuc-tra/" in page[page.index("<main") :]) is checks


def test_looking_is_one_button_of_the_provinces_officer(seats: Desks) -> None:
    november = seats.town.collections["2026-11"].pk
    client = seats.client(seats.hung)
    assert "Rà soát tín hiệu" in text(client, "/kiem-chung/")
    assert client.post(reverse("signals:look_again", args=[november])).status_code == 302
    assert Look.objects.get().found == Signal.objects.count() > 0
    assert seats.client(seats.lan).post(reverse("signals:look_again", args=[november])).status_code == 404


def test_the_list_takes_few_queries(seats: Desks, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    looked_at(seats.town)
    client = seats.client(seats.hung)
    text(client, "/kiem-chung/")
    with django_assert_max_num_queries(16):
        text(client, "/kiem-chung/")


def test_the_nightly_command_looks_at_what_is_due(seats: Desks, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("signals")
    assert {one.collection_id for one in Look.objects.all()} == {one.pk for one in seats.town.collections.values()}
    call_command("signals", days=1, verbosity=0)
    assert Look.objects.count() == 2
    assert "8 báo cáo" in capsys.readouterr().out


# ------------------------------------------------------------------ spot checks

DECEMBER = at(20, 12)


@pytest.fixture
def round_(monkeypatch: pytest.MonkeyPatch) -> Round:
    """A round in which villages and the school are recognised."""
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: DECEMBER)
    town = a_town()
    more_areas(town, 9)
    opened(town)
    Dossier.objects.filter(scope_code="").update(result=Outcome.RECOGNISED, state=State.DECIDED)
    return Round.objects.get()


def officer(round_: Round, role: Role = Role.PROVINCE_OFFICER) -> Client:
    from binhyen.places.queries import version_on

    return signed_in_client(
        a_person(f"tinh.{role}", "Trần Hùng", role, version_on(round_.province_id, DECEMBER.date()))
    )


def test_a_sample_is_drawn_recorded_and_closed_by_its_pages(round_: Round) -> None:
    client = officer(round_)
    assert "Chưa rút thăm" in text(client, "/kiem-chung/phuc-tra/")
    form = {"round": round_.pk, "asked": "5", "seed": "4 2 6"}
    made = client.post("/kiem-chung/phuc-tra/rut/", form)
    page = text(client, made.headers["Location"])
    assert "4 2 6" in page
    units = list(SpotUnit.objects.order_by("pk"))
    data = {"found_on": "2026-12-20", **{f"verdict{one.pk}": "holds" for one in units}}
    assert client.post(f"{made.headers['Location']}ghi/", data).status_code == 302
    assert "Kết quả còn đúng ở khoảng" in text(client, made.headers["Location"])
    assert client.post(f"{made.headers['Location']}dong/").status_code == 302
    closed = text(client, made.headers["Location"])
    assert "<select" not in closed.split("Cách rút thăm")[0].split("<main")[-1]
    assert "Đã khóa" in text(client, "/kiem-chung/phuc-tra/")


def test_what_is_refused_stays_as_it_was_typed(round_: Round) -> None:
    client = officer(round_)
    made = client.post("/kiem-chung/phuc-tra/rut/", {"round": round_.pk, "asked": "5", "seed": "7"})
    first = SpotUnit.objects.order_by("pk").first()
    assert first is not None
    data = {"found_on": "2026-12-20", f"verdict{first.pk}": "differs", f"note{first.pk}": " "}
    answer = client.post(f"{made.headers['Location']}ghi/", data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Hãy ghi kết quả không còn đúng ở điểm nào" in page
    assert '<option value="differs" selected>' in page
    assert SpotUnit.objects.filter(verdict="").count() == SpotUnit.objects.count()
    assert client.post(f"{made.headers['Location']}ghi/", {"found_on": "hôm qua"}).status_code == 409


def test_an_impossible_drawing_says_why(round_: Round) -> None:
    client = officer(round_)
    answer = client.post("/kiem-chung/phuc-tra/rut/", {"round": round_.pk, "asked": "5000", "seed": "7"})
    assert answer.status_code == 409
    assert "nhiều nhất" in answer.content.decode()
    assert not SpotCheck.objects.exists()


def test_leaders_read_what_was_found_and_draw_nothing(round_: Round) -> None:
    officer_client = officer(round_)
    made = officer_client.post("/kiem-chung/phuc-tra/rut/", {"round": round_.pk, "asked": "5", "seed": "7"})
    leader = officer(round_, Role.PROVINCE_LEADER)
    page = text(leader, made.headers["Location"])
    assert "Chưa xem" in page
    assert "Ghi kết quả</button>" not in page
    assert leader.get("/kiem-chung/phuc-tra/rut/").status_code == 403


def test_a_check_of_many_units_takes_few_queries(
    round_: Round, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = officer(round_)
    made = client.post("/kiem-chung/phuc-tra/rut/", {"round": round_.pk, "asked": "9", "seed": "7"})
    text(client, made.headers["Location"])
    with django_assert_max_num_queries(14):
        text(client, made.headers["Location"])
    assert DECEMBER - timedelta(days=1) < SpotCheck.objects.get().drawn_at
