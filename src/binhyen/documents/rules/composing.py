"""Words a letter into its sheet: closing marks, leads, recipients, references, as NĐ 30/2020/NĐ-CP asks."""

from collections.abc import Sequence
from functools import singledispatch

from binhyen.documents.rules import content
from binhyen.documents.rules.attachments import Attached, grouped
from binhyen.documents.rules.content import Align, Annex, Block, Letter, LetterKind, Signature, Table
from binhyen.documents.rules.layout import Layout
from binhyen.documents.rules.metrics import break_lines, text_width
from binhyen.documents.rules.numbering import kind_name, place_and_date, point_letter, symbol_tail
from binhyen.documents.rules.sheet import (
    Addressees,
    AnnexSheet,
    Break,
    CertificateSheet,
    Foot,
    Head,
    Item,
    Line,
    Sheet,
    SignLines,
    Style,
)
from binhyen.kernel.vietnamese import long_date

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END = "./."
ISSUER_SHARE = 68 / 165
"""Part of the line that the issuing body's column takes; the national name has the rest."""
_OPEN_NUMBER = "        "
_LARGE, _SMALL, _CERTIFICATE_ROOM = 28, 20, 225
"""Sizes of the name on a certificate, and the millimetres a large one may take."""
_TITLE_SIDES = 16
"""Millimetres that titles leave free on both sides together."""
_UNTITLED = {LetterKind.DISPATCH, LetterKind.CERTIFICATE}
_NEVER_ENDED = {LetterKind.CERTIFICATE}


def compose(
    letter: Letter, layout: Layout, *, check: str = "", draft: bool = False, attached: Sequence[Attached] = ()
) -> Sheet:
    """Return the letter as it stands on paper.

    `check` is printed by the QR code of a certificate, and of a letter that carries data (`attached`).
    """
    name = f"{kind_name(letter.kind)} {letter.symbol}".strip()
    return Sheet(
        name=name,
        subject_text=one_line(letter.subject),
        author=one_line(letter.issuer.name),
        mark=_mark(letter, draft=draft),
        head=_head(letter, layout),
        title=letter.title or ("" if letter.kind is LetterKind.DISPATCH else kind_name(letter.kind).upper()),
        subject="" if letter.kind in _UNTITLED else _even(letter.subject, layout),
        items=_items(letter),
        foot=Foot(_recipients(letter), sign_lines(letter.signature), sign_lines(letter.second_signature)),
        annexes=tuple(_annex(annex, letter, layout) for annex in letter.annexes),
        certificate=_certificate(letter, check),
        verification=letter.verification,
        proof=_proof(letter, check, attached) if attached and not draft else "",
    )


def one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


def _even(title: str, layout: Layout) -> str:
    """Break a long title into even lines."""
    return "\n".join(break_lines(title, layout.title_size, layout.measure - _TITLE_SIDES, bold=True))


def _mark(letter: Letter, *, draft: bool) -> str:
    marks = (content.DRAFT_MARK if draft else "", content.SAMPLE_MARK if letter.demonstration else "")
    return " · ".join(mark for mark in marks if mark)


def _head(letter: Letter, layout: Layout) -> Head:
    room = layout.measure * ISSUER_SHARE - 2
    issuer = letter.issuer
    about = f"V/v {letter.subject}" if letter.kind is LetterKind.DISPATCH else ""
    return Head(
        parent=break_lines(issuer.parent_name.upper(), layout.nation_size, room, bold=False),
        issuer=break_lines(issuer.name.upper(), layout.nation_size, room, bold=True) or ("",),
        symbol=f"Số: {_symbol(letter)}",
        about="\n".join(break_lines(about, layout.nation_size, room - 6, bold=False)),
        nation=NATION,
        motto=MOTTO,
        place_and_date=place_and_date(issuer.place_name, letter.issued_on),
    )


def _symbol(letter: Letter) -> str:
    return letter.symbol or f"{_OPEN_NUMBER}/{symbol_tail(letter.kind, letter.issuer)}"


def _items(letter: Letter) -> tuple[Item, ...]:
    items: list[Item] = []
    if letter.authority:
        items.append(Line(Style.AUTHORITY, letter.authority.upper()))
    items += _bases(letter.bases)
    if letter.kind is LetterKind.DECISION:
        items.append(Line(Style.VERB, "QUYẾT ĐỊNH:"))
    if letter.addressees:
        items.append(Addressees("Kính gửi:", _addressees(letter.addressees)))
    items += [item for block in letter.blocks for item in _worded(block)]
    return tuple(items if letter.kind in _NEVER_ENDED else _ended(items))


def _bases(bases: tuple[str, ...]) -> list[Line]:
    last = len(bases) - 1
    return [Line(Style.BASIS, f"{_bare(basis)}{'.' if place == last else ';'}") for place, basis in enumerate(bases)]


