"""Sums that do not agree inside a text. What is printed is kept as printed; a flag is raised at the figures concerned.

Three things can be held against each other without knowing anything else: parts against the whole before them, a share
against the percentage printed after it, and a percentage that no share can have.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from binhyen.kernel.amounts import Bound
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.rules.figures import Figure, Measure

PARTS, PERCENT, ABOVE_WHOLE = "narrative.parts", "narrative.percent", "narrative.above_whole"
MESSAGES = {
    PARTS: gettext_noop("The parts add up to %(sum)s, the text says %(whole)s."),
    PERCENT: gettext_noop("%(part)s of %(whole)s are %(share)s %%, the text says %(printed)s."),
    ABOVE_WHOLE: gettext_noop("%(part)s is more than the %(whole)s it is a part of."),
}
_ALL = re.compile(r"\b(?:bao gồm|gồm(?: có)?|cụ thể|chia ra|gồm các)\b", re.IGNORECASE)
_NEAR = 160
"""Signs between a share and its percentage, and between a whole and the word that names all its parts."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that does not agree, at the figures concerned. `code` names the sentence, `params` fill it."""

    code: str
    params: dict[str, str]
    figures: tuple[int, ...]


def flags_of(text: str, figures: Sequence[Figure]) -> tuple[Flag, ...]:
    """Return what does not agree, in the order of the text. Linear in the figures."""
    return (*_parts(text, figures), *_percents(text, figures), *_above(figures))


def _parts(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    for place, whole in enumerate(figures):
        if whole.measure is not Measure.LEVEL or whole.value is None or whole.bound is not Bound.EXACT:
            continue
        parts = list(_parts_after(figures, place))
        if len(parts) < 2 or any(figures[one].bound is not Bound.EXACT for one in parts):  # noqa: PLR2004 - a sum
            continue
        total = sum((figures[one].value or Decimal(0) for one in parts), Decimal(0))
        every = bool(_ALL.search(text[whole.end : min(figures[parts[0]].start, whole.end + _NEAR)]))
        if total > whole.value or (every and total != whole.value):
            yield Flag(PARTS, {"sum": written(total), "whole": written(whole.value)}, (place, *parts))


def _parts_after(figures: Sequence[Figure], place: int) -> Iterator[int]:
    """Yield the parts that follow a whole, as long as each is split by the same dimensions as the first."""
    split: frozenset[str] | None = None
    for index in range(place + 1, len(figures)):
        one = figures[index]
        if one.measure is not Measure.PART or one.indicator != figures[place].indicator or one.value is None:
            return
        if split is not None and frozenset(one.dims) != split:
            return
        split = frozenset(one.dims)
        yield index


def _percents(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    for place in range(1, len(figures)):
        share, printed = figures[place - 1], figures[place]
        if printed.measure is not Measure.SHARE or printed.value is None or not share.denominator:
            continue
        between = text[share.end : printed.start]
        if share.numerator is None or len(between) > _NEAR or "\n" in between or ". " in between:
            continue
        exact = share.numerator * _HUNDRED / share.denominator
        if not _says(printed, exact):
            params = {
                "part": written(share.numerator),
                "whole": written(share.denominator),
                "share": written(round(exact, 2)),
                "printed": printed.text,
            }
            yield Flag(PERCENT, params, (place - 1, place))


def _says(printed: Figure, exact: Decimal) -> bool:
    """Tell whether a printed percentage can be that of an exact share: rounded or cut off, with its hedge."""
    said = printed.value or Decimal(0)
    step = Decimal(1).scaleb(min(0, int(said.as_tuple().exponent)))
    close = abs(exact - said) < step
    if printed.bound in {Bound.OVER, Bound.AT_LEAST}:
        return close or said <= exact < said + 10
    if printed.bound is Bound.NEARLY:
        return close or said - 10 < exact <= said
    return close or (printed.bound is Bound.ABOUT and abs(exact - said) <= _ROUGHLY)


_ROUGHLY = Decimal(3)


def _above(figures: Sequence[Figure]) -> Iterator[Flag]:
    for place, one in enumerate(figures):
        if one.numerator is not None and one.denominator is not None and one.numerator > one.denominator:
            params = {"part": written(one.numerator), "whole": written(one.denominator)}
            yield Flag(ABOVE_WHOLE, params, (place,))


def written(number: Decimal) -> str:
    """Write a number as a text does: dots between thousands, a comma before decimals.

    >>> written(Decimal("1234.50"))
    '1.234,5'
    """
    plain = f"{number.normalize():,f}" if number != number.to_integral_value() else f"{number:,.0f}"
    return plain.replace(",", " ").replace(".", ",").replace(" ", ".")
