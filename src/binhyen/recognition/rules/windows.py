"""Evaluation windows: which year a day belongs to, and from when to when that year runs."""

from datetime import MAXYEAR, date, timedelta

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.kernel.vietnamese import short_date
from binhyen.recognition.rules.model import KindRule, Pack, Window

_ONE_DAY = timedelta(days=1)


def window_in(window: Window, year: int) -> Period:
    """Return the closed span of `year`; a start with an open bound moves to the day after.

    Sources: Circular 124/2021, article 8.2; Circular 23/2012, article 9.2 (end and next start share a day there, so
    the span is read as half-open).
    """
    crosses = (window.start.month, window.start.day) >= (window.end.month, window.end.day)
    start = window.start.of(year - 1 if crosses else year)
    if window.open_start:
        start += _ONE_DAY
    return Period(start, window.end.of(year), str(year))


def window_of(pack: Pack, kind: str, year: int) -> Period:
    """Return the window of a kind of unit; refuse a kind that the pack does not hold."""
    return window_in(kind_of(pack, kind).window, year)


def evaluation_year(pack: Pack, kind: str, day: date) -> int:
    """Return the year whose window contains `day`; refuse with `recognition.year_outside_pack` when there is none."""
    rule = kind_of(pack, kind)
    for year in (day.year, day.year + 1):
        if _covers(pack, year) and day in window_in(rule.window, year):
            return year
    raise Refused(_outside(pack, rule, day))


def contains(pack: Pack, kind: str, day: date) -> bool:
    """Tell whether a window of the pack's years contains `day`."""
    rule = pack.kind(kind)
    if rule is None:
        return False
    years = (year for year in (day.year, day.year + 1) if _covers(pack, year))
    return any(day in window_in(rule.window, year) for year in years)


def kind_of(pack: Pack, kind: str) -> KindRule:
    """Return the pack's rule for a kind; refuse with `recognition.kind_not_in_pack`."""
    rule = pack.kind(kind)
    if rule is None:
        raise Refused(
            Finding(
                "recognition.kind_not_in_pack",
                gettext_noop("Pack %(pack)s has no criteria for “%(kind)s”. It has: %(kinds)s."),
                params={"pack": pack.code, "kind": kind, "kinds": ", ".join(one.kind for one in pack.kinds)},
                where="kind",
            )
        )
    return rule


def _covers(pack: Pack, year: int) -> bool:
    return pack.year_from <= year <= (MAXYEAR if pack.year_to is None else pack.year_to)


def _outside(pack: Pack, rule: KindRule, day: date) -> Finding:
    first = window_in(rule.window, pack.year_from).start
    params = {"pack": pack.code, "day": short_date(day), "first": short_date(first)}
    if pack.year_to is None:
        message = gettext_noop("%(day)s is outside pack %(pack)s, whose windows run from %(first)s.")
    else:
        message = gettext_noop("%(day)s is outside pack %(pack)s, whose windows run from %(first)s to %(last)s.")
        params["last"] = short_date(window_in(rule.window, pack.year_to).end)
    return Finding("recognition.year_outside_pack", message, params=params, where="as_of")
