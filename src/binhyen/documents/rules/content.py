"""What an official letter holds, as frozen values. How it looks is `layout`, how it is worded on paper `composing`.

Texts are plain Vietnamese in Unicode NFC; a line break is allowed where a title or name is written on several lines.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SAMPLE_MARK = "MẪU – DỮ LIỆU MINH HỌA"
DRAFT_MARK = "DỰ THẢO"


class LetterKind(StrEnum):
    """Types of letters that the movement writes (NĐ 30/2020/NĐ-CP Đ7; annex III for the abbreviations)."""

    DECISION = "QD"
    REPORT = "BC"
    PLAN = "KH"
    SUBMISSION = "TTr"
    MINUTES = "BB"
    NOTICE = "TB"
    INVITATION = "GM"
    GUIDANCE = "HD"
    PROGRAMME = "CTr"
    DISPATCH = "CV"
    CERTIFICATE = "GCN"


class Align(StrEnum):
    """How a paragraph or a column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Prefix(StrEnum):
    """What stands before a signer's authority (NĐ 30/2020/NĐ-CP Đ13, annex I ô 7a)."""

    NONE = ""
    COLLECTIVE = "TM."
    ACTING = "Q."
    DEPUTY = "KT."
    BY_ORDER = "TL."
    DELEGATED = "TUQ."


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that issues. A council or committee that uses its host's seal has its own code, hence own numbers."""

    code: str
    """Stable code of its registers: "UBND-24-00001", "BCD-20"."""
    name: str
    """As in a sentence, "Ủy ban nhân dân xã An Phú"; printed in capitals over the letter."""
    sign: str
    """Group of the symbol: "UBND", "BCĐ", "HĐ"."""
    place_name: str
    """Where it sits, before the date: "An Phú", "Lạng Sơn"."""
    parent_name: str = ""
    uses_host_seal: bool = False
    drafting_unit: str = ""
    """Second group of a dispatch's symbol ("30/UBND-NC")."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    align: Align = Align.JUSTIFY
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Such as "I. KẾT QUẢ" (`label` "I.", level 1) or a part, chapter or section, centred (`centred`)."""

    label: str
    text: str
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """Điều: with a heading the whole line is bold; without one, text follows "Điều 1." on the same line."""

    number: int
    text: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """Khoản: "1."; bold when it has a heading."""

    number: int
    text: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LetteredItem:
    """Điểm: `position` counts from 1 along the Vietnamese alphabet (a, b, c, d, đ, e)."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class DashItem:
    """A line of a list: "- …"."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `width` is its share of the line."""

    title: str
    width: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    unit: str = ""
    """"Đơn vị: người", italic over the table's right edge."""
    total_rows: int = 0
    """How many of the last rows are sums, in bold."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its number in words, and its length from 0 to 1000."""

    label: str
    said: str
    length: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of lying bars under what it shows; every bar has its number beside it."""

    bars: tuple[Bar, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    reason: str = ""


Block = Paragraph | Heading | Article | NumberedItem | LetteredItem | DashItem | Table | Bars | PageBreak


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục: on its own pages, numbered from 1. Without `reference`, "(Kèm theo …)" is written from the letter."""

    title: str
    blocks: tuple[Block, ...]
    label: str = ""
    """"Phụ lục I"; empty for a list that is the only annex."""
    reference: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Authority:
    """One line over the signer's title: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"."""

    prefix: Prefix
    body: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. `second_title` is the post in the host agency that a committee's signer writes over the name."""

    title: str
    name: str
    authority: tuple[Authority, ...] = ()
    second_title: str = ""
    note: str = ""
    """In brackets under the title: "Ký, ghi rõ họ tên"."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a Giấy công nhận says of a unit, and what its public page shows."""

    authority: str
    """"Chủ tịch Ủy ban nhân dân xã An Phú"."""
    recipient: str
    """"Thôn Đông"."""
    place: str
    """"xã An Phú, tỉnh Bắc Ninh"."""
    statement: str
    """"Đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2025"."""
    decision: str
    """"Quyết định số 104/QĐ-UBND ngày 17 tháng 11 năm 2025 của Chủ tịch Ủy ban nhân dân xã An Phú"."""
    unit_kind: str = ""
    period: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter. Number, symbol, date and verification address are filled when it is issued."""

    kind: LetterKind
    subject: str
    """Trích yếu, without its full stop."""
    issuer: Issuer
    blocks: tuple[Block, ...] = ()
    bases: tuple[str, ...] = ()
    """Căn cứ, without their closing marks."""
    authority: str = ""
    """The competent authority, as in a sentence: "Chủ tịch Ủy ban nhân dân xã An Phú"; printed in capitals."""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    kept_at: str = "VT"
    copies: int | None = None
    signature: Signature | None = None
    second_signature: Signature | None = None
    """Minutes: the secretary, on the left of the chair."""
    annexes: tuple[Annex, ...] = ()
    certificate: Certificate | None = None
    title: str = ""
    """Printed instead of the kind's own name."""
    demonstration: bool = False
    number: int | None = None
    symbol: str = ""
    issued_on: date | None = None
    verification: str = ""
    """Public address where a reader can check the letter."""
