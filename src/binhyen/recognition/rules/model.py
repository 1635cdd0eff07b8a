"""What a rule pack is made of, and what the engine answers. Values only; all of them frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from binhyen.kernel.findings import Finding
from binhyen.kernel.periods import Period


class Verdict(StrEnum):
    """What can be said of a criterion, of a unit's scope and of a unit."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_CONCLUDE = "cannot_conclude"
    NOT_APPLICABLE = "not_applicable"
    OUT_OF_SCOPE = "out_of_scope"


class Mark(StrEnum):
    """How sure we are of a piece of law: seen, seen second-hand, seen in a draft, inferred, recalled, not found."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    DRAFT = "draft"
    INFERRED = "inferred"
    RECALL = "recall"
    NOT_FOUND = "not_found"


class Logic(StrEnum):
    """How a criterion is concluded from facts."""

    DOCUMENTS_BY = "documents_by"
    RATIO = "ratio"
    COUNT_MIN = "count_min"
    COUNT_MAX = "count_max"
    NONE_OF = "none_of"
    CHECKLIST_ALL = "checklist_all"
    ASSESSED = "assessed"
    IMPORT = "import"
    ALL_OF = "all_of"
    PENDING_TEXT = "pending_text"


class FactType(StrEnum):
    """What a fact's value may be."""

    DATE = "date"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    JUDGEMENT = "judgement"
    UNITS = "units_by_kind"


class Pooling(StrEnum):
    """Over what a share of units is taken: over all of them together, or over each kind by itself."""

    ALL = "all"
    PER_KIND = "per_kind"


class Result(StrEnum):
    """What a pack concludes: a unit meets a standard or not, or stands in a tier. Never merged."""

    BINARY = "binary"
    TIERS = "tiers"


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many units of a kind are eligible, registered, recognised; None where nobody said."""

    eligible: int | None = None
    registered: int | None = None
    recognised: int | None = None


FactValue: TypeAlias = date | bool | int | str | frozenset[str] | Mapping[str, UnitCounts]
Facts: TypeAlias = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of any year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return the day in `year`."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a year is evaluated. `open_start`: the first day belongs to the year before."""

    start: MonthDay
    end: MonthDay
    open_start: bool = False
    article: str = ""
    mark: Mark = Mark.CONFIRMED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who is outside: units whose `fact` has one of `values` ("true" for a yes)."""

    fact: str
    values: tuple[str, ...]
    article: str
    mark: Mark
    gist: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """A kind of unit in a pack: its window and who of it is outside."""

    kind: str
    name: str
    window: Window
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentsBy:
    """Every document has a date in the evaluation year's first months, up to `due`; without `due`, in the window."""

    facts: tuple[str, ...]
    due: MonthDay | None = None
    logic: Logic = field(default=Logic.DOCUMENTS_BY, init=False)


@dataclass(frozen=True, slots=True)
class Ratio:
    """`part` of `whole` is at least `percent` %. `pooled` ones obey the pooling option."""

    part: str
    whole: str
    percent: int
    pooled: bool = False
    logic: Logic = field(default=Logic.RATIO, init=False)


@dataclass(frozen=True, slots=True)
class CountMin:
    """`fact` is at least `minimum`."""

    fact: str
    minimum: int
    logic: Logic = field(default=Logic.COUNT_MIN, init=False)


@dataclass(frozen=True, slots=True)
class CountMax:
    """`fact` is at most `maximum`."""

    fact: str
    maximum: int
    logic: Logic = field(default=Logic.COUNT_MAX, init=False)


