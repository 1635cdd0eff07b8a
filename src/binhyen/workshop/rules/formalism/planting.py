"""Fakes of known kinds, planted in honest reports: what people do who have no figures and must send some.

Each kind is planted alone, with its own strength drawn by luck, so that a list that finds one kind only is seen to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random

from binhyen.analytics.rules.signals.likeness import sent_first
from binhyen.analytics.rules.signals.subject import CellSaid, ReportSaid
from binhyen.workshop.rules.formalism.changing import Fakery, is_open, of_numbers, typed
from binhyen.workshop.rules.formalism.harder import always_copied, avoiding, half_copy, near_copy, noisy, to_target
from binhyen.workshop.rules.formalism.honest import DUE, province


class Fake(StrEnum):
    """What is planted."""

    COPY = "copy"
    """Most numbers are those of the month before."""
    ROUND = "round"
    """Numbers are invented round."""
    DIGITS = "digits"
    """Numbers are invented and end in a favourite digit, as in earlier months."""
    SMOOTH = "smooth"
    """A year of months is invented around one number each."""
    FULL = "full"
    """Every share is 100 %."""
    JUMP = "jump"
    """A few numbers are made two and a half to five times as large."""
    TEXT = "text"
    """The text is a neighbour's with a few words changed."""
    BULK = "bulk"
    """Everything is typed within two minutes before sending on the last day, and half of it is the month before."""
    NO_EVENT = "no_event"
    """Results are claimed of which the register holds nothing."""
    OVER = "over"
    """More is claimed than the register holds."""
    NEAR_COPY = "near_copy"
    """Most numbers are those of the month before, or one more or less."""
    ALWAYS_COPY = "always_copy"
    """Most numbers are the same for half a year."""
    HALF_COPY = "half_copy"
    """About half of the numbers are those of the month before."""
    TO_TARGET = "to_target"
    """Most numbers are raised to the round one above."""
    NOISY = "noisy"
    """A year of months is invented around one number each, and shaken by a tenth."""
    AVOIDING = "avoiding"
    """No number of seven months ends in 0 or 5."""


HARDER = (Fake.NEAR_COPY, Fake.ALWAYS_COPY, Fake.HALF_COPY, Fake.TO_TARGET, Fake.NOISY, Fake.AVOIDING)
"""Fakes of those who know what is looked for."""
PLAIN = tuple(one for one in Fake if one not in HARDER)


@dataclass(frozen=True, slots=True)
class Planted:
    """A province's reports, and which of them are fakes of which kind."""

    reports: tuple[ReportSaid, ...]
    fakes: Mapping[int, Fake]


def planted(seed: int, communes: int = 100, share: float = 0.07, kinds: Sequence[Fake] = PLAIN) -> Planted:
    """Return an honest province with fakes of these kinds in turn; `share` of the reports are fakes."""
    return plant(province(seed, communes), seed, share, kinds)


def plant(reports: Sequence[ReportSaid], seed: int, share: float = 0.07, kinds: Sequence[Fake] = PLAIN) -> Planted:
    """Plant fakes among honest reports."""
    luck = Random(f"planted {seed}")  # noqa: S311 - repeatable, not secret
    chosen = luck.sample(range(len(reports)), max(1, round(len(reports) * share)))
    fakes = {at: kinds[(seed * len(chosen) + turn) % len(kinds)] for turn, at in enumerate(chosen)}
    found = [_fake(one, fakes[at], reports, luck) if at in fakes else one for at, one in enumerate(reports)]
    return Planted(tuple(found), {reports[at].report: kind for at, kind in fakes.items()})


def _fake(report: ReportSaid, kind: Fake, reports: Sequence[ReportSaid], luck: Random) -> ReportSaid:
    if kind is Fake.TEXT:
        earlier = [one for one in reports if sent_first(one) < sent_first(report)]
        return _same_text(report, luck.choice(earlier or list(reports)).texts, luck)
    return _FAKERIES[kind](report, luck)


def _copy(report: ReportSaid, luck: Random) -> ReportSaid:
    return of_numbers(report, luck, lambda cell, _: cell.before, luck.uniform(0.6, 1.0))


def _round(report: ReportSaid, luck: Random) -> ReportSaid:
    return of_numbers(report, luck, _rounded, luck.uniform(0.8, 1.0))


def _rounded(cell: CellSaid, luck: Random) -> Decimal | None:
    usual = int(cell.value)
    if usual < 15:  # noqa: PLR2004 - nobody rounds what can be counted on fingers
        return Decimal(luck.choice((5, 10, 10, 15))) if usual > 3 else None  # noqa: PLR2004
    step = 10 if usual < 200 else 50  # noqa: PLR2004
    return Decimal(max(step, round(usual * luck.uniform(0.9, 1.5) / step) * step))


