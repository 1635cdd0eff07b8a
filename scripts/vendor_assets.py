"""Refreshes the vendored npm files from pinned versions, checked against their integrity hashes; needs npm only then.

A new version: change it here, run with --trust to print the new hashes, write them down, run again, commit.
"""

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src" / "binhyen" / "ui" / "static" / "ui" / "vendor"


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned npm package and the files kept of it."""

    name: str
    version: str
    integrity: str
    folder: str
    files: tuple[str, ...]


PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        "htmx",
        ("dist/htmx.min.js", "LICENSE"),
    ),
    Package(
        "bootstrap",
        "5.3.9",
        "sha512-20cU0rcfw8WdxtVbmfU+xT2EjvVTw9Ror/h1Qvd7DXCujRg8OO9mdBCsmTHdJFf3BuadmBNJtgIuUXsBqSkk/w==",
        "bootstrap",
        ("dist/css/bootstrap.min.css", "LICENSE"),
    ),
)


def fetch(package: Package, into: Path) -> bytes:
    spec = f"{package.name}@{package.version}"
    packed = subprocess.run(["npm", "pack", "--silent", spec], cwd=into, check=True, capture_output=True, text=True)
    return (into / packed.stdout.strip().splitlines()[-1]).read_bytes()


def integrity(archive: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()


def unpack(package: Package, archive: Path) -> None:
    target = VENDOR / package.folder
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as opened:
        for name in package.files:
            found = opened.extractfile(f"package/{name}")
            if found is None:
                sys.exit(f"{package.name}: no file {name}")
            lines = found.read().decode().splitlines(keepends=True)
            kept = [line for line in lines if "# sourceMappingURL=" not in line]  # the map is not vendored
            (target / Path(name).name).write_text("".join(kept))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            archive = fetch(package, Path(folder))
            found = integrity(archive)
            if found != package.integrity and "--trust" not in sys.argv:
                sys.exit(f"{package.name} {package.version}: {found} is not the expected {package.integrity}")
            path = Path(folder) / package.folder
            path.write_bytes(archive)
            unpack(package, path)
            print(package.name, package.version, found)


if __name__ == "__main__":
    main()