def _addressees(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(names) == 1:
        return (_bare(names[0]),)
    return _listed(names)


def _listed(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return "- …;" lines, the last closed by a full stop."""
    last = len(names) - 1
    return tuple(f"- {_bare(name)}{'.' if place == last else ';'}" for place, name in enumerate(names))


def _recipients(letter: Letter) -> tuple[str, ...]:
    if not letter.recipients and not letter.addressees:
        return ()
    names = list(letter.recipients)
    if letter.addressees and "Như trên" not in names:
        names.insert(0, "Như trên")
    if letter.kept_at:
        copies = f" ({letter.copies})" if letter.copies else ""
        names.append(f"Lưu: {letter.kept_at}{copies}")
    return listed_recipients(names)


def listed_recipients(names: Sequence[str]) -> tuple[str, ...]:
    """Return the block that says who gets a copy."""
    return ("Nơi nhận:", *_listed(tuple(names)))


def sign_lines(signature: Signature | None) -> SignLines | None:
    """Return a signer's block from top to bottom."""
    if signature is None:
        return None
    authority = [f"{line.prefix} {line.body}".strip().upper() for line in signature.authority]
    over = (*authority, signature.title.upper())
    return SignLines(tuple(over), signature.note, signature.second_title.upper(), signature.name)


def _annex(annex: Annex, letter: Letter, layout: Layout) -> AnnexSheet:
    heads = [
        Line(Style.ANNEX_LABEL, annex.label),
        Line(Style.ANNEX_TITLE, _even(annex.title.upper(), layout)),
        Line(Style.ANNEX_REFERENCE, annex.reference or _reference(letter)),
    ]
    items: list[Item] = [head for head in heads if head.text]
    items += [item for block in annex.blocks for item in _worded(block)]
    return AnnexSheet(tuple(items), annex.landscape)


def _reference(letter: Letter) -> str:
    day = long_date(letter.issued_on) if letter.issued_on else "ngày      tháng      năm        "
    issuer = one_line(letter.authority or letter.issuer.name)
    return f"(Kèm theo {kind_name(letter.kind)} số {_symbol(letter)} {day} của {issuer})"


def _certificate(letter: Letter, check: str) -> CertificateSheet | None:
    said = letter.certificate
    if said is None:
        return None
    return CertificateSheet(
        title=(letter.title or kind_name(letter.kind)).upper(),
        authority=f"{said.authority} công nhận".upper(),
        recipient=said.recipient,
        recipient_size=_LARGE if text_width(said.recipient, _LARGE, bold=True) <= _CERTIFICATE_ROOM else _SMALL,
        place=said.place,
        statement=said.statement,
        decision=f"({said.decision})",
        symbol=f"Số: {_symbol(letter)}",
        proof=f"Quét mã để kiểm tra giấy này. Bốn ký tự cuối trên trang kiểm tra phải là {check}" if check else "",
    )


def _proof(letter: Letter, check: str, attached: Sequence[Attached]) -> str:
    """Say how a letter that carries data is checked: by its public page, and by the hash of that data."""
    if not letter.verification or letter.certificate is not None:
        return ""
    first = attached[0]
    return (
        f"Quét mã để kiểm tra văn bản này. Bốn ký tự cuối trên trang kiểm tra phải là {check}. "
        f"Số liệu kèm trong tệp PDF: {first.name}, SHA-256 bắt đầu bằng {grouped(first.sha256)}"
    )


def _ended(items: list[Item]) -> list[Item]:
    """Close the last paragraph of the text with "./."."""
    last = items[-1] if items else None
    if not isinstance(last, Line):
        return items
    whole = Line(last.style, f"{_bare(last.text)}{END}", last.lead, last.align, last.bold, last.italic)
    return [*items[:-1], whole]


def _bare(text: str) -> str:
    return text.strip().removesuffix(END).rstrip(".;, ")


@singledispatch
def _worded(block: Block) -> list[Item]:
    """Return a block as it stands on paper."""
    msg = f"no words for {type(block).__name__}"
    raise TypeError(msg)


@_worded.register
def _paragraph(block: content.Paragraph) -> list[Item]:
    align = None if block.align is Align.JUSTIFY else block.align
    return [Line(Style.BODY, block.text, align=align, bold=block.bold, italic=block.italic)]


@_worded.register
def _heading(block: content.Heading) -> list[Item]:
    if block.centred:
        return [Line(Style.PART, block.label), Line(Style.PART, block.text.upper())]
    return [Line(Style.NUMERAL, f"{block.label} {block.text}".strip())]


@_worded.register
def _article(block: content.Article) -> list[Item]:
    return _led(Style.ARTICLE, f"Điều {block.number}.", block.heading, block.text)


@_worded.register
def _numbered(block: content.NumberedItem) -> list[Item]:
    label = f"{block.number}."
    if block.heading:
        return _led(Style.CLAUSE, label, block.heading, block.text)
    return [Line(Style.CLAUSE, f"{label} {block.text}")]


@_worded.register
def _lettered(block: content.LetteredItem) -> list[Item]:
    return [Line(Style.POINT, f"{point_letter(block.position)}) {block.text}")]


@_worded.register
def _dash(block: content.DashItem) -> list[Item]:
    return [Line(Style.DASH, f"- {block.text}")]


@_worded.register
def _table(block: Table) -> list[Item]:
    over = (Line(Style.CAPTION, block.caption), Line(Style.UNIT, block.unit))
    return [*(line for line in over if line.text), block]


@_worded.register
def _bars(block: content.Bars) -> list[Item]:
    return [*([Line(Style.CAPTION, block.caption)] if block.caption else []), block]


@_worded.register
def _page_break(_block: content.PageBreak) -> list[Item]:
    return [Break()]


def _led(style: Style, label: str, heading: str, text: str) -> list[Item]:
    """Return a lead with its text on the same line, or a bold heading with the text under it."""
    if not heading:
        return [Line(style, text, lead=label)]
    under: list[Item] = [Line(Style.BODY, text)] if text else []
    return [Line(style, heading, lead=label, bold=True), *under]
