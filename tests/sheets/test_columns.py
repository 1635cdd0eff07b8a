"""Headers and numbers, for any text a person may write."""

from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.vietnamese import number
from binhyen.sheets.rules.cells import clean, parse_cell
from binhyen.sheets.rules.columns import CellType, Column, header_key

INT = Column("n", "Số", CellType.INT)


@given(st.text())
def test_a_header_key_stays_itself(text: str) -> None:
    assert header_key(header_key(text)) == header_key(text)


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_written_the_vietnamese_way_come_back(amount: int) -> None:
    assert parse_cell(number(amount), INT) == (amount, None)
    assert parse_cell(float(amount), INT) == (amount, None)


@given(st.text(), st.sampled_from(list(CellType)))
def test_a_text_is_a_value_or_a_finding_never_a_fault(text: str, kind: CellType) -> None:
    value, finding = parse_cell(text, Column("c", "C", kind))
    assert finding is None or value is None


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
