"""Spans of days between the periods that have names of their own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period, span

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (date(2013, 8, 1), date(2023, 5, 25), "2013-08-01..2023-05-25"),
        (date(2013, 1, 1), date(2023, 12, 31), "2013-2023"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2022, 7, 1), date(2022, 12, 31), "2022-H2"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2019, 1, 1), date(2019, 7, 31), "2019-7M"),
        (date(2019, 2, 1), date(2019, 7, 31), "2019-02-01..2019-07-31"),
        (date(2020, 8, 19), date(2020, 8, 19), "2020-08-19"),
        (date(2013, 3, 1), date(2014, 12, 31), "2013-03-01..2014-12-31"),
    ],
)
def test_a_span_of_days_has_the_shortest_code_that_names_it(start: date, end: date, code: str) -> None:
    assert span(start, end).code == code


@given(DAYS, st.integers(0, 5000))
def test_the_code_of_a_span_names_the_same_days(start: date, length: int) -> None:
    found = span(start, start + timedelta(days=length))
    assert parse_period(found.code) == found
    assert (found.start, found.end) == (start, start + timedelta(days=length))


def test_one_period_has_one_code() -> None:
    assert parse_period("2022-01-01..2022-12-31") == parse_period("2022")
    assert parse_period("2013-08-01..2023-05-25").of_days
    assert not parse_period("2013-2023").of_days


@pytest.mark.parametrize("code", ["2023-05-25..2013-08-01", "2013-02-30..2013-03-01", "2013-08-01..", "..2013-08-01"])
def test_what_is_no_span_is_refused(code: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_period(code)
    assert refusal.value.code == "period.unreadable"


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("2013-08-01..2023-05-25", range(2014, 2023)),
        ("2013-2023", range(2013, 2024)),
        ("2022-H1", range(2022, 2022)),
        ("2022-12-31..2023-12-31", range(2023, 2024)),
    ],
)
def test_years_that_lie_wholly_inside_are_known(code: str, years: range) -> None:
    assert list(parse_period(code).whole_years) == list(years)
