"""The decree's measures as dated data: a document is always rendered with the layout it was issued under."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Format(StrEnum):
    """What a document is rendered to: paper that stays as it is, or a file that officers edit."""

    PDF = "pdf"
    DOCX = "docx"


MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures of a letter: millimetres for paper and lines, points for type and gaps."""

    version: str
    source: str
    valid_from: date
    paper: tuple[int, int]
    """Width and height of the upright sheet."""
    top: int
    bottom: int
    left: int
    right: int
    font: str
    nation_size: int
    """National name and the issuing body: 12 with a motto of 13, or 13 with 14."""
    motto_size: int
    symbol_size: int
    date_size: int
    title_size: int
    body_size: int
    table_size: int
    page_number_size: int
    recipients_head_size: int
    recipients_size: int
    indent: float
    gap: int
    line: float
    """Line spacing as a multiple of single."""
    rule_share: float
    """Length of the ruled line under the issuer and the subject, as a share of the words over it (1/3 to 1/2)."""

    @property
    def measure(self) -> int:
        """Width of the text on an upright sheet."""
        return self.paper[0] - self.left - self.right


ND30 = Layout(
    version="nd30-2020",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I",
    valid_from=date(2020, 3, 5),
    paper=(210, 297),
    top=20,
    bottom=20,
    left=30,
    right=15,
    font="Times New Roman",
    nation_size=12,
    motto_size=13,
    symbol_size=13,
    date_size=13,
    title_size=14,
    body_size=14,
    table_size=12,
    page_number_size=13,
    recipients_head_size=12,
    recipients_size=11,
    indent=12.7,
    gap=6,
    line=1.15,
    rule_share=0.4,
)
LAYOUTS = {layout.version: layout for layout in (ND30,)}
CURRENT = ND30
