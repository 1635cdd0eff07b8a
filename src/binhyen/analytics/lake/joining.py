"""A ministry's lake: extracts of provinces, each believed before anything of it is read, joined under one manifest."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from binhyen.analytics.lake.engine import connect, name, offered, room_or_refusal, scan, text
from binhyen.analytics.lake.extracts import Extract, Opened, damaged, map_of, named_places, opened_extract
from binhyen.analytics.lake.feed import Watermark
from binhyen.analytics.lake.files import (
    BUILDING,
    File,
    Manifest,
    Slot,
    Source,
    manifest_of,
    put_manifest,
    succeed,
    sweep,
    write_file,
    writing,
)
from binhyen.analytics.lake.reading import changing_places, in_chunks, read_lies, read_places
from binhyen.analytics.lake.renumbering import FAR, Renumbered
from binhyen.analytics.lake.schema import TABLES, Dataset
from binhyen.analytics.lake.standing import Ground
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.parts import in_parts
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import Tier

_CHUNK = 20_000
_JOINED = Watermark("joined", "0")
_COUNTRY = "country"
"""Stands among the sources for the country's map, which comes from this instance."""
Files = Mapping[str, Sequence[File]]


@dataclass(frozen=True, slots=True)
class Joined:
    """What a lake is joined of, and which of it came now."""

    sources: tuple[Source, ...]
    came: tuple[Source, ...]


def join_extracts(paths: Iterable[Path], lake: Path, *, now: datetime) -> Joined:
    """Join extracts into a lake. All of them or none: the lake that was there answers until the new one is whole.

    A newer extract takes the place of an older one of the same provinces. Refused, naming the extract: what `opened`
    refuses, another map of the country, a province that came already, an older extract, fewer years than before; and
    a folder that holds this instance's own lake.
    """
    scratch = lake / BUILDING
    with writing(lake), room_or_refusal():
        old = manifest_of(lake)
        if old is not None and not old.sources:
            raise Refused(_own_lake())
        try:
            opened = [opened_extract(path, scratch / str(at), now=now) for at, path in enumerate(paths)]
            joining = _Joining(lake, old)
            for one in opened:
                joining.check(one.extract)
            came = tuple(joining.take(one) for one in opened)
            made = joining.manifest()
            put_manifest(lake, succeed(old or replace(made, base={}), made))
            sweep(lake, made)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return Joined(made.sources[1:], came)


class _Joining:
    """Files of sources, old ones that stay and new ones as they are written."""

    def __init__(self, lake: Path, old: Manifest | None) -> None:
        self.lake = lake
        self.map = map_of()
        self.newest = old.newest if old else Ground().newest
        self.base: dict[str, list[File]] = {table: list(files) for table, files in old.base.items()} if old else {}
        self.sources = [one for one in old.sources if one.instance != _COUNTRY] if old else []
        self.new: set[str] = set()
        self.connection = connect(lake / "scratch")

    def check(self, extract: Extract) -> None:
        """Refuse an extract that does not fit what is there and what came with it."""
        if extract.map != self.map:
            raise Refused(_other_map(extract))
        mine = set(extract.provinces)
        if mine & self.new:
            raise Refused(_twice(extract))
        self.new |= mine
        for source in self.sources:
            if mine & set(source.provinces):
                _check_follows(extract, source)

    def take(self, one: Opened) -> Source:
        """Write the files of an extract under numbers of this instance, in place of what was there of it."""
        extract = one.extract
        self.sources = [source for source in self.sources if set(source.provinces) != set(extract.provinces)]
        try:
            files = list(self._written(one))
        except (duckdb.Error, KeyError) as fault:
            if isinstance(fault, duckdb.IOException):
                raise
            raise Refused(damaged(extract.provinces[0])) from fault
        source = Source(
            extract.provinces, extract.instance, extract.as_of.isoformat(), one.signed_by, one.digest, extract.years,
            tuple(file.path for _, file in files),
        )  # fmt: skip
        self.sources.append(source)
        self.newest = max(self.newest, extract.newest)
        for table, file in files:
            self.base.setdefault(table, []).append(file)
        return source

    def _written(self, one: Opened) -> Iterator[tuple[str, File]]:
        named = {called: place for place, called in named_places().items()}
        numbers = Renumbered(self.connection, FAR * int(one.extract.provinces[0]), named)
        tables = dict.fromkeys(part.table for part in one.extract.files)
        for table in tables:
            paths = [one.folder / part.path for part in one.extract.files if part.table == table]
            self.connection.execute(f"CREATE OR REPLACE VIEW given_{table} AS FROM {scan(paths)}")
        numbers.learn(tables)
        for part in one.extract.files:
            select = numbers.select(part.table, _of_areas(part.table, one.folder / part.path))
            made = write_file(self.connection, self.lake, Slot(part.table, part.year), select)
            if made is not None:
                yield part.table, made

    def manifest(self) -> Manifest:
        """Return the manifest of everything, with the country's map as this instance knows it."""
        country = dict(self._country())
        source = Source((), _COUNTRY, "", "", self.map, (), tuple(one.path for one in country.values()))
        sources = (source, *sorted(self.sources, key=lambda one: one.provinces))
        kept = {path for one in sources for path in one.files}
        for table, file in country.items():
            self.base.setdefault(table, []).append(file)
        base = {table: tuple(one for one in files if one.path in kept) for table, files in self.base.items()}
        return Manifest(_JOINED, self.newest, {table: files for table, files in base.items() if files}, sources=sources)

    def _country(self) -> Iterator[tuple[str, File]]:
        ground = Ground()
        rows = PlaceVersion.objects.exclude(place__tier=Tier.AREA)
        yield from self._map(Dataset.PLACES, (read_places(some, ground) for some in in_chunks(rows)))
        areas = set(PlaceVersion.objects.filter(place__tier=Tier.AREA).values_list("place_id", flat=True))
        changing = sorted(changing_places() - areas)
        yield from self._map(Dataset.LIES, (read_lies(some, ground) for some in in_parts(changing, _CHUNK)))

    def _map(self, dataset: Dataset, tables: Iterable[pa.Table]) -> Iterator[tuple[str, File]]:
        listed = list(tables)
        if listed:
            with offered(self.connection, "map_now", pa.concat_tables(listed)):
                made = write_file(self.connection, self.lake, Slot(dataset.value), "FROM map_now")
            if made is not None:
                yield dataset.value, made


