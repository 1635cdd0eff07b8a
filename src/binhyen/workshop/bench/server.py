"""The server as it is deployed: gunicorn with two sync workers on a free loopback port; its memory from /proc."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2
PATIENCE = 300
"""Seconds after which a worker that has not answered is ended, as in `scripts/serve.py`: an import may take long."""
_PATIENCE = 60.0
_KB = 1024


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int
    master: int

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        found = Path(f"/proc/{self.master}/task/{self.master}/children")
        return [int(word) for word in found.read_text(encoding="ascii").split()]

    def peak_mb(self) -> float:
        """Return the largest resident memory that a worker ever had."""
        return max((peak_mb(worker) for worker in self.workers()), default=0.0)


def peak_mb(process: int) -> float:
    """Return the largest resident memory that a process ever had, in MB (VmHWM); 0 where /proc does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        return 0.0
    lines = status.read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / _KB for line in lines if line.startswith("VmHWM:")), 0.0)


def cpu_seconds(process: int) -> float:
    """Return the processor time that a process took so far; 0 for one that is gone."""
    try:
        words = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(log: Path) -> Iterator[Server]:
    """Run the server in this process's environment until the block ends."""
    port = _free_port()
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(_command(port), stdout=written, stderr=written, env=dict(os.environ))  # noqa: S603 - our own words
        try:
            _await_answer(port, process, log)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE)


def _command(port: int) -> list[str]:
    gunicorn = [sys.executable, "-m", "gunicorn", "binhyen.config.wsgi", "--bind", f"127.0.0.1:{port}"]
    return [*gunicorn, "--workers", str(WORKERS), "--timeout", str(PATIENCE), "--log-level", "warning"]


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _await_answer(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/tai-khoan/dang-nhap/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    msg = f"the server did not start:\n{log.read_text(encoding='utf-8')[-2_000:]}"
    raise RuntimeError(msg)
