"""What a run of the bench of reports found, as frozen values: the documented shape of the JSON file."""

from dataclasses import dataclass

from binhyen.workshop.rules.quantiles import Spread


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds before anything is measured."""

    communes: int
    reports: int
    figures: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Cpu:
    """Seconds of processor time that each side took while clients saved: what limits the rate."""

    server: float
    clients: float
    database: float | None
    """None where the database runs inside the server."""


@dataclass(frozen=True, slots=True)
class Saving:
    """Reports of 40 cells saved over HTTP. `yardsticks` are reports a second of the same rows, written barely."""

    clients: int
    reports: int
    seconds: float
    per_second: float
    times: Spread
    alone: Spread
    """One client at a time."""
    errors: tuple[str, ...]
    lost: tuple[str, ...]
    """What the database holds otherwise than was acknowledged; empty means that nothing is lost."""
    values: int
    """Values that were looked up again."""
    yardsticks: dict[str, float]
    queries: int
    cpu: Cpu
    worker_mb: float


@dataclass(frozen=True, slots=True)
class Importing:
    """Values imported: how many a second. The yardsticks write the same rows."""

    name: str
    values: int
    changed: int
    seconds: float
    per_second: float
    peak_mb: float | None = None
    """Largest memory of a worker of the server."""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Adding:
    """One question: from an acknowledged save to the total that holds it, with fewer and with all figures stored."""

    place: str
    period: str
    indicators: int
    figures: int
    """Figures that the total is made of."""
    stored: int
    """Figures in the table."""
    milliseconds: float
    bare: float
    """A bare SUM over the same figures, in milliseconds."""
    ratio: float | None
    over_http: float | None
    """The same over HTTP, in milliseconds, where one indicator is asked for."""
    seen: bool
    """Whether the very next total held what was saved."""


@dataclass(frozen=True, slots=True)
class Book:
    """A consolidated table as a workbook, beside the writer alone that writes the same cells from memory."""

    name: str
    cells: int = 0
    seconds: float = 0.0
    bare: float = 0.0
    ratio: float | None = None
    peak_mb: float = 0.0
    megabytes: float = 0.0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ReportsRun:
    """One database's results."""

    database: str
    stored: Stored
    adding: tuple[Adding, ...]
    saving: Saving
    importing: tuple[Importing, ...]
    books: tuple[Book, ...]
    seconds: float
    """How long the run took."""
