"""Who is outside the circulars by law, and who decides on a unit. Being outside is a result with an article."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.kernel.findings import Finding, Severity
from binhyen.kernel.marks import gettext_noop
from binhyen.units.rules.facts import DISTRICTS_ENDED, UnitFacts
from binhyen.units.rules.kinds import EnterpriseSize, ManagingLevel, SchoolLevel, UnitKind


class Regime(StrEnum):
    """The circular that governs an evaluation year."""

    TT23 = "tt23-2012"
    TT124 = "tt124-2021"
    TT48 = "tt48-2025"


@dataclass(frozen=True, slots=True)
class ScopeSettings:
    """What a province settles where the circular's words leave it open: do mixed schools take part?"""

    mixed_schools: bool = True
    source: str = ""
    """The province's instrument; empty where nothing was settled."""


_ARTICLE = "TT 124/2021/TT-BCA Đ1.2.b"
_SMALL = {EnterpriseSize.MICRO, EnterpriseSize.SMALL}
_EARLY = {SchoolLevel.PRESCHOOL, SchoolLevel.PRIMARY}
ARMED_FORCES = gettext_noop("Agencies and units of the armed forces are outside the circular.")
SMALL_ENTERPRISE = gettext_noop("Micro and small enterprises are outside the circular.")
EARLY_SCHOOL = gettext_noop("Preschools and primary schools are outside the circular.")
MIXED_SCHOOL = gettext_noop("The province leaves out schools that also teach primary classes.")


def scope_of(facts: UnitFacts, regime: Regime, settings: ScopeSettings | None = None) -> Finding | None:
    """Return why a unit is outside the circular, or None when it takes part.

    Source: Circular 124/2021, article 1.2.b (confirmed for armed forces, micro and small enterprises, preschools and
    primary schools). That a school with any level from lower secondary up takes part is inferred from practice, so a
    province may settle it. No exclusion of Circular 23/2012 was confirmed: under it everybody takes part.
    """
    if regime is Regime.TT23:
        return None
    checks = (
        (facts.armed_forces, "units.armed_forces", ARMED_FORCES),
        (
            facts.kind is UnitKind.ENTERPRISE and facts.enterprise_size in _SMALL,
            "units.small_enterprise",
            SMALL_ENTERPRISE,
        ),
        (facts.kind is UnitKind.SCHOOL and facts.highest_level in _EARLY, "units.early_school", EARLY_SCHOOL),
    )
    for outside, code, message in checks:
        if outside:
            return Finding(code, message, Severity.INFO, source=_ARTICLE)
    if settings is not None and left_out(facts, settings):
        return Finding("units.mixed_school", MIXED_SCHOOL, Severity.INFO, source=settings.source)
    return None


def left_out(facts: UnitFacts, settings: ScopeSettings) -> bool:
    """Tell whether a province leaves a school out because it teaches primary classes as well."""
    return facts.teaches_primary and not settings.mixed_schools


def decider_level(facts: UnitFacts, day: date) -> ManagingLevel:
    """Return the level whose People's Committee decides on a unit on a day.

    Residential areas: the commune (Circular 124/2021, article 10.1). Communes: the district until 30 June 2025, the
    province from then on (articles 10.2, inferred, and Circular 48/2025, inferred). Agencies, enterprises and schools:
    the level that manages them, and the commune where they are delegated to it (articles 5.4 and 10).
    """
    if facts.kind is UnitKind.RESIDENTIAL_AREA or (facts.delegated_to_commune and facts.kind is not UnitKind.COMMUNE):
        return ManagingLevel.COMMUNE
    level = ManagingLevel.DISTRICT if facts.kind is UnitKind.COMMUNE else facts.managing_level
    return ManagingLevel.PROVINCE if level is ManagingLevel.DISTRICT and day >= DISTRICTS_ENDED else level
