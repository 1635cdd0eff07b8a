"""Signals in how a report came about: numbers that jumped alone, and cells typed all at once at the last moment."""

from collections.abc import Iterator
from decimal import Decimal
from math import log, sqrt

from binhyen.analytics.rules.signals.chances import chi_square_above, median, spread, two_sided
from binhyen.analytics.rules.signals.peers import Peers, chance_variance, move, pace
from binhyen.analytics.rules.signals.strength import strength_of
from binhyen.analytics.rules.signals.subject import CellSaid, Code, ReportSaid, Signal
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number

_FEW_PEERS = 8
_KNOWN_PAST = 3
_UNLIKELY, _TRIED = 0.05, 3
"""A single move is told from about 2.4 standard deviations on; how strange all of them are is judged together."""
_FARTHEST = 6.0


def jump(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether numbers moved as no other place's did and as they never did before; what is explained is left out.

    A move counts as far as it is strange on both sides: among the moves of the others (robust, beyond what counts of
    that size vary by chance) and against the own past.
    """
    moved = sorted(_moved(report, peers), reverse=True)
    strange = [(far, cell) for far, cell in moved if two_sided(far) * _TRIED < _UNLIKELY]
    if not strange:
        return None
    chance = min(two_sided(strange[0][0]) * len(moved), chi_square_above(len(moved), sum(far**2 for far, _ in moved)))
    cells = {cell.cell: cell for cell in report.cells}
    first = cells[strange[0][1]]
    message = gettext_noop(
        "%(count)s numbers moved as no like place's did, and as they never did before: one from %(before)s to %(now)s."
    )
    params: dict[str, int | str] = {
        "count": len(strange),
        "before": number(first.before or Decimal(0)),
        "now": number(first.value),
    }
    return Signal(Code.JUMP, strength_of(chance, 2), message, params, tuple(cell for _, cell in strange))


def _moved(report: ReportSaid, peers: Peers) -> Iterator[tuple[float, str]]:
    for cell in report.cells:
        moved, moves, past = move(cell), peers.moves.get(cell.cell), _against_past(cell)
        if moved is None or moves is None or past is None or moves.of < _FEW_PEERS or cell.backed:
            continue
        among = abs(moved - moves.middle) / sqrt(chance_variance(cell) + moves.extra)
        yield min(_FARTHEST, among, past), cell.cell


def _against_past(cell: CellSaid) -> float | None:
    """Return how far a value lies from its own past, in standard deviations; None where the past is too short."""
    past = [log(float(one) + 1) for one in cell.history if one is not None]
    if len(past) < _KNOWN_PAST:
        return None
    middle = median(past)
    by_chance = 1 / (float(cell.value) + 1)
    return abs(log(float(cell.value) + 1) - middle) / sqrt(spread(past) ** 2 + by_chance)


def last_hour(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether all cells were typed at once before sending on the last day, faster than others who were late too."""
    minutes = pace(report)
    if minutes is None:
        return None
    faster = sum(one <= minutes for one in peers.paces)
    typed = sum(cell.typed for cell in report.cells)
    chance = faster / max(1, peers.reports)
    message = gettext_noop(
        "%(count)s cells were typed within %(minutes)s minutes, in the hour before the report was sent on its last day."
    )
    params: dict[str, int | str] = {"count": typed, "minutes": max(1, round(minutes))}
    return Signal(Code.LAST_HOUR, strength_of(chance), message, params)
