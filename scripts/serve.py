"""Serves the demonstration on 127.0.0.1:8000 until it is interrupted."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "127.0.0.1:8000"


def main() -> None:
    """Become gunicorn."""
    gunicorn = ROOT / ".venv" / "bin" / "gunicorn"
    os.chdir(ROOT)
    os.execv(
        gunicorn,
        [str(gunicorn), "binhyen.config.wsgi", "--bind", ADDRESS, "--workers", "2", "--log-level", "warning"],
    )


if __name__ == "__main__":
    main()
