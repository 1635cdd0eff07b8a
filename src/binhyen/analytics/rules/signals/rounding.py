"""Signals in the digits of numbers: too many round ones, and one last digit too often."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from binhyen.analytics.rules.signals.chances import binomial_at_least
from binhyen.analytics.rules.signals.habits import Told
from binhyen.analytics.rules.signals.peers import Peers
from binhyen.analytics.rules.signals.strength import one_in, strength_of
from binhyen.analytics.rules.signals.subject import CellSaid, Code, ReportSaid, Signal
from binhyen.kernel.marks import gettext_noop

_FEWEST = 4
_ROUND_SAID = {
    10: gettext_noop(
        "%(count)s of %(of)s numbers end in 0; of like reports %(usual)s do. By habit and chance that is 1 in %(odds)s."
    ),
    5: gettext_noop(
        "%(count)s of %(of)s numbers end in 0 or 5; of like reports %(usual)s do. By habit and chance that is 1 in "
        "%(odds)s."
    ),
}


def rounded(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether more numbers are round than among like reports (beta-binomial: honest reporters differ in habit)."""
    found = (_excess(peers.tens.told(report), 10), _excess(peers.fives.told(report), 5))
    return max((one for one in found if one), key=lambda one: one.strength, default=None)


def _excess(told: Told, step: int) -> Signal | None:
    if told.of < _FEWEST:
        return None
    counted = {"count": len(told.hits), "of": told.of, "usual": round(told.usual)}
    params: dict[str, int | str] = {**counted, "odds": one_in(told.chance)}
    return Signal(Code.ROUND, strength_of(told.chance, 2), _ROUND_SAID[step], params, told.hits)


# ------------------------------------------------------------------ last digits

_DIGITS = "12346789"
"""0 and 5 come from rounding, which is another signal."""
_FEW_DIGITS = 8
_TWO_DIGITS = 20
"""Below, last digits are not equally likely. A number that a cell repeats is looked at once."""


def last_digit(report: ReportSaid, _peers: Peers) -> Signal | None:
    """Say whether one last digit stands too often: among this report's numbers, or with its earlier ones.

    The other digits are equally likely at the end of numbers of two digits or more. The exact binomial tail of the
    most frequent one is held against eight digits and two sets of numbers having been looked at.
    """
    now = [digit for cell in report.cells for digit in _digits(cell, (cell.value,))]
    ever = [digit for cell in report.cells for digit in _digits(cell, (cell.value, *cell.history))]
    found = [one for one in (_most_frequent(now), _most_frequent(ever)) if one]
    return max(found, key=lambda one: one.strength, default=None)


def _digits(cell: CellSaid, values: Iterable[Decimal | None]) -> list[str]:
    if not (cell.typed and cell.exact) or cell.stock or cell.is_share:
        return []
    known = sorted({one for one in values if one is not None and one >= _TWO_DIGITS and one == one.to_integral_value()})
    return [last for one in known if (last := str(int(one))[-1]) in _DIGITS]


def _most_frequent(digits: Sequence[str]) -> Signal | None:
    if len(digits) < _FEW_DIGITS:
        return None
    digit, count = min(Counter(digits).most_common(), key=lambda pair: (-pair[1], pair[0]))
    chance = binomial_at_least(count, len(digits), 1 / len(_DIGITS))
    message = gettext_noop(
        "%(count)s of %(of)s numbers that are not rounded end in %(digit)s; about %(usual)s would. By chance that is 1 "
        "in %(odds)s."
    )
    tried = 2 * len(_DIGITS)
    params: dict[str, int | str] = {
        "count": count,
        "of": len(digits),
        "digit": digit,
        "usual": round(len(digits) / len(_DIGITS)),
        "odds": one_in(min(1.0, chance * tried)),
    }
    return Signal(Code.DIGITS, strength_of(chance, tried), message, params)
