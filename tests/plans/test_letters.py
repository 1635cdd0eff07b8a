"""The progress report: what it says, section by section, and that it is written from what there is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from binhyen.documents.rules.content import DashItem, Heading, Issuer, Letter, LetterKind, Paragraph, Signature, Table
from binhyen.plans.letters import Desk, Progress, ProgressText, TargetLine, TaskLine, progress_letter
from binhyen.plans.letters.desks import desk_for
from binhyen.plans.letters.progress import Added, progress_text
from binhyen.plans.models import SteeringCommittee, YearPlan
from tests.plans.scene import a_scene
from tests.registers.factories import NOW

DESK = Desk(
    Issuer("BCD-1", "Ban Chỉ đạo 138 xã An Phú", "BCĐ", "An Phú"), Signature("TRƯỞNG BAN", "Mẫu"), "Ban Chỉ đạo"
)
TEXT = ProgressText(
    plan="Kế hoạch phong trào năm 2026",
    symbol="12/KH-BCĐ",
    signed_on=date(2026, 1, 20),
    since=date(2026, 1, 1),
    until=date(2026, 12, 31),
    basis="Kế hoạch số 45/KH-BCĐ",
    as_of=date(2026, 11, 5),
    progress=Progress(5, 2, 1, 1, 1, late=1, extended=1, places=3),
    targets=(TargetLine("Số mô hình mới", "3", "4", "mô hình", "75,0 %"),),
    tasks=(TaskLine("Đánh giá mô hình", "Công an xã", "Xã An Phú", date(2026, 11, 12), "Đang thực hiện, 60 %"),),
    hindrances=("Kinh phí hạn chế",),
    next_steps=("Tổng kết phong trào.",),
    proposals=("Bổ sung kinh phí",),
)


def said(letter: Letter) -> list[str]:
    return [block.text for block in letter.blocks if isinstance(block, Paragraph | DashItem | Heading)]


def test_it_has_five_sections_and_an_annex_of_tasks() -> None:
    letter = progress_letter(DESK, TEXT)
    assert letter.kind is LetterKind.REPORT
    assert [block.label for block in letter.blocks if isinstance(block, Heading)] == ["I.", "II.", "III.", "IV.", "V."]
    [annex] = letter.annexes
    [table] = annex.blocks
    assert isinstance(table, Table)
    assert table.rows == (("1", "Đánh giá mô hình", "Công an xã", "Xã An Phú", "12/11/2026", "Đang thực hiện, 60 %"),)


@pytest.mark.parametrize(
    "words",
    [
        "Kế hoạch được thực hiện từ ngày 01/01/2026 đến ngày 31/12/2026, gồm 5 nhiệm vụ, giao cho 3 địa phương.",
        "Căn cứ triển khai: Kế hoạch số 45/KH-BCĐ.",
        "Đã hoàn thành 2/5 nhiệm vụ (40,0\u00a0%); còn lại:",
        "1 nhiệm vụ được gia hạn.",
        "Số mô hình mới: 3/4 mô hình (75,0 %).",
        "1 nhiệm vụ quá thời hạn, nêu tại Phụ lục kèm theo.",
        "Kinh phí hạn chế.",
        "Tổng kết phong trào.",
        "Kiến nghị:",
    ],
)
def test_it_says_what_there_is(words: str) -> None:
    assert words in said(progress_letter(DESK, TEXT))


def test_nothing_is_said_of_what_there_is_not() -> None:
    bare = replace(TEXT, progress=Progress(0, 0, 0, 0, 0, 0, 0, 0), targets=(), tasks=(), hindrances=(), next_steps=())
    letter = progress_letter(DESK, replace(bare, proposals=(), basis=""))
    assert not letter.annexes
    assert "Kế hoạch chưa giao nhiệm vụ cụ thể." in said(letter)
    assert "Các nhiệm vụ không giao chỉ tiêu bằng số." in said(letter)


@pytest.mark.django_db
def test_it_is_written_from_the_plans_tasks_and_signed_for_the_committee() -> None:
    scene = a_scene()
    plan = YearPlan.objects.get(record_id=scene.plan.record_id)
    text = progress_text(scene.lan.actor, plan, Added(), NOW.date())
    assert (text.progress.total, text.progress.late, text.progress.assigned) == (2, 1, 2)
    assert [(line.reached, line.target) for line in text.targets] == [("0", "4")]
    desk = desk_for(plan.place_id, NOW.date())
    assert (desk.issuer.name, desk.issuer.uses_host_seal) == ("Ban Chỉ đạo 138 xã An Phú", True)
    assert (desk.signature.title, desk.signature.second_title) == ("TRƯỞNG BAN", "Chủ tịch UBND xã")
    assert not desk.signature.name, "the officer who drafts does not sign"


@pytest.mark.django_db
def test_a_letter_bears_the_name_that_the_committee_has_on_its_day() -> None:
    scene = a_scene()
    place = YearPlan.objects.get(record_id=scene.plan.record_id).place_id
    last = NOW.date()
    SteeringCommittee.objects.filter(place_id=place).update(until=last)
    assert desk_for(place, last).issuer.code.startswith("BCD-")
    assert desk_for(place, last + timedelta(days=1)).issuer.code.startswith("UBND-")
    since = SteeringCommittee.objects.get(place_id=place).since
    assert desk_for(place, since - timedelta(days=1)).issuer.code.startswith("UBND-")
