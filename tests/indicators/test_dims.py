"""Dimensions and the rows that speak in them."""

from decimal import Decimal

import pytest

from binhyen.indicators.components.conference import chapters
from binhyen.indicators.queries import catalogue, dims, plain_row
from binhyen.indicators.rules.dims import dims_from_data, overlapping, unknown_dims
from binhyen.kernel.ports import CountedRow


def row(**dimensions: str) -> CountedRow:
    return CountedRow("recognised_units", dimensions, numerator=Decimal(173), denominator=Decimal(181), link="/x/")


def test_unit_kinds_and_managing_levels_are_the_contract_s() -> None:
    assert set(dims()["unit_kind"].values) == {
        "residential_area", "commune", "ward", "township", "special_zone", "agency", "enterprise", "school",
    }  # fmt: skip
    assert set(dims()["managing_level"].values) == {"province", "district", "commune"}


def test_a_word_the_catalogue_does_not_know_is_named() -> None:
    assert unknown_dims(row(unit_kind="castle", colour="red"), dims()) == ("unit_kind=castle", "colour=red")
    assert unknown_dims(row(unit_kind="ward"), dims()) == ()


def test_rows_that_say_the_same_again_are_found() -> None:
    rows = [row(unit_kind="ward"), row(unit_kind="commune"), row(unit_kind="ward")]
    assert overlapping(rows) == (rows[2],)


def test_a_dimension_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        dims_from_data([{"code": "a", "name": "A"}, {"code": "a", "name": "B"}])


def test_a_row_prints_as_json_numbers() -> None:
    plain = plain_row(row(unit_kind="ward"))
    assert (plain.value, plain.numerator, plain.denominator) == (None, 173, 181)
    amount = plain_row(CountedRow("loans", {}, value=Decimal("5.5")))
    assert (amount.value, amount.numerator) == (5.5, None)


def test_rows_stand_in_their_group_with_their_words() -> None:
    (chapter,) = chapters([row(unit_kind="agency", managing_level="province"), row(unit_kind="ward")])
    assert [(shown.split, shown.amount, shown.repeated) for shown in chapter.rows] == [
        ("Cơ quan, Cấp tỉnh", "173/181", False),
        ("Phường", "173/181", True),
    ]
    assert {shown.name for shown in chapter.rows} == {catalogue().indicators["recognised_units"].name}
