"""Writing the lake: all of it anew, what changed as a segment, and segments into the base.

Each writes new files first and then one manifest. Whoever is killed between leaves the lake that was there.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from binhyen.analytics.lake.bases import BASES, columns_of, resolved
from binhyen.analytics.lake.engine import NO_ROOM, connect, offered, room_or_refusal, scan
from binhyen.analytics.lake.feed import Watermark, changed_since, watermark
from binhyen.analytics.lake.figures import OF_BOTH, figures_in_parts
from binhyen.analytics.lake.files import (
    BUILDING,
    File,
    Key,
    Manifest,
    Segment,
    Slot,
    is_joined,
    manifest_of,
    put_manifest,
    succeed,
    sweep,
    write_file,
    writing,
)
from binhyen.analytics.lake.gathering import Gathering, write_by_indicator
from binhyen.analytics.lake.reading import (
    CHUNK_OF_ROWS,
    changing_places,
    in_chunks,
    read_dossiers,
    read_heads,
    read_lies,
    read_past_results,
    read_places,
    read_tallies,
)
from binhyen.analytics.lake.schema import SCHEMA, SHAPES, TABLES, Dataset
from binhyen.analytics.lake.standing import Ground
from binhyen.analytics.lake.tail import Tail
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.parts import in_parts
from binhyen.places.models import PlaceVersion
from binhyen.recognition.models import Dossier, PastResult
from binhyen.registers.models import Tally
from binhyen.reports.models import Collection, Report

Watch = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""
_RESOLVED_AT_ONCE = 500_000


def unwatched(_step: str, _done: int, _total: int) -> None:
    """Nobody looks at the progress."""


@contextmanager
def _alone(lake: Path, wait: float) -> Iterator[None]:
    """Be the one who writes; where there is no room, leave as much of it as there was."""
    with writing(lake, wait=wait):
        try:
            with room_or_refusal():
                yield
        except Refused as refusal:
            if refusal.code == NO_ROOM:
                shutil.rmtree(lake / BUILDING, ignore_errors=True)
                with suppress(Refused):
                    sweep(lake, manifest_of(lake))
            raise


# ------------------------------------------------------------------ what changed


def refresh(tail: Tail, *, wait: float = 0) -> int:
    """Write what changed since the base into one segment; return how many leaves it stands for.

    Refused while another process writes, and where there is no room.
    """
    with tail.lock, _alone(tail.lake, wait):
        tail.catch_up()
        if not tail.size and tail.watermark == tail.manifest.watermark:
            return tail.manifest.segment.size
        segment = _segment(tail)
        _count(tail, replace(tail.manifest, segment=segment))
        return segment.size


def _segment(tail: Tail) -> Segment:
    old, leaves = tail.manifest.segment, _all_leaves(tail)
    files: dict[str, File] = {}
    for table, dataset in TABLES.items():
        if not tail.own.get(dataset):
            kept = old.files.get(table)
        else:
            kept = write_file(tail.connection, tail.lake, Slot(table, segment=True), tail.changed(table))
        if kept is not None:
            files[table] = kept
    return Segment(files, leaves)


def _all_leaves(tail: Tail) -> dict[Dataset, frozenset[Key]]:
    held = tail.manifest.segment.leaves
    return {one: held.get(one, frozenset()) | tail.own.get(one, set()) for one in {*held, *tail.own}}


def compact(tail: Tail, *, watch: Watch = unwatched, wait: float = 0) -> int:
    """Write segment and tail into the base, of each table the years that changed; return how many files were written.

    Refused while another process writes, and where there is no room.
    """
    with tail.lock, _alone(tail.lake, wait):
        tail.catch_up()
        changed = _all_leaves(tail)
        slots = [slot for table in TABLES for slot in _slots(table, changed.get(TABLES[table], frozenset()))]
        base = {table: list(files) for table, files in tail.manifest.base.items()}
        for done, slot in enumerate(slots):
            watch("compact", done, len(slots))
            _rewrite(tail, slot, base)
        _count(tail, replace(tail.manifest, base={t: tuple(f) for t, f in base.items() if f}, segment=Segment()))
        watch("compact", len(slots), len(slots))
        return len(slots)


def _slots(table: str, leaves: Iterable[Key]) -> list[Slot]:
    if not SHAPES[TABLES[table]].by_year:
        return [Slot(table)] if leaves else []
    return [Slot(table, year) for year in sorted({year for _, year in leaves})]


def _rewrite(tail: Tail, slot: Slot, base: dict[str, list[File]]) -> None:
    of_year = "" if slot.year is None else f" WHERE year = {slot.year}"
    select = f"SELECT * FROM ({tail.select(slot.table)}){of_year}"
    if slot.table in BASES:
        made = list(write_by_indicator(tail.connection, tail.lake, slot, select))
    else:
        made = [one for one in [write_file(tail.connection, tail.lake, slot, select)] if one]
    base[slot.table] = [*(one for one in base.get(slot.table, ()) if one.year != slot.year), *made]


def _count(tail: Tail, new: Manifest) -> None:
    """Let a new manifest count from now on."""
    old = tail.manifest
    put_manifest(tail.lake, succeed(old, replace(new, watermark=tail.watermark, newest=tail.ground.newest)))
    tail.forget()
    sweep(tail.lake, manifest_of(tail.lake))


# ------------------------------------------------------------------ everything


@dataclass(slots=True)
class _Build:
    """A rebuild under way: where it stands, and what it has read already lies in files."""

    lake: Path
    watermark: Watermark
    ground: Ground
    connection: duckdb.DuckDBPyConnection
    watch: Watch

    @property
    def folder(self) -> Path:
        return self.lake / BUILDING

    def raw(self, table: str, year: int, province: int) -> Path:
        return self.folder / f"{table}-{year}-{province}.parquet"


def rebuild(lake: Path, *, watch: Watch = unwatched, anew: bool = False, wait: float = 0) -> Manifest:
    """Make the lake of everything that the database holds; the old one answers until the new one is whole.

    One that was interrupted goes on after the provinces and years that it had read, unless it is to begin `anew`.
    What is saved meanwhile comes with the next question. Refused while another process writes, without room, and where
    the lake was joined of extracts.
    """
    with _alone(lake, wait):
        if is_joined(lake):
            raise Refused(_joined())
        build = _begun(lake, watch, anew=anew)
        _read_reports(build)
        base = dict(_parted(build)) | dict(_others(build))
        made = Manifest(build.watermark, build.ground.newest, base)
        made = succeed(_old(lake) or replace(made, base={}), made)
        put_manifest(lake, made)
        build.connection.close()
        shutil.rmtree(build.folder, ignore_errors=True)
        sweep(lake, made)
        return made


def _joined() -> Finding:
    message = gettext_noop(
        "This lake was joined of extracts and is not made of this instance's database. Join the extracts again "
        "(binhyen join-extract), or set BINHYEN_LAKE_DIR to another folder."
    )
    return Finding("analytics.lake_joined", message, where="lake")


def _old(lake: Path) -> Manifest | None:
    try:
        return manifest_of(lake)
    except Refused:
        return None


def _begun(lake: Path, watch: Watch, *, anew: bool) -> _Build:
    mark = None if anew else _going_on(lake)
    ground = Ground()
    if mark is None:
        shutil.rmtree(lake / BUILDING, ignore_errors=True)
        (lake / BUILDING).mkdir(parents=True)
        mark = watermark()
        plain = {"schema": SCHEMA, "database": mark.database, "seen": mark.seen, "last": mark.last}
        (lake / BUILDING / "begun.json").write_text(json.dumps(plain), encoding="utf-8")
    return _Build(lake, mark, ground, connect(lake / "scratch"), watch)


def _going_on(lake: Path) -> Watermark | None:
    """Return the watermark of a rebuild that was interrupted, if what it read can still be used."""
    try:
        plain = json.loads((lake / BUILDING / "begun.json").read_text(encoding="utf-8"))
        mark = Watermark(plain["database"], plain["seen"], plain["last"])
        usable = plain["schema"] == SCHEMA and not changed_since(mark).whole_map
    except (OSError, ValueError, KeyError, Refused):
        return None
    return mark if usable else None


def _read_reports(build: _Build) -> None:
    """Read reports and figures, province by province and year by year, into files that an interruption leaves."""
    asked = Collection.objects.values_list("province_id", "period_end__year").distinct().order_by()
    steps = sorted({(year, province) for province, year in asked})
    for done, (year, province) in enumerate(steps):
        build.watch("read", done, len(steps))
        if not build.raw("figures", year, province).exists():
            reports = Report.objects.filter(collection__province_id=province, collection__period_end__year=year)
            heads = read_heads(reports, build.ground)
            _put(SHAPES[Dataset.REPORTS].columns, [heads.table()], build.raw("reports", year, province))
            _put(OF_BOTH, figures_in_parts(heads), build.raw("figures", year, province))
    build.watch("read", len(steps), len(steps))


def _put(columns: pa.Schema, tables: Iterable[pa.Table], path: Path) -> None:
    draft = path.with_suffix(".draft")
    with pq.ParquetWriter(draft, columns) as writer:
        for table in tables:
            writer.write_table(table)
    draft.replace(path)


def _parted(build: _Build) -> Iterator[tuple[str, tuple[File, ...]]]:
    """Write the tables that are parted by years."""
    read = {table: _by_year(build.folder, table) for table in ("reports", "figures")}
    done, total = 0, sum(len(years) for years in read.values()) + len(read["figures"])
    files: dict[str, list[File]] = {}
    for year, paths in read["reports"].items():
        build.watch("write", done, total)
        made = write_file(build.connection, build.lake, Slot("reports", year), f"SELECT * FROM {scan(paths)}")
        files.setdefault("reports", []).extend([made] if made else [])
        done += 1
    for year, paths in read["figures"].items():
        for table in BASES:
            build.watch("write", done, total)
            files.setdefault(table, []).extend(_figures_of(build, Slot(table, year), paths))
            done += 1
    build.watch("write", total, total)
    for table, listed in files.items():
        yield table, tuple(listed)


def _by_year(folder: Path, table: str) -> dict[int, list[Path]]:
    found: dict[int, list[Path]] = {}
    for path in sorted(folder.glob(f"{table}-*.parquet")):
        found.setdefault(int(path.stem.split("-")[1]), []).append(path)
    return found


def _figures_of(build: _Build, slot: Slot, paths: list[Path]) -> list[File]:
    """Resolve a year's figures, so many lands at once as memory takes, and write them sorted."""
    source, flag = scan(paths), BASES[slot.table]
    ((rows,),) = build.connection.execute(f"SELECT count(*) FROM {source} WHERE {flag}").fetchall()
    shares = 1 + rows // _RESOLVED_AT_ONCE
    gathering = Gathering(build.connection, build.folder / "resolved", slot)
    for share in range(shares):
        some = f"(SELECT * FROM {source} WHERE land % {shares} = {share})" if shares > 1 else source
        with resolved(build.connection, some, flag) as one:
            gathering.put(f"SELECT {columns_of(slot.table)} FROM {one}")
    return list(gathering.files(build.lake))


