"""Writes the locks: every package pinned to one version, without any registry's address.

`requirements.lock` holds what `pyproject.toml` asks for with the test extra; `requirements-spark.lock` what Spark needs
besides, which is large and wanted by tests and by nations alone. Resolved by pip's own dry run. No hashes: pip reports
only those of this machine's wheels, and the lock would then hold on no other processor or Python.
"""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ("setuptools>=75", "wheel")
HEADER = "# Written by scripts/lock.py (make lock).\n"


def main() -> None:
    """Resolve in a fresh environment, so that what is installed here does not matter."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [Path(folder) / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "-q", "-U", "pip"], check=True)
        lines = resolved(pip, "test", Path(folder) / "report.json")
        both = resolved(pip, "test,spark", Path(folder) / "report.json")
    written(ROOT / "requirements.lock", lines)
    written(ROOT / "requirements-spark.lock", [line for line in both if line not in lines])


def resolved(pip: list[Path | str], extras: str, report: Path) -> list[str]:
    """Return the pins of the project with some extras."""
    wanted = [f"{ROOT}[{extras}]", *BUILD]
    command = [*pip, "install", "-q", "--dry-run", "--ignore-installed", "--report", report, *wanted]
    subprocess.run(command, check=True)
    found = json.loads(report.read_text(encoding="utf-8"))["install"]
    return sorted(filter(None, map(line_of, found)), key=str.lower)


def written(path: Path, lines: list[str]) -> None:
    """Write a lock."""
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(lines)} packages pinned\n")


def line_of(item: dict[str, dict[str, object]]) -> str:
    """Return `name==version`; nothing for the project itself."""
    metadata = item["metadata"]
    if metadata["name"] == "binhyen":
        return ""
    return f"{metadata['name']}=={metadata['version']}\n"


if __name__ == "__main__":
    main()
