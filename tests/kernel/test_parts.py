"""Many things a part at a time."""

from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.parts import in_parts


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=7))
def test_parts_hold_everything_once_in_order_and_none_is_empty_or_too_long(items: list[int], size: int) -> None:
    parts = list(in_parts(iter(items), size))
    assert [one for part in parts for one in part] == items
    assert all(len(part) == size for part in parts[:-1])
    assert all(0 < len(part) <= size for part in parts)
