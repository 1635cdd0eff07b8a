"""The fit of the weights: a logistic regression by Newton's steps, drawn towards one weight, without a library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from binhyen.analytics.rules.signals.subject import Code
from binhyen.workshop.rules.formalism.measuring import Judged

_STEPS = 12
_MIDDLE, _DRAWN = 8.0, 0.05
"""Where weights are drawn to, and how strongly: as if each had been seen so often there already."""
_LEAST, _MOST = 0.5, 13.8
"""Full strength is one in a million: no likelihood ratio is larger, whatever a simulation says."""
Row = tuple[Sequence[float], bool]


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of the signals at full strength, and the evidence at which a report is as likely a fake as not."""

    weights: Mapping[Code, float]
    even: float


def fitted(provinces: Sequence[Sequence[Judged]]) -> Fit:
    """Fit; no weight falls below a half, nor speaks for more than a million to one."""
    rows: list[Row] = [
        ([1.0, *(one.strengths.get(code, 0.0) for code in Code)], one.fake is not None)
        for province in provinces
        for one in province
    ]
    weights = [-3.0] + [_MIDDLE] * len(Code)
    for _ in range(_STEPS):
        slopes, bends = _slopes(rows, weights)
        step = solved(bends, slopes)
        weights = [old - max(-3.0, min(3.0, one)) for old, one in zip(weights, step, strict=True)]
    named = zip(Code, weights[1:], strict=True)
    return Fit({code: max(_LEAST, min(_MOST, round(weight, 1))) for code, weight in named}, round(-weights[0], 1))


def _slopes(rows: Sequence[Row], weights: Sequence[float]) -> tuple[list[float], list[list[float]]]:
    """Return slope and curvature of the loss, with what draws the weights to their middle."""
    size = len(weights)
    slopes = [0.0] + [_DRAWN * (one - _MIDDLE) for one in weights[1:]]
    bends = [[_DRAWN if at == by and at else 0.0 for by in range(size)] for at in range(size)]
    for strengths, fake in rows:
        known = [at for at in range(size) if strengths[at]]
        likely = _likely(sum(weights[at] * strengths[at] for at in known))
        for at in known:
            slopes[at] += (likely - fake) * strengths[at]
            for by in known:
                bends[at][by] += likely * (1 - likely) * strengths[at] * strengths[by]
    return slopes, bends


def _likely(logit: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve linear equations by elimination with the largest pivot."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        pivot = max(range(at, len(rows)), key=lambda by: abs(rows[by][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        lead = [value / rows[at][at] for value in rows[at]]
        rows[at] = lead
        rows = [
            line if by == at else [value - line[at] * part for value, part in zip(line, lead, strict=True)]
            for by, line in enumerate(rows)
        ]
    return [line[-1] for line in rows]
