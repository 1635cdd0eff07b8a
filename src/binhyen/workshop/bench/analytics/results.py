"""What a run of the bench of analytics found, as frozen values: the documented shape of the JSON file."""

from dataclasses import dataclass

from binhyen.workshop.rules.quantiles import Spread


@dataclass(frozen=True, slots=True)
class Times:
    """One side at one question, in milliseconds; of cold ones the middle. `missing` says why there are none."""

    side: str
    warm: Spread | None = None
    cold: float | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question by every side. `wrong` names sides whose numbers are not those of the lake."""

    name: str
    rows: int
    times: tuple[Times, ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """How long it took to make, or to make anew: seconds, rows, megabytes on the disk."""

    name: str
    seconds: float
    rows: int = 0
    megabytes: float = 0.0

    @property
    def per_second(self) -> float:
        """Rows a second."""
        return round(self.rows / self.seconds, 1) if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Visible:
    """From an acknowledged save to the answer that holds it, in milliseconds; whether every answer did."""

    times: Spread
    seen: bool


@dataclass(frozen=True, slots=True)
class AnalyticsRun:
    """One run. Memory is the largest that this process, and a worker of the server, ever had, in MB."""

    database: str
    beside: str
    """Which PostgreSQL the wide table stands in; empty where none was compared."""
    values: int
    reports: int
    contested: int
    """Figures that no column decides: they go through the rule itself."""
    answers: tuple[Answered, ...]
    built: tuple[Built, ...]
    visible: Visible | None
    """The answer by another process than the one that saved: by the measure in the bench's own."""
    visible_http: Visible | None
    """The answer over HTTP, by whichever worker."""
    bench_mb: float
    worker_mb: float
    seconds: float