@dataclass(frozen=True, slots=True)
class ChecklistAll:
    """`fact` names every one of `items`."""

    fact: str
    items: tuple[str, ...]
    logic: Logic = field(default=Logic.CHECKLIST_ALL, init=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """One recorded judgement: an assessment, one conclusion on a list of events, or a stand-in for unseen text."""

    logic: Logic


@dataclass(frozen=True, slots=True)
class Parts:
    """All of other criteria: its own parts (`all_of`) or another kind's, at this unit's scale (`import`)."""

    of: tuple[str, ...]
    logic: Logic = Logic.IMPORT


Test: TypeAlias = DocumentsBy | Ratio | CountMin | CountMax | ChecklistAll | Judged | Parts


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `gist` paraphrases; `wording` is the law's own text once somebody has entered it.

    `only_if` names a yes/no fact: where it is no, the criterion does not apply. `origin` is "law" or "province".
    `wording_from`: until that day the text counted as not entered.
    """

    id: str
    gist: str
    test: Test
    article: str
    mark: Mark
    kinds: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    group: str = ""
    only_if: str = ""
    wording: str = ""
    note: str = ""
    origin: str = "law"
    instrument: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    wording_from: date | None = None

    @property
    def logic(self) -> Logic:
        """How the criterion is concluded."""
        return self.test.logic

    @property
    def judgement(self) -> str:
        """Name of the fact that carries the recorded judgement."""
        return f"judgement.{self.id}"

    @property
    def is_composed(self) -> bool:
        """Tell whether the verdict follows from other criteria, so that nobody answers this one."""
        return isinstance(self.test, Parts)

    def in_force(self, day: date) -> bool:
        """Tell whether the criterion counts on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Group:
    """A clause with the criteria under it: the tree's first storey."""

    id: str
    title: str
    article: str


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact the criteria ask for. `at_most` names the fact it can't exceed; `words` say each of `choices`."""

    name: str
    type: FactType
    label: str
    criteria: tuple[str, ...] = ()
    required: bool = True
    kinds: tuple[str, ...] = ()
    minimum: int = 0
    at_most: str = ""
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def word(self, choice: str) -> str:
        """Return a choice's Vietnamese word, the code itself where there is none."""
        return dict(zip(self.choices, self.words, strict=False)).get(choice, choice)


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides on a kind of unit, managed at a level ("" for any), from a day to a day."""

    kind: str
    managing_level: str
    decider: str
    valid_from: date | None
    valid_to: date | None
    article: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """Latest day of a step. `moves`: falls on the next working day when offices are closed; a legal date does not."""

    step: str
    kinds: tuple[str, ...]
    day: MonthDay
    source: str
    mark: Mark
    note: str = ""
    valid_to: date | None = None
    moves: bool = True


@dataclass(frozen=True, slots=True)
class DossierDocument:
    """A paper that a dossier holds."""

    code: str
    title: str
    kinds: tuple[str, ...]
    required: bool
    mark: Mark
    source: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The instrument that a pack encodes."""

    instrument: str
    title: str
    issued: date | None
    in_force: date | None
    mark: Mark
    note: str = ""
    issuer: str = ""
    """As in a sentence: "Bộ trưởng Bộ Công an"."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A dated rule book. `year_from`/`year_to` are evaluation years; `decisions_from` is when `auto` prefers it."""

    code: str
    version: str
    title: str
    result: Result
    source: Source
    year_from: int
    year_to: int | None
    kinds: tuple[KindRule, ...]
    groups: tuple[Group, ...]
    criteria: tuple[Criterion, ...]
    facts: tuple[FactSpec, ...]
    authorities: tuple[Authority, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    dossier: tuple[DossierDocument, ...] = ()
    tiers: tuple[str, ...] = ()
    decisions_from: date | None = None
    enabled: bool = True
    disabled_because: str = ""
    amends: str = ""

    def kind(self, code: str) -> KindRule | None:
        """Return what the pack says of a kind, None where it says nothing."""
        return next((rule for rule in self.kinds if rule.kind == code), None)

    def criterion(self, criterion_id: str) -> Criterion | None:
        """Return a criterion by its id."""
        return next((one for one in self.criteria if one.id == criterion_id), None)


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Readings that the text leaves open and a province settles."""

    pooling: Pooling = Pooling.ALL


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A verdict on one criterion with its trace: the sentence, the facts it rests on (None = not given), the source.

    `reason` is a finding whose `params` are ready to show: translate `message`, then fill it.
    """

    id: str
    verdict: Verdict
    reason: Finding
    facts: Mapping[str, FactValue | None]
    source: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the engine says of a unit in an evaluation year. `scope` has the id "scope"; it is no criterion."""

    pack: str
    version: str
    kind: str
    year: int
    window: Period
    verdict: Verdict
    scope: CriterionResult
    criteria: tuple[CriterionResult, ...]

    def result(self, criterion_id: str) -> CriterionResult | None:
        """Return one criterion's result."""
        return next((one for one in self.criteria if one.id == criterion_id), None)
