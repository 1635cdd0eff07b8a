"""The pages on which a report is filled in: what they show, save, refuse."""

from urllib.parse import quote

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.indicators.queries.forms import shipped_forms
from binhyen.indicators.rules.cells import parse_cell_key
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Bound, Origin
from binhyen.kernel.periods import parse_period
from binhyen.reports.actions.collecting import default_plan, open_collection
from binhyen.reports.actions.correcting import correct
from binhyen.reports.actions.reviewing import Answer, return_report
from binhyen.reports.actions.talking import add_remark
from binhyen.reports.models import Figure, Report
from tests.accounts.factories import a_person
from tests.reports.desks import Desks, desks
from tests.reports.factories import GOOD, NOW, a_report_town, a_version, at
from tests.reports.grid import SCRIPT, body, fields, send, shown, value

pytestmark = pytest.mark.django_db
LIGHT = 60 * 1024


# ------------------------------------------------------------------ the home page


def test_home_shows_what_is_owed_by_its_day(seats: Desks) -> None:
    page = shown(seats.client(seats.lan), "/bao-cao/")
    assert "Báo cáo tháng 11/2026, Xã An Phú" in page
    assert "17/11/2026" in page
    assert "còn 8 ngày làm việc" in page
    assert "0/8 ô" in page
    assert "Phúc Lộc" not in page


def test_home_names_returned_cells_and_what_was_sent_before(seats: Desks) -> None:
    town = seats.town
    town.collect("2026-10")
    town.sent({cell: amount + 1 for cell, amount in GOOD.items()}, report=town.report("2026-10"))
    report = town.sent()
    answer = Answer(reasons={parse_cell_key("leaflets"): "Xem lại."})
    return_report(report_id=report.pk, answer=answer, by=town.hung, at=NOW)
    page = shown(seats.client(seats.lan), "/bao-cao/")
    assert "Sửa 1 ô bị trả lại" in page
    assert "Tháng 10/2026, Xã An Phú" in page


def test_home_leads_an_office_to_what_waits_for_it(seats: Desks) -> None:
    seats.town.sent()
    page = shown(seats.client(seats.hung), "/bao-cao/")
    assert "/bao-cao/nhan/" in page
    assert "/bao-cao/dot/" in page


