"""Signals between what is claimed and what stands behind it: files, registers, entries."""

from binhyen.analytics.rules.signals.habits import Told
from binhyen.analytics.rules.signals.peers import Peers
from binhyen.analytics.rules.signals.strength import strength_of
from binhyen.analytics.rules.signals.subject import Code, ReportSaid, Signal
from binhyen.kernel.marks import gettext_noop

_FEW_SHARES = 2


def all_full(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether every share is 100 % and no file says why, held against how often others reach 100 % there."""
    told = peers.full.told(report)
    if told.of < _FEW_SHARES or len(told.hits) < told.of:
        return None
    message = gettext_noop("All %(of)s shares are 100 %%, and no file stands beside any of them.")
    return Signal(Code.FULL, strength_of(told.chance), message, {"of": told.of}, told.hits)


def over_counted(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether more was typed than registers count, in more cells than among like reports."""
    message = gettext_noop(
        "In %(count)s of %(of)s cells that registers count, more was typed than they hold, without an explanation."
    )
    return _excess(peers.over.told(report), Signal(Code.OVER_COUNTED, 0, message))


def no_event(report: ReportSaid, peers: Peers) -> Signal | None:
    """Say whether results are reported of which registers hold no entry, in more cells than among like reports.

    Where nobody keeps the register this is no signal: the others do the same.
    """
    message = gettext_noop("%(count)s of %(of)s results have no entry behind them in the registers of the period.")
    return _excess(peers.eventless.told(report), Signal(Code.NO_EVENT, 0, message))


def _excess(told: Told, blank: Signal) -> Signal | None:
    if not told.hits:
        return None
    params: dict[str, int | str] = {"count": len(told.hits), "of": told.of}
    return Signal(blank.code, strength_of(told.chance), blank.sentence, params, told.hits)
