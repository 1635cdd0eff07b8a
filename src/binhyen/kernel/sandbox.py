"""Runs one of our own modules on somebody's file in a process that may use little and is ended when it takes more."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
_BOOT = """
import resource, runpy, sys
source, module, memory, seconds, largest = sys.argv[1:6]
resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.path.insert(0, source)
sys.argv = [module, *sys.argv[6:]]
runpy.run_module(module, run_name="__main__")
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
    bounds = limits or SandboxLimits()
    numbers = (str(bounds.memory), str(bounds.processor), str(bounds.largest))
    command = [sys.executable, "-I", "-c", _BOOT, str(SOURCE), module, *numbers, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, capture_output=True, timeout=bounds.wall, check=True, env={"LANG": "C.UTF-8"}, cwd="/"
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return done.stdout
