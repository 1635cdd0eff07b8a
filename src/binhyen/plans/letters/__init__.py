"""What goes on paper: the report on how far a plan has come, in the official layout. Pure builders, in Vietnamese."""

from collections.abc import Iterable, Iterator, Sequence
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
from binhyen.kernel.vietnamese import number, percent, short_date

_ROMAN = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who issues the report and who signs it."""

    issuer: Issuer
    signature: Signature
    authority: str
    """As in a sentence: "Ban Chỉ đạo 138 xã An Phú"."""
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in the annex."""

    content: str
    lead: str
    place: str
    due: date
    standing: str
    """Where it stands: "Hoàn thành", "Đang thực hiện, 40 %, quá hạn 5 ngày"."""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target with what was reached."""

    name: str
    reached: str
    target: str
    unit: str
    share: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many tasks stand where."""

    total: int
    closed: int
    submitted: int
    under_way: int
    assigned: int
    late: int
    extended: int
    places: int


@dataclass(frozen=True, slots=True)
class ProgressText:
    """What a progress report says."""

    plan: str
    symbol: str
    signed_on: date
    since: date
    until: date
    basis: str
    as_of: date
    progress: Progress
    targets: tuple[TargetLine, ...]
    tasks: tuple[TaskLine, ...]
    hindrances: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


def progress_letter(desk: Desk, text: ProgressText) -> Letter:
    """Write the report on how far a plan has come: sections I to V, the tasks as an annex."""
    numbered = f"Kế hoạch số {text.symbol}" if text.symbol else "Kế hoạch"
    opening = (
        f"Thực hiện {numbered} ngày {short_date(text.signed_on)} ({text.plan}), {desk.authority} báo cáo tiến độ thực "
        f"hiện đến ngày {short_date(text.as_of)} như sau:"
    )
    return Letter(
        kind=LetterKind.REPORT,
        subject=f"Tiến độ thực hiện {_lowered(text.plan)} (đến ngày {short_date(text.as_of)})",
        issuer=desk.issuer,
        blocks=(Paragraph(opening), *_sections(text)),
        recipients=("Cơ quan cấp trên trực tiếp", "Các thành viên Ban Chỉ đạo"),
        signature=desk.signature,
        annexes=(Annex("Tiến độ thực hiện các nhiệm vụ", (_table(text.tasks),), landscape=True),) if text.tasks else (),
        demonstration=desk.demonstration,
    )


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith("Kế hoạch") else name


def _sections(text: ProgressText) -> Iterator[Block]:
    written = (
        ("Công tác chỉ đạo, triển khai", _directing(text)),
        ("Kết quả thực hiện nhiệm vụ", _results(text.progress)),
        ("Kết quả so với chỉ tiêu", _targets(text.targets)),
        ("Tồn tại, hạn chế và nguyên nhân", _hindrances(text)),
        ("Nhiệm vụ thời gian tới và kiến nghị", _ahead(text)),
    )
    for label, (title, blocks) in zip(_ROMAN, written, strict=True):
        yield Heading(f"{label}.", title.upper())
        yield from blocks


def _directing(text: ProgressText) -> Iterator[Block]:
    span = f"từ ngày {short_date(text.since)} đến ngày {short_date(text.until)}"
    places = f", giao cho {number(text.progress.places)} địa phương" if text.progress.places > 1 else ""
    yield Paragraph(f"Kế hoạch được thực hiện {span}, gồm {number(text.progress.total)} nhiệm vụ{places}.")
    if text.basis:
        yield Paragraph(f"Căn cứ triển khai: {text.basis}.")


def _results(said: Progress) -> Iterator[Block]:
    if not said.total:
        yield Paragraph("Kế hoạch chưa giao nhiệm vụ cụ thể.")
        return
    rest = "." if said.closed == said.total else "; còn lại:"
    share = percent(said.closed, said.total)
    yield Paragraph(f"Đã hoàn thành {number(said.closed)}/{number(said.total)} nhiệm vụ ({share}){rest}")
    counted = (
        (said.submitted, "đã báo cáo kết quả, chờ xác nhận"),
        (said.under_way, "đang thực hiện"),
        (said.assigned, "đã giao, chưa tiếp nhận"),
    )
    yield from (DashItem(f"{number(amount)} nhiệm vụ {words}.") for amount, words in counted if amount)
    if said.extended:
        yield Paragraph(f"{number(said.extended)} nhiệm vụ được gia hạn.")


def _targets(rows: Sequence[TargetLine]) -> Iterator[Block]:
    if not rows:
        yield Paragraph("Các nhiệm vụ không giao chỉ tiêu bằng số.")
    yield from (DashItem(f"{row.name}: {row.reached}/{row.target} {row.unit} ({row.share}).") for row in rows)


def _hindrances(text: ProgressText) -> Iterator[Block]:
    late = text.progress.late
    if late:
        yield Paragraph(f"{number(late)} nhiệm vụ quá thời hạn, nêu tại Phụ lục kèm theo.")
    yield from _lines(text.hindrances)
    if not late and not text.hindrances:
        yield Paragraph("Không có nhiệm vụ quá thời hạn; chưa ghi nhận khó khăn, vướng mắc.")


def _ahead(text: ProgressText) -> Iterator[Block]:
    left = text.progress.total - text.progress.closed
    if left:
        yield Paragraph(f"Tiếp tục thực hiện {number(left)} nhiệm vụ chưa hoàn thành theo thời hạn tại Phụ lục.")
    yield from _lines(text.next_steps)
    if text.proposals:
        yield Paragraph("Kiến nghị:")
        yield from _lines(text.proposals)
    if not left and not text.next_steps and not text.proposals:
        yield Paragraph("Tổng kết việc thực hiện Kế hoạch.")


def _lines(said: Iterable[str]) -> Iterator[Block]:
    for line in said:
        ended = line if line.endswith((".", ";", ":", "!", "?")) else f"{line}."
        yield DashItem(ended)


def _table(tasks: Sequence[TaskLine]) -> Table:
    columns = (
        Column("STT", 6, Align.CENTRE),
        Column("Nội dung nhiệm vụ", 38),
        Column("Chủ trì", 18),
        Column("Nơi thực hiện", 16),
        Column("Thời hạn", 11, Align.CENTRE),
        Column("Tiến độ", 18),
    )
    rows = (
        (str(index), one.content, one.lead, one.place, short_date(one.due), one.standing)
        for index, one in enumerate(tasks, start=1)
    )
    return Table(columns, tuple(rows))
