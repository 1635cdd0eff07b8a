"""A letter as it stands on paper: every word in its order and style. Writers only set it, they add no words."""

from dataclasses import dataclass
from enum import StrEnum

from binhyen.documents.rules.content import Align, Bars, Table


class Style(StrEnum):
    """Kinds of lines in the text of a letter; the value is the style's name in Word."""

    AUTHORITY = "VB Thẩm quyền"
    BASIS = "VB Căn cứ"
    VERB = "VB Quyết định"
    BODY = "VB Nội dung"
    PART = "VB Phần, chương"
    NUMERAL = "VB Mục"
    ARTICLE = "VB Điều"
    CLAUSE = "VB Khoản"
    POINT = "VB Điểm"
    DASH = "VB Gạch đầu dòng"
    CAPTION = "VB Tên bảng"
    UNIT = "VB Đơn vị tính"
    ANNEX_LABEL = "VB Số phụ lục"
    ANNEX_TITLE = "VB Tên phụ lục"
    ANNEX_REFERENCE = "VB Kèm theo"


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks; size is that of the body."""

    align: Align = Align.JUSTIFY
    bold: bool = False
    italic: bool = False
    indent: bool = True
    keep: bool = False
    """Stays on the page of what follows."""
    level: int = 0
    """Depth as a heading in the document's outline; 0 is none."""


LOOKS = {
    Style.AUTHORITY: Look(Align.CENTRE, bold=True, indent=False, keep=True),
    Style.BASIS: Look(italic=True),
    Style.VERB: Look(Align.CENTRE, bold=True, indent=False, keep=True),
    Style.BODY: Look(),
    Style.PART: Look(Align.CENTRE, bold=True, indent=False, keep=True, level=1),
    Style.NUMERAL: Look(bold=True, keep=True, level=1),
    Style.ARTICLE: Look(),
    Style.CLAUSE: Look(),
    Style.POINT: Look(),
    Style.DASH: Look(),
    Style.CAPTION: Look(Align.CENTRE, bold=True, indent=False, keep=True),
    Style.UNIT: Look(Align.RIGHT, italic=True, indent=False, keep=True),
    Style.ANNEX_LABEL: Look(Align.CENTRE, bold=True, indent=False, keep=True, level=1),
    Style.ANNEX_TITLE: Look(Align.CENTRE, bold=True, indent=False, keep=True),
    Style.ANNEX_REFERENCE: Look(Align.CENTRE, italic=True, indent=False, keep=True),
}
"""NĐ 30/2020/NĐ-CP, annex I, section II."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: an optional bold lead ("Điều 1.") and its text."""

    style: Style
    text: str
    lead: str = ""
    align: Align | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Addressees:
    """Kính gửi: one addressee on the same line, several each on a line of its own."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


Item = Line | Addressees | Table | Bars | Break


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns over a letter."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    symbol: str
    about: str
    """"V/v …" of a dispatch."""
    nation: str
    motto: str
    place_and_date: str


@dataclass(frozen=True, slots=True)
class SignLines:
    """A signer's block from top to bottom; `name` stands under the room for the signature."""

    over: tuple[str, ...]
    note: str
    second_title: str
    name: str


@dataclass(frozen=True, slots=True)
class Foot:
    """Signatures and recipients."""

    recipients: tuple[str, ...]
    right: SignLines | None
    left: SignLines | None = None


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """An annex on pages of its own."""

    items: tuple[Item, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """The lines of a certificate, from top to bottom."""

    title: str
    authority: str
    recipient: str
    recipient_size: int
    place: str
    statement: str
    decision: str
    symbol: str
    proof: str
    """What stands by the QR code."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole letter on paper."""

    name: str
    """What the file says of itself: "Quyết định 07/QĐ-UBND"."""
    subject_text: str
    author: str
    mark: str
    head: Head
    title: str
    subject: str
    items: tuple[Item, ...]
    foot: Foot
    annexes: tuple[AnnexSheet, ...]
    certificate: CertificateSheet | None = None
    verification: str = ""
    proof: str = ""
    """What stands by the QR code at the end of a letter that carries data; empty for none."""
