"""What is known of a unit on a day, and which facts cannot be."""

from dataclasses import dataclass, replace
from datetime import date

from binhyen.kernel.findings import Finding
from binhyen.kernel.marks import gettext_noop
from binhyen.units.rules.kinds import SUBJECT_OF_PLACE, EnterpriseSize, ManagingLevel, SchoolLevel, UnitKind

DISTRICTS_ENDED = date(2025, 7, 1)
"""From this day on there is no district level (Resolution 203/2025/QH15, article 1)."""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The facts that decide on scope, criteria and authority. `kind` is the law's kind that the unit is treated as."""

    kind: UnitKind
    managing_level: ManagingLevel
    delegated_to_commune: bool = False
    enterprise_size: EnterpriseSize | None = None
    highest_level: SchoolLevel | None = None
    teaches_primary: bool = False
    armed_forces: bool = False
    has_party_organisation: bool | None = None


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit to be registered: who it is, where it stands, its facts, since when and by what instrument."""

    kind_code: str
    name: str
    place_id: int
    facts: UnitFacts
    since: date
    code: str = ""
    address: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """New facts of a unit from a day on, by an instrument. An empty name keeps the name."""

    facts: UnitFacts
    on: date
    name: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class KindDraft:
    """A kind of unit that a province adds, held to the criteria of one of the law's kinds."""

    code: str
    name: str
    treated_as: UnitKind
    province_id: int
    instrument: str


@dataclass(frozen=True, slots=True)
class MixedSchools:
    """What a province settles about schools that also teach primary classes: from when, and by what."""

    province_id: int
    take_part: bool
    on: date
    instrument: str


def level_on(level: ManagingLevel, day: date) -> ManagingLevel:
    """Return the level that manages on a day what `level` managed: the districts' units went to the province.

    An assumption until a unit's transfer is entered: the law let provinces hand them to communes as well.
    """
    ended = level is ManagingLevel.DISTRICT and day >= DISTRICTS_ENDED
    return ManagingLevel.PROVINCE if ended else level


def fact_findings(facts: UnitFacts, day: date) -> list[Finding]:
    """Say which facts cannot be: an enterprise has a size, a school has a level, nobody else has; no dead level."""
    checks = (
        (facts.kind is UnitKind.ENTERPRISE and facts.enterprise_size is None, NO_SIZE),
        (facts.kind is not UnitKind.ENTERPRISE and facts.enterprise_size is not None, STRAY_SIZE),
        (facts.kind is UnitKind.SCHOOL and facts.highest_level is None, NO_LEVEL),
        (facts.kind is not UnitKind.SCHOOL and (facts.highest_level or facts.teaches_primary), STRAY_LEVEL),
        (facts.managing_level is ManagingLevel.DISTRICT and day >= DISTRICTS_ENDED, NO_DISTRICTS),
        (facts.delegated_to_commune and facts.managing_level is ManagingLevel.COMMUNE, NOTHING_TO_DELEGATE),
        (facts.delegated_to_commune and facts.kind in SUBJECT_OF_PLACE, PLACES_ARE_NOT_DELEGATED),
    )
    return [finding for wrong, finding in checks if wrong]


def draft_findings(draft: UnitDraft) -> list[Finding]:
    """Say what is wrong with a unit that somebody wants to register."""
    found = fact_findings(draft.facts, draft.since)
    if not any(sign.isalnum() for sign in draft.name):
        found.append(NO_NAME)
    if draft.facts.kind in SUBJECT_OF_PLACE:
        found.append(PLACES_ENROL)
    return found


def without_dead_level(facts: UnitFacts, day: date) -> UnitFacts:
    """Return the facts with the managing level that there is on the day."""
    return replace(facts, managing_level=level_on(facts.managing_level, day))


NO_NAME = Finding("units.no_name", gettext_noop("The unit needs a name."), where="name")
NO_SIZE = Finding("units.no_size", gettext_noop("An enterprise needs its size."), where="enterprise_size")
STRAY_SIZE = Finding("units.stray_size", gettext_noop("Only an enterprise has a size class."), where="enterprise_size")
NO_LEVEL = Finding("units.no_school_level", gettext_noop("A school needs its highest level."), where="highest_level")
STRAY_LEVEL = Finding(
    "units.stray_school_level", gettext_noop("Only a school has levels of teaching."), where="highest_level"
)
NO_DISTRICTS = Finding(
    "units.no_districts",
    gettext_noop("There is no district level from 1 July 2025 on."),
    where="managing_level",
    source="NQ 203/2025/QH15 Đ1",
)
NOTHING_TO_DELEGATE = Finding(
    "units.nothing_to_delegate",
    gettext_noop("The commune manages this unit already: there is nothing to delegate."),
    where="delegated_to_commune",
)
PLACES_ARE_NOT_DELEGATED = Finding(
    "units.places_not_delegated",
    gettext_noop("A commune or residential area is not delegated."),
    where="delegated_to_commune",
)
PLACES_ENROL = Finding(
    "units.places_enrol",
    gettext_noop("Communes and residential areas come from the map; they are not registered by hand."),
    where="kind",
)
