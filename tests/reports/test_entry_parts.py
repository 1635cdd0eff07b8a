"""Parts of the entry pages without a database: the grid's fields, days, periods, the small line."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from binhyen.reports.components.heading import days_left, short_period
from binhyen.reports.components.sketch import HEIGHT, WIDTH, sketch_of
from binhyen.reports.forms.entering import Sent, Typed, sent_of
from binhyen.reports.queries.entry import MOST_LINES, shown_sections
from tests.reports.factories import a_content
from tests.reports.toys import key


def sent(text: str) -> Sent:
    return sent_of(QueryDict(text))


def test_fields_are_read_by_report_and_cell() -> None:
    found = sent("v.12.leaflets=1.412&b.12.leaflets=3&n.12.leaflets=Ghi&v.7.models_total%7Cstatus%3Dnew=KPS")
    assert found.typed == {
        12: [Typed(key("leaflets"), "1.412", 3, "Ghi")],
        7: [Typed(key("models_total|status=new"), "KPS", 0, None)],
    }


@pytest.mark.parametrize("text", ["", "v.=1", "v.x.=1", "v.12.%7C=1", "b.12.leaflets=3", "n.12.leaflets=x", "phan=A"])
def test_what_names_no_cell_is_left_out(text: str) -> None:
    assert not any(sent(text).typed.values())


@pytest.mark.parametrize("base", ["", "-1", "x", "1.5", "٣", "9" * 40])
def test_a_version_that_is_none_counts_as_an_empty_cell(base: str) -> None:
    data = QueryDict(mutable=True)
    data["v.12.leaflets"], data["b.12.leaflets"] = "1", base
    assert sent_of(data).typed[12][0].base == 0


def test_a_choice_replaces_the_version_and_keeping_drops_what_was_typed() -> None:
    fields = "v.12.leaflets=412&b.12.leaflets=1"
    assert sent(f"{fields}&use=12.leaflets%3D4").typed[12][0].base == 4
    kept = sent(f"{fields}&keep=12.leaflets")
    assert not kept.typed
    assert "12.leaflets" in kept.found


def test_buttons_fill_all_or_one() -> None:
    assert sent("same=*").all_same
    assert sent("same=12.leaflets").same == {"12.leaflets"}
    assert sent("nothing=*").all_nothing
    assert not sent("nothing=1").all_nothing


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("2026-11", "11/2026"),
        ("2026-Q4", "Q4/2026"),
        ("2026-H1", "H1/2026"),
        ("2026", "2026"),
        ("2019-2024", "2019-2024"),
    ],
)
def test_a_period_is_short_at_the_head_of_its_column(code: str, word: str) -> None:
    assert short_period(code) == word


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 5), "còn 8 ngày làm việc"),
        (date(2026, 11, 17), "hạn hôm nay"),
        (date(2026, 11, 19), "quá hạn 2 ngày làm việc"),
    ],
)
def test_days_are_counted_in_working_days(today: date, words: str) -> None:
    assert days_left(date(2026, 11, 17), today) == words


def test_a_short_form_is_shown_whole_and_a_long_one_by_section() -> None:
    assert shown_sections(a_content()) == ("A",)
    assert len(a_content().cells) <= MOST_LINES


def test_one_number_makes_no_line() -> None:
    assert sketch_of(["10/2026"], [Decimal(3)], Decimal(4)) is None
    assert sketch_of(["9/2026", "10/2026"], [None, Decimal(3)], None) is None


def test_a_period_without_a_number_breaks_the_line() -> None:
    drawn = sketch_of(["8", "9", "10", "11"], [Decimal(1), None, Decimal(2), Decimal(3)], None)
    assert drawn is not None
    assert drawn.path.count("M") == 2
    assert drawn.sentence == "3 kỳ gần nhất, từ 1 đến 3"


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=2, max_size=12), st.none() | st.decimals(0, 10**9, places=2))
def test_every_point_lies_inside_the_drawing_and_they_run_to_the_right(
    values: list[Decimal], now: Decimal | None
) -> None:
    drawn = sketch_of([str(index) for index in range(len(values))], values, now)
    assert drawn is not None
    points = [tuple(map(Decimal, word.lstrip("ML").split(","))) for word in drawn.path.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert all(one[0] < two[0] for one, two in pairwise(points))