def _digits(report: ReportSaid, luck: Random) -> ReportSaid:
    digit, faithful = luck.choice("236789"), luck.uniform(0.45, 0.75)

    def ending(value: Decimal) -> Decimal:
        whole = int(value)
        return Decimal(whole - whole % 10 + int(digit)) if whole >= 10 and luck.random() < faithful else value  # noqa: PLR2004

    def told(cell: CellSaid) -> CellSaid:
        if not is_open(cell):
            return cell
        past = (*cell.history[:6], *(one if one is None else ending(one) for one in cell.history[6:]))
        return replace(typed(cell, ending(cell.value)), history=past)

    return replace(report, cells=tuple(told(cell) for cell in report.cells))


def _smooth(report: ReportSaid, luck: Random) -> ReportSaid:
    months = luck.randint(7, 12)

    def evened(cell: CellSaid) -> CellSaid:
        if not is_open(cell):
            return cell
        middle = float(sum((one or Decimal(0) for one in cell.history), Decimal(0))) / max(1, len(cell.history))
        drawn = [Decimal(max(0, round(middle * luck.uniform(0.96, 1.04)))) for _ in range(months)]
        return replace(typed(cell, drawn[-1]), history=(*cell.history[: 13 - months], *drawn[:-1]))

    return replace(report, cells=tuple(evened(cell) for cell in report.cells))


def _full(report: ReportSaid, _luck: Random) -> ReportSaid:
    cells = [typed(cell, cell.denominator) if cell.denominator is not None else cell for cell in report.cells]
    return replace(report, cells=tuple(cells))


def _jump(report: ReportSaid, luck: Random) -> ReportSaid:
    open_ones = [cell.cell for cell in report.cells if is_open(cell) and cell.value >= 5]  # noqa: PLR2004
    chosen = set(luck.sample(open_ones, min(len(open_ones), luck.randint(2, 5))))
    cells = (
        typed(cell, Decimal(round(float(cell.value) * luck.uniform(2.5, 5)))) if cell.cell in chosen else cell
        for cell in report.cells
    )
    return replace(report, cells=tuple(cells))


def _same_text(report: ReportSaid, other: frozenset[int], luck: Random) -> ReportSaid:
    """Take the other's text, most of it, with a few words of one's own."""
    faithful = luck.uniform(0.75, 1.0)
    kept = frozenset(one for one in sorted(other) if luck.random() < faithful)
    own = frozenset(one for one in sorted(report.texts) if luck.random() < 0.15)  # noqa: PLR2004
    return replace(report, texts=kept | own)


def _bulk(report: ReportSaid, luck: Random) -> ReportSaid:
    sent = (report.due or DUE) - timedelta(minutes=luck.uniform(0, 240))
    start = sent - timedelta(minutes=luck.uniform(3, 20))
    copied = of_numbers(report, luck, lambda cell, _: cell.before, 0.5)
    cells = (replace(cell, entered_at=start + timedelta(seconds=luck.uniform(0, 120))) for cell in copied.cells)
    return replace(copied, cells=tuple(cells), sent=sent)


def _no_event(report: ReportSaid, _luck: Random) -> ReportSaid:
    def claimed(cell: CellSaid) -> CellSaid:
        open_one = cell.counted is not None and not cell.stock
        return replace(typed(cell, max(cell.value, Decimal(1))), counted=Decimal(0)) if open_one else cell

    return replace(report, cells=tuple(claimed(cell) for cell in report.cells))


def _over(report: ReportSaid, luck: Random) -> ReportSaid:
    def claimed(cell: CellSaid) -> CellSaid:
        if not cell.counted:
            return cell
        return typed(cell, cell.counted + max(1, round(float(cell.counted) * luck.uniform(0.1, 0.6))))

    return replace(report, cells=tuple(claimed(cell) for cell in report.cells))


_FAKERIES: Mapping[Fake, Fakery] = {
    Fake.COPY: _copy,
    Fake.ROUND: _round,
    Fake.DIGITS: _digits,
    Fake.SMOOTH: _smooth,
    Fake.FULL: _full,
    Fake.JUMP: _jump,
    Fake.BULK: _bulk,
    Fake.NO_EVENT: _no_event,
    Fake.OVER: _over,
    Fake.NEAR_COPY: near_copy,
    Fake.ALWAYS_COPY: always_copied,
    Fake.HALF_COPY: half_copy,
    Fake.TO_TARGET: to_target,
    Fake.NOISY: noisy,
    Fake.AVOIDING: avoiding,
}
