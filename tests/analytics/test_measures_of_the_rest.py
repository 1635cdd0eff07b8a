"""Measures of reports, registers and rounds, against numbers counted by hand; what each says of itself; refusals."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from binhyen.analytics.measures import MEASURES, answer
from binhyen.analytics.rules.answers import Funnel, Punctuality, Recognition
from binhyen.analytics.rules.asking import MOST_CELLS, needs_places
from binhyen.analytics.rules.questions import Question, Within, periods_between
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period, year
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.lifecycle import Standing, State
from binhyen.reports.rules.timeliness import Expected, completeness
from tests.analytics.marts import lie, mart, numbers, question
from tests.analytics.rows import figure

LYING = {"province": 2, "commune": 30, "place_id": 30, "path": "1.2.30.", "province_now": 2, "commune_now": 30}
TODAY = date(2026, 12, 25)


def utc(*parts: int) -> datetime:
    """Return an instant of the lake: UTC without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


# ------------------------------------------------------------------ reports

REPORTS = [
    (Standing.EXPECTED, State.ACCEPTED, utc(2026, 12, 20, 16, 59)),  # 23:59 in Vietnam: on its day
    (Standing.EXPECTED, State.SUBMITTED, utc(2026, 12, 20, 17, 0)),  # 0:00 on the next day
    (Standing.EXPECTED, State.CLOSED, utc(2026, 12, 1)),
    (Standing.EXPECTED, State.DRAFT, None),
    (Standing.EXEMPT, State.ACCEPTED, utc(2026, 12, 1)),
    (Standing.NOT_APPLICABLE, State.DRAFT, None),
]


def _report(standing: Standing, state: State, sent: datetime | None) -> dict[str, Any]:
    said = {"form": "a", "period": "2026", "start": date(2026, 1, 1), "end": date(2026, 12, 31), "year": 2026}
    days = {"map_day": date(2026, 12, 14), "due_on": date(2026, 12, 20), "first_submitted_at": sent}
    return LYING | said | days | {"standing": standing.value, "state": state.value}


def test_punctuality_counts_as_the_rule_of_reports_does() -> None:
    lake = mart(reports=[_report(*one) for one in REPORTS])
    [found] = answer("punctuality", lake, question(today=TODAY))
    days = {utc(2026, 12, 20, 16, 59): date(2026, 12, 20), utc(2026, 12, 20, 17, 0): date(2026, 12, 21)}
    rule = completeness(
        (
            Expected(standing, state, date(2026, 12, 20), days.get(sent, sent.date()) if sent else None)
            for standing, state, sent in REPORTS
        ),
        TODAY,
    )
    assert found == Punctuality(
        "a",
        2,
        "2026",
        rule.expected,
        rule.sent,
        rule.on_time,
        rule.accepted,
        rule.overdue,
        rule.exempt,
        rule.not_applicable,
        Decimal("0.75"),
        Decimal("0.5"),
    )
    assert (found.expected, found.sent, found.on_time, found.accepted, found.overdue) == (4, 3, 2, 2, 1)


def test_reports_are_narrowed_to_a_form_and_to_what_the_viewer_covers() -> None:
    lake = mart(reports=[_report(*REPORTS[0]), _report(*REPORTS[0]) | {"form": "b"}])
    assert [row.form for row in answer("punctuality", lake, question(form="b"))] == ["b"]
    assert not answer("punctuality", lake, question(scopes=("1.3.",))).rows()


# ------------------------------------------------------------------ registers


def _line(indicator: str, since: date, until: date | None = None, **said: Any) -> dict[str, Any]:
    row = {"indicator": indicator, "dims": "", "said": "number", "amount": Decimal(1), "bound": "exact", "token": ""}
    return LYING | row | {"since": since, "until": until} | said


