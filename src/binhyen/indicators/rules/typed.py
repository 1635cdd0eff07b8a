"""What an officer types, pastes or keeps in a workbook's cell, read as an amount; and an amount written back."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from binhyen.indicators.rules.catalogue import Indicator
from binhyen.indicators.rules.numerals import (
    NO_NUMBER,
    TWO_NUMBERS,
    in_bounds,
    no_number,
    read_terms,
    refused,
    too_large,
    written,
)
from binhyen.indicators.rules.vocabulary import (
    NOTHING_WORD,
    NOTHING_WORDS,
    after_vague,
    bound_in,
    bound_word,
    is_measure,
    is_upper,
    plain,
    tidy,
    without_unit,
)
from binhyen.kernel.amounts import EMPTY, LIMIT, NOTHING, Amount, Said, exactly, vaguely
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import short_date

CellValue = str | int | float | bool | Decimal | date | None
"""What a workbook's cell may hold."""
MOST_SIGNS = 120
"""Characters of one cell: more is no amount."""
_SHORT = 14
_DAY = re.compile(
    r"(?:(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})|\d{4}([/.-])(\d{1,2})\4(\d{1,2}))(?:[ t]\d{1,2}:[\d:.]+)?"
)
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}")
_HINTS = (
    ("formula", re.compile(r"[=@].*|[+-]?[a-z.]+\(.*")),
    ("sheet_error", re.compile(r"#[a-z0-9/]+[!?]?")),
    ("not_a_number", re.compile(r"[+-]?(?:nan|inf|infinity|∞|null|none)")),
    ("hex", re.compile(r"[+-]?0[xob][0-9a-f]+")),
    ("exponent", re.compile(r"[+-]?\d[\d.,]* ?(?:e ?[+-]?|\^ ?|\*\* ?|[x*] ?10 ?\^? ?)\d+")),
    ("negative", re.compile(r"-+ ?\d.*|\( ?-? ?\d[^()]*\)")),
    ("two_numbers", re.compile(r".*\d ?(?:-|đến|tới) ?\d.*|.*\d ?[;+] ?\d.*")),
)
_MESSAGES = {
    "formula": gettext_noop("“%(text)s” is a formula. Type its result, as in 1.234."),
    "sheet_error": gettext_noop("“%(text)s” is an error of the workbook. Mend its formula, or type the number."),
    "not_a_number": gettext_noop("“%(text)s” stands for no number. Type a number, or KPS when there was nothing."),
    "hex": gettext_noop("“%(text)s” is written as programs write numbers. Type it with the digits 0 to 9 alone."),
    "exponent": gettext_noop("“%(text)s” is written with a power of ten. Type all its digits, as in 1.000.000."),
    "negative": gettext_noop("“%(text)s” is below zero. Type how many there are; 0 or KPS when there was nothing."),
    "two_numbers": TWO_NUMBERS,
}


def read_amount(text: str, indicator: Indicator) -> tuple[Amount, Finding | None]:
    """Read what was typed into a cell; with a finding the amount is EMPTY and nothing may be saved.

    The finding's `where` is empty: the caller knows the cell (`dataclasses.replace(finding, where=str(cell))`).
    """
    try:
        return _read(text, indicator), None
    except Refused as refusal:
        return EMPTY, refusal.findings[0]


def read_cell(value: CellValue, indicator: Indicator) -> tuple[Amount, Finding | None]:
    """Read a workbook's cell: numbers as they are, text as it would be typed; dates and TRUE/FALSE are refused.

    Amounts are exact: a floating number counts as the shortest decimal that names it, and is refused when that has
    more decimals than a figure may have.
    """
    if value is None:
        return EMPTY, None
    if isinstance(value, str):
        return read_amount(value, indicator)
    try:
        return _read_raw(value, indicator), None
    except Refused as refusal:
        return EMPTY, refusal.findings[0]


def write_amount(amount: Amount) -> str:
    """Write an amount as it stands in an entry cell: "1.234,5", "hơn 200", "KPS", "194/213", "hàng trăm", "".

    `read_amount` of what was written gives the same amount.
    """
    if amount.said is Said.NOTHING:
        return NOTHING_WORD
    if amount.said is not Said.NUMBER or amount.value is None:
        return amount.words
    share = "" if amount.denominator is None else f"/{written(amount.denominator)}"
    return f"{bound_word(amount.bound)} {written(amount.value)}{share}".strip()


def _read(text: str, indicator: Indicator) -> Amount:
    if len(text) <= _SHORT and text.isascii() and text.isdigit() and not indicator.is_share:
        return exactly(Decimal(text))
    if len(text) > MOST_SIGNS:
        raise refused("too_long", _TOO_LONG, text, most=str(MOST_SIGNS))
    shown = tidy(text)
    words = plain(shown)
    if not words:
        return EMPTY
    if words in NOTHING_WORDS:
        return NOTHING
    tail = after_vague(words)
    return _vague(shown, tail, indicator) if tail is not None else _number(shown, words, indicator)


