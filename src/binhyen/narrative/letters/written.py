"""A written report as an official letter: its sections, its annexes, and its sources when they are asked for. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from binhyen.documents.rules.content import (
    Align,
    Annex,
    Bars,
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
from binhyen.indicators.rules.catalogue import Catalogue
from binhyen.narrative.writer.pieces import Appendix, Line, Look, Number, Piece, Text, Written
from binhyen.narrative.writer.sources import source_words

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDE = 7
"""An annex with more columns than this is printed on its side."""
RECIPIENTS = ("Cơ quan cấp trên trực tiếp", "Các thành viên Ban Chỉ đạo", "Các địa phương, đơn vị liên quan")


@dataclass(frozen=True, slots=True)
class WrittenDesk:
    """Who issues a report and who signs it."""

    issuer: Issuer
    signature: Signature
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """Words for the sources of numbers, for those who want them as notes: a name for each cell."""

    names: Mapping[str, str]


def written_letter(
    desk: WrittenDesk, report: Written, *, signed: bool = True, sources: Sources | None = None
) -> Letter:
    """Put a report on paper. With `sources` every number has a raised mark and the last annex lists what it names.

    What is not `signed`, a speech or a script, has neither recipients nor a signer.
    """
    notes = _Notes(sources)
    blocks = tuple(_blocks(report, notes))
    return Letter(
        kind=LetterKind.REPORT,
        subject=report.subject,
        issuer=desk.issuer,
        title=report.title,
        blocks=blocks,
        recipients=RECIPIENTS if signed else (),
        signature=desk.signature if signed else None,
        annexes=_annexes(report.appendices, notes),
        demonstration=desk.demonstration,
    )


class _Notes:
    """Counts the numbers of a text and remembers them in their order."""

    def __init__(self, sources: Sources | None) -> None:
        self.sources, self.numbers = sources, list[Number]()

    def text(self, pieces: Iterable[Piece]) -> str:
        return "".join(self._one(piece) for piece in pieces)

    def _one(self, piece: Piece) -> str:
        if isinstance(piece, Text):
            return piece.text
        if self.sources is None or not piece.link:
            return piece.whole
        self.numbers.append(piece)
        return f"{piece.whole}{str(len(self.numbers)).translate(_RAISED)}"


def _blocks(report: Written, notes: _Notes) -> Iterator[Block]:
    yield from (_line(line, notes) for line in report.opening)
    for section in report.sections:
        if section.title:
            yield Heading(section.label, section.title)
        for part in section.parts:
            if part.heading:
                label, _, words = part.heading.partition(" ")
                yield Heading(label, words)
            yield from (_line(line, notes) for line in part.lines)


def _line(line: Line, notes: _Notes) -> Block:
    text = notes.text(line.pieces)
    return DashItem(text) if line.look is Look.ITEM else Paragraph(text)


def _annexes(appendices: Sequence[Appendix], notes: _Notes) -> tuple[Annex, ...]:
    found = [(one.title, tuple(_grid(one)), len(one.grid.titles) > _WIDE) for one in appendices]
    if notes.numbers and notes.sources is not None:
        found.append(("Nguồn số liệu", (_source_table(notes.numbers, notes.sources),), False))
    labelled = len(found) > 1
    return tuple(
        Annex(title, blocks, f"Phụ lục {_ROMAN[place]}" if labelled else "", landscape=wide)
        for place, (title, blocks, wide) in enumerate(found)
    )


def _grid(appendix: Appendix) -> Iterator[Block]:
    grid = appendix.grid
    columns = tuple(
        Column(title, width, Align.RIGHT if numeric else Align.CENTRE if title == "TT" else Align.LEFT)
        for title, width, numeric in zip(grid.titles, grid.widths, grid.numeric, strict=True)
    )
    rows = tuple(tuple(_words(cell) for cell in row) for row in grid.rows)
    total = bool(rows) and rows[-1][1] == "Tổng cộng"
    if grid.bars:
        yield Bars(grid.bars, grid.chart)
    yield Table(columns, rows, total_rows=int(total))


def _words(piece: Piece) -> str:
    return piece.text if isinstance(piece, Text) else piece.whole


def _source_table(numbers: Sequence[Number], sources: Sources) -> Table:
    columns = (
        Column("Số", 7, Align.CENTRE),
        Column("Số liệu", 18, Align.RIGHT),
        Column("Chỉ tiêu", 50),
        Column("Nguồn", 25),
    )
    rows = tuple(
        (str(place), one.whole, sources.names.get(str(one.cell), str(one.cell)), source_words(one))
        for place, one in enumerate(numbers, start=1)
    )
    return Table(columns, rows)


def names_of_cells(report: Written, catalogue: Catalogue, splits: Mapping[str, str]) -> dict[str, str]:
    """Return a name for every cell that a report's numbers name: the indicator's, with its split."""
    found = {}
    for one in report.numbers:
        name, split = catalogue.indicators[one.cell.indicator].name, splits.get(one.cell.dims, "")
        found[str(one.cell)] = f"{name} ({split})" if split else name
    return found
