"""Who is outside the circulars, and who decides."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.units.rules.facts import UnitFacts, fact_findings, level_on
from binhyen.units.rules.kinds import EnterpriseSize, ManagingLevel, SchoolLevel, UnitKind
from binhyen.units.rules.scope import Regime, ScopeSettings, decider_level, scope_of

OLD, NEW = date(2022, 12, 1), date(2026, 12, 1)
C, D, P = ManagingLevel.COMMUNE, ManagingLevel.DISTRICT, ManagingLevel.PROVINCE
AGENCY = UnitFacts(UnitKind.AGENCY, C)
SCHOOL = UnitFacts(UnitKind.SCHOOL, C, highest_level=SchoolLevel.UPPER_SECONDARY)
ENTERPRISE = UnitFacts(UnitKind.ENTERPRISE, C, enterprise_size=EnterpriseSize.MEDIUM)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (AGENCY, ""),
        (replace(AGENCY, armed_forces=True), "units.armed_forces"),
        (ENTERPRISE, ""),
        (replace(ENTERPRISE, enterprise_size=EnterpriseSize.LARGE), ""),
        (replace(ENTERPRISE, enterprise_size=EnterpriseSize.SMALL), "units.small_enterprise"),
        (replace(ENTERPRISE, enterprise_size=EnterpriseSize.MICRO), "units.small_enterprise"),
        (SCHOOL, ""),
        (replace(SCHOOL, highest_level=SchoolLevel.LOWER_SECONDARY), ""),
        (replace(SCHOOL, highest_level=SchoolLevel.PRIMARY), "units.early_school"),
        (replace(SCHOOL, highest_level=SchoolLevel.PRESCHOOL), "units.early_school"),
    ],
)
def test_the_circular_names_who_is_outside(facts: UnitFacts, code: str) -> None:
    for regime in (Regime.TT124, Regime.TT48):
        found = scope_of(facts, regime)
        assert (found.code if found else "") == code
        assert found is None or "Đ1.2.b" in found.source
    assert scope_of(facts, Regime.TT23) is None


def test_the_province_settles_mixed_schools() -> None:
    mixed = replace(SCHOOL, teaches_primary=True)
    assert scope_of(mixed, Regime.TT124) is None
    found = scope_of(mixed, Regime.TT124, ScopeSettings(mixed_schools=False))
    assert found is not None
    assert found.code == "units.mixed_school"


@pytest.mark.parametrize(
    ("facts", "old", "new"),
    [
        (UnitFacts(UnitKind.RESIDENTIAL_AREA, C), C, C),
        (UnitFacts(UnitKind.COMMUNE, D), D, P),
        (UnitFacts(UnitKind.COMMUNE, P), D, P),
        (AGENCY, C, C),
        (replace(AGENCY, managing_level=D), D, P),
        (replace(AGENCY, managing_level=P), P, P),
        (replace(AGENCY, managing_level=P, delegated_to_commune=True), C, C),
    ],
)
def test_the_level_that_decides(facts: UnitFacts, old: ManagingLevel, new: ManagingLevel) -> None:
    assert (decider_level(facts, OLD), decider_level(facts, NEW)) == (old, new)


@given(
    st.builds(UnitFacts, st.sampled_from(UnitKind), st.sampled_from(ManagingLevel), st.booleans()),
    st.dates(date(2025, 7, 1), date(2030, 1, 1)),
)
def test_no_district_decides_or_manages_any_more(facts: UnitFacts, day: date) -> None:
    assert decider_level(facts, day) is not D
    assert level_on(facts.managing_level, day) is not D


@pytest.mark.parametrize(
    ("facts", "day", "code"),
    [
        (AGENCY, NEW, ""),
        (replace(ENTERPRISE, enterprise_size=None), NEW, "units.no_size"),
        (replace(AGENCY, enterprise_size=EnterpriseSize.MICRO), NEW, "units.stray_size"),
        (replace(SCHOOL, highest_level=None), NEW, "units.no_school_level"),
        (replace(AGENCY, teaches_primary=True), NEW, "units.stray_school_level"),
        (replace(AGENCY, managing_level=D), NEW, "units.no_districts"),
        (replace(AGENCY, managing_level=D), OLD, ""),
        (replace(AGENCY, delegated_to_commune=True), NEW, "units.nothing_to_delegate"),
        (UnitFacts(UnitKind.COMMUNE, P, delegated_to_commune=True), NEW, "units.places_not_delegated"),
    ],
)
def test_facts_that_cannot_be_are_named(facts: UnitFacts, day: date, code: str) -> None:
    assert [finding.code for finding in fact_findings(facts, day)] == ([code] if code else [])
