"""A written report as its page shows it: every number a link, what is new marked, texts by hand edged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from binhyen.indicators.queries import catalogue
from binhyen.indicators.rules.cells import CellKey
from binhyen.indicators.rules.typed import write_amount
from binhyen.kernel.amounts import Amount, Said
from binhyen.narrative.queries.reports import Kept
from binhyen.narrative.queries.tables import labels_of
from binhyen.narrative.writer.appendices import UNDECIDED
from binhyen.narrative.writer.differing import Change
from binhyen.narrative.writer.facts import Facts
from binhyen.narrative.writer.pieces import Appendix, Line, Look, Number, Part, Piece, Says, Section, Text, Written
from binhyen.narrative.writer.sources import source_words

_OUTLINE = 40
"""Signs of a text without heading in the list of parts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a line: words, or a number with the page where it opens and what it says of what."""

    text: str
    href: str = ""
    hint: str = ""
    fresh: bool = False
    """Whether it says something else than in the edition before."""
    note: int = 0
    """Number of its footnote; 0 for none."""
    unclear: bool = False
    """Whether a draft says here that a figure can't be compared."""

    @property
    def number(self) -> bool:
        """Tell whether it is a number."""
        return bool(self.hint)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A paragraph or an item."""

    pieces: tuple[Shown, ...]
    item: bool


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with its lines; `key` names it in addresses."""

    key: str
    heading: str
    lines: tuple[ShownLine, ...]
    by_hand: bool
    numbers: int
    fresh: int
    outline: str = ""
    """What the list of parts calls it."""
    unclear: int = 0
    """How many figures it can't compare."""

    @property
    def anchor(self) -> str:
        """Where it is on the page."""
        return f"muc-{self.key}"


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its parts."""

    heading: str
    parts: tuple[ShownPart, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """An annex: titles, rows, bars."""

    appendix: Appendix
    rows: tuple[tuple[Shown, ...], ...]
    undecided: str = UNDECIDED
    """What stands in place of a bar where nobody decided yet."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where a number comes from, as a footnote says it."""

    number: int
    amount: str
    name: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A written report on its page."""

    title: str
    subject: tuple[str, ...]
    opening: tuple[ShownLine, ...]
    sections: tuple[ShownSection, ...]
    tables: tuple[ShownTable, ...]
    footnotes: tuple[Footnote, ...]

    @property
    def parts(self) -> Iterator[ShownPart]:
        """All parts, in order."""
        return (part for section in self.sections for part in section.parts)

    @property
    def numbers(self) -> int:
        """How many numbers its text has."""
        return sum(part.numbers for part in self.parts)

    @property
    def fresh(self) -> int:
        """How many of them are not what they were before."""
        return sum(part.fresh for part in self.parts)

    @property
    def unclear(self) -> int:
        """How many figures can't be compared."""
        return sum(part.unclear for part in self.parts)


def paper_of(kept: Kept, *, footnotes: bool = False) -> Paper:
    """Lay a report out for its page; with `footnotes` every number is numbered and told at the end."""
    return _Layer(kept, footnotes=footnotes).paper(kept.draft.report)


