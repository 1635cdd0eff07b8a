"""Checks the project, then serves the demonstration on 127.0.0.1:8000 until it is interrupted."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "127.0.0.1:8000"
PATIENCE = ("--timeout", "300")
"""An import of a million values takes half a minute or more; gunicorn would end its worker after 30 seconds."""


def main() -> None:
    """Refuse to start on a failed check; then become gunicorn."""
    gunicorn = ROOT / ".venv" / "bin" / "gunicorn"
    os.chdir(ROOT)
    (ROOT / "var" / "demo" / "static").mkdir(parents=True, exist_ok=True)  # whitenoise looks for it
    checked = subprocess.run([ROOT / ".venv" / "bin" / "binhyen", "check"], check=False)
    if checked.returncode:
        sys.exit(checked.returncode)
    os.execv(
        gunicorn,
        [
            str(gunicorn),
            "binhyen.config.wsgi",
            "--bind",
            ADDRESS,
            "--workers",
            "2",
            *PATIENCE,
            "--log-level",
            "warning",
        ],
    )


if __name__ == "__main__":
    main()
