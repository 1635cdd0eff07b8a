"""How many planted fakes the list shows, and how many honest reports it shows with them; and the weights' fit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from binhyen.analytics.rules.signals.looking import signals_of
from binhyen.analytics.rules.signals.peers import peers_of
from binhyen.analytics.rules.signals.strength import SHOWN_FROM
from binhyen.analytics.rules.signals.subject import Code
from binhyen.analytics.rules.signals.weighing import WEIGHTS, evidence_of
from binhyen.workshop.rules.formalism.planting import PLAIN, Fake, Planted, planted

LIST = 0.1
"""The part of all reports that the list shows."""
ALARMS = 0.05
"""The part of honest reports that may stand on it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One report with its strengths, and the fake that it is; None: honest."""

    strengths: Mapping[Code, float]
    fake: Fake | None


def judged(province: Planted) -> list[Judged]:
    """Look at a province as the system does: every report against its like; weak signals count for nothing."""
    peers = peers_of(province.reports)
    return [
        Judged(
            {one.code: one.strength for one in signals_of(report, peers) if one.strength >= SHOWN_FROM},
            province.fakes.get(report.report),
        )
        for report in province.reports
    ]


def judged_provinces(seeds: Iterable[int], communes: int = 100, kinds: Sequence[Fake] = PLAIN) -> list[list[Judged]]:
    """Look at a province of each seed."""
    return [judged(planted(seed, communes, kinds=kinds)) for seed in seeds]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the curve: a list of this part of all reports shows so many fakes and so many honest reports."""

    listed: float
    found: float
    alarms: float


def curve(
    provinces: Sequence[Sequence[Judged]], weights: Mapping[Code, float] = WEIGHTS, parts: Iterable[float] = ()
) -> list[Point]:
    """Return the points of lists of several lengths; each province has a list of its own."""
    return [_point(provinces, weights, part) for part in parts or PARTS]


PARTS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3)


def _point(provinces: Sequence[Sequence[Judged]], weights: Mapping[Code, float], part: float) -> Point:
    shown = [one for province in provinces for one in listed(province, weights, part)]
    everything = [one for province in provinces for one in province]
    fakes = sum(one.fake is not None for one in everything)
    found = sum(one.fake is not None for one in shown)
    return Point(part, found / max(1, fakes), (len(shown) - found) / max(1, len(everything) - fakes))


def listed(province: Sequence[Judged], weights: Mapping[Code, float], part: float) -> list[Judged]:
    """Return what a list of this length shows: reports without any signal are never on it."""
    ranked = sorted(((evidence_of(one.strengths, weights), one) for one in province), key=lambda pair: -pair[0])
    return [one for evidence, one in ranked[: round(len(province) * part)] if evidence > 0]


def found_by_kind(
    provinces: Sequence[Sequence[Judged]], weights: Mapping[Code, float] = WEIGHTS, part: float = LIST
) -> dict[Fake, float]:
    """Return for each kind of fake which part of it stands on the list."""
    shown: dict[Fake, int] = defaultdict(int)
    every: dict[Fake, int] = defaultdict(int)
    for province in provinces:
        for one in province:
            if one.fake:
                every[one.fake] += 1
        for one in listed(province, weights, part):
            if one.fake:
                shown[one.fake] += 1
    return {kind: shown[kind] / every[kind] for kind in Fake if every[kind]}


def curves_by_kind(provinces: Sequence[Sequence[Judged]]) -> dict[Fake, list[float]]:
    """Return for each kind of fake which part of it stands on lists of all lengths."""
    found = [found_by_kind(provinces, part=part) for part in PARTS]
    return {kind: [one[kind] for one in found] for kind in found[0]}


def asked_of(provinces: Sequence[Sequence[Judged]]) -> float:
    """Return which part of the honest reports is asked anything at all."""
    honest = [one for province in provinces for one in province if one.fake is None]
    return sum(bool(one.strengths) for one in honest) / max(1, len(honest))