def _vague(shown: str, tail: str, indicator: Indicator) -> Amount:
    if tail and not is_measure(tail, indicator.unit):
        raise refused("vague_tail", _VAGUE_TAIL, shown, words=tail, unit=indicator.unit)
    return vaguely(shown)


def _number(shown: str, words: str, indicator: Indicator) -> Amount:
    _refuse_strange(shown, words, indicator)
    bound, rest = bound_in(words)
    rest = without_unit(rest, indicator.unit)
    if "/" in rest or indicator.is_share:
        value, denominator = _share(shown, rest, indicator)
        return Amount(Said.NUMBER, value, denominator, bound)
    return Amount(Said.NUMBER, read_terms(rest, whole=indicator.whole, unit=indicator.unit), None, bound)


def _refuse_strange(shown: str, words: str, indicator: Indicator) -> None:
    """Refuse by name what looks like a number and is something else."""
    _refuse_signs(shown)
    if _is_date(words) or (not indicator.is_share and _MONTH.fullmatch(words)):
        raise _date(shown)
    if is_upper(words):
        raise refused("upper_bound", _UPPER_BOUND, shown)
    for code, pattern in _HINTS:
        if pattern.fullmatch(words):
            raise refused(code, _MESSAGES[code], shown)


def _refuse_signs(shown: str) -> None:
    """Refuse raised digits (10³⁰ is not 1030), fractions, and digits of other scripts."""
    if shown.isascii():
        return
    for sign in shown.replace("m²", ""):
        if unicodedata.decomposition(sign).startswith("<super>"):
            raise refused("exponent", _MESSAGES["exponent"], shown)
        if unicodedata.category(sign) == "No" or (sign.isdecimal() and not plain(sign).isascii()):
            raise refused("unreadable", NO_NUMBER, shown)


def _is_date(words: str) -> bool:
    found = _DAY.fullmatch(words)
    if found is None:
        return False
    first, _, second, _, month, day = found.groups()
    numbers = sorted([int(first or month), int(second or day)])
    return 1 <= numbers[0] <= 12 and numbers[1] <= 31  # noqa: PLR2004 - months and days


def _share(shown: str, rest: str, indicator: Indicator) -> tuple[Decimal, Decimal]:
    if not indicator.is_share:
        raise refused("no_share", _NO_SHARE, shown)
    parts = [part.strip() for part in rest.split("/")]
    if len(parts) == 1 and not rest[:1].isdigit():
        raise refused(*no_number(rest), shown)
    if len(parts) == 1 or not all(parts):
        raise refused("needs_share", _NEEDS_SHARE, shown)
    if len(parts) > 2:  # noqa: PLR2004 - a numerator and a denominator
        raise refused("two_numbers", TWO_NUMBERS, shown)
    numerator, denominator = (read_terms(part, whole=indicator.whole, unit=indicator.unit) for part in parts)
    if numerator > 0 and denominator == 0:
        raise refused("no_denominator", _NO_DENOMINATOR, shown)
    return numerator, denominator


def _read_raw(value: float | Decimal | date, indicator: Indicator) -> Amount:
    if isinstance(value, bool):
        raise refused("boolean", _BOOLEAN, str(value).upper())
    if isinstance(value, date):
        raise _date(short_date(value))
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise refused("not_a_number", _MESSAGES["not_a_number"], str(value))
    if abs(exact) >= LIMIT:
        raise too_large(str(exact))
    shown = written(exact)
    if exact < 0:
        raise refused("negative", _MESSAGES["negative"], shown)
    if indicator.is_share:
        raise refused("needs_share", _NEEDS_SHARE, shown)
    return exactly(in_bounds(exact, shown, whole=indicator.whole, unit=indicator.unit))


def _date(shown: str) -> Refused:
    return refused("date", gettext_noop("“%(text)s” looks like a date, and this cell takes a number."), shown)


_TOO_LONG = gettext_noop(
    "“%(text)s” has more than %(most)s characters. Type one number here, and put explanations into the note."
)
_VAGUE_TAIL = gettext_noop(
    "“%(words)s” cannot stand after a vague amount here. Type “hàng trăm” alone or with the unit (%(unit)s), and put "
    "explanations into the note."
)
_UPPER_BOUND = gettext_noop(
    "“%(text)s” says only what the number is less than. Type the number, or “gần 200” when it is nearly that many."
)
_NO_SHARE = gettext_noop("“%(text)s” is a share or a date, and this cell takes one number. Type the number alone.")
_NEEDS_SHARE = gettext_noop(
    "“%(text)s” is one number, and this cell takes a share. Type both numbers, what was reached and of how many, as in "
    "194/213."
)
_NO_DENOMINATOR = gettext_noop("“%(text)s” is a share of nothing. Type of how many after the stroke, as in 194/213.")
_BOOLEAN = gettext_noop("“%(text)s” is a yes or no of the workbook. Type a number, or KPS when there was nothing.")
