"""What signals are looked for in: one report's cells as they stand, with their past, and its texts. Nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from binhyen.kernel.amounts import Origin

Shingles = frozenset[int]
"""A text as hashes of its runs of syllables: enough to see that two are alike, not enough to read either."""


class Code(StrEnum):
    """The kinds of signals."""

    COPIED = "copied"
    """Cells say the same as the period before, or the same period a year ago, more often than by chance."""
    ROUND = "round"
    """More numbers end in zero than among like reports."""
    DIGITS = "digits"
    """One last digit stands at the end of too many numbers."""
    FULL = "full"
    """All shares are 100 % and no file says why."""
    JUMP = "jump"
    """A number moved as no other place's and as it never did before."""
    OVER_COUNTED = "over_counted"
    """More was typed than the registers count."""
    LAST_HOUR = "last_hour"
    """All cells were typed at once shortly before the report was sent on its last day."""
    NO_EVENT = "no_event"
    """Results are reported and the register has nothing behind them."""
    SAME_TEXT = "same_text"
    """Texts are the same as another reporter's."""
    SMOOTH = "smooth"
    """Numbers of many periods vary less than chance itself would make them."""


@dataclass(frozen=True, slots=True)
class CellSaid:
    """One cell of a report.

    `history` are the same reporter's earlier periods, the oldest first, the period before last; None where it said
    nothing. `counted` is what the registers count for it, None where no register can; `counted_before` what they count
    for the period before. `stock` values hold on from one period to the next. `backed` tells that a file or an
    explanation stands at the cell.
    """

    cell: str
    value: Decimal
    denominator: Decimal | None = None
    exact: bool = True
    stock: bool = False
    origin: Origin = Origin.TYPED
    counted: Decimal | None = None
    counted_before: Decimal | None = None
    backed: bool = False
    entered_at: datetime | None = None
    history: tuple[Decimal | None, ...] = ()
    last_year: Decimal | None = None

    @property
    def before(self) -> Decimal | None:
        """The value of the period before."""
        return self.history[-1] if self.history else None

    @property
    def typed(self) -> bool:
        """Tell whether a person typed it here: what was counted, read or brought in has another origin."""
        return self.origin is Origin.TYPED

    @property
    def is_share(self) -> bool:
        """Tell whether it is a share with both its numbers."""
        return self.denominator is not None


@dataclass(frozen=True, slots=True)
class ReportSaid:
    """One report. `due` is the end of its last day, `sent` when it was sent first; None where it was not."""

    report: int
    cells: tuple[CellSaid, ...]
    texts: Shingles = frozenset()
    due: datetime | None = None
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal: how strong it is (0 to 1), and what its sentence and its cells are.

    `sentence` is an English gettext source with `%(name)s` places, filled from `params` after translation. `cells` are
    addresses of the cells it rests on. `other` is another report that it names: the one with the same texts.
    """

    code: Code
    strength: float
    sentence: str
    params: Mapping[str, int | str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    other: int | None = None
