"""What a run found, as frozen values; `to_plain` is the documented shape of the JSON file."""

from dataclasses import asdict, dataclass, field
from typing import Any

from binhyen.workshop.rules.quantiles import Spread


@dataclass(frozen=True, slots=True)
class Seeded:
    """What the database holds, counted after seeding."""

    communes: int
    units: int
    rounds: int
    dossiers: int
    answers: int
    revisions: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """One page at one number of clients; `ratio` is its middle over that of the yardstick, asked in turn with it."""

    clients: int
    spread: Spread
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A page: its times, size and queries.

    Without timings, `missing` says that the page is not there, or `failed` what it answered instead.
    """

    name: str
    role: str
    url: str = ""
    missing: str = ""
    failed: str = ""
    timings: tuple[Timing, ...] = ()
    bytes: int = 0
    queries: int = 0
    sql_ms: float = 0.0
    full_scans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulk:
    """Many rows at once, in this process, beside bare statements over as many rows."""

    name: str
    rows: int = 0
    seconds: float = 0.0
    yardstick: str = ""
    yardstick_seconds: float = 0.0
    ratio: float | None = None
    queries: int = 0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """Peak resident memory in MB: the largest worker of the server, and this process after its bulk work."""

    worker_mb: float
    bench_mb: float


@dataclass(frozen=True, slots=True)
class Run:
    """One database's results."""

    database: str
    seeded: Seeded
    yardstick: str
    bare_list_ms: float
    pages: tuple[Measured, ...]
    bulk: tuple[Bulk, ...]
    memory: Memory


@dataclass(frozen=True, slots=True)
class Report:
    """All runs of one command, on one machine."""

    machine: str
    load: tuple[float, float]
    """Before and after."""
    day: str
    aim_ms: float
    runs: tuple[Run, ...] = field(default=())


def to_plain(report: Report) -> dict[str, Any]:
    """Return a report as values that JSON can hold."""
    return asdict(report)
