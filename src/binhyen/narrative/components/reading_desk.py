"""The desk as its page shows it: left the text, right what was read, doubtful figures first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from binhyen.narrative.components.proposals import Card, Row, Typed, card_of, row_of
from binhyen.narrative.components.reasons import leftover_word
from binhyen.narrative.components.text_pages import Mark, Marked, Piece, lines_of_page
from binhyen.narrative.models import Proposal
from binhyen.narrative.queries.proposals import Desk
from binhyen.narrative.rules.deciding import Decision
from binhyen.narrative.rules.leftover import leftovers
from binhyen.narrative.rules.ordering import Part
from binhyen.narrative.rules.paging import TextPage, page_with, pages_of
from binhyen.narrative.rules.sentences import span_around

_LEFTOVERS = 6
_LOOKS = {Part.LOOK: "doubt", Part.TAKEN: "ok", Part.DROPPED: "drop"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a page of the text (0: that of the figure), a figure (0: the first to look at)."""

    page: int = 0
    figure: int = 0
    typed: Typed | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """An outcome without a number."""

    start: int
    text: str
    sentence: str
    kept: bool


@dataclass(frozen=True)
class DeskPage:
    """One page of the desk."""

    desk: Desk
    asked: Asked

    @cached_property
    def pages(self) -> tuple[TextPage, ...]:
        """The pages of the text."""
        return pages_of(self.desk.text.text, [row.start for row in self.desk.rows])

    @cached_property
    def number(self) -> int:
        """The number of this page, from 1."""
        if self.asked.page:
            return min(max(1, self.asked.page), len(self.pages))
        wanted = self.asked.figure or next(iter(self._waiting), 0)
        return page_with(self.pages, wanted - 1) if wanted else 1

    @property
    def page(self) -> TextPage:
        """This page."""
        return self.pages[self.number - 1]

    @property
    def rows(self) -> Sequence[Proposal]:
        """The figures of this page."""
        return self.desk.rows[self.page.first : self.page.last]

    @cached_property
    def chosen(self) -> Proposal | None:
        """The figure that is looked at."""
        here = {row.number: row for row in self.rows}
        first = next((number for number in self._waiting if number in here), 0)
        return here.get(self.asked.figure) or here.get(first)

    @cached_property
    def _waiting(self) -> list[int]:
        """Figures to look at: in the order of the text, those that were left for later at the end."""
        look = [row for row in self.desk.rows if self.desk.parts[row.number] is Part.LOOK]
        return [row.number for row in sorted(look, key=lambda row: (row.decision == Decision.LATER, row.number))]

    # -------------------------------------------------------------- the text

    @property
    def lines(self) -> list[list[Piece]]:
        """The lines of this page with their marks."""
        marks = [Mark(row.start, row.end, row.number, self._look(row), self.href(row.number)) for row in self.rows]
        words = [(one.start, one.end) for one in self.desk.outcomes if self._is_here(one.start)]
        frame = span_around(self.desk.sentences, self.chosen.start) if self.chosen else None
        return lines_of_page(self.desk.text.text, self.page, Marked(marks, words, frame or (0, 0)))

    def _look(self, row: Proposal) -> str:
        if self.chosen is not None and row.number == self.chosen.number:
            return "now"
        return _LOOKS.get(self.desk.parts[row.number], "")

    def _is_here(self, offset: int) -> bool:
        return self.page.start <= offset < self.page.end

    def href(self, number: int) -> str:
        """Return where a figure is looked at."""
        return f"?trang={self.number}&so={number}#s{number}"

    @cached_property
    def left_over(self) -> tuple[list[str], int]:
        """Numbers of this page that are no figures, with what they are, and how many more there are."""
        start, end = self.page.start, self.page.end
        spans = [(row.start - start, row.end - start) for row in self.rows]
        found, more = leftovers(self.desk.text.text[start:end], spans, _LEFTOVERS)
        said = [(one.text, leftover_word(one.kind)) for one in found]
        return [f"{text} ({word})" if word else text for text, word in said], more

    # -------------------------------------------------------------- the lists

    @cached_property
    def card(self) -> Card | None:
        """The figure that is looked at, with everything beside it."""
        typed = self.asked.typed
        row = self.chosen
        if row is None:
            return None
        return card_of(self.desk, row, typed if typed and typed.number == row.number else None)

    def _list(self, part: Part) -> list[Row]:
        chosen = self.chosen.number if self.chosen else 0
        rows = [row for row in self.rows if self.desk.parts[row.number] is part and row.number != chosen]
        return [row_of(self.desk, row, self.href(row.number)) for row in self._ordered(rows)]

    def _ordered(self, rows: Sequence[Proposal]) -> list[Proposal]:
        return sorted(rows, key=lambda row: (row.decision == Decision.LATER, row.number))

    @cached_property
    def look(self) -> list[Row]:
        """Doubtful figures of this page."""
        return self._list(Part.LOOK)

    @cached_property
    def sure(self) -> list[Row]:
        """Sure ones."""
        return self._list(Part.SURE)

    @cached_property
    def sure_numbers(self) -> list[int]:
        """The sure ones of this page, with the one that is looked at."""
        return [row.number for row in self.rows if self.desk.parts[row.number] is Part.SURE]

    @cached_property
    def left(self) -> list[Row]:
        """Those that are not offered."""
        return self._list(Part.LEFT)

    @cached_property
    def taken(self) -> list[Row]:
        """Those that are taken."""
        return self._list(Part.TAKEN)

    @cached_property
    def dropped(self) -> list[Row]:
        """Those that are dropped."""
        return self._list(Part.DROPPED)

    @cached_property
    def words(self) -> list[Words]:
        """Outcomes without a number on this page."""
        text, kept = self.desk.text.text, {start for start, _ in self.desk.text.kept_words}
        return [
            Words(one.start, text[one.start : one.end], text[slice(*one.sentence)], one.start in kept)
            for one in self.desk.outcomes
            if self._is_here(one.start)
        ]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many figures of the whole text stand under each heading."""
        return {part.value: len(self.desk.numbers(part)) for part in Part}

    @property
    def elsewhere(self) -> int:
        """The page on which the next figure to look at stands, where this page has none; 0 for none."""
        if self.card is not None or not self._waiting:
            return 0
        return page_with(self.pages, self._waiting[0] - 1)

    @property
    def all(self) -> int:
        """How many figures the text has."""
        return len(self.desk.rows)

    @property
    def offered(self) -> int:
        """How many of them are offered, or were decided over."""
        return self.all - self.counts[Part.LEFT]

    @property
    def seen(self) -> str:
        """The versions of the report's cells as this page shows them, for the form."""
        return json.dumps({str(cell): value.version for cell, value in self.desk.values.items()}, sort_keys=True)
