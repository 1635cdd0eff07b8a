"""A simulated nation is the same in every run, in every engine, through either door."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from binhyen.analytics.lake.building import rebuild
from binhyen.analytics.lake.opening import forget
from binhyen.analytics.lake.tail import Tail
from binhyen.analytics.marts.tables import mart_of
from binhyen.analytics.measures import answer
from binhyen.audit.models import Entry
from binhyen.indicators.queries import catalogue
from binhyen.indicators.queries.forms import forget_cells, shipped_forms
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.periods import parse_period
from binhyen.places.queries import place_named
from binhyen.reports.models import Figure, Report
from binhyen.workshop.bench.analytics import seeing
from binhyen.workshop.bench.analytics.questions import six
from binhyen.workshop.bench.analytics.sides import Bare, numbers
from binhyen.workshop.bench.plan import DAY
from binhyen.workshop.bench.reports.ground import Desk
from binhyen.workshop.bench.simulating.columns import Columns, Nation
from binhyen.workshop.bench.simulating.expressions import counting, mixing
from binhyen.workshop.bench.simulating.filling import fill_lake
from binhyen.workshop.bench.simulating.ground import read_country
from binhyen.workshop.bench.simulating.planning import Asked, planned
from binhyen.workshop.bench.simulating.storing import store_nation
from binhyen.workshop.rules.simulating.chance import MASK, chosen, drawn, mixed, number
from binhyen.workshop.rules.simulating.fates import fate_of
from binhyen.workshop.rules.simulating.forms import OF_AREAS, nation_forms
from binhyen.workshop.rules.simulating.honest import honest_reports
from binhyen.workshop.rules.simulating.profiles import profile_of, value_of
from binhyen.workshop.rules.simulating.scale import OF, Land, Scale, asked_cells, scale_for
from binhyen.workshop.rules.simulating.sizes import areas_of, split_of
from tests.accounts.factories import program
from tests.workshop.small_map import SmallMap

MONTHS = [parse_period(f"2026-{month:02d}") for month in range(1, 13)]
NUMBERS = st.integers(1, MASK)


def quiet(_step: str, _done: int, _total: int) -> None:
    """Nobody looks."""


# ------------------------------------------------------------------ rules


@given(NUMBERS, NUMBERS, NUMBERS)
def test_chance_is_a_number_of_32_bits_and_a_draw_stays_in_its_bounds(one: int, other: int, third: int) -> None:
    draw = drawn(one, other, third)
    assert 0 <= mixed(one, other, third) <= MASK
    assert -1.5 <= draw.leaning < 1.5
    assert 0 <= draw.rounding < 1


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=50))
def test_columns_mix_as_the_rule_does(rows: list[tuple[int, int, int]]) -> None:
    values = ", ".join(f"({a}, {b}, {c})" for a, b, c in rows)
    source = f"SELECT a::UBIGINT AS a, b::UBIGINT AS b, c::UBIGINT AS c FROM (VALUES {values}) AS t(a, b, c)"  # noqa: S608
    found = duckdb.connect().execute(mixing(source, {"bits": ("a", "b", "c")})).fetchall()
    assert sorted(found) == sorted((*row, mixed(*row)) for row in rows)


def test_another_seed_is_another_nation_and_the_same_seed_the_same() -> None:
    assert number(1, "place", "00019") == number(1, "place", "00019") != number(2, "place", "00019")
    assert chosen("abc", 5, 6) == chosen("abc", 5, 6)


@given(st.integers(300, 300_000), st.integers(1, 99_999))
def test_a_communes_people_live_in_its_areas_and_nobody_is_lost(people: int, code: int) -> None:
    areas = areas_of(people)
    split = split_of(1, str(code), people, areas)
    assert sum(split) == people
    assert len(split) == areas >= 3
    assert all(one >= 0 for one in split)


def test_four_reports_in_a_hundred_never_come_and_some_come_late() -> None:
    fates = [fate_of(number(1, "place", one), number(1, "form"), number(1, "period")) for one in range(4_000)]
    came = [one for one in fates if one.comes]
    assert 0.03 < 1 - len(came) / len(fates) < 0.05
    assert 0.06 < sum(one.minutes > 0 for one in came) / len(came) < 0.1
    assert all(one.accepted for one in fates if one.corrected or one.correcting)


def test_stocks_stay_through_a_quarter_and_flows_vary() -> None:
    known = catalogue().indicators
    stock, flow = (profile_of(1, known[code], CellKey(code)) for code in ("models_total", "patrols_done"))
    place = number(1, "place", "x")
    assert len({value_of(stock, place, 40_000, month, 1) for month in MONTHS[:3]}) == 1
    assert len({value_of(flow, place, 40_000, month, 1) for month in MONTHS}) > 6


def test_a_share_is_no_more_than_its_whole() -> None:
    share = profile_of(1, catalogue().indicators["mediation_success"], CellKey("mediation_success"))
    for one in range(200):
        part, whole = value_of(share, number(1, one), 20_000, MONTHS[5], 1)
        assert whole is None or 0 <= part <= whole


def test_forms_ask_for_more_than_150_indicators_in_months_quarters_and_years() -> None:
    forms = nation_forms(catalogue(), shipped_forms())
    codes = {cell.indicator for form in forms.values() for cell in form.cells}
    assert len(codes) >= 150
    assert {"month", "quarter", "half", "year"} == {form.period_type.value for form in forms.values()}
    assert all(catalogue().indicators[cell.indicator].floor == "" for cell in forms[OF_AREAS].cells)


@pytest.mark.parametrize("values", [10_000, 1_000_000, 4_000_000, 40_000_000, 200_000_000])
def test_a_scale_gives_about_as_many_values_as_asked(values: int) -> None:
    forms, land = nation_forms(catalogue(), shipped_forms()), Land(10_035, 3_321, 95_000)
    scale = scale_for(values, Scale(DAY), forms, land)
    own, below = asked_cells(scale, forms, land)
    found = (own * scale.communes + below * scale.areas) / OF
    assert 0.8 < found / values < 1.6


def test_honest_reports_are_the_same_in_every_run_and_each_commune_writes_its_own_text() -> None:
    cells = shipped_forms()["phong-trao-thang"].cells
    first, again = (honest_reports(7, 12, MONTHS[:2], catalogue(), cells) for _ in range(2))
    assert first == again
    assert 20 <= len(first) <= 24
    assert max(Counter(one.text for one in first).values()) == 1
    assert all(value.entered_at <= one.sent for one in first for value in one.cells.values())
    assert all(isinstance(value.value, Decimal) for one in first for value in one.cells.values())


# ------------------------------------------------------------------ the map, columns, doors


@pytest.fixture(scope="module")
def nation(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Nation]:
    """Three years over the merger, on a map of a few communes."""
    with django_db_blocker.unblock(), transaction.atomic():
        SmallMap()
        small = planned(Asked(DAY, seed=3, years=3))
        scale = replace(small.scale, areas=900)
        yield replace(small, scale=scale, country=read_country(3, scale))
        transaction.set_rollback(True)
        forget_cells()
        forget()


@pytest.fixture(scope="module")
def lake(nation: Nation, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    with django_db_blocker.unblock():
        made = fill_lake(nation, folder, quiet)
    assert made.values > 10_000
    return folder


def test_columns_count_as_the_rule_does(nation: Nation) -> None:
    connection = duckdb.connect()
    columns = Columns(nation, connection)
    columns.fill_reports(2026)
    base = """SELECT r.place_number, r.people, r.period, l.*, m.factor, m.moment::UBIGINT AS moment_bits,
            l.cell_number::UBIGINT AS cell_bits, 0::UBIGINT AS nothing
        FROM sim_reports r JOIN sim_moments m ON m.form_id = r.form_id AND m.period = r.period
        JOIN sim_lines l ON l.form_id = r.form_id AND l.line = m.line WHERE r.report_id % 7 = 0"""
    chance = {
        "usual_bits": ("place_number", "cell_bits", "nothing"),
        "lean_bits": ("place_number", "cell_bits", "moment_bits"),
        "round_bits": ("cell_bits", "place_number", "moment_bits"),
    }
    wanted = ("place_number", "people", "period", "indicator", "dims", "found", "whole")
    made = connection.sql(counting(mixing(base, chance)))
    rows = made.select(*(duckdb.ColumnExpression(name) for name in wanted)).fetchall()
    assert rows
    for place, people, period, indicator, dims, found, whole in rows:
        profile = profile_of(nation.seed, nation.catalogue.indicators[indicator], CellKey(indicator, dims))
        told = value_of(profile, place, people, parse_period(period), nation.seed)
        assert told == (int(found), None if whole is None else int(whole))


def test_old_communes_say_where_they_lie_now(nation: Nation) -> None:
    before = [one for one in nation.country.communes if one.before]
    assert [one.commune_now is None for one in before] == [False] * 5 + [True, False]
    assert all(one.province_now is not None for one in before)
    known = {one.place_id for one in nation.country.communes if not one.before}
    areas = [one for one in nation.country.areas if one.before]
    assert areas
    assert all(one.commune_now in known and one.now for one in areas)


def test_both_doors_give_the_same_lake(nation: Nation, lake: Path, tmp_path: Path) -> None:
    with transaction.atomic():
        store_nation(nation, quiet)
        rebuild(tmp_path, anew=True)
        assert Entry.objects.filter(subject_type="report").count() == Report.objects.exclude(state="draft").count()
        assert Figure.objects.filter(superseded_at__isnull=False).exists()
        transaction.set_rollback(True)
        forget_cells()
    for table in _TABLES:
        assert _rows(lake, table) == _rows(tmp_path, table), table


_TABLES = (
    *("figures/basis=saved", "figures/basis=accepted", "reports", "dossiers", "past_results", "tallies"),
    *("places", "lies"),
)
_OF_THE_DATABASE = {"cell_id", "form_id", "tally_id"}


def _rows(lake: Path, table: str) -> list[tuple[object, ...]]:
    """Return a table's rows in order, without ids that a database hands out."""
    found = duckdb.read_parquet(f"{lake}/{table}/**/*.parquet", hive_partitioning=False)
    kept = [name for name in found.columns if name not in _OF_THE_DATABASE]
    return sorted(found.select(*(duckdb.ColumnExpression(name) for name in kept)).fetchall(), key=str)


