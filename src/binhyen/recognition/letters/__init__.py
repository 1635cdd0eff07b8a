"""What goes on paper: decisions with their list, certificates, minutes, self-assessment reports, submissions.

Pure builders of content, in Vietnamese. Layout, number and date are the documents storey's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.documents.rules.content import (
    Align,
    Annex,
    Article,
    Block,
    Certificate,
    Column,
    DashItem,
    Heading,
    Issuer,
    Letter,
    LetterKind,
    Paragraph,
    Signature,
    Table,
)
from binhyen.kernel.periods import Period
from binhyen.kernel.vietnamese import long_date, number, short_date
from binhyen.recognition.rules.lifecycle import DecisionKind

STANDARD = "tiêu chuẩn “An toàn về an ninh, trật tự”"
KIND_NAMES = {
    "residential_area": "khu dân cư",
    "commune": "xã",
    "ward": "phường",
    "township": "thị trấn",
    "special_zone": "đặc khu",
    "agency": "cơ quan",
    "enterprise": "doanh nghiệp",
    "school": "cơ sở giáo dục",
}
VERDICT_NAMES = {
    "met": "Đạt",
    "not_met": "Chưa đạt",
    "cannot_conclude": "Chưa đủ căn cứ kết luận",
    "not_applicable": "Không áp dụng",
    "": "",
}
_WORDING = {
    DecisionKind.RECOGNISE: ("công nhận", "Công nhận"),
    DecisionKind.REFUSE: ("không công nhận", "Không công nhận"),
    DecisionKind.REVOKE: ("thu hồi việc công nhận", "Thu hồi việc công nhận"),
    DecisionKind.APPEAL_UPHELD: ("công nhận theo kết quả xem xét kiến nghị", "Công nhận"),
    DecisionKind.APPEAL_DISMISSED: ("trả lời kiến nghị về việc công nhận", "Giữ nguyên kết quả xét công nhận"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who issues a paper and who signs it."""

    issuer: Issuer
    signature: Signature
    authority: str
    """As in a sentence: "Ủy ban nhân dân xã An Phú"."""
    proposer: str = ""
    """At whose proposal: "Trưởng Công an xã An Phú"."""
    recipients: tuple[str, ...] = ()
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One unit in a decision's list."""

    name: str
    report_kind: str
    place: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What a decision says."""

    kind: DecisionKind
    year: int
    instrument: str
    """The circular that it rests on, as its pack names it."""
    units: tuple[Listed, ...]
    bases: tuple[str, ...] = field(default=())
    """More that it rests on: the province's additions, the council's minutes."""


def decision_letter(desk: Desk, text: DecisionText) -> Letter:
    """Write a decision over one unit or many, with the list that is annexed to it."""
    verb, imperative = _WORDING[text.kind]
    standard = f"đạt {STANDARD} năm {text.year}"
    return Letter(
        kind=LetterKind.DECISION,
        subject=f"Về việc {verb} {_whom(text.units)} {standard}",
        issuer=desk.issuer,
        authority=desk.authority,
        bases=_bases(desk, text),
        blocks=_decision_articles(desk, text, f"{imperative} {_whom(text.units, counted=True)} {standard}"),
        recipients=desk.recipients or ("Như Điều 3",),
        signature=desk.signature,
        annexes=(Annex(f"Danh sách đơn vị kèm theo quyết định {verb} {standard}", (_list(text.units),)),),
        demonstration=desk.demonstration,
    )


def _bases(desk: Desk, text: DecisionText) -> tuple[str, ...]:
    proposal = (f"Theo đề nghị của {desk.proposer}",) if desk.proposer else ()
    law = ("Căn cứ Luật Tổ chức chính quyền địa phương", f"Căn cứ {text.instrument}")
    return (*law, *text.bases, *proposal)


def _decision_articles(desk: Desk, text: DecisionText, first: str) -> tuple[Block, ...]:
    list_named = f"{first} (có danh sách kèm theo)."
    effect = "Quyết định này có hiệu lực kể từ ngày ký."
    if text.kind is DecisionKind.RECOGNISE:
        effect = f"{effect} Các đơn vị có tên trong danh sách được cấp Giấy công nhận."
    carry = f"{_head_of(desk)} và các đơn vị có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
    return (Article(1, list_named), Article(2, effect), Article(3, carry))


def _head_of(desk: Desk) -> str:
    return f"Thủ trưởng các cơ quan, đơn vị có liên quan của {desk.authority}"


def _whom(units: Sequence[Listed], *, counted: bool = False) -> str:
    kinds = list(dict.fromkeys(KIND_NAMES.get(unit.report_kind, "đơn vị") for unit in units))
    if len(units) == 1:
        return units[0].name
    named = ", ".join(kinds)
    return f"{number(len(units))} {named}" if counted else named


def _list(units: Sequence[Listed]) -> Table:
    grounded = any(unit.ground for unit in units)
    columns = [Column("STT", 8, Align.CENTRE), Column("Tên đơn vị", 40), Column("Loại", 20), Column("Địa bàn", 32)]
    if grounded:
        columns.append(Column("Lý do", 32))
    rows = []
    for index, unit in enumerate(units, start=1):
        cells = [str(index), unit.name, KIND_NAMES.get(unit.report_kind, "đơn vị"), unit.place]
        rows.append((*cells, unit.ground) if grounded else tuple(cells))
    return Table(tuple(columns), tuple(rows))


# ------------------------------------------------------------------ certificate


@dataclass(frozen=True, slots=True)
class CertificateText:
    """What one certificate says."""

    unit: Listed
    year: int
    decision_symbol: str
    decided_on: date
    basis: str
    period: Period


def certificate_letter(desk: Desk, text: CertificateText) -> Letter:
    """Write a unit's Giấy công nhận."""
    decision = f"Quyết định số {text.decision_symbol} {long_date(text.decided_on)} của {desk.authority}"
    return Letter(
        kind=LetterKind.CERTIFICATE,
        subject=f"Giấy công nhận {text.unit.name} đạt {STANDARD} năm {text.year}",
        issuer=desk.issuer,
        signature=desk.signature,
        certificate=Certificate(
            authority=desk.authority,
            recipient=text.unit.name,
            place=text.unit.place,
            statement=f"Đạt {STANDARD} năm {text.year}",
            decision=decision,
            unit_kind=KIND_NAMES.get(text.unit.report_kind, ""),
            period=f"từ {short_date(text.period.start)} đến {short_date(text.period.end)}",
            basis=text.basis,
        ),
        demonstration=desk.demonstration,
    )


