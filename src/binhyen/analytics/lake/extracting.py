"""Making an extract: the lake as it is, of a province or of all of it, sealed with this instance's key."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.conf import settings

from binhyen.analytics.lake.engine import room_or_refusal, text, write_parquet
from binhyen.analytics.lake.extracts import MANIFEST, SEAL, Extract, Part, map_of
from binhyen.analytics.lake.schema import SHAPES, TABLES, Dataset
from binhyen.analytics.lake.tail import Tail
from binhyen.documents.queries import signing_setting
from binhyen.documents.rules.signing import KeyWay, NoKey
from binhyen.documents.writers.seals import seal
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.places.rules.kinds import Tier

PACKED = ".zip"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be extracted: a province by its id on the newest map (None: everything), years (none: all)."""

    province: int | None = None
    years: tuple[int, ...] = ()


def write_extract(tail: Tail, wanted: Wanted, out: Path, *, at: datetime) -> Extract:
    """Write what a fresh tail shows to a folder, or to one file where `out` ends in .zip.

    Refused where there is something already, without a key, without room, and where nothing is there to extract.
    """
    if out.exists() and (out.is_file() or any(out.iterdir())):
        raise Refused(_there(out))
    if signing_setting().way == KeyWay.NONE:
        raise Refused(_no_key("–"))
    folder = out.with_name(f"{out.name}.draft")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        with room_or_refusal(), tail.lock:
            made = _Writing(tail, wanted, folder).extract(at)
            content = made.plain()
            (folder / MANIFEST).write_bytes(content)
            (folder / SEAL).write_bytes(_sealed(content, made, at))
            _put(folder, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return made


def _sealed(content: bytes, made: Extract, at: datetime) -> bytes:
    try:
        return seal(content, signing_setting().of_issuer(made.provinces[0]), at)
    except NoKey as fault:
        raise Refused(_no_key(str(fault)[:200])) from fault


def _put(folder: Path, out: Path) -> None:
    """Let the extract appear at once; packed files are packed already, so they are stored as they are."""
    if out.suffix != PACKED:
        folder.replace(out)
        return
    draft = out.with_name(f"{out.name}.packing")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, path.name)
    draft.replace(out)


@dataclass(frozen=True, slots=True)
class _Writing:
    """An extract that is being written."""

    tail: Tail
    wanted: Wanted
    folder: Path

    def extract(self, at: datetime) -> Extract:
        """Write the files and say what they are."""
        provinces = self._provinces()
        if not provinces:
            raise Refused(_nothing())
        files = tuple(self._files())
        mark, manifest = self.tail.watermark, self.tail.manifest
        return Extract(
            settings.PUBLIC_ADDRESS,
            provinces,
            self.wanted.province is None,
            self.wanted.years,
            at,
            max(manifest.newest, self.tail.ground.newest),
            map_of(),
            {"database": mark.database, "seen": mark.seen, "last": mark.last},
            files,
        )

    def _provinces(self) -> tuple[str, ...]:
        """Return the codes of the provinces of which something is extracted."""
        tables = [table for table in TABLES if TABLES[table] not in {Dataset.PLACES, Dataset.LIES}]
        here = " UNION ".join(f"SELECT DISTINCT province_now FROM ({self._select(table)})" for table in tables)
        rows = self.tail.connection.execute(
            f"""SELECT DISTINCT code FROM places WHERE tier = {text(Tier.PROVINCE)} AND "to" IS NULL
            AND place_id IN ({here}) ORDER BY 1"""
        ).fetchall()
        return tuple(code for (code,) in rows)

    def _files(self) -> Iterator[Part]:
        for table, dataset in TABLES.items():
            if not SHAPES[dataset].by_year:
                yield from self._file(table, None)
                continue
            for (year,) in self.tail.connection.execute(f"SELECT DISTINCT year FROM {table} ORDER BY 1").fetchall():
                if not self.wanted.years or year in self.wanted.years:
                    yield from self._file(table, year)

    def _file(self, table: str, year: int | None) -> Iterator[Part]:
        name = f"{table}-{year}.parquet" if year else f"{table}.parquet"
        of_year = f" WHERE year = {year}" if year else ""
        path, order = self.folder / name, SHAPES[TABLES[table]].order
        rows = write_parquet(self.tail.connection, f"SELECT * FROM ({self._select(table)}){of_year}", order, path)
        if rows:
            with path.open("rb") as opened:
                digest = file_digest(opened, "sha256").hexdigest()
            yield Part(name, table, rows, path.stat().st_size, digest, year)
        else:
            path.unlink()

    def _select(self, table: str) -> str:
        if self.wanted.province is None:
            return f"SELECT * FROM {table}"
        told = f"SELECT {self.wanted.province} UNION {self._before()}"
        if TABLES[table] is Dataset.PLACES:
            areas = f"SELECT place_id FROM places WHERE province IN ({told})"
            return f"SELECT * FROM places WHERE tier <> {text(Tier.AREA)} OR place_id IN ({areas})"
        if TABLES[table] is Dataset.LIES:
            return f"SELECT * FROM lies WHERE place_id IN (SELECT place_id FROM ({self._select('places')}))"
        return f"""SELECT * FROM {table}
            WHERE province_now = {self.wanted.province} OR (province_now IS NULL AND province IN ({told}))"""

    def _before(self) -> str:
        """Return a SELECT of provinces that are no more and became this one; of several heirs the first has them."""
        return f"""SELECT told.province FROM lies JOIN places AS told USING (place_id)
            WHERE lies.until IS NULL AND lies.province IS NOT NULL AND told.province NOT IN
                (SELECT place_id FROM places WHERE tier = {text(Tier.PROVINCE)} AND "to" IS NULL)
            GROUP BY told.province HAVING min(lies.province) = {self.wanted.province}"""


# ------------------------------------------------------------------ what is wrong


def _there(out: Path) -> Finding:
    message = gettext_noop("There is something at “%(path)s” already. Choose another path, so that none is lost.")
    return Finding("analytics.extract_there", message, params={"path": str(out)}, where="out")


def _nothing() -> Finding:
    message = gettext_noop("The lake holds nothing of this place. Choose the province of this instance.")
    return Finding("analytics.extract_empty", message, where="place")


def _no_key(why: str) -> Finding:
    message = gettext_noop(
        "An extract must be signed, and the key for signing cannot be used (%(why)s). Set BINHYEN_SIGNING and "
        "BINHYEN_SIGNING_KEY."
    )
    return Finding("analytics.extract_no_key", message, params={"why": why}, where="signing")
