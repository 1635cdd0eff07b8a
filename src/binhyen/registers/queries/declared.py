"""What a register is: one declaration, from which its pages, forms, workbooks, history and counts follow."""

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from binhyen.indicators.queries import catalogue
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.decisions import YES, Decision
from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import Word, gettext_noop
from binhyen.places.rules.kinds import Tier
from binhyen.registers.models import Entry, Record
from binhyen.registers.rules.facts import Dates, Facts, StepFacts, Value
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.ledger import Line
from binhyen.registers.rules.steps import BEGIN, NO_LIFE, Life, StepKind

OFFICERS = frozenset({Role.COMMUNE_OFFICER, Role.DISTRICT_OFFICER, Role.PROVINCE_OFFICER})
"""Who keeps a register for every place that the post covers."""
OWN_ENTRIES = frozenset(
    {Role.ASSOCIATION_OFFICER, Role.DEPARTMENT_OFFICER, Role.RESIDENTIAL_HEAD, Role.UNIT_REPRESENTATIVE}
)
"""Who, where a register lets them write, changes only what their own post wrote."""
EVERYBODY = frozenset(Role) - {Role.OPERATOR}
LEVELS = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE, Tier.AREA)


class Reach(StrEnum):
    """Which entries a post reads."""

    BELOW = "below"
    """Those of the places that it covers."""
    ABOVE = "above"
    """And those of the places above it: a province's plan is read in its communes."""
    PROVINCE = "province"
    """All of its province: what others may learn from."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to write: facts of a new record, or other facts of one whose row `base` was looked at."""

    facts: Facts
    record_id: int | None = None
    base: int | None = None
    steps: tuple[StepFacts, ...] = ()
    """Steps that come with a new record (from a workbook, from the year that is played)."""


Findings = Mapping[int, tuple[Finding, ...]]
"""Findings by the position of a draft."""


def _no_findings(_facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Finding]:
    return ()


def _as_written(_facts: Facts) -> str:
    return BEGIN


def _no_lines(_facts: Facts, _steps: Sequence[StepFacts]) -> Iterable[Line]:
    return ()


def _no_checks(_drafts: Sequence[Draft]) -> Findings:
    return {}


def _no_guess(_facts: Facts) -> Mapping[str, Value]:
    return {}


def _not_needed(_record_ids: Sequence[int]) -> Iterable[Finding]:
    return ()


