"""Numbers, symbols, dates and letters of points as NĐ 30/2020/NĐ-CP writes them."""

import re
from dataclasses import dataclass
from datetime import date

from binhyen.documents.rules.content import Issuer, Letter, LetterKind
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.kernel.vietnamese import document_number, long_date

POOLED = "all"
"""Scheme of a register that numbers every type together (NĐ 30/2020/NĐ-CP Đ15)."""
ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Letters of points: Vietnamese, without the tone-shaped vowels, which the decree's samples skip."""
SIGN = re.compile(r"[A-ZÀ-Ỹ0-9Đ]+(?:[.-][A-ZÀ-Ỹ0-9Đ]+)*")
SYMBOL = re.compile(r"[0-9]+/[A-ZÀ-Ỹa-zà-ỹ0-9Đđ]+(?:[.-][A-ZÀ-Ỹa-zà-ỹ0-9Đđ]+)*")

_SERIES = "NĐ 30/2020/NĐ-CP Đ15"
_NAMES = {
    LetterKind.DECISION: ("QĐ", "Quyết định"),
    LetterKind.REPORT: ("BC", "Báo cáo"),
    LetterKind.PLAN: ("KH", "Kế hoạch"),
    LetterKind.SUBMISSION: ("TTr", "Tờ trình"),
    LetterKind.MINUTES: ("BB", "Biên bản"),
    LetterKind.NOTICE: ("TB", "Thông báo"),
    LetterKind.INVITATION: ("GM", "Giấy mời"),
    LetterKind.GUIDANCE: ("HD", "Hướng dẫn"),
    LetterKind.PROGRAMME: ("CTr", "Chương trình"),
    LetterKind.DISPATCH: ("", "Công văn"),
    LetterKind.CERTIFICATE: ("GCN", "Giấy công nhận"),
}

KINDS = tuple((kind.value, name) for kind, (_, name) in _NAMES.items())
"""Code and name of every type, in the order of the decree's use."""


@dataclass(frozen=True, slots=True)
class RegisterKey:
    """One series of numbers. The year is that of the date of issue; a year given here is checked against it.

    Source: NĐ 30/2020/NĐ-CP Đ15 (a body chooses one series a type or one for all; a committee or council that uses
    its host's seal has its own).
    """

    issuer_code: str
    scheme: str
    year: int | None = None


def abbreviation(kind: LetterKind) -> str:
    """Return the decreed abbreviation; a dispatch has none, and GCN is practice (the annex has no such type)."""
    return _NAMES[kind][0]


def kind_name(kind: LetterKind) -> str:
    """Return the type's name: "Quyết định"."""
    return _NAMES[kind][1]


def symbol_tail(kind: LetterKind, issuer: Issuer) -> str:
    """Return what follows the number: "QĐ-UBND"; a dispatch has its issuer and drafting unit, "UBND-NC".

    >>> symbol_tail(LetterKind.DECISION, Issuer("x", "UBND xã", "UBND", "An Phú"))
    'QĐ-UBND'
    """
    groups = (issuer.sign, issuer.drafting_unit) if kind is LetterKind.DISPATCH else (abbreviation(kind), issuer.sign)
    return "-".join(group for group in groups if group)


def symbol(number: int, kind: LetterKind, issuer: Issuer) -> str:
    """Return number and sign without spaces: "07/QĐ-UBND" (NĐ 30/2020/NĐ-CP, annex I ô 3)."""
    return f"{document_number(number)}/{symbol_tail(kind, issuer)}"


def number_of(text: str) -> int | None:
    """Return the number that a symbol begins with, or None for what is no symbol."""
    return int(text.partition("/")[0]) if SYMBOL.fullmatch(text) else None


def register_findings(key: RegisterKey, kind: LetterKind, issuer_code: str) -> list[Finding]:
    """Return a remark when a register is not the one a letter of this type and issuer is numbered in."""
    if key.issuer_code != issuer_code:
        message = gettext_noop("The register belongs to another body than the one that issues.")
        return [Finding("documents.register_of_another", message, where="register", source=_SERIES)]
    if key.scheme not in {kind.value, POOLED}:
        message = gettext_noop("The register “%(scheme)s” does not number this type.")
        return [Finding("documents.register_scheme", message, params={"scheme": key.scheme}, where="register")]
    return []


def point_letter(position: int) -> str:
    """Return the letter of a point, counted from 1: a, b, c, d, đ, e …; beyond the alphabet letters double.

    >>> [point_letter(n) for n in (1, 4, 5, 6)]
    ['a', 'd', 'đ', 'e']
    """
    times, place = divmod(position - 1, len(ALPHABET))
    return ALPHABET[place] * (times + 1)


def place_and_date(place_name: str, day: date | None) -> str:
    """Return "An Phú, ngày 05 tháng 01 năm 2026", or the open line of a letter that is not dated."""
    written = long_date(day) if day else "ngày      tháng      năm        "
    return f"{place_name}, {written}"


def mention(letter: Letter, *, issuer_name: str, first: bool) -> str:
    """Cite a letter: in full at the first mention, then by type and symbol (NĐ 30/2020/NĐ-CP, annex I).

    The first mention has type, symbol, date, issuer and subject; laws and ordinances are not letters of ours.
    """
    short = f"{kind_name(letter.kind)} số {letter.symbol}"
    if not first:
        return short
    dated = f" {long_date(letter.issued_on)}" if letter.issued_on else ""
    return f"{short}{dated} của {issuer_name} {letter.subject}"
