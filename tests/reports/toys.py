"""A few indicators and a form, small enough to see whole: for rules that need no database."""

from decimal import Decimal

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
    Use,
)
from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section


def an_indicator(
    code: str,
    over_places: OverPlaces = OverPlaces.SUM,
    over_time: OverTime = OverTime.SUM_OF_FLOWS,
    *,
    whole: bool = True,
    use: Use = Use.FORM,
) -> Indicator:
    """Return an indicator that counts something."""
    share = over_places is OverPlaces.RATIO_OF_SUMS
    return Indicator(
        code=code,
        group="toys",
        name=code,
        name_en=code,
        unit="cái",
        kinds=(Kind.RATIO if share else Kind.COUNT,),
        dims=("status",),
        over_places=over_places,
        over_time=over_time,
        definition="Để thử.",
        source=Source("Danh mục chỉ tiêu của hệ thống", Mark.INFERRED),
        phrasing=Phrasing("{so} cái", "không phát sinh"),
        whole=whole,
        use=use,
        least=Decimal(0),
    )


FLOW = an_indicator("sessions")
STOCK = an_indicator("groups", over_time=OverTime.LAST_VALUE)
SHARE = an_indicator("recognised", OverPlaces.RATIO_OF_SUMS, OverTime.LAST_VALUE)
RATE = an_indicator("rate", OverPlaces.NONE, OverTime.NONE, whole=False)
WEIGHT = an_indicator("kilos", whole=False)
HIDDEN = an_indicator("suspects", use=Use.READER_ONLY)
TOYS = Catalogue(
    "toys-1",
    "Để thử",
    (Group("toys", "Để thử"),),
    {one.code: one for one in (FLOW, STOCK, SHARE, RATE, WEIGHT, HIDDEN)},
)


def a_line(number: int, cell: str, *, required: bool = True) -> Line:
    """Return a line of one cell."""
    return Line(f"A{number}", parse_cell_key(cell), f"Dòng {cell}", "cái", required=required)


def a_form(*cells: str, filled_by: FilledBy = FilledBy.COMMUNE) -> FormContent:
    """Return a monthly form with one section."""
    lines = tuple(a_line(number, cell) for number, cell in enumerate(cells or ("sessions", "groups", "kilos"), 1))
    return FormContent("Biểu thử", filled_by, PeriodType.MONTH, "nd09", 2, (Section("A", "Phần thử", lines),))


def key(text: str) -> CellKey:
    """Return a cell's address."""
    return parse_cell_key(text)
