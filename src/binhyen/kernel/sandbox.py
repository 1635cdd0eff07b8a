"""Runs one of our own modules on somebody's file in a process that may use little and is ended when it takes more."""

import contextlib
import fcntl
import os
import select
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable
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


class LimitedLines:
    """One of our modules that answers line after line in a limited process: many small files for one start.

    A process that dies, hangs or answers too much is ended, and a new one goes on. The line that it failed on is asked
    once more where others were answered before, since they may have used up what it may take; a line that a fresh
    process fails on is answered with None. After `lifetime` answers a process is begun anew.
    """

    def __init__(self, module: str, limits: SandboxLimits | None = None, lifetime: int = 500) -> None:
        self._module, self._limits, self._lifetime = module, limits or SandboxLimits(), lifetime
        self._process: subprocess.Popen[bytes] | None = None
        self._answered = 0
        self._buffer = b""

    def answers(self, questions: Iterable[str]) -> Generator[bytes | None, None, None]:
        """Yield the answer of each line, in order. Questions are asked a few ahead, so that both sides work."""
        waiting: deque[str] = deque()
        coming = iter(questions)
        try:
            while True:
                for question in coming:
                    waiting.append(question)
                    self._ask([question], waiting)
                    if len(waiting) >= _AHEAD or sum(map(len, waiting)) >= _AHEAD_SIGNS:
                        break
                if not waiting:
                    return
                answer = self._answer()
                if answer is None and self._answered:
                    answer = self._again(waiting)
                waiting.popleft()
                yield answer
                self._after(answer, waiting)
        finally:
            self.end()

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process, self._buffer, self._answered = None, b"", 0

    def _again(self, waiting: Iterable[str]) -> bytes | None:
        """Ask what waits in a fresh process, and wait for the first answer."""
        self.end()
        self._ask(waiting, ())
        return self._answer()

    def _after(self, answer: bytes | None, waiting: Iterable[str]) -> None:
        """Begin a new process where the old one failed or answered enough; what waits is asked again."""
        self._answered += 1
        if answer is None or self._answered >= self._lifetime:
            self.end()
            self._ask(waiting, ())

    def _ask(self, questions: Iterable[str], waiting: Iterable[str]) -> None:
        """Write lines; a new process gets everything that waits."""
        if self._process is None:
            self._process = _started([str(SOURCE), self._module], self._limits)
            questions = waiting or questions
        pipe = self._process.stdin
        try:
            for question in questions:
                if pipe is not None:
                    pipe.write(question.encode() + b"\n")
                    pipe.flush()
        except OSError:
            return

    def _answer(self) -> bytes | None:
        """Wait for one line; None when the process ends, takes too long, or says too much."""
        process = self._process
        if process is None or process.stdout is None:
            return None
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([process.stdout], [], [], self._limits.wall)
            piece = os.read(process.stdout.fileno(), _PIECE) if ready else b""
            if not piece or len(self._buffer) > self._limits.largest:
                return None
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line


_AHEAD, _AHEAD_SIGNS = 64, 16_000
"""Lines, and their signs, that are asked before they are answered: less than a pipe holds, so that nobody waits."""
_PIECE, _PIPE = 256 * 1024, 1024 * 1024


def _started(words: list[str], limits: SandboxLimits) -> "subprocess.Popen[bytes]":
    numbers = [str(limits.memory), str(limits.processor), str(limits.largest)]
    command = [sys.executable, "-I", "-c", _MODULE, *numbers, *words]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter; what it runs is named by our code
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8"},
        cwd="/",
    )
    if process.stdout is not None:
        _widen(process.stdout.fileno())
    return process


def _widen(pipe: int) -> None:
    """Let a pipe hold more answers, so that the process goes on while they are looked at; where that can't be, fine."""
    with contextlib.suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
