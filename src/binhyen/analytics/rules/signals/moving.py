"""Signals in how a report came about: numbers that jumped alone, and cells typed all at once at the last moment."""

from collections.abc import Iterator
from decimal import Decimal
from math import log, sqrt

from binhyen.analytics.rules.signals.chances import several_unlikely, spread, two_sided
from binhyen.analytics.rules.signals.peers import Peers, chance_variance, move, pace, typed_of
from binhyen.analytics.rules.signals.strength import strength_of
from binhyen.analytics.rules.signals.subject import CellSaid, Code, ReportSaid, Signal
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number

_FEW_PEERS = 8
_UNLIKELY, _TRIED = 0.05, 3
"""A single move is told from about 2.4 standard deviations on; how strange all of them are is judged together."""
_FARTHEST = 3.3
"""One number in a thousand moves for reasons that no statistics know: farther is no stranger, one alone is little."""
_AS_PERIODS = 8
"""The others say as much of how a number varies as so many own periods do."""
_AT_ONCE = 5
"""So many moves at most are judged together: who makes numbers larger does it with a few."""
_STILL = 2.0
"""A number that hardly moved since the period before is strange by twice that move at most."""


def jump(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether numbers moved as no other place's did and as they never did before; what is explained is left out.

    A move, from what the cell said lately and beyond the others' season, is held against how much numbers vary: those
    of the others (robust, beyond what counts of that size vary by chance) and its own past, each counted as often as
    it is known. What was so the period before already did not move now; what lies within the own past is nothing new.
    """
    moved = sorted(_moved(report, peers), reverse=True)
    strange = [(far, cell) for far, cell in moved if two_sided(far) * _TRIED < _UNLIKELY]
    if not strange:
        return None
    chance = several_unlikely([two_sided(far) for far, _ in moved], _AT_ONCE)
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
    return Signal(Code.JUMP, strength_of(chance), message, params, tuple(cell for _, cell in strange))


def _moved(report: ReportSaid, peers: Peers) -> Iterator[tuple[float, str]]:
    for cell in report.cells:
        moved, moves = move(cell), peers.moves.get(cell.cell)
        if moved is None or moves is None or moves.of < _FEW_PEERS or cell.backed:
            continue
        far = abs(moved - moves.middle) / sqrt(_variance(cell, moves.extra))
        yield _is_new(cell) * min(_FARTHEST, far, _STILL * _since_before(cell, moves.extra)), cell.cell


def _is_new(cell: CellSaid) -> int:
    """Return 0 where the number lies within what the cell said before, and 1 where it never did."""
    known = [one for one in cell.history if one is not None]
    return 0 if min(known) <= cell.value <= max(known) else 1


def _variance(cell: CellSaid, extra: float) -> float:
    """Return how much a number varies: by its own past as far as it is long, else as among the others."""
    past = [log(float(one) + 1) for one in cell.history if one is not None]
    return (len(past) * spread(past) ** 2 + _AS_PERIODS * (chance_variance(cell) + extra)) / (len(past) + _AS_PERIODS)


def _since_before(cell: CellSaid, extra: float) -> float:
    """Return how far a number lies from that of the period before; where that is not known, any distance."""
    if cell.before is None:
        return _FARTHEST
    now, before = float(cell.value) + 1, float(cell.before) + 1
    return abs(log(now / before)) / sqrt(1 / now + 1 / before + 2 * extra)


_SECONDS_A_CELL = 10
"""Who takes longer has time to look each number up."""


def last_hour(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether all cells were typed at once before sending on the last day, faster than others who were late too."""
    minutes = pace(report)
    if minutes is None:
        return None
    typed = typed_of(report)
    if minutes * 60 > _SECONDS_A_CELL * typed:
        return None
    faster = sum(one <= minutes for one in peers.paces)
    chance = faster / max(1, peers.reports)
    message = gettext_noop(
        "%(count)s cells were typed within %(minutes)s minutes, in the hour before the report was sent on its last day."
    )
    params: dict[str, int | str] = {"count": typed, "minutes": max(1, round(minutes))}
    return Signal(Code.LAST_HOUR, strength_of(chance), message, params)
