"""The course of a round as bars: one drawing for each kind of units."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext

from binhyen.analytics.boards.funnel import Course
from binhyen.analytics.components.files import FileOf
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


def file_of(courses: Sequence[Course], title: str, under: Under) -> FileOf:
    """Return the course of all kinds for a file."""
    heads = (gettext("Kind"), *(gettext(step) for step in _STEPS))
    rows = [((kind_name(one.kind),), _marks(one)) for one in courses]
    return FileOf(title, heads, rows, under)


def _marks(one: Course) -> tuple[Mark, ...]:
    pairs = zip(one.counts, one.hrefs, strict=True)
    return tuple(Mark(number(count), Decimal(count), href, percent(count, one.counts[0])) for count, href in pairs)


def _chart(one: Course, under: Under) -> Chart:
    name = kind_name(one.kind)
    steps = tuple(gettext(step) for step in _STEPS)
    return Chart(
        f"vong-{one.kind.replace('_', '-')}",
        Kind.BAR,
        name,
        steps,
        (Series(name, _marks(one)),),
        gettext("units"),
        gettext("Came at least so far"),
        under=under,
    )
