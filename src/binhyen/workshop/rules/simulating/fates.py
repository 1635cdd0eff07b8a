"""What becomes of a report: whether it comes, when, whether it is accepted, and whether it is corrected afterwards."""

from dataclasses import dataclass

from binhyen.workshop.rules.simulating.chance import mixed

OF = 10_000
MISSING = (160, 160, 400, 880)
"""Of 10,000 reports, by two bits of the place's number: some communes are careful; 4 % on average."""
LATE, NOT_ACCEPTED, CORRECTED, CORRECTING = 800, 300, 200, 40
"""Of 10,000 that come; a report that is being corrected has not been sent again."""
CELLS_CHANGED = 800
"""Of 10,000 cells of a corrected report."""
LATE_DAYS, EARLY_DAYS, WORKING_MINUTES, DAY = 12, 5, 540, 1440


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one report. `minutes` are those after five o'clock of its last day; negative: it is on time."""

    comes: bool
    minutes: int
    accepted: bool
    corrected: bool
    correcting: bool


def fate_of(place: int, form: int, period: int) -> Fate:
    """Decide by the numbers of the place, the form and the period."""
    bits, more = mixed(place, form, period), mixed(form, place, period)
    late = (bits >> 14) % OF < LATE
    days = 1 + more % LATE_DAYS if late else -(more % EARLY_DAYS)
    minutes = days * DAY - 1 - (more >> 4) % WORKING_MINUTES
    accepted = (more >> 9) % OF >= NOT_ACCEPTED
    luck = (more >> 17) % OF
    return Fate(
        bits % OF >= MISSING[place // 2 % 4],
        minutes,
        accepted,
        accepted and luck < CORRECTED,
        accepted and luck < CORRECTING,
    )
