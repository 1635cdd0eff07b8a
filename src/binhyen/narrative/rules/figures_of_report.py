"""The figures that a report was signed with: what goes into its attachment and what the level above takes over."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from binhyen.indicators.rules.cells import CellKey
from binhyen.kernel.amounts import Amount, Bound


@dataclass(frozen=True, slots=True)
class SignedFigure:
    """One figure of a signed report: an amount of an indicator, of one place and period.

    `code` is the indicator's, `dims` canonical text as in a `CellKey` ("award_kind=…;awarded_by=…", "" for no split).
    `amount` is exact, a share with its denominator, a bounded number ("hơn 200"), nothing to report, or vague words.
    A difference, an average or a percentage that the text works out is no figure: it follows from these.
    `provenance` is the hash of what it was counted from (see `provenance_of`); `printed` is the number as the pages
    print it ("1.686/1.727", "hơn 5.000"), "" when the pages say it in words alone or not at all. `phrase` is the
    sentence or table row in which they print it, with the number in it; by it a reader of the file finds it again.
    """

    code: str
    dims: str
    amount: Amount
    place_code: str
    period: str
    provenance: str = ""
    printed: str = ""
    phrase: str = ""

    @property
    def bound(self) -> Bound:
        """What the words around the number say of it."""
        return self.amount.bound

    @property
    def cell(self) -> CellKey:
        """The address of the figure in a form."""
        return CellKey(self.code, self.dims)


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """All figures of one report, in the order of its text, each cell of a place and period once.

    `place_code` is the official code on the map of the period's last day, `period` a code of `kernel.periods`,
    `template` the report's kind ("bao-cao-nam").
    """

    place_code: str
    place_name: str
    period: str
    template: str
    figures: tuple[SignedFigure, ...] = ()

    def __iter__(self) -> Iterator[SignedFigure]:
        return iter(self.figures)


def provenance_of(link: str, amount: Amount, as_of: str) -> str:
    """Return the hash that ties a figure to the page it opens on, its amount, and the instant of counting (ISO)."""
    said = (link, amount.said, amount.value, amount.denominator, amount.bound, amount.words, as_of)
    return sha256("\n".join("" if one is None else str(one) for one in said).encode()).hexdigest()
