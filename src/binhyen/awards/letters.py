"""What goes on paper about awards: submissions with their list, minutes of the council, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from binhyen.accounts.letters import issuer_at, signature_by
from binhyen.documents.rules.content import (
    Align,
    Annex,
    Article,
    Column,
    DashItem,
    Heading,
    Issuer,
    Letter,
    LetterKind,
    Paragraph,
    Prefix,
    Signature,
    Table,
)
from binhyen.kernel.actors import Actor
from binhyen.kernel.vietnamese import long_date, number


@dataclass(frozen=True, slots=True)
class Desk:
    """Who issues a paper and who signs it; `label` is the place as in a sentence."""

    issuer: Issuer
    signature: Signature
    label: str
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """One recipient in a list."""

    name: str
    post: str
    kind: str
    achievement: str
    money: int | None = None
    book_number: str = ""
    posthumous: bool = False


@dataclass(frozen=True, slots=True)
class AwardText:
    """What a decision or submission is about. `form` and `authority` are Vietnamese names, `law` the documents."""

    form: str
    authority: str
    event: str
    recipients: tuple[Named, ...]
    law: tuple[str, ...]
    budget_source: str = ""


_KINDS = (("collective", "tập thể"), ("individual", "cá nhân"), ("household", "hộ gia đình"))


def whom(recipients: Sequence[Named]) -> str:
    """Return how many are awarded: "02 tập thể và 03 cá nhân"; a single one by its name.

    >>> whom([Named("Thôn Đông", "", "collective", "")])
    'Thôn Đông'
    """
    if len(recipients) == 1:
        return recipients[0].name
    counts = [(sum(one.kind == kind for one in recipients), word) for kind, word in _KINDS]
    parts = [f"{count:02d} {word}" for count, word in counts if count]
    return " và ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def verb(recipients: Sequence[Named]) -> str:
    """Return what is done: "Tặng", "Truy tặng", or both in one decision."""
    posthumous = {one.posthumous for one in recipients}
    return "Tặng, truy tặng" if len(posthumous) > 1 else "Truy tặng" if posthumous == {True} else "Tặng"


def decision_letter(desk: Desk, text: AwardText) -> Letter:
    """Write a decision over one recipient or many, with its list."""
    subject = f"Về việc {verb(text.recipients).lower()} {text.form}"
    merit = f"đã có thành tích trong phong trào Toàn dân bảo vệ an ninh Tổ quốc{_event(text)}"
    listed = "" if len(text.recipients) == 1 else " (có danh sách kèm theo)"
    money = f"Tiền thưởng kèm theo thực hiện theo quy định hiện hành{_source(text)}."
    carry = f"Chánh Văn phòng Ủy ban nhân dân {desk.label}, thủ trưởng các cơ quan, đơn vị có liên quan và"
    last = "các tập thể, cá nhân, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
    return Letter(
        kind=LetterKind.DECISION,
        subject=subject,
        issuer=desk.issuer,
        authority=f"Chủ tịch Ủy ban nhân dân {desk.label}",
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            *(f"Căn cứ {one}" for one in text.law),
            f"Theo đề nghị của cơ quan thường trực thi đua, khen thưởng {desk.label}",
        ),
        blocks=(
            Article(1, f"{verb(text.recipients)} {text.form} cho {whom(text.recipients)} {merit}{listed}."),
            Article(2, money),
            Article(3, f"{carry} {last}"),
        ),
        recipients=("Như Điều 3",),
        signature=_in_person(desk.signature),
        annexes=(Annex(f"Danh sách được {verb(text.recipients).lower()} {text.form}", (list_table(text.recipients),)),),
        demonstration=desk.demonstration,
    )


def _in_person(signature: Signature) -> Signature:
    """Return how a chair signs a decision of the chair: without "TM. ỦY BAN NHÂN DÂN", a deputy with "KT."."""
    lines = tuple(one for one in signature.authority if one.prefix is not Prefix.COLLECTIVE)
    return replace(signature, authority=lines)


def _event(text: AwardText) -> str:
    return f" ({text.event})" if text.event else ""


def _source(text: AwardText) -> str:
    return f", từ nguồn {text.budget_source}" if text.budget_source else ""


def list_table(recipients: Sequence[Named]) -> Table:
    """Return the list of recipients, with money and numbers in the book where they are known; a sum at the end."""
    paid = any(one.money is not None for one in recipients)
    columns = [
        Column("STT", 7, Align.CENTRE),
        Column("Tập thể, cá nhân, hộ gia đình", 30),
        Column("Chức vụ, đơn vị, địa chỉ", 30),
        Column("Thành tích", 34),
    ]
    columns += [Column("Số vào sổ", 10, Align.CENTRE)] if any(one.book_number for one in recipients) else []
    columns += [Column("Tiền thưởng (đồng)", 16, Align.RIGHT)] if paid else []
    rows = [_row(position, one, len(columns), paid=paid) for position, one in enumerate(recipients, start=1)]
    if paid:
        total = number(sum(one.money or 0 for one in recipients))
        rows.append(("", "Cộng", *[""] * (len(columns) - 3), total))
    return Table(tuple(columns), tuple(rows), total_rows=1 if paid else 0)


def _row(position: int, one: Named, width: int, *, paid: bool) -> tuple[str, ...]:
    name = f"{one.name} (truy tặng)" if one.posthumous else one.name
    said = [str(position), name, one.post, one.achievement]
    if width - len(said) - paid:
        said.append(one.book_number)
    return (*said, number(one.money) if one.money is not None else "") if paid else tuple(said)


def submission_letter(desk: Desk, text: AwardText) -> Letter:
    """Write the submission (tờ trình) that proposes recipients to the authority, with its list."""
    asked = f"{text.authority} xem xét, {verb(text.recipients).lower()} {text.form} cho {whom(text.recipients)}"
    law = "; ".join(text.law)
    return Letter(
        kind=LetterKind.SUBMISSION,
        subject=f"Về việc đề nghị {verb(text.recipients).lower()} {text.form}",
        issuer=desk.issuer,
        addressees=(text.authority,),
        blocks=(
            Paragraph(f"Căn cứ {law};"),
            Paragraph(
                f"Sau khi xem xét thành tích và hồ sơ, {desk.issuer.name} kính đề nghị {asked} đã có thành tích trong "
                f"phong trào Toàn dân bảo vệ an ninh Tổ quốc{_event(text)} (có danh sách kèm theo)."
            ),
            Paragraph("Hồ sơ kèm theo gồm: báo cáo thành tích, biên bản bình xét và kết quả bỏ phiếu."),
            Paragraph("Kính đề nghị xem xét, quyết định."),
        ),
        signature=desk.signature,
        annexes=(
            Annex(f"Danh sách đề nghị {verb(text.recipients).lower()} {text.form}", (list_table(text.recipients),)),
        ),
        demonstration=desk.demonstration,
    )


@dataclass(frozen=True, slots=True)
class Voted:
    """How the council voted on one proposal."""

    who: str
    form: str
    in_favour: int
    base: int
    share: str
    carried: bool


@dataclass(frozen=True, slots=True)
class MinutesText:
    """What the minutes of a meeting hold: who was there as posts, who voted on paper, the share, each vote."""

    held_on: date
    members: int
    present: tuple[str, ...]
    on_paper: tuple[str, ...]
    threshold: str
    votes: tuple[Voted, ...]


def minutes_letter(desk: Desk, text: MinutesText, secretary: Signature) -> Letter:
    """Write the minutes of the meeting that voted on awards."""
    paper = Paragraph("Thành viên vắng mặt, biểu quyết bằng phiếu:")
    absent: list[Paragraph | DashItem] = [paper, *(DashItem(one) for one in text.on_paper)]
    return Letter(
        kind=LetterKind.MINUTES,
        subject="Họp xét khen thưởng phong trào Toàn dân bảo vệ an ninh Tổ quốc",
        issuer=desk.issuer,
        blocks=(
            Paragraph(f"Hôm nay, {long_date(text.held_on)}, hội đồng họp xét các hồ sơ đề nghị khen thưởng."),
            Heading("I.", "THÀNH PHẦN"),
            Paragraph(f"Tham gia {len(text.present) + len(text.on_paper)}/{text.members} thành viên. Có mặt:"),
            *(DashItem(one) for one in text.present),
            *(absent if text.on_paper else []),
            Heading("II.", "KẾT QUẢ BIỂU QUYẾT"),
            Paragraph(f"Trường hợp được đề nghị khen thưởng khi có {text.threshold}."),
            _votes(text.votes),
        ),
        signature=desk.signature,
        second_signature=secretary,
        demonstration=desk.demonstration,
    )


def _votes(votes: Sequence[Voted]) -> Table:
    columns = (
        Column("STT", 7, Align.CENTRE),
        Column("Tập thể, cá nhân, hộ gia đình", 38),
        Column("Hình thức", 24),
        Column("Tán thành", 14, Align.CENTRE),
        Column("Tỷ lệ", 12, Align.RIGHT),
        Column("Kết quả", 22),
    )
    rows = tuple(
        (
            str(position),
            one.who,
            one.form,
            f"{one.in_favour}/{one.base}",
            one.share,
            "Đề nghị khen thưởng" if one.carried else "Không đề nghị",
        )
        for position, one in enumerate(votes, start=1)
    )
    return Table(columns, rows)


def desk_of(actor: Actor, on: date) -> Desk:
    """Return the desk of a post: its place's people's committee, itself as signer. Three queries."""
    issuer, label = issuer_at(actor.place_id, on)
    return Desk(issuer, signature_by(actor), label, demonstration=settings.DEMONSTRATION)
