"""Pages of a conference: who sees what, what is written from them, and in how many queries."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from binhyen.campaigns.actions.conferences import Invitation, invite
from binhyen.campaigns.components.badges import badge_address
from binhyen.campaigns.components.conference import TABS
from binhyen.campaigns.models import Conclusion, Delegate, Event, EventLetter, Paper, Point, ProgrammeItem
from binhyen.campaigns.queries.badges import seat_of, word_of
from binhyen.campaigns.queries.conferences import DELEGATES, HANDINGS, parts
from binhyen.documents.models import Document
from binhyen.kernel.actors import Role
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.models import Record, Step
from binhyen.registers.queries.declared import registers
from tests.accounts.factories import Person, a_place, signed_in_client
from tests.campaigns.conference_factories import DAY, NAME, NOW, SINCE, Stage, a_person, a_stage
from tests.campaigns.test_event_letters import a_full_stage

pytestmark = pytest.mark.django_db
QUERIES = 18
"""Session and post included."""


@pytest.fixture
def stage(db: None) -> Stage:
    return a_full_stage()


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)


def inside(stage: Stage, tail: str = "ben-trong/") -> str:
    return f"/hoat-dong/{stage.event_id}/{tail}"


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("", ["Việc cần làm", "Đại biểu đã điểm danh", "08:00 – 08:05"]),
        ("chuong-trinh", ["Phát biểu khai mạc", "Chuyển lên"]),
        ("diem-cau", ["Điểm cầu thành phố Lạng Sơn", "chưa báo", "không cộng lại"]),
        ("tham-luan", ["Chủ tịch Ủy ban nhân dân huyện Cao Lộc"]),
        ("y-kien", ["Kinh phí duy trì mô hình", "Sở Tài chính", "đưa vào kế hoạch năm 2023"]),
        ("dai-bieu", ["Sở Tư pháp", "Chưa có mặt"]),
        ("trao-thuong", ["Cấp khen thưởng: Bộ trưởng Bộ Công an", "Người trao: Chủ tịch Ủy ban nhân dân tỉnh"]),
        ("ket-luan", ["Rà soát, nhân rộng mô hình", "30/06/2023"]),
        ("van-ban", ["Giấy mời", "Thông báo kết luận"]),
        ("khong-co", ["Việc cần làm"]),
    ],
)
def test_each_tab_shows_what_stands_in_it(stage: Stage, tab: str, words: list[str]) -> None:
    page = shown(signed_in_client(stage.office), f"{inside(stage)}?muc={tab}")
    assert NAME in page
    assert [word for word in words if word not in page] == []


def test_a_connected_district_reads_the_conference_without_its_list_and_letters(stage: Stage) -> None:
    client = signed_in_client(stage.below)
    page = shown(client, inside(stage))
    assert "Chương trình" in page
    assert "muc=dai-bieu" not in page
    assert "muc=van-ban" not in page
    assert client.get(inside(stage, "diem-danh/")).status_code == 404
    assert client.get(inside(stage, "the-dai-bieu/")).status_code == 404
    assert client.get(inside(stage, "van-ban/GM/")).status_code == 403
    assert client.get(inside(stage, "moi-du/")).status_code == 403
    assert client.get(inside(stage, "ben-trong/ket-luan/")).status_code == 403


def test_the_page_asks_as_often_for_many_parts_as_for_few(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in_client(stage.office)
    event = Event.objects.get(pk=stage.event.pk)
    client.get(inside(stage))
    with django_assert_num_queries(QUERIES):
        client.get(f"{inside(stage)}?muc=dai-bieu")
    invite(event=event, lines=[Invitation("Sở Y tế", "", 120)], by=stage.office.actor, at=NOW)
    with django_assert_num_queries(QUERIES):
        client.get(f"{inside(stage)}?muc=dai-bieu")


def test_a_part_is_written_from_the_page_and_the_next_one_may_follow(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    address = inside(stage, "ben-trong/them/papers/")
    values = {"name": "Tham luận hai", "speaker": "Trưởng Công an thành phố", "minutes": "8"}
    assert client.post(address, values).headers["Location"] == f"{inside(stage)}?muc=tham-luan"
    assert client.post(address, values | {"name": "Tham luận ba", "again": "1"}).headers["Location"] == address
    rows = parts("campaigns.papers", stage.event_id)
    assert [(row.name, row.position) for row in rows][-2:] == [("Tham luận hai", 2), ("Tham luận ba", 3)]
    refused = client.post(address, values | {"speaker": ""})
    assert refused.status_code == 409
    assert refused.context["form"].errors["speaker"]
    assert Paper.objects.count() == 3


def test_a_point_names_itself_and_its_own_numbers(stage: Stage) -> None:
    client = signed_in_client(stage.below)
    values = {"name": "Điểm cầu xã", "attended": "25", "place": str(stage.district.place_id)}
    assert client.post(inside(stage, "ben-trong/them/points/"), values).status_code == 302
    row = Point.objects.get(name="Điểm cầu xã")
    assert (row.place_path, row.attended) == (stage.district.path, 25)
    assert client.post(inside(stage, "ben-trong/them/handings/"), {}).status_code == 403
    assert client.get(inside(stage, "ben-trong/them/events/")).status_code == 404


def test_a_programme_is_laid_out_and_its_items_are_moved_with_plain_buttons(db: None) -> None:
    stage = a_stage()
    client = signed_in_client(stage.office)
    client.post(inside(stage, "ben-trong/xep-san/"))
    rows = list(parts("campaigns.programme", stage.event_id))
    assert len(rows) == 8
    client.post(inside(stage, f"ben-trong/chuyen/{rows[1].record_id}/"), {"way": "up"})
    assert next(iter(parts("campaigns.programme", stage.event_id))).record_id == rows[1].record_id
    again = client.post(inside(stage, "ben-trong/xep-san/"), follow=True)
    assert "đã có chương trình" in again.content.decode()
    assert ProgrammeItem.objects.filter(superseded_at=None).count() == 8
    assert client.post(inside(stage, "ben-trong/chuyen/999999/"), {"way": "up"}).status_code == 404


def test_a_part_leads_to_its_tab(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    row = Point.objects.filter(main=True).get()
    answer = client.get(f"/so/diem-cau/{row.record_id}/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{inside(stage)}?muc=diem-cau#p{row.record_id}"
    assert client.get("/hoat-dong/muc/999999/").status_code == 404


def test_seats_are_given_out_from_a_pasted_list(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    page = client.post(inside(stage, "moi-du/"), {"lines": "Sở Y tế; Phó Giám đốc; 2\n\nBáo Lạng Sơn\n; ; 3"})
    assert page.status_code == 409
    assert "dòng 3" in page.content.decode()
    before = Delegate.objects.count()
    city = Point.objects.get(name="Điểm cầu thành phố Lạng Sơn")
    lines = {"lines": "Sở Y tế; Phó Giám đốc; 2\n\nBáo Lạng Sơn", "point": str(city.record_id)}
    assert client.post(inside(stage, "moi-du/"), lines).headers["Location"] == f"{inside(stage)}?muc=dai-bieu"
    made = list(Delegate.objects.order_by("pk")[before:])
    assert [(row.agency, row.role, row.seat) for row in made] == [
        ("Sở Y tế", "Phó Giám đốc", 1),
        ("Sở Y tế", "Phó Giám đốc", 2),
        ("Báo Lạng Sơn", "", 1),
    ]
    assert {row.place_path for row in made} == {stage.city.path}


def test_badges_carry_a_code_that_leads_to_the_seat(stage: Stage) -> None:
    page = shown(signed_in_client(stage.office), inside(stage, "the-dai-bieu/"))
    assert page.count("/ma.svg") == 3
    row = Delegate.objects.filter(superseded_at=None).latest("pk")
    word = word_of(row.record_id)
    assert badge_address(word) in page
    assert seat_of(word) == row.record_id
    drawn = signed_in_client(stage.office).get(f"/hoat-dong/diem-danh/{word}/ma.svg")
    assert (drawn.headers["Content-Type"], drawn.content[:5]) == ("image/svg+xml", b"<?xml")
    assert signed_in_client(stage.below).get(f"/hoat-dong/diem-danh/{word}/ma.svg").status_code == 404


def badge(stage: Stage) -> str:
    row = Delegate.objects.filter(superseded_at=None, state="").latest("pk")
    return f"/hoat-dong/diem-danh/{word_of(row.record_id)}/"


def test_a_badge_before_a_camera_is_confirmed_once_and_answered_kindly_afterwards(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    address = badge(stage)
    assert "Xác nhận có mặt" in shown(client, address)
    assert "Kính chào đại biểu" in client.post(address).content.decode()
    again = client.post(address)
    assert again.status_code == 200
    assert "Thẻ này đã được điểm danh" in again.content.decode()
    assert "Thẻ này đã được điểm danh" in shown(client, address)
    assert Step.objects.filter(code="arrive").count() == 2


def test_a_badge_means_nothing_to_strangers_and_cannot_be_made_up(stage: Stage) -> None:
    address = badge(stage)
    assert Client().get(address).status_code == 302
    assert signed_in_client(stage.below).post(address).status_code == 404
    for word in ("1", "1.abc", address.split("/")[-2][:-1]):
        assert signed_in_client(stage.office).get(f"/hoat-dong/diem-danh/{word}/").status_code == 404
    assert Step.objects.filter(code="arrive").count() == 1


def test_a_badge_shown_before_the_day_is_told_when_the_door_opens(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW.replace(day=7))
    answer = signed_in_client(stage.office).post(badge(stage))
    assert answer.status_code == 409
    assert "Chưa đến ngày tổ chức (08/02/2023)" in answer.content.decode()


def test_the_desk_at_the_door_finds_without_diacritics_and_keeps_the_search(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    page = shown(client, inside(stage, "diem-danh/?q=tu+phap"))
    assert "Sở Tư pháp" in page
    assert "Công an tỉnh, Giám đốc" not in page
    row = Delegate.objects.filter(agency="Sở Tư pháp").earliest("pk")
    answer = client.post(inside(stage, f"diem-danh/{row.record_id}/?q=tu+phap"))
    assert answer.headers["Location"].endswith("diem-danh/?q=tu+phap")
    assert Record.objects.get(pk=row.record_id).state == "present"
    assert "Không tính hai lần" in client.post(answer.wsgi_request.path, follow=True).content.decode()
    assert "Sở Tư pháp" in shown(client, inside(stage, "diem-danh/?trang_thai=chua"))
    assert parts(DELEGATES, stage.event_id).filter(state="present").count() == 2


def test_conclusions_become_tasks_in_one_step(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    standing = Conclusion.objects.get(superseded_at=None)
    place = str(stage.province.place_id)
    data = {
        "r0-record": standing.record_id,
        "r0-content": standing.content,
        "r0-lead": "Công an tỉnh",
        "r0-due": "2023-06-30",
        "r0-place": place,
        "r0-task": "on",
        "r1-content": "Phát động thi đua năm 2023",
        "r1-lead": "",
        "r1-place": place,
    }
    assert client.post(inside(stage, "ben-trong/ket-luan/"), data).status_code == 302
    first, second = parts("campaigns.conclusions", stage.event_id)
    assert first.record_id == standing.record_id
    task = Record.objects.get(pk=first.task_id)
    assert (task.register, task.title) == ("plans.tasks", standing.content)
    assert second.task_id is None
    assert task.title in shown(client, f"{inside(stage)}?muc=ket-luan")
    assert Record.objects.filter(register="plans.tasks").count() == 1


def test_an_accepted_proposal_becomes_a_task_that_is_linked_to_it(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    [proposal] = parts("campaigns.proposals", stage.event_id)
    address = inside(stage, f"ben-trong/ket-luan/?kien-nghi={proposal.record_id}")
    assert "Trang bị thêm camera" in shown(client, address)
    place = str(stage.province.place_id)
    row = {"content": proposal.text, "lead": "Sở Tài chính", "due": "2023-12-31", "place": place, "task": "on"}
    data = {f"r1-{name}": value for name, value in row.items()} | {"r1-proposal": str(proposal.record_id)}
    assert client.post(address, data).status_code == 302
    talk = shown(client, f"{inside(stage)}?muc=y-kien")
    assert "Nhiệm vụ: Trang bị thêm camera" in talk
    assert "?kien-nghi=" not in talk
    assert "Trang bị thêm camera" not in shown(client, inside(stage, "ben-trong/ket-luan/?kien-nghi=999999"))


def test_a_task_without_its_day_is_refused_and_no_conclusion_is_left(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    data = {"r1-content": "Phát động thi đua", "r1-task": "on", "r1-place": str(stage.province.place_id)}
    answer = client.post(inside(stage, "ben-trong/ket-luan/"), data)
    assert answer.status_code == 409
    assert "phải có đơn vị chủ trì và thời hạn" in answer.content.decode()
    assert client.post(inside(stage, "ben-trong/ket-luan/"), {"plan": ""}).status_code == 409
    assert Conclusion.objects.count() == 1


def test_a_letter_is_begun_edited_looked_at_and_numbered(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    address = inside(stage, "van-ban/BB/")
    form = client.get(address).context["form"]
    data = {one.html_name: one.value() or "" for one in form}
    data |= {"s7": "Hội nghị kết thúc lúc 11 giờ.", "secretary": "Hoàng Văn Thái", "body": "peoples"}
    assert client.post(address, data).headers["Location"] == address
    [letter] = EventLetter.objects.all()
    page = shown(client, address)
    assert "Hội nghị kết thúc lúc 11 giờ." in page
    issue = inside(stage, f"phat-hanh/{letter.pk}/")
    assert client.post(issue, {"on": ""}, follow=True).status_code == 200
    assert Document.objects.get().state == "draft"
    answer = client.post(issue, {"on": DAY.isoformat()})
    assert answer.headers["Location"].endswith(f"/{letter.document_id}/")
    assert Document.objects.get().symbol == "01/BB-UBND"
    assert client.post(issue, {"on": DAY.isoformat()}).status_code == 302
    assert client.get(inside(stage, "van-ban/XX/")).status_code == 404
    assert Document.objects.count() == 1


def test_what_is_wrong_in_a_letter_is_told_at_its_field(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    answer = client.post(inside(stage, "van-ban/TB/"), {"subject": "", "body": "peoples"})
    assert answer.status_code == 409
    assert not EventLetter.objects.exists()


def test_every_tab_has_a_name_and_nobody_elsewhere_sees_the_conference(stage: Stage) -> None:
    nation = a_place("Nước khác", Tier.NATION, PlaceKind.COUNTRY, since=SINCE)
    elsewhere = a_place("Cao Bằng", Tier.PROVINCE, PlaceKind.PROVINCE, nation, SINCE)
    stranger = signed_in_client(a_person("caobang", "Nông Văn Mẫu", Role.PROVINCE_OFFICER, elsewhere, "Cán bộ"))
    for tail in ("ben-trong/", "moi-du/", "the-dai-bieu/", "diem-danh/", "van-ban/GM/", "ben-trong/ket-luan/"):
        assert stranger.get(inside(stage, tail)).status_code == 404
    assert len(set(TABS.values())) == len(TABS)


def test_the_hall_sees_what_runs_now(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW.replace(hour=8, minute=7))
    page = shown(signed_in_client(stage.below), inside(stage, "dang-trinh-bay/"))
    assert '<p class="now">Phát biểu khai mạc</p>' in page
    assert "08:15 – 08:35" in page
    assert 'hx-trigger="every 30s"' in page


def test_the_list_of_those_present_leaves_as_a_workbook(stage: Stage) -> None:
    client = signed_in_client(stage.office)
    page = shown(client, f"{inside(stage)}?muc=dai-bieu")
    assert f"/so/dai-bieu/tai-ve/?cha={stage.event_id}" in page
    answer = client.get(f"/so/dai-bieu/tai-ve/?cha={stage.event_id}")
    assert answer.status_code == 200
    assert b"".join(answer)[:2] == b"PK"


def test_names_of_delegates_and_recipients_are_read_by_who_keeps_them(stage: Stage) -> None:
    seat = stage.part(
        registers()[DELEGATES], {"agency": "Công an tỉnh", "role": "Phó Giám đốc", "name": "Đặng Văn Ghế"}
    )
    handing = {"name": "Bằng khen", "authority": "Chủ tịch UBND tỉnh", "presenter": "Bí thư Tỉnh ủy"}
    stage.part(registers()[HANDINGS], {**handing, "recipients": "Ông Lý Văn Nhận"})
    auditor = a_person("kiemtra", "Lê Văn Đọc", Role.AUDITOR, stage.province, "Kiểm tra")
    paths = [inside(stage, path) for path in ("ben-trong/?muc=dai-bieu", "diem-danh/", "the-dai-bieu/")]
    paths += [
        inside(stage, "ben-trong/?muc=trao-thuong"),
        reverse("registers:entry", args=["dai-bieu", seat.record_id]),
    ]

    def read(by: Person) -> str:
        client = signed_in_client(by)
        return "".join(client.get(path, follow=True).content.decode() for path in paths)

    assert "Đặng Văn Ghế" in read(stage.office)
    assert "Ông Lý Văn Nhận" in read(stage.office)
    seen = read(auditor)
    assert "Công an tỉnh" in seen
    assert "Bí thư Tỉnh ủy" in seen
    assert "Đặng Văn Ghế" not in seen
    assert "Ông Lý Văn Nhận" not in seen


def test_a_number_of_an_event_opens_for_who_covers_its_place(stage: Stage) -> None:
    path, lines = reverse("campaigns:event", args=[stage.event_id]), reverse("registers:lines")
    assert f'href="{lines}?' in shown(signed_in_client(stage.office), path)
    assert f'href="{lines}?' not in shown(signed_in_client(stage.below), path)
