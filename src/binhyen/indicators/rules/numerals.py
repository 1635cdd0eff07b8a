"""Numbers as Vietnamese write them: dots between thousands, a decimal comma. What is written otherwise is refused."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from binhyen.indicators.rules.vocabulary import MAGNITUDES
from binhyen.kernel.amounts import DECIMALS, LIMIT
from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import number

_VIETNAMESE = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_POINT = re.compile(r"\d+\.\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TERM = re.compile(r"(\d[\d., ]*)([^\d]*)")
_MOST_DIGITS = 15
_THOUSANDS = 3
_SHOWN = 60


def refused(code: str, message: str, text: str, **params: str) -> Refused:
    """Return the refusal of a text, which is shown shortened."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return Refused(Finding(f"indicators.{code}", message, params={"text": shown, **params}))


def read_terms(text: str, *, whole: bool, unit: str) -> Decimal:
    """Read a number with its magnitudes ("5 tỷ 400 triệu"); refuse what is no number, or no whole one where it must be.

    >>> read_terms("5,4 tỷ", whole=True, unit="đồng")
    Decimal('5400000000')
    """
    terms = [(one.group(1).strip(), one.group(2).strip()) for one in _TERM.finditer(text)]
    if not text[:1].isdigit():
        raise refused(*no_number(text), text)
    sizes = [_size(words, text, unit) for _, words in terms]
    if any(after >= before for before, after in pairwise(sizes)) or (len(terms) > 1 and 1 in sizes):
        raise refused("two_numbers", TWO_NUMBERS, text)
    if whole and sizes == [1]:
        _refuse_comma(terms[0][0])
    value = sum((read_number(digits) * size for (digits, _), size in zip(terms, sizes, strict=True)), Decimal(0))
    return in_bounds(value, text, whole=whole, unit=unit)


def read_number(text: str) -> Decimal:
    """Read digits, dots, commas and spaces; refuse what is not written the Vietnamese way, showing the right one.

    >>> read_number("1.234,5")
    Decimal('1234.5')
    """
    if " " in text and not _SPACED.fullmatch(text):
        raise refused("two_numbers", TWO_NUMBERS, text)
    found = _VIETNAMESE.fullmatch(text.replace(" ", "."))
    if found is None:
        raise _written_otherwise(text)
    digits, decimals = found.group(1).replace(".", "").lstrip("0") or "0", (found.group(2) or "").rstrip("0")
    if len(digits) > _MOST_DIGITS:
        raise too_large(text)
    if len(decimals) > _MOST_DIGITS - len("1,"):
        raise too_many_decimals(text)
    return Decimal(f"{digits}.{decimals}" if decimals else digits)


def in_bounds(value: Decimal, text: str, *, whole: bool, unit: str) -> Decimal:
    """Return the value, or refuse it: too large, too many decimals, decimals where things are counted whole."""
    if value >= LIMIT:
        raise too_large(text)
    if whole and value != value.to_integral_value():
        message = gettext_noop("“%(text)s” has decimals, and this is a whole number (%(unit)s). Type a whole number.")
        raise refused("not_whole", message, text, unit=unit)
    if value != round(value, DECIMALS):
        raise too_many_decimals(text)
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def written(value: Decimal) -> str:
    """Write a number with as many decimals as it has: 1.234,5."""
    return number(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())


def too_large(text: str) -> Refused:
    """Return the refusal of a number beyond every figure."""
    message = gettext_noop("“%(text)s” is too large: figures stay below %(limit)s. Look for digits too many.")
    return refused("too_large", message, text, limit=number(LIMIT))


def too_many_decimals(text: str) -> Refused:
    """Return the refusal of a number that is finer than what is kept."""
    message = gettext_noop("“%(text)s” has more than %(most)s decimals. Round it to %(most)s decimals or fewer.")
    return refused("too_many_decimals", message, text, most=str(DECIMALS))