def _check_follows(extract: Extract, source: Source) -> None:
    """Refuse an extract that does not say everything, and newer, that another one of its provinces said."""
    if set(extract.provinces) != set(source.provinces):
        raise Refused(_twice(extract))
    if extract.as_of <= datetime.fromisoformat(source.as_of):
        raise Refused(_older(extract, source))
    if extract.years and (not source.years or set(source.years) - set(extract.years)):
        raise Refused(_narrower(extract))


def _of_areas(table: str, path: Path) -> str:
    """Return where a file's rows come from: of the map only residential areas, the rest is known here."""
    source = scan([path])
    if TABLES[table] not in {Dataset.PLACES, Dataset.LIES}:
        return source
    areas = f"SELECT {name('place_id')} FROM given_places WHERE tier = {text(Tier.AREA)}"
    return f"(SELECT * FROM {source} WHERE place_id IN ({areas}))"


# ------------------------------------------------------------------ what is wrong


def _said(code: str, message: str, extract: Extract, **params: str) -> Finding:
    listed = ", ".join(extract.provinces)
    return Finding(f"analytics.{code}", message, params={"provinces": listed} | params, where=listed)


def _own_lake() -> Finding:
    message = gettext_noop("This folder holds the lake of this instance. Choose another folder for extracts.")
    return Finding("analytics.join_into_own", message, where="into")


def _other_map(extract: Extract) -> Finding:
    message = gettext_noop(
        "The extract of %(provinces)s was made on another map of the country. Load the same map in both instances "
        "(binhyen load-places), then make the extract again."
    )
    return _said("extract_other_map", message, extract)


def _twice(extract: Extract) -> Finding:
    message = gettext_noop(
        "A province of %(provinces)s comes twice: in another extract that was given, or in one that was joined with "
        "other provinces. Join each province once."
    )
    return _said("extract_twice", message, extract)


def _older(extract: Extract, source: Source) -> Finding:
    message = gettext_noop("The extract of %(provinces)s is not newer than the one of %(day)s that was joined.")
    return _said("extract_older", message, extract, day=f"{datetime.fromisoformat(source.as_of):%d/%m/%Y %H:%M}")


def _narrower(extract: Extract) -> Finding:
    message = gettext_noop(
        "The extract of %(provinces)s leaves out years that were joined before. Make it without --years, or with all "
        "of them."
    )
    return _said("extract_narrower", message, extract)
