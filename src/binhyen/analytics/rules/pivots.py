"""What a pivot is asked: which axes lie across, which go down, over which periods. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.indicators.rules.forms import PeriodType
from binhyen.indicators.rules.windows import periods_in
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period

MOST_INDICATORS = 10
MOST_PERIODS = 40
MOST_ROWS = 1_000
"""More rows than this are told to be too many for a page; the files hold all of them."""
MOST_KNOWN = 200
"""Totals of more places and periods are not reckoned for an earlier day."""
KINDS = (PeriodType.MONTH, PeriodType.QUARTER, PeriodType.HALF, PeriodType.NINE_MONTHS, PeriodType.YEAR)
"""Types of periods that can be chosen."""


class Axis(StrEnum):
    """What rows or columns stand for; the words stand in addresses."""

    INDICATOR = "chi-tieu"
    PLACE = "noi"
    PERIOD = "ky"
    SPLIT = "tach"


class Below(StrEnum):
    """Which places are asked about: the chosen one alone, or those of a tier in it."""

    ITSELF = ""
    PROVINCES = "tinh"
    COMMUNES = "xa"
    AREAS = "khu"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the axes lie: columns stand for one, rows for the others in their order."""

    across: Axis = Axis.PERIOD
    down: tuple[Axis, ...] = (Axis.INDICATOR, Axis.PLACE, Axis.SPLIT)


def layout_of(across: str, down: Sequence[str]) -> Layout:
    """Read a layout: what is no axis is passed over, what is missing comes last."""
    known = [Axis(word) for word in dict.fromkeys(down) if word in set(Axis)]
    chosen = Axis(across) if across in set(Axis) else Axis.PERIOD
    rest = [one for one in Axis if one is not chosen]
    first = [one for one in known if one is not chosen]
    return Layout(chosen, (*first, *(one for one in rest if one not in first)))


def periods_of(kind: PeriodType, first: int, last: int, today: date) -> tuple[Period, ...]:
    """Return the periods of a type in years that have begun by a day, in order."""
    every = (one for year in range(first, last + 1) for one in periods_in(kind, year))
    return tuple(one for one in every if one.start <= today)


def findings(indicators: Sequence[str], periods: Sequence[Period], most: int = MOST_INDICATORS) -> list[Finding]:
    """Say what is too much for a page, and what is missing."""
    found = []
    if len(indicators) > most:
        message = gettext_noop("At most %(most)s indicators stand on one page; %(given)s were chosen.")
        params = {"most": most, "given": len(indicators)}
        found.append(Finding("analytics.too_many_indicators", message, params=params, where="indicators"))
    if len(periods) > MOST_PERIODS:
        message = gettext_noop("At most %(most)s periods stand on one page; choose fewer years or longer periods.")
        found.append(Finding("analytics.too_many_periods", message, params={"most": MOST_PERIODS}, where="periods"))
    if not periods:
        message = gettext_noop("No period of these years has begun. Choose earlier years.")
        found.append(Finding("analytics.no_period_begun", message, where="periods"))
    return found


def known_findings(totals: int) -> list[Finding]:
    """Say that too much is asked for as it was known on an earlier day, and how to narrow it."""
    if totals <= MOST_KNOWN:
        return []
    message = gettext_noop(
        "As it was known on an earlier day at most %(most)s totals (places × periods) are reckoned at once; this asks "
        "for %(given)s. Choose fewer years, longer periods, or a place further below."
    )
    params = {"most": MOST_KNOWN, "given": totals}
    return [Finding("analytics.too_much_known", message, params=params, where="biet")]
