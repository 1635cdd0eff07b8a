"""Pages of totals: what they show, to whom, and how they answer what cannot be answered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Bound, roughly, vaguely
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.actions.entering import save_cells
from tests.accounts.factories import a_person, a_place, anh_nam, ba_lan, ong_hung, signed_in_client
from tests.reports.factories import NOW, ReportTown, a_content, a_version, entries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


@pytest.fixture
def both(town: ReportTown) -> ReportTown:
    town.accepted()
    second: dict[str, Any] = {
        "propaganda_sessions": 9,
        "leaflets": roughly(5000, Bound.OVER),
        "fireworks_kg": vaguely("hàng trăm kg"),
    }
    town.save(second, town.report(place=town.land.elsewhere), town.nam)
    return town


@pytest.fixture
def hung(both: ReportTown) -> Client:
    return signed_in_client(ong_hung(both.land))


def text(client: Client, name: str = "totals", **asked: Any) -> str:
    answer = client.get(reverse(f"reports:{name}"), {"ky": "2026-11", **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def status(client: Client, **asked: Any) -> int:
    return client.get(reverse("reports:totals"), asked).status_code


# ------------------------------------------------------------------ the table


def test_every_number_of_the_table_opens(hung: Client) -> None:
    shown = text(hung)
    assert "hơn 5.350" in shown
    assert "“hàng trăm kg”" in shown
    assert 'class="by-num" href="/bao-cao/tong/?noi=' in shown


def test_the_stamp_says_basis_and_what_is_not_accepted(hung: Client) -> None:
    assert "chưa được chấp nhận (3/11 số liệu)" in text(hung)
    accepted = text(hung, co_so="accepted")
    assert "by-stamp--accepted" in accepted
    assert "hơn 5.350" not in accepted


def test_what_was_known_on_a_day_is_shown(hung: Client) -> None:
    assert "Chưa có báo cáo nào của nơi và kỳ này có số liệu." in text(hung, den="2026-11-04")
    assert "hơn 5.350" in text(hung, den="05/11/2026")


def test_parts_of_a_total_stand_below_it(both: ReportTown, hung: Client) -> None:
    both.collect("2026-10", a_version(a_content("models_total", "models_total|status=new"), "tach"))
    both.save({"models_total": 9, "models_total|status=new": 2}, both.report("2026-10"))
    assert "trong đó" in text(hung, ky="2026-10")


def test_what_cannot_be_compared_is_hatched_and_named(both: ReportTown, hung: Client) -> None:
    land, day = both.land, date(2027, 7, 1)
    for above in (land.bac_ninh, land.other_province):
        half = a_place("Nửa", Tier.COMMUNE, PlaceKind.COMMUNE, above, day)
        Lineage.objects.create(from_place=land.an_phu.place, to_place=half.place, on=day, share=None)
    PlaceVersion.objects.filter(pk=land.an_phu.pk).update(valid_to=day)
    shown = text(hung, ban_do="2027-12-31")
    assert "by-nocmp" in shown
    assert "Xã An Phú: đã chia tách" in shown
    assert "by-nocmp" not in text(hung, ban_do="nay")
    assert "Xã An Phú: đã chia tách" in text(hung, ban_do="2027-12-31", chi_tieu="propaganda_sessions")


def test_a_group_and_a_form_narrow_the_table(both: ReportTown, hung: Client) -> None:
    assert "Số tờ rơi" not in text(hung, nhom="models")
    other = a_version(a_content("leaflets"), "bieu-khac")
    assert "hơn 5.350" in text(hung, mau="bieu-thu")
    assert "hơn 5.350" not in text(hung, mau=other.form.code)


# ------------------------------------------------------------------ one number


def test_a_number_is_followed_home(both: ReportTown, hung: Client) -> None:
    shown = text(hung, chi_tieu="propaganda_sessions")
    assert "8 + 9 = 17" in shown
    place = both.land.an_phu.place_id
    down = text(hung, chi_tieu="propaganda_sessions", duong=str(place))
    assert f"/bao-cao/{both.report().pk}/o/propaganda_sessions/" in down
    assert "Chấp nhận báo cáo" in down


def test_the_line_of_a_form_opens_by_itself(both: ReportTown, hung: Client) -> None:
    shown = text(hung, chi_tieu="propaganda_sessions", mau="bieu-thu", dong="1")
    assert "8 + 9 = 17" in shown


def test_a_vague_number_opens_and_keeps_its_words(hung: Client) -> None:
    assert "“hàng trăm kg”" in text(hung, chi_tieu="fireworks_kg")


def test_a_trail_of_nonsense_leads_to_the_first_step(hung: Client) -> None:
    shown = text(hung, chi_tieu="propaganda_sessions", duong="x.99999.-1", bao_cao="abc")
    assert "Xã An Phú" in shown


# ------------------------------------------------------------------ what changed


def test_what_changed_since_a_day_is_listed(both: ReportTown, hung: Client) -> None:
    report = both.report(place=both.land.elsewhere)
    later = NOW + timedelta(hours=1)
    save_cells(report_id=report.pk, entries=entries(report, {"propaganda_sessions": 12}), by=both.nam, at=later)
    shown = text(hung, "total_changes", tu="2026-11-04")
    assert "Xã Phúc Lộc" in shown
    assert "Không có gì thay đổi." in text(hung, "total_changes", tu="2026-11-05")
    assert "Từ sau ngày" not in text(hung, "total_changes")


# ------------------------------------------------------------------ to whom, and what cannot be answered


def test_others_find_nothing(both: ReportTown) -> None:
    land = both.land
    nam, lan = signed_in_client(anh_nam(land)), signed_in_client(ba_lan(land))
    assert status(nam, noi=land.an_phu.place_id, ky="2026-11") == 404
    assert status(lan, noi=land.bac_ninh.place_id, ky="2026-11") == 404
    assert status(lan, ky="2026-11") == 200
    speaker = signed_in_client(a_person("truong", "Lê Thị Mai", Role.UNIT_REPRESENTATIVE, land.an_phu))
    assert status(speaker, ky="2026-11") == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"ky": "bao giờ"},
        {"ky": "2026-11", "den": "31/02/2026"},
        {"ky": "2026-11", "co_so": "signed"},
        {"ky": "2026-11", "ban_do": "2026-01-01"},
        {"ky": "2026-11", "ma": "khong-co"},
        {"ky": "2026-11", "mau": "khong-co"},
        {"ky": "2026-11", "chi_tieu": "khong_co"},
        {"ky": "2026-11", "chi_tieu": "tip_providers"},
        {"ky": "2026-11", "chi_tieu": "leaflets", "tach": "x"},
        {"ky": "2020", "noi": ""},
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(hung: Client, asked: dict[str, str]) -> None:
    assert status(hung, **asked) == 409


def test_small_counts_are_hidden_where_somebody_could_be_recognised(both: ReportTown, hung: Client) -> None:
    both.collect("2026-10", a_version(a_content("offenders_helped"), "nhay-cam"))
    both.save({"offenders_helped": 2}, both.report("2026-10"))
    place = both.land.an_phu.place_id
    for code in ("", "offenders_helped"):
        assert "đã ẩn" in text(hung, ky="2026-10", noi=place, chi_tieu=code)
    lan = signed_in_client(ba_lan(both.land))
    assert "đã ẩn" not in text(lan, ky="2026-10", chi_tieu="offenders_helped")


def test_the_table_takes_a_bounded_number_of_queries(hung: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(32):  # type: ignore[operator]
        text(hung)
