"""What keeps a letter from being issued, and what its writer should see: findings with the article they rest on."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from binhyen.documents.rules.content import Letter, LetterKind, Table
from binhyen.documents.rules.numbering import SIGN, SYMBOL
from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop

MAX_SUBJECT = 500
MAX_SYMBOL = 80
MAX_TEXT = 20_000
MAX_ROWS = 5_000
DRAFT_FINDINGS = frozenset(
    {"documents.hidden_characters", "documents.classified", "documents.too_long", "documents.ragged_table"}
)
"""What not even a draft may hold; everything else may still be missing."""
_ANNEX = "NĐ 30/2020/NĐ-CP, annex I"
_SECRECY = re.compile(r"\W*(?:TỐI |TUYỆT )?MẬT\W*")
_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BODYLESS = {LetterKind.CERTIFICATE}
_NEED_BASES = {LetterKind.DECISION}


def tidy(letter: Letter) -> Letter:
    """Return the letter in Unicode NFC, as TCVN 6909:2001 and the decree ask."""
    return _tidy(letter)  # type: ignore[no-any-return]  # the same type comes back


def findings_of(letter: Letter) -> list[Finding]:
    """Return all remarks on a letter; errors keep it from being issued."""
    return [*_head_findings(letter), *_body_findings(letter), *_text_findings(letter), *_table_findings(letter)]


def date_findings(on: date | None, *, today: date, year: int | None, last: date | None, reason: str) -> list[Finding]:
    """Return remarks on the date a number is taken on (NĐ 30/2020/NĐ-CP Đ15, Đ4: numbers follow dates)."""
    if on is None:
        return [Finding("documents.no_date", gettext_noop("A document is issued on a date: enter it."), where="on")]
    if on > today:
        return [_future(on)]
    if year is not None and on.year != year:
        return [_other_year(on, year)]
    if last is not None and on < last:
        return reason_findings(reason) if reason.strip() else [_back_dated(last)]
    return []


def symbol_findings(symbol: str) -> list[Finding]:
    """Return a remark on what is no number and sign ("12/QĐ-UBND")."""
    if SYMBOL.fullmatch(symbol) and len(symbol) <= MAX_SYMBOL:
        return []
    message = gettext_noop("“%(symbol)s” is no number and sign: write it like 12/QĐ-UBND, without spaces.")
    return [Finding("documents.bad_symbol", message, params={"symbol": symbol}, where="symbol", source=_ANNEX)]


def reason_findings(reason: str) -> list[Finding]:
    """Return remarks on the reason for a cancellation or a late number."""
    if not reason.strip():
        return [Finding("documents.no_reason", gettext_noop("A reason is needed."), where="reason")]
    if len(reason) > MAX_SUBJECT:
        return [_too_long("reason", MAX_SUBJECT)]
    return [_hidden("reason")] if any(_forbidden(char) for char in reason) else []


def _head_findings(letter: Letter) -> Iterator[Finding]:
    if not letter.subject.strip():
        yield Finding(
            "documents.no_subject", gettext_noop("The letter has no subject."), where="subject", source=_ANNEX
        )
    if len(letter.subject) > MAX_SUBJECT:
        yield _too_long("subject", MAX_SUBJECT)
    if not SIGN.fullmatch(letter.issuer.sign):
        yield Finding(
            "documents.bad_sign",
            gettext_noop("“%(sign)s” is no sign: capitals and figures, groups joined by hyphens, no spaces."),
            params={"sign": letter.issuer.sign},
            where="issuer.sign",
            source=_ANNEX,
        )
    if not letter.issuer.name.strip() or not letter.issuer.place_name.strip():
        yield Finding("documents.no_issuer", gettext_noop("The issuing body needs a name and a seat."), where="issuer")


def _body_findings(letter: Letter) -> Iterator[Finding]:
    if letter.kind in _NEED_BASES and not letter.bases:
        yield Finding(
            "documents.no_basis",
            gettext_noop("A decision names the texts it rests on."),
            where="bases",
            source=_ANNEX,
        )
    if letter.kind not in _BODYLESS and not letter.blocks:
        yield Finding("documents.empty", gettext_noop("The letter says nothing yet."), where="blocks")
    if (letter.kind is LetterKind.CERTIFICATE) != (letter.certificate is not None):
        yield Finding(
            "documents.certificate",
            gettext_noop("A certificate, and nothing else, has a certificate's text."),
            where="certificate",
        )
    if letter.signature is None:
        yield Finding("documents.no_signature", gettext_noop("Nobody is named to sign."), where="signature")
    if letter.kind is LetterKind.MINUTES and letter.second_signature is None:
        yield Finding(
            "documents.one_signature",
            gettext_noop("Minutes are signed by the chair and the secretary."),
            severity=Severity.WARNING,
            where="second_signature",
        )


def _text_findings(letter: Letter) -> Iterator[Finding]:
    for where, text in texts_of(letter):
        if len(text) > MAX_TEXT:
            yield _too_long(where, MAX_TEXT)
        if any(_forbidden(char) for char in text):
            yield _hidden(where)
        if _SECRECY.fullmatch(text):
            yield Finding(
                "documents.classified",
                gettext_noop("State secrets may not be written here."),
                where=where,
                source="NĐ 30/2020/NĐ-CP Đ1",
            )


def _table_findings(letter: Letter) -> Iterator[Finding]:
    blocks = [*letter.blocks, *(block for annex in letter.annexes for block in annex.blocks)]
    for table in (block for block in blocks if isinstance(block, Table)):
        if len(table.rows) > MAX_ROWS:
            yield _too_long("table", MAX_ROWS)
        if not _even(table):
            yield Finding(
                "documents.ragged_table",
                gettext_noop("Every row of a table needs a cell for each column."),
                where="table",
            )


def _even(table: Table) -> bool:
    columns = table.columns
    return bool(columns) and all(c.width > 0 for c in columns) and all(len(r) == len(columns) for r in table.rows)


def texts_of(value: Any, where: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any part of a letter
    """Yield every text of a letter with the field it stands in."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item, where)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_of(getattr(value, each.name), f"{where}.{each.name}".lstrip("."))


