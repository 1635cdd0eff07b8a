"""Writes sentences: nodes and facts in, pieces out; a sentence that can't be said is left out or said otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from binhyen.indicators.rules.catalogue import WORDS_OF_BOUND, Catalogue, Indicator
from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Amount, Said, exactly
from binhyen.narrative.writer.comparing import against_target, change, said_nothing
from binhyen.narrative.writer.facts import Facts
from binhyen.narrative.writer.language import Ask, Block, Choice, Name, Node, Place, Sentence, Words, every_node
from binhyen.narrative.writer.numerals import percentage, share_of, written
from binhyen.narrative.writer.pieces import Line, Number, Piece, Says, Text, plain


class GapError(Exception):
    """A figure that can't be said: `zero` when there was nothing, else it is not known."""

    def __init__(self, *, zero: bool) -> None:
        super().__init__()
        self.zero = zero


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes with these facts, in the words of this catalogue."""

    facts: Facts
    catalogue: Catalogue

    def block(self, block: Block) -> Line | None:
        """Write a paragraph; nothing when none of its sentences can be said."""
        said = [pieces for sentence in block.sentences if (pieces := self.sentence(sentence))]
        if not said:
            return None
        joined: list[Piece] = []
        for pieces in said:
            joined += [Text(" "), *pieces] if joined else pieces
        return Line(_merged(joined), block.look)

    def words(self, block: Block) -> str:
        """Write words alone, as they begin: a title's line."""
        return plain(_merged(self._run(block.sentences[0].nodes)))

    def sentence(self, sentence: Sentence) -> tuple[Piece, ...]:
        """Write a sentence, or what stands in its place."""
        try:
            return _begun(self._run(sentence.nodes))
        except GapError as gap:
            return self._instead(sentence, zero=gap.zero)

    def _instead(self, sentence: Sentence, *, zero: bool) -> tuple[Piece, ...]:
        instead = sentence.zero if zero else sentence.missing
        if instead:
            try:
                return _begun(self._run(instead))
            except GapError:
                return ()
        return _begun([Text(self._nothing(sentence))]) if zero else ()

    def _nothing(self, sentence: Sentence) -> str:
        """Say in the catalogue's words that there was nothing, where a sentence is about one figure."""
        asked = {node.cell for node in sentence.nodes if isinstance(node, Place)}
        if len(asked) != 1 or next(iter(asked)).dims:
            return ""
        words = self.catalogue.indicators[next(iter(asked)).indicator].phrasing.nothing
        return f"{self.facts.names['kỳ']}, {self.facts.names['toàn']} {words}."

    def _run(self, nodes: Sequence[Node]) -> list[Piece]:
        """Write nodes one after the other. Raises `GapError` for a figure that can't be said, or when none is left."""
        found: list[Piece] = []
        gaps: list[GapError] = []
        said = False
        for node in nodes:
            pieces, left_out = self._node(node)
            gaps += left_out
            said = said or (bool(pieces) and isinstance(node, Place | Choice))
            found += pieces
        if not said and any(isinstance(node, Place) for node in every_node(nodes)):
            raise GapError(zero=bool(gaps) and all(gap.zero for gap in gaps))
        return found

    def _node(self, node: Node) -> tuple[Sequence[Piece], Sequence[GapError]]:
        if isinstance(node, Words):
            return [Text(node.text)], ()
        if isinstance(node, Name):
            return [Text(self.facts.names[node.key])], ()
        return (self._place(node), ()) if isinstance(node, Place) else self._choice(node)

    def _choice(self, node: Choice) -> tuple[Sequence[Piece], Sequence[GapError]]:
        kept: list[list[Piece]] = []
        gaps: list[GapError] = []
        for piece in node.pieces:
            try:
                kept.append(self._run(piece))
            except GapError as gap:
                gaps.append(gap)
        return _listed(kept, semicolons=node.semicolons), gaps

    def _place(self, place: Place) -> Sequence[Piece]:
        indicator = self.catalogue.indicators[place.cell.indicator]
        if place.ask in {Ask.CHANGE, Ask.TARGET}:
            found = (
                change(place.cell, indicator, self.facts, place.noun)
                if place.ask is Ask.CHANGE
                else against_target(place.cell, self.facts)
            )
            if not found:
                raise GapError(zero=False)
            return found
        measured = self.facts.of(place.cell)
        if measured.amount.said is Said.EMPTY:
            raise GapError(zero=False)
        if said_nothing(measured.amount):
            raise GapError(zero=True)
        return [self._share(place.cell)] if place.ask is Ask.SHARE else [self._figure(place.cell, indicator)]

    def _figure(self, cell: CellKey, indicator: Indicator) -> Number:
        amount = self.facts.of(cell).amount
        if amount.said is Said.VAGUE:
            return self._number(_without_unit(amount.words, indicator.unit), cell, amount)
        return replace(self._number(written(amount, indicator), cell, amount), hedge=WORDS_OF_BOUND[amount.bound])

    def _number(self, words: str, cell: CellKey, amount: Amount) -> Number:
        measured = self.facts.of(cell)
        return Number(words, cell, amount, self.facts.period, measured.link, source=measured.source)

    def _share(self, cell: CellKey) -> Number:
        amount = self.facts.of(cell).amount
        if not amount.denominator:
            raise GapError(zero=False)
        share = share_of(amount.number, amount.denominator)
        said = self._number(percentage(share), cell, exactly(share))
        return replace(said, says=Says.SHARE, hedge=WORDS_OF_BOUND[amount.bound])


def _without_unit(words: str, unit: str) -> str:
    """Leave the unit out of vague words, as the text names what is counted: "hàng trăm" of "hàng trăm kg"."""
    return words.partition(";")[0].strip().removesuffix(unit).strip()


def _listed(kept: Sequence[Sequence[Piece]], *, semicolons: bool) -> list[Piece]:
    """Join what is left: "a, b và c", or "a; b; c"."""
    found: list[Piece] = []
    for position, pieces in enumerate(kept):
        if position:
            last = position == len(kept) - 1
            found.append(Text("; " if semicolons else " và " if last else ", "))
        found += pieces
    return found


def _begun(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Begin with a capital letter."""
    merged = _merged(pieces)
    if merged and isinstance(merged[0], Text):
        text = merged[0].text
        merged = (replace(merged[0], text=text[:1].upper() + text[1:]), *merged[1:])
    elif merged and isinstance(merged[0], Number) and merged[0].hedge:
        first = merged[0]
        merged = (Text(f"{first.hedge.capitalize()} "), replace(first, hedge=""), *merged[1:])
    return merged


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put neighbouring words together, with single spaces."""
    found: list[Piece] = []
    for one in pieces:
        last = found[-1] if found else None
        if isinstance(one, Text) and isinstance(last, Text) and one.unclear is last.unclear:
            found[-1] = replace(last, text=_single(last.text + one.text))
        elif not isinstance(one, Text) or one.text:
            found.append(one)
    return tuple(found)


def _single(text: str) -> str:
    lead = " " if text.startswith(" ") else ""
    tail = " " if text.endswith(" ") and text.strip() else ""
    return f"{lead}{' '.join(text.split())}{tail}" if text.strip() else " "
