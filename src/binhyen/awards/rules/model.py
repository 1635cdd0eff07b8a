"""Awards as the packs say them: forms and authorities, instruments by time, money, dossiers, principles, settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

UNSPLIT = "unsplit"
"""Several forms or authorities in one published number that cannot be split."""


class Recipient(StrEnum):
    """Whom an award is given to."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"


class Achievement(StrEnum):
    """Types of awards by achievement (Luật Thi đua, khen thưởng Đ8)."""

    MERIT = "merit"
    SUDDEN = "sudden"
    MOVEMENT = "movement"
    THEMATIC = "thematic"
    DEVOTION = "devotion"
    SENIORITY = "seniority"
    EXTERNAL = "external"


SPENT = frozenset({Achievement.SUDDEN.value, Achievement.THEMATIC.value})
"""Results that may not be used again for an award of merit (A3)."""


class Desk(StrEnum):
    """Whose office receives and appraises a proposal."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    ASSOCIATION = "association"


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides: at which desk proposals for it are seen to; `signs` where its decision is issued here."""

    code: str
    desk: Desk
    signs: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An authority that gives a form, how sure that is, and by which article."""

    who: str
    status: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of award or a title. `kind` is its value in the catalogue; titles of emulation have none."""

    code: str
    name: str
    recipients: frozenset[str]
    given: tuple[Given, ...]
    kind: str = ""
    title: bool = False

    def by(self, authority: str) -> Given | None:
        """Return how an authority gives it; None where it is not known to."""
        return next((one for one in self.given if one.who == authority and one.status != "NF"), None)


@dataclass(frozen=True, slots=True)
class Instrument:
    """Law, decree and circular of a time. `money` names the table of coefficients, "" where it is not known."""

    code: str
    since: date
    law: str
    decree: str
    circular: str
    status: str
    until: date | None = None
    money: str = ""
    refuses_dissolved: bool = False
    thematic_apart: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class BaseSalary:
    """The base salary from a day on, in đồng."""

    since: date
    amount: int
    document: str


@dataclass(frozen=True, slots=True)
class Coefficient:
    """What a form by some authorities is worth, in base salaries; a household's follows from an individual's."""

    form: str
    by: frozenset[str]
    shares: Mapping[str, Decimal]
    status: str
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """How reward money follows: tables by code, base salaries in order of their days."""

    round_up_to: int
    household_times: Decimal
    salaries: tuple[BaseSalary, ...]
    tables: Mapping[str, tuple[Coefficient, ...]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a dossier; empty sets ask it of every type, form and recipient."""

    code: str
    name: str
    status: str
    article: str = ""
    types: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the principles A1 to A8."""

    code: str
    name: str
    article: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Council:
    """What a province settles about votes and deadlines. `full` and `standing` are forms by who appraises them."""

    threshold_percent: int
    quorum: Fraction
    threshold_base: str
    instrument: str
    days_before_event: int | None = None
    year_end_by: tuple[int, int] | None = None
    """Month and day."""
    full: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    most_thematic: int | None = None
    """How many awards one thematic occasion may have (A8)."""
    round_years: bool = False
    """Thematic awards only in years that are a multiple of five (A8)."""
    extra_papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A province's settings that the packs hold as an example."""

    code: str
    name: str
    since: date
    status: str
    council: Council


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text stands on pre-printed stock: millimetres from its upper left corner, size in points."""

    field: str
    x: float
    y: float
    width: float
    size: int
    align: str = "center"
    bold: bool = False
    italic: bool = False
    caps: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of pre-printed stock and where texts stand on it."""

    code: str
    name: str
    width: int
    height: int
    fields: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """Everything that the packs say."""

    authorities: Mapping[str, Authority]
    forms: Mapping[str, Form]
    instruments: tuple[Instrument, ...]
    money: MoneyRules
    dossier_source: str
    papers: tuple[Paper, ...]
    principles: tuple[Principle, ...]
    examples: tuple[Example, ...]
    stocks: Mapping[str, Stock]
