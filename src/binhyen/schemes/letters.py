"""What goes on paper about schemes: submission, recognition, dissolution, minutes of a review. Content only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.documents.rules.content import (
    Align,
    Article,
    Block,
    Column,
    DashItem,
    Heading,
    Issuer,
    Letter,
    LetterKind,
    NumberedItem,
    Paragraph,
    Signature,
    Table,
)
from binhyen.kernel.vietnamese import long_date, number, short_date

HD22 = (
    "Căn cứ Hướng dẫn số 22/HD-BCA-V05 ngày 18 tháng 11 năm 2022 về xây dựng, công nhận, nhân rộng mô hình, điển hình "
    "tiên tiến trong phong trào Toàn dân bảo vệ an ninh Tổ quốc"
)
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương"
MOVEMENT = "phong trào Toàn dân bảo vệ an ninh Tổ quốc"
BLANK = "…"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who issues a paper and who signs it."""

    issuer: Issuer
    signature: Signature
    authority: str
    """As in a sentence: "Ủy ban nhân dân xã An Phú"."""
    place: str
    """"xã An Phú"."""
    by_police: bool = False
    """The office of the movement writes, which sits with the police."""
    demonstration: bool = False

    @property
    def police(self) -> str:
        """The police of the place, as in a sentence."""
        return f"Công an {self.place}".strip()


@dataclass(frozen=True, slots=True)
class SchemeText:
    """A scheme in words."""

    name: str
    kind: str
    field: str
    fours: str
    place: str
    level: str
    org: str = ""
    partners: str = ""
    problem: str = ""
    description: str = ""
    needs: str = ""
    cost: str = ""
    course: tuple[tuple[str, date, str], ...] = ()
    """Steps with their day and document."""
    sites: int = 0
    members: str = ""


