"""The committed layers of the country's map: their rows, their provenance, and how they are read."""

import csv
import gzip
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

import yaml

from binhyen.places.rules.kinds import PlaceKind

FOLDER = Path(__file__).resolve().parents[1] / "packs"
MAP_FILE = "map-2025-07-01.csv.gz"
POSITIONS_FILE = "positions-2025-07-01.csv.gz"
"""From vietnamadminunits 1.0.4 (MIT), which took them from the state's map of the merged units; of its older units only
geocoded points are there, whose terms allow no copy, so those are not used."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of one layer: official code, kind, proper name, code of the unit above, resolution."""

    code: str
    kind: PlaceKind
    name: str
    parent: str
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """An old unit and a unit of 1 July 2025 that took it in, wholly or in a part that is not known."""

    old: str
    new: str
    whole: bool


@dataclass(frozen=True, slots=True)
class PositionRow:
    """The middle of a unit of 1 July 2025, in degrees as they are written."""

    code: str
    lat: str
    lon: str


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned package that a layer was read from."""

    layer: str
    name: str
    version: str
    file: str
    sha256: str
    licence: str
    as_of: date

    @property
    def source(self) -> str:
        """Name and version, as versions of places cite it."""
        return f"{self.name} {self.version}"


def packages() -> tuple[Package, ...]:
    """Return the pinned packages in the order of their layers."""
    written = yaml.safe_load((FOLDER / "packages.yaml").read_text(encoding="utf-8"))
    return tuple(Package(**row) for row in written["packages"])


def layer_file(layer: str) -> Path:
    """Return where a layer is kept."""
    return FOLDER / f"{layer}.csv.gz"


def read_layer(layer: str) -> tuple[UnitRow, ...]:
    """Read the units of a layer."""
    return tuple(
        UnitRow(row["code"], PlaceKind(row["kind"]), row["name"], row["parent"], row["instrument"])
        for row in _read(layer_file(layer))
    )


def read_map() -> tuple[MapRow, ...]:
    """Read which unit of 30 June 2025 became part of which on 1 July 2025."""
    return tuple(MapRow(row["old"], row["new"], row["whole"] == "1") for row in _read(FOLDER / MAP_FILE))


def read_positions() -> tuple[PositionRow, ...]:
    """Read where the middle of each unit of 1 July 2025 is."""
    return tuple(PositionRow(row["code"], row["lat"], row["lon"]) for row in _read(FOLDER / POSITIONS_FILE))


def pack_rows(rows: Iterable[UnitRow] | Iterable[MapRow]) -> bytes:
    """Return rows as compressed CSV; the same rows give the same bytes on any day."""
    listed = sorted(rows, key=astuple)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(listed[0])])
    for row in listed:
        writer.writerow([int(value) if isinstance(value, bool) else value for value in astuple(row)])
    return gzip.compress(text.getvalue().encode(), mtime=0)


def _read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
