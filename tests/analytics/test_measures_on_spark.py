"""Every measure on a real Spark with workers of their own gives what DuckDB gives, to the last digit."""

import gc
import os
import signal
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from django.conf import LazySettings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binhyen.analytics.apps import check_engine
from binhyen.analytics.lake import opening
from binhyen.analytics.lake.bases import resolved
from binhyen.analytics.lake.files import Manifest, Segment, Slot, manifest_of, put_manifest, write_file
from binhyen.analytics.lake.opening import forget, fresh
from binhyen.analytics.lake.schema import Dataset
from binhyen.analytics.lake.tail import Tail
from binhyen.analytics.marts import clusters
from binhyen.analytics.marts.engines import Duck
from binhyen.analytics.marts.figures import needs_rule
from binhyen.analytics.marts.serving import SPARK, fresh_mart
from binhyen.analytics.marts.spark import Spark, spark_mart
from binhyen.analytics.marts.tables import FIGURES, Mart, mart_of
from binhyen.analytics.measures import MEASURES, answer
from binhyen.analytics.rules.asking import question_findings
from binhyen.analytics.rules.declared import Takes
from binhyen.analytics.rules.questions import Question, Target, periods_between
from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.queries.forms import forget_cells
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period, year
from binhyen.places.queries import place_named
from binhyen.places.rules.kinds import Tier
from binhyen.reports.rules.totals import Basis
from binhyen.workshop.bench.plan import DAY
from binhyen.workshop.bench.simulating.filling import fill_lake
from binhyen.workshop.bench.simulating.ground import read_country
from binhyen.workshop.bench.simulating.planning import Asked, planned
from tests.analytics.lakes import a_lake_town
from tests.workshop.small_map import SmallMap
from tests.workshop.test_simulating import quiet

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.engines,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
"""Spark's own package leaves sockets to the garbage collector."""
CLUSTER = "local-cluster[2,1,1024]"
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What a Java process that lives for a minute should not do: make itself fast for hours."""
MONTHS = periods_between(PeriodType.MONTH, date(2025, 4, 1), date(2025, 9, 30))
FLOW, STOCK = "leaflets", "models_total"
"""A province speaks for its communes here, and some figures hang on a chain of others."""


@dataclass(frozen=True)
class Lake:
    """A small nation on both engines."""

    folder: Path
    scope: str
    monthly: tuple[str, ...]
    counted: tuple[str, ...]
    """Indicators that reports tell month by month, and those that registers count."""
    provinces: tuple[int, ...]

    @property
    def manifest(self) -> Manifest:
        found = manifest_of(self.folder)
        assert found
        return found

    def spark(self) -> Mart:
        return spark_mart(self.folder, self.manifest)

    def duck(self) -> Mart:
        return mart_of(_opened(self.folder).connection.cursor())

    def asked(self, *codes: str) -> Question:
        """Return a question about months before and after the merger."""
        return Question((self.scope,), codes, MONTHS, Tier.PROVINCE, today=DAY)

    def question(self, code: str) -> Question:
        """Return a question for a measure, by columns alone where it has indicators of which they say everything."""
        said, asked = MEASURES[code].said, self.asked()
        if said.whole_years:
            asked = replace(asked, periods=(year(2025), year(2026)))
        if said.takes is Takes.NONE:
            return asked
        codes = self.monthly if said.bases else self.counted
        alone = {one: replace(asked, indicators=(one,)) for one in codes if one not in {FLOW, STOCK}}
        duck, known = self.duck(), (catalogue(), dims())
        fit = [one for one, each in alone.items() if not question_findings(each, said, *known)]
        plain = [
            one for one in fit[:20] if not said.bases or not needs_rule(duck, alone[one], looks_back=said.looks_back)
        ]
        fit = plain[:5] or fit[:1]
        targets = [Target(one, place, MONTHS[0].code, Decimal(7)) for one in fit for place in self.provinces]
        return replace(asked, indicators=tuple(fit), targets=tuple(targets) if said.takes is Takes.SCORED else ())


def _opened(folder: Path) -> Tail:
    """Open the files of a lake, whatever the database says."""
    tail = Tail(folder)
    tail._load()
    return tail


@pytest.fixture(scope="module")
def lake(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lake]:
    """Three years over the merger; a segment speaks for some leaves."""
    folder = tmp_path_factory.mktemp("lake")
    with django_db_blocker.unblock(), transaction.atomic():
        SmallMap()
        small = planned(Asked(DAY, seed=3, years=3))
        scale = replace(small.scale, areas=900)
        fill_lake(replace(small, scale=scale, country=read_country(3, scale)), folder, quiet)
        scope = place_named("VN", DAY).path
        transaction.set_rollback(True)
        forget_cells()
        forget()
    _write_segment(folder)
    (tmp_path_factory.getbasetemp() / "spark-defaults.conf").write_text(
        f"spark.driver.extraJavaOptions {QUICK}\nspark.executor.extraJavaOptions {QUICK}\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(tmp_path_factory.getbasetemp()))
        yield Lake(folder, scope, *_known(folder))
    clusters.end()
    with warnings.catch_warnings(action="ignore"):
        gc.collect()


def _write_segment(folder: Path) -> None:
    """Write what changed: amounts of some leaves, chains, provinces that speak for everything below."""
    tail = _opened(folder)
    run = tail.connection
    leaves = run.execute("SELECT DISTINCT land, year FROM figures_saved WHERE NOT wide ORDER BY ALL LIMIT 5").fetchall()
    listed = ", ".join(str(one) for one in leaves)
    run.execute(f"CREATE TABLE held AS FROM figures_saved SEMI JOIN (VALUES {listed}) t(land, year) USING (land, year)")
    run.execute("UPDATE held SET amount = amount + 1 WHERE said = 'number'")
    run.execute("UPDATE held SET contested = figure_id % 7 = 0 WHERE indicator IN (?, ?)", [FLOW, STOCK])
    run.execute(_WIDE, [FLOW, STOCK])
    with resolved(run, "wide", "TRUE") as found:
        run.execute(f"INSERT INTO held BY NAME FROM {found}")
    wide = run.execute("SELECT DISTINCT land, year FROM wide").fetchall()
    hidden = frozenset([*leaves, *wide])
    listed = ", ".join(str(one) for one in hidden)
    accepted = f"FROM figures_accepted SEMI JOIN (VALUES {listed}) t(land, year) USING (land, year)"
    selects = {"figures_saved": "FROM held", "figures_accepted": accepted}
    files = {table: write_file(run, folder, Slot(table, segment=True), select) for table, select in selects.items()}
    segment = Segment({table: one for table, one in files.items() if one}, {Dataset.FIGURES: hidden})
    put_manifest(folder, replace(tail.manifest, segment=segment, number=tail.manifest.number + 1))


def _known(folder: Path) -> Iterator[tuple[Any, ...]]:
    run = _opened(folder).connection
    for statement in (
        "SELECT DISTINCT indicator FROM figures_saved WHERE period = '2025-09' ORDER BY 1",
        "SELECT DISTINCT indicator FROM tallies ORDER BY 1",
        "SELECT DISTINCT province_now FROM figures_saved WHERE province_now IS NOT NULL ORDER BY 1",
    ):
        yield tuple(one for (one,) in run.execute(statement).fetchall())


_WIDE = """CREATE TABLE wide AS SELECT DISTINCT ON (indicator, dims, province_now) * REPLACE (
    figure_id + 10**15::BIGINT AS figure_id, '1.' || province_now || '.' AS path, true AS wide, true AS covers,
    province_now AS place_id, province_now AS land, province_now AS province, 0::BIGINT AS reporter,
    NULL::BIGINT AS area, NULL::BIGINT AS commune, NULL::BIGINT AS commune_now, NULL::BIGINT AS district,
    '2025-09' AS period, DATE '2025-09-01' AS start, DATE '2025-09-30' AS "end")