def _nothing_past(_facts: Facts) -> date | None:
    return None


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do in a register: write `facts`, change or take back a `record`, step it, add files."""

    facts: Facts | None = None
    record: Record | None = None
    kind: StepKind | None = None
    attaches: bool = False
    named: Mapping[int, Record] = field(default_factory=dict)
    """The records that `facts` point at, where they were looked up together already."""


def _allows(_actor: Actor, _wish: Wish) -> Decision:
    return YES


@dataclass(frozen=True, slots=True)
class Way:
    """A page of the storey's own to which a register's list leads: its URL name, its label (a source), its icon."""

    url_name: str
    label: str
    icon: str = "eye"


@dataclass(frozen=True, slots=True)
class Register:
    """One register. Names are English gettext sources; `slug` is the Vietnamese word of its address.

    `findings` and `lines` are rules of the storey: what is wrong with an entry, and what it counts beyond its typed
    amounts (`typed` False: the rule gives all lines itself). `counts` names the indicators of `lines`. `checks`
    asks what only the database knows, for many drafts at once. `allows` takes rights away that keepers would have
    (what an office above asked is changed there alone); it never gives any. `same` are the fields by which two
    entries of a place are the same thing. `chosen_by` is the choice that is made before a form is filled in.
    `parent` is a RECORD field to whose record an entry belongs. `page` is the URL name of the storey's own page of
    an entry, if it has one.
    """

    code: str
    slug: str
    name: str
    one: str
    model: type[Entry]
    fields: tuple[Field, ...]
    dates: Dates
    title: Callable[[Facts], str]
    listed: tuple[str, ...]
    lead: str = ""
    icon: str = "list"
    life: Life = NO_LIFE
    begins: Callable[[Facts], str] = _as_written
    """The state in which an entry begins: what stood long before it was written down skips the steps to it."""
    findings: Callable[[Facts, Sequence[StepFacts]], Iterable[Finding]] = _no_findings
    lines: Callable[[Facts, Sequence[StepFacts]], Iterable[Line]] = _no_lines
    typed: bool = True
    counts: frozenset[str] = frozenset()
    distinct: frozenset[str] = frozenset()
    """Indicators of `counts` that count tokens once."""
    past: Callable[[Facts], date | None] = _nothing_past
    """The day that must be over when this is written: that of an event of which somebody says that it was held."""
    guess: Callable[[Facts], Mapping[str, Value]] = _no_guess
    """What a workbook's row leaves unsaid and its other words tell; `guesses` are the fields of which it may."""
    guesses: frozenset[str] = frozenset()
    checks: Callable[[Sequence[Draft]], Findings] = _no_checks
    needed: Callable[[Sequence[int]], Iterable[Finding]] = _not_needed
    """What stands against taking records back: entries of other registers that rest on them."""
    alone: str = ""
    """Writers of registers with the same word wait for each other: their checks look at each other's entries."""
    allows: Callable[[Actor, Wish], Decision] = _allows
    same: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    chosen_by: str = ""
    parent: str = ""
    keepers: frozenset[Role] = OFFICERS
    readers: frozenset[Role] = EVERYBODY
    own_only: frozenset[Role] = frozenset()
    """Roles that read only what their own post wrote, wherever it is."""
    reach: Reach = Reach.BELOW
    levels: tuple[Tier, ...] = LEVELS
    place_as_now: bool = False
    """Its place may be named as it is today, even if it came later than the entry: what outlasts mergers."""
    private: frozenset[str] = frozenset()
    """Fields that only keepers see: names of members. Keepers of `OWN_ENTRIES` see them where their post wrote."""
    page: str = ""
    ways: tuple[Way, ...] = ()
    photos: bool = True
    listed_alone: bool = True
    """Has a list of its own in the overview of registers; papers of a conference are seen on its page."""
    by_name: Mapping[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {one.name: one for one in self.fields})

    @property
    def indicators(self) -> frozenset[str]:
        """Everything that the register counts."""
        steps = [one for kind in self.life.kinds for one in kind.fields]
        typed = {one.indicator for one in (*self.fields, *steps) if one.kind is FieldKind.AMOUNT and one.indicator}
        return self.counts | typed

    @property
    def href(self) -> str:
        """The list's address."""
        return reverse("registers:entries", args=[self.slug])

    @property
    def add_href(self) -> str:
        """The address of the form."""
        return reverse("registers:add", args=[self.slug])

    def href_of(self, record_id: int) -> str:
        """Return the address of an entry's page."""
        if self.page:
            return reverse(self.page, args=[record_id])
        return reverse("registers:entry", args=[self.slug, record_id])


@cache
def registers() -> Mapping[str, Register]:
    """Return the registers of all storeys by code: `REGISTERS` of each `registers` room, in the storeys' order."""
    return {one.code: one for one in _declared()}


def _declared() -> Iterator[Register]:
    for config in apps.get_app_configs():
        room = f"{config.name}.registers"
        if config.name.startswith("binhyen.") and importlib.util.find_spec(room):
            yield from importlib.import_module(room).REGISTERS


def register_at(slug: str) -> Register:
    """Return the register of an address; Http404 when there is none."""
    for one in registers().values():
        if one.slug == slug:
            return one
    raise Http404


@cache
def counted_indicators() -> frozenset[str]:
    """Return every indicator that some register counts and that may stand in a form."""
    known = catalogue().indicators
    asked = frozenset(code for one in registers().values() for code in one.indicators)
    return frozenset(code for code in asked if code in known and known[code].in_forms)


@cache
def distinct_indicators() -> frozenset[str]:
    """Return the indicators that count tokens once."""
    return frozenset(code for one in registers().values() for code in one.distinct)


@cache
def stocks() -> frozenset[str]:
    """Return the indicators of which the last value of a period holds."""
    return frozenset(code for code, one in catalogue().indicators.items() if one.is_stock)


def rows_of(register: Register) -> QuerySet[Entry]:
    """Return all that was ever said in a register."""
    return register.model._default_manager.all()  # noqa: SLF001 - Django's documented meta API


def rows_now(register: Register) -> QuerySet[Entry]:
    """Return what a register says now."""
    return rows_of(register).filter(superseded_at__isnull=True)


def belonging(register: Register, record_ids: Sequence[int]) -> Iterator[Finding]:
    """Say which entries of other registers belong to records: a query for each register that has this parent."""
    for one in registers().values():
        if one.parent and one.by_name[one.parent].of == register.code:
            rows = rows_now(one).filter(**{f"{one.parent}__in": record_ids})
            count = rows.exclude(record__in=record_ids).count()
            if count:
                message = gettext_noop(
                    "%(count)s entries of “%(register)s” belong to this. Take them back first, or keep it."
                )
                yield Finding("registers.has_entries", message, params={"count": count, "register": Word(one.name)})
