"""The words of a letter on paper: closing marks, recipients, references, signatures, marks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.content import (
    Annex,
    Article,
    Authority,
    Block,
    DashItem,
    Heading,
    LetteredItem,
    LetterKind,
    NumberedItem,
    Paragraph,
    Prefix,
    Signature,
)
from binhyen.documents.rules.layout import ND30
from binhyen.documents.rules.metrics import break_lines, text_width
from binhyen.documents.rules.sheet import Addressees, Line, Sheet, Style
from tests.documents.letters import certificate, decision


def lines(sheet: Sheet) -> list[str]:
    return [f"{item.lead} {item.text}".strip() for item in sheet.items if isinstance(item, Line)]


def report(*blocks: Block) -> Sheet:
    return compose(decision(kind=LetterKind.REPORT, bases=(), authority="", blocks=blocks, annexes=()), ND30)


def test_bases_end_in_semicolons_and_the_last_in_a_full_stop() -> None:
    sheet = compose(decision(bases=("Căn cứ A;", "Căn cứ B.", "Theo đề nghị của C")), ND30)
    bases = [item.text for item in sheet.items if isinstance(item, Line) and item.style is Style.BASIS]
    assert bases == ["Căn cứ A;", "Căn cứ B;", "Theo đề nghị của C."]


def test_a_decision_names_its_authority_and_decides() -> None:
    said = lines(compose(decision(), ND30))
    assert said[0] == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN PHÚ"
    assert said[4] == "QUYẾT ĐỊNH:"


@pytest.mark.parametrize(
    ("block", "written"),
    [
        (Paragraph("Hết"), "Hết./."),
        (Paragraph("Hết."), "Hết./."),
        (Paragraph("Hết./."), "Hết./."),
        (Article(3, "Thi hành."), "Điều 3. Thi hành./."),
        (NumberedItem(2, "Điều hai"), "2. Điều hai./."),
        (LetteredItem(5, "Điểm đ;"), "đ) Điểm đ./."),
        (DashItem("Gạch"), "- Gạch./."),
    ],
)
def test_the_text_ends_with_the_closing_mark(block: Block, written: str) -> None:
    assert lines(report(Paragraph("Đầu."), block)) == ["Đầu.", written]


def test_headings_stand_alone_and_chapters_in_the_middle() -> None:
    sheet = report(Heading("I.", "TÌNH HÌNH"), Heading("Chương I", "Quy định chung", centred=True), Paragraph("x"))
    assert lines(sheet) == ["I. TÌNH HÌNH", "Chương I", "QUY ĐỊNH CHUNG", "x./."]


def test_an_article_with_a_heading_is_bold_and_its_text_stands_below() -> None:
    sheet = report(Article(1, "Quy chế này quy định.", "Phạm vi"), NumberedItem(1, "Nội dung", "Đối tượng"))
    assert lines(sheet) == ["Điều 1. Phạm vi", "Quy chế này quy định.", "1. Đối tượng", "Nội dung./."]


@pytest.mark.parametrize(
    ("addressees", "recipients", "copies", "written"),
    [
        ((), ("Như Điều 2",), None, ("Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.")),
        (("Sở A",), (), 5, ("Nơi nhận:", "- Như trên;", "- Lưu: VT (5).")),
        (("Sở A",), ("Như trên", "Sở B"), None, ("Nơi nhận:", "- Như trên;", "- Sở B;", "- Lưu: VT.")),
        ((), (), None, ()),
    ],
)
def test_recipients_are_listed_as_decreed(
    addressees: tuple[str, ...], recipients: tuple[str, ...], copies: int | None, written: tuple[str, ...]
) -> None:
    letter = decision(addressees=addressees, recipients=recipients, copies=copies)
    assert compose(letter, ND30).foot.recipients == written


def test_one_addressee_stands_on_the_line_and_several_below() -> None:
    def said(*names: str) -> tuple[str, ...]:
        items = compose(decision(kind=LetterKind.SUBMISSION, addressees=names), ND30).items
        return next(item.lines for item in items if isinstance(item, Addressees))

    assert said("Sở Nội vụ") == ("Sở Nội vụ",)
    assert said("Sở A", "Sở B") == ("- Sở A;", "- Sở B.")


def test_a_committees_deputy_signs_for_its_head_with_both_posts() -> None:
    signature = Signature(
        "Phó Trưởng ban",
        "Lê Văn Mẫu",
        (Authority(Prefix.COLLECTIVE, "Ban Chỉ đạo"), Authority(Prefix.DEPUTY, "Trưởng ban")),
        second_title="Giám đốc Công an tỉnh",
    )
    right = compose(decision(signature=signature), ND30).foot.right
    assert right is not None
    assert right.over == ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    assert (right.second_title, right.name) == ("GIÁM ĐỐC CÔNG AN TỈNH", "Lê Văn Mẫu")


def test_an_annex_says_what_it_belongs_to() -> None:
    letter = replace(decision(), symbol="07/QĐ-UBND", issued_on=date(2026, 1, 5), annexes=(Annex("Danh sách", ()),))
    (annex,) = compose(letter, ND30).annexes
    assert [item.text for item in annex.items if isinstance(item, Line)] == [
        "DANH SÁCH",
        "(Kèm theo Quyết định số 07/QĐ-UBND ngày 05 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân xã An Phú)",
    ]


def test_a_dispatch_has_its_subject_under_the_number_and_no_title() -> None:
    sheet = compose(decision(kind=LetterKind.DISPATCH, subject="hướng dẫn đăng ký"), ND30)
    assert (sheet.title, sheet.subject, sheet.head.about) == ("", "", "V/v hướng dẫn đăng ký")


@pytest.mark.parametrize(
    ("demonstration", "draft", "mark"),
    [
        (False, False, ""),
        (True, False, "MẪU – DỮ LIỆU MINH HỌA"),
        (False, True, "DỰ THẢO"),
        (True, True, "DỰ THẢO · MẪU – DỮ LIỆU MINH HỌA"),
    ],
)
def test_drafts_and_samples_are_marked(demonstration: bool, draft: bool, mark: str) -> None:
    assert compose(decision(demonstration=demonstration), ND30, draft=draft).mark == mark


def test_a_draft_leaves_room_for_number_and_date() -> None:
    head = compose(decision(), ND30).head
    assert head.symbol.endswith("/QĐ-UBND")
    assert head.place_and_date.startswith("An Phú, ngày  ")


def test_a_certificate_says_how_to_check_it() -> None:
    said = compose(certificate(), ND30, check="7C·E2").certificate
    assert said is not None
    assert said.proof.endswith("7C·E2")
    assert said.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN PHÚ CÔNG NHẬN"


@given(st.text(alphabet="AĂÂBC ĐEÊƠƯXY", max_size=120), st.integers(30, 150))
def test_names_are_broken_between_words_within_the_room(name: str, room: int) -> None:
    broken = break_lines(name, 12, room, bold=True)
    assert " ".join(broken).split() == name.split()
    assert all(text_width(line, 12, bold=True) <= room or " " not in line for line in broken)


def test_widths_are_those_of_the_font() -> None:
    assert round(text_width("Độc lập - Tự do - Hạnh phúc", 13, bold=True), 1) == 56.1
    assert text_width("Ử", 10, bold=False) > text_width("U", 10, bold=False)
