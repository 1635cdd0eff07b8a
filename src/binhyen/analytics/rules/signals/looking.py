"""All signals of the reports of one collection, each report held against its like."""

from collections.abc import Callable, Sequence

from binhyen.analytics.rules.signals.claiming import all_full, no_event, over_counted
from binhyen.analytics.rules.signals.moving import jump, last_hour
from binhyen.analytics.rules.signals.peers import Peers, peers_of
from binhyen.analytics.rules.signals.repeating import copied, same_text, smooth
from binhyen.analytics.rules.signals.rounding import last_digit, rounded
from binhyen.analytics.rules.signals.subject import ReportSaid, Signal
from binhyen.analytics.rules.signals.weighing import Weighed, weighed

SIGNALS: tuple[Callable[[ReportSaid, Peers], Signal | None], ...] = (
    copied,
    rounded,
    last_digit,
    all_full,
    jump,
    over_counted,
    last_hour,
    no_event,
    same_text,
    smooth,
)
"""One function a signal: the report and its like go in, a signal comes out where there is anything to say."""


def signals_of(report: ReportSaid, peers: Peers) -> tuple[Signal, ...]:
    """Return every signal of a report, weak ones too."""
    found = (one(report, peers) for one in SIGNALS)
    return tuple(signal for signal in found if signal and signal.strength > 0)


def look(reports: Sequence[ReportSaid]) -> list[Weighed]:
    """Weigh the signals of all reports of one collection, in the order in which they came."""
    peers = peers_of(reports)
    return [weighed(one.report, signals_of(one, peers)) for one in reports]
