"""Local codes: always new."""

from hypothesis import given
from hypothesis import strategies as st

from binhyen.places.rules.codes import next_codes

NUMBERS = st.lists(st.integers(1, 1200), max_size=20)


@given(NUMBERS, st.integers(1, 5))
def test_a_new_code_never_reuses_one_that_was_used(numbers: list[int], count: int) -> None:
    used = {f"05977-{number:03d}" for number in numbers}
    new = next_codes("05977", used, count)
    assert len(set(new)) == count
    assert not used & set(new)


def test_another_communes_codes_do_not_count() -> None:
    assert next_codes("05977", ["05983-040"], 2) == ["05977-001", "05977-002"]
