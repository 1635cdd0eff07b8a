"""The course of a round as bars: one drawing for each kind of units."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.analytics.boards.funnel import Course
from binhyen.analytics.components.home import kind_name
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number, percent
from binhyen.ui.components.charts import Chart, Kind, Mark, Series, Under

_STEPS = (
    gettext_noop("units of the round"),
    gettext_noop("registered"),
    gettext_noop("self-assessed and sent"),
    gettext_noop("appraised"),
    gettext_noop("decided"),
    gettext_noop("recognised"),
)


def charts_of(courses: Iterable[Course], under: Under) -> tuple[Chart, ...]:
    """Return a drawing for each kind."""
    return tuple(_chart(one, under) for one in courses)


def _chart(one: Course, under: Under) -> Chart:
    name = kind_name(one.kind)
    marks = tuple(
        Mark(number(count), Decimal(count), href, percent(count, one.counts[0]))
        for count, href in zip(one.counts, one.hrefs, strict=True)
    )
    steps = tuple(gettext(step) for step in _STEPS)
    return Chart(
        f"vong-{one.kind.replace('_', '-')}",
        Kind.BAR,
        name,
        steps,
        (Series(name, marks),),
        gettext("units"),
        gettext("Came at least so far"),
        under=under,
    )
