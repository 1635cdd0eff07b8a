"""The forms of a simulated nation: those that are shipped, and three that ask for what those leave out.

The shipped ones overlap as they do in life: the year's report speaks for its months. The others make the catalogue
whole, so that monthly, quarterly and yearly figures of each of its groups are there.
"""

from collections.abc import Iterable, Mapping

from binhyen.indicators.rules.catalogue import Catalogue, Floor, Indicator, OverPlaces
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.forms import FilledBy, FormContent, Line, PeriodType, Section

SHIPPED = ("phong-trao-thang", "phong-trao-sau-thang", "phong-trao-nam")
MONTHLY, QUARTERLY, YEARLY, OF_AREAS = "mo-phong-thang", "mo-phong-quy", "mo-phong-nam", "mo-phong-khu"
_A_MONTH, _A_QUARTER, _OF_AN_AREA = 25, 20, 12


def nation_forms(catalogue: Catalogue, shipped: Mapping[str, FormContent]) -> dict[str, FormContent]:
    """Return the forms by code, those of communes first."""
    known = {code: shipped[code] for code in SHIPPED}
    asked = {cell.indicator for form in known.values() for cell in form.cells}
    rest = [one for one in catalogue.indicators.values() if one.in_forms and one.code not in asked]
    summed = [one for one in rest if one.over_places is not OverPlaces.NONE]
    first, then = summed[:_A_MONTH], summed[_A_MONTH : _A_MONTH + _A_QUARTER]
    taken = {one.code for one in (*first, *then)}
    return {
        **known,
        MONTHLY: _form("Mô phỏng: tháng", PeriodType.MONTH, first),
        QUARTERLY: _form("Mô phỏng: quý", PeriodType.QUARTER, then),
        YEARLY: _form("Mô phỏng: năm", PeriodType.YEAR, (one for one in rest if one.code not in taken)),
        OF_AREAS: _form("Mô phỏng: khu dân cư", PeriodType.MONTH, _small(catalogue, known), FilledBy.RESIDENTIAL_AREA),
    }


def _small(catalogue: Catalogue, known: Mapping[str, FormContent]) -> list[Indicator]:
    """Return what residential areas tell: indicators of the monthly form that may be kept below the commune."""
    asked = [catalogue.indicators[cell.indicator] for cell in known[SHIPPED[0]].cells]
    return [one for one in asked if one.floor is Floor.NONE and one.over_places is OverPlaces.SUM][:_OF_AN_AREA]


def _form(
    title: str, period: PeriodType, indicators: Iterable[Indicator], filled_by: FilledBy = FilledBy.COMMUNE
) -> FormContent:
    lines = tuple(
        Line(f"A{at}", CellKey(one.code), one.name, one.unit, required=False)
        for at, one in enumerate(indicators, start=1)
    )
    return FormContent(title, filled_by, period, "calendar", 3, (Section("A", title, lines),))
