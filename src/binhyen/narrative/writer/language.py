"""The language of templates: plain Vietnamese with places in braces and pieces in brackets.

- `{models_total}`, `{guns|gun_kind=military}`: a figure. `{tỷ lệ: cell}`: its share in percent. `{so với: cell}`: how
  it changed since last year, with its own noun in `{so với: cell (lượt tuần tra)}`. `{chỉ tiêu: cell}`: how far its
  target was reached. `{nơi}`, `{kỳ}` …: words.
- `[… | …]`: pieces that are left out when a figure in them is missing or zero; what is left is joined by commas and
  "và". `[;… | …]` joins several pieces by semicolons.
- A line is a sentence, a blank line ends a paragraph, "- " begins an item. A line "nếu không có: …" says what stands
  there instead of the sentence before it when its figure is zero, "nếu thiếu: …" when nothing is known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from binhyen.indicators.rules.cells import CellKey, parse_cell_key
from binhyen.kernel.findings import Finding, Refusal, Refused
from binhyen.kernel.marks import gettext_noop
from binhyen.narrative.writer.pieces import Look


class Ask(StrEnum):
    """What a place asks of a cell."""

    FIGURE = ""
    SHARE = "tỷ lệ"
    CHANGE = "so với"
    TARGET = "chỉ tiêu"


NAMES = ("nơi", "toàn", "kỳ", "kỳ trước", "năm", "năm sau", "cơ quan", "ngày", "cấp dưới")
"""Words that stand for the place and the period."""
OPTIONAL = frozenset({Ask.CHANGE, Ask.TARGET})
"""What may be asked inside brackets alone: there is not always something to compare with."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A word that stands for the place or the period."""

    key: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number comes in. `noun` is what a change counts, where the indicator's unit would say too little."""

    ask: Ask
    cell: CellKey
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Pieces of which those stand that can be said."""

    pieces: tuple[tuple["Node", ...], ...]
    semicolons: bool = False


Node = Words | Name | Place | Choice


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what is said in its place when its figure is zero or not known; empty: nothing."""

    nodes: tuple[Node, ...]
    zero: tuple[Node, ...] = ()
    missing: tuple[Node, ...] = ()

    @property
    def all_nodes(self) -> Iterator[Node]:
        """Every node, those inside brackets too."""
        yield from every_node((*self.nodes, *self.zero, *self.missing))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or an item of a list."""

    sentences: tuple[Sentence, ...]
    look: Look = Look.PARAGRAPH


def every_node(nodes: Iterable[Node]) -> Iterator[Node]:
    """Walk through nodes, into brackets."""
    for node in nodes:
        yield node
        if isinstance(node, Choice):
            for piece in node.pieces:
                yield from every_node(piece)


def places_in(blocks: Iterable[Block]) -> Iterator[Place]:
    """Return every place where a number comes in."""
    for block in blocks:
        for sentence in block.sentences:
            yield from (node for node in sentence.all_nodes if isinstance(node, Place))


_NO_SENTENCE = gettext_noop("Line %(number)s stands for no sentence. Write it under one: %(line)s")
_STRAY_MARK = gettext_noop("Line %(number)s: “]” and “|” stand only after “[”: %(line)s")
_STRAY_BRACE = gettext_noop("Line %(number)s: “}” has no “{” before it: %(line)s")
_OPEN_BRACE = gettext_noop("Line %(number)s: “{” is not closed by “}”: %(line)s")
_NO_QUESTION = gettext_noop("Line %(number)s: before “:” stands “tỷ lệ”, “so với” or “chỉ tiêu”: %(line)s")
_ONLY_INSIDE = gettext_noop("Line %(number)s: “so với” and “chỉ tiêu” stand only inside “[…]”: %(line)s")
_NO_FIGURE = gettext_noop("Line %(number)s: no figure is named between “{” and “}”: %(line)s")
_OPEN_BRACKET = gettext_noop("Line %(number)s: “[” is not closed by “]”: %(line)s")
_EMPTY_PIECE = gettext_noop("Line %(number)s: every piece between “[”, “|” and “]” needs a figure: %(line)s")
_ITEM = "- "
_ZERO, _MISSING = "nếu không có:", "nếu thiếu:"
_MARKS = re.compile(r"[{}\[\]|]")


def read_blocks(source: str) -> tuple[Block, ...]:
    """Read the text of a part. Refused with `narrative.template` and the line that is wrong."""
    blocks: list[list[Sentence]] = [[]]
    looks = [Look.PARAGRAPH]
    for number, raw in enumerate(source.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith(_ITEM):
            blocks.append([])
            looks.append(Look.ITEM if line else Look.PARAGRAPH)
        if line:
            _take_in(blocks[-1], line.removeprefix(_ITEM).strip(), number)
    return tuple(Block(tuple(one), look) for one, look in zip(blocks, looks, strict=True) if one)


def _take_in(sentences: list[Sentence], line: str, number: int) -> None:
    folded = line[:1].lower() + line[1:]
    for mark in (_ZERO, _MISSING):
        if folded.startswith(mark):
            if not sentences:
                raise wrong(number, line, _NO_SENTENCE)
            nodes, last = _Reader(line[len(mark) :].strip(), number).nodes(), sentences[-1]
            zero, missing = (nodes, last.missing) if mark == _ZERO else (last.zero, nodes)
            sentences[-1] = Sentence(last.nodes, zero, missing)
            return
    sentences.append(Sentence(_Reader(line, number).nodes()))


class _Reader:
    """Reads one line."""

    def __init__(self, line: str, number: int) -> None:
        self.line, self.number, self.at = line, number, 0

    def nodes(self) -> tuple[Node, ...]:
        found = self._run(inside=False)
        if self.at < len(self.line):
            raise self._wrong(_STRAY_MARK)
        return found

    def _run(self, *, inside: bool) -> tuple[Node, ...]:
        """Read up to the end, or to the mark that ends a piece."""
        found: list[Node] = []
        while self.at < len(self.line):
            sign = self.line[self.at]
            if sign in "|]":
                break
            if sign == "{":
                found.append(self._place(inside=inside))
            elif sign == "[":
                found.append(self._choice())
            elif sign == "}":
                raise self._wrong(_STRAY_BRACE)
            else:
                found.append(self._words())
        return tuple(found)

    def _words(self) -> Words:
        mark = _MARKS.search(self.line, self.at)
        start, self.at = self.at, mark.start() if mark else len(self.line)
        return Words(self.line[start : self.at])

    def _place(self, *, inside: bool) -> Node:
        end = self.line.find("}", self.at)
        if end < 0:
            raise self._wrong(_OPEN_BRACE)
        said, self.at = self.line[self.at + 1 : end].strip(), end + 1
        if said in NAMES:
            return Name(said)
        word, colon, rest = said.partition(":")
        if colon and word.strip() not in _ASKS:
            raise self._wrong(_NO_QUESTION)
        ask = Ask(word.strip()) if colon else Ask.FIGURE
        if ask in OPTIONAL and not inside:
            raise self._wrong(_ONLY_INSIDE)
        cell, bracket, noun = (rest if colon else said).partition("(")
        try:
            return Place(ask, parse_cell_key(cell.strip()), noun.removesuffix(")").strip() if bracket else "")
        except Refusal:
            raise self._wrong(_NO_FIGURE) from None

    def _choice(self) -> Choice:
        self.at += 1
        semicolons = self.line[self.at : self.at + 1] == ";"
        self.at += semicolons
        pieces = [self._run(inside=True)]
        while self.line[self.at : self.at + 1] == "|":
            self.at += 1
            pieces.append(self._run(inside=True))
        if self.at >= len(self.line):
            raise self._wrong(_OPEN_BRACKET)
        self.at += 1
        if not all(any(isinstance(node, Place) for node in every_node(piece)) for piece in pieces):
            raise self._wrong(_EMPTY_PIECE)
        if semicolons and len(pieces) == 1:
            return Choice(((Words(";"), *pieces[0]),))
        return Choice(_trimmed(pieces), semicolons)

    def _wrong(self, why: str) -> Refused:
        return wrong(self.number, self.line, why)


_ASKS = frozenset(Ask)


def _trimmed(pieces: Sequence[tuple[Node, ...]]) -> tuple[tuple[Node, ...], ...]:
    """Drop the spaces beside "|"; a single piece keeps its own."""
    return tuple(pieces) if len(pieces) == 1 else tuple(_stripped(piece) for piece in pieces)


def _stripped(piece: tuple[Node, ...]) -> tuple[Node, ...]:
    nodes = list(piece)
    if isinstance(nodes[0], Words):
        nodes[0] = Words(nodes[0].text.lstrip())
    if isinstance(nodes[-1], Words):
        nodes[-1] = Words(nodes[-1].text.rstrip())
    return tuple(node for node in nodes if node != Words(""))


def wrong(number: int, line: str, message: str) -> Refused:
    """Return the refusal of a line; `message` has the places %(number)s and %(line)s."""
    return Refused(
        Finding("narrative.template", message, params={"number": number, "line": line[:80]}, where=str(number))
    )
