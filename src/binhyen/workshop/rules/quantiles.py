"""Quantiles of measured times, without interpolation: each is a time that was really measured."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Middle and 95th hundredth of measured times in milliseconds, the longest, and how many there were."""

    p50: float
    p95: float
    longest: float
    count: int


def quantile(sorted_times: list[float], share: float) -> float:
    """Return the nearest-rank quantile of times in rising order: the smallest that at least `share` do not exceed."""
    return sorted_times[max(0, math.ceil(share * len(sorted_times)) - 1)]


def spread(seconds: Iterable[float]) -> Spread:
    """Sum up times given in seconds; there must be one."""
    times = sorted(one * 1_000 for one in seconds)
    return Spread(quantile(times, 0.5), quantile(times, 0.95), times[-1], len(times))


def ratio(measured: float, beside: float) -> float | None:
    """Return how many times longer than its yardstick something took; None beside nothing."""
    return round(measured / beside, 1) if beside > 0 else None
