"""Targets as rows of a table and of a file: what is asked, what was reached, how far that is. Nobody is graded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.analytics.boards.targets import Against
from binhyen.analytics.boards.words import amount_text, mark_of, percent_text, plain
from binhyen.analytics.components.files import FileOf
from binhyen.analytics.rules.answers import Cell, Reached
from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.catalogue import WORDS_OF_BOUND
from binhyen.kernel.amounts import Bound
from binhyen.kernel.vietnamese import sort_key
from binhyen.reports.components.words import period_name
from binhyen.reports.rules.totals import Basis
from binhyen.ui.components.charts import NOTHING, Mark, Under

MOST_ROWS = 300
"""More rows than this stand in the file alone."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: whose, of what, when; its number with the page of its task; what was reached, and how far it is."""

    place: str
    indicator: str
    unit: str
    period: str
    target: str
    home: str
    reached: Mark
    share: str
    words: str
    gap: Mark = NOTHING
    """What was reached less the target, as a number; "" where a bound leaves it open."""
    known: bool = True
    """Whether there is a number to hold against the target."""

    @property
    def of(self) -> str:
        """Say the target and how far it is: "85,0 % of a target of 20"; the target alone while nothing is known."""
        if not self.known:
            return gettext("target: %(target)s") % {"target": self.target}
        return gettext("%(share)s of a target of %(target)s") % {"share": self.share, "target": self.target}


def target_rows(found: Against, basis: Basis) -> tuple[TargetRow, ...]:
    """Return the rows in the order of places, indicators and periods."""
    names = found.names or {}
    rows = [target_row(one, names.get(one.place_id or 0, ""), basis) for one in found.rows]
    return tuple(sorted(rows, key=lambda one: (sort_key(one.place), sort_key(one.indicator))))


def target_row(one: Reached, place: str, basis: Basis) -> TargetRow:
    """Return a target as a row."""
    known = catalogue().indicators[one.indicator]
    return TargetRow(
        place,
        known.name,
        known.unit,
        period_name(one.period),
        amount_text(one.target),
        one.home,
        _reached(one, basis),
        share_text(one),
        gap_text(one),
        _gap(one),
        one.relative is not None,
    )


def share_text(one: Reached) -> str:
    """Say how much of a target is reached, with the word of its bound: "hơn 85,0 %"."""
    word = WORDS_OF_BOUND[one.bound] if one.relative is not None else ""
    return " ".join(part for part in (word, percent_text(one.relative)) if part)


def gap_text(one: Reached) -> str:
    """Say how far an amount is from its target; nothing is good or bad by being more."""
    if one.uncarried:
        return gettext("not comparable")
    if one.difference is None:
        return gettext("no number reported yet")
    if one.bound is not Bound.EXACT:
        return ""
    if not one.difference:
        return gettext("as much as the target")
    told = {"gap": amount_text(abs(one.difference))}
    return (gettext("%(gap)s more than the target") if one.difference > 0 else gettext("%(gap)s to the target")) % told


def _gap(one: Reached) -> Mark:
    """Return how much more than the target was reached, below zero how much less."""
    if one.uncarried or one.difference is None:
        return NOTHING
    if one.bound is not Bound.EXACT:
        return Mark("")
    gap = plain(one.difference)
    return Mark(amount_text(gap), gap)


def targets_file(rows: Sequence[TargetRow], title: str, under: Under) -> FileOf:
    """Return targets for a file."""
    heads = (
        gettext("Place"),
        gettext("Indicator"),
        gettext("Period"),
        gettext("Target"),
        gettext("Reached"),
        gettext("Of the target"),
        gettext("Reached less target"),
        gettext("Beside the target"),
    )
    lines = [((one.place, one.indicator, one.period), _in_file(one)) for one in rows]
    return FileOf(title, heads, lines, under)


def _in_file(one: TargetRow) -> tuple[Mark, ...]:
    return Mark(one.target, _number(one.target)), one.reached, Mark(one.share), one.gap, Mark(one.words)


def _number(text: str) -> Decimal | None:
    told = text.replace(".", "").replace(",", ".")
    return Decimal(told) if told.replace(".", "", 1).isdigit() else None


def _reached(one: Reached, basis: Basis) -> Mark:
    if not one.figures and not one.uncarried:
        return NOTHING
    cell = Cell(
        one.indicator,
        one.place_id,
        one.period,
        one.split,
        one.amount,
        one.denominator,
        one.share,
        one.bound,
        uncarried=one.uncarried,
    )
    return mark_of(cell, basis)
