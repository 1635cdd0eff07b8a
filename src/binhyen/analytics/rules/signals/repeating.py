"""Signals of repetition: cells copied from an earlier period, texts shared with others, series without chance."""

from collections.abc import Sequence
from math import ceil

from binhyen.analytics.rules.signals.chances import binomial_at_least, chi_square_below, median, spread
from binhyen.analytics.rules.signals.habits import Told
from binhyen.analytics.rules.signals.peers import Peers, series_of, steps_of
from binhyen.analytics.rules.signals.strength import one_in, strength_of
from binhyen.analytics.rules.signals.subject import CellSaid, Code, ReportSaid, Signal
from binhyen.kernel.marks import gettext_noop

_FEWEST = 3
"""Cells compared, below which repetition is not spoken of."""
_TRIED = 3
"""Held against the period before, a year ago, and the period before to within one."""
_SAME = gettext_noop(
    "%(count)s of %(of)s numbers are the same as in the period before. Among like reports that is 1 in %(odds)s."
)
_YEARLY = gettext_noop(
    "%(count)s of %(of)s numbers are the same as a year ago. Among like reports that is 1 in %(odds)s."
)
_NEAR = gettext_noop(
    "%(count)s of %(of)s numbers are those of the period before, or one more or less. Among like reports that is 1 in "
    "%(odds)s."
)


def copied(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether more cells repeat an earlier period than chance, like reports and the own past make likely.

    A cell's chance of repeating is the largest of that among the others, that of two counts of its size, and how often
    it did so before. A repeated number weighs the more the rarer that is.
    """
    found = (
        _repetition(peers.repeated.told(report), _SAME),
        _repetition(peers.repeated_yearly.told(report), _YEARLY),
        _repetition(peers.near.told(report), _NEAR),
    )
    return max((one for one in found if one), key=lambda one: one.strength, default=None)


def _repetition(told: Told, sentence: str) -> Signal | None:
    if told.of < _FEWEST:
        return None
    odds = one_in(min(1.0, told.chance * _TRIED))
    params: dict[str, int | str] = {"count": len(told.hits), "of": told.of, "odds": odds}
    return Signal(Code.COPIED, strength_of(told.chance, _TRIED), sentence, params, told.hits)


# ------------------------------------------------------------------ texts

_LEAST_ALIKE, _MOST_EXPECTED, _ALIKE = 0.3, 0.75, 0.95


def same_text(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether the report's texts are an earlier one's: more of their rare wording is the same than among others.

    Wording weighs by how few reports have it, so what a model text gives to all weighs nothing. Texts about the same
    things are somewhat alike everywhere: only what goes beyond that is told. Whoever wrote first is not asked.
    """
    found = peers.likeness.get(report.report)
    if found is None:
        return None
    others = [one.alike for number, one in peers.likeness.items() if number != report.report]
    expected = min(_MOST_EXPECTED, max(_LEAST_ALIKE, median(others) + 2 * spread(others)))
    message = gettext_noop(
        "%(percent)s %% of the wording that few others use stands word for word in another report of this collection."
    )
    strength = round(min(1.0, max(0.0, (found.alike - expected) / (_ALIKE - expected))), 3)
    return Signal(Code.SAME_TEXT, strength, message, {"percent": round(found.alike * 100)}, other=found.other)


# ------------------------------------------------------------------ series

_PLANNED = 0.5
"""Where the others' numbers vary less than half as much as chance would make them, the cell is planned for all."""
_CARE = 0.6
"""The others' variation is known roughly: the test has so much of its freedom."""


def smooth(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether numbers vary less from one period to the next than like places' do, who count what chance brings.

    For each cell the steps are held against chance and what the others vary beyond it (as of a negative binomial);
    stocks, and what is planned everywhere, take no part. The milder counts of all together and of the more even half
    one by one: what a place plans for itself is even and honest.
    """
    told = [(cell.cell, values) for cell in report.cells if (values := _wild_series(cell, peers))]
    if len(told) < 2:  # noqa: PLR2004 - one series may be smooth for a reason of its own
        return None
    parts = [_held_against(values, peers.wildness[name].extra) for name, values in told]
    chance = max(_together(parts), _each(parts))
    message = gettext_noop(
        "%(count)s numbers hardly vary over %(periods)s periods. Among like places numbers are that even in 1 case of "
        "%(odds)s."
    )
    params: dict[str, int | str] = {"count": len(told), "periods": max(len(v) for _, v in told), "odds": one_in(chance)}
    return Signal(Code.SMOOTH, strength_of(chance), message, params, tuple(name for name, _ in told))


def _together(parts: Sequence[tuple[float, float]]) -> float:
    """Return how likely all of them together are as even."""
    return chi_square_below(sum(free for _, free in parts), sum(value for value, _ in parts))


def _each(parts: Sequence[tuple[float, float]]) -> float:
    """Return how likely so many are as even as the least even of the more even half: some may be planned."""
    count = ceil(len(parts) * _MOST_OF)
    each = sorted(chi_square_below(freedom, value) for value, freedom in parts)
    return binomial_at_least(count, len(each), each[count - 1])


_MOST_OF = 1 / 2


def _wild_series(cell: CellSaid, peers: Peers) -> Sequence[float]:
    wildness = peers.wildness.get(cell.cell)
    return series_of(cell) if wildness and wildness.beside_chance >= _PLANNED else ()


def _held_against(values: Sequence[float], extra: float) -> tuple[float, float]:
    """Return a chi-square value and its degrees of freedom (von Neumann's steps, matched by two moments)."""
    step, mean = steps_of(values)
    count = len(values)
    freedom = _CARE * 2 * (count - 1) ** 2 / (3 * count - 4)
    return step / (mean + extra * mean**2) * freedom, freedom
