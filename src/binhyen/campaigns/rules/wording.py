"""The words of an event's letter as an officer edits them before it is issued: a subject and sections of plain text.

A line that begins with "- " is an item of a list, every other line a paragraph. Source: NĐ 30/2020/NĐ-CP, annex I.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from binhyen.documents.rules.content import (
    Annex,
    Authority,
    Block,
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
from binhyen.kernel.marks import gettext_noop

LETTERS = {
    LetterKind.INVITATION: gettext_noop("Invitation"),
    LetterKind.PROGRAMME: gettext_noop("Programme on paper"),
    LetterKind.MINUTES: gettext_noop("Minutes"),
    LetterKind.NOTICE: gettext_noop("Notice of conclusions"),
}
"""What is written around an event."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_DASH = "- "


@dataclass(frozen=True, slots=True)
class Section:
    """A heading ("" for what stands before the first one) and the text below it, a paragraph or item a line."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What an officer edits: the subject, the sections, who gets a copy (one a line), who signs."""

    subject: str
    sections: tuple[Section, ...]
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer_name: str = ""
    second_title: str = ""
    """The post in the agency that a committee's signer writes over the name."""
    secretary: str = ""
    """Who signs minutes beside the chair."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What stands in a letter and is not edited there: tables after the opening, and annexes."""

    tables: tuple[Table, ...] = ()
    annexes: tuple[Annex, ...] = ()


def blocks_of(sections: Iterable[Section], tables: Sequence[Table] = ()) -> tuple[Block, ...]:
    """Return sections as they stand in a letter: numbered headings over their lines, tables after the opening.

    Sections without text are left out, and their numbers with them; a heading alone has no number.
    """
    blocks: list[Block] = []
    said = [one for one in sections if one.text.strip()]
    numerals = iter(_ROMAN)
    opening = [one for one in said if not one.heading]
    alone = len(said) - len(opening) == 1
    for one in [*opening, *(one for one in said if one.heading)]:
        if one.heading:
            blocks.append(Heading("" if alone else f"{next(numerals, '')}.", one.heading.upper()))
        blocks += _lines(one.text)
        if one in opening and one == opening[-1]:
            blocks += tables
    return tuple(blocks if opening else [*tables, *blocks])


def _lines(text: str) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [DashItem(line.removeprefix(_DASH)) if line.startswith(_DASH) else Paragraph(line) for line in lines]


def sections_of(blocks: Iterable[Block], headings: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections that a letter's blocks came from; `headings` are those of its kind, in order."""
    texts: dict[str, list[str]] = {"": []}
    here = ""
    for block in blocks:
        if isinstance(block, Heading):
            here = next((one for one in headings if one.upper() == block.text), block.text)
        elif isinstance(block, DashItem):
            texts.setdefault(here, []).append(f"{_DASH}{block.text}")
        elif isinstance(block, Paragraph):
            texts.setdefault(here, []).append(block.text)
    return tuple(Section(one, "\n".join(texts.get(one, ()))) for one in headings)


def letter_of(kind: LetterKind, issuer: Issuer, wording: Wording, sheets: Sheets) -> Letter:
    """Return the letter that a wording makes. Minutes have two signers and no recipients beside the file."""
    signature = signature_for(issuer, wording)
    minutes = kind is LetterKind.MINUTES
    return Letter(
        kind=kind,
        subject=wording.subject.strip(),
        issuer=issuer,
        blocks=blocks_of(wording.sections, sheets.tables),
        recipients=wording.recipients,
        signature=replace(signature, title="CHỦ TRÌ", authority=(), second_title="") if minutes else signature,
        second_signature=Signature("THƯ KÝ", wording.secretary.strip()) if minutes else None,
        annexes=sheets.annexes,
    )


def signature_for(issuer: Issuer, wording: Wording) -> Signature:
    """Return how a head or a deputy signs for a body: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH".

    A deputy signs in the head's place (NĐ 30/2020/NĐ-CP Đ13; annex I ô 7a).
    """
    title = wording.signer_title.strip().upper()
    lines = [Authority(Prefix.COLLECTIVE, _body(issuer))]
    if title.startswith("PHÓ "):
        lines.append(Authority(Prefix.DEPUTY, title.removeprefix("PHÓ ")))
    return Signature(title, wording.signer_name.strip(), tuple(lines), wording.second_title.strip())


def _body(issuer: Issuer) -> str:
    """Return the body that a head signs for, without its place."""
    return "ỦY BAN NHÂN DÂN" if issuer.sign == "UBND" else "BAN CHỈ ĐẠO"


def wording_of(letter: Letter, headings: Sequence[str]) -> Wording:
    """Return what an officer edits, from a letter that was drafted before."""
    first, second = letter.signature, letter.second_signature
    return Wording(
        letter.subject,
        sections_of(letter.blocks, headings),
        letter.recipients,
        first.title if first else "",
        first.name if first else "",
        first.second_title if first else "",
        second.name if second else "",
    )
