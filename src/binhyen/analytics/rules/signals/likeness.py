"""How like the texts of reports are: for each the earlier report that shares most of its rare wording."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from binhyen.analytics.rules.signals.subject import ReportSaid

_FEW_SHINGLES = 12
"""Shorter texts are alike by chance."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The earlier report that is most alike, and which part (0 to 1) of the wording is its."""

    other: int
    alike: float


def likeness_of(reports: Sequence[ReportSaid]) -> dict[int, Likeness]:
    """Return the likeness of each report that has a text and an earlier one beside it.

    A run of words weighs by how few have it: log(reports / owners).
    """
    before: dict[int, list[int]] = defaultdict(list)
    weights = _weights(reports)
    found = {}
    for report in sorted(reports, key=sent_first):
        if len(report.texts) < _FEW_SHINGLES:
            continue
        if likeness := _most_alike(report, before, weights):
            found[report.report] = likeness
        for shingle in report.texts:
            before[shingle].append(report.report)
    return found


def sent_first(report: ReportSaid) -> tuple[float, int]:
    """Order reports by when they were sent; those not sent come last."""
    return (report.sent.timestamp() if report.sent else float("inf"), report.report)


def _weights(reports: Sequence[ReportSaid]) -> dict[int, float]:
    owners: dict[int, int] = defaultdict(int)
    for report in reports:
        for shingle in report.texts:
            owners[shingle] += 1
    return {shingle: log(len(reports) / count) for shingle, count in owners.items()}


def _most_alike(
    report: ReportSaid, before: Mapping[int, Sequence[int]], weights: Mapping[int, float]
) -> Likeness | None:
    shared: dict[int, float] = defaultdict(float)
    for shingle in sorted(report.texts):
        for other in before.get(shingle, ()):
            shared[other] += weights[shingle]
    whole = sum(weights[shingle] for shingle in sorted(report.texts))
    if not shared or whole <= 0:
        return None
    other = min(shared, key=lambda one: (-shared[one], one))
    return Likeness(other, shared[other] / whole)
