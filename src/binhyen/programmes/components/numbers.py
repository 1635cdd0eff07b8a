"""Sums in words: with their bounds, and the vague amounts that stand beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.components.conference import ORIGINS, amount_text
from binhyen.indicators.queries import catalogue, dims
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Bound, Said, Sum
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.ports import CountedRow
from binhyen.kernel.vietnamese import number
from binhyen.programmes.rules.progress import Progress


def sum_text(total: Sum) -> str:
    """Say a sum: "hơn 2.100", "102/102", "203 và “hàng trăm kg”"; a dash for nothing."""
    words = "; ".join(f"“{one}”" for one in dict.fromkeys(total.vague))
    if total.value is None:
        return words or "–"
    said = write_amount(Amount(Said.NUMBER, total.value, total.denominator, total.bound))
    return gettext("%(number)s and %(words)s") % {"number": said, "words": words} if words else said


_MISSING = {
    Bound.EXACT: gettext_noop("%(gap)s %(unit)s are missing"),
    Bound.OVER: gettext_noop("at most %(gap)s %(unit)s are missing"),
    Bound.ABOUT: gettext_noop("about %(gap)s %(unit)s are missing"),
}


def gap_bound(found: Progress) -> Bound:
    """Return what a gap is: of a result of which only a lower bound is known, at most this much is missing."""
    if found.result.bound is Bound.ABOUT:
        return Bound.ABOUT
    return Bound.OVER if found.reached is None else Bound.EXACT


def gap_text(found: Progress | None, unit: str) -> str:
    """Say what is missing to a target; "" where nothing is or it cannot be told."""
    if found is None or not found.gap:
        return ""
    return gettext(_MISSING[gap_bound(found)]) % {"gap": number(found.gap), "unit": unit}


@dataclass(frozen=True, slots=True)
class Source:
    """One row behind a sum: how it is split and is not, what it says, where it came from and where it opens."""

    split: str
    amount: str
    origin: str
    link: str
    unsplit: str = ""
    """By what it was published unsplit, where others are split by it: "Hình thức khen thưởng"."""


_AWARDS = "awards"


def sources_of(rows: Iterable[CountedRow]) -> tuple[Source, ...]:
    """Return the rows behind a sum, each with its way home."""
    listed = list(rows)
    return tuple(_source(row, listed) for row in listed)


def _source(row: CountedRow, listed: Sequence[CountedRow]) -> Source:
    known = dims()
    split = ", ".join(known[code].name_of(value) for code, value in row.dims.items() if code in known)
    unsplit = ", ".join(known[code].name for code in _asked(row, listed) if code not in row.dims)
    return Source(split, amount_text(row), gettext(ORIGINS[row.origin]), row.link, unsplit)


def _asked(row: CountedRow, listed: Sequence[CountedRow]) -> list[str]:
    """Return the dimensions by which a reader expects a split: those of the other rows; of awards always all."""
    found = {code for one in listed for code in one.dims}
    indicator = catalogue().indicators[row.indicator]
    return [code for code in indicator.dims if code in found or (indicator.group == _AWARDS and code in _AWARD_DIMS)]


_AWARD_DIMS = frozenset({"award_kind", "awarded_by"})
