"""A simulated nation as the files of a lake: the lake's own writer and resolver, without a database of reports.

A year at a time, so many lands at once as memory takes. The map comes from the database; nothing is written to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from binhyen.analytics.lake.bases import columns_of, resolved
from binhyen.analytics.lake.engine import connect, offered, room_or_refusal
from binhyen.analytics.lake.feed import watermark
from binhyen.analytics.lake.files import (
    BUILDING,
    File,
    Manifest,
    Slot,
    manifest_of,
    put_manifest,
    succeed,
    sweep,
    write_file,
    writing,
)
from binhyen.analytics.lake.gathering import Gathering
from binhyen.analytics.lake.reading import CHUNK_OF_ROWS, changing_places, in_chunks, read_lies, read_places
from binhyen.analytics.lake.schema import SHAPES, TABLES, Dataset
from binhyen.analytics.lake.standing import Ground
from binhyen.kernel.parts import in_parts
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.reports.rules.totals import Basis
from binhyen.workshop.bench.simulating.columns import Columns, Nation, number_of
from binhyen.workshop.bench.simulating.ground import FIRST_DAY, Seat, versions_of
from binhyen.workshop.bench.simulating.others import DOSSIERS, PAST_LINES, PAST_RESULTS, TALLIES, others_of
from binhyen.workshop.bench.simulating.writing import ACCEPTED, SAVED, Which
from binhyen.workshop.rules.simulating.scale import NEW_MAP

Watch = Callable[[str, int, int], None]
"""Told what is being made, how much of it is done, and how much there is."""
_AT_ONCE = 2_000_000
_TOLD = ("area", "commune", "district", "province")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a lake holds after it was filled: rows by table."""

    rows: dict[str, int]

    @property
    def values(self) -> int:
        """How many figures are saved."""
        return self.rows.get("figures_saved", 0)


def fill_lake(nation: Nation, lake: Path, watch: Watch) -> Filled:
    """Make the lake of a nation; what stood there before counts no more. Refused without room, or while one writes.

    Its watermark is that of the database as it is: the next question sees what is committed from now on.
    """
    with writing(lake), room_or_refusal():
        mark = watermark()
        connection = connect(lake / "scratch")
        columns = Columns(nation, connection)
        files: dict[str, list[File]] = {}
        for table, file in _files(columns, lake, watch):
            files.setdefault(table, []).append(file)
        made = Manifest(mark, Ground().newest, {table: tuple(listed) for table, listed in files.items()})
        put_manifest(lake, succeed(manifest_of(lake) or Manifest(mark, made.newest), made))
        sweep(lake, made)
        connection.close()
    return Filled({table: sum(one.rows for one in listed) for table, listed in files.items()})


def _files(columns: Columns, lake: Path, watch: Watch) -> Iterator[tuple[str, File]]:
    years = list(columns.nation.scale.calendar)
    for done, year in enumerate(years):
        watch(f"báo cáo, số liệu năm {year}", done, len(years) + 1)
        columns.fill_reports(year)
        yield from _written(columns, lake, Slot("reports", year), "SELECT * FROM sim_reports")
        for basis, which in ((Basis.SAVED, SAVED), (Basis.ACCEPTED, ACCEPTED)):
            yield from _figures(columns, lake, Slot(f"figures_{basis.value}", year), which)
    watch("hồ sơ, sổ, địa bàn", len(years), len(years) + 1)
    others_of(columns)
    for table, select in (
        (Dataset.DOSSIERS, DOSSIERS),
        (Dataset.PAST_RESULTS, PAST_RESULTS),
        (Dataset.TALLIES, f"{TALLIES} UNION ALL BY NAME {PAST_LINES}"),
    ):
        yield from _written(columns, lake, Slot(table.value), select)
    yield from _places(columns, lake)
    watch("xong", len(years) + 1, len(years) + 1)


def _written(columns: Columns, lake: Path, slot: Slot, select: str) -> Iterator[tuple[str, File]]:
    """Write rows in the types that the lake has."""
    with offered(columns.connection, "shape_now", SHAPES[TABLES[slot.table]].columns.empty_table()):
        columns.connection.execute("CREATE OR REPLACE TABLE sim_typed AS FROM shape_now")
    columns.connection.execute(f"INSERT INTO sim_typed SELECT {columns_of(slot.table)} FROM ({select})")
    made = write_file(columns.connection, lake, slot, "SELECT * FROM sim_typed")
    columns.connection.execute("DROP TABLE sim_typed")
    if made is not None:
        yield slot.table, made


def _figures(columns: Columns, lake: Path, slot: Slot, which: Which) -> Iterator[tuple[str, File]]:
    """Write the figures of a year's reports with what takes part."""
    shares = 1 + number_of(columns.connection, "SELECT sum(filled) FROM sim_reports") // _AT_ONCE
    gathering = Gathering(columns.connection, lake / BUILDING / "resolved", slot)
    for share in range(shares):
        some = columns.figures(which, f"land % {shares} = {share}")
        columns.connection.execute(f"CREATE OR REPLACE TABLE sim_raw AS {some}")
        with resolved(columns.connection, "sim_raw", "TRUE") as found:
            gathering.put(f"SELECT {columns_of(slot.table)} FROM {found}")
    columns.connection.execute("DROP TABLE sim_raw")
    yield from ((slot.table, one) for one in gathering.files(lake))


def _places(columns: Columns, lake: Path) -> Iterator[tuple[str, File]]:
    """Write the map: what the database holds, and the simulated areas."""
    ground = Ground()
    areas = columns.nation.country.areas
    rows = [read_places(some, ground) for some in in_chunks(PlaceVersion.objects.all())]
    lies = [read_lies(one, ground) for one in in_parts(sorted(changing_places()), CHUNK_OF_ROWS)]
    rows.append(_table(Dataset.PLACES, [_version(*one) for one in versions_of(areas)]))
    lies.append(_table(Dataset.LIES, [_lie(one) for one in areas if one.since is not None]))
    for dataset, tables in ((Dataset.PLACES, rows), (Dataset.LIES, lies)):
        with offered(columns.connection, "places_now", pa.concat_tables(tables)):
            yield from _written(columns, lake, Slot(dataset.value), "SELECT * FROM places_now")


def _table(dataset: Dataset, rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=SHAPES[dataset].columns)


def _version(area: Seat, first: date, last: date | None) -> dict[str, object]:
    told = {name: getattr(area, name) for name in _TOLD}
    return {
        "place_id": area.place_id, "from": first, "to": last, "tier": Tier.AREA.value,
        "code": area.code, "name": area.name, "kind": PlaceKind.RESIDENTIAL_GROUP.value, "path": area.path,
        "parent": area.commune, **told,
    }  # fmt: skip


def _lie(area: Seat) -> dict[str, object]:
    return {
        "place_id": area.place_id, "told_from": FIRST_DAY, "told_to": NEW_MAP, "since": NEW_MAP,
        "until": None, "heir": area.place_id, "path": area.now, "share": 1, "area": area.place_id,
        "commune": area.commune_now, "district": None, "province": area.province_now,
    }  # fmt: skip
