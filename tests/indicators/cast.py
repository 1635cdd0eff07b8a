"""Indicators and forms made up for the tests of rules."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from binhyen.indicators.rules.catalogue import (
    Catalogue,
    Group,
    Indicator,
    Kind,
    Mark,
    OverPlaces,
    OverTime,
    Phrasing,
    Source,
)
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section

_PLAIN = Indicator(
    code="sessions",
    group="g",
    name="sessions",
    name_en="sessions",
    unit="buổi",
    kinds=(Kind.COUNT,),
    dims=(),
    over_places=OverPlaces.SUM,
    over_time=OverTime.SUM_OF_FLOWS,
    definition="",
    source=Source("made up", Mark.INFERRED),
    phrasing=Phrasing("", ""),
)


def flow(code: str, unit: str = "buổi", **changes: Any) -> Indicator:
    """An indicator that counts what happened in a period, in whole numbers, unless it is said otherwise."""
    return replace(_PLAIN, code=code, name=code, unit=unit, **changes)


def stock(code: str, unit: str = "buổi", **changes: Any) -> Indicator:
    """An indicator that counts what there is at the end of a period."""
    return flow(code, unit, over_time=OverTime.LAST_VALUE, **changes)


def share(code: str, unit: str = "đơn vị") -> Indicator:
    """An indicator whose figures have both their numbers."""
    return stock(code, unit, kinds=(Kind.RATIO, Kind.COUNT), over_places=OverPlaces.RATIO_OF_SUMS)


def catalogue(*indicators: Indicator) -> Catalogue:
    """A catalogue of these."""
    return Catalogue("test", "Test", (Group("g", "G"),), {one.code: one for one in indicators})


COUNT = flow("sessions")
PEOPLE = flow("people", "người")
ROADS = flow("roads", "km", kinds=(Kind.AMOUNT,), whole=False)
LAND = flow("land", "m²", kinds=(Kind.AMOUNT,), whole=False)
MONEY = flow("money", "đồng", kinds=(Kind.AMOUNT,))
SHARE = share("recognised")
RATE = stock("rate", "%", kinds=(Kind.RATE,), whole=False, over_places=OverPlaces.NONE, most=Decimal(100))
NEWS = flow("news", "tin, bài")


def cell(text: str) -> CellKey:
    """The address that is written so."""
    return parse_cell_key(text)


def form(*cells: str, period_type: PeriodType = PeriodType.MONTH) -> FormContent:
    """A form of these cells, each line called by its own address."""
    lines = tuple(Line(f"A{index}", cell(text), f"Dòng {text}", "buổi") for index, text in enumerate(cells, 1))
    return FormContent("Mẫu", FilledBy.COMMUNE, period_type, "nd09", 1, (Section("A", "Mục", lines),))
