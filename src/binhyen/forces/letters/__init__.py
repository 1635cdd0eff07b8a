"""What goes on paper: the decision that founds a team and recognises its members, and that on a year's rating.

Pure builders of content, in Vietnamese. Layout, number and date are the documents storey's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.documents.rules.content import (
    Align,
    Annex,
    Article,
    Column,
    Issuer,
    Letter,
    LetterKind,
    Signature,
    Table,
)
from binhyen.kernel.vietnamese import document_number, short_date

LAW = "Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở ngày 28 tháng 11 năm 2023"
_GOVERNMENT = "Căn cứ Luật Tổ chức chính quyền địa phương"


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose paper it is, and who signs it."""

    issuer: Issuer
    signature: Signature
    label: str
    """The commune as in a sentence: "xã An Phú"."""
    demonstration: bool = False

    @property
    def authority(self) -> str:
        """The chair, as in a sentence."""
        return f"Chủ tịch Ủy ban nhân dân {self.label}".strip()

    @property
    def police(self) -> str:
        """The police of the commune, as in a sentence."""
        return f"Công an {self.label}".strip()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A member whom the decision recognises."""

    name: str
    role: str
    since: date


@dataclass(frozen=True, slots=True)
class FoundingText:
    """What the founding decision says: the team and who is in it."""

    team: str
    members: tuple[Recognised, ...]


def founding_letter(desk: Desk, text: FoundingText) -> Letter:
    """Write the decision that founds a team and recognises its members (Law 30/2023/QH15, articles 14 and 16)."""
    counted = document_number(len(text.members))
    first = f"Thành lập {text.team} và công nhận {counted} thành viên của Tổ (có danh sách kèm theo)."
    duties = (
        f"{text.team} thực hiện nhiệm vụ quy định từ Điều 7 đến Điều 12 của Luật Lực lượng tham gia bảo vệ an ninh, "
        "trật tự ở cơ sở."
    )
    carry = (
        f"{desk.police}, các đơn vị có liên quan và các ông (bà) có tên trong danh sách chịu trách nhiệm thi hành "
        "Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
    )
    return Letter(
        kind=LetterKind.DECISION,
        subject=f"Về việc thành lập {text.team} và công nhận thành viên",
        issuer=desk.issuer,
        authority=desk.authority,
        bases=(
            _GOVERNMENT,
            f"Căn cứ {LAW}",
            "Căn cứ Nghị định số 40/2024/NĐ-CP ngày 16 tháng 4 năm 2024 của Chính phủ",
            "Căn cứ Thông tư số 14/2024/TT-BCA ngày 22 tháng 4 năm 2024 của Bộ trưởng Bộ Công an",
            f"Theo đề nghị của {desk.police}",
        ),
        blocks=(Article(1, first), Article(2, duties), Article(3, carry)),
        recipients=("Như Điều 3",),
        signature=desk.signature,
        annexes=(Annex(f"Danh sách thành viên {text.team}", (_members(text.members),)),),
        demonstration=desk.demonstration,
    )


def _members(members: Sequence[Recognised]) -> Table:
    columns = (
        Column("STT", 8, Align.CENTRE),
        Column("Họ và tên", 44),
        Column("Chức danh", 24),
        Column("Tham gia từ ngày", 24, Align.CENTRE),
    )
    rows = tuple(
        (str(number), one.name, one.role, short_date(one.since)) for number, one in enumerate(members, start=1)
    )
    return Table(columns, rows)


@dataclass(frozen=True, slots=True)
class RatedLine:
    """One line of the rating: a team, or a member with the team."""

    name: str
    what: str
    """"Tổ", or the member's role."""
    team: str
    level: str


@dataclass(frozen=True, slots=True)
class RatingText:
    """What the decision on a year's rating says."""

    year: int
    instrument: str
    teams: tuple[RatedLine, ...]
    members: tuple[RatedLine, ...]


def rating_letter(desk: Desk, text: RatingText) -> Letter:
    """Write the decision on a year's rating, with the lists of teams and members (HD 01/HD-BCA-V05, 2026)."""
    force = "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở"
    counted = f"{document_number(len(text.teams))} tổ và {document_number(len(text.members))} thành viên"
    return Letter(
        kind=LetterKind.DECISION,
        subject=f"Về việc xếp loại {force} năm {text.year}",
        issuer=desk.issuer,
        authority=desk.authority,
        bases=(
            _GOVERNMENT,
            f"Căn cứ {LAW}",
            f"Căn cứ {text.instrument}",
            f"Theo đề nghị của {desk.police}",
        ),
        blocks=(
            Article(1, f"Xếp loại {counted} {force} của {desk.label} năm {text.year} (có danh sách kèm theo)."),
            Article(2, "Quyết định này có hiệu lực kể từ ngày ký."),
            Article(3, f"{desk.police}, các tổ và cá nhân có tên trong danh sách chịu trách nhiệm thi hành."),
        ),
        recipients=("Như Điều 3",),
        signature=desk.signature,
        annexes=tuple(_annexes(text)),
        demonstration=desk.demonstration,
    )


def _annexes(text: RatingText) -> list[Annex]:
    teams = Annex(f"Xếp loại tổ năm {text.year}", (_rated(text.teams, with_team=False),), label="Phụ lục I")
    members = Annex(f"Xếp loại thành viên năm {text.year}", (_rated(text.members, with_team=True),), label="Phụ lục II")
    return [annex for annex, lines in ((teams, text.teams), (members, text.members)) if lines]


def _rated(lines: Sequence[RatedLine], *, with_team: bool) -> Table:
    named = (Column("Họ và tên", 28), Column("Chức danh", 14), Column("Tổ", 26)) if with_team else (Column("Tổ", 60),)
    columns = (Column("STT", 8, Align.CENTRE), *named, Column("Xếp loại", 26))
    rows = []
    for number, one in enumerate(lines, start=1):
        middle = (one.name, one.what, one.team) if with_team else (one.name,)
        rows.append((str(number), *middle, one.level))
    return Table(columns, tuple(rows))
