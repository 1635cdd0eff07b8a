"""The report of a review or summary on paper: five sections and its tables. Pure, in Vietnamese."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.documents.rules.content import (
    Align,
    Annex,
    Block,
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
from binhyen.kernel.vietnamese import short_date

_DOTS = "…………………………………………"
_NOTHING = "Không có số liệu trong thời gian này."


@dataclass(frozen=True, slots=True)
class SummaryDesk:
    """Who issues the report and who signs it."""

    issuer: Issuer
    signature: Signature
    recipients: tuple[str, ...] = ()
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class SummaryFigure:
    """One number of the report, in words: with its bound, and on today's map where that is another one."""

    group: str
    name: str
    unit: str
    amount: str
    today: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SummaryTarget:
    """One commitment with its target, its result and what is missing."""

    content: str
    target: str
    result: str
    verdict: str


@dataclass(frozen=True, slots=True)
class SummaryText:
    """What the report says: of what it is, between which days, its texts and its numbers."""

    kind: str
    """"sơ kết", "tổng kết", "kết quả"."""
    about: str
    """"Chương trình phối hợp số 09/CTr-BCA-MTTW"."""
    place: str
    since: date
    until: date
    direction: str = ""
    results: str = ""
    shortcomings: str = ""
    lessons: str = ""
    ahead: str = ""
    figures: tuple[SummaryFigure, ...] = ()
    targets: tuple[SummaryTarget, ...] = ()
    part_years: tuple[int, ...] = ()
    today_place: str = ""
    """"tỉnh Thái Nguyên (bản đồ ngày 05/11/2026)"; empty where the map is the same."""


def summary_letter(desk: SummaryDesk, text: SummaryText) -> Letter:
    """Write the report of a review or summary, with the table of its figures as an annex."""
    return Letter(
        kind=LetterKind.REPORT,
        subject=f"{text.kind.capitalize()} {text.about}\n({_span(text)})",
        issuer=desk.issuer,
        blocks=tuple(_blocks(text)),
        recipients=desk.recipients or ("Cơ quan cấp trên", "Các bên phối hợp"),
        signature=desk.signature,
        annexes=tuple(_annexes(text)),
        demonstration=desk.demonstration,
    )


def _span(text: SummaryText) -> str:
    return f"Số liệu từ ngày {short_date(text.since)} đến ngày {short_date(text.until)}"


def _blocks(text: SummaryText) -> Iterator[Block]:
    yield Paragraph(
        f"Thực hiện {text.about}, {text.place} báo cáo {text.kind} với các kết quả sau. {_span(text)}"
        f"{_part_years(text)}."
    )
    yield Heading("I.", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO")
    yield from _prose(text.direction)
    yield Heading("II.", "KẾT QUẢ THỰC HIỆN")
    if text.results.strip():
        yield from _prose(text.results)
    yield from _figures(text.figures)
    yield from _targets(text.targets)
    for label, title, said in (
        ("III.", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", text.shortcomings),
        ("IV.", "BÀI HỌC KINH NGHIỆM", text.lessons),
        ("V.", "PHƯƠNG HƯỚNG, NHIỆM VỤ", text.ahead),
    ):
        yield Heading(label, title)
        yield from _prose(said)


def _part_years(text: SummaryText) -> str:
    if not text.part_years:
        return ""
    years = " và ".join(str(year) for year in text.part_years)
    return f"; năm {years} không tính trọn năm"


def _prose(said: str) -> Iterator[Block]:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for line in lines or [_DOTS]:
        yield DashItem(line.lstrip("-+• ")) if line[:1] in "-+•" else Paragraph(line)


def _figures(figures: Sequence[SummaryFigure]) -> Iterator[Block]:
    if not figures:
        yield Paragraph(_NOTHING)
    group, position = "", 0
    for one in figures:
        if one.group != group:
            group, position = one.group, position + 1
            yield Heading(f"{position}.", one.group)
        yield DashItem(f"{one.name}: {one.amount}{_unit(one)}{f' ({one.note})' if one.note else ''}.")


def _unit(one: SummaryFigure) -> str:
    """Leave the unit out where the words say it already."""
    return "" if one.amount.startswith("“") or one.unit in one.amount else f" {one.unit}"


def _targets(targets: Sequence[SummaryTarget]) -> Iterator[Block]:
    if targets:
        yield Paragraph("Kết quả thực hiện các cam kết của chương trình:", bold=True)
    for one in targets:
        target = f"; mục tiêu {one.target}" if one.target else ""
        result = f"; kết quả {one.result}" if one.result else ""
        yield DashItem(f"{one.content}{target}{result}{f': {one.verdict}' if one.verdict else ''}.")


def _annexes(text: SummaryText) -> Iterator[Annex]:
    if text.figures:
        label = "Phụ lục I" if text.targets else ""
        yield Annex("Biểu số liệu", (_figure_table(text),), label)
    if text.targets:
        yield Annex("Mục tiêu và kết quả", (_target_table(text.targets),), "Phụ lục II" if text.figures else "")


def _figure_table(text: SummaryText) -> Table:
    moved = bool(text.today_place)
    columns = [
        Column("TT", 6, Align.CENTRE),
        Column("Chỉ tiêu", 44),
        Column("Đơn vị tính", 14, Align.CENTRE),
        Column(f"Kết quả ({text.place})" if moved else "Kết quả", 18, Align.RIGHT),
    ]
    rows = [(str(number), one.name, one.unit, one.amount) for number, one in enumerate(text.figures, 1)]
    if not moved:
        return Table((*columns, Column("Ghi chú", 18)), tuple((*row, one.note) for row, one in _both(rows, text)))
    today = Column(f"Tính theo {text.today_place}", 18, Align.RIGHT)
    return Table((*columns, today), tuple((*row, one.today) for row, one in _both(rows, text)))


def _both(
    rows: Sequence[tuple[str, str, str, str]], text: SummaryText
) -> Iterator[tuple[tuple[str, str, str, str], SummaryFigure]]:
    return zip(rows, text.figures, strict=True)


def _target_table(targets: Sequence[SummaryTarget]) -> Table:
    columns = (
        Column("TT", 6, Align.CENTRE),
        Column("Cam kết", 44),
        Column("Mục tiêu", 16, Align.RIGHT),
        Column("Kết quả", 16, Align.RIGHT),
        Column("Đánh giá", 18),
    )
    rows = tuple((str(n), one.content, one.target, one.result, one.verdict) for n, one in enumerate(targets, 1))
    return Table(columns, rows)
