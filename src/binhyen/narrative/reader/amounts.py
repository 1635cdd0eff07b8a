"""Layer 2, amounts: what number stands in the text, over which tokens, with which bound."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from binhyen.kernel.amounts import LIMIT, Bound
from binhyen.narrative.reader.tokens import NUMBER, WORD, Tokens
from binhyen.narrative.reader.vocabulary import PACKS, Trie, key_of, keys_of

UNSURE = frozenset(("một", "năm", "tư", "lăm"))
WIDEST = 5
"""A range that is wider is none: "252 - 1.764" are groups and their members."""
_PLAIN = re.compile(r"[0-9]{1,15}\Z")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+\Z")
_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]{1,6}\Z|[0-9]{1,9},[0-9]{1,6}\Z")
_POINT = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text: the tokens [first, last) of its expression, its amount, and what the words before it say.

    `whole` is where its hedge begins. `word` marks a number written in letters, `percent` a percentage.
    """

    first: int
    last: int
    whole: int
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    magnitude: int = 0
    bound: Bound = Bound.EXACT
    percent: bool = False
    word: bool = False
    multiplied: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of numbers: magnitudes, what begins a vague amount, digits, hedges."""

    magnitudes: dict[str, int]
    starts: frozenset[str]
    digits: dict[str, int]
    hedges: Trie


@cache
def number_words() -> NumberWords:
    """Return the words of numbers; hedges are found backwards."""
    data: dict[str, Any] = yaml.safe_load((PACKS / "numbers.yaml").read_text(encoding="utf-8"))
    hedges = Trie()
    for bound, phrases in data["hedges"].items():
        for phrase in phrases:
            hedges.add(keys_of(phrase)[::-1], bound)
    return NumberWords(
        magnitudes={key_of(word): size for word, size in data["magnitudes"].items()},
        starts=frozenset(data["vague"]["starts"]),
        digits={key_of(word): value for word, value in data["digits"].items()},
        hedges=hedges,
    )


def numbers_of(tokens: Tokens, flags: bytearray) -> list[Number]:
    """Return the numbers of a text that are not barred, in order."""
    found: list[Number] = []
    at, size = 0, len(tokens)
    while at < size:
        number = None if flags[at] else _number_at(tokens, flags, at)
        if number is None:
            at += 1
            continue
        found.append(_hedged(tokens, number))
        at = number.last
    return found


def _number_at(tokens: Tokens, flags: bytearray, at: int) -> Number | None:
    if tokens.kinds[at] is NUMBER:
        return _digits(tokens, flags, at)
    if tokens.kinds[at] is WORD:
        words = number_words()
        if tokens.keys[at] in words.starts:
            return _vague(tokens, at)
        if tokens.keys[at] in words.digits and _counts(tokens, at):
            return _spelled(tokens, at)
    return None


def _counts(tokens: Tokens, at: int) -> bool:
    """Tell whether a digit's word counts: "một" seldom does, "năm" is mostly a year; "đôi ba" is nothing exact."""
    key = tokens.keys[at]
    if key in UNSURE:
        return key == "năm" and tokens.key(at + 1) in {"cá", "tập"}
    return tokens.key(at - 1) not in {"đôi", "dăm"}


def amount_of(raw: str) -> Decimal | None:
    """Return what digits with their points and commas say, or None where they say nothing that can be trusted."""
    if _PLAIN.match(raw):
        return Decimal(raw)
    if _THOUSANDS.match(raw):
        return Decimal(raw.replace(".", ""))
    if _DECIMAL.match(raw):
        return Decimal(raw.replace(".", "").replace(",", "."))
    return Decimal(raw) if _POINT.match(raw) else None


def _digits(tokens: Tokens, flags: bytearray, at: int) -> Number | None:
    value = amount_of(tokens.keys[at])
    if value is None or value >= LIMIT:
        return None
    if _compares(tokens, flags, at, value):
        return None
    number = Number(at, at + 1, at, value=value)
    second = _second(tokens, flags, at)
    if second is not None:
        number = _pair(tokens, number, *second)
    return _percent(tokens, _multiplied(tokens, number))


def _compares(tokens: Tokens, flags: bytearray, at: int, value: Decimal) -> bool:
    """Tell whether "206/113" stands for this period and another one: no share of a whole, and told in words too."""
    second = _second(tokens, flags, at)
    if second is None or tokens.key(at + 1) != "/" or value <= second[1] or "," in tokens.keys[second[0]]:
        return False
    flags[second[0]] = 1
    return True


def _second(tokens: Tokens, flags: bytearray, at: int) -> tuple[int, Decimal] | None:
    """Return the place and amount of the other half of a ratio or range."""
    if tokens.key(at + 1) not in {"/", "-", "đến", "tới"} or at + 2 >= len(tokens) or flags[at + 2]:
        return None
    if tokens.kinds[at + 2] is not NUMBER or tokens.key(at + 3) == "/":
        return None
    other = amount_of(tokens.keys[at + 2])
    return (at + 2, other) if other is not None and other < LIMIT else None


