"""Sums in words: with their bounds, and the vague amounts that stand beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.components.conference import ORIGINS, amount_text
from binhyen.indicators.queries import dims
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Said, Sum
from binhyen.kernel.ports import CountedRow


def sum_text(total: Sum) -> str:
    """Say a sum: "hơn 2.100", "102/102", "203 và “hàng trăm kg”"; a dash for nothing."""
    words = "; ".join(f"“{one}”" for one in dict.fromkeys(total.vague))
    if total.value is None:
        return words or "–"
    number = write_amount(Amount(Said.NUMBER, total.value, total.denominator, total.bound))
    return gettext("%(number)s and %(words)s") % {"number": number, "words": words} if words else number


@dataclass(frozen=True, slots=True)
class Source:
    """One row behind a sum: how it is split, what it says, where it came from and where it opens."""

    split: str
    amount: str
    origin: str
    link: str


def sources_of(rows: Iterable[CountedRow]) -> tuple[Source, ...]:
    """Return the rows behind a sum, each with its way home."""
    known = dims()
    return tuple(
        Source(
            ", ".join(known[code].name_of(value) for code, value in row.dims.items() if code in known),
            amount_text(row),
            gettext(ORIGINS[row.origin]),
            row.link,
        )
        for row in rows
    )
