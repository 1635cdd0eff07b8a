"""The forms that are shipped: cells of the catalogue alone, short where they are due often, nothing that is banned."""

import pytest

from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.queries.forms import shipped_forms
from binhyen.indicators.queries.windows import windows
from binhyen.indicators.rules.catalogue import Mark
from binhyen.indicators.rules.forms import MOST_IN_A_MONTH, FilledBy, FormContent, PeriodType
from binhyen.indicators.rules.guards import may_be_asked_of

FORMS = shipped_forms()
SUMMARY = {
    "models_total", "models_new", "mobilisation_events", "mobilisation_attendance", "propaganda_sessions", "leaflets",
    "commitments_signed", "tips_received", "tip_boxes", "patrol_groups", "patrol_members", "people_security_groups",
    "mediation_groups", "regular_police_communes", "offenders_managed", "reintegration_loan_persons",
    "reintegration_loan_amount", "ammo_kg", "melee_weapons", "fireworks_kg", "exemplars_honoured",
    "awards_collective", "awards_individual",
}  # fmt: skip
PROGRAMME_09 = {
    "propaganda_sessions", "commitments_signed", "patrol_groups", "patrol_members", "people_security_groups",
    "mediation_groups", "tip_boxes", "mobilisation_events", "mobilisation_attendance", "tips_received", "leaflets",
    "regular_police_communes",
}  # fmt: skip
each_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def test_the_forms_are_these() -> None:
    due = {code: (form.filled_by, form.period_type, form.window) for code, form in FORMS.items()}
    assert due == {
        "phong-trao-nam": (FilledBy.COMMUNE, PeriodType.YEAR, "nd09"),
        "phong-trao-sau-thang": (FilledBy.COMMUNE, PeriodType.HALF, "nd09"),
        "phong-trao-thang": (FilledBy.COMMUNE, PeriodType.MONTH, "nd09"),
        "tong-hop-tinh": (FilledBy.PROVINCE, PeriodType.YEARS, "calendar"),
        "tong-hop-tinh-nam": (FilledBy.PROVINCE, PeriodType.YEAR, "calendar"),
        "phoi-hop-nam": (FilledBy.ASSOCIATION, PeriodType.YEAR, "nd09"),
        "phoi-hop-09": (FilledBy.COMMUNE, PeriodType.YEAR, "calendar"),
    }


@each_form
def test_every_cell_is_one_of_the_catalogue_s_that_this_reporter_may_be_asked_for(form: FormContent) -> None:
    for cell in form.cells:
        indicator = catalogue().indicators[cell.indicator]
        assert indicator.in_forms, cell
        assert may_be_asked_of(indicator, form.filled_by), cell
        assert all(code in indicator.dims and dims()[code].allows(value) for code, value in cell.split.items()), cell


@each_form
def test_no_cell_and_no_key_stands_twice_and_units_are_the_catalogue_s(form: FormContent) -> None:
    assert len(set(form.cells)) == len(form.cells)
    assert len({line.key for line in form.lines}) == len(form.lines)
    assert all(line.unit == catalogue().indicators[line.cell.indicator].unit for line in form.lines)


@each_form
def test_a_form_says_where_it_comes_from_and_when_it_is_due(form: FormContent) -> None:
    assert form.source
    assert form.mark in set(Mark)
    assert form.window in windows()
    assert form.due_days >= 1


def test_a_month_is_short() -> None:
    assert len(FORMS["phong-trao-thang"].cells) <= MOST_IN_A_MONTH


def test_the_year_s_form_has_the_fourteen_groups() -> None:
    assert "".join(section.key for section in FORMS["phong-trao-nam"].sections) == "ABCDEFGHIKLMNO"


def test_the_half_year_asks_for_nothing_that_the_year_does_not() -> None:
    year = {cell.indicator for cell in FORMS["phong-trao-nam"].cells}
    assert {cell.indicator for cell in FORMS["phong-trao-sau-thang"].cells} <= year
    assert len(FORMS["phong-trao-sau-thang"].cells) < len(FORMS["phong-trao-nam"].cells)


def test_a_province_s_summary_holds_what_conferences_told() -> None:
    assert {cell.indicator for cell in FORMS["tong-hop-tinh"].cells} >= SUMMARY
    assert FORMS["tong-hop-tinh"].sections == FORMS["tong-hop-tinh-nam"].sections


def test_programme_09_is_told_by_communes_year_by_year() -> None:
    assert {cell.indicator for cell in FORMS["phoi-hop-09"].cells} == PROGRAMME_09


def test_an_association_does_not_speak_for_the_commune() -> None:
    assert not FORMS["phoi-hop-nam"].covers_below
