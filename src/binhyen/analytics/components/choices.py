"""What can be chosen in the form of a pivot."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.analytics.boards.asked import FIRST_YEAR, PivotAsked
from binhyen.analytics.boards.places import choices_below
from binhyen.analytics.components.pivot import AXES, DRAWINGS
from binhyen.analytics.rules.changes import Versus
from binhyen.analytics.rules.pivots import KINDS, Below, periods_of
from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.forms import PeriodType
from binhyen.kernel.marks import gettext_noop
from binhyen.reports.components.words import period_name
from binhyen.ui.components.parts import Choice

_KINDS = {
    PeriodType.MONTH: gettext_noop("months"),
    PeriodType.QUARTER: gettext_noop("quarters"),
    PeriodType.HALF: gettext_noop("half-years"),
    PeriodType.NINE_MONTHS: gettext_noop("first nine months"),
    PeriodType.YEAR: gettext_noop("years"),
}
_BELOW = {
    Below.ITSELF: gettext_noop("as one"),
    Below.PROVINCES: gettext_noop("by provinces"),
    Below.COMMUNES: gettext_noop("by communes"),
    Below.AREAS: gettext_noop("by residential areas"),
}


_VERSUS = {
    Versus.BEFORE: gettext_noop("against the period before"),
    Versus.LAST_YEAR: gettext_noop("against the same period last year"),
}


@dataclass(frozen=True, slots=True)
class GroupOfChoices:
    """Indicators of a group of the catalogue."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PivotChoices:
    """The choices of each control of the form."""

    groups: Sequence[GroupOfChoices]
    kinds: Sequence[Choice]
    periods: Sequence[Choice]
    """Periods of the chosen kind and years that have begun: a map shows one of them."""
    years: Sequence[int]
    below: Sequence[Choice]
    splits: Sequence[Choice]
    axes: Sequence[Choice]
    drawings: Sequence[Choice]
    versus: Sequence[Choice]


def pivot_choices(asked: PivotAsked) -> PivotChoices:
    """Return what can be chosen; dimensions are those of the indicators that are chosen."""
    known, every = catalogue(), dims()
    periods = periods_of(asked.kind, asked.first, asked.last, asked.today)
    codes = dict.fromkeys(dim for code in asked.asked.indicators for dim in known.indicators[code].dims)
    return PivotChoices(
        groups_of([one.code for one in known.indicators.values() if one.in_forms]),
        [Choice(kind.value, gettext(_KINDS[kind])) for kind in KINDS],
        [Choice(one.code, period_name(one.code)) for one in periods],
        range(asked.today.year, FIRST_YEAR - 1, -1),
        [Choice(one.value, gettext(_BELOW[one])) for one in choices_below(asked.asked.about.place)],
        [Choice("", gettext("not split")), *(Choice(code, every[code].name) for code in codes if code in every)],
        [Choice(axis.value, gettext(AXES[axis])) for axis in AXES],
        [Choice(value, gettext(name)) for value, name in DRAWINGS],
        [Choice(one.value, gettext(name)) for one, name in _VERSUS.items()],
    )


def groups_of(codes: Collection[str]) -> list[GroupOfChoices]:
    """Return indicators by groups of the catalogue, in its order."""
    known, wanted = catalogue(), set(codes)
    groups = (
        GroupOfChoices(
            group.name, tuple(Choice(one.code, one.name) for one in known.of_group(group.code) if one.code in wanted)
        )
        for group in known.groups
    )
    return [one for one in groups if one.choices]