# ------------------------------------------------------------------ minutes of the council


@dataclass(frozen=True, slots=True)
class Vote:
    """How the council voted on one unit."""

    unit: Listed
    in_favour: int
    against: int
    abstained: int
    carried: bool


@dataclass(frozen=True, slots=True)
class MinutesText:
    """What the minutes of a meeting hold: who was there as posts, the quorum, each vote."""

    year: int
    held_on: date
    members: int
    present: tuple[str, ...]
    secret: bool
    threshold: str
    votes: tuple[Vote, ...]


def minutes_letter(desk: Desk, text: MinutesText, secretary: Signature) -> Letter:
    """Write the minutes of the meeting that voted."""
    how = "bỏ phiếu kín" if text.secret else "biểu quyết công khai"
    subject = f"Họp xét, đề nghị công nhận đơn vị đạt {STANDARD} năm {text.year}"
    blocks: tuple[Block, ...] = (
        Paragraph(f"Hôm nay, {long_date(text.held_on)}, hội đồng họp xét các hồ sơ đề nghị công nhận."),
        Heading("I.", "THÀNH PHẦN"),
        Paragraph(f"Có mặt {len(text.present)}/{text.members} thành viên:"),
        *(DashItem(name) for name in text.present),
        Heading("II.", "KẾT QUẢ BIỂU QUYẾT"),
        Paragraph(f"Hội đồng {how}; đơn vị được đề nghị công nhận khi có {text.threshold}."),
        _votes(text.votes),
    )
    return Letter(
        kind=LetterKind.MINUTES,
        subject=subject,
        issuer=desk.issuer,
        blocks=blocks,
        recipients=desk.recipients,
        signature=desk.signature,
        second_signature=secretary,
        demonstration=desk.demonstration,
    )


