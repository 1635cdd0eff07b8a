"""Figures as JSON and CSV: exact there and back, the same bytes each time, refused when they are not what they say."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.indicators.rules.cells import cell_key
from binhyen.kernel.amounts import NOTHING, Amount, Bound, Said, exactly, vaguely
from binhyen.kernel.findings import Refused
from binhyen.narrative.rules.figures_as_data import SCHEMA, from_json, schema_bytes, to_csv, to_json
from binhyen.narrative.rules.figures_of_report import ReportFigures, SignedFigure
from tests.narrative.signed.figures import FIGURES, HASH, PERIOD, REPORT, figure

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=40)
NUMBERS = st.decimals(0, 10**14 - 1, allow_nan=False, allow_infinity=False, places=4)
BOUNDS = st.sampled_from([one for one in Bound if one is not Bound.VAGUE])
AMOUNTS = st.one_of(
    st.builds(Amount, st.just(Said.NUMBER), NUMBERS, st.none(), BOUNDS),
    st.builds(exactly, NUMBERS, NUMBERS),
    st.just(NOTHING),
    st.builds(vaguely, WORDS.filter(bool)),
)
DIMS = st.dictionaries(st.sampled_from(["status", "topic", "unit_kind"]), st.sampled_from(["new", "a_b", "x1"]))


@st.composite
def reports(draw: st.DrawFn) -> ReportFigures:
    cells = draw(st.lists(st.tuples(st.sampled_from(["models_total", "leaflets", "tips"]), DIMS), max_size=6))
    unique = {cell_key(code, dims): None for code, dims in cells}
    figures = tuple(
        SignedFigure(cell.indicator, cell.dims, draw(AMOUNTS), "09175", PERIOD, HASH, draw(WORDS), draw(WORDS))
        for cell in unique
    )
    return ReportFigures("09175", draw(WORDS), PERIOD, "bao-cao-nam", figures)


@given(reports())
def test_figures_come_back_as_they_were(report: ReportFigures) -> None:
    assert from_json(to_json(report)) == report


@given(reports())
def test_the_same_figures_are_the_same_bytes(report: ReportFigures) -> None:
    again = from_json(to_json(report))
    assert (to_json(again), to_csv(again)) == (to_json(report), to_csv(report))


def test_equal_decimals_are_written_alike() -> None:
    longer = replace(REPORT, figures=(figure("leaflets", exactly(Decimal("1.3500E+3"))),))
    shorter = replace(REPORT, figures=(figure("leaflets", exactly(1350)),))
    assert to_json(longer) == to_json(shorter)


def test_json_says_numbers_as_text_with_everything_beside_them() -> None:
    data = json.loads(to_json(REPORT))
    assert (data["schema"], data["place"], data["period"], data["report"]) == (SCHEMA, "09175", PERIOD, "bao-cao-nam")
    assert data["figures"][3] == {
        "code": "propaganda_attendance",
        "dims": {},
        "said": "number",
        "value": "400",
        "denominator": None,
        "bound": "over",
        "words": "",
        "place": "09175",
        "period": PERIOD,
        "provenance": HASH,
        "printed": "hơn 400",
        "phrase": FIGURES[3].phrase,
    }
    assert (data["figures"][7]["value"], data["figures"][7]["denominator"]) == ("194", "213")
    assert data["figures"][9]["dims"] == {"status": "new", "topic": "traffic"}


def test_the_table_opens_in_a_spreadsheet_with_its_letters_and_without_formulas() -> None:
    tricky = replace(REPORT, figures=(figure("leaflets", exactly(1), "1", "=cmd|' /C calc'!A1 và 1 tờ"),))
    content = to_csv(tricky)
    assert content.startswith(b"\xef\xbb\xbfcode,dims,said,value,")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["phrase"].startswith("'=")
    rows = list(csv.DictReader(io.StringIO(to_csv(REPORT).decode("utf-8-sig"))))
    assert [row["value"] for row in rows[:3]] == ["9", "1", "8"]
    assert rows[9]["dims"] == "status=new;topic=traffic"


def changed(**changes: Any) -> bytes:
    data = json.loads(to_json(REPORT))
    data["figures"][0] |= changes
    return json.dumps(data).encode()


def without(name: str) -> bytes:
    data = json.loads(to_json(REPORT))
    del data["figures"][0][name]
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "figures_unreadable"),
        (b"\xff\xfe{", "figures_unreadable"),
        (b"[" * 100_000, "figures_unreadable"),
        (to_json(REPORT).replace(b'"said":"number"', b'"said":"number","said":"vague"', 1), "figures_unreadable"),
        (b"[]", "figures_version"),
        (b"{}", "figures_version"),
        (to_json(REPORT).replace(b"so-lieu/1", b"so-lieu/2"), "figures_version"),
        (without("bound"), "figures_broken"),
        (changed(value=9), "figures_broken"),
        (changed(value="9.12345"), "figures_broken"),
        (changed(value="1e9"), "figures_broken"),
        (changed(value="9" * 40), "figures_broken"),
        (changed(value="NaN"), "figures_broken"),
        (changed(value=None), "figures_broken"),
        (changed(said="nothing"), "figures_broken"),
        (changed(said="vague", value=None, bound="vague"), "figures_broken"),
        (changed(bound="sure"), "figures_broken"),
        (changed(code="models total"), "figures_broken"),
        (changed(dims={"status": "new;x=y"}), "figures_broken"),
        (changed(more="1"), "figures_broken"),
        (changed(code="models_new"), "figures_twice"),
    ],
)
def test_what_is_not_the_schemas_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_json(content)
    assert refusal.value.code == f"narrative.{code}"


def test_the_attached_schema_is_the_one_that_is_read_by() -> None:
    assert json.loads(schema_bytes())["properties"]["schema"]["const"] == SCHEMA
