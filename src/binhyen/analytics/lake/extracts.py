"""Extracts: a province's lake as files that travel, with a manifest that says what they are and a seal over it."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from binhyen.analytics.lake.schema import SCHEMA, SHAPES, TABLES
from binhyen.documents.queries import trusted_certificates
from binhyen.documents.readers.signed import open_seal
from binhyen.documents.rules.opening import opening_findings
from binhyen.kernel.findings import Finding, Refused, refuse
from binhyen.kernel.marks import gettext_noop
from binhyen.places.models import PlaceVersion
from binhyen.places.rules.kinds import Tier

FORMAT = "binhyen.extract/1"
MANIFEST, SEAL = "manifest.json", "manifest.p7s"
_LARGEST = 16 * 1024 * 1024
_PATH = re.compile(r"[a-z_]+(-\d{4})?\.parquet")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of an extract, as its manifest names it."""

    path: str
    table: str
    rows: int
    size: int
    sha256: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extract says of itself. `map` is the hash of the country's map on which ids were given."""

    instance: str
    provinces: tuple[str, ...]
    """Codes of provinces on the newest map."""
    whole: bool
    """Nothing of the lake was left out because of its place."""
    years: tuple[int, ...]
    """The years of reports to which it was narrowed; none: all."""
    as_of: datetime
    newest: date
    map: str
    watermark: Mapping[str, str]
    files: tuple[Part, ...]

    def plain(self) -> bytes:
        """Return it as the bytes that are sealed."""
        data = {"format": FORMAT, "schema": SCHEMA} | asdict(self)
        data |= {"as_of": self.as_of.isoformat(), "newest": self.newest.isoformat()}
        return json.dumps(data, ensure_ascii=False, indent=1).encode()


class Opened(NamedTuple):
    """An extract that is believed: what it says, who signed it, and the folder in which its files lie."""

    extract: Extract
    folder: Path
    signed_by: str
    digest: str


def opened_extract(path: Path, scratch: Path, *, now: datetime) -> Opened:
    """Open a folder or a packed file. Files of a packed one are laid into `scratch`.

    Refused where the seal is not believed, where the extract is of another schema, and where a file is not as it was
    sealed.
    """
    try:
        if path.is_dir():
            content, seal = ((path / name).read_bytes() for name in (MANIFEST, SEAL))
            extract, signed_by = _believed(content, seal, now)
            folder = path
        else:
            with zipfile.ZipFile(path) as packed:
                content, seal = (_small(packed, name) for name in (MANIFEST, SEAL))
                extract, signed_by = _believed(content, seal, now)
                folder = _unpacked(packed, extract, scratch)
    except (OSError, KeyError, zipfile.BadZipFile) as fault:
        raise Refused(damaged(path.name)) from fault
    for one in extract.files:
        _check(folder / one.path, one)
    return Opened(extract, folder, signed_by, sha256(content).hexdigest())


def _small(packed: zipfile.ZipFile, name: str) -> bytes:
    if packed.getinfo(name).file_size > _LARGEST:
        raise Refused(damaged(name))
    return packed.read(name)


def _unpacked(packed: zipfile.ZipFile, extract: Extract, scratch: Path) -> Path:
    """Lay the files that the manifest names into a folder; what else is packed stays where it is."""
    scratch.mkdir(parents=True, exist_ok=True)
    for one in extract.files:
        if packed.getinfo(one.path).file_size != one.size:
            raise Refused(damaged(one.path))
        with packed.open(one.path) as source, (scratch / one.path).open("wb") as target:
            shutil.copyfileobj(source, target)
    return scratch


def _believed(content: bytes, seal: bytes, now: datetime) -> tuple[Extract, str]:
    """Return what a manifest says, once its seal is believed, and who sealed it."""
    file = open_seal(content, seal, now=now, trust=trusted_certificates())
    refuse(opening_findings(file, now=now))
    try:
        data = json.loads(content)
        if data["format"] != FORMAT or data["schema"] != SCHEMA:
            raise Refused(_other_schema(f"{data['format']}, {data['schema']}"))
        return _extract(data), file.signed_by
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Refused(damaged(MANIFEST)) from fault


def _extract(data: Mapping[str, Any]) -> Extract:
    files = tuple(Part(**one) for one in data["files"])
    for one in files:
        if not _PATH.fullmatch(one.path) or one.table not in TABLES:
            raise ValueError(one.path)
    return Extract(
        str(data["instance"]),
        tuple(data["provinces"]),
        bool(data["whole"]),
        tuple(data["years"]),
        datetime.fromisoformat(data["as_of"]),
        date.fromisoformat(data["newest"]),
        str(data["map"]),
        dict(data["watermark"]),
        files,
    )


def _check(path: Path, one: Part) -> None:
    """Refuse a file that is missing, is not as it was sealed, or has other columns."""
    try:
        with path.open("rb") as opened:
            same = path.stat().st_size == one.size and file_digest(opened, "sha256").hexdigest() == one.sha256
        if not same or not _same_columns(pq.read_schema(path), SHAPES[TABLES[one.table]].columns):
            raise Refused(damaged(one.path))
    except (OSError, pa.ArrowException) as fault:
        raise Refused(damaged(one.path)) from fault


def _same_columns(found: pa.Schema, wanted: pa.Schema) -> bool:
    kinds = zip(found.types, wanted.types, strict=False)
    return found.names == wanted.names and all(pa.types.is_list(had) or had == needed for had, needed in kinds)


# ------------------------------------------------------------------ the map on which ids were given


Named = tuple[str, str, str]
"""What a place above the residential areas is called in every instance: its tier, its first day and code."""


def named_places() -> dict[int, Named]:
    """Return the places of the country's map of this instance, by id."""
    found: dict[int, Named] = {}
    for place, tier, since, code in _country("place_id", "place__tier", "valid_from", "code"):
        found.setdefault(place, (tier, since.isoformat(), code))
    return found


def map_of() -> str:
    """Return a hash of the country's map, the same in every instance that loaded the same."""
    named = named_places()
    rows = _country("place_id", "valid_from", "valid_to", "code", "parent_id")
    lines = sorted(
        str((named[place], since, until, code, named.get(above))) for place, since, until, code, above in rows
    )
    return sha256("\n".join(lines).encode()).hexdigest()


def _country(*names: str) -> Iterator[tuple[Any, ...]]:
    rows = PlaceVersion.objects.exclude(place__tier=Tier.AREA).order_by("place_id", "valid_from")
    yield from rows.values_list(*names).iterator()


# ------------------------------------------------------------------ what is wrong


def damaged(path: str) -> Finding:
    """Say that a file of an extract is not as it was sealed."""
    message = gettext_noop(
        "%(path)s of the extract is missing, cut off or not as it was signed. Have the extract sent again."
    )
    return Finding("analytics.extract_damaged", message, params={"path": path}, where=path)


def _other_schema(found: str) -> Finding:
    message = gettext_noop(
        "The extract is of schema %(found)s, this version reads %(known)s. Let both instances run the same version, "
        "then make the extract again."
    )
    params = {"found": found, "known": f"{FORMAT}, {SCHEMA}"}
    return Finding("analytics.extract_other_schema", message, params=params, where=MANIFEST)