def test_the_six_questions_have_the_same_answers_by_hand_and_by_the_measures(nation: Nation, lake: Path) -> None:
    bare, tail = Bare(lake), Tail(lake)
    tail.catch_up()
    mart = mart_of(tail.connection.cursor())
    for asked in six(nation, place_named("VN", DAY).path):
        rows = answer(asked.measure, mart, asked.question).rows()
        if asked.measure == "recognition":
            told = numbers((one.kind, one.place_id, one.year, one.recognised) for one in rows)
        else:
            told = numbers((one.indicator, one.place_id, one.period, one.amount) for one in rows)
        assert told, asked.name
        assert bare.ask(asked)[1] == told, asked.name


def test_a_program_is_told_the_same_over_http(
    nation: Nation, lake: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(_port: int, method: str, address: str, desk: Desk) -> bytes:
        answer = program(desk.secret).generic(method, address)
        assert answer.status_code == 200, answer.content
        return bytes(answer.content)

    settings.LAKE_DIR = lake
    forget()
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: datetime.combine(DAY, time(9), UTC))
    monkeypatch.setattr(seeing, "_told", told)
    with transaction.atomic():
        asker = seeing.Program(0)
        for asked in six(nation, place_named("VN", DAY).path):
            found = asker.ask(asked)[1]
            assert found == {key: one for key, one in Bare(lake).ask(asked)[1].items() if key not in asker.hidden}
            assert found, asked.name
        transaction.set_rollback(True)
    forget()


def test_a_database_that_holds_reports_is_left_alone(nation: Nation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Report.objects, "exists", lambda: True)
    with pytest.raises(CommandError, match="đã có báo cáo"):
        call_command("simulate", into="database")


@pytest.mark.django_db
def test_without_a_map_nothing_is_simulated(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nạp trước"):
        call_command("simulate", out=tmp_path)


def test_the_day_bounds_what_has_come(nation: Nation) -> None:
    connection = duckdb.connect()
    columns = Columns(nation, connection)
    columns.fill_reports(2027)
    ((latest,),) = connection.execute("SELECT max(first_submitted_at)::DATE FROM sim_reports").fetchall()
    assert latest <= date(2027, 11, 25)