def _tidy(value: Any) -> Any:  # noqa: ANN401 - any part of a letter comes back as the same type
    if type(value) is str:
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(_tidy(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _tidy(getattr(value, each.name)) for each in fields(value)})
    return value


def _forbidden(char: str) -> bool:
    return char in _DIRECTIONS or (char != "\n" and unicodedata.category(char) == "Cc")


def _hidden(where: str) -> Finding:
    message = gettext_noop("Control characters or direction marks stand in the text; type it again.")
    return Finding("documents.hidden_characters", message, where=where)


def _too_long(where: str, limit: int) -> Finding:
    message = gettext_noop("Too long: at most %(limit)s are possible here.")
    return Finding("documents.too_long", message, params={"limit": limit}, where=where)


def _future(on: date) -> Finding:
    message = gettext_noop("%(on)s has not come yet: a document is dated on the day it is issued.")
    return Finding("documents.future_date", message, params={"on": f"{on:%d/%m/%Y}"}, where="on")


def _other_year(on: date, year: int) -> Finding:
    message = gettext_noop("The register is that of %(year)s; the date is of %(other)s.")
    return Finding("documents.register_year", message, params={"year": str(year), "other": str(on.year)}, where="on")


def _back_dated(last: date) -> Finding:
    message = gettext_noop("The last number was taken on %(last)s: an earlier date needs a reason.")
    return Finding(
        "documents.back_dated",
        message,
        params={"last": f"{last:%d/%m/%Y}"},
        where="on",
        source="NĐ 30/2020/NĐ-CP Đ15",
    )
