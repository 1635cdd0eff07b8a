"""Lines, bars, maps and rows of dots: their values, their tables, their colours."""

import itertools
import math
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import binhyen.ui
from binhyen.places.rules.drawing import tiles_on
from binhyen.ui.components.bands import UNKNOWN, bands_of
from binhyen.ui.components.charts import MOST_SERIES, Chart, Kind, Mark, Series
from binhyen.ui.components.dots import Dot, Spread, row_of
from binhyen.ui.components.maps import Frame, Tile, Told, dot_map, outline_map, tile_map

TOKENS = Path(binhyen.ui.__file__).parent / "static" / "ui" / "css" / "tokens.css"
SHARES = st.decimals(min_value=0, max_value=100, places=1)


def drawn(source: str, **values: Any) -> str:
    return Template("{% load charts %}" + source).render(Context(values))


def chart(*series: Series, kind: Kind = Kind.LINE) -> Chart:
    return Chart("ve", kind, "Họp dân", ("Tháng 1", "Tháng 2"), series, "cuộc", "Tháng")


def told(code: str, value: str | None = None, *, own: bool = False) -> Told:
    mark = Mark("–") if value is None else Mark(value.replace(".", ","), Decimal(value), f"/mo/{code}")
    return Told(code, f"Nơi {code}", mark, code, own)


# ---------------------------------------------------------------- charts


def test_the_table_behind_a_chart_holds_its_numbers_words_and_links() -> None:
    html = drawn(
        "{% chart one %}", one=chart(Series("Xã", (Mark("hơn 1.200", Decimal("1200.0"), "/mo/"), Mark("KPS"))))
    )
    assert '<td class="n" data-v="1200"><a class="by-num" href="/mo/">hơn 1.200</a></td>' in html
    assert '<td class="n" data-v="">KPS</td>' in html
    assert 'data-chart="line"' in html
    assert "<details" in html
    assert " open data-chart-table" in html


def test_a_zero_has_nothing_to_open() -> None:
    html = drawn("{% chart one %}", one=chart(Series("Xã", (Mark("0", Decimal(0), "/mo/"), Mark("1", Decimal(1))))))
    assert 'href="/mo/"' not in html


def test_a_series_that_is_too_short_says_nothing_in_its_last_rows() -> None:
    rows = chart(Series("Xã", (Mark("1", Decimal(1)),))).rows
    assert [mark.text for row in rows for _, mark in row.cells] == ["1", "–"]


def test_more_series_than_colours_stay_a_table() -> None:
    one = Mark("1", Decimal(1))
    assert chart(*(Series(str(at), (one,)) for at in range(MOST_SERIES))).drawn
    assert not chart(*(Series(str(at), (one,)) for at in range(MOST_SERIES + 1))).drawn
    assert not chart(Series("Xã", (Mark("KPS"),))).drawn
    assert "data-chart-bare" in drawn("{% chart one %}", one=chart())


# ---------------------------------------------------------------- bands


@given(st.lists(SHARES, min_size=1, max_size=40))
def test_bands_rise_and_every_value_has_one(values: list[Decimal]) -> None:
    bands = bands_of(values)
    looks = [bands.look(value) for value in sorted(values)]
    assert looks == sorted(looks)
    assert set(looks) <= {f"q{at}" for at in range(1, 6)}
    assert len(bands.key) == len(bands.limits) + 1
    assert {band.look for band in bands.key} >= set(looks)


def test_bands_are_cut_at_round_numbers() -> None:
    bands = bands_of([Decimal("88.6"), Decimal("97.6")], "%")
    assert bands.limits == (Decimal(90), Decimal(92), Decimal(94), Decimal(96))
    with translation.override("en"):
        assert [band.label for band in bands.key] == [
            "below 90",
            "90 to below 92",
            "92 to below 94",
            "94 to below 96",
            "from 96 %",
        ]
    assert bands.look(None) == UNKNOWN


# ---------------------------------------------------------------- maps


def test_a_map_without_a_number_has_no_band_in_its_key() -> None:
    assert bands_of([]).key == ()
    assert [one.look for one in bands_of([Decimal(8), Decimal(8)]).key] == ["q5"]


def frame(*values: str) -> Frame:
    return Frame("ban-do", "Cả nước", bands_of([Decimal(value) for value in values], "%"), "", "Nơi", "%")


@pytest.mark.parametrize(
    ("day", "provinces"), [(date(2025, 6, 30), 63), (date(2025, 7, 1), 34), (date(2026, 11, 27), 34)]
)
def test_the_grid_of_a_day_has_all_its_provinces_and_both_archipelagos(day: date, provinces: int) -> None:
    grid = tiles_on(day)
    drawn_at = [(one.column, one.row) for one in grid.tiles] + [(one.column, one.row) for one in grid.isles]
    assert len(set(drawn_at)) == len(drawn_at) == provinces + 2
    assert len({one.short for one in grid.tiles}) == provinces
    assert {(one.code, one.name) for one in grid.isles} == {("48", "QĐ Hoàng Sa"), ("56", "QĐ Trường Sa")}
    beside = {one.code: (one.column, one.row) for one in grid.tiles}
    assert all((one.column - 1, one.row) == beside[one.code] for one in grid.isles)


