"""Columns of change: each total beside that of an earlier period, as marks."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.analytics.boards.shading import address_of
from binhyen.analytics.boards.words import amount_text, percent_of, plain
from binhyen.analytics.rules.answers import Cell
from binhyen.analytics.rules.changes import Gap, Versus, earlier, step
from binhyen.analytics.rules.hiding import Address
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import Period
from binhyen.reports.components.totals import HIDDEN
from binhyen.ui.components.charts import NOTHING, Mark

_GAPS = {
    Gap.UNSAID: gettext_noop("one of both periods has no number"),
    Gap.MAP: gettext_noop("figures could not be carried onto this map"),
    Gap.NO_SUM: gettext_noop("this indicator makes no sum"),
    Gap.INEXACT: gettext_noop("one of both is no exact number"),
    Gap.COVERAGE: gettext_noop("%(now)s figures now, %(before)s then: other months or places"),
}


def with_earlier(periods: Sequence[Period], versus: Iterable[Versus]) -> tuple[Period, ...]:
    """Return periods with those that they are held against, each once."""
    every = (*periods, *(earlier(one, period) for one in versus for period in periods))
    return tuple({one.code: one for one in every}.values())


def changes_of(
    cells: Sequence[Cell],
    versus: Mapping[str, Sequence[str]],
    hidden: Collection[Address],
    opens: Callable[[Cell], str],
) -> Mapping[Address, tuple[Mark, ...]]:
    """Return for each total two marks for each earlier one: how much more, and how much of it in percent.

    `versus` are the codes of earlier periods by that of a period. Neither is told where one of both is hidden: the
    change would give it away. A change opens the earlier total.
    """
    known = {address_of(one): one for one in cells}
    found: dict[Address, tuple[Mark, ...]] = {}
    for here, now in known.items():
        marks: list[Mark] = []
        for code in versus.get(here.period, ()):
            there = here._replace(period=code)
            shut = here in hidden or there in hidden
            marks += (Mark(gettext(HIDDEN)),) * 2 if shut else _marks(now, known.get(there), opens)
        found[here] = tuple(marks)
    return found


def earlier_codes(periods: Iterable[Period], versus: Sequence[Versus]) -> Mapping[str, Sequence[str]]:
    """Return the codes of what each period is held against."""
    return {period.code: [earlier(one, period).code for one in versus] for period in periods}


def _marks(now: Cell, before: Cell | None, opens: Callable[[Cell], str]) -> tuple[Mark, Mark]:
    found = step(now, before)
    href = "" if before is None else opens(before)
    if found.gap is not None or found.difference is None:
        shut = Mark(gettext("not comparable"), None, href, _why(found.gap, now, before))
        return shut, shut
    if now.denominator is not None:
        points = percent_of(found.difference) or Decimal(0)
        return Mark(_signed(points), plain(points), href), NOTHING
    if found.relative is None:
        nothing = gettext("the earlier number is zero")
        return _mark(found.difference, href), Mark(gettext("not comparable"), None, href, nothing)
    return _mark(found.difference, href), _mark(percent_of(found.relative) or Decimal(0), href)


def _mark(number: Decimal, href: str) -> Mark:
    return Mark(_signed(plain(number)), plain(number), href)


def _signed(number: Decimal) -> str:
    return f"+{amount_text(number)}" if number > 0 else amount_text(number)


def _why(gap: Gap | None, now: Cell, before: Cell | None) -> str:
    if gap is None:
        return ""
    return gettext(_GAPS[gap]) % {"now": now.figures, "before": 0 if before is None else before.figures}