FROM figures_saved WHERE year = 2025 AND NOT wide AND province_now IS NOT NULL AND indicator IN (?, ?)
ORDER BY indicator, dims, province_now, figure_id"""


@pytest.fixture(autouse=True)
def _on_a_cluster(settings: LazySettings) -> None:
    settings.SPARK_MASTER = CLUSTER


def table(code: str, mart: Mart, asked: Question) -> pa.Table:
    return answer(code, mart, asked).table


# ------------------------------------------------------------------ the same


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_says_the_same_on_both_engines(lake: Lake, code: str) -> None:
    asked = lake.question(code)
    found = table(code, lake.duck(), asked)
    assert found.num_rows
    assert table(code, lake.spark(), asked).to_pylist() == found.to_pylist()


@pytest.mark.parametrize("code", ["totals", "running"])
def test_where_the_rule_is_asked_both_engines_say_the_same(lake: Lake, code: str) -> None:
    asked = lake.asked(FLOW, STOCK)
    asked = replace(asked, indicators=(FLOW,)) if code == "running" else asked
    assert needs_rule(lake.duck(), asked)
    found = table(code, lake.duck(), asked)
    assert found.num_rows
    assert table(code, lake.spark(), asked).to_pylist() == found.to_pylist()


def test_the_other_basis_on_todays_map_in_communes_says_the_same(lake: Lake) -> None:
    asked = replace(lake.question("totals"), tier=Tier.COMMUNE, basis=Basis.ACCEPTED, on_map=DAY)
    found = table("totals", lake.duck(), asked)
    assert found.num_rows
    assert table("totals", lake.spark(), asked).to_pylist() == found.to_pylist()


def test_answers_come_from_two_workers_that_are_processes_of_their_own(lake: Lake) -> None:
    engine = lake.spark().engine
    assert isinstance(engine, Spark)
    context = engine.shown.session.sparkContext
    assert context.master == CLUSTER
    assert context._jsc.sc().getExecutorMemoryStatus().size() == 1 + 2  # the driver is counted


# ------------------------------------------------------------------ fresh


def test_what_was_saved_is_written_for_spark_first(
    lake: Lake, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ENGINE = SPARK
    town = a_lake_town()
    report = town.town.report()
    asked = Question((town.town.land.nation.path,), (FLOW,), (parse_period(report.collection.period),), Tier.PROVINCE)
    fresh()
    town.town.save({FLOW: 40}, report)
    assert isinstance(fresh_mart().engine, Duck), "what a transaction saved may be undone"
    monkeypatch.setattr(opening, "connection", SimpleNamespace(in_atomic_block=False))
    mart = fresh_mart()
    assert isinstance(mart.engine, Spark)
    assert answer("totals", mart, asked).rows()[0].amount == 40


# ------------------------------------------------------------------ gone


def test_spark_that_goes_away_in_a_question_leaves_the_lake_and_the_next_question_begins_another(
    lake: Lake, settings: LazySettings
) -> None:
    from pyspark import SparkContext

    mart, before = lake.spark(), (lake.folder / "manifest.json").read_bytes()
    figures = FIGURES[Basis.SAVED]
    others = [figures.view().select("figure_id", "indicator").rename(f"{{name}}_{at}") for at in range(3)]
    endless = others[0].cross_join(others[1]).cross_join(others[2]).agg(most=others[0].figure_id_0.max())
    gateway = SparkContext._gateway
    assert gateway
    gone = gateway.proc.pid
    threading.Timer(2, os.kill, (gone, signal.SIGKILL)).start()
    with pytest.raises(Refused) as refusal:
        mart.engine.once(endless)
    assert refusal.value.code == "analytics.spark_gone"
    assert (lake.folder / "manifest.json").read_bytes() == before
    settings.SPARK_MASTER = "local[2]"
    asked = lake.question("totals")
    assert table("totals", lake.spark(), asked).to_pylist() == table("totals", lake.duck(), asked).to_pylist()


# ------------------------------------------------------------------ settings


def test_spark_without_its_package_stops_the_start(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ENGINE = SPARK
    assert not check_engine()
    monkeypatch.setattr("binhyen.analytics.apps.find_spec", lambda _name: None)
    assert [one.id for one in check_engine()] == ["analytics.no_spark"]
    settings.ENGINE = "duckdb"
    assert not check_engine()
    settings.ENGINE = "presto"
    assert [one.id for one in check_engine()] == ["analytics.unknown_engine"]