def test_registers_count_flows_on_their_day_and_stocks_at_the_end_of_a_period() -> None:
    lake = mart(
        tallies=[
            _line("models_new", date(2026, 3, 5)),
            _line("models_new", date(2026, 4, 1)),
            _line("models_total", date(2020, 1, 1)),
            _line("models_total", date(2020, 1, 1), date(2026, 3, 31)),  # gone on the last day of the quarter
            _line("models_total", date(2026, 4, 1)),
        ]
    )
    periods = (parse_period("2026-Q1"), parse_period("2026-H1"))
    found = answer("registers", lake, question("models_new", "models_total", periods=periods)).rows()
    assert {(cell.indicator, cell.period): cell.amount for cell in found} == {
        ("models_new", "2026-Q1"): 1,
        ("models_new", "2026-H1"): 2,
        ("models_total", "2026-Q1"): 1,
        ("models_total", "2026-H1"): 2,
    }


def test_registers_count_names_once() -> None:
    lines = [_line("model_types", date(2020, 1, 1), token=name) for name in ("camera", "camera", "tổ tự quản")]
    [found] = answer("registers", mart(tallies=lines), question("model_types"))
    assert (found.amount, found.figures) == (2, 3)


def test_registers_stand_on_the_map_of_the_period_however_old_their_lines_are() -> None:
    line = _line("models_total", date(2020, 1, 1), commune_now=50, province_now=5)
    lake = mart(tallies=[line], lies=[lie(30, 50, "1")])
    asked = question("models_total", periods=(year(2024), year(2026)), tier=Tier.COMMUNE)
    assert numbers("registers", lake, asked) == {(30, "2024"): 1, (50, "2026"): 1}


# ------------------------------------------------------------------ rounds


def _dossier(state: str, **said: Any) -> dict[str, Any]:
    row = {"year": 2026, "kind": "commune", "report_kind": "ward", "state": state, "result": ""}
    return LYING | row | said


DOSSIERS = [
    _dossier("decided", result="recognised"),
    _dossier("decided", result="not_recognised", registered_on=date(2026, 2, 1)),
    _dossier("submitted", registered_on=date(2026, 2, 1), submitted_at=utc(2026, 10, 1)),
    _dossier("registered", registered_on=date(2026, 2, 1)),
    _dossier("opened"),
    _dossier("withdrawn", registered_on=date(2026, 2, 1)),
]


def test_recognition_is_a_ratio_of_units_that_count_and_of_lists_of_earlier_years() -> None:
    past = LYING | {"year": 2024, "kind": "ward", "recognised": Decimal(194), "units": Decimal(213)}
    lake = mart(dossiers=DOSSIERS, past_results=[past, past | {"recognised": Decimal(0), "units": Decimal(1)}])
    found = answer("recognition", lake, question(periods=(parse_period("2024-2026"),))).rows()
    assert found == (
        Recognition(2024, 2, "ward", Decimal(194), Decimal(214), Decimal("0.906542")),
        Recognition(2026, 2, "ward", Decimal(1), Decimal(5), Decimal("0.2")),
    )


def test_parts_of_a_year_recognise_nobody() -> None:
    half = question(periods=(parse_period("2026-H1"),))
    assert refused("recognition", half, dossiers=DOSSIERS) == "analytics.no_whole_year"


def test_recognition_of_earlier_years_stands_on_todays_map() -> None:
    old = _dossier("decided", result="recognised", year=2024, commune_now=50, province_now=5)
    lake = mart(dossiers=[old], lies=[lie(30, 50, "1")])
    asked = question(periods=(year(2024),), on_map=date(2026, 11, 27))
    assert [(row.place_id, row.units) for row in answer("recognition", lake, asked)] == [(5, 1)]


def test_a_funnel_counts_units_that_came_at_least_so_far() -> None:
    assert answer("funnel", mart(dossiers=DOSSIERS), question()).rows() == (Funnel(2026, 2, "ward", 5, 4, 3, 2, 2, 1),)


# ------------------------------------------------------------------ what measures say of themselves


@pytest.mark.parametrize("code", MEASURES)
def test_each_measure_says_what_it_counts_on_which_basis_in_which_unit_from_which_rule(code: str) -> None:
    measure = MEASURES[code]
    said, told = measure.said, measure.expression.__doc__ or ""
    assert all((said.name, said.about, said.unit, said.source, said.adds_up.places, said.adds_up.periods))
    assert "basis" in told.lower()
    assert said.bases or "no basis" in told.lower()
    assert f"`{measure.row.__name__}`" in told


# ------------------------------------------------------------------ refusals


