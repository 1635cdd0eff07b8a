"""Windows: every day belongs to one year, and years follow each other without a gap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.findings import Refused
from binhyen.recognition.rules.shelf import RECOGNITION, pack_named
from binhyen.recognition.rules.windows import evaluation_year, window_of

PACKS = st.sampled_from(RECOGNITION)
KINDS = st.sampled_from(["residential_area", "commune", "agency", "enterprise", "school"])


@given(PACKS, KINDS, st.integers(0, 30))
def test_years_follow_each_other_without_a_gap(code: str, kind: str, step: int) -> None:
    pack = pack_named(code)
    year = pack.year_from + step
    assert window_of(pack, kind, year).end + timedelta(days=1) == window_of(pack, kind, year + 1).start


@given(PACKS, KINDS, st.dates(date(2011, 1, 1), date(2040, 12, 31)))
def test_a_day_belongs_to_the_one_year_whose_window_holds_it(code: str, kind: str, day: date) -> None:
    pack = pack_named(code)
    years = range(pack.year_from, (pack.year_to or 2041) + 1)
    holding = [year for year in years if day in window_of(pack, kind, year)]
    if holding:
        assert [evaluation_year(pack, kind, day)] == holding
    else:
        with pytest.raises(Refused):
            evaluation_year(pack, kind, day)


@pytest.mark.parametrize(
    ("code", "kind", "year", "start", "end"),
    [
        ("tt23-2012", "residential_area", 2013, date(2012, 11, 1), date(2013, 10, 31)),
        ("tt23-2012", "commune", 2013, date(2012, 12, 1), date(2013, 11, 30)),
        ("tt23-2012", "school", 2020, date(2019, 6, 1), date(2020, 5, 31)),
        ("tt124-2021", "residential_area", 2024, date(2023, 11, 1), date(2024, 10, 31)),
        ("tt124-2021", "school", 2024, date(2023, 11, 16), date(2024, 11, 15)),
        ("ntm-2021-2025", "commune", 2024, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_year_runs_as_its_circular_says(code: str, kind: str, year: int, start: date, end: date) -> None:
    window = window_of(pack_named(code), kind, year)
    assert (window.start, window.end) == (start, end)
