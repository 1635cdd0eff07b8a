"""Parts of the catalogue's pages: words for what an indicator is, examples as they are written, checks as said."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.rules.catalogue import Indicator, Kind, Mark, OverPlaces, OverTime
from binhyen.indicators.rules.checks import Check
from binhyen.indicators.rules.examples import Worked
from binhyen.indicators.rules.numerals import written
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.findings import Severity
from binhyen.kernel.marks import gettext_noop

KINDS: Mapping[Kind, str] = {
    Kind.COUNT: gettext_noop("a count"),
    Kind.RATIO: gettext_noop("a share with both its numbers"),
    Kind.RATE: gettext_noop("a percentage alone"),
    Kind.AMOUNT: gettext_noop("an amount"),
    Kind.CHANGE: gettext_noop("a difference told in words"),
}
NATURES: Mapping[OverTime, str] = {
    OverTime.SUM_OF_FLOWS: gettext_noop("Flow"),
    OverTime.LAST_VALUE: gettext_noop("Stock"),
    OverTime.NONE: gettext_noop("Single occasion"),
}
ON_TIME: Mapping[OverTime, str] = {
    OverTime.SUM_OF_FLOWS: gettext_noop("It says what happened in the period, so months add up to the year."),
    OverTime.LAST_VALUE: gettext_noop(
        "It says what there is at the end of the period, so the last value holds and periods are never added."
    ),
    OverTime.NONE: gettext_noop("It belongs to one occasion, so periods make no number together."),
}
ON_PLACES: Mapping[OverPlaces, str] = {
    OverPlaces.SUM: gettext_noop(
        "Places add up. Nothing to report counts as zero, and “more than” stays a lower bound in the total."
    ),
    OverPlaces.RATIO_OF_SUMS: gettext_noop(
        "Numerators and denominators are added apart, and the share is reckoned from the two sums. Percentages are "
        "never averaged."
    ),
    OverPlaces.NONE: gettext_noop("Places make no number together: adding would count twice, or add percentages."),
}
MARKS: Mapping[Mark, str] = {
    Mark.CONFIRMED: gettext_noop("the wording was seen"),
    Mark.SECONDARY: gettext_noop("through a secondary source"),
    Mark.INFERRED: gettext_noop("inferred, not the wording of a law"),
    Mark.NOT_FOUND: gettext_noop("looked for and not found"),
}
SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: gettext_noop("hinders sending"),
    Severity.WARNING: gettext_noop("asks for a look"),
    Severity.INFO: gettext_noop("only said"),
}
_LOOKS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("error", "ban"),
    Severity.WARNING: ("warn", "warn"),
    Severity.INFO: ("info", "info"),
}
"""Colour of the note, and its symbol."""


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """One amount of a worked example with what it belongs to."""

    label: str
    amount: str


@dataclass(frozen=True, slots=True)
class ShownExample:
    """A worked example as a page shows it; `whole` is "" where the parts make nothing."""

    rows: tuple[ExampleRow, ...]
    label: str
    whole: str
    share: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check in its own sentence, with dots for the numbers of a report."""

    sentence: str
    look: str
    icon: str
    severity: str
    waivable: bool
    source: str


def kinds_of(indicator: Indicator) -> str:
    """Return in which forms its figures are written, in words."""
    return ", ".join(gettext(KINDS[kind]) for kind in indicator.kinds)


def places_example(worked: Worked) -> ShownExample:
    """Show an example over communes."""
    rows = _rows(worked, gettext("Commune %(letter)s"), "ABCD")
    return _shown(worked, rows, gettext("All communes"))


def periods_example(worked: Worked) -> ShownExample:
    """Show an example over quarters."""
    return _shown(worked, _rows(worked, gettext("Quarter %(letter)s"), ("I", "II", "III", "IV")), gettext("The year"))


def _rows(worked: Worked, label: str, letters: str | tuple[str, ...]) -> tuple[ExampleRow, ...]:
    pairs = zip(letters, worked.parts, strict=False)
    return tuple(ExampleRow(label % {"letter": letter}, write_amount(amount)) for letter, amount in pairs)


def _shown(worked: Worked, rows: tuple[ExampleRow, ...], label: str) -> ShownExample:
    whole = worked.whole
    if whole is None or whole.value is None:
        return ShownExample(rows, label, "", None)
    share = None if whole.denominator is None else (int(whole.value), int(whole.denominator))
    return ShownExample(rows, label, write_amount(whole), share)


def shown_check(check: Check, about: Indicator, names: Mapping[str, str]) -> ShownCheck:
    """Return a check in its sentence: names of indicators stand for the labels of a form, dots for its numbers.

    A check of all indicators of a kind is said about this one.
    """
    limits = (check.least, check.most, check.factor, check.percent, check.floor)
    numbers = ["" if limit is None else written(limit) for limit in limits]
    places = {
        **dict.fromkeys(("left", "right", "before"), "…"),
        **dict(zip(("least", "most", "factor", "percent", "floor"), numbers, strict=True)),
        "left_label": names.get(check.left.indicator, about.name) if check.left else about.name,
        "right_label": " + ".join(names[cell.indicator] for cell in check.right),
    }
    severity = gettext(SEVERITIES[check.severity])
    said = (check.message % places).replace("….", "…")
    return ShownCheck(said, *_LOOKS[check.severity], severity, check.waivable, check.source)
