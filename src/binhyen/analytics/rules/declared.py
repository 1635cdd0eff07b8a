"""What a measure says of itself: what it counts, on which basis, how it adds up, what it may be split by."""

from dataclasses import dataclass
from enum import StrEnum

from binhyen.reports.rules.totals import Basis


class Takes(StrEnum):
    """Of which indicators a measure may be asked."""

    ALL = "all"
    SHARES = "shares"
    STOCKS = "stocks"
    ADDED = "added"
    """Those that are added over places."""
    SCORED = "scored"
    """Those that may rank places or be a target."""
    NONE = "none"
    """It is not about indicators."""


@dataclass(frozen=True, slots=True)
class AddsUp:
    """How answers for parts make the answer for the whole; each a marked sentence."""

    places: str
    periods: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """A measure as pages and documentation name it. Sentences are marked, and translated by pages."""

    code: str
    name: str
    about: str
    """What is counted, and where it errs."""
    unit: str
    source: str
    """Which rule or decision it follows."""
    bases: tuple[Basis, ...]
    """On which bases it may be asked; empty for what no receiving office accepts (registers, rounds)."""
    adds_up: AddsUp
    takes: Takes = Takes.ALL
    splits: bool = False
    """Whether it may be split by the indicators' own dimensions."""
    whole_years: bool = False
    """Whether it answers for whole years alone."""
    maps: bool = False
    """Whether it may be asked on a later map."""
    looks_back: bool = False
    """Whether it asks about periods of the year before as well."""
