"""Parts of a conference: who writes them where, what is refused, what happens to proposals and seats."""

import pytest
from django.utils.translation import gettext, override

from binhyen.audit.models import Entry as LogEntry
from binhyen.campaigns.registers import conferences as kept
from binhyen.campaigns.registers.events import EVENTS
from binhyen.indicators.counting import count_in_registers
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refused, Severity
from binhyen.kernel.periods import parse_period
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Record
from binhyen.registers.queries.columns import labels
from binhyen.registers.queries.declared import Register, registers
from binhyen.registers.queries.entries import entries_seen_by
from binhyen.registers.rules.facts import Facts, StepFacts, Value
from tests.campaigns.conference_factories import DAY, NAME, NOW, SINCE, Stage, a_person, a_stage
from tests.registers.factories import day, written

pytestmark = pytest.mark.django_db

PAPER: dict[str, Value] = {
    "name": "Kinh nghiệm giữ mô hình “Camera an ninh”",
    "speaker": "Trưởng Công an huyện Cao Lộc",
    "minutes": 7,
}
PROPOSAL: dict[str, Value] = {"proposer": "Điểm cầu huyện Cao Lộc", "text": "Bố trí kinh phí duy trì mô hình."}
HANDING: dict[str, Value] = {
    "name": "Bằng khen của Bộ trưởng Bộ Công an",
    "authority": "Bộ trưởng Bộ Công an",
    "presenter": "Chủ tịch Ủy ban nhân dân tỉnh",
    "recipients": "Nhân dân và cán bộ xã Tân Thanh",
    "position": 1,
}


@pytest.fixture
def stage(db: None) -> Stage:
    return a_stage()


def test_every_part_of_a_conference_is_a_register_below_its_event() -> None:
    for one in kept.CONFERENCE_REGISTERS:
        assert registers()[one.code] is one
        assert one.parent == "event"
        assert one.by_name["event"].of == EVENTS.code
        assert not one.listed_alone


def test_the_conference_counts_and_its_parts_never_do(stage: Stage) -> None:
    point: dict[str, Value] = {"name": "Điểm cầu thành phố", "invited": 60, "attended": 58, "questions": 2}
    stage.part(kept.POINTS, point, place="city")
    stage.part(kept.PAPERS, PAPER)
    rows = count_in_registers({"review_conferences", "event_delegates"}, stage.province.place_id, parse_period("2023"))
    assert [(row.indicator, int(row.value or 0), dict(row.dims)) for row in rows] == [
        ("review_conferences", 1, {"conference_kind": "final"})
    ]
    assert all(not one.indicators for one in kept.CONFERENCE_REGISTERS)


def test_a_paper_may_be_long_and_names_the_post_that_speaks(stage: Stage) -> None:
    entry = stage.part(kept.PAPERS, PAPER | {"text": "Một câu. " * 3_300})
    assert entry.title == PAPER["name"]
    assert LogEntry.objects.filter(action="registers.written", subject_type="campaigns.papers").count() == 1
    with pytest.raises(Refused) as refusal:
        stage.part(kept.PAPERS, PAPER | {"name": "Dài quá", "text": "x" * 30_001})
    assert refusal.value.code == "registers.too_long"