def _pair(tokens: Tokens, number: Number, at: int, other: Decimal) -> Number:
    value = number.value or Decimal(0)
    if tokens.key(number.last) == "/":
        if value <= other and value == value.to_integral_value():
            return replace(number, last=at + 1, value=None, numerator=value, denominator=other)
        return number
    if value < other <= value * WIDEST:
        return replace(number, last=at + 1, value=None, low=value, high=other)
    return number


def _multiplied(tokens: Tokens, number: Number) -> Number:
    """Take in magnitude words: "5,4 tỷ", "2 triệu 500 nghìn", "3 nghìn tỷ"."""
    sizes = number_words().magnitudes
    factor, at = 1, number.last
    while tokens.key(at) in sizes and at - number.last < 3:
        factor *= sizes[tokens.key(at)]
        at += 1
    if factor == 1 or number.numerator is not None:
        return number
    big = replace(
        number,
        last=at,
        value=_times(number.value, factor),
        low=_times(number.low, factor),
        high=_times(number.high, factor),
        multiplied=True,
    )
    return _with_rest(tokens, big, factor)


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    if value is None:
        return None
    product = value * factor
    return product.quantize(Decimal(1)) if product == product.to_integral_value() else product.normalize()


def _with_rest(tokens: Tokens, number: Number, factor: int) -> Number:
    """Add the smaller part of "2 triệu 500 nghìn"."""
    at = number.last
    rest = amount_of(tokens.keys[at]) if at < len(tokens) and tokens.kinds[at] is NUMBER else None
    size = number_words().magnitudes.get(tokens.key(at + 1), 0)
    if rest is None or not 1 < size < factor or number.value is None:
        return number
    return replace(number, last=at + 2, value=number.value + (_times(rest, size) or 0))


def _percent(tokens: Tokens, number: Number) -> Number:
    if tokens.key(number.last) == "%":
        return _percents(tokens, replace(number, last=number.last + 1, percent=True))
    if tokens.key(number.last) == "phần" and tokens.key(number.last + 1) == "trăm":
        return replace(number, last=number.last + 2, percent=True)
    return number


def _percents(tokens: Tokens, number: Number) -> Number:
    """Take in the other end of "5% - 10%"."""
    at = number.last
    if tokens.key(at) not in {"-", "đến"} or tokens.key(at + 2) != "%" or number.value is None:
        return number
    high = amount_of(tokens.keys[at + 1])
    if high is None or high <= number.value:
        return number
    return replace(number, last=at + 3, value=None, low=number.value, high=high)


def _vague(tokens: Tokens, at: int) -> Number | None:
    """As in "hàng trăm", "hàng trăm triệu", "vài chục"; "hàng trăm đến hàng nghìn" is told once."""
    sizes = number_words().magnitudes
    if tokens.key(at - 1) in {"đến", "tới"} and tokens.key(at - 2) in sizes:
        return None
    factor, end = 1, at + 1
    while tokens.key(end) in sizes and end - at < 4:
        factor *= sizes[tokens.key(end)]
        end += 1
    return Number(at, end, at, magnitude=factor, bound=Bound.VAGUE) if factor > 1 else None


def _spelled(tokens: Tokens, at: int) -> Number | None:
    """As in "tám", "mười hai", "hai mươi lăm", "ba trăm": the words up to a hundred, and hundreds."""
    digits = number_words().digits
    value, end = digits[tokens.keys[at]], at + 1
    if tokens.key(end) == "mươi":
        value, end = value * 10, end + 1
    following = digits.get(tokens.key(end), 0)
    if value % 10 == 0 and 0 < following < 10 and value > 9 and tokens.key(end) != "một" and not _of_time(tokens, end):
        value, end = value + following, end + 1
    number = Number(at, end, at, value=Decimal(value), word=True)
    return _percent(tokens, _multiplied(tokens, number))


def _of_time(tokens: Tokens, at: int) -> bool:
    """Tell whether "năm" at `at` is a year and not a five: "mười năm qua"."""
    return tokens.keys[at] == "năm" and tokens.key(at + 1) in {
        "qua",
        "nay",
        "trước",
        "liên",
        "thực",
        ",",
        "triển",
        "tới",
        "xây",
    }


def _hedged(tokens: Tokens, number: Number) -> Number:
    keys = tokens.keys[max(0, number.first - 4) : number.first][::-1]
    labels, length = number_words().hedges.longest(keys, 0)
    if not labels or number.magnitude:
        return number
    return replace(number, whole=number.first - length, bound=Bound(labels[0]))
