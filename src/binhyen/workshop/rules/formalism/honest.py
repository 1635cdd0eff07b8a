"""An honest province as plain values: a year of monthly reports of its communes, with the habits of honest people.

What is assumed here is nobody's figure; it stands in docs/explanation/signals.md so that it can be argued with. Counts
vary more than chance alone (negative binomial), stocks hold on, planned things are the same every month, some officers
round what they estimate, some type everything in the last hour, some keep no register, and some moves are real.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import exp
from random import Random

from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid
from binhyen.kernel.amounts import Origin

MONTHS = 13
"""The month that is judged, with a year behind it."""
DUE = datetime(2026, 11, 17, 17, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of the form. `mean` is that of a middle commune; `wild` its variation beyond chance, as a share."""

    cell: str
    mean: float
    wild: float = 0.25
    stock: bool = False
    planned: bool = False
    register: bool = False
    rounded: float = 0.0
    """Share of officers who estimate it to tens."""
    of: float | None = None
    """For a share: how much of its whole is usual."""


FORM = (
    Line("mobilisation_events", 3, planned=True, register=True),
    Line("mobilisation_attendance", 420, 0.3, register=True, rounded=0.3),
    Line("propaganda_sessions", 9, register=True),
    Line("propaganda_attendance", 750, 0.3, register=True, rounded=0.3),
    Line("leaflets", 600, 0.5, rounded=0.5),
    Line("broadcasts", 22, planned=True),
    Line("tips_received", 14),
    Line("tips_valuable", 6),
    Line("cases_from_tips", 2),
    Line("patrols_done", 58, 0.15),
    Line("mediation_cases", 5),
    Line("mediation_success", 5, of=0.8),
    Line("security_cases", 3),
    Line("models_total", 11, stock=True, register=True),
    Line("models_new", 0.3),
    Line("security_cameras", 130, stock=True),
    Line("grassroots_teams", 14, stock=True, register=True),
    Line("grassroots_members", 46, stock=True),
    Line("selfgov_groups", 40, stock=True),
    Line("households_committed", 90, 0.4),
    Line("commitments_kept", 60, of=0.93),
    Line("areas_rated", 14, of=0.9),
    Line("households_joined", 240, of=0.96),
    Line("units_rated", 8, of=0.85),
    Line("residents_met", 160, 0.3),
    Line("handed_in", 4, 0.6),
    Line("awards", 1),
)
_LATE_ALL_AT_ONCE, _LATE, _NO_REGISTER, _IMPORTED = 0.03, 0.25, 0.04, 0.05
_REAL_JUMP, _FILE = 0.006, 0.12
_ROUNDS_ALL, _EVEN, _CAMPAIGN, _SHARED_TEXT = 0.02, 0.03, 0.015, 0.02
"""Honest people who look like fakers: who round everything, who do the same every month, whose month was a campaign's,
who write what a neighbour lent them."""
_WORDS = tuple(f"{one}{other}" for one in "bcdghklmntvx" for other in ("a", "e", "i", "o", "ong", "anh", "uy"))


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune's habits."""

    number: int
    size: float
    rounds: float
    """From 0: which cells the officer estimates; 0 rounds everything."""
    keeps_register: bool
    diligence: float
    even: float
    """Which part of the cells is the same every month, because it is planned here."""
    campaign: bool
    lent: int | None
    """Whose text it takes."""


def province(seed: int, communes: int = 100) -> list[ReportSaid]:
    """Return the reports of one month of an honest province."""
    luck = Random(f"honest {seed}")  # noqa: S311 - repeatable, not secret
    levels = {line.cell: exp(luck.gauss(0, 0.3)) for line in FORM}
    seasons = {line.cell: [exp(luck.gauss(0, 0.2)) for _ in range(MONTHS)] for line in FORM}
    return [_report(_commune(at, luck), levels, seasons, luck) for at in range(communes)]


def _commune(number: int, luck: Random) -> Commune:
    size = min(6.0, max(0.15, exp(luck.gauss(0, 0.6))))
    return Commune(
        number=number,
        size=size,
        rounds=-1.0 if luck.random() < _ROUNDS_ALL else luck.random(),
        keeps_register=luck.random() >= _NO_REGISTER,
        diligence=luck.betavariate(8, 1.5),
        even=0.35 if luck.random() < _EVEN else 0.0,
        campaign=luck.random() < _CAMPAIGN,
        lent=luck.randrange(5) if luck.random() < _SHARED_TEXT else None,
    )


def _report(commune: Commune, levels: dict[str, float], seasons: dict[str, list[float]], luck: Random) -> ReportSaid:
    times, sent = _times(len(FORM), luck)
    imported = luck.random() < _IMPORTED
    origin = Origin.IMPORTED if imported else Origin.TYPED
    cells = tuple(
        _cell(line, commune, (levels[line.cell], seasons[line.cell]), (origin, time), luck)
        for line, time in zip(FORM, times, strict=True)
    )
    return ReportSaid(commune.number, cells, shingles_of(text(_lent(commune, luck))), DUE, sent)


