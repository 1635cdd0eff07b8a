"""The page of one dossier: answers, conflicts, evidence, threads, submission; and what strangers see of it."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from binhyen.accounts.models import Post
from binhyen.kernel.actors import SYSTEM, Role
from binhyen.recognition.actions.remarking import add_remark
from binhyen.recognition.models import Answer, AnswerRevision, Dossier, Evidence, Remark, RemarkKind
from binhyen.recognition.rules.assessing import Said
from binhyen.recognition.rules.lifecycle import State
from binhyen.units.actions.registry import represent
from tests.recognition.factories import NOVEMBER, answered, attach, recognised, refused, registered, save
from tests.recognition.test_pages import HEAVIEST, Cast, at, cast

__all__ = ["at", "cast"]
pytestmark = pytest.mark.django_db
PAGE_QUERIES = 15


def page_of(client: Client, dossier: Dossier, criterion: str = "") -> str:
    answer = client.get(reverse("recognition:dossier", args=[dossier.pk]), {"tc": criterion} if criterion else {})
    assert answer.status_code == 200
    return answer.content.decode()


def save_path(dossier: Dossier, criterion: str) -> str:
    return reverse("recognition:save_answer", args=[dossier.pk, criterion])


HOUSEHOLDS = {
    "version": "0",
    "judgement": "met",
    "fact-households_registered": "212",
    "fact-households_residing": "214",
}


def a_picture(name: str = "bien-ban.png") -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (40, 50), "white").save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/png")


@pytest.fixture
def found(cast: Cast) -> Dossier:
    return registered(cast.town)


@pytest.mark.parametrize("name", ["area", "commune", "school", "enterprise", "kindergarten"])
def test_every_kind_of_dossier_has_its_page(cast: Cast, name: str) -> None:
    answer = cast.hung.get(reverse("recognition:dossier", args=[cast.town.dossier(name).pk]))
    assert answer.status_code == 200
    assert len(answer.content) <= HEAVIEST


def test_a_form_is_saved_without_scripts_and_leads_to_the_next_criterion(cast: Cast, found: Dossier) -> None:
    form = HOUSEHOLDS | {"explanation": "Theo bản đăng ký.", "next": "1"}
    answer = cast.head.post(save_path(found, "KDC-1c"), form)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?tc=KDC-2")
    kept = Answer.objects.get()
    assert kept.facts == {"households_registered": 212, "households_residing": 214}
    assert kept.explanation == "Theo bản đăng ký."
    assert not kept.on_behalf
    assert "212" in page_of(cast.head, found, "KDC-1c")


def test_a_script_gets_the_version_and_the_verdict(cast: Cast, found: Dossier) -> None:
    answer = cast.head.post(save_path(found, "KDC-1c"), HOUSEHOLDS, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["BY-Version"] == "1"
    assert "by-state--not" in answer.content.decode()


def test_the_office_enters_on_behalf(cast: Cast, found: Dossier) -> None:
    assert cast.lan.post(save_path(found, "KDC-1c"), HOUSEHOLDS).status_code == 302
    assert Answer.objects.get().on_behalf


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_conflict_shows_both_values_and_loses_none(cast: Cast, found: Dossier, headers: dict[str, str]) -> None:
    mine = HOUSEHOLDS | {"explanation": "Thiếu hai hộ."}
    theirs = HOUSEHOLDS | {"fact-households_registered": "214", "explanation": "Đủ cả."}
    cast.lan.post(save_path(found, "KDC-1c"), theirs)
    answer = cast.head.post(save_path(found, "KDC-1c"), mine, headers=headers)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "by-conflict" in html
    assert "Thiếu hai hộ." in html
    assert "Đủ cả." in html
    version = re.search(r'name="version" value="(\d+)" formnovalidate', html)
    assert version
    kept = cast.head.post(save_path(found, "KDC-1c"), mine | {"version": ["0", version.group(1)]})
    assert kept.status_code == 302
    assert Answer.objects.get().explanation == "Thiếu hai hộ."
    assert {one.explanation for one in AnswerRevision.objects.all()} == {"Thiếu hai hộ.", "Đủ cả."}


@pytest.mark.parametrize(
    ("criterion", "typed"),
    [
        ("KDC-1c", {"fact-households_registered": "nhiều"}),
        ("KDC-1a", {"fact-party_cell_resolution_date": "32/13/2026"}),
        ("KDC-1c", {"version": "abc"}),
        ("KDC-2", {"judgement": "perhaps"}),
    ],
)
def test_what_cannot_be_read_is_shown_at_its_place(
    cast: Cast, found: Dossier, criterion: str, typed: dict[str, str]
) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        answer = cast.head.post(save_path(found, criterion), {"version": "0"} | typed, headers=headers)
        assert answer.status_code == 422
        assert "by-note--error" in answer.content.decode()
    assert not Answer.objects.exists()


def test_impossible_facts_are_refused_and_stay_typed(cast: Cast, found: Dossier) -> None:
    form = HOUSEHOLDS | {"fact-households_registered": "300"}
    answer = cast.head.post(save_path(found, "KDC-1c"), form)
    assert answer.status_code == 409
    assert 'value="300"' in answer.content.decode()


def test_security_events_take_a_conclusion_and_no_words(cast: Cast, found: Dossier) -> None:
    html = page_of(cast.head, found, "KDC-3")
    assert 'name="reference"' in html
    assert 'name="explanation"' not in html
    form = {"version": "0", "judgement": "met", "reference": "15/KL-CA", "explanation": "Vụ việc ở nhà ông Tư."}
    assert cast.head.post(save_path(found, "KDC-3"), form).status_code == 302
    assert Answer.objects.get().explanation == ""


def test_a_clause_without_text_waits_for_the_appraiser(cast: Cast, found: Dossier) -> None:
    assert 'name="judgement"' not in page_of(cast.head, found, "KDC-4")


def test_files_come_in_go_out_and_are_taken_off(cast: Cast, found: Dossier) -> None:
    path = reverse("recognition:add_evidence", args=[found.pk, "KDC-1a"])
    form = {"kind": "resolution", "evidence_date": "2026-02-18", "papers": [a_picture(), a_picture("hai.png")]}
    assert cast.head.post(path, form).status_code == 302
    one = Evidence.objects.first()
    assert one is not None
    assert Evidence.objects.count() == 2
    assert "bien-ban.png" in page_of(cast.lan, found, "KDC-1a")
    out = cast.lan.get(reverse("recognition:evidence", args=[one.pk]))
    assert out.status_code == 200
    assert out["Content-Disposition"].startswith("attachment")
    out.close()
    small = cast.lan.get(reverse("recognition:evidence_preview", args=[one.pk]))
    assert small.status_code == 200
    small.close()
    cast.head.post(reverse("recognition:remove_evidence", args=[one.pk]), {"reason": " "})
    assert Evidence.objects.get(pk=one.pk).removed_at is None
    reason = {"reason": "Đính nhầm báo cáo năm trước."}
    assert cast.head.post(reverse("recognition:remove_evidence", args=[one.pk]), reason).status_code == 302
    assert Evidence.objects.get(pk=one.pk).removed_reason == "Đính nhầm báo cáo năm trước."
    assert Evidence.objects.filter(removed_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("household_list", "anh.png", "recognition.household_list"),
        ("photo", "Danh sách hộ thôn Đông.png", "recognition.household_list"),
    ],
)
def test_lists_of_households_are_refused_before_a_byte_is_kept(
    cast: Cast, found: Dossier, kind: str, name: str, code: str
) -> None:
    path = reverse("recognition:add_evidence", args=[found.pk, "KDC-1c"])
    answer = cast.head.post(path, {"kind": kind, "papers": a_picture(name)})
    assert answer.status_code == 409
    assert f'data-code="{code}"' in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_bad_file_is_named_and_a_good_one_kept(cast: Cast, found: Dossier) -> None:
    path = reverse("recognition:add_evidence", args=[found.pk, "KDC-1a"])
    bad = SimpleUploadedFile("hỏng.pdf", b"MZ this is no pdf", "application/pdf")
    answer = cast.head.post(path, {"kind": "report", "papers": [bad, a_picture()]})
    assert answer.status_code == 409
    assert "hỏng.pdf" in answer.content.decode()
    assert [one.name for one in Evidence.objects.all()] == ["bien-ban.png"]


def test_units_never_read_internal_remarks(cast: Cast, found: Dossier) -> None:
    for kind, text in ((RemarkKind.INTERNAL, "Nghi số liệu."), (RemarkKind.MUST_FIX, "Sửa số hộ.")):
        add_remark(dossier_id=found.pk, criterion="KDC-1c", kind=kind, text=text, by=cast.town.lan, at=NOVEMBER)
    theirs, ours = page_of(cast.head, found, "KDC-1c"), page_of(cast.lan, found, "KDC-1c")
    assert "Nghi số liệu." in ours
    assert "Nghi số liệu." not in theirs
    assert "Sửa số hộ." in theirs


def test_a_conversation_is_had_and_closed(cast: Cast, found: Dossier) -> None:
    path = reverse("recognition:add_remark", args=[found.pk])
    cast.lan.post(path, {"criterion": "KDC-1c", "kind": "must_fix", "text": "Lấy đến ngày nào?"})
    cast.head.post(path, {"criterion": "KDC-1c", "kind": "reply", "text": "Đến 31/3."})
    cast.head.post(path, {"criterion": "KDC-1c", "kind": "must_fix", "text": "Tôi không được yêu cầu."})
    assert [one.kind for one in Remark.objects.order_by("id")] == ["must_fix", "reply"]
    asked = Remark.objects.get(kind="must_fix")
    assert cast.head.post(reverse("recognition:resolve_remark", args=[found.pk, asked.pk])).status_code == 404
    assert cast.lan.post(reverse("recognition:resolve_remark", args=[found.pk, asked.pk])).status_code == 302
    asked.refresh_from_db()
    assert asked.resolved_at == NOVEMBER


def test_a_complete_dossier_is_submitted_and_an_incomplete_one_says_why_not(cast: Cast) -> None:
    found = registered(cast.town)
    save(cast.town, found.pk, "KDC-2", Said({}, "met", explanation="Báo cáo."))
    html = page_of(cast.head, found)
    assert 'aria-describedby="why-not"' in html
    cast.head.post(reverse("recognition:submit_dossier", args=[found.pk]))
    assert cast.town.dossier().state == State.ASSESSING


def test_a_complete_dossier_goes_out(cast: Cast) -> None:
    found = answered(cast.town)
    assert 'aria-describedby="why-not"' not in page_of(cast.head, found)
    cast.head.post(reverse("recognition:submit_dossier", args=[found.pk]), {"opened": "nonsense"})
    assert cast.town.dossier().state == State.SUBMITTED
    assert 'name="version"' in page_of(cast.head, found)
    assert "data-autosave" not in page_of(cast.head, found)


def test_who_may_not_see_criteria_sees_the_course_alone(cast: Cast) -> None:
    found = answered(cast.town)
    html = page_of(cast.hung, found)
    assert "Nghị quyết số 3." not in html
    assert "by-state--not" not in html
    assert cast.hung.get(reverse("recognition:dossier_trail", args=[found.pk])).status_code == 404
    assert cast.hung.get(reverse("recognition:dossier_history", args=[found.pk])).status_code == 404


def test_grounds_and_notes_are_kept_from_who_may_not_see_criteria(cast: Cast) -> None:
    found = refused(cast.town)
    for text in ("Chưa đạt tiêu chí 1c.", "Đã kiểm tra."):
        assert text in page_of(cast.head, found)
        assert text not in page_of(cast.hung, found)


def test_the_trail_and_the_versions_are_readable(cast: Cast) -> None:
    found = answered(cast.town)
    trail = cast.head.get(reverse("recognition:dossier_trail", args=[found.pk]))
    history = cast.head.get(reverse("recognition:dossier_history", args=[found.pk]))
    assert trail.status_code == history.status_code == 200
    assert "recognition." not in trail.content.decode()
    assert "Nghị quyết số 3." in history.content.decode()


def test_a_unit_gets_its_own_papers_here(cast: Cast) -> None:
    found = recognised(cast.town)
    item = found.decision_items.get()
    path = reverse("recognition:dossier_paper", args=[found.pk, item.decision.document_id])
    answer = cast.head.get(path)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert cast.nam.get(path).status_code == 404
    assert cast.hung.get(path).status_code == 404
    other = cast.town.dossier("school")
    assert (
        cast.lan.get(reverse("recognition:dossier_paper", args=[other.pk, item.decision.document_id])).status_code
        == 404
    )


GET = ("dossier", "dossier_trail", "dossier_history")
POST = ("register_dossier", "submit_dossier", "start_dossier", "withdraw_dossier", "add_remark")


def test_a_stranger_finds_nothing_and_wrong_methods_are_told(cast: Cast, found: Dossier) -> None:
    file = attach(cast.town, found.pk, "KDC-1a")
    for name in GET:
        path = reverse(f"recognition:{name}", args=[found.pk])
        assert cast.nam.get(path).status_code == 404
        assert cast.lan.post(path).status_code == 405
    for name in POST:
        path = reverse(f"recognition:{name}", args=[found.pk])
        assert cast.nam.post(path).status_code == 404, name
        assert cast.lan.get(path).status_code == 405
    for name, args in (("save_answer", [found.pk, "KDC-2"]), ("add_evidence", [found.pk, "KDC-2"])):
        path = reverse(f"recognition:{name}", args=args)
        assert cast.nam.post(path, {"version": "0"}).status_code == 404
        assert cast.lan.get(path).status_code == 405
    for name in ("evidence", "evidence_preview"):
        assert cast.nam.get(reverse(f"recognition:{name}", args=[file])).status_code == 404
        assert cast.hung.get(reverse(f"recognition:{name}", args=[file])).status_code == 404
    assert cast.nam.post(reverse("recognition:remove_evidence", args=[file])).status_code == 404


def test_who_reads_alone_writes_nothing(cast: Cast, found: Dossier) -> None:
    assert cast.hung.post(save_path(found, "KDC-1c"), HOUSEHOLDS).status_code == 403
    assert not Answer.objects.exists()


def test_the_page_costs_the_same_however_much_it_holds(
    cast: Cast, found: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.head.get(reverse("recognition:dossier", args=[found.pk]))
    with django_assert_num_queries(PAGE_QUERIES):
        page_of(cast.head, found, "KDC-1c")
    for criterion in ("KDC-1a", "KDC-1c", "KDC-2"):
        save(cast.town, found.pk, criterion, Said({}, "", explanation="Ghi chú."))
    for _ in range(5):
        by = cast.town.lan
        add_remark(dossier_id=found.pk, criterion="KDC-1c", kind=RemarkKind.QUESTION, text="Hỏi.", by=by, at=NOVEMBER)
    with django_assert_num_queries(PAGE_QUERIES + 3):
        page_of(cast.head, found, "KDC-1c")


def test_a_unit_is_taken_out_of_the_round_from_its_page_with_a_reason(cast: Cast, found: Dossier) -> None:
    address = reverse("recognition:withdraw_dossier", args=[found.pk])
    assert address not in cast.head.get(reverse("recognition:dossier", args=[found.pk])).content.decode()
    assert f'action="{address}"' in page_of(cast.lan, found)
    cast.lan.post(address, {"reason": " "})
    assert cast.town.dossier().state == State.REGISTERED
    cast.lan.post(address, {"reason": "Thôn đã sáp nhập."})
    assert cast.town.dossier().state == State.WITHDRAWN
    after = cast.lan.get(reverse("recognition:dossier", args=[found.pk]))
    assert after.context["may_withdraw"].finding.code == "recognition.sent_already"
    assert after.context["may_draft_report"].finding.code == "recognition.nothing_to_report"


def test_the_units_report_is_drafted_from_its_page(cast: Cast) -> None:
    school = registered(cast.town, "school", cast.town.mai)
    post = Post.objects.get(role=Role.UNIT_REPRESENTATIVE)
    represent(post=post, unit=school.unit, since=date(2026, 1, 1), by=SYSTEM, at=NOVEMBER)
    address = reverse("recognition:draft_assessment", args=[school.pk])
    assert f'action="{address}"' in page_of(cast.mai, school)
    answer = cast.mai.post(address)
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    area = registered(cast.town)
    assert cast.head.post(reverse("recognition:draft_assessment", args=[area.pk]), follow=True).status_code == 200


def test_a_year_is_written_without_a_dot(cast: Cast, found: Dossier) -> None:
    assert "2.026" not in page_of(cast.head, found)


def test_separate_results_are_offered_to_the_office_alone(cast: Cast) -> None:
    found = recognised(cast.town)
    path = reverse("recognition:other_results")
    assert f'<a href="{path}">' in page_of(cast.lan, found)
    assert f'<p class="small mb-0"><a href="{path}">' not in page_of(cast.head, found)
