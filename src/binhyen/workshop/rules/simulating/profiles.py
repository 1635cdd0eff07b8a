"""What an indicator's figures are like: how many where a thousand people live, how they vary, by month and by year.

No figure of a real place stands behind a profile: it is drawn from the seed within bounds that the kind sets.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Indicator, Kind, OverTime
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.periods import Period
from binhyen.workshop.rules.simulating.chance import drawn, normal_of, number

_MONTHS = 12
_DAYS_A_YEAR = 365.25
_MIDDLE_YEAR = 2025
_COARSE = 100_000
"""Money is told in hundred thousands of đồng."""
_LARGEST = 9 * 10**13
_BESIDE = {
    "attendance": 25.0, "leaflets": 40.0, "dissolved": 0.03, "new": 0.1, "members": 3.0, "success": 0.7,
    "valuable": 0.5, "cases": 0.5, "seized": 0.2, "villages": 0.3,
}  # fmt: skip
"""What the last word of a code says of how many there are beside others of its kind."""
FESTIVAL = 8
"""The movement's day is 19/8: its month and the one before are the busiest."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How the figures of one cell come about.

    `rate` is the mean for 1,000 people: of a flow in a month, of a stock at any time. `deviation` is what varies from
    period to period beside chance itself, `uneven` what varies from commune to commune; both as shares of the mean.
    """

    code: int
    """The cell's number in this nation."""
    rate: float
    deviation: float
    uneven: float
    trend: float
    """Growth in a year."""
    season: tuple[float, ...]
    """Twelve factors, one on average."""
    stock: bool
    part: float | None
    """Of a share: how much of the whole; None where there is no denominator."""
    percent: bool
    """A rate whose two numbers are not known."""
    step: int
    """Figures are multiples of this."""
    most: int

    def factor(self, period: Period) -> float:
        """Return what the mean of a period is beside that of an ordinary month; of a stock, beside the middle year."""
        growth = (1 + self.trend) ** (period.end.year - _MIDDLE_YEAR)
        if self.stock:
            return growth
        first, last = period.start.month, period.end.month
        return growth * sum(self.season[month - 1] for month in range(first, last + 1))

    def moment(self, period: Period, seed: int) -> int:
        """Return the number of the period for this cell: a stock stays through a quarter, mostly."""
        when = f"{period.end.year}-{(period.end.month - 1) // 3}" if self.stock else period.code
        return number(seed, "period", when)


def profile_of(seed: int, indicator: Indicator, cell: CellKey) -> Profile:
    """Draw the profile of a cell."""
    code = number(seed, "cell", cell)
    unit, spread, tilt, slope = (normal_of(number(seed, word, cell)) for word in ("rate", "spread", "tilt", "trend"))
    money = Kind.AMOUNT in indicator.kinds and indicator.unit.startswith("đồng")
    stock = indicator.over_time is not OverTime.SUM_OF_FLOWS
    return Profile(
        code=code,
        rate=_rate(unit, tilt, money=money, stock=stock) * _BESIDE.get(indicator.code.rsplit("_", 1)[-1], 1.0),
        deviation=0.02 if stock else 0.2 + 0.08 * abs(spread),
        uneven=min(0.5, 0.3 + 0.1 * abs(tilt)),
        trend=max(-0.15, min(0.15, 0.05 * slope)),
        season=_seasons(seed, cell),
        stock=stock,
        part=0.6 + 0.35 * (code % 1_000) / 1_000 if indicator.is_share else None,
        percent=indicator.kinds[0] is Kind.RATE,
        step=_COARSE if money else 1,
        most=int(min(indicator.most or Decimal(_LARGEST), Decimal(_LARGEST))),
    )


def _rate(unit: float, tilt: float, *, money: bool, stock: bool) -> float:
    """Return the mean for a thousand people: most indicators count rare things, a few count people."""
    if money:
        return 600_000 * math.exp(0.8 * unit)
    return min(80.0, (0.8 if stock else 0.25) * math.exp(1.2 * unit + 0.3 * tilt))


def _seasons(seed: int, cell: CellKey) -> tuple[float, ...]:
    """Return twelve factors: a wave with a height of its own, and the movement's months."""
    height = 0.05 + 0.2 * (number(seed, "season", cell) % 1_000) / 1_000
    wave = [
        1 + height * math.sin((month + number(seed, "phase", cell) % _MONTHS) * math.tau / _MONTHS)
        for month in range(_MONTHS)
    ]
    for month in (FESTIVAL - 1, FESTIVAL - 2):
        wave[month] *= 1.35
    middle = sum(wave) / _MONTHS
    return tuple(round(one / middle, 9) for one in wave)


def value_of(profile: Profile, place: int, people: int, period: Period, seed: int) -> tuple[int, int | None]:
    """Return what an honest place counts, and the whole that it is a part of where it is a share.

    `place` is the place's number in this nation. The columns of the bench do the same arithmetic in the same order.
    """
    mean = people / 1_000 * profile.rate * profile.factor(period)
    usual = 1 + profile.uneven * drawn(place, profile.code, 0).leaning
    mean = mean * usual * usual
    draw = drawn(place, profile.code, profile.moment(period, seed))
    lean = 1 + _spread(profile, mean) * draw.leaning
    found = min(math.floor(mean * lean * lean / profile.step + draw.rounding) * profile.step, profile.most)
    if profile.percent:
        return min(100, 60 + math.floor(40 * draw.rounding)), None
    if profile.part is None:
        return found, None
    return math.floor(found * min(1.0, profile.part + 0.15 * draw.leaning)), found


def _spread(profile: Profile, mean: float) -> float:
    """Return how much a value varies: its own deviation, and that of chance, which is large where little is counted."""
    if profile.stock:
        return profile.deviation
    return min(0.62, math.sqrt(profile.deviation * profile.deviation + profile.step / max(mean, 0.25 * profile.step)))