@pytest.mark.parametrize(
    ("register", "values", "code"),
    [
        (kept.PAPERS, PAPER | {"on": day("09/02/2023")}, "campaigns.not_its_day"),
        (kept.PAPERS, PAPER | {"event": None}, "campaigns.no_event"),
        (kept.PAPERS, PAPER | {"speaker": ""}, "registers.missing"),
        (kept.PROGRAMME, {"part": "work", "content": "Khai mạc", "starts": "8h"}, "campaigns.odd_time"),
        (kept.PROGRAMME, {"part": "work", "content": "Khai mạc", "minutes": 721}, "registers.too_large"),
        (kept.PROGRAMME, {"part": "hội", "content": "Khai mạc"}, "registers.no_choice"),
        (kept.CONCLUSIONS, {"content": "Rà soát mô hình", "due": day("07/02/2023")}, "campaigns.due_before_conference"),
        (kept.HANDINGS, HANDING | {"authority": ""}, "registers.missing"),
        (kept.HANDINGS, HANDING | {"presenter": ""}, "registers.missing"),
        (kept.QUESTIONS, {"text": "Kinh phí ở đâu?", "answer": "Theo kế hoạch."}, "campaigns.answer_of_nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    stage: Stage, register: Register, values: dict[str, Value], code: str
) -> None:
    before = Record.objects.count()
    with pytest.raises(Refused) as refusal:
        stage.part(register, values)
    assert code in {finding.code for finding in refusal.value.findings}
    assert Record.objects.count() == before


def test_parts_of_an_event_that_was_taken_back_are_refused(stage: Stage) -> None:
    take_back(register=EVENTS, record_id=stage.event_id, reason="Ghi nhầm", by=stage.office.actor, at=NOW)
    with pytest.raises(Refused) as refusal:
        stage.part(kept.PAPERS, PAPER)
    assert refusal.value.code == "campaigns.no_event"


def test_a_question_cannot_come_from_a_point_of_another_conference(stage: Stage) -> None:
    other = written(
        EVENTS,
        stage.province,
        {"kind": "conference", "conference_kind": "interim", "name": "Hội nghị sơ kết", "since": SINCE},
        stage.office.actor,
        at=NOW,
    )
    point = written(
        kept.POINTS,
        stage.city,
        {"event": other.record_id, "on": SINCE, "name": "Điểm cầu thành phố"},
        stage.office.actor,
        at=NOW,
    )
    with pytest.raises(Refused) as refusal:
        stage.part(kept.QUESTIONS, {"text": "Hỏi gì?", "point": point.record_id})
    assert refusal.value.code == "campaigns.point_of_another"


def test_a_point_keeps_its_own_numbers_and_may_not_write_for_the_main_hall(stage: Stage) -> None:
    own: dict[str, Value] = {"name": "Điểm cầu huyện Cao Lộc", "head": "Chủ tịch Ủy ban nhân dân huyện", "attended": 45}
    entry = stage.part(kept.POINTS, own, by=stage.below.actor, place="district")
    assert entry.place_path == stage.district.path
    with pytest.raises(Forbidden) as refusal:
        stage.part(kept.PAPERS, PAPER, by=stage.below.actor)
    assert refusal.value.code == "registers.not_your_place"


def test_a_place_outside_the_conference_is_refused(stage: Stage) -> None:
    district_event = written(
        EVENTS,
        stage.district,
        {"kind": "conference", "conference_kind": "final", "name": "Hội nghị huyện", "since": DAY},
        stage.office.actor,
        at=NOW,
    )
    with pytest.raises(Refused) as refusal:
        stage.part(kept.POINTS, {"event": district_event.record_id, "name": "Điểm cầu thành phố"}, place="city")
    assert refusal.value.code == "campaigns.not_its_place"


def test_districts_read_the_provinces_papers_but_not_its_list_of_delegates(stage: Stage) -> None:
    stage.part(kept.PAPERS, PAPER)
    stage.part(kept.DELEGATES, {"agency": "Sở Tư pháp", "role": "Phó Giám đốc", "name": "Nguyễn Thị Mẫu"})
    assert entries_seen_by(kept.PAPERS, stage.below.actor).count() == 1
    assert not entries_seen_by(kept.DELEGATES, stage.below.actor).exists()


def test_a_proposal_is_accepted_or_declined_once_and_with_a_reason(stage: Stage) -> None:
    record_id = stage.part(kept.PROPOSALS, PROPOSAL | {"addressee": "Ủy ban nhân dân tỉnh"}).record_id
    by = stage.office.actor
    with pytest.raises(Refused) as refusal:
        take_step(register=kept.PROPOSALS, record_id=record_id, step=StepFacts("accept", DAY), by=by, at=NOW)
    assert refusal.value.code == "registers.step_without_note"
    accepted = StepFacts("accept", DAY, note="Đưa vào kế hoạch năm 2023")
    take_step(register=kept.PROPOSALS, record_id=record_id, step=accepted, by=by, at=NOW)
    assert Record.objects.get(pk=record_id).state == "accepted"
    declined = StepFacts("decline", DAY, note="Đã xem lại")
    with pytest.raises(Refused) as refusal:
        take_step(register=kept.PROPOSALS, record_id=record_id, step=declined, by=by, at=NOW)
    assert refusal.value.code == "registers.no_such_step"


def test_who_hands_over_and_who_awards_are_two_fields_and_sameness_is_only_remarked(stage: Stage) -> None:
    entry = stage.part(kept.HANDINGS, HANDING)
    assert (entry.authority, entry.presenter) == (HANDING["authority"], HANDING["presenter"])  # type: ignore[attr-defined]
    same = Facts(1, HANDING | {"presenter": "bộ trưởng  Bộ Công an"})
    [finding] = kept.HANDINGS.findings(same, ())
    assert (finding.code, finding.severity) == ("campaigns.presenter_is_authority", Severity.WARNING)


def test_more_delegates_than_invited_are_remarked_and_not_refused(stage: Stage) -> None:
    entry = stage.part(kept.POINTS, {"name": "Điểm cầu Lạng Sơn", "main": True, "invited": 100, "attended": 112})
    [finding] = kept.POINTS.findings(Facts(1, {"invited": 100, "attended": 112}), ())
    assert (finding.code, finding.severity) == ("campaigns.more_than_invited", Severity.WARNING)
    assert Record.objects.filter(pk=entry.record_id).exists()


def test_a_seat_is_called_by_its_agency_its_position_and_its_number(stage: Stage) -> None:
    first = stage.part(kept.DELEGATES, {"agency": "Hội Nông dân tỉnh", "role": "Chủ tịch", "seat": 1})
    second = stage.part(kept.DELEGATES, {"agency": "Hội Nông dân tỉnh", "role": "Chủ tịch", "seat": 2})
    assert (first.title, second.title) == ("Hội Nông dân tỉnh, Chủ tịch", "Hội Nông dân tỉnh, Chủ tịch (2)")
    assert stage.event.title == NAME


def test_only_the_events_own_place_writes_its_programme(stage: Stage) -> None:
    item: dict[str, Value] = {"part": "work", "content": "Khai mạc"}
    with pytest.raises(Refused) as refusal:
        stage.part(kept.PROGRAMME, item, by=stage.below.actor, place="district")
    assert refusal.value.code == "campaigns.not_its_place"
    stage.part(kept.PROGRAMME, item)


def test_an_association_arranges_its_own_conference_and_speaks_at_others(stage: Stage) -> None:
    women = a_person("langson.phunu", "Vi Thị Mẫu", Role.ASSOCIATION_OFFICER, stage.province, "Hội Phụ nữ")
    with pytest.raises(Forbidden) as refusal:
        stage.part(kept.HANDINGS, HANDING, by=women.actor)
    assert refusal.value.code == "registers.not_your_entry"
    stage.part(kept.PAPERS, PAPER, by=women.actor)
    values: dict[str, Value] = {"kind": "conference", "conference_kind": "final", "name": "Của Hội", "since": DAY}
    own = written(EVENTS, stage.province, values, women.actor, at=NOW)
    stage.part(kept.HANDINGS, HANDING | {"event": own.record_id}, by=women.actor)


def test_a_point_does_not_answer_its_own_proposal(stage: Stage) -> None:
    made = stage.part(kept.PROPOSALS, PROPOSAL, by=stage.below.actor, place="district")
    accepted = StepFacts("accept", DAY, note="Đồng ý")
    with pytest.raises(Forbidden) as refusal:
        take_step(register=kept.PROPOSALS, record_id=made.record_id, step=accepted, by=stage.below.actor, at=NOW)
    assert refusal.value.code == "campaigns.not_the_holder"
    take_step(register=kept.PROPOSALS, record_id=made.record_id, step=accepted, by=stage.office.actor, at=NOW)
    assert Record.objects.get(pk=made.record_id).state == "accepted"


def test_columns_are_called_as_offices_call_them() -> None:
    named = {code: labels(register)["minutes"] for code, register in (("a", kept.PROGRAMME), ("b", kept.PAPERS))}
    assert named == {"a": "Thời lượng (phút)", "b": "Thời lượng (phút)"}
    with override("vi"):
        assert gettext(kept.DELEGATES.one) == "Đại biểu"
