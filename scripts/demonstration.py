"""Builds the demonstration where it is not built yet: settings, database, places, the years, the documents, the lake.

Run twice, it does the work once: what was built carries a fingerprint of what it was built from. A half-built or
outdated demonstration is built anew. Needs the environment that `make` prepares.
"""

import hashlib
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "var" / "demo"
BUILT = DEMO / "built-from"
ENV_FILE = ROOT / "binhyen.env"
COMMAND = ROOT / ".venv" / "bin" / "binhyen"
SOURCES = (
    "places/packs",
    "indicators",
    "reports",
    "recognition",
    "registers",
    "support",
    "plans",
    "schemes",
    "forces",
    "campaigns",
    "programmes",
    "awards",
    "narrative",
    "analytics",
    "workshop",
    "units",
    "accounts",
    "documents",
    "files",
    "audit",
)


def main() -> None:
    """Build what is missing and say where it stands."""
    write_settings()
    wanted = fingerprint()
    if BUILT.is_file() and BUILT.read_text(encoding="utf-8") == wanted:
        binhyen("demonstration", "--accounts")
        return
    start = time.monotonic()
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    binhyen("migrate", "--verbosity", "0")
    binhyen("load-places")
    binhyen("demonstration", "--play")
    binhyen("signals", "--verbosity", "0")
    binhyen("lake", "rebuild", "--verbosity", "0")
    BUILT.write_text(wanted, encoding="utf-8")
    binhyen("demonstration", "--accounts")
    sys.stdout.write(f"Đã dựng bản minh họa trong {time.monotonic() - start:.0f} giây.\n")


def write_settings() -> None:
    """Write `binhyen.env` once; a file that is there stays as it is."""
    if ENV_FILE.exists():
        return
    lines = (
        "# Bản minh họa. Xóa tệp này và chạy lại `make demo` để dựng lại.",
        "BINHYEN_DEMONSTRATION=True",
        f"BINHYEN_SECRET_KEY={secrets.token_urlsafe(48)}",
        "BINHYEN_VAR_DIR=var/demo",
        "DATABASE_URL=sqlite:///var/demo/binhyen.sqlite3",
    )
    ENV_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fingerprint() -> str:
    """Hash the sources that decide what the demonstration holds."""
    digest = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((ROOT / "src" / "binhyen" / folder).rglob("*")):
            if path.suffix in {".py", ".yaml", ".gz", ".csv", ".json", ".typ"} and "static" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def binhyen(*words: str) -> None:
    """Run one command of the project; stop with its exit code when it fails."""
    done = subprocess.run([COMMAND, *words], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
