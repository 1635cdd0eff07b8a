"""What a number expression of Vietnamese is worth: the annotators' own reckoning, shared with nothing that it judges."""

import re
import unicodedata
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = Decimal | dict[str, Decimal] | None

MAGNITUDES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "k": 1000,
    "tr": 10**6,
}
WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
}
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
WHOLE_NUMBER = re.compile(rf"({NUMBER})\s?(%|\w+(?: \w+)?)?")
RATIO = re.compile(rf"({NUMBER})\s?/\s?({NUMBER})")
RANGE = re.compile(rf"({NUMBER})%?\s?(?:-|–|đến)\s?({NUMBER})(?: (\w+)|%)?")


def digits_of(words: str) -> Decimal:
    """Return a number as it is printed: dots between thousands, a comma before decimals."""
    return Decimal(words.replace(".", "").replace(",", "."))


def magnitude_of(words: str) -> int | None:
    """Return what a run of magnitude words multiplies by: "trăm triệu" is a hundred million."""
    product = 1
    for word in words.split():
        if word not in MAGNITUDES:
            return None
        product *= MAGNITUDES[word]
    return product


def plain(words: str) -> str:
    """Return the expression in one spelling: composed letters, ordinary spaces, small letters."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", words)).strip().lower()


def is_vague(words: str) -> bool:
    """Tell whether an expression names a magnitude and no number."""
    return plain(words).startswith("hàng ")


def vague_magnitude(words: str) -> int:
    """Return the power of ten that a vague expression names."""
    magnitude = magnitude_of(plain(words).removeprefix("hàng "))
    if magnitude is None:
        raise ValueError(f"no magnitude in {words!r}")
    return magnitude


def value_of(words: str) -> Value:
    """Return what an expression is worth: a number, both parts of a ratio, both ends of a range, None when vague."""
    text = plain(words)
    if is_vague(text):
        return None
    if (ratio := RATIO.fullmatch(text)) is not None:
        return {"numerator": digits_of(ratio[1]), "denominator": digits_of(ratio[2])}
    if (span := RANGE.fullmatch(text)) is not None:
        times = magnitude_of(span[3] or "")
        if times is not None:
            return {"min": digits_of(span[1]) * times, "max": digits_of(span[2]) * times}
    return single(text)


def single(text: str) -> Decimal:
    """Return what one number is worth, in digits or in words, with its magnitude."""
    if text in WORDS:
        return Decimal(WORDS[text])
    first, _, rest = text.partition(" ")
    if first in WORDS and (times := magnitude_of(rest)) is not None:
        return Decimal(WORDS[first] * times)
    match = WHOLE_NUMBER.fullmatch(text)
    times = magnitude_of((match[2] or "").replace("%", "")) if match is not None else None
    if match is None or times is None:
        raise ValueError(f"no number in {text!r}")
    return digits_of(match[1]) * times
