"""What a province settles for its round: readings the text leaves open, how the council votes, and the year's days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from binhyen.kernel.calendars import WorkCalendar
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.recognition.rules.deadlines import deadline, vietnam
from binhyen.recognition.rules.model import EngineOptions, MonthDay, Pack, Pooling
from binhyen.recognition.rules.opening import choose
from binhyen.recognition.rules.shelf import RECOGNITION, pack_named

_END_OF_QUARTER = MonthDay(3, 31)
_UNITS = ("commune", "agency", "enterprise", "school")
_KINDS = ("residential_area", *_UNITS)
_SUBMIT_BY = {"residential_area": MonthDay(11, 10), **dict.fromkeys(_UNITS, MonthDay(11, 20))}
"""What offices do, in no text that was seen."""


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

    Registration and decisions end on the days of the pack's deadlines for each kind: the first quarter's last day is
    the law's (TT 124/2021 Đ4.1, Đ5.1, Đ6.1) and stays; the days of decision are those of QĐ 510 (Đ11.3), taken over by
    inference, and fall on the next working day. A pack that names no day leaves none. Submission days are practice, in
    no text that was seen: the province's own, on working days.
    """
    calendar = vietnam()
    packs = {kind: choose([pack_named(code) for code in RECOGNITION], kind, year, _last_day(year)) for kind in _KINDS}
    submit = {kind: calendar.next_working(day.of(year)) for kind, day in _SUBMIT_BY.items()}
    registered = _days("register", year, packs, calendar).values()
    decided = _days("decide", year, packs, calendar)
    return RoundSettings(max(registered, default=_END_OF_QUARTER.of(year)), submit, decided)


def _days(step: str, year: int, packs: Mapping[str, Pack | None], calendar: WorkCalendar) -> dict[str, date]:
    found = {kind: deadline(pack, step, kind, year, calendar) for kind, pack in packs.items() if pack is not None}
    return {kind: one.due for kind, one in found.items() if one is not None}


def _last_day(year: int) -> date:
    """Return the last day of the year's last window: amendments of that day hold."""
    return date(year, 11, 15)


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