def test_a_tile_map_rings_ones_own_and_hatches_what_is_not_known() -> None:
    tiles = [Tile("01", 0, 0, "A"), Tile("02", 1, 0, "B"), Tile("48", 0, 1), Tile("48", 1, 1, isle="QĐ Hoàng Sa")]
    html = drawn(
        "{% drawn_map one %}",
        one=tile_map(
            frame("90", "97"), tiles, {"01": told("01", "97", own=True), "02": told("02"), "48": told("48", "90")}
        ),
    )
    assert html.count('class="ring"') == 1
    assert '<rect class="shape q0"' in html
    assert "QĐ Hoàng Sa" in html
    assert "(Nơi 48)" in html
    assert 'aria-label="Nơi 01: 97"' in html
    assert html.count('<th scope="row">') == 3


def test_far_islands_lie_in_a_box_beside_their_province() -> None:
    near = {str(at): (108.0 + at / 50, 16.0) for at in range(10)}
    places = near | {"20333": (112.1, 16.6)}
    said = {code: told(code, "90") for code in places}
    found = dot_map(frame("90"), places, said)
    assert [isle.name for isle in found.isles] == ["Nơi 20333"]
    xs = [float(shape.x) for shape in found.shapes if shape.told.code != "20333"]
    assert max(xs) - min(xs) > 300


def test_the_whole_country_is_drawn_without_boxes() -> None:
    places = {"a": (105.8, 21.0), "b": (106.6, 10.8), "c": (112.1, 16.6), "d": (114.4, 9.7)}
    found = dot_map(frame("90"), places, {code: told(code, "90") for code in places})
    assert found.isles == ()
    north, south = (next(float(shape.y) for shape in found.shapes if shape.told.code == code) for code in "ab")
    assert north < south


def test_an_outline_is_one_path_of_all_its_rings() -> None:
    ring = [(106.0, 21.0), (107.0, 21.0), (107.0, 22.0), (106.0, 21.0)]
    found = outline_map(frame("90"), {"20": [ring, ring], "21": []}, {"20": told("20", "90"), "21": told("21")})
    assert [shape.d.count("M") for shape in found.shapes] == [2]
    assert len(found.table) == 2


def test_a_map_of_nothing_is_a_table() -> None:
    assert dot_map(frame(), {}, {"1": told("1", "3")}).shapes == ()
    assert (
        "<svg"
        not in drawn("{% drawn_map one %}", one=outline_map(frame(), {}, {"1": told("1", "3")})).split("<details")[0]
    )


# ---------------------------------------------------------------- rows of dots


@given(st.lists(SHARES, min_size=1, max_size=200))
def test_every_dot_lies_within_its_row(values: list[Decimal]) -> None:
    row = row_of(Spread("Xã", "1/2", "", tuple(Dot(value, f"{value} %") for value in values), values[0], Decimal(70)))
    assert len(row.dots) == len(values)
    assert all(14 <= float(one.x) <= 246 and -40 <= float(one.y) <= 60 for one in row.dots)
    assert all(one.low == (one.dot.value < 70) for one in row.dots)


@pytest.mark.parametrize("value", [0, 50, 100])
def test_many_places_at_one_value_stay_dots_that_can_be_told_apart(value: int) -> None:
    dots = tuple(Dot(Decimal(value), str(one)) for one in range(170))
    row = row_of(Spread("Xã", "", "", dots, least=Decimal(0)))
    assert len({(one.x, one.y) for one in row.dots}) == len(dots)
    assert all(14 <= float(one.x) <= 246 and -40 <= float(one.y) <= 60 for one in row.dots)
    assert float(row.radius) > 1.5


def test_a_row_of_dots_says_what_it_is_and_names_nobody() -> None:
    spread = Spread("Khu dân cư", "2/3", "/mo/", (Dot(Decimal(90), "90 %", "/a/"), Dot(Decimal(95), "95 %", own=True)))
    html = drawn("{% dots one %}", one=spread)
    assert '<a href="/a/" data-mark aria-label="90 %">' in html
    assert html.count("<circle") == 2
    assert "own" in html


# ---------------------------------------------------------------- the palette

_SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1."""


def colours(prefix: str) -> list[str]:
    return re.findall(rf"--by-{prefix}-\d: (#[0-9a-f]{{6}})", TOKENS.read_text(encoding="utf-8"))


def linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(light: list[float]) -> tuple[float, float, float]:
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    whites = (0.95047, 1.0, 1.08883)
    xyz = [sum(a * b for a, b in zip(row, light, strict=True)) / white for row, white in zip(rows, whites, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    light = linear(colour)
    mixed = [sum(a * b for a, b in zip(row, light, strict=True)) for row in _SIGHTS[sight]]
    return lab([min(1.0, max(0.0, part)) for part in mixed])


def contrast(colour: str) -> float:
    red, green, blue = linear(colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("sight", _SIGHTS)
def test_series_are_told_apart_by_every_sight(sight: str) -> None:
    palette = colours("cat")
    assert len(palette) == MOST_SERIES
    apart = {(a, b): math.dist(seen(a, sight), seen(b, sight)) for a, b in itertools.combinations(palette, 2)}
    assert min(apart.values()) > 29, apart


def test_series_stand_out_from_white() -> None:
    assert min(contrast(colour) for colour in colours("cat")) >= 3


@pytest.mark.parametrize("sight", _SIGHTS)
def test_bands_of_a_map_darken_step_by_step_for_every_sight(sight: str) -> None:
    lightness = [seen(colour, sight)[0] for colour in colours("seq")]
    assert len(lightness) == 5
    assert all(light - dark > 7 for light, dark in itertools.pairwise(lightness))
