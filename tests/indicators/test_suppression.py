"""Nothing hidden can be reckoned: whatever adds up to whatever, no number stands hidden alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.guards import SMALL
from binhyen.indicators.rules.suppression import Sum, cell_sums, hidden_in_table, hidden_with

Values = dict[str, Decimal | None]


def hidden(values: dict[str, int | None], *sums: Sum[str]) -> str:
    numbers: Values = {key: None if value is None else Decimal(value) for key, value in values.items()}
    small = [key for key, value in numbers.items() if value is not None and value < SMALL]
    return "".join(sorted(hidden_with(small, numbers, sums)))


@pytest.mark.parametrize(
    ("values", "sums", "expected"),
    [
        ({"a": 9, "b": 8}, [Sum(("a", "b"))], ""),
        ({"a": 3, "b": 8, "c": 9}, [Sum(("a", "b", "c"))], "ab"),
        ({"a": 3, "b": 8, "w": 11}, [Sum(("a", "b"), "w")], "ab"),
        ({"a": 3, "w": 30}, [Sum(("a",), "w")], "aw"),
        ({"a": 0, "b": 0, "c": 9, "d": 12}, [Sum(("a", "b", "c", "d"))], "abc"),
        ({"a": 3, "b": None, "c": 9}, [Sum(("a", "b", "c"))], "ac"),
        ({"a": 3}, [Sum(("a",))], "a"),
        # what is hidden in one sum stands alone in the other: there, too, another one goes
        ({"a": 3, "b": 6, "c": 7, "d": 9}, [Sum(("a", "b")), Sum(("b", "c")), Sum(("c", "d"))], "abcd"),
        # a hidden whole is its parts together: one of them is hidden
        ({"w": 3, "a": 3, "b": 0}, [Sum(("a", "b"), "w")], "abw"),
    ],
)
def test_what_gives_a_hidden_number_away_is_hidden_too(
    values: dict[str, int | None], sums: list[Sum[str]], expected: str
) -> None:
    assert hidden(values, *sums) == expected


@st.composite
def crossed(draw: st.DrawFn) -> tuple[Values, list[Sum[str]]]:
    """A table of numbers with the sums of its rows and columns, of which some are in it."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    numbers = st.one_of(st.none(), st.integers(0, 30).map(Decimal))
    values: Values = {f"{row}.{column}": draw(numbers) for row in range(rows) for column in range(columns)}
    sums: list[Sum[str]] = []
    lines = [tuple(f"{row}.{column}" for column in range(columns)) for row in range(rows)]
    lines += [tuple(f"{row}.{column}" for row in range(rows)) for column in range(columns)]
    for at, parts in enumerate(lines):
        whole = f"sum{at}" if draw(st.booleans()) else None
        said = [value for part in parts if (value := values[part]) is not None]
        if whole is not None and said:
            values[whole] = sum(said, Decimal(0))
        sums.append(Sum(parts, whole if said else None))
    return values, sums


@given(crossed())
def test_no_number_is_hidden_alone(table: tuple[Values, list[Sum[str]]]) -> None:
    values, sums = table
    small = {key for key, value in values.items() if value is not None and value < SMALL}
    found = hidden_with(small, values, sums)
    assert small <= found
    for one in sums:
        told = [key for key in one.parts if values[key] is not None]
        unknown = [key for key in (*told, one.whole) if key in found]
        lone_with_a_total_elsewhere = one.whole is None and len(told) == 1
        assert len(unknown) != 1 or lone_with_a_total_elsewhere, one


@given(crossed())
def test_without_a_small_number_nothing_is_hidden(table: tuple[Values, list[Sum[str]]]) -> None:
    values, sums = table
    assert hidden_with([], values, sums) == frozenset()


# ------------------------------------------------------------------ tables of lines

WHOLE, MEN, WOMEN = CellKey("a"), CellKey("a", "sex=men"), CellKey("a", "sex=women")
OLD_MEN = CellKey("a", "age=old;sex=men")


def test_lines_are_held_against_the_line_that_they_are_parts_of() -> None:
    found = cell_sums([WHOLE, MEN, WOMEN, OLD_MEN])
    assert Sum((MEN, WOMEN), WHOLE) in found
    assert Sum((OLD_MEN,), MEN) in found
    assert not any(one.whole == WOMEN for one in found)
    assert cell_sums([MEN, WOMEN]) == [Sum((MEN, WOMEN))]
    assert cell_sums([WHOLE, CellKey("b")]) == []


def test_a_part_is_not_the_whole_of_its_row_less_the_rest() -> None:
    told = {("x", WHOLE): 45, ("x", MEN): 42, ("x", WOMEN): 3, ("y", WHOLE): 50, ("y", MEN): 20, ("y", WOMEN): 30}
    hidden = hidden_in_table({at: Decimal(number) for at, number in told.items()})
    assert hidden == {("x", WOMEN), ("x", MEN), ("y", WOMEN), ("y", MEN)}


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 4), st.sampled_from([MEN, WOMEN])), st.integers(0, 30).map(Decimal), min_size=1
    )
)
def test_no_number_of_a_table_is_hidden_alone_in_its_row(parts: dict[tuple[int, CellKey], Decimal]) -> None:
    table = dict(parts)
    for row in {row for row, _ in parts}:
        table[row, WHOLE] = sum((value for (at, _), value in parts.items() if at == row), Decimal(0))
    hidden = hidden_in_table(table)
    assert all(at in hidden for at, value in table.items() if value < SMALL)
    for row in {row for row, _ in parts}:
        assert sum((row, cell) in hidden for cell in (WHOLE, MEN, WOMEN)) != 1