def _votes(votes: Sequence[Vote]) -> Table:
    columns = (
        Column("STT", 8, Align.CENTRE),
        Column("Tên đơn vị", 40),
        Column("Tán thành", 13, Align.RIGHT),
        Column("Không tán thành", 13, Align.RIGHT),
        Column("Ý kiến khác", 13, Align.RIGHT),
        Column("Kết quả", 20),
    )
    rows = tuple(
        (
            str(index),
            vote.unit.name,
            number(vote.in_favour),
            number(vote.against),
            number(vote.abstained),
            "Đề nghị công nhận" if vote.carried else "Không đề nghị",
        )
        for index, vote in enumerate(votes, start=1)
    )
    return Table(columns, rows)


# ------------------------------------------------------------------ self-assessment and submission


@dataclass(frozen=True, slots=True)
class Assessed:
    """One criterion as the unit assesses it."""

    criterion: str
    gist: str
    verdict: str
    evidence: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentText:
    """What a unit reports of its own assessment."""

    unit: Listed
    year: int
    period: Period
    instrument: str
    criteria: tuple[Assessed, ...]
    verdict: str
    note: str = ""


def assessment_letter(desk: Desk, text: AssessmentText) -> Letter:
    """Write the self-assessment report: results, explanations for missing evidence, what the unit asks for."""
    window = f"từ ngày {short_date(text.period.start)} đến ngày {short_date(text.period.end)}"
    opening = f"Thực hiện {text.instrument}, {text.unit.name} báo cáo kết quả tự đánh giá năm {text.year} ({window}):"
    explained = tuple(
        DashItem(f"Tiêu chí {one.criterion}: {one.explanation}") for one in text.criteria if one.explanation
    )
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Heading("I.", "KẾT QUẢ TỪNG TIÊU CHÍ"),
        _criteria(text.criteria),
        Heading("II.", "GIẢI TRÌNH"),
        *(explained or (Paragraph("Không có."),)),
        Heading("III.", "TỰ ĐÁNH GIÁ CHUNG VÀ ĐỀ NGHỊ"),
        Paragraph(f"{VERDICT_NAMES.get(text.verdict, '')}. {text.note}".strip()),
    )
    return Letter(
        kind=LetterKind.REPORT,
        subject=f"Kết quả tự đánh giá thực hiện {STANDARD} năm {text.year}",
        issuer=desk.issuer,
        blocks=blocks,
        recipients=desk.recipients,
        signature=desk.signature,
        demonstration=desk.demonstration,
    )


def _criteria(criteria: Sequence[Assessed]) -> Table:
    columns = (
        Column("Tiêu chí", 12, Align.CENTRE),
        Column("Nội dung", 48),
        Column("Kết quả", 18),
        Column("Minh chứng", 30),
    )
    rows = tuple((one.criterion, one.gist, VERDICT_NAMES.get(one.verdict, ""), one.evidence) for one in criteria)
    return Table(columns, rows)


def submission_letter(desk: Desk, addressee: str, text: DecisionText) -> Letter:
    """Write the submission (tờ trình) that proposes units for recognition."""
    standard = f"đạt {STANDARD} năm {text.year}"
    proposed = f"Căn cứ {text.instrument} và kết quả thẩm định hồ sơ, {desk.authority} kính trình {addressee}"
    asked = f"{_whom(text.units, counted=True)} {standard} (có danh sách kèm theo)"
    return Letter(
        kind=LetterKind.SUBMISSION,
        subject=f"Về việc đề nghị xét duyệt, công nhận {_whom(text.units)} {standard}",
        issuer=desk.issuer,
        addressees=(addressee,),
        blocks=(
            Paragraph(f"{proposed} xem xét, công nhận {asked}."),
            Paragraph("Kính đề nghị xem xét, quyết định."),
        ),
        recipients=desk.recipients,
        signature=desk.signature,
        annexes=(Annex(f"Danh sách đơn vị đề nghị công nhận {standard}", (_list(text.units),)),),
        demonstration=desk.demonstration,
    )
