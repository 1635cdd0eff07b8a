"""Numbers, symbols, dates and points as NĐ 30/2020/NĐ-CP writes them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.documents.rules.content import Issuer, LetterKind
from binhyen.documents.rules.numbering import (
    POOLED,
    SIGN,
    RegisterKey,
    kind_name,
    mention,
    number_of,
    place_and_date,
    point_letter,
    register_findings,
    symbol,
)
from tests.documents.letters import decision

COMMUNE = Issuer("UBND-1", "Ủy ban nhân dân xã An Phú", "UBND", "An Phú", drafting_unit="NC")
COMMITTEE = Issuer("BCD-1", "Ban Chỉ đạo 138", "BCĐ138", "Bắc Ninh")


@pytest.mark.parametrize(
    ("number", "kind", "issuer", "written"),
    [
        (7, LetterKind.DECISION, COMMUNE, "07/QĐ-UBND"),
        (12, LetterKind.DECISION, COMMUNE, "12/QĐ-UBND"),
        (45, LetterKind.REPORT, COMMITTEE, "45/BC-BCĐ138"),
        (3, LetterKind.SUBMISSION, COMMITTEE, "03/TTr-BCĐ138"),
        (2, LetterKind.PROGRAMME, COMMITTEE, "02/CTr-BCĐ138"),
        (30, LetterKind.DISPATCH, COMMUNE, "30/UBND-NC"),
        (1187, LetterKind.CERTIFICATE, COMMUNE, "1187/GCN-UBND"),
    ],
)
def test_symbols_are_written_as_decreed(number: int, kind: LetterKind, issuer: Issuer, written: str) -> None:
    assert symbol(number, kind, issuer) == written


@given(st.integers(1, 10**6), st.sampled_from(LetterKind))
def test_a_symbol_gives_its_number_back(number: int, kind: LetterKind) -> None:
    written = symbol(number, kind, COMMUNE)
    assert number_of(written) == number
    assert " " not in written


@pytest.mark.parametrize(
    "text", ["", "QĐ-UBND", "12/QĐ UBND", "12-QĐ/UBND", "12/", "/QĐ-UBND", "12/QĐ-UBND\n", "１２/QĐ"]
)
def test_what_is_no_symbol_has_no_number(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("sign", "good"),
    [("UBND", True), ("BCĐ138", True), ("SCT", True), ("ubnd", False), ("UB ND", False), ("", False), ("UBND-", False)],
)
def test_signs_are_capitals_and_figures(sign: str, good: bool) -> None:
    assert bool(SIGN.fullmatch(sign)) is good


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [point_letter(place) for place in range(1, 9)] == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    assert (point_letter(22), point_letter(23), point_letter(24)) == ("x", "y", "aa")


@given(st.integers(1, 200))
def test_no_two_points_share_a_letter(position: int) -> None:
    assert point_letter(position) not in {point_letter(other) for other in range(1, position)}


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "An Phú, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "An Phú, ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "An Phú, ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 15), "An Phú, ngày 15 tháng 11 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_zero(day: date, written: str) -> None:
    assert place_and_date("An Phú", day) == written


def test_a_letter_is_cited_in_full_once_and_then_by_its_symbol() -> None:
    letter = replace(decision(subject="về việc công nhận"), symbol="07/QĐ-UBND", issued_on=date(2026, 1, 5))
    name = "Chủ tịch Ủy ban nhân dân xã An Phú"
    assert mention(letter, issuer_name=name, first=True) == (
        "Quyết định số 07/QĐ-UBND ngày 05 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân xã An Phú về việc công nhận"
    )
    assert mention(letter, issuer_name=name, first=False) == "Quyết định số 07/QĐ-UBND"


def test_a_register_numbers_its_own_body_and_type() -> None:
    def codes(key: RegisterKey) -> list[str]:
        return [finding.code for finding in register_findings(key, LetterKind.DECISION, "UBND-1")]

    assert codes(RegisterKey("UBND-1", "QD")) == codes(RegisterKey("UBND-1", POOLED)) == []
    assert codes(RegisterKey("UBND-2", "QD")) == ["documents.register_of_another"]
    assert codes(RegisterKey("UBND-1", "BC")) == ["documents.register_scheme"]


def test_every_type_has_a_name() -> None:
    assert all(kind_name(kind) for kind in LetterKind)