def _lent(commune: Commune, luck: Random) -> Random:
    return luck if commune.lent is None else Random(f"lent {commune.lent}")  # noqa: S311


def _cell(
    line: Line, commune: Commune, month: tuple[float, list[float]], entry: tuple[Origin, datetime], luck: Random
) -> CellSaid:
    own = line.mean * month[0] * commune.size * exp(luck.gauss(0, 0.35))
    series = list(_series(line, own, month[1], commune, luck))
    rate = 0.3 if commune.campaign else _REAL_JUMP
    jumped = not (line.stock or line.planned or line.of) and luck.random() < rate
    value = series[-1] * (luck.choice((2, 3)) if jumped else 1)
    origin, counted = _register(line, value, commune, entry[0], luck)
    return CellSaid(
        cell=line.cell,
        value=Decimal(_part(line, value, luck) if line.of else value),
        denominator=Decimal(max(1, value)) if line.of else None,
        stock=line.stock,
        origin=origin,
        counted=counted,
        counted_before=None if counted is None else Decimal(series[-2]) * commune.keeps_register,
        backed=luck.random() < (0.7 if jumped else _FILE),
        entered_at=entry[1],
        history=() if line.of else tuple(Decimal(one) for one in series[:-1]),
        last_year=None if line.of else Decimal(series[0]),
    )


def _part(line: Line, whole: int, luck: Random) -> int:
    kept = luck.betavariate(12 * (line.of or 1), 12 * (1 - (line.of or 1)) + 0.2)
    return sum(luck.random() < kept for _ in range(max(1, whole)))


def _series(line: Line, own: float, season: list[float], commune: Commune, luck: Random) -> Iterator[int]:
    held, rounds = max(1, round(own)), commune.rounds < line.rounded
    planned = line.planned or (not line.of and luck.random() < commune.even)
    for factor in season:
        if line.stock:
            held += luck.random() < 0.08  # noqa: PLR2004 - a stock changes about once a year
            yield held
        elif planned:
            yield held + (luck.random() < 0.15)  # noqa: PLR2004 - now and then a plan is overdone
        else:
            drawn = varied(own * factor, line.wild, luck)
            yield round(drawn / 10) * 10 if rounds and drawn >= 20 else drawn  # noqa: PLR2004


def varied(mean: float, wild: float, luck: Random) -> int:
    """Draw a count: Poisson whose mean itself varies by `wild` (a negative binomial)."""
    shaken = luck.gammavariate(1 / wild**2, mean * wild**2) if wild else mean
    if shaken > 60:  # noqa: PLR2004 - from there a Poisson count is a normal one
        return max(0, round(luck.gauss(shaken, shaken**0.5)))
    left, count = exp(-shaken), 0
    product = luck.random()
    while product > left:
        count, product = count + 1, product * luck.random()
    return count


def _register(line: Line, value: int, commune: Commune, origin: Origin, luck: Random) -> tuple[Origin, Decimal | None]:
    """Return where the value came from, and what the register holds: some entries come late, some keep no register."""
    if not line.register:
        return origin, None
    if not commune.keeps_register:
        return origin, Decimal(0)
    if luck.random() < commune.diligence:
        return Origin.COUNTED, Decimal(value)
    return origin, Decimal(sum(luck.random() < 0.85 for _ in range(value)))  # noqa: PLR2004 - late entries


def _times(count: int, luck: Random) -> tuple[list[datetime], datetime]:
    """Return when cells were typed and when the report was sent: most over days, some in the last hour, few at once."""
    kind = luck.random()
    if kind < _LATE_ALL_AT_ONCE:
        minutes, lead = luck.uniform(0, 3), luck.uniform(3, 50)
    elif kind < _LATE:
        minutes, lead = luck.uniform(12, 60), luck.uniform(60, 300)
    else:
        minutes, lead = luck.uniform(15, 3_000), luck.uniform(3_000, 9_000)
    end = DUE - timedelta(minutes=luck.uniform(0, 240))
    start = end - timedelta(minutes=lead)
    return sorted(start + timedelta(minutes=luck.uniform(0, minutes)) for _ in range(count)), end


def text(luck: Random, words: int = 45) -> list[str]:
    """Return a text of syllables: a wording that all take from the model, and the commune's own."""
    model = [_WORDS[at] for at in (3, 1, 4, 15, 9, 26, 5, 35, 8, 9, 7, 9)]
    return model + [luck.choice(_WORDS) for _ in range(words)]


def shingles_of(syllables: list[str]) -> frozenset[int]:
    """Return the runs of four syllables as numbers."""
    runs = (syllables[at : at + 4] for at in range(len(syllables) - 3))
    return frozenset(sum(_PLACE[word] * 97**at for at, word in enumerate(run)) for run in runs)


_PLACE = {word: at for at, word in enumerate(_WORDS)}