def _others(build: _Build) -> Iterator[tuple[str, tuple[File, ...]]]:
    """Write the tables that are no figures."""
    sources: dict[Dataset, Iterable[pa.Table]] = {
        Dataset.DOSSIERS: (read_dossiers(rows, build.ground) for rows in in_chunks(Dossier.objects.all())),
        Dataset.TALLIES: (read_tallies(rows, build.ground) for rows in in_chunks(Tally.objects.all())),
        Dataset.PAST_RESULTS: (read_past_results(rows, build.ground) for rows in in_chunks(PastResult.objects.all())),
        Dataset.PLACES: (read_places(rows, build.ground) for rows in in_chunks(PlaceVersion.objects.all())),
        Dataset.LIES: (read_lies(some, build.ground) for some in in_parts(sorted(changing_places()), CHUNK_OF_ROWS)),
    }
    for done, (dataset, tables) in enumerate(sources.items()):
        build.watch("others", done, len(sources))
        file = _file_of(build, dataset, tables)
        yield dataset.value, (file,) if file else ()
    build.watch("others", len(sources), len(sources))


def _file_of(build: _Build, dataset: Dataset, tables: Iterable[pa.Table]) -> File | None:
    with offered(build.connection, "shape_now", SHAPES[dataset].columns.empty_table()):
        build.connection.execute("CREATE OR REPLACE TABLE others_now AS FROM shape_now")
    for table in tables:
        with offered(build.connection, "rows_now", table):
            build.connection.execute("INSERT INTO others_now FROM rows_now")
    file = write_file(build.connection, build.lake, Slot(dataset.value), "SELECT * FROM others_now")
    build.connection.execute("DROP TABLE others_now")
    return file
