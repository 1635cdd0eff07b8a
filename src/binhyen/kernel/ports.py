"""Two arrows turned round: what can be counted, and what is owed. Upper storeys answer, lower ones ask.

A storey that can count declares `COUNTERS` in its `counters` room; one that asks work of people declares `DUTIES`
in its `duties` room. `indicators` and `desk` gather them at start-up.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from binhyen.kernel.actors import Actor
from binhyen.kernel.amounts import Bound, Origin
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted: some indicators, in the places under `scopes`, over a period, as known at an instant.

    `place_id` is the place asked about and `scopes` the paths that belong to it on the period's map (a place that
    was merged later keeps its own path; a merged place has the paths of its parts). `as_of` None means now.
    `on_map` is a later day on whose map it is asked; None means the period's last day, "as it was".
    """

    indicators: frozenset[str]
    place_id: int
    scopes: tuple[str, ...]
    period: Period
    as_of: datetime | None = None
    on_map: date | None = None


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One row of a count. Rows of one indicator never overlap: they may be added.

    Exactly one of `value` and (`numerator`, `denominator`) is given; a vague amount has neither. `link` is the page
    where the number opens into the list it was counted from.
    """

    indicator: str
    dims: Mapping[str, str]
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    bound: Bound = Bound.EXACT
    origin: Origin = Origin.COUNTED
    link: str = ""
    words: str = ""
    """What a vague amount says: "hàng trăm kg"."""


class Counter(Protocol):
    """Something that can answer for one indicator, or for many at once."""

    @property
    def indicators(self) -> frozenset[str]:
        """Codes of the indicators of the catalogue that it can count."""

    @property
    def from_register(self) -> bool:
        """Tell whether it counts entries of a register; a report's figures, typed by people, are no register."""

    @property
    def dims(self) -> Mapping[str, tuple[str, ...]]:
        """Dimension codes of the rows, with the values each may take."""

    def count(self, question: Question) -> Sequence[CountedRow]:
        """Count those of the asked indicators that it can. Rows of zero over zero are left out."""

    def count_each(self, questions: Sequence[Question]) -> Sequence[Sequence[CountedRow]]:
        """Answer questions that differ in their place alone: for each what `count` answers."""


class AskedSingly(ABC):
    """A counter that answers many questions one after the other."""

    @abstractmethod
    def count(self, question: Question) -> Sequence[CountedRow]:
        """Answer one question."""

    def count_each(self, questions: Sequence[Question]) -> Sequence[Sequence[CountedRow]]:
        """Answer each by itself."""
        return [self.count(question) for question in questions]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something asked of a person: what, why, by when, where to do it.

    `title` and `reason` are English gettext sources with `%(name)s` places filled from `params`; `state` is a chip
    code of the pages (doing, sent, returned, late …); `group` puts like duties together ("recognition").
    """

    code: str
    title: str
    link: str
    group: str
    due: date | None = None
    reason: str = ""
    state: str = "todo"
    params: Mapping[str, object] = field(default_factory=dict)
    count: int = 1


class DutySource(Protocol):
    """A storey's answer to "what is owed by this person today?"."""

    def __call__(self, actor: Actor, now: datetime) -> Iterable[Duty]:
        """List the duties, in a bounded number of queries."""
