"""Why a figure is not offered, or is looked at first; which sums do not agree; in words."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext

from binhyen.indicators.queries import dims
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import exactly
from binhyen.kernel.findings import Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.periods import parse_period
from binhyen.kernel.vietnamese import short_date
from binhyen.narrative.models import Proposal
from binhyen.narrative.rules.leftover import Leftover
from binhyen.narrative.rules.placing import SURE, Why
from binhyen.narrative.rules.sums import MESSAGES
from binhyen.reports.components.words import period_name
from binhyen.ui.components.sentences import sentence

_WHY = {
    Why.NO_LINE: gettext_noop("This report has no line for it."),
    Why.SPLIT: gettext_noop("The report asks for it by parts, and the text does not say which."),
    Why.SHARE: gettext_noop("A percentage: the report asks for the numbers themselves."),
    Why.CHANGE: gettext_noop("A rise or fall, not how many there are."),
    Why.AVERAGE: gettext_noop("An average, or the price of one."),
    Why.TARGET: gettext_noop("What is aimed at, not what was reached."),
    Why.PART: gettext_noop("A part of a number before it: it is not added to it."),
    Why.KIND: gettext_noop("One kind of what number %(other)s counts whole: it is not added to it."),
    Why.DUPLICATE: gettext_noop("Says the same as number %(other)s."),
    Why.PERIOD: gettext_noop("Said of %(period)s, and the report is of another period."),
    Why.PLACE: gettext_noop("Said of %(place)s, not of the place of this report."),
    Why.RANGE: gettext_noop("A span from %(low)s to %(high)s: type the number you mean."),
    Why.BOTH_NUMBERS: gettext_noop("The report asks for both numbers: so many of so many."),
    Why.ONE_NUMBER: gettext_noop("The report asks for one number, and the text gives a share."),
    Why.AMOUNT: gettext_noop("No cell can hold this number as it stands."),
    Why.WITHIN: gettext_noop("Said of %(period)s, which is a part of the report's period."),
    Why.TWO_VALUES: gettext_noop("The text says another number of the same thing: number %(other)s."),
    Why.OVERLAP: gettext_noop("May count the same things as number %(other)s."),
    Why.SOME: gettext_noop("Said of some of them only (%(split)s); the line asks for all."),
}
_PART_OF = gettext_noop("A part of number %(other)s: it is not added to it.")
_UNSURE = gettext_noop("It is not certain that this is what is meant.")
_LEFT = {
    Leftover.DOCUMENT: gettext_noop("number of a document"),
    Leftover.DAY: gettext_noop("a date"),
    Leftover.YEAR: gettext_noop("a year"),
    Leftover.OTHER: "",
}


def reasons_of(row: Proposal) -> Iterator[str]:
    """Say what speaks against a figure, and which sums do not agree."""
    if row.why:
        yield sentence(_message(row), _params(row))
    elif row.offered and float(row.confidence) < SURE:
        yield gettext(_UNSURE)
    for flag in row.flags:
        yield sentence(MESSAGES[flag["code"]], flag["params"])


def _message(row: Proposal) -> str:
    return _PART_OF if row.why == Why.PART and row.beside else _WHY[Why(row.why)]


def _params(row: Proposal) -> Mapping[str, object]:
    return {
        "other": row.beside or "",
        "period": period_words(row.period),
        "place": row.place,
        "split": dims_words({code: value for code, value in row.dims.items() if code == "status"}),
        "low": _number(row.low),
        "high": _number(row.high),
    }


def _number(value: object) -> str:
    return write_amount(exactly(value)) if value is not None else ""  # type: ignore[arg-type]


def period_words(code: str) -> str:
    """Say a period that a text speaks of; "" for none."""
    try:
        period = parse_period(code) if code else None
    except Refused:
        return code
    if period is None:
        return ""
    if period.start == period.end:
        return short_date(period.start)
    try:
        return period_name(code)
    except (KeyError, Refused, ValueError):
        return gettext("from %(since)s to %(until)s") % {
            "since": short_date(period.start),
            "until": short_date(period.end),
        }


def dims_words(split: Mapping[str, str]) -> str:
    """Name by what a figure is split: "Hội Liên hiệp Phụ nữ, Bằng khen"."""
    known = dims()
    named = (known[code].name_of(value) for code, value in split.items() if code in known)
    return ", ".join(named)


def leftover_word(kind: Leftover) -> str:
    """Say what a number that is no figure is."""
    return gettext(_LEFT[kind]) if _LEFT[kind] else ""
