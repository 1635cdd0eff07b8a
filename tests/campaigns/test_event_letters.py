"""Letters around a conference: what they say by themselves, what an officer changes, how they are numbered."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.audit.models import Entry as LogEntry
from binhyen.campaigns.actions.conferences import Invitation, check_in, invite, lay_out_programme
from binhyen.campaigns.actions.event_letters import (
    Numbering,
    draft_event_letter,
    issue_event_letter,
    letter_for,
    revise_event_letter,
)
from binhyen.campaigns.letters.bodies import COMMITTEE, PEOPLES, bodies_of
from binhyen.campaigns.letters.events import HEADINGS, prefilled, sheets_of
from binhyen.campaigns.models import Event, EventLetter
from binhyen.campaigns.queries.conferences import course_of
from binhyen.campaigns.registers import conferences as kept
from binhyen.campaigns.registers.events import EVENTS
from binhyen.campaigns.rules.wording import LETTERS, Section, blocks_of, sections_of, wording_of
from binhyen.documents.models import Document
from binhyen.documents.rules.content import Letter, LetterKind, Table
from binhyen.documents.rules.freezing import from_data
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.rules.facts import StepFacts, Value
from binhyen.units.actions.committees import CommitteeDraft, form_committee
from binhyen.units.rules.committees import MemberRole, MemberSeat
from tests.campaigns.conference_factories import DAY, NAME, NOW, Stage, a_stage
from tests.registers.factories import day, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(db: None) -> Stage:
    return a_full_stage()


@pytest.fixture
def event(stage: Stage) -> Event:
    return Event.objects.get(pk=stage.event.pk)


def a_full_stage() -> Stage:
    """The conference with everything inside."""
    stage = a_stage()
    event, by = Event.objects.get(pk=stage.event.pk), stage.office.actor
    chair = "Chủ tịch Ủy ban nhân dân tỉnh"
    stage.part(kept.POINTS, {"name": "Điểm cầu tỉnh", "main": True, "head": chair, "invited": 120, "attended": 117})
    city: dict[str, Value] = {
        "name": "Điểm cầu thành phố Lạng Sơn",
        "head": "Chủ tịch Ủy ban nhân dân thành phố",
        "questions": 1,
    }
    point = stage.part(kept.POINTS, city | {"invited": 40, "attended": 38}, place="city")
    stage.part(kept.POINTS, {"name": "Điểm cầu huyện Cao Lộc", "invited": 60}, by=stage.below.actor, place="district")
    lay_out_programme(event=event, by=by, at=NOW)
    stage.part(
        kept.PAPERS,
        {
            "position": 1,
            "name": "Kinh nghiệm duy trì mô hình liên kết tự phòng, tự quản",
            "speaker": "Chủ tịch Ủy ban nhân dân huyện Cao Lộc",
            "minutes": 7,
        },
    )
    stage.part(
        kept.QUESTIONS,
        {
            "point": point.record_id,
            "text": "Kinh phí duy trì mô hình lấy từ nguồn nào?",
            "answer": "Từ ngân sách địa phương và đóng góp hợp pháp.",
            "answered_by": "Sở Tài chính",
        },
    )
    proposal = stage.part(
        kept.PROPOSALS,
        {"proposer": "Ủy ban nhân dân huyện Cao Lộc", "text": "Trang bị thêm camera cho các xã biên giới."},
    )
    accept = StepFacts("accept", DAY, note="đưa vào kế hoạch năm 2023")
    take_step(register=kept.PROPOSALS, record_id=proposal.record_id, step=accept, by=by, at=NOW)
    for place, (name, authority, who) in enumerate(
        (
            ("Bằng khen của Bộ trưởng Bộ Công an", "Bộ trưởng Bộ Công an", "11 tập thể"),
            ("Giấy khen của Giám đốc Công an tỉnh", "Giám đốc Công an tỉnh", "25 tập thể"),
        ),
        start=1,
    ):
        values: dict[str, Value] = {
            "position": place,
            "name": name,
            "authority": authority,
            "presenter": chair,
            "recipients": who,
        }
        stage.part(kept.HANDINGS, values)
    seats = invite(
        event=event,
        lines=[Invitation("Công an tỉnh", "Giám đốc"), Invitation("Sở Tư pháp", "Đại biểu", 2)],
        by=by,
        at=NOW,
    )
    check_in(event=event, record_id=seats[0].record_id, by=by, at=NOW)
    conclusion: dict[str, Value] = {
        "position": 1,
        "content": "Rà soát, nhân rộng mô hình hiệu quả",
        "lead": "Công an tỉnh",
    }
    stage.part(kept.CONCLUSIONS, conclusion | {"due": day("30/06/2023")})
    return stage


def drafted(event: Event, kind: LetterKind) -> Letter:
    issuing = bodies_of(event)[PEOPLES]
    wording = prefilled(kind, course_of(event), issuing.body)
    return letter_for(event, kind, issuing, replace(wording, secretary="Hoàng Văn Thái"))


def text_of(letter: Letter) -> str:
    return repr(letter)


def test_an_invitation_says_who_is_asked_where_and_when_by_whom(event: Event) -> None:
    letter = drafted(event, LetterKind.INVITATION)
    said = text_of(letter)
    assert "Ủy ban nhân dân tỉnh Lạng Sơn trân trọng kính mời: Công an tỉnh, Giám đốc; Sở Tư pháp, Đại biểu." in said
    assert f"Tới dự: {NAME}." in said
    assert "Chủ trì: Chủ tịch Ủy ban nhân dân tỉnh." in said
    assert "Thời gian: 08 giờ 00, ngày 08 tháng 02 năm 2023 (thứ Tư)." in said
    assert "trực tuyến tới 2 điểm cầu" in said
    assert not letter.annexes


def test_one_invitation_serves_many_who_stand_in_its_list(stage: Stage, event: Event) -> None:
    lines = [Invitation(f"Sở số {number}", "", 2) for number in range(1, 9)]
    invite(event=event, lines=lines, by=stage.office.actor, at=NOW)
    letter = drafted(event, LetterKind.INVITATION)
    assert "có tên trong danh sách kèm theo" in text_of(letter)
    [annex] = letter.annexes
    [table] = [block for block in annex.blocks if isinstance(block, Table)]
    assert len(table.rows) == 10 + 1
    assert table.rows[-1] == ("", "Cộng", "19")


def test_a_programme_holds_its_timetable_and_the_order_of_awards_with_both_names(event: Event) -> None:
    letter = drafted(event, LetterKind.PROGRAMME)
    [table] = [block for block in letter.blocks if isinstance(block, Table)]
    assert table.rows[0][0] == "08:00 – 08:05"
    [annex] = letter.annexes
    [order] = [block for block in annex.blocks if isinstance(block, Table)]
    assert order.rows[0][2:] == ("Bộ trưởng Bộ Công an", "11 tập thể", "Chủ tịch Ủy ban nhân dân tỉnh")


def test_recipients_typed_on_several_lines_stand_on_one_and_hold_no_hidden_signs(stage: Stage, event: Event) -> None:
    typed: dict[str, Value] = {"name": "Giấy khen", "authority": "Giám đốc", "presenter": "Phó Giám đốc"}
    stage.part(kept.HANDINGS, typed | {"position": 3, "recipients": "Xã Tân Thanh\r\n\r\nXã Bảo Lâm"})
    letter = drafted(event, LetterKind.PROGRAMME)
    [order] = [block for annex in letter.annexes for block in annex.blocks if isinstance(block, Table)]
    assert order.rows[-1][3] == "Xã Tân Thanh; Xã Bảo Lâm"
    made = draft_event_letter(event=event, letter=letter, by=stage.office.actor, at=NOW)
    assert made.document.kind == "CTr"


def test_parts_of_a_festival_are_named_in_its_programme(event: Event) -> None:
    course = course_of(event)
    first, second, *rest = course.timed
    festive = replace(second, item=replace(second.item, part="festive"))
    [table] = sheets_of(LetterKind.PROGRAMME, replace(course, timed=(first, festive, *rest))).tables
    assert [row[1] for row in table.rows if not row[0]] == ["NỘI DUNG HỘI NGHỊ", "PHẦN HỘI", "NỘI DUNG HỘI NGHỊ"]


def test_minutes_follow_the_registers(event: Event) -> None:
    letter = drafted(event, LetterKind.MINUTES)
    said = text_of(letter)
    assert "Đại biểu có mặt: 1/3." in said
    assert "Điểm cầu thành phố Lạng Sơn hỏi: Kinh phí duy trì mô hình lấy từ nguồn nào?" in said
    assert "Sở Tài chính trả lời: Từ ngân sách địa phương và đóng góp hợp pháp." in said
    assert "được tiếp thu (đưa vào kế hoạch năm 2023)" in said
    assert "do Bộ trưởng Bộ Công an tặng; Chủ tịch Ủy ban nhân dân tỉnh trao" in said
    assert "1. Rà soát, nhân rộng mô hình hiệu quả. Chủ trì: Công an tỉnh. Thời hạn: 30/06/2023." in said
    assert letter.second_signature is not None
    [table] = [block for annex in letter.annexes for block in annex.blocks if isinstance(block, Table)]
    assert [row[3:] for row in table.rows] == [("120", "117", "–"), ("40", "38", "1"), ("60", "–", "–")]
    assert table.total_rows == 0, "points are never added up"


def test_the_notice_goes_to_those_who_lead(event: Event) -> None:
    letter = drafted(event, LetterKind.NOTICE)
    assert letter.recipients == ("Công an tỉnh",)
    assert letter.subject == f"Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại {NAME}"
    assert "ĐÁNH GIÁ CHUNG" not in text_of(letter), "an empty section is left out, with its number"


def test_an_empty_event_gives_letters_that_still_can_be_drafted(db: None) -> None:
    stage = a_stage()
    event = Event.objects.get(pk=stage.event.pk)
    for kind in LETTERS:
        made = draft_event_letter(event=event, letter=drafted(event, kind), by=stage.office.actor, at=NOW)
        assert made.document.state == "draft"


WORDS = st.text(st.characters(categories=("L", "N", "Zs"), exclude_characters="\x85\u2028\u2029"), min_size=1)
LINES = st.lists(WORDS.map(str.strip).filter(bool), max_size=4)


@given(st.lists(LINES, min_size=8, max_size=8), st.sampled_from(list(HEADINGS)))
def test_what_was_edited_is_read_again_from_the_letter(texts: list[list[str]], kind: LetterKind) -> None:
    headings = HEADINGS[kind]
    sections = tuple(Section(one, "\n".join(text)) for one, text in zip(headings, texts, strict=False))
    assert sections_of(blocks_of(sections), headings) == sections


def test_lists_and_paragraphs_keep_their_kind() -> None:
    sections = (Section("", "Mở đầu.\n- Một;\n- Hai."), Section("Kết thúc", "Hết."))
    assert sections_of(blocks_of(sections), ("", "Kết thúc")) == sections


def test_minutes_are_edited_before_they_are_issued_and_not_after(stage: Stage, event: Event) -> None:
    by = stage.office.actor
    made = draft_event_letter(event=event, letter=drafted(event, LetterKind.MINUTES), by=by, at=NOW)
    wording = wording_of(from_data(made.document.content), HEADINGS[LetterKind.MINUTES])
    changed = replace(wording, sections=(*wording.sections[:-1], Section("Kết thúc", "Hội nghị kết thúc lúc 11 giờ.")))
    letter = letter_for(event, LetterKind.MINUTES, bodies_of(event)[PEOPLES], changed)
    revise_event_letter(event=event, letter_id=made.pk, letter=letter, by=by, at=NOW)
    document = issue_event_letter(event=event, letter_id=made.pk, numbering=Numbering(DAY), by=by, at=NOW)
    assert document.symbol == "01/BB-UBND"
    assert "Hội nghị kết thúc lúc 11 giờ." in repr(document.content)
    with pytest.raises(Refused):
        revise_event_letter(event=event, letter_id=made.pk, letter=letter, by=by, at=NOW)
    actions = list(LogEntry.objects.filter(action__startswith="campaigns.").values_list("action", flat=True))
    assert actions == ["campaigns.letter_drafted", "campaigns.letter_revised", "campaigns.letter_issued"]


def test_the_e_offices_number_is_taken_over(stage: Stage, event: Event) -> None:
    by = stage.chair.actor
    made = draft_event_letter(event=event, letter=drafted(event, LetterKind.NOTICE), by=by, at=NOW)
    numbering = Numbering(DAY, "45/TB-UBND")
    assert issue_event_letter(event=event, letter_id=made.pk, numbering=numbering, by=by, at=NOW).external


def test_a_district_neither_drafts_nor_numbers_the_provinces_letters(stage: Stage, event: Event) -> None:
    letter = drafted(event, LetterKind.INVITATION)
    with pytest.raises(Forbidden) as refusal:
        draft_event_letter(event=event, letter=letter, by=stage.below.actor, at=NOW)
    assert refusal.value.code == "registers.not_your_place"
    assert not EventLetter.objects.exists()
    assert not Document.objects.exists()


def test_the_office_above_drafts_but_the_place_itself_issues(stage: Stage, event: Event) -> None:
    values: dict[str, Value] = {"kind": "festival", "name": "Ngày hội huyện Cao Lộc", "since": DAY}
    own = written(EVENTS, stage.district, values, stage.below.actor, at=NOW)
    found = Event.objects.get(pk=own.pk)
    by = stage.office.actor
    made = draft_event_letter(event=found, letter=drafted(found, LetterKind.PROGRAMME), by=by, at=NOW)
    with pytest.raises(Forbidden) as refusal:
        issue_event_letter(event=found, letter_id=made.pk, numbering=Numbering(DAY), by=by, at=NOW)
    assert refusal.value.code == "campaigns.not_the_issuer"


def test_a_committee_signs_in_its_own_name_with_its_own_numbers(stage: Stage, event: Event) -> None:
    assert set(bodies_of(event)) == {PEOPLES}
    draft = CommitteeDraft(stage.province.place_id, "Ban Chỉ đạo phòng, chống tội phạm", "BCĐ 138", "BCĐ", "QĐ 1")
    seats = _seats(stage)
    form_committee(draft=draft, seats=seats, since=day("01/01/2022"), by=stage.office.actor, at=NOW)
    issuing = bodies_of(event)[COMMITTEE]
    wording = prefilled(LetterKind.NOTICE, course_of(event), issuing.body)
    letter = letter_for(event, LetterKind.NOTICE, issuing, wording)
    assert letter.issuer.sign == "BCĐ"
    assert letter.issuer.code.startswith("BCĐ-")
    assert letter.signature is not None
    assert [line.body for line in letter.signature.authority] == ["BAN CHỈ ĐẠO"]
    assert letter.signature.second_title == "CHỦ TỊCH Ủy ban nhân dân tỉnh Lạng Sơn"


def _seats(stage: Stage) -> list[MemberSeat]:
    return [MemberSeat(stage.chair.post.pk, MemberRole.HEAD), MemberSeat(stage.office.post.pk, MemberRole.SECRETARY)]


def test_a_deputy_signs_in_the_heads_place(event: Event) -> None:
    issuing = bodies_of(event)[PEOPLES]
    wording = replace(prefilled(LetterKind.NOTICE, course_of(event), issuing.body), signer_title="Phó Chủ tịch")
    signature = letter_for(event, LetterKind.NOTICE, issuing, wording).signature
    assert signature is not None
    assert [f"{line.prefix} {line.body}" for line in signature.authority] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
