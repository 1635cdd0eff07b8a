"""The engine's promises, whatever the facts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.findings import Refused
from binhyen.recognition.rules.engine import combine, evaluate
from binhyen.recognition.rules.facts import fact_specs, facts_to_plain, parse_facts
from binhyen.recognition.rules.model import (
    EngineOptions,
    Facts,
    FactSpec,
    FactType,
    FactValue,
    Pooling,
    UnitCounts,
    Verdict,
)
from binhyen.recognition.rules.shelf import pack_named

DAY = date(2024, 10, 15)
KINDS = ("residential_area", "commune", "agency", "enterprise", "school")
COUNT = st.integers(0, 60)
UNITS = st.dictionaries(
    st.sampled_from(["residential_area", "agency", "enterprise", "school"]),
    st.builds(lambda whole, part, other: UnitCounts(whole, min(part, whole), min(other, whole)), COUNT, COUNT, COUNT),
)


def values(spec: FactSpec) -> st.SearchStrategy[Any]:
    by_type: dict[FactType, st.SearchStrategy[Any]] = {
        FactType.DATE: st.dates(date(2023, 12, 1), date(2024, 5, 1)),
        FactType.INTEGER: COUNT,
        FactType.BOOLEAN: st.booleans(),
        FactType.CHOICES: st.frozensets(st.sampled_from(spec.choices)) if spec.choices else st.nothing(),
        FactType.UNITS: UNITS,
    }
    return by_type[spec.type] if spec.type in by_type else st.sampled_from(spec.choices)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[str, Facts]:
    kind = draw(st.sampled_from(KINDS))
    specs = fact_specs(pack_named("tt124-2021"), kind)
    given_ones = draw(st.sets(st.sampled_from([spec.name for spec in specs])))
    facts: dict[str, FactValue] = {spec.name: draw(values(spec)) for spec in specs if spec.name in given_ones}
    for spec in specs:
        part, whole = facts.get(spec.name), facts.get(spec.at_most)
        if isinstance(part, int) and isinstance(whole, int):
            facts[spec.name] = min(part, whole)
    if "units_by_kind" in facts:
        facts = {name: value for name, value in facts.items() if name[:6] != "units_" or name == "units_by_kind"}
    return kind, facts


@given(drawn())
def test_the_verdict_follows_from_the_criteria(case: tuple[str, Facts]) -> None:
    kind, facts = case
    found = evaluate(pack_named("tt124-2021"), kind, facts, DAY)
    if found.verdict is Verdict.OUT_OF_SCOPE:
        assert found.criteria == ()
        return
    assert found.verdict is combine([found.scope.verdict, *(one.verdict for one in found.criteria)])
    assert (found.verdict is Verdict.MET) == all(
        one.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE) for one in (found.scope, *found.criteria)
    )


@given(drawn())
def test_unknown_is_never_met(case: tuple[str, Facts]) -> None:
    """Whoever says less is never better off: taking a fact away can't turn another verdict into met."""
    kind, facts = case
    pack = pack_named("tt124-2021")
    if evaluate(pack, kind, facts, DAY).verdict is Verdict.MET:
        return
    for name in facts:
        fewer = {one: value for one, value in facts.items() if one != name}
        assert evaluate(pack, kind, fewer, DAY).verdict is not Verdict.MET


@given(drawn())
def test_every_verdict_names_its_facts_and_its_source(case: tuple[str, Facts]) -> None:
    kind, facts = case
    for one in evaluate(pack_named("tt124-2021"), kind, facts, DAY).criteria:
        assert one.facts
        assert "Điều" in one.source
        assert str(one.reason)


@given(drawn())
def test_taken_by_kind_is_never_easier_than_pooled(case: tuple[str, Facts]) -> None:
    kind, facts = case
    pack = pack_named("tt124-2021")
    by_kind = evaluate(pack, kind, facts, DAY, options=EngineOptions(Pooling.PER_KIND))
    if by_kind.verdict is Verdict.MET:
        assert evaluate(pack, kind, facts, DAY).verdict is Verdict.MET


@given(drawn())
def test_facts_survive_plain_data(case: tuple[str, Facts]) -> None:
    kind, facts = case
    assert parse_facts(pack_named("tt124-2021"), kind, facts_to_plain(facts)) == facts


def test_facts_are_checked_even_when_nobody_parsed_them() -> None:
    with pytest.raises(Refused) as refusal:
        evaluate(pack_named("tt124-2021"), "residential_area", {"police_disciplined": 0}, DAY)
    assert refusal.value.code == "recognition.fact_of_another_kind"


def test_all_faults_are_named_at_once() -> None:
    facts = {"households_registered": 5, "households_residing": 4, "registration_date": "soon", "nonsense": 1}
    with pytest.raises(Refused) as refusal:
        parse_facts(pack_named("tt124-2021"), "residential_area", facts)
    assert {one.where for one in refusal.value.findings} == {"households_registered", "registration_date", "nonsense"}


def test_a_composed_criterion_shows_its_parts_facts() -> None:
    found = evaluate(pack_named("tt124-2021"), "commune", {"judgement.KDC-3": "not_met"}, DAY).result("XA-2")
    assert found is not None
    assert found.facts == {"judgement.KDC-2": None, "judgement.KDC-3": "not_met", "judgement.KDC-4": None}
