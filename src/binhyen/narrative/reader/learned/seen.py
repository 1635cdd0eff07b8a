"""A number of a text that may be a figure, as the learned part sees it."""

from dataclasses import dataclass

from binhyen.narrative.reader.clauses import Item, Sentence
from binhyen.narrative.reader.evidence import Strengths
from binhyen.narrative.reader.qualified import Found


@dataclass(frozen=True, slots=True)
class Seen:
    """A number with the words that speak for it, and what the rules found of it, where they found something.

    Of a `strange` one rules do not know what it counts.
    """

    item: Item
    strengths: Strengths
    sentence: Sentence
    found: Found | None
    strange: bool = False

    @property
    def ruled(self) -> str:
        """The indicator that the rules say, or ""."""
        return self.found.match.indicator if self.found is not None else ""
