"""Made-up monthly reports of communes: plausible, deterministic, and agreeing with themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.indicators.rules.windows import previous
from binhyen.kernel.amounts import NOTHING, Amount, exactly
from binhyen.kernel.periods import parse_period
from binhyen.workshop.rules.published import spread


@dataclass(frozen=True, slots=True)
class Habit:
    """How the numbers of one cell lie: between two bounds, as so many of another cell, or as a part of one."""

    low: int = 0
    high: int = 0
    stays: bool = False
    per: str = ""
    percent_of: str = ""
    percent: int = 0
    share: bool = False


def habits_from_data(rows: Mapping[str, Mapping[str, object]]) -> Mapping[str, Habit]:
    """Read the habits of the form's cells, in their order. Raises `TypeError` for a word that is none."""
    return {cell: Habit(**row) for cell, row in rows.items()}  # type: ignore[arg-type]  # YAML's own types


def month_of(habits: Mapping[str, Habit], code: str, period: str, counted: Mapping[str, int]) -> dict[str, Amount]:
    """Return what a commune reports for a month: nothing to report where nothing happened.

    What follows another cell follows its count where registers have `counted` it.
    """
    numbers: dict[str, int] = {}
    for cell, habit in habits.items():
        numbers[cell] = (
            counted[cell]
            if cell in counted
            else _number(habit, cell, f"{code} {'' if habit.stays else period}", numbers)
        )
    return {cell: _amount(habits[cell], number, numbers) for cell, number in numbers.items()}


def _number(habit: Habit, cell: str, key: str, known: Mapping[str, int]) -> int:
    if habit.percent_of:
        return known[habit.percent_of] * habit.percent // 100
    drawn = spread(f"{cell} {key}", habit.low, habit.high)
    return drawn * known[habit.per] if habit.per else drawn


def _amount(habit: Habit, number: int, known: Mapping[str, int]) -> Amount:
    if habit.share:
        whole = known[habit.percent_of]
        return exactly(number, whole) if whole else NOTHING
    return exactly(number) if number else NOTHING


@dataclass(frozen=True, slots=True)
class Looked:
    """A month of which one commune handed in the month before once more, and the day on which it was looked at.

    `answered_on` None: nobody has answered yet.
    """

    period: str
    copied_by: str
    day: date
    answered_on: date | None = None
    answer: str = ""


def looks_from_data(rows: Iterable[Mapping[str, object]]) -> tuple[Looked, ...]:
    """Read the months that are looked at. Raises `TypeError` for a word that is none."""
    return tuple(Looked(**row) for row in rows)  # type: ignore[arg-type]  # YAML's own types


def copied_in(looks: Sequence[Looked], code: str, period: str) -> str:
    """Return the month whose numbers a commune hands in: the one before where it copies, else the period itself."""
    copies = any((one.copied_by, one.period) == (code, period) for one in looks)
    return previous(parse_period(period)).code if copies else period


class Turn(StrEnum):
    """How far a commune came with its report of the month that is over."""

    ACCEPTED = "accepted"
    LATE = "late"
    WAITING = "waiting"
    RETURNED = "returned"
    WRONG = "wrong"
    """Entered with numbers that contradict each other, not sent."""
    MISSING = "missing"


_TURNS = (
    *[Turn.ACCEPTED] * 50,
    *[Turn.LATE] * 10,
    *[Turn.WAITING] * 18,
    *[Turn.RETURNED] * 8,
    *[Turn.WRONG] * 7,
    *[Turn.MISSING] * 7,
)


def turn_of(code: str) -> Turn:
    """Return how far a commune came."""
    return _TURNS[spread(f"report {code}", 0, len(_TURNS) - 1)]
