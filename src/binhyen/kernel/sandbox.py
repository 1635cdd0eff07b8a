"""Runs one of our own modules on somebody's file in a process that may use little and is ended when it takes more."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
_LIMIT = """
import os, resource, runpy, sys
memory, seconds, largest = sys.argv[1:4]
resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
"""
_MODULE = f"""{_LIMIT}
sys.path.insert(0, sys.argv[4])
sys.argv = sys.argv[5:]
runpy.run_module(sys.argv[0], run_name="__main__")
"""
_PROGRAM = f"""{_LIMIT}
os.execv(sys.argv[4], sys.argv[4:])
"""


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """What the process may use: address space and largest file written (bytes), processor and wall time (seconds)."""

    memory: int = 1024 * 1024 * 1024
    largest: int = 128 * 1024 * 1024
    processor: int = 20
    wall: int = 40


def run_limited(module: str, *arguments: str, limits: SandboxLimits | None = None) -> bytes | None:
    """Run `python -I` on `module` with `arguments` and return what it printed; None when it failed in any way.

    Isolated mode: no environment, no user packages, no working folder on the path. Whoever asks must treat None as
    a no (fails closed).
    """
    return _run(_MODULE, [str(SOURCE), module, *arguments], limits or SandboxLimits())


def run_program_limited(program: str, *arguments: str, limits: SandboxLimits | None = None) -> bytes | None:
    """Run another program, given by its whole path, under the same limits; None when it failed in any way."""
    return _run(_PROGRAM, [program, *arguments], limits or SandboxLimits())


def _run(boot: str, words: list[str], limits: SandboxLimits) -> bytes | None:
    numbers = [str(limits.memory), str(limits.processor), str(limits.largest)]
    command = [sys.executable, "-I", "-c", boot, *numbers, *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter; what it runs is named by our code
            command, capture_output=True, timeout=limits.wall, check=True, env={"LANG": "C.UTF-8"}, cwd="/"
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return done.stdout
