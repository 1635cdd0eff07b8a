"""The words that officers write beside numbers: nothing to report, bounds, vague amounts, magnitudes, units."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from binhyen.indicators.rules.catalogue import WORDS_OF_BOUND
from binhyen.kernel.amounts import Bound

NOTHING_WORD = "KPS"
NOTHING_WORDS = frozenset(
    {"-", "--", "---", "kps", "k.p.s", "k", "ko", "không", "không có", "không phát sinh", "k phát sinh"}
)
MAGNITUDES = {
    "chục": Decimal(10),
    "trăm": Decimal(100),
    "nghìn": Decimal(1_000),
    "ngàn": Decimal(1_000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}
_BOUNDS = {
    Bound.OVER: ("hơn", "trên", "quá", ">"),
    Bound.NEARLY: ("gần", "ngót", "xấp xỉ dưới"),
    Bound.ABOUT: ("khoảng", "chừng", "ước", "ước khoảng", "ước tính", "ước đạt", "xấp xỉ", "~", "≈"),
    Bound.AT_LEAST: ("ít nhất", "tối thiểu", "không dưới", "≥", ">="),
}
_UPPER = ("dưới", "không quá", "tối đa", "nhiều nhất", "<", "≤", "<=")
_OR_MORE = re.compile(r"(?:từ )?(\d.*?) ?trở lên")
_MONEY = frozenset({"đồng", "đ", "vnđ", "vnd", "₫"})
_ALSO = {
    "đồng": _MONEY,
    "đồng/tháng": _MONEY | {"đ/tháng"},
    "%": frozenset({"phần trăm"}),
    "mét": frozenset({"m"}),
    "gam": frozenset({"g", "gram"}),
    "kg": frozenset({"kilôgam", "ki-lô-gam", "cân"}),
    "m2": frozenset({"mét vuông"}),
    "km2": frozenset({"ki-lô-mét vuông"}),
    "ha": frozenset({"héc-ta", "hecta"}),
    "lượt": frozenset({"lượt người"}),
    "mắt camera": frozenset({"mắt", "camera"}),
}
_MEASURES = frozenset({"kg", "tạ", "tấn", "gam", "mét", "km", "người", "lượt người", "hộ", "đồng"})
"""What a vague amount may be of besides the indicator's own unit. The list is closed: a cell takes no free text."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words}
_BOUNDED = re.compile(rf"({_any_of(_BOUND_OF)}) ?(?=\d)")
_BOUNDED_ABOVE = re.compile(rf"(?:{_any_of(_UPPER)}) ?\d")
_SIZES = _any_of(MAGNITUDES)
_VAGUE = re.compile(
    rf"(?:hàng(?: (?:{_SIZES}))+|(?:(?:một )?vài|mấy|dăm)(?: (?:{_SIZES}))*|(?:rất )?nhiều|một số)(?= |$)"
)


def tidy(text: str) -> str:
    """Return `text` in composed letters and single spaces, without signs that cannot be seen."""
    seen = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in {"Cf", "Cc"})
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def plain(text: str) -> str:
    """Return tidy text for reading: lower case, one kind of dash, full-width signs as usual ones, m² as m2."""
    same = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    return " ".join(same.split())


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def bound_in(words: str) -> tuple[Bound, str]:
    """Return the bound that the words give the number, and the rest.

    >>> bound_in("hơn 200")
    (<Bound.OVER: 'over'>, '200')
    """
    more = _OR_MORE.fullmatch(words)
    if more:
        return Bound.AT_LEAST, more.group(1)
    before = _BOUNDED.match(words)
    return (_BOUND_OF[before.group(1)], words[before.end() :]) if before else (Bound.EXACT, words)


def bound_word(bound: Bound) -> str:
    """Return the word that is written before a number with this bound."""
    return WORDS_OF_BOUND[bound]


def is_upper(words: str) -> bool:
    """Tell whether the words say only what a number is less than."""
    return _BOUNDED_ABOVE.match(words) is not None


def after_vague(words: str) -> str | None:
    """Return what follows a vague amount ("hàng trăm kg" → "kg"), or None when the words are none."""
    found = _VAGUE.match(words)
    return words[found.end() :].strip() if found else None


def is_measure(words: str, unit: str) -> bool:
    """Tell whether the words name the unit, or a common measure."""
    return words in _MEASURES or words in units_of(unit)


@cache
def units_of(unit: str) -> tuple[str, ...]:
    """Return how a unit may be written after a number, the longest first: "tin, bài" is "tin bài", "tin" or "bài"."""
    own = plain(unit)
    if not own:
        return ()
    parts = [part.strip() for part in own.split(",")]
    return tuple(sorted({own, " ".join(parts), *parts, *_ALSO.get(own, ())}, key=len, reverse=True))


def without_unit(words: str, unit: str) -> str:
    """Return the words without the indicator's own unit at their end.

    >>> without_unit("5,4 tỷ đồng", "đồng")
    '5,4 tỷ'
    """
    for own in units_of(unit):
        rest = words[: -len(own)]
        if words.endswith(own) and rest and (rest[-1] == " " or rest[-1].isdigit()):
            return rest.strip()
    return words
