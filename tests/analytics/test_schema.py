"""The lake's tables."""

from datetime import date

import pytest

from binhyen.analytics.lake.schema import RAW_FIGURES, RESOLVED, SHAPES, Dataset
from tests.analytics.rows import figure, figures


@pytest.mark.parametrize("dataset", Dataset)
def test_files_are_sorted_and_replaced_by_columns_that_are_there(dataset: Dataset) -> None:
    shape = SHAPES[dataset]
    assert set(shape.order) | set(shape.leaf) <= set(shape.columns.names)
    assert len(set(shape.columns.names)) == len(shape.columns.names)


def test_resolved_columns_come_after_the_raw_ones() -> None:
    assert SHAPES[Dataset.FIGURES].columns.names == [*RAW_FIGURES.names, *(name for name, _ in RESOLVED)]


def test_a_figure_of_a_test_says_where_it_lies() -> None:
    row = figures(figure(area=400, end=date(2025, 6, 30))).to_pylist()[0]
    assert (row["land"], row["place_id"], row["path"], row["year"]) == (30, 400, "1.2.30.400.", 2025)
    assert figures(figure(commune=None), raw=True).to_pylist()[0]["wide"] is True
