"""Checks the project, then serves the demonstration on 127.0.0.1:8000 until it is interrupted."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "127.0.0.1:8000"
PATIENCE = "300"
"""Seconds: an import of a million values takes half a minute or more, and gunicorn would end its worker after 30."""


def main() -> None:
    """Refuse to start on a failed check; then become gunicorn."""
    gunicorn = ROOT / ".venv" / "bin" / "gunicorn"
    os.chdir(ROOT)
    (ROOT / "var" / "demo" / "static").mkdir(parents=True, exist_ok=True)  # whitenoise looks for it
    checked = subprocess.run([ROOT / ".venv" / "bin" / "binhyen", "check"], check=False)
    if checked.returncode:
        sys.exit(checked.returncode)
    served = ["--bind", ADDRESS, "--workers", "2", "--timeout", PATIENCE, "--log-level", "warning"]
    os.execv(gunicorn, [str(gunicorn), "binhyen.config.wsgi", *served])


if __name__ == "__main__":
    main()
