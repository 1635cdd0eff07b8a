"""Signals in the digits of numbers: too many round ones, and one last digit too often."""

from collections import Counter
from collections.abc import Iterable, Sequence

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
_HALF_A_YEAR = 6
_HALF_TEN = 5
_TRIED = 3 * (len(_DIGITS) + 1)
"""Sets of numbers, and what is looked for in each."""
_TWO_DIGITS = 20
"""Below, last digits are not equally likely. A number that a cell repeats is looked at once."""


def last_digit(report: ReportSaid, _peers: Peers) -> Signal | None:
    """Say whether one last digit stands too often, or 0 and 5 too seldom: now, in half a year, or in all that is known.

    Digits are equally likely at the end of numbers of two digits or more. The exact binomial tails are held against
    eight digits, the lack of round ones, and three sets of numbers having been looked at.
    """
    longest = max((len(cell.history) for cell in report.cells), default=0)
    sets = [_numbers(report.cells, periods) for periods in (0, min(_HALF_A_YEAR, longest), longest)]
    found = [one for numbers in sets for one in (_most_frequent(numbers), _too_few_round(numbers)) if one]
    return max(found, key=lambda one: one.strength, default=None)


def _numbers(cells: Iterable[CellSaid], periods: int) -> list[int]:
    """Return the exact, typed numbers of now and of so many periods before; one that a cell repeats is taken once."""
    told = (cell for cell in cells if cell.typed and cell.exact and not (cell.stock or cell.is_share))
    return [one for cell in told for one in sorted(_whole(cell, periods)) if one >= _HALF_TEN]


def _whole(cell: CellSaid, periods: int) -> set[int]:
    values = (cell.value, *cell.history[max(0, len(cell.history) - periods) :])
    return {int(one) for one in values if one is not None and one == one.to_integral_value()}


def _most_frequent(numbers: Sequence[int]) -> Signal | None:
    digits = [last for one in numbers if one >= _TWO_DIGITS and (last := str(one)[-1]) in _DIGITS]
    if len(digits) < _FEW_DIGITS:
        return None
    digit, count = min(Counter(digits).most_common(), key=lambda pair: (-pair[1], pair[0]))
    chance = binomial_at_least(count, len(digits), 1 / len(_DIGITS))
    message = gettext_noop(
        "%(count)s of %(of)s numbers that are not rounded end in %(digit)s; about %(usual)s would. By chance that is 1 "
        "in %(odds)s."
    )
    params: dict[str, int | str] = {
        "count": count,
        "of": len(digits),
        "digit": digit,
        "usual": round(len(digits) / len(_DIGITS)),
        "odds": one_in(min(1.0, chance * _TRIED)),
    }
    return Signal(Code.DIGITS, strength_of(chance, _TRIED), message, params)


def _too_few_round(numbers: Sequence[int]) -> Signal | None:
    """Tell where 0 and 5 are avoided: a fifth of all numbers from 5 on ends in them, of small ones rather more."""
    sharp = sum(one % _HALF_TEN != 0 for one in numbers)
    if sharp < _FEW_DIGITS:
        return None
    chance = binomial_at_least(sharp, len(numbers), len(_DIGITS) / 10)
    message = gettext_noop(
        "%(count)s of %(of)s numbers end in 0 or 5; about %(usual)s would, and more where somebody rounds. By chance "
        "that is 1 in %(odds)s."
    )
    params: dict[str, int | str] = {
        "count": len(numbers) - sharp,
        "of": len(numbers),
        "usual": round(len(numbers) / _HALF_TEN),
        "odds": one_in(min(1.0, chance * _TRIED)),
    }
    return Signal(Code.DIGITS, strength_of(chance, _TRIED), message, params)
