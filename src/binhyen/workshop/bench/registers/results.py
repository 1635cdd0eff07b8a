"""What a run of the bench of registers found, as frozen values."""

from dataclasses import dataclass

from binhyen.workshop.bench.results import Measured


@dataclass(frozen=True, slots=True)
class Writing:
    """Entries written through the action, beside bare INSERTs of as many rows into the log."""

    name: str
    rows: int
    seconds: float
    per_second: float
    yardstick: str
    yardstick_seconds: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Counting:
    """A number counted from the ledger, in this process: milliseconds, lines behind it, beside the bare COUNT."""

    name: str
    value: str
    lines: int
    milliseconds: float
    yardstick_ms: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class RegistersRun:
    """One database's results."""

    database: str
    schemes: int
    events: int
    tallies: int
    yardstick: str
    pages: tuple[Measured, ...]
    writing: tuple[Writing, ...]
    counting: tuple[Counting, ...]
    wrong: tuple[str, ...]
    seconds: float
