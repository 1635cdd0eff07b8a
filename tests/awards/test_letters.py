"""Papers about awards: what a decision, a submission and minutes say."""

from dataclasses import replace
from datetime import date

import pytest

from binhyen.awards.letters import (
    AwardText,
    Desk,
    MinutesText,
    Named,
    Voted,
    decision_letter,
    list_table,
    minutes_letter,
    submission_letter,
    verb,
    whom,
)
from binhyen.documents.rules.composing import compose
from binhyen.documents.rules.content import Authority, Issuer, LetterKind, Prefix, Signature
from binhyen.documents.rules.layout import CURRENT

ONE = Named("Nguyễn Văn Mẫu", "Tổ trưởng", "individual", "Có thành tích", 3_800_000, "01")
GROUP = Named("Thôn Đông", "xã An Phú", "collective", "Có thành tích", 7_590_000, "02")
AFTER = replace(ONE, name="Lê Văn Mẫu", posthumous=True)
COMMITTEE = Authority(Prefix.COLLECTIVE, "ỦY BAN NHÂN DÂN")
DESK = Desk(
    Issuer("UBND-24", "Ủy ban nhân dân tỉnh Bắc Ninh", "UBND", "Bắc Ninh"),
    Signature("PHÓ CHỦ TỊCH", "Nguyễn Văn Ký", (COMMITTEE, Authority(Prefix.DEPUTY, "CHỦ TỊCH"))),
    "tỉnh Bắc Ninh",
)
TEXT = AwardText(
    "Bằng khen", "Chủ tịch UBND tỉnh", "Tổng kết năm 2026", (ONE, GROUP), ("Nghị định số 152/2025/NĐ-CP",), "Quỹ"
)


@pytest.mark.parametrize(
    ("recipients", "said", "done"),
    [
        ((ONE,), "Nguyễn Văn Mẫu", "Tặng"),
        ((ONE, GROUP), "01 tập thể và 01 cá nhân", "Tặng"),
        ((AFTER,), "Lê Văn Mẫu", "Truy tặng"),
        ((ONE, AFTER), "02 cá nhân", "Tặng, truy tặng"),
        ((ONE, GROUP, replace(ONE, kind="household")), "01 tập thể, 01 cá nhân và 01 hộ gia đình", "Tặng"),
    ],
)
def test_who_is_awarded_and_how_it_is_said(recipients: tuple[Named, ...], said: str, done: str) -> None:
    assert whom(recipients) == said
    assert verb(recipients) == done


def test_a_decision_is_the_chairs_with_its_list_and_sum() -> None:
    letter = decision_letter(DESK, TEXT)
    assert letter.kind is LetterKind.DECISION
    assert letter.authority == "Chủ tịch Ủy ban nhân dân tỉnh Bắc Ninh"
    assert letter.signature is not None
    assert [one.prefix for one in letter.signature.authority] == [Prefix.DEPUTY]
    [table] = letter.annexes[0].blocks
    assert "11.390.000" in str(table)
    sheet = str(compose(letter, CURRENT))
    for word in ("Căn cứ Nghị định số 152/2025/NĐ-CP", "Tổng kết năm 2026", "từ nguồn Quỹ"):
        assert word in sheet


def test_a_list_has_the_columns_that_are_known() -> None:
    assert len(list_table((ONE,)).columns) == 6
    assert len(list_table((replace(ONE, book_number=""),)).columns) == 5
    assert len(list_table((replace(ONE, book_number="", money=None),)).columns) == 4
    for one in (ONE, replace(ONE, book_number=""), replace(ONE, money=None)):
        table = list_table((one, AFTER))
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_submission_asks_the_authority() -> None:
    letter = submission_letter(DESK, TEXT)
    assert letter.addressees == ("Chủ tịch UBND tỉnh",)
    assert "01 tập thể và 01 cá nhân" in str(letter.blocks)


def test_minutes_name_posts_those_who_voted_on_paper_and_each_share() -> None:
    votes = (
        Voted("Thôn Đông", "Bằng khen", 6, 7, "85,7 %", carried=True),
        Voted("A", "B", 5, 7, "71,4 %", carried=False),
    )
    text = MinutesText(date(2026, 11, 20), 7, ("Chủ tịch",), ("Giám đốc Sở",), "ít nhất 4/5", votes)
    said = str(minutes_letter(DESK, text, Signature("THƯ KÝ", "Trần Thị Thư")).blocks)
    for word in ("2/7", "biểu quyết bằng phiếu", "Giám đốc Sở", "6/7", "85,7 %", "Không đề nghị"):
        assert word in said