def _size(words: str, text: str, unit: str) -> Decimal:
    """Return what the magnitudes after a number multiply it by; refuse any other word by name."""
    size = Decimal(1)
    for word in words.split():
        if word not in MAGNITUDES:
            raise refused(*_strange(words), text, words=words[:_SHOWN], unit=unit)
        size *= MAGNITUDES[word]
    if size > LIMIT:
        raise too_large(text)
    return size


def _strange(words: str) -> tuple[str, str]:
    """Return the code and sentence for what stands after a number and is neither a magnitude nor the unit."""
    if words == "%":
        return "percent", _PERCENT
    if any(sign.isalpha() for sign in words):
        return "other_unit", _OTHER_UNIT
    return "unreadable", NO_NUMBER


def no_number(text: str) -> tuple[str, str]:
    """Return the code and sentence for a text that begins with no digit."""
    return ("letters" if any(sign.isalpha() for sign in text) else "unreadable"), NO_NUMBER


def _refuse_comma(text: str) -> None:
    """Refuse 1,234 among whole numbers: whoever typed it meant one thousand two hundred and thirty-four."""
    found = _VIETNAMESE.fullmatch(text)
    if found and found.group(2) and len(found.group(2)) == _THOUSANDS:
        digits, decimals = found.group(1), found.group(2)
        right = number(Decimal(digits.replace(".", "") + decimals))
        raise refused("comma_in_whole", _COMMA_IN_WHOLE, text, before=digits, after=decimals, right=right)


def _written_otherwise(text: str) -> Refused:
    """Return why a text of digits, dots and commas is no Vietnamese number, and how to write it."""
    if _POINT.fullmatch(text):
        return refused("decimal_point", _DECIMAL_POINT, text, right=_swapped(text))
    if not _ENGLISH.fullmatch(text):
        return refused("bad_groups", _BAD_GROUPS, text)
    if text.count(",") == 1 and "." in text:
        return refused("ambiguous_number", _AMBIGUOUS, text, **_readings(text))
    return refused("english_thousands", _ENGLISH_THOUSANDS, text, right=_swapped(text))


def _swapped(text: str) -> str:
    """Write an English number the Vietnamese way: 1234567.89 → 1.234.567,89."""
    whole, _, decimals = text.replace(",", "").partition(".")
    grouped = number(Decimal(whole))
    return f"{grouped},{decimals}" if decimals else grouped


def _readings(text: str) -> Mapping[str, str]:
    """Return both ways to read 1,234.5: a comma between thousands, or a decimal comma with a stray dot."""
    return {"reading_one": _swapped(text), "reading_two": text.replace(".", "")}


NO_NUMBER = gettext_noop(
    "“%(text)s” is not a number. Type digits, as in 1.234,5; KPS when there was nothing; “hơn 200” or “hàng trăm” "
    "when the number is not exact."
)
TWO_NUMBERS = gettext_noop("“%(text)s” holds more than one number. Type one number in each cell.")
_PERCENT = gettext_noop(
    "“%(text)s” is a percentage, and this cell takes a number (%(unit)s). Type the number: percentages are reckoned."
)
_OTHER_UNIT = gettext_noop(
    "“%(words)s” is not the unit of this cell, which is %(unit)s. Reckon the number in that unit and type it alone."
)
_COMMA_IN_WHOLE = gettext_noop(
    "“%(text)s” reads as %(before)s point %(after)s, since the comma stands before decimals, and this is a whole "
    "number. If you mean thousands, type %(right)s."
)
_DECIMAL_POINT = gettext_noop(
    "“%(text)s” has a point before decimals. In Vietnamese a comma stands there: type %(right)s."
)
_ENGLISH_THOUSANDS = gettext_noop("“%(text)s” has commas between thousands. Type dots there: %(right)s.")
_AMBIGUOUS = gettext_noop(
    "“%(text)s” can be read in two ways. Type %(reading_one)s if the comma stands between thousands, or "
    "%(reading_two)s if it stands before decimals."
)
_BAD_GROUPS = gettext_noop(
    "The dots and commas of “%(text)s” make no number. Dots stand between groups of three digits and one comma before "
    "decimals, as in 1.234.567,8."
)
