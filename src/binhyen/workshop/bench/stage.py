"""Databases of the bench's own, and the processes that measure them: the configured database is never touched."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

import binhyen
from binhyen.workshop.bench.plan import DAY

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_SCRIPT = "scripts/postgres.sh"
_CONFIGURED = "BENCH_DATABASE_URL"
_MARK = "BINHYEN_BENCH_FOLDER"


class NoDatabaseError(Exception):
    """A database that was asked for can't be had here."""


def folder_for(database: str) -> Path:
    """Return an empty folder below `var/bench`."""
    found = Path(settings.VAR_DIR) / "bench" / database
    shutil.rmtree(found, ignore_errors=True)
    (found / "static").mkdir(parents=True)
    return found


@contextmanager
def database_url(database: str, folder: Path) -> Iterator[str]:
    """Return the address of an empty database; a private PostgreSQL ends with the block."""
    if database == SQLITE:
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
    elif os.environ.get(_CONFIGURED):
        yield os.environ[_CONFIGURED]
    else:
        with _private_cluster() as url:
            yield url


@contextmanager
def _private_cluster() -> Iterator[str]:
    """Start PostgreSQL in a folder that its owner can reach; it writes to disk as in production."""
    script = Path(settings.BASE_DIR) / _SCRIPT
    home = Path(tempfile.mkdtemp(prefix="binhyen-bench-"))
    words = ["bash", str(script)]
    try:
        started = subprocess.run(  # noqa: S603 - our own script
            [*words, "start", str(home / "pg")],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "BINHYEN_PG_FSYNC": "on"},
        )
        if started.returncode:
            raise NoDatabaseError(started.stderr.strip()[-300:] or f"{_SCRIPT} did not start")
        yield started.stdout.strip().splitlines()[-1]
    finally:
        subprocess.run([*words, "stop", str(home / "pg")], check=False, capture_output=True)  # noqa: S603 - our own script
        shutil.rmtree(home, ignore_errors=True)


def environment(url: str, folder: Path) -> dict[str, str]:
    """Return the settings of the measuring processes: own database, own files, the day that stands still."""
    source = str(Path(binhyen.__file__).resolve().parents[1])
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("BINHYEN_")},
        "DJANGO_SETTINGS_MODULE": "binhyen.config.settings",
        "PYTHONPATH": os.pathsep.join([source, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        "DATABASE_URL": url,
        "BINHYEN_ENV_FILE": os.devnull,
        "BINHYEN_VAR_DIR": str(folder),
        _MARK: str(folder),
        "BINHYEN_SECRET_KEY": secrets.token_urlsafe(48),
        "BINHYEN_DEMONSTRATION": "True",
        "BINHYEN_DEMONSTRATION_DAY": DAY.isoformat(),
        "BINHYEN_IDLE_MINUTES": "600",
        "BINHYEN_BEHIND_PROXY": "True",
    }


def is_own_child() -> bool:
    """Tell whether this process was started by `run_apart`, on a database that was made for it."""
    return os.environ.get(_MARK) == str(settings.VAR_DIR)


def run_apart(folder: Path, url: str, words: Sequence[str]) -> Mapping[str, Any]:
    """Migrate, load the map, seed and measure in processes of their own, and return what they found.

    `words` are the bench and its options as the command line takes them.
    """
    env = environment(url, folder)
    found = folder / "run.json"
    inside = ["bench", *words, "--inside", str(found)]
    for step in (["migrate", "--verbosity", "0"], ["load_places", "--verbosity", "0"], inside):
        command = [sys.executable, "-m", "django", *step]
        done = subprocess.run(command, env=env, check=False)  # noqa: S603 - our own words
        if done.returncode:
            msg = f"{step[0]} ended with {done.returncode}; see {folder}"
            raise NoDatabaseError(msg)
    return dict(json.loads(found.read_text(encoding="utf-8")))
