"""Vietnamese as data."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel import vietnamese

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Xã  ĐẮK  Lắk", "xa dak lak"), ("Hữu Lũng", "huu lung"), ("đặc khu Trường Sa", "dac khu truong sa"), ("", "")],
)
def test_folding_drops_diacritics_case_and_double_spaces(written: str, folded: str) -> None:
    assert vietnamese.fold(written) == folded


@given(st.text(alphabet=LETTERS + LETTERS.upper() + " 12"))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert vietnamese.fold(vietnamese.fold(text)) == vietnamese.fold(text)


def test_order_is_the_dictionary_s() -> None:
    names = ["An", "Ăn", "Ân", "Ba", "Da", "Đà", "Ea", "Ê", "Hà Nội", "Hải Phòng", "O", "Ô", "Ơ", "U", "Ư"]
    shuffled = [*names[7:], *names[:7]]
    assert sorted(shuffled, key=vietnamese.sort_key) == names


def test_tones_decide_only_between_equal_letters() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=vietnamese.sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_long_dates_take_zeros_where_the_decree_puts_them(day: date, written: str) -> None:
    assert vietnamese.long_date(day) == written


@pytest.mark.parametrize(
    ("amount", "places", "written"),
    [
        (1686, None, "1.686"),
        (Decimal("1234567.89"), None, "1.234.567,89"),
        (Decimal("97.626"), 1, "97,6"),
        (-1200, None, "-1.200"),
        (0, None, "0"),
    ],
)
def test_numbers_have_dots_and_a_decimal_comma(amount: int | Decimal, places: int | None, written: str) -> None:
    assert vietnamese.number(amount, places) == written


def test_a_share_of_nothing_is_a_dash() -> None:
    assert vietnamese.percent(0, 0) == "–"
    assert vietnamese.percent(1686, 1727) == "97,6\u00a0%"


def test_document_numbers_below_ten_take_a_zero() -> None:
    assert [vietnamese.document_number(n) for n in (1, 9, 10, 125)] == ["01", "09", "10", "125"]