@dataclass(frozen=True, slots=True)
class ReviewText:
    """A yearly review in words."""

    year: int
    on: date
    level: str
    total: int | None
    points: tuple[tuple[str, int], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class EndText:
    """Why a scheme ends, and on which day; None where it is not decided yet."""

    reason: str = ""
    on: date | None = None
    note: str = ""
    bases: tuple[str, ...] = field(default=())


def submission_letter(desk: Desk, text: SchemeText) -> Letter:
    """Write the submission (tờ trình) that asks for a scheme's recognition."""
    blocks: tuple[Block, ...] = (
        Heading("I.", "SỰ CẦN THIẾT XÂY DỰNG MÔ HÌNH"),
        Paragraph(text.problem or BLANK),
        Heading("II.", "NỘI DUNG MÔ HÌNH"),
        *_identity(text),
        *_works(text),
        Heading("III.", "QUÁ TRÌNH CHUẨN BỊ"),
        *(_course(text) or (Paragraph(BLANK),)),
        Heading("IV.", "ĐỀ NGHỊ"),
        Paragraph(
            f"{desk.issuer.name} kính đề nghị {desk.authority} xem xét, quyết định công nhận mô hình “{text.name}”."
        ),
    )
    return Letter(
        kind=LetterKind.SUBMISSION,
        subject=f"Về việc công nhận mô hình “{text.name}”",
        issuer=desk.issuer,
        bases=(HD22,),
        addressees=(f"Chủ tịch {desk.authority}",),
        blocks=blocks,
        recipients=("Như trên",),
        signature=desk.signature,
        demonstration=desk.demonstration,
    )


def _identity(text: SchemeText) -> tuple[Block, ...]:
    said = (
        ("Tên mô hình", f"“{text.name}”"),
        ("Loại mô hình", text.kind),
        ("Lĩnh vực", text.field),
        ("Tính chất", text.fours),
        ("Địa bàn", text.place),
        ("Cấp quản lý", text.level),
        ("Đơn vị chủ trì", text.org),
        ("Đơn vị phối hợp", text.partners),
    )
    return tuple(DashItem(f"{label}: {value}") for label, value in said if value)


def _works(text: SchemeText) -> tuple[Block, ...]:
    said = (("Cách thức hoạt động", text.description), ("Điều kiện thực hiện", text.needs), ("Kinh phí", text.cost))
    parts = [(label, value) for label, value in said if value]
    return tuple(NumberedItem(position, f"{label}: {value}") for position, (label, value) in enumerate(parts, start=1))


def _course(text: SchemeText) -> tuple[Block, ...]:
    return tuple(
        DashItem(f"{what}: {short_date(on)}{f' ({document})' if document else ''}")
        for what, on, document in text.course
    )


def recognition_letter(desk: Desk, text: SchemeText) -> Letter:
    """Write the decision that recognises a scheme."""
    led = f" do {text.org} chủ trì" if text.org else ""
    carry = f"{desk.police}, các cơ quan, đơn vị có liên quan và Ban chủ nhiệm mô hình"
    return Letter(
        kind=LetterKind.DECISION,
        subject=f"Về việc công nhận mô hình “{text.name}”",
        issuer=desk.issuer,
        authority=f"Chủ tịch {desk.authority}",
        bases=(LAW, HD22, f"Theo đề nghị của {desk.police}"),
        blocks=(
            Article(1, f"Công nhận mô hình “{text.name}” ({text.kind}) trong {MOVEMENT} tại {text.place}{led}."),
            Article(
                2,
                "Ban chủ nhiệm mô hình ban hành quy chế hoạt động, tổ chức ra mắt, duy trì hoạt động, hằng năm tự đánh "
                "giá và báo cáo kết quả.",
            ),
            Article(3, "Quyết định này có hiệu lực kể từ ngày ký."),
            Article(4, f"{carry} chịu trách nhiệm thi hành Quyết định này."),
        ),
        recipients=("Như Điều 4",),
        signature=desk.signature,
        demonstration=desk.demonstration,
    )


def dissolution_letter(desk: Desk, text: SchemeText, end: EndText) -> Letter:
    """Write the decision that ends a scheme with its sites."""
    since = f" kể từ {long_date(end.on)}" if end.on else ""
    sites = f" cùng {number(text.sites)} điểm triển khai" if text.sites else ""
    reason = f" Lý do: {end.reason[:1].lower()}{end.reason[1:]}." if end.reason else f" Lý do: {BLANK}"
    handed = end.note or "Ban chủ nhiệm mô hình bàn giao sổ sách, trang thiết bị cho Công an cấp xã quản lý."
    return Letter(
        kind=LetterKind.DECISION,
        subject=f"Về việc giải thể mô hình “{text.name}”",
        issuer=desk.issuer,
        authority=f"Chủ tịch {desk.authority}",
        bases=(LAW, HD22, *end.bases, f"Theo đề nghị của {desk.police}"),
        blocks=(
            Article(1, f"Giải thể mô hình “{text.name}” tại {text.place}{sites}{since}.{reason}"),
            Article(2, handed),
            Article(3, "Quyết định này có hiệu lực kể từ ngày ký."),
            Article(4, f"{desk.police}, các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này."),
        ),
        recipients=("Như Điều 4",),
        signature=desk.signature,
        demonstration=desk.demonstration,
    )


def minutes_letter(desk: Desk, text: SchemeText, review: ReviewText) -> Letter:
    """Write the minutes of a yearly review: who was there is filled in by hand, points and level are known."""
    total = f" ({number(review.total)} điểm)" if review.total is not None else ""
    blocks: tuple[Block, ...] = (
        Paragraph(f"Hôm nay, {long_date(review.on)}, tại {text.place}, tiến hành đánh giá mô hình “{text.name}”."),
        Heading("I.", "THÀNH PHẦN"),
        DashItem(f"Đại diện {desk.authority}: {BLANK}"),
        DashItem(f"Đại diện {desk.police}: {BLANK}"),
        DashItem(f"Đại diện Ban chủ nhiệm mô hình: {BLANK}"),
        Heading("II.", "TÌNH HÌNH HOẠT ĐỘNG"),
        Paragraph(_standing(text)),
        Heading("III.", "KẾT QUẢ ĐÁNH GIÁ"),
        *((_points(review.points),) if review.points else ()),
        Paragraph(f"Xếp loại năm {review.year}: {review.level}{total}.", bold=True),
        *((Paragraph(f"Ý kiến khác: {review.note}"),) if review.note else ()),
    )
    return Letter(
        kind=LetterKind.MINUTES,
        subject=f"Đánh giá hoạt động mô hình “{text.name}” năm {review.year}",
        issuer=desk.issuer,
        blocks=blocks,
        recipients=(f"{desk.police}",),
        signature=Signature("CHỦ TRÌ", ""),
        second_signature=Signature("ĐẠI DIỆN BAN CHỦ NHIỆM", ""),
        demonstration=desk.demonstration,
    )


def _standing(text: SchemeText) -> str:
    members = f", {text.members} thành viên" if text.members else ""
    return f"Mô hình đang duy trì {number(text.sites)} điểm{members}. {text.description}".strip()


def _points(points: Sequence[tuple[str, int]]) -> Table:
    columns = (Column("STT", 8, Align.CENTRE), Column("Tiêu chí", 72), Column("Điểm", 20, Align.RIGHT))
    rows = tuple((str(position), text, number(given)) for position, (text, given) in enumerate(points, start=1))
    return Table(columns, (*rows, ("", "Cộng", number(sum(given for _, given in points)))), total_rows=1)
