"""A lake beside a small town that reports: what a question sees, a full scan to hold against it, and deaths in between."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from binhyen.analytics.lake import building, gathering
from binhyen.analytics.lake.building import rebuild
from binhyen.analytics.lake.schema import RESOLVED, TABLES
from binhyen.analytics.lake.tail import Tail
from binhyen.indicators.models import FormVersion
from binhyen.indicators.rules.forms import FilledBy
from binhyen.kernel.actors import Actor, Role
from binhyen.places.actions import AreaDraft, Ground, found_areas, merge_areas
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import PlaceKind
from binhyen.reports.models import Report
from tests.accounts.factories import a_land
from tests.reports.factories import NOW, ReportTown, a_content, a_version

Rows = Mapping[str, list[dict[str, Any]]]
MERGED = Ground(date(2026, 11, 10), "QĐ 12/QĐ-UBND")
FOUNDED = Ground(date(2026, 1, 1), "QĐ 01/QĐ-UBND")
_SQL = {pa.date32(): "DATE", pa.bool_(): "BOOLEAN"}
_NUMBERS = itertools.count(1)


def seen(tail: Tail) -> Rows:
    """Return what a question sees, table by table."""
    tail.catch_up()
    cursor = tail.connection.cursor()
    return {table: cursor.sql(f"FROM {table} ORDER BY ALL").to_arrow_table().to_pylist() for table in TABLES}


def scanned(folder: Path) -> Rows:
    """Return what a lake holds that is made anew, elsewhere."""
    lake = folder / f"scan-{next(_NUMBERS)}"
    rebuild(lake)
    return seen(Tail(lake))


@dataclass
class LakeTown:
    """Communes and villages of one province report October and November 2026."""

    town: ReportTown
    villages: list[PlaceVersion]
    village_form: FormVersion
    known: dict[str, Report] = field(default_factory=dict)

    @property
    def officer(self) -> Actor:
        """Somebody of An Phú, who may change its villages."""
        return self.town.actor(Role.COMMUNE_OFFICER, self.town.land.an_phu)

    def reports(self) -> list[Report]:
        """All reports, in an order that stays."""
        return list(Report.objects.select_related("collection__version").order_by("pk"))

    def merge(self) -> None:
        """Make one village of two."""
        ids = [one.place_id for one in self.villages[:2]]
        draft = AreaDraft(PlaceKind.VILLAGE, f"Hợp {next(_NUMBERS)}")
        merge_areas(area_ids=ids, into=draft, ground=MERGED, by=self.officer, at=NOW)

    def found(self) -> None:
        """Found another village."""
        draft = AreaDraft(PlaceKind.VILLAGE, f"Mới {next(_NUMBERS)}")
        found_areas(commune_id=self.town.land.an_phu.place_id, drafts=[draft], ground=FOUNDED, by=self.officer, at=NOW)


def a_lake_town() -> LakeTown:
    """Make it: two communes with a form of four cells, two villages with one of two."""
    land = a_land()
    town = ReportTown(land, a_version(a_content("models_total", "models_new", "leaflets")))
    officer = town.actor(Role.COMMUNE_OFFICER, land.an_phu)
    drafts = [AreaDraft(PlaceKind.VILLAGE, "Tây"), AreaDraft(PlaceKind.VILLAGE, "Bắc")]
    villages = found_areas(commune_id=land.an_phu.place_id, drafts=drafts, ground=FOUNDED, by=officer, at=NOW)
    form = a_version(a_content("models_total", "leaflets", filled_by=FilledBy.RESIDENTIAL_AREA), "bieu-thon")
    town.collect("2026-10")
    town.collect()
    made = LakeTown(town, villages, form)
    for period in ("2026-10", "2026-11"):
        kept = dict(town.collections)
        town.collect(period, form)
        town.collections = kept
    return made


def quickly_resolved(connection: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """Stand in for what takes part: something of each indicator of a leaf that changes with any of its filled cells."""
    said = {
        "counts": "count(*) OVER leaf > 0",
        "next_end": 'max("end") OVER leaf',
        "out1_from": "DATE '2000-01-01' + CAST(sum(7 * cell_id + day(start)) OVER leaf % 9999 AS INTEGER)",
        "contested": "count(*) OVER leaf > 3",
    }
    columns = ", ".join(f"{said.get(name, f'NULL::{_SQL[kind]}')} AS {name}" for name, kind in RESOLVED)
    over = "WINDOW leaf AS (PARTITION BY land, year, indicator)"
    connection.execute(f"CREATE TABLE {target} AS SELECT *, {columns} FROM {source} {over}")  # noqa: S608


class Killed(BaseException):
    """A process dies."""


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, step: int) -> Iterator[None]:
    """Die before the n-th thing that a writer does to its files; what it did before stays."""
    count = itertools.count()

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            if next(count) == step:
                raise Killed
            return real(*given, **named)

        return called

    with monkeypatch.context() as patch:
        steps = {building: ("write_file", "put_manifest", "sweep", "_put"), gathering: ("write_file",)}
        for module, names in steps.items():
            for name in names:
                patch.setattr(module, name, counted(getattr(module, name)))
        yield
