"""What a province settles for its round: readings the text leaves open, how the council votes, and the year's days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.model import EngineOptions, Pooling


class Ballot(StrEnum):
    """How the council votes."""

    NAMED = "named"
    SECRET = "secret"  # noqa: S105 - a ballot, no password


@dataclass(frozen=True, slots=True)
class Share:
    """An exact fraction: 2/3 of those present."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 < self.numerator <= self.denominator:
            raise Refused(_bad_share(f"{self.numerator}/{self.denominator}"))

    @property
    def fraction(self) -> Fraction:
        """The share as a number."""
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """Settings of a round. `submit_by` and `decide_by` hold a day for each kind; none means no day is set.

    The circular names no vote, threshold or submission day that was seen (TT 124/2021, Đ9 not at hand): these are the
    province's, and pages say so.
    """

    registration_by: date
    submit_by: Mapping[str, date] = field(default_factory=dict)
    decide_by: Mapping[str, date] = field(default_factory=dict)
    pooling: Pooling = Pooling.ALL
    council_required: bool = False
    ballot: Ballot = Ballot.NAMED
    quorum: Share = Share(2, 3)
    threshold: Share = Share(2, 3)
    threshold_base: str = "present"
    appeal_days: int = 30

    @property
    def engine(self) -> EngineOptions:
        """The readings that the engine takes."""
        return EngineOptions(pooling=self.pooling)


def default_settings(year: int) -> RoundSettings:
    """Return settings that claim no more than is known.

    Registration ends with the first quarter (TT 124/2021 Đ4.1, Đ5.1, Đ6.1); decisions before 20 and 30 November are
    the days of QĐ 510 (Đ11.3), a default; submission days are practice.
    """
    areas, others = ("residential_area",), ("commune", "agency", "enterprise", "school")
    submit = {**dict.fromkeys(areas, date(year, 11, 10)), **dict.fromkeys(others, date(year, 11, 20))}
    decide = {**dict.fromkeys(areas, date(year, 11, 19)), **dict.fromkeys(others, date(year, 11, 29))}
    return RoundSettings(date(year, 3, 31), submit, decide)


def to_plain(settings: RoundSettings) -> dict[str, object]:
    """Return settings as values that JSON can hold."""
    return {
        "registration_by": settings.registration_by.isoformat(),
        "submit_by": {kind: day.isoformat() for kind, day in settings.submit_by.items()},
        "decide_by": {kind: day.isoformat() for kind, day in settings.decide_by.items()},
        "pooling": settings.pooling.value,
        "council_required": settings.council_required,
        "ballot": settings.ballot.value,
        "quorum": [settings.quorum.numerator, settings.quorum.denominator],
        "threshold": [settings.threshold.numerator, settings.threshold.denominator],
        "threshold_base": settings.threshold_base,
        "appeal_days": settings.appeal_days,
    }


def from_plain(plain: Mapping[str, Any]) -> RoundSettings:
    """Read settings back from JSON."""
    return RoundSettings(
        registration_by=date.fromisoformat(plain["registration_by"]),
        submit_by={kind: date.fromisoformat(day) for kind, day in plain["submit_by"].items()},
        decide_by={kind: date.fromisoformat(day) for kind, day in plain["decide_by"].items()},
        pooling=Pooling(plain["pooling"]),
        council_required=plain["council_required"],
        ballot=Ballot(plain["ballot"]),
        quorum=Share(*plain["quorum"]),
        threshold=Share(*plain["threshold"]),
        threshold_base=plain["threshold_base"],
        appeal_days=plain["appeal_days"],
    )


def _bad_share(share: str) -> Finding:
    message = gettext_noop("“%(share)s” is no share: it lies above zero and is at most one.")
    return Finding("recognition.bad_share", message, params={"share": share})