def refused(code: str, asked: Question, **tables: Any) -> str:
    with pytest.raises(Refused) as refusal:
        answer(code, mart(**tables), asked)
    assert str(refusal.value)
    return refusal.value.code


def test_nothing_is_asked_without_a_viewer_a_period_or_an_indicator() -> None:
    assert refused("totals", question("leaflets", scopes=())) == "analytics.no_scope"
    assert refused("totals", question("leaflets", periods=())) == "analytics.no_period"
    assert refused("totals", question()) == "analytics.no_indicator"


@pytest.mark.parametrize(
    ("code", "indicator", "reason"),
    [
        ("totals", "nothing_of_the_kind", "analytics.unknown_indicator"),
        ("shares", "leaflets", "analytics.not_taken"),
        ("stocks", "leaflets", "analytics.not_taken"),
        ("movers", "mediation_success", "analytics.not_taken"),
        ("standings", "tips_received", "analytics.not_scored"),
        ("spread", "tips_received", "analytics.not_scored"),
        ("against_targets", "tips_received", "analytics.not_scored"),
    ],
)
def test_measures_take_the_indicators_that_they_are_made_for(code: str, indicator: str, reason: str) -> None:
    assert refused(code, question(indicator)) == reason


def test_a_split_by_what_no_indicator_has_is_refused() -> None:
    assert refused("totals", question("leaflets", split=("gun_kind",))) == "analytics.unknown_dim"


def test_figures_are_not_carried_backwards() -> None:
    assert refused("totals", question("leaflets", on_map=date(2025, 1, 1))) == "reports.older_map"


def test_ten_million_numbers_are_refused_with_the_number() -> None:
    places = [
        {"place_id": 100 + at, "tier": "area", "path": f"1.2.30.{100 + at}.", "from": date(2020, 1, 1), "to": None}
        for at in range(30)
    ]
    days = periods_between(PeriodType.MONTH, date(1900, 1, 1), date(2026, 12, 31))
    asked = question("leaflets", tier=Tier.AREA, periods=days)
    assert len(answer("totals", mart(places=places), asked)) == 0
    many = question(*("leaflets" for _ in range(40)), tier=Tier.AREA, periods=days)
    assert 30 * len(days) * 40 > MOST_CELLS
    assert refused("totals", many, places=places) == "analytics.too_much"


def test_places_beyond_the_viewers_are_refused_and_so_is_a_level_above() -> None:
    places = [{"place_id": 30, "tier": "commune", "path": "1.2.30.", "from": date(2020, 1, 1), "to": None}]
    own = question("leaflets", scopes=("1.2.30.",), tier=Tier.COMMUNE)
    assert not answer("totals", mart(places=places), own).rows()
    above = question("leaflets", scopes=("1.2.30.",), tier=Tier.PROVINCE)
    assert refused("totals", above, places=places) == "analytics.above_scope"
    other = question("leaflets", scopes=("1.3.",), tier=Tier.COMMUNE, within=(Within(Tier.COMMUNE, 30),))
    assert refused("totals", other, places=places) == "analytics.not_covered"


def test_a_place_that_was_not_there_is_no_zero() -> None:
    place = {"place_id": 50, "tier": "commune", "path": "1.5.50.", "from": date(2025, 7, 1), "to": None}
    asked = question("leaflets", periods=(year(2023),), tier=Tier.COMMUNE, within=(Within(Tier.COMMUNE, 50),))
    assert refused("totals", asked, places=[place]) == "analytics.place_not_there"
    there = question("leaflets", tier=Tier.COMMUNE, within=(Within(Tier.COMMUNE, 50),))
    assert not answer("totals", mart(places=[place]), there).rows()


def test_the_nations_viewers_need_no_look_at_places() -> None:
    assert not needs_places(question("leaflets", within=(Within(Tier.PROVINCE, 2),)))
    assert not needs_places(question("leaflets", scopes=("1.2.",), within=(Within(Tier.PROVINCE, 2),)))
    assert needs_places(question("leaflets", scopes=("1.2.30.",), tier=Tier.COMMUNE)) == {30}


def test_no_figures_are_no_rows() -> None:
    assert answer("totals", mart(figure()), question("leaflets")).rows() == ()
