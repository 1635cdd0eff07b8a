"""Pages of plans: who sees what, what they lead to, and in how many queries."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.documents.models import Document
from binhyen.plans.models import CommitteeSeat, PlanTask
from binhyen.registers.models import Step
from tests.accounts.factories import Person, signed_in_client
from tests.plans.scene import Scene, a_scene
from tests.registers.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return a_scene()


def text(client: Client, name: str, *args: int, **query: str) -> str:
    answer = client.get(reverse(f"plans:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def as_person(person: Person) -> Client:
    return signed_in_client(person)


def test_the_board_shows_tasks_by_state_with_what_is_overdue(scene: Scene) -> None:
    shown = text(as_person(scene.hung), "board")
    assert "Đổi mới hình thức tuyên truyền" in shown
    assert "quá hạn 5 ngày" in shown, "methods were due on 31/10"
    assert "còn 7 ngày" in shown
    assert "28/12/2026" in shown, "an extension moves the day"


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ({"chu_tri": "Ủy ban MTTQ xã"}, "Đổi mới hình thức", "Tổ chức Ngày hội"),
        ({"q": "ngay hoi"}, "Tổ chức Ngày hội", "Đổi mới hình thức"),
    ],
)
def test_the_board_is_narrowed(scene: Scene, query: dict[str, str], there: str, gone: str) -> None:
    shown = text(as_person(scene.lan), "board", **query)
    cards = shown.partition('class="by-board"')[2]
    assert there in cards
    assert gone not in cards


def test_the_board_is_narrowed_to_a_plan(scene: Scene) -> None:
    shown = text(as_person(scene.lan), "board", ke_hoach=str(scene.plan.record_id))
    cards = shown.partition('class="by-board"')[2]
    assert "Vận động giao nộp" in cards
    assert "Tổ chức Ngày hội" not in cards


def test_an_officer_elsewhere_sees_no_task_of_an_phu(scene: Scene) -> None:
    assert "An Phú" not in text(as_person(scene.nam), "board")
    assert as_person(scene.nam).get(reverse("plans:plan", args=[scene.plan.record_id])).status_code == 404
    assert as_person(scene.nam).get(reverse("plans:committee", args=[scene.committee.record_id])).status_code == 404
    assert as_person(scene.nam).get(reverse("plans:inspection", args=[scene.inspection.record_id])).status_code == 404
    assert "An Phú" not in text(as_person(scene.nam), "plan", scene.above.record_id), (
        "the plan is read, its tasks are not"
    )


def test_what_is_asked_stands_by_its_day(scene: Scene) -> None:
    shown = text(as_person(scene.lan), "asked")
    order = ["Chưa có sổ theo dõi", "Đổi mới hình thức", "218/BCĐ-TGV", "Sơ kết, tổng kết"]
    places = [shown.index(word) for word in order]
    assert places == sorted(places)
    assert "Kiện toàn lực lượng" not in shown, "its result lies with the province"
    assert "Kiện toàn lực lượng" in text(as_person(scene.hung), "asked")


def test_a_plan_shows_what_answers_tasks_from_above_and_the_gaps(scene: Scene) -> None:
    shown = text(as_person(scene.lan), "plan", scene.plan.record_id)
    assert "3 nhiệm vụ chưa đưa vào kế hoạch" in shown, "one is answered, one is completed"
    gap = reverse("plans:answer_task", args=[scene.plan.record_id, scene.asked[0].record_id])
    answered = reverse("plans:answer_task", args=[scene.plan.record_id, scene.asked[1].record_id])
    assert gap in shown
    assert answered not in shown
    assert f'<a href="/so/muc/{scene.asked[1].record_id}/">' in shown, "each line names the task that it answers"


def test_a_gap_is_closed_with_a_line_that_answers_it(scene: Scene) -> None:
    client = as_person(scene.lan)
    address = reverse("plans:answer_task", args=[scene.plan.record_id, scene.asked[0].record_id])
    assert "Sơ kết, tổng kết" in client.get(address).content.decode()
    form = {"content": "Tổng kết phong trào tại xã", "lead": "Công an xã", "due_on": "10/12/2026"}
    assert client.post(address, form).status_code == 302
    made = PlanTask.objects.get(content="Tổng kết phong trào tại xã")
    assert (made.answers_id, made.plan_id) == (scene.asked[0].record_id, scene.plan.record_id)
    assert "2 nhiệm vụ chưa đưa vào kế hoạch" in text(client, "plan", scene.plan.record_id)


def test_a_line_that_cannot_be_is_refused_at_its_field(scene: Scene) -> None:
    address = reverse("plans:answer_task", args=[scene.plan.record_id, scene.asked[0].record_id])
    form = {"content": "Tổng kết", "lead": "Công an xã", "due_on": "10/12/2027"}
    answer = as_person(scene.lan).post(address, form)
    assert answer.status_code == 409
    assert "Kế hoạch thực hiện từ 01/01/2026" in answer.content.decode()


def test_the_timeline_lays_tasks_along_the_months(scene: Scene) -> None:
    shown = text(as_person(scene.hung), "timeline", scene.above.record_id)
    assert shown.count("<tr>") == 6
    assert 'class="g-bar g-late"' in shown
    assert shown.count('class="g-tail"') == 2, "the key and the one task that was extended"


def test_targets_stand_against_what_is_counted(scene: Scene) -> None:
    shown = text(as_person(scene.lan), "targets", scene.plan.record_id)
    assert "Số văn bản chỉ đạo" in shown
    assert "Còn thiếu" in shown


def test_a_task_shows_when_it_is_due_now_and_which_lines_answer_it(scene: Scene) -> None:
    extended = text(as_person(scene.hung), "task", scene.asked[4].record_id)
    assert "gia hạn từ 20/12/2026" in extended
    answered = text(as_person(scene.hung), "task", scene.asked[1].record_id)
    assert "tiến độ 60 phần trăm" in answered
    assert reverse("plans:task", args=[scene.line.record_id]) in answered
    assert as_person(scene.nam).get(reverse("plans:task", args=[scene.line.record_id])).status_code == 404


def test_the_place_that_is_asked_adds_its_evidence_and_takes_its_own_steps_back(scene: Scene) -> None:
    client = as_person(scene.lan)
    shown = text(client, "task", scene.asked[1].record_id)
    assert 'name="papers"' in shown
    assert "Thay đổi" not in shown.partition('class="by-cols')[0]
    step = Step.objects.get(record_id=scene.asked[1].record_id, code="progress")
    dropped = reverse("registers:drop_step", args=["nhiem-vu", scene.asked[1].record_id, step.pk])
    assert dropped in shown
    assert client.post(dropped).status_code == 302
    step.refresh_from_db()
    assert step.superseded_at is not None


def test_an_inspection_shows_what_is_open(scene: Scene) -> None:
    shown = text(as_person(scene.hung), "inspection", scene.inspection.record_id)
    assert "còn 1/1 chưa xong" in shown
    assert "quá hạn 36 ngày" in shown


def test_a_committee_shows_its_seats_and_names_only_to_its_keepers(scene: Scene) -> None:
    shown = text(as_person(scene.lan), "committee", scene.committee.record_id)
    assert "2 thành viên" in shown
    assert "Nguyễn Thị Hoa" in shown
    from binhyen.kernel.actors import Role
    from tests.accounts.factories import a_person

    chair = a_person("anphu.chutich", "Đỗ Văn Chủ", Role.COMMUNE_CHAIR, scene.land.an_phu, "Chủ tịch UBND xã")
    seen = text(as_person(chair), "committee", scene.committee.record_id)
    assert "Thôn Đông" in seen
    assert "Nguyễn Thị Hoa" not in seen


def test_a_committee_is_composed_anew_on_its_page(scene: Scene) -> None:
    client = as_person(scene.lan)
    address = reverse("plans:renew_committee", args=[scene.committee.record_id])
    shown = client.get(address).content.decode()
    assert "Chủ tịch Hội Phụ nữ xã" in shown
    form = {
        "on": "01/10/2026",
        "document": "Quyết định số 88/QĐ-UBND ngày 01/10/2026",
        "ghe-TOTAL_FORMS": "3",
        "ghe-INITIAL_FORMS": "3",
        **_line(0, "head", "Chủ tịch UBND xã", "UBND xã An Phú"),
        **_line(1, "member", "Trưởng Công an xã", "Công an xã"),
        **_line(2, "assistant", "", ""),
    }
    assert client.post(address, form).status_code == 302
    rows = CommitteeSeat.objects.filter(superseded_at=None)
    assert rows.filter(state="released").count() == 3
    assert set(rows.filter(state="").values_list("position", flat=True)) == {"Chủ tịch UBND xã", "Trưởng Công an xã"}
    after = text(client, "committee", scene.committee.record_id)
    assert "Thêm 2, cho thôi 3" in after


def _line(number: int, role: str, position: str, agency: str) -> dict[str, str]:
    values = {"role": role, "position": position, "agency": agency, "holder": "", "area": "", "duties": ""}
    return {f"ghe-{number}-{name}": value for name, value in values.items()}


def test_a_progress_report_is_drafted_as_a_letter(scene: Scene) -> None:
    client = as_person(scene.hung)
    address = reverse("plans:progress_report", args=[scene.above.record_id])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"hindrances": "- Kinh phí hạn chế\n- Cán bộ kiêm nhiệm", "next_steps": ""})
    made = Document.objects.get()
    assert answer.headers["Location"] == reverse("documents:document", args=[made.pk])
    assert made.kind == "BC"


def test_contents_are_written_by_the_province_and_kept(scene: Scene) -> None:
    client = as_person(scene.hung)
    address = reverse("plans:emulation_contents")
    assert client.post(address, {"content_1": "Thực hiện hiệu quả các chủ trương, nghị quyết"}).status_code == 302
    assert "Thực hiện hiệu quả các chủ trương" in text(as_person(scene.nam), "plan", scene.above.record_id)
    assert as_person(scene.lan).get(address).status_code == 403


PAGES: list[tuple[str, Callable[[Scene], list[int]], int]] = [
    ("board", lambda _scene: [], 24),
    ("asked", lambda _scene: [], 17),
    ("plan", lambda scene: [scene.plan.record_id], 40),
    ("timeline", lambda scene: [scene.plan.record_id], 13),
]


@pytest.mark.parametrize(("name", "args", "most"), PAGES, ids=[name for name, _, _ in PAGES])
def test_pages_ask_the_database_as_often_for_many_tasks_as_for_few(
    scene: Scene,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    name: str,
    args: Callable[[Scene], list[int]],
    most: int,
) -> None:
    from tests.plans.factories import a_task

    client = as_person(scene.lan)
    for number in range(8):
        a_task(
            scene.land.an_phu,
            scene.hung.actor,
            plan=scene.above.record_id,
            content=f"Việc {number}",
            lead=f"Ban {number}",
        )
        a_task(scene.land.an_phu, scene.lan.actor, plan=scene.plan.record_id, content=f"Dòng {number}")
    with django_assert_max_num_queries(most):
        text(client, name, *args(scene))
