"""Files of the lake: a manifest says which of them count; it is replaced in one step, so a crash leaves the old lake.

What the manifest does not name is rubbish. One process writes at a time; a lock that dies with its holder says which.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from binhyen.analytics.lake.engine import scan, write_parquet
from binhyen.analytics.lake.feed import Watermark
from binhyen.analytics.lake.schema import SCHEMA, SHAPES, TABLES, Dataset
from binhyen.analytics.lake.traits import Early, Traits, all_of, traits_of
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

_MANIFEST = "manifest.json"
_LOCK = "lock"
BUILDING = "building"
"""Where a rebuild keeps what it has read, so that it can go on."""
_GRACE = 600
"""Seconds for which a file stays that no longer counts: a question may still be reading it."""
Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A Parquet file by its path below the lake. `year` is that of its rows, where files have one."""

    path: str
    rows: int
    size: int
    year: int | None = None
    traits: Traits | None = None
    """Of figures."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What changed after the base was written: a file a table, and the leaves for which they stand."""

    files: Mapping[str, File] = field(default_factory=dict)
    leaves: Mapping[Dataset, frozenset[Key]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many leaves it stands for."""
        return sum(len(one) for one in self.leaves.values())


@dataclass(frozen=True, slots=True)
class Source:
    """An extract that a lake was joined of: of which provinces, by code; who made and signed it, as of when."""

    provinces: tuple[str, ...]
    instance: str
    as_of: str
    signed_by: str
    digest: str
    """SHA-256 of its manifest."""
    years: tuple[int, ...]
    """The years of reports to which it was narrowed; none: all."""
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files count, and up to where they hold what the database says."""

    watermark: Watermark
    newest: date
    """The last day on which the map changed, as far as `…_now` knows."""
    base: Mapping[str, tuple[File, ...]] = field(default_factory=dict)
    segment: Segment = Segment()
    number: int = 1
    """How many manifests there were."""
    retired: tuple[tuple[str, float], ...] = ()
    """Files that counted until an instant, for those who still read them."""
    sources: tuple[Source, ...] = ()
    """The extracts that it was joined of; a lake of this instance's own database has none."""

    def files(self) -> Iterator[File]:
        """Return everything that counts."""
        for listed in self.base.values():
            yield from listed
        yield from self.segment.files.values()

    def traits(self, table: str, first: int, last: int) -> Traits:
        """Return the traits of a table's figures of some years, rather too many."""
        segment = self.segment.files.get(table)
        files = [*self.base.get(table, ()), *([segment] if segment else [])]
        asked = [one for one in files if one.year is None or first <= one.year <= last]
        return all_of(one.traits for one in asked if one.traits)

    def early(self) -> Early:
        """Return how early figures of each year were told."""
        listed = [(one.year or 0, one.traits.early) for one in self.files() if one.traits]
        return tuple(sorted({of: max(days for other, days in listed if other == of) for of, _ in listed}.items()))


def manifest_of(lake: Path) -> Manifest | None:
    """Read which files count; None where there is no lake. Refused for what can't be read or is of another schema."""
    try:
        content = (lake / _MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        data = json.loads(content)
        if data["schema"] != SCHEMA:
            raise Refused(_other_schema(data["schema"]))
        return _manifest(data)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Refused(damaged(_MANIFEST)) from fault


def is_joined(lake: Path) -> bool:
    """Tell whether a lake was joined of extracts, of whatever schema it is."""
    try:
        return bool(json.loads((lake / _MANIFEST).read_text(encoding="utf-8")).get("sources"))
    except (OSError, ValueError, AttributeError):
        return False


def mark_of(lake: Path) -> tuple[int, int, int] | None:
    """Return what tells one manifest from another without reading it."""
    try:
        found = (lake / _MANIFEST).stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def check_files(lake: Path, manifest: Manifest) -> None:
    """Refuse, naming the file, where one is missing or is not as long as it was written."""
    for one in manifest.files():
        try:
            size = (lake / one.path).stat().st_size
        except FileNotFoundError:
            raise Refused(_missing(one.path)) from None
        if size != one.size:
            raise Refused(damaged(one.path))


def put_manifest(lake: Path, manifest: Manifest) -> None:
    """Let a manifest count from now on, in one step that a crash can't halve."""
    content = json.dumps(_plain(manifest), ensure_ascii=False, separators=(",", ":"))
    draft = lake / f"{_MANIFEST}.{uuid4().hex[:8]}"
    with draft.open("w", encoding="utf-8") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(lake / _MANIFEST)
    _sync_folder(lake)


def succeed(old: Manifest, new: Manifest) -> Manifest:
    """Return the next manifest after an old one: files that no longer count are retired, not yet removed."""
    now = time.time()
    gone = {one.path for one in old.files()} - {one.path for one in new.files()}
    kept = [one for one in old.retired if one[1] > now - _GRACE]
    retired = (*kept, *((path, now) for path in sorted(gone)))
    return replace(new, number=old.number + 1, retired=retired)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a file is to hold: rows of a table, of one year where the table is parted by years."""

    table: str
    year: int | None = None
    segment: bool = False

    @property
    def folder(self) -> Path:
        """The folder in which such files lie."""
        if self.segment:
            return Path("segments")
        dataset = TABLES[self.table]
        basis = self.table.removeprefix(f"{dataset}_")
        parts = [
            dataset.value,
            f"basis={basis}" if basis != self.table else "",
            f"year={self.year}" if self.year else "",
        ]
        return Path(*filter(None, parts))


def write_file(connection: duckdb.DuckDBPyConnection, lake: Path, slot: Slot, select: str) -> File | None:
    """Write rows to a new file, all of it on the disk before anybody names it; None where there are none."""
    path = slot.folder / f"{uuid4().hex}.parquet"
    (lake / path).parent.mkdir(parents=True, exist_ok=True)
    rows = write_parquet(connection, select, SHAPES[TABLES[slot.table]].order, lake / path)
    if not rows:
        (lake / path).unlink(missing_ok=True)
        return None
    with (lake / path).open("rb") as opened:
        os.fsync(opened.fileno())
    _sync_folder((lake / path).parent)
    traits = traits_of(connection, scan([lake / path])) if TABLES[slot.table] is Dataset.FIGURES else None
    return File(path.as_posix(), rows, (lake / path).stat().st_size, slot.year, traits)


def sweep(lake: Path, manifest: Manifest | None) -> int:
    """Remove what no longer counts and nobody can be reading any more; return how many files. The writer's alone.

    What no manifest ever named was left behind by a writer that died, and nobody knows of it.
    """
    now = time.time()
    kept = {one.path for one in manifest.files()} if manifest else set()
    kept |= {path for path, since in manifest.retired if since > now - _GRACE} if manifest else set()
    unread = lake.glob(f"{BUILDING}/**/*")
    found = {*lake.rglob("*.parquet"), *lake.glob(f"{_MANIFEST}.*")} - set(unread)
    rubbish = [path for path in found if path.relative_to(lake).as_posix() not in kept]
    for path in rubbish:
        path.unlink(missing_ok=True)
    return len(rubbish)


@contextmanager
def writing(lake: Path, *, wait: float = 0) -> Iterator[None]:
    """Be the one who writes, waiting some seconds for another. Refused as `analytics.lake_busy` while it writes on."""
    lake.mkdir(parents=True, exist_ok=True)
    with (lake / _LOCK).open("a") as opened:
        ends = time.monotonic() + wait
        while not _locked(opened.fileno()):
            if time.monotonic() >= ends:
                raise Refused(_busy())
            time.sleep(0.05)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# ------------------------------------------------------------------ as JSON


def _plain(manifest: Manifest) -> Mapping[str, object]:
    mark = manifest.watermark
    return {
        "schema": SCHEMA,
        "number": manifest.number,
        "watermark": {"database": mark.database, "seen": mark.seen, "last": mark.last},
        "newest": manifest.newest.isoformat(),
        "base": {table: [_plain_file(one) for one in files] for table, files in manifest.base.items()},
        "segment": {
            "files": {table: _plain_file(one) for table, one in manifest.segment.files.items()},
            "leaves": {one.value: sorted(keys) for one, keys in manifest.segment.leaves.items()},
        },
        "retired": [list(one) for one in manifest.retired],
        "sources": [asdict(one) for one in manifest.sources],
    }


def _plain_file(one: File) -> Sequence[object]:
    return [one.path, one.rows, one.size, one.year, _plain_traits(one.traits) if one.traits else None]


def _plain_traits(one: Traits) -> Sequence[object]:
    return [sorted(one.chained), sorted(one.near), sorted(one.covering), one.early]


def _file(path: str, rows: int, size: int, of_year: int | None, traits: Any) -> File:  # noqa: ANN401 - what JSON gives
    if traits is None:
        return File(path, rows, size, of_year)
    chained, near, covering, early = traits
    known = Traits(frozenset(chained), frozenset(near), frozenset(covering), int(early))
    return File(path, rows, size, of_year, known)


def _manifest(data: Any) -> Manifest:  # noqa: ANN401 - what JSON gives
    segment = data["segment"]
    return Manifest(
        Watermark(**data["watermark"]),
        date.fromisoformat(data["newest"]),
        {table: tuple(_file(*one) for one in files) for table, files in data["base"].items()},
        Segment(
            {table: _file(*one) for table, one in segment["files"].items()},
            {Dataset(one): frozenset(map(tuple, keys)) for one, keys in segment["leaves"].items()},
        ),
        data["number"],
        tuple((path, since) for path, since in data["retired"]),
        tuple(_source(one) for one in data.get("sources", ())),
    )


def _source(data: Any) -> Source:  # noqa: ANN401 - what JSON gives
    lists = {name: tuple(data[name]) for name in ("provinces", "years", "files")}
    return Source(**(data | lists))


# ------------------------------------------------------------------ what is wrong


def missing_lake() -> Finding:
    """Say that there is no lake."""
    message = gettext_noop(
        "The copy that boards ask has not been made yet. Ask whoever operates this system to make it; "
        "reports can be read meanwhile."
    )
    return Finding("analytics.lake_missing", message, where="lake")


def whole_map() -> Finding:
    """Say that the map changed for everybody."""
    message = gettext_noop(
        "The map of the country was loaded anew, and boards wait until their copy is made anew. Ask "
        "whoever operates this system; reports can be read meanwhile."
    )
    return Finding("analytics.lake_other_map", message, where="lake")


def _busy() -> Finding:
    message = gettext_noop("Another process is writing the lake. Wait until it is done, then try again.")
    return Finding("analytics.lake_busy", message, where="lake")


def _missing(path: str) -> Finding:
    message = gettext_noop(
        "The copy that boards ask lacks the file %(path)s. Ask whoever operates this system to make the "
        "copy anew; reports and their figures are safe."
    )
    return Finding("analytics.lake_file_missing", message, params={"path": path}, where=path)


def damaged(path: str) -> Finding:
    """Say that a file can't be read, or is not as long as it was written."""
    message = gettext_noop(
        "The copy that boards ask has a damaged file, %(path)s. Ask whoever operates this system to make "
        "the copy anew; reports and their figures are safe."
    )
    return Finding("analytics.lake_damaged", message, params={"path": path}, where=path)


def _other_schema(found: object) -> Finding:
    message = gettext_noop(
        "The copy that boards ask is of schema %(found)s, this version reads schema %(known)s. Ask "
        "whoever operates this system to make the copy anew; reports can be read meanwhile."
    )
    return Finding("analytics.lake_other_schema", message, params={"found": str(found), "known": SCHEMA}, where="lake")
