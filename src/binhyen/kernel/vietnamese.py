"""Vietnamese as data: folding for search, dictionary order, dates and numbers as they are written."""

import unicodedata
from datetime import date
from decimal import Decimal

_TONES = {
    "\u0300": 1,
    "\u0309": 2,
    "\u0303": 3,
    "\u0301": 4,
    "\u0323": 5,
}  # huyền hỏi ngã sắc nặng, after ngang
_VIETNAMESE_MARKS = str.maketrans(",.", ".,")
_MARKS = "_-–—,;:!?.'‘’\"“”()[]{}@*/\\&#%"  # in ICU's order, all between the space and the digits
_SHAPES = {"\u0306": 1, "\u0302": 2, "\u031b": 3}  # ă, then â ê ô, then ơ ư


def fold(text: str) -> str:
    """Return `text` for searching: no diacritics, đ as d, lower case, single spaces.

    >>> fold("Xã  ĐẮK  Lắk")
    'xa dak lak'
    """
    plain = text.replace("đ", "d").replace("Đ", "d")
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    return " ".join(bare.lower().split())


def sort_key(text: str) -> str:
    """Return a string whose plain order is Vietnamese dictionary order.

    Letters decide first (a ă â b c d đ e ê … o ô ơ … u ư), then tones (ngang, huyền, hỏi, ngã, sắc, nặng) from the
    left, then case (lower first). Digits come before letters, marks before digits, spaces before marks, as in ICU's
    `vi`.
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        base, shape, tone = _parts(char)
        letters.append(f"{base.lower()}{chr(ord('A') + shape)}")
        tones.append(str(tone))
        cases.append("1" if char.isupper() else "0")
    return f"{''.join(letters)}\t{''.join(tones)}\t{''.join(cases)}"


def _parts(char: str) -> tuple[str, int, int]:
    if char in "đĐ":
        return "d", 1, 0
    if char in _MARKS:
        return "!", _MARKS.index(char), 0
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    shape = next((_SHAPES[mark] for mark in marks if mark in _SHAPES), 0)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    return base, shape, tone


def long_date(day: date) -> str:
    """Write a date as official letters do: a leading zero for days below 10 and for January and February.

    Source: NĐ 30/2020/NĐ-CP, annex I.

    >>> long_date(date(2026, 1, 5))
    'ngày 05 tháng 01 năm 2026'
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - February
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """Write a date as dd/mm/yyyy."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def number(amount: int | Decimal, places: int | None = None) -> str:
    """Write a number with dots between thousands and a decimal comma.

    `places` fixes the decimals; without it a Decimal keeps its own.

    >>> number(Decimal("1234567.89"))
    '1.234.567,89'
    """
    written = f"{amount:,}" if places is None else f"{amount:,.{places}f}"
    return written.translate(_VIETNAMESE_MARKS)


def percent(part: int, whole: int, places: int = 1) -> str:
    """Write a share with one decimal and a space before the sign; an empty whole is "–".

    >>> percent(1686, 1727)
    '97,6 %'
    """
    if whole == 0:
        return "–"
    return f"{number(Decimal(part) * 100 / Decimal(whole), places)}\u00a0%"


def document_number(value: int) -> str:
    """Write a document's number: a leading zero below 10 (NĐ 30/2020/NĐ-CP, annex I, ô 3)."""
    return f"{value:02d}"
