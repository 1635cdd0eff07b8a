"""The `binhyen` command: Django's commands under the project's name, with `verify-audit` for `verify_audit`."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

ENV_FILE = "binhyen.env"


def main() -> None:
    """Run one command. Settings come from the environment, then from `binhyen.env` beside the working folder."""
    read_env_file(Path(os.environ.get("BINHYEN_ENV_FILE", ENV_FILE)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.config.settings")
    argv = list(sys.argv)
    if len(argv) > 1 and not argv[1].startswith("-"):
        argv[1] = argv[1].replace("-", "_")
    execute_from_command_line(argv)


def read_env_file(path: Path) -> None:
    """Read `NAME=value` lines; what the environment already says wins. A missing file is no file."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