def test_home_asks_the_same_few_queries_for_any_number_of_reports(
    seats: Desks, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = seats.client(seats.lan)
    for period in ("2026-10", "2026-09", "2026-08"):
        seats.town.collect(period)
    shown(client, "/bao-cao/")
    with django_assert_max_num_queries(13):
        shown(client, "/bao-cao/")


# ------------------------------------------------------------------ the grid


def test_the_grid_shows_the_past_and_what_is_missing(seats: Desks) -> None:
    town = seats.town
    town.collect("2026-10")
    town.collect("2025-11")
    town.save({"leaflets": 350, "models_total": 9, "models_new": 0}, town.report("2026-10"), seats.lan.actor)
    town.save({"leaflets": 300}, town.report("2025-11"), seats.lan.actor)
    page = shown(seats.client(seats.lan), f"/bao-cao/{town.report().pk}/")
    before = town.report("2026-10").pk
    assert f'<a class="by-num" href="/bao-cao/{before}/o/leaflets/">350</a>' in page
    assert f'href="/bao-cao/{town.report("2025-11").pk}/o/leaflets/">300</a>' in page
    assert f"/bao-cao/{before}/o/models_new/" not in page
    assert "không đổi: 9?" in page
    assert "Trước khi nộp còn: 8 ô chưa nhập." in page


def test_a_reports_page_asks_a_fixed_number_of_queries(
    seats: Desks, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    seats.town.save(GOOD, by=seats.lan.actor)
    shown(client, f"/bao-cao/{report.pk}/")
    with django_assert_max_num_queries(29):
        shown(client, f"/bao-cao/{report.pk}/")


def test_a_month_of_twenty_five_cells_is_a_light_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    seats = desks(a_report_town(shipped_forms()["phong-trao-thang"]))
    page = shown(seats.client(seats.lan), f"/bao-cao/{seats.town.report().pk}/")
    assert page.count("data-cell=") == 25
    assert len(page.encode()) < LIGHT


def test_a_years_form_is_filled_in_section_by_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    seats = desks()
    form = shipped_forms()["phong-trao-nam"]
    version = a_version(form, "nam")
    plan = default_plan(form, parse_period("2025"), NOW.date())
    made = open_collection(
        province_id=seats.town.land.bac_ninh.place_id, version_id=version.pk, plan=plan, by=seats.town.hung, at=NOW
    )
    report = Report.objects.get(collection=made, place_id=seats.town.land.an_phu.place_id)
    client = seats.client(seats.lan)
    first, last = form.sections[0], form.sections[-1]
    page = shown(client, f"/bao-cao/{report.pk}/")
    assert page.count("data-cell=") == len(first.lines)
    assert len(page.encode()) < LIGHT
    other = shown(client, f"/bao-cao/{report.pk}/?phan={quote(last.key)}")
    assert other.count("data-cell=") == len(last.lines)
    at_cell = shown(client, f"/bao-cao/{report.pk}/?o={quote(str(last.lines[0].cell))}")
    assert at_cell.count("data-cell=") == len(last.lines)


def test_a_report_of_another_commune_is_not_there(seats: Desks) -> None:
    client, pk = seats.client(seats.nam), seats.town.report().pk
    for path in (f"/bao-cao/{pk}/", f"/bao-cao/{pk}/o/leaflets/"):
        assert client.get(path).status_code == 404
    for path in ("o/", "nop/", "rut/", "dem/", "sua/", "bo-sua/", "o/leaflets/trao-doi/", "o/leaflets/giai-trinh/"):
        assert client.post(f"/bao-cao/{pk}/{path}", {"reason": "x", "text": "x"}).status_code == 404
    assert Figure.objects.count() == 0


def test_steps_are_posted_and_never_linked(seats: Desks) -> None:
    client, pk = seats.client(seats.lan), seats.town.report().pk
    for path in ("o/", "nop/", "rut/", "dem/", "sua/", "bo-sua/", "o/leaflets/trao-doi/", "o/leaflets/minh-chung/"):
        assert client.get(f"/bao-cao/{pk}/{path}").status_code == 405


def test_those_who_only_look_see_a_table_without_fields(seats: Desks) -> None:
    chair = a_person("anphu.chutich", "Vũ Văn Bình", Role.COMMUNE_CHAIR, seats.town.land.an_phu, "Chủ tịch UBND xã")
    seats.town.save(GOOD, by=seats.lan.actor)
    client = seats.client(chair)
    page = shown(client, f"/bao-cao/{seats.town.report().pk}/")
    assert "data-cell=" not in page
    assert "412" in page
    assert send(client, seats.town.report(), {"leaflets": "1"}, 1).status_code == 403


def test_a_question_at_a_cell_stands_under_it(seats: Desks) -> None:
    report = seats.town.report()
    cell = parse_cell_key("leaflets")
    add_remark(report_id=report.pk, cell=cell, text="Tính cả tờ của huyện không?", by=seats.hung.actor, at=NOW)
    page = shown(seats.client(seats.lan), f"/bao-cao/{report.pk}/")
    assert "Hỏi: Tính cả tờ của huyện không?" in page


# ------------------------------------------------------------------ saving


def test_a_cell_is_saved_and_answered_with_its_row_and_the_counts(seats: Desks) -> None:
    report = seats.town.report()
    answer = send(seats.client(seats.lan), report, {"propaganda_attendance": "1.412"})
    page = body(answer)
    assert answer.status_code == 200
    assert 'data-slot="r2"' in page
    assert f'name="b.{report.pk}.propaganda_attendance" value="1"' in page
    assert "nhập tay · Cán bộ phong trào" in page
    assert "Đã lưu 1 ô" in page
    assert "7 ô chưa nhập" in page
    saved = value(report, "propaganda_attendance")
    assert [saved.amount, saved.origin, saved.by_post] == [1412, Origin.TYPED, seats.lan.post.pk]


def test_the_same_save_twice_changes_nothing(seats: Desks) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    for _ in range(2):
        assert send(client, report, {"leaflets": "350"}).status_code == 200
    assert Figure.objects.count() == 1
    report.refresh_from_db()
    assert report.version == 1


def test_words_around_a_number_stay(seats: Desks) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    send(client, report, {"leaflets": "hơn 300", "propaganda_sessions": "KPS", "models_new": "0"})
    assert value(report, "leaflets").bound == Bound.OVER
    page = shown(client, f"/bao-cao/{report.pk}/")
    assert 'value="hơn 300"' in page
    assert 'value="KPS"' in page
    assert 'value="0" data-cell' in page
    assert "không phát sinh" in page


@pytest.mark.parametrize("text", ["1,234.5", "-3", "NaN", "1e30", "=A1+B1", "12 con", "05/11/2026"])
def test_what_is_no_number_stays_as_typed_with_the_reason_at_its_cell(seats: Desks, text: str) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    for script in (True, False):
        answer = send(client, report, {"leaflets": text, "models_new": "1"}, script=script)
        page = body(answer)
        assert answer.status_code == (200 if script else 409)
        assert 'value="' + text.replace("+", "+") + '"' in page
        assert "cell--error" in page
        assert "hàng 3" in page
    assert value(report, "models_new").amount == 1
    assert Figure.objects.count() == 1


def test_two_editors_meet_and_both_values_are_shown(seats: Desks) -> None:
    report = seats.town.report()
    send(
        seats.client(seats.tuan), report, {"propaganda_attendance": "421"}, note_propaganda_attendance="Cộng buổi tối."
    )
    client = seats.client(seats.lan)
    page = body(send(client, report, {"propaganda_attendance": "412", "leaflets": "350"}))
    assert "Phó Trưởng Công an xã" in page
    assert "Cộng buổi tối." in page
    assert "Giữ 421" in page
    assert "Dùng 412" in page
    assert value(report, "propaganda_attendance").amount == 421
    assert value(report, "leaflets").amount == 350
    name = f"{report.pk}.propaganda_attendance"
    send(client, report, {"propaganda_attendance": "412"}, use=f"{name}=1")
    assert value(report, "propaganda_attendance").amount == 412
    assert Figure.objects.filter(cell__indicator="propaganda_attendance").count() == 2


def test_keeping_the_other_value_drops_ones_own(seats: Desks) -> None:
    report = seats.town.report()
    send(seats.client(seats.tuan), report, {"leaflets": "421"})
    page = body(send(seats.client(seats.lan), report, {"leaflets": "412"}, keep=f"{report.pk}.leaflets"))
    assert 'value="421"' in page
    assert "by-conflict" not in page
    assert Figure.objects.count() == 1


def test_cells_in_which_nobody_typed_meet_nothing_when_the_whole_form_is_sent(seats: Desks) -> None:
    report, lan = seats.town.report(), seats.client(seats.lan)
    send(lan, report, {"leaflets": "350"})
    send(seats.client(seats.tuan), report, {"leaflets": "360"}, 1)
    answer = send(lan, report, {"leaflets": "350"}, 1, script=False, **{f"v.{report.pk}.models_new": "1"})
    assert answer.status_code == 302
    assert value(report, "leaflets").amount == 360
    assert value(report, "models_new").amount == 1


def test_a_cell_that_is_not_in_the_form_says_so_and_the_others_are_saved(seats: Desks) -> None:
    report = seats.town.report()
    answer = send(seats.client(seats.lan), report, {"guns": "1", "leaflets": "350"})
    assert answer.status_code == 200
    assert [one.cell.indicator for one in Figure.objects.select_related("cell")] == ["leaflets"]


def test_fields_of_another_report_are_not_written_through_this_one(seats: Desks) -> None:
    other = seats.town.report(place=seats.town.land.elsewhere)
    report = seats.town.report()
    sent = fields(other, {"leaflets": "1"}) | {"v.x.leaflets": "1", "v.": "1", f"v.{report.pk}.|": "2"}
    assert seats.client(seats.lan).post(f"/bao-cao/{report.pk}/o/", sent, headers=SCRIPT).status_code == 200
    assert Figure.objects.count() == 0


def test_a_sent_report_takes_no_cells_and_says_why(seats: Desks) -> None:
    report = seats.town.sent()
    answer = send(seats.client(seats.lan), report, {"leaflets": "1"}, 1)
    assert answer.status_code == 409
    assert "đã nộp" in body(answer)


def test_saving_asks_a_fixed_number_of_queries(
    seats: Desks, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    send(client, report, {"leaflets": "350"})
    with django_assert_max_num_queries(38):
        send(client, report, {cell: str(amount) for cell, amount in GOOD.items() if cell != "leaflets"})


# ------------------------------------------------------------------ buttons that fill in


def test_stocks_keep_what_they_said_and_the_rest_says_nothing(seats: Desks) -> None:
    town = seats.town
    town.collect("2026-10")
    town.save({"models_total": 9, "patrol_members": 42, "leaflets": 350}, town.report("2026-10"), seats.lan.actor)
    report, client = town.report(), seats.client(seats.lan)
    send(client, report, {"propaganda_sessions": "8"}, same="*")
    assert value(report, "models_total").amount == 9
    assert value(report, "patrol_members").amount == 42
    assert not Figure.objects.filter(report=report, cell__indicator="leaflets").exists()
    send(client, report, {}, nothing="*")
    assert value(report, "leaflets").said == "nothing"
    assert value(report, "propaganda_sessions").amount == 8


def test_nothing_to_report_is_not_written_over_a_running_number(seats: Desks) -> None:
    town = seats.town
    town.collect("2026-10")
    town.save({"models_total": 9}, town.report("2026-10"), seats.lan.actor)
    report = town.report()
    send(seats.client(seats.lan), report, {}, nothing="*")
    assert not Figure.objects.filter(report=report, cell__indicator="models_total").exists()
    assert Figure.objects.filter(report=report, said="nothing").count() == len(GOOD) - 1


def test_one_stock_keeps_what_it_said(seats: Desks) -> None:
    town = seats.town
    town.collect("2026-10")
    town.save({"models_total": 9, "patrol_groups": 14}, town.report("2026-10"), seats.lan.actor)
    report = town.report()
    send(seats.client(seats.lan), report, {"models_total": ""}, same=f"{report.pk}.models_total")
    assert [one.amount for one in Figure.objects.filter(report=report)] == [9]


# ------------------------------------------------------------------ findings, explanations, sending


def a_jump(seats: Desks) -> Report:
    """An Phú's leaflets are six times those of last year."""
    town = seats.town
    town.collect("2025-11")
    town.save(GOOD, town.report("2025-11"), seats.lan.actor)
    town.save({**GOOD, "leaflets": 2100}, by=seats.lan.actor)
    return town.report()


def test_a_remarkable_number_is_explained_and_stays(seats: Desks) -> None:
    report, client = a_jump(seats), seats.client(seats.lan)
    page = shown(client, f"/bao-cao/{report.pk}/?o=leaflets")
    assert "cell--warn" in page
    assert "1 số cần giải trình" in page
    assert 'name="check" value="flow_jump_year"' in page
    sent = {"check": "flow_jump_year", "reason": "Công an tỉnh cấp thêm 1.800 tờ."}
    answer = client.post(f"/bao-cao/{report.pk}/o/leaflets/giai-trinh/", sent, headers=SCRIPT)
    assert "Đã giải trình: Công an tỉnh cấp thêm 1.800 tờ." in body(answer)
    assert "Không còn thiếu gì" in body(answer)
    again = client.post(f"/bao-cao/{report.pk}/nop/")
    assert again.status_code == 302


def test_an_explanation_needs_its_reason_and_a_check(seats: Desks) -> None:
    report, client = a_jump(seats), seats.client(seats.lan)
    path = f"/bao-cao/{report.pk}/o/leaflets/giai-trinh/"
    assert client.post(path, {"check": "flow_jump_year", "reason": " "}).status_code == 409
    assert client.post(path, {"reason": "Đúng."}).status_code == 409
    assert client.post(path, {"check": "flow_jump_year", "reason": " "}, headers=SCRIPT).status_code == 409
    assert report.waivers.count() == 0


def test_sending_saves_what_the_form_carries_first(seats: Desks) -> None:
    report = seats.town.report()
    sent = fields(report, {cell: str(amount) for cell, amount in GOOD.items()})
    answer = seats.client(seats.lan).post(f"/bao-cao/{report.pk}/nop/", sent)
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"
    assert Figure.objects.count() == len(GOOD)


def test_sending_a_report_with_empty_cells_names_them(seats: Desks) -> None:
    client, report = seats.client(seats.lan), seats.town.report()
    answer = client.post(f"/bao-cao/{report.pk}/nop/", fields(report, {"leaflets": "350"}))
    assert answer.status_code == 409
    assert "7 ô chưa nhập" in body(answer)
    assert value(report, "leaflets").amount == 350
    refused = client.post(f"/bao-cao/{report.pk}/nop/", fields(report, {"models_new": "hai"}))
    assert refused.status_code == 409
    assert 'value="hai"' in body(refused)


def test_a_sent_report_is_taken_back(seats: Desks) -> None:
    report, client = seats.town.sent(), seats.client(seats.lan)
    assert f"/bao-cao/{report.pk}/rut/" in shown(client, f"/bao-cao/{report.pk}/")
    assert client.post(f"/bao-cao/{report.pk}/rut/").status_code == 302
    assert "data-cell=" in shown(client, f"/bao-cao/{report.pk}/")
    answer = client.post(f"/bao-cao/{report.pk}/rut/")
    assert answer.status_code == 409


# ------------------------------------------------------------------ after it was returned or accepted


def test_returned_cells_come_first_with_their_reasons_and_accepted_ones_are_closed(seats: Desks) -> None:
    report, town = seats.town.sent(), seats.town
    reasons = {parse_cell_key("leaflets"): "Đối chiếu với sổ phát.", parse_cell_key("models_new"): "Thiếu quyết định."}
    answer = Answer(reasons=reasons, reason="Hai số chưa khớp.", accept_rest=True)
    return_report(report_id=report.pk, answer=answer, by=seats.hung.actor, at=NOW)
    client = seats.client(seats.lan)
    page = shown(client, f"/bao-cao/{report.pk}/")
    assert "Sửa 2 ô bị trả lại" in page
    assert "Đối chiếu với sổ phát." in page
    assert "Hai số chưa khớp." in page
    assert page.count("data-cell=") == 2
    assert page.count("cell--locked") == len(GOOD) - 2
    refused = body(send(client, report, {"propaganda_sessions": "9", "leaflets": "351"}, 1))
    assert "hàng 1" in refused
    assert value(report, "leaflets").amount == 351
    assert value(report, "propaganda_sessions").amount == 8
    assert town.report().state == "returned"


def test_a_mended_cell_is_no_longer_among_the_returned_ones_and_nothing_hinders_sending(
    seats: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = seats.town.sent()
    answer = Answer(reasons={parse_cell_key("leaflets"): "Đối chiếu với sổ phát."})
    return_report(report_id=report.pk, answer=answer, by=seats.hung.actor, at=NOW)
    client = seats.client(seats.lan)
    page = shown(client, f"/bao-cao/{report.pk}/")
    assert "1 ô bị trả lại" in page
    assert "data-send" in page
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: at(6))
    assert "1 ô bị trả lại" not in body(send(client, report, {"leaflets": "351"}, 1))
    assert client.post(f"/bao-cao/{report.pk}/nop/").status_code == 302
    assert seats.town.report().state == "submitted"


def test_an_accepted_report_is_a_page_to_read_and_is_corrected_with_a_reason(seats: Desks) -> None:
    report, client = seats.town.accepted(), seats.client(seats.lan)
    page = shown(client, f"/bao-cao/{report.pk}/")
    assert "by-stamp--accepted" in page
    assert "data-cell=" not in page
    assert client.post(f"/bao-cao/{report.pk}/sua/", {"reason": ""}).status_code == 409
    assert client.post(f"/bao-cao/{report.pk}/sua/", {"reason": "Cộng thiếu một buổi."}).status_code == 302
    send(client, report, {"propaganda_sessions": "9"}, 1)
    page = shown(client, f"/bao-cao/{report.pk}/")
    assert "đã chấp nhận 8, chênh +1" in page
    assert "lần sửa 2" in page
    assert client.post(f"/bao-cao/{report.pk}/bo-sua/").status_code == 302
    assert value(report, "propaganda_sessions").amount == 8


def test_a_correction_shows_the_state_of_the_accepted_report(seats: Desks) -> None:
    report = seats.town.accepted()
    correct(report_id=report.pk, reason="Cộng thiếu.", by=seats.lan.actor, at=NOW)
    page = shown(seats.client(seats.lan), f"/bao-cao/{report.pk}/")
    assert "số đã chấp nhận vẫn giữ" in page
    assert "Bỏ bản đính chính" in page
