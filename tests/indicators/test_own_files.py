"""A province's own file: which cell fits which line, and the figures written into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.queries.forms import shipped_forms
from binhyen.indicators.queries.packs import catalogue
from binhyen.indicators.rules.templates import Spot, likeness, mapped, suggested, template_findings
from binhyen.kernel.findings import Refused

FORM = shipped_forms()["phong-trao-thang"]
SPOTS = (
    Spot("Sheet1!C6", "1. Số cuộc phát động phong trào"),
    Spot("Sheet1!C7", "Số lượt người dự phát động"),
    Spot("Sheet1!C8", "Mắt camera an ninh (cái)"),
    Spot("Sheet1!C9", "Người lập biểu"),
)


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("Tờ rơi, tờ gấp đã phát", "TO ROI, TO GAP DA PHAT", 1, 1),
        ("1. Mô hình mới", "Mô hình mới", 1, 1),
        ("Mô hình xây dựng mới", "Số mô hình mới xây dựng trong kỳ", 0.7, 1),
        ("Mô hình xây dựng mới", "Súng các loại", 0, 0.2),
        ("", "Súng", 0, 0),
    ],
)
def test_labels_are_alike_without_diacritics_numbering_and_order(
    left: str, right: str, least: float, most: float
) -> None:
    assert least <= likeness(left, right) <= most
    assert likeness(left, right) == likeness(right, left)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_between_nothing_and_the_same(left: str, right: str) -> None:
    assert 0 <= likeness(left, right) <= 1


def test_each_cell_is_suggested_once_to_the_line_that_it_fits() -> None:
    found = suggested(FORM, SPOTS, catalogue())
    labels = {line.key: line.label for line in FORM.lines}
    assert {labels[key]: place for key, place in found.items()} == {
        "Cuộc phát động phong trào": "Sheet1!C6",
        "Lượt người dự phát động": "Sheet1!C7",
        "Mắt camera an ninh": "Sheet1!C8",
    }


def test_the_same_words_beside_two_cells_are_not_suggested_to_two_lines() -> None:
    twins = (Spot("B2", "Tin có giá trị"), Spot("C2", "Tin có giá trị"))
    found = suggested(FORM, twins, catalogue())
    assert len(set(found.values())) == len(found)
    assert found["B2"] == "B2"


def test_lines_are_mapped_to_cells_of_the_file_alone() -> None:
    once = mapped(FORM, {"A1": "Sheet1!C6", "A2": ""}, SPOTS)
    assert [line.mapped for line in once.lines][:3] == ["Sheet1!C6", "", ""]
    assert mapped(once, {}, SPOTS) == once
    with pytest.raises(Refused) as caught:
        mapped(FORM, {"A1": "Sheet1!Z99", "A2": "x"}, SPOTS)
    assert [(one.code, one.where) for one in caught.value.findings] == [
        ("indicators.no_such_place", "A1"),
        ("indicators.no_such_place", "A2"),
    ]


@pytest.mark.parametrize(("name", "count"), [("Biểu.XLSX", 0), ("biểu.docx", 0), ("b.xls", 1), ("b.ods", 1), ("b", 1)])
def test_files_that_can_be_given_back(name: str, count: int) -> None:
    assert len(template_findings(name)) == count
