"""The fresh end of the lake: what was committed since the files were written, read again, in the memory of a process.

A question sees views: base and segment without the leaves that changed since, and those leaves as they are now. Where
nothing changed a view is a bare scan.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from binhyen.analytics.lake.bases import BASES, both_resolved, columns_of, listed
from binhyen.analytics.lake.engine import connect, offered, scan
from binhyen.analytics.lake.feed import Changes, Watermark, changed_since
from binhyen.analytics.lake.figures import read_figures
from binhyen.analytics.lake.files import File, Key, Manifest, check_files, manifest_of, mark_of, missing_lake, whole_map
from binhyen.analytics.lake.reading import (
    Heads,
    Leaf,
    heads_of_leaves,
    leaves_of,
    leaves_of_places,
    read_dossiers,
    read_heads,
    read_lies,
    read_past_results,
    read_places,
    read_tallies,
)
from binhyen.analytics.lake.saves import put_saved
from binhyen.analytics.lake.schema import SHAPES, TABLES, Dataset
from binhyen.analytics.lake.standing import Ground, changed_with
from binhyen.analytics.lake.traits import Early, Traits, all_of, traits_of
from binhyen.kernel.findings import Refused
from binhyen.kernel.parts import in_parts
from binhyen.places.models import PlaceVersion
from binhyen.recognition.models import Dossier, PastResult
from binhyen.registers.models import Record, Tally
from binhyen.reports.models import Report

_FEW = 100
"""So many hidden lands stand in a condition; more are joined."""
_LEAVES_AT_ONCE = 1_000
_FEW_SAVES = 50
"""Of more reports the leaves are read anew, many at once."""


class Tail:
    """The lake of a folder with everything that was committed since, for one process. Threads may share it."""

    def __init__(self, lake: Path) -> None:
        self.lake = lake
        self.connection = connect(lake / "scratch")
        self.lock = threading.RLock()
        self._loaded: tuple[int, int, int] | None = None
        self._manifest: Manifest | None = None
        self._watermark: Watermark | None = None
        self._ground: Ground | None = None
        self.own: dict[Dataset, set[Key]] = {}
        """The leaves that the tail holds, by dataset."""
        self._traits = dict.fromkeys(BASES, Traits())
        self.map: Hashable = None
        """What the tables of the map hold; other content is another value."""
        for table, dataset in TABLES.items():
            self._make(f"tail_{table}", SHAPES[dataset].columns)

    @property
    def manifest(self) -> Manifest:
        """What the files hold."""
        if self._manifest is None:
            raise Refused(missing_lake())
        return self._manifest

    @property
    def watermark(self) -> Watermark:
        """Up to where the tail knows the database."""
        return self._watermark or self.manifest.watermark

    @property
    def ground(self) -> Ground:
        """The map, as it was when a place changed last."""
        if self._ground is None:
            self._ground = Ground()
        return self._ground

    def traits(self, table: str, first: int, last: int) -> Traits:
        """Return the traits of figures of some years, of all of which the tail holds some: rather too many."""
        return all_of([self.manifest.traits(table, first, last), self._traits[table]])

    @property
    def early(self) -> Early:
        """How early figures of each year were told."""
        own = max(one.early for one in self._traits.values())
        return (*self.manifest.early(), *(((0, own),) if own else ()))

    @property
    def size(self) -> int:
        """How many leaves it holds."""
        return sum(len(one) for one in self.own.values())

    def catch_up(self) -> bool:
        """Take in what was committed since; return whether anything was.

        Refused where there is no lake, where its files can't be read, and where it must be made anew.
        """
        with self.lock:
            if self._loaded is None or mark_of(self.lake) != self._loaded:
                self._load()
            changes = self._changes()
            if changes.whole_map:
                raise Refused(whole_map())
            if changes:
                with self._at_once():
                    self._take_in(changes)
            self._watermark = changes.watermark
            return bool(changes)

    def forget(self) -> None:
        """Begin again from the files with the next question."""
        with self.lock:
            self._loaded = None

    def _changes(self) -> Changes:
        """Return what changed; where the log was undone behind the tail (a transaction rolled back), from the files.

        Nothing changes behind a lake that was joined of extracts: it is not of this database.
        """
        if self.manifest.sources:
            return Changes(self.watermark)
        try:
            return changed_since(self.watermark)
        except Refused:
            if self._watermark is None:
                raise
            self._load()
            return changed_since(self.watermark)

    def _load(self) -> None:
        mark = mark_of(self.lake)
        manifest = manifest_of(self.lake)
        if manifest is None:
            raise Refused(missing_lake())
        check_files(self.lake, manifest)
        self._manifest, self._watermark, self._ground = manifest, None, None
        with self._at_once():
            for table in TABLES:
                self.connection.execute(f"DELETE FROM tail_{table}")
            self.own = {}
            self._traits = dict.fromkeys(BASES, Traits())
            self._show(TABLES)
            self.map = map_of(self.connection)
        self._loaded = mark

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Let questions of other threads see all of a change or nothing of it."""
        before = {dataset: set(leaves) for dataset, leaves in self.own.items()}, self._traits, self.map
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            self.own, self._traits, self.map = before
            raise
        self.connection.execute("COMMIT")

    # -------------------------------------------------------------- what changed

    def _take_in(self, changes: Changes) -> None:
        moved = changed_with(changes.places) if changes.places else set()
        if moved:
            self._ground = None
            self._take_places(moved)
        saved = changes.saved if len(changes.saved) <= _FEW_SAVES and not moved else frozenset()
        leaves = leaves_of(changes.reports - saved, self.ground) | leaves_of_places(moved, self.ground)
        for some in in_parts(leaves, _LEAVES_AT_ONCE):
            self._take_figures(some)
        self._take_saved(saved, leaves)
        self._take_dossiers(changes.dossiers | _ids_at(Dossier, moved))
        self._take_records(changes.records | _ids_at(Record, moved))

    def _take_places(self, moved: Collection[int]) -> None:
        rows = [read_places(PlaceVersion.objects.filter(place_id__in=one), self.ground) for one in in_parts(moved)]
        self._take(Dataset.PLACES, _single(moved), rows)
        self._take(Dataset.LIES, _single(moved), [read_lies(moved, self.ground)])
        self.map = map_of(self.connection)

    def _take_figures(self, leaves: Collection[Leaf]) -> None:
        heads = heads_of_leaves(leaves, self.ground)
        self._take(Dataset.REPORTS, leaves, [heads.table()])
        self._hide(Dataset.FIGURES, leaves)
        read = read_figures(heads)
        if read.num_rows:
            with offered(self.connection, "read_now", read), both_resolved(self.connection, "read_now") as found:
                for table, source in found.items():
                    self._add(table, source)
        self._show([*BASES])
        self._note_traits()

    def _take_saved(self, saved: Collection[int], known: Collection[Leaf]) -> None:
        """Take in what was saved in reports, of leaves that were not read anew; the rest of a leaf stays as it is."""
        heads = read_heads(Report.objects.filter(pk__in=saved), self.ground) if saved else Heads()
        new = heads.within(heads.leaves() - set(known))
        self._own(new.leaves())
        for one in new.each():
            put_saved(self.connection, one.table(), read_figures(one))
        if saved:
            self._note_traits()

    def _note_traits(self) -> None:
        self._traits = {table: traits_of(self.connection, f"tail_{table}") for table in BASES}

    def _own(self, leaves: Collection[Leaf]) -> None:
        """Hold leaves as the files have them, so that a part of them can be replaced."""
        fresh = set(leaves) - self.own.get(Dataset.FIGURES, set())
        tables = [*_tables_of(Dataset.REPORTS), *BASES]
        for land, year in fresh:
            for table in tables:
                self._add(table, f"(SELECT * FROM {table} WHERE land = {land} AND year = {year})")
        if fresh:
            self._hide(Dataset.REPORTS, fresh)
            self._hide(Dataset.FIGURES, fresh)
            self._show(tables)

    def _take_dossiers(self, ids: Collection[int]) -> None:
        rows = [read_dossiers(Dossier.objects.filter(pk__in=one), self.ground) for one in in_parts(ids)]
        self._take(Dataset.DOSSIERS, _single(ids), rows)

    def _take_records(self, ids: Collection[int]) -> None:
        tallies = [read_tallies(Tally.objects.filter(record_id__in=one), self.ground) for one in in_parts(ids)]
        results = [
            read_past_results(PastResult.objects.filter(record_id__in=one), self.ground) for one in in_parts(ids)
        ]
        self._take(Dataset.TALLIES, _single(ids), tallies)
        self._take(Dataset.PAST_RESULTS, _single(ids), results)

    def _take(self, dataset: Dataset, leaves: Collection[Key], tables: Sequence[pa.Table]) -> None:
        """Let rows stand for leaves, whatever was said of them before."""
        if not leaves:
            return
        self._hide(dataset, leaves)
        for table in tables:
            with offered(self.connection, "rows_now", table):
                self._add(dataset.value, "rows_now")
        self._show([dataset.value])

    def _hide(self, dataset: Dataset, leaves: Collection[Key]) -> None:
        """Take leaves out of the tail, and hide them in the files."""
        again = self.own.setdefault(dataset, set()) & set(leaves)
        self.own[dataset] |= set(leaves)
        if again:
            with offered(self.connection, "leaves_now", _keys(dataset, again)):
                for table in _tables_of(dataset):
                    self.connection.execute(
                        f"DELETE FROM tail_{table} WHERE ({listed(SHAPES[dataset].leaf)}) IN (FROM leaves_now)"
                    )

    def _add(self, table: str, source: str) -> None:
        columns = columns_of(table)
        self.connection.execute(f"INSERT INTO tail_{table} ({columns}) SELECT {columns} FROM {source}")

    # -------------------------------------------------------------- what a question sees

    def _show(self, tables: Iterable[str]) -> None:
        for table in tables:
            self.connection.execute(f"CREATE OR REPLACE VIEW {table} AS {self.select(table)}")

    def select(self, table: str) -> str:
        """Return the SELECT of a table as it is now: base and segment without what changed since, and that."""
        dataset = TABLES[table]
        own, held = self.own.get(dataset, set()), self.manifest.segment.leaves.get(dataset, frozenset())
        pieces = list(self._base(table, own | held))
        if own or not pieces or table in self.manifest.segment.files:
            pieces.append(self.changed(table))
        return " UNION ALL ".join(pieces)

    def changed(self, table: str) -> str:
        """Return the SELECT of what changed since the base was written."""
        dataset = TABLES[table]
        own, segment = self.own.get(dataset, set()), self.manifest.segment.files.get(table)
        before = [self._without(dataset, [segment], own, f"own_{dataset}")] if segment else []
        return " UNION ALL ".join([*before, f"SELECT * FROM tail_{table}"])

    def _base(self, table: str, hidden: Collection[Key]) -> Iterator[str]:
        """Yield scans of the base, one a year: a question about some years does not look at the files of others."""
        dataset = TABLES[table]
        files = self.manifest.base.get(table, ())
        if not SHAPES[dataset].by_year:
            if files:
                yield self._without(dataset, files, hidden, f"hidden_{dataset}")
            return
        lands: dict[int | None, set[Key]] = defaultdict(set)
        for land, of_year in hidden:
            lands[of_year].add((land,))
        for year in sorted({one.year for one in files}, key=str):
            some = [one for one in files if one.year == year]
            yield f"{self._year(some, lands[year], f'hidden_{dataset}_{year}')} WHERE year = {year}"

    def _year(self, files: Sequence[File], lands: Collection[Key], called: str) -> str:
        """Return the scan of a year without some lands."""
        if not lands:
            return self._scan(files)
        if len(lands) <= _FEW:
            few = ", ".join(str(one) for (one,) in sorted(lands))
            return f"SELECT * FROM ({self._scan(files)} WHERE land NOT IN ({few}))"
        return f"SELECT * FROM ({self._joined(files, pa.table({'land': [one for (one,) in lands]}), called)})"

    def _without(self, dataset: Dataset, files: Sequence[File], hidden: Collection[Key], called: str) -> str:
        return self._joined(files, _keys(dataset, hidden), called) if hidden else self._scan(files)

    def _joined(self, files: Sequence[File], keys: pa.Table, called: str) -> str:
        with offered(self.connection, "keys_now", keys):
            self.connection.execute(f"CREATE OR REPLACE TABLE {called} AS FROM keys_now")
        return f"{self._scan(files)} ANTI JOIN {called} USING ({listed(keys.column_names)})"

    def _scan(self, files: Sequence[File]) -> str:
        return f"SELECT * FROM {scan([self.lake / one.path for one in files])}"

    def _make(self, called: str, columns: pa.Schema) -> None:
        with offered(self.connection, "shape_now", columns.empty_table()):
            self.connection.execute(f"CREATE OR REPLACE TABLE {called} AS FROM shape_now")


def map_of(connection: duckdb.DuckDBPyConnection) -> Hashable:
    """Return what the tables of the map hold, in a word."""
    sums = "SELECT count(*), bit_xor(hash(one)), sum(hash(one) >> 32) FROM lies AS one"
    return connection.execute(sums).fetchall()[0]


def _keys(dataset: Dataset, leaves: Collection[Key]) -> pa.Table:
    shape = SHAPES[dataset]
    columns = zip(*leaves, strict=True) if leaves else ((),) * len(shape.leaf)
    fields = [shape.columns.field(one) for one in shape.leaf]
    return pa.table([pa.array(one, of.type) for one, of in zip(columns, fields, strict=True)], pa.schema(fields))


def _tables_of(dataset: Dataset) -> list[str]:
    return [table for table, one in TABLES.items() if one is dataset]


def _single(ids: Collection[int]) -> set[Key]:
    return {(one,) for one in ids}


def _ids_at(model: type[Dossier] | type[Record], places: Collection[int]) -> set[int]:
    found: set[int] = set()
    for part in in_parts(places):
        found |= set(model._default_manager.filter(place_id__in=part).values_list("pk", flat=True))  # noqa: SLF001 - documented
    return found