class _Layer:
    """Turns pieces into what a page shows, counting footnotes on the way."""

    def __init__(self, kept: Kept, *, footnotes: bool) -> None:
        numbers = kept.draft.report.numbers
        self.kept, self.footnotes, self.notes = kept, footnotes, list[Footnote]()
        self.splits = labels_of(number.cell for number in numbers)

    def paper(self, report: Written) -> Paper:
        opening = self._lines(report.opening)
        sections = tuple(self._section(one) for one in report.sections)
        tables = tuple(self._table(one) for one in report.appendices)
        return Paper(report.title, tuple(report.subject.split("\n")), opening, sections, tables, tuple(self.notes))

    def _section(self, section: Section) -> ShownSection:
        heading = f"{section.label} {section.title}".strip()
        return ShownSection(heading, tuple(self._part(part, heading) for part in section.parts))

    def _part(self, part: Part, section: str) -> ShownPart:
        lines = self._lines(part.lines)
        fresh = sum(piece.fresh for line in lines for piece in line.pieces)
        outline = part.heading or section or str(part.lines[0])[:_OUTLINE]
        unclear = sum(piece.unclear for line in lines for piece in line.pieces)
        return ShownPart(part.key, part.heading, lines, part.by_hand, len(part.numbers), fresh, outline, unclear)

    def _lines(self, lines: Iterable[Line]) -> tuple[ShownLine, ...]:
        return tuple(
            ShownLine(tuple(self._piece(one) for one in line.pieces), line.look is Look.ITEM) for line in lines
        )

    def _piece(self, piece: Piece) -> Shown:
        if isinstance(piece, Text):
            return Shown(piece.text, unclear=piece.unclear and self.kept.report.document is None)
        name = self._name(piece.cell)
        hint = f"{name}: {source_words(piece)}"
        if not self.footnotes:
            return Shown(piece.whole, piece.link, hint, self._is_fresh(piece))
        self.notes.append(Footnote(len(self.notes) + 1, piece.whole, name, source_words(piece), piece.link))
        return Shown(piece.whole, piece.link, hint, fresh=False, note=len(self.notes))

    def _name(self, cell: CellKey) -> str:
        return name_of(cell, self.splits)

    def _is_fresh(self, number: Number) -> bool:
        earlier = self.kept.earlier
        if earlier is None or number.says not in {Says.LEVEL, Says.SHARE}:
            return False
        return earlier.of(number.cell).amount != self.kept.draft.facts.of(number.cell).amount

    def _table(self, appendix: Appendix) -> ShownTable:
        rows = tuple(tuple(_cell(piece) for piece in row) for row in appendix.grid.rows)
        return ShownTable(appendix, rows)


def _cell(piece: Piece) -> Shown:
    return Shown(piece.text) if isinstance(piece, Text) else Shown(piece.whole, piece.link)


def name_of(cell: CellKey, splits: Mapping[str, str]) -> str:
    """Name a cell: the indicator's name, with its split."""
    name, split = catalogue().indicators[cell.indicator].name, splits.get(cell.dims, "")
    return f"{name} ({split})" if split else name


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A cell that says something else now than in the report."""

    name: str
    old: str
    new: str
    href: str


def shown_changes(changes: Sequence[Change]) -> tuple[ShownChange, ...]:
    """Say what changed since the numbers were counted."""
    splits = labels_of(one.cell for one in changes)
    return tuple(
        ShownChange(name_of(one.cell, splits), said(one.old.amount), said(one.new.amount), one.new.link)
        for one in changes
    )


def said(amount: Amount) -> str:
    """Write an amount, or that there is none."""
    return gettext("no figure") if amount.said is Said.EMPTY else write_amount(amount)


@dataclass(frozen=True, slots=True)
class Offered:
    """A figure that a text may ask for: its name, what it says now, how it and its change are written in the text."""

    name: str
    amount: str
    place: str
    change: str = ""
    """How its change since the year before is asked for; "" where nothing is known of then."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The figures that a text may ask for: those that stand in the part, and the others that are known."""

    own: tuple[Offered, ...]
    others: tuple[Offered, ...]


def offered(kept: Kept, part: str) -> Offer:
    """Return the figures that a text by hand may ask for."""
    facts, template = kept.draft.facts, kept.draft.template
    own = [number.cell for one in _parts(kept.draft.report, part) for number in one.numbers]
    others = [cell for cell in template.cells if cell in facts.now and cell not in own]
    splits = labels_of((*own, *others))
    return Offer(
        tuple(_offered(cell, facts, splits) for cell in dict.fromkeys(own)),
        tuple(_offered(cell, facts, splits) for cell in others),
    )


def _parts(report: Written, key: str) -> Iterator[Part]:
    return (one for section in report.sections for one in section.parts if one.key == key)


def _offered(cell: CellKey, facts: Facts, splits: Mapping[str, str]) -> Offered:
    change = f"[, {{so với: {cell}}}]" if cell in facts.before else ""
    return Offered(name_of(cell, splits), said(facts.of(cell).amount), f"{{{cell}}}", change)


def preview_of(kept: Kept, part: str) -> tuple[ShownLine, ...]:
    """Return the lines of one part as its page would show them."""
    return next((one.lines for one in paper_of(kept).parts if one.key == part), ())
