"""The demonstration's plan gives the published tables, or stops."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from binhyen.workshop.rules.plan import Plan, PlanMismatch, RealCommune, check_plan, counted, make_plan
from binhyen.workshop.rules.published import Published, Share, apportion, published_from_data

PACKS = Path(__file__).resolve().parents[2] / "src" / "binhyen" / "workshop" / "packs"


def table(name: str) -> Published:
    return published_from_data(yaml.safe_load((PACKS / f"{name}.yaml").read_text(encoding="utf-8")))


def map_of(published: Published) -> list[RealCommune]:
    """Communes in the published numbers, over eight districts."""
    kinds = [kind for kind in ("commune", "ward", "township") for _ in range(published.places[kind].total)]
    return [RealCommune(n, f"{n:05d}", kind, f"{n % 8:03d}", f"Mẫu {n}") for n, kind in enumerate(kinds, start=1)]


def plan_of(name: str) -> Plan:
    published = table(name)
    return make_plan(published, map_of(published))


@pytest.mark.parametrize("name", ["lang-son-2022", "bac-ninh-2023"])
def test_a_plan_gives_its_published_table(name: str) -> None:
    plan = plan_of(name)
    for kind, share in plan.published.places.items():
        assert counted(plan)[kind, ""] == share


def test_bac_ninh_s_province_units_add_up_to_the_one_published_figure() -> None:
    rows = [share for (_kind, level), share in counted(plan_of("bac-ninh-2023")).items() if level == "province"]
    assert sum(rows, Share(0, 0)) == Share(194, 213)


def test_lang_son_s_organisations_add_up_over_their_levels() -> None:
    rows = counted(plan_of("lang-son-2022"))
    agencies = [share for (kind, _level), share in rows.items() if kind == "agency"]
    assert sum(agencies, Share(0, 0)) == Share(583, 598)


def test_a_plan_that_lost_a_unit_is_stopped() -> None:
    plan = plan_of("lang-son-2022")
    with pytest.raises(PlanMismatch, match="residential_area"):
        check_plan(replace(plan, units=plan.units[1:]))


def test_a_commune_recognised_below_seventy_percent_is_stopped() -> None:
    plan = plan_of("lang-son-2022")
    communes = tuple((commune, "" if why == "XA-4b" else why) for commune, why in plan.communes)
    with pytest.raises(PlanMismatch, match="does not agree"):
        check_plan(replace(plan, communes=communes))


@given(st.integers(0, 5000), st.lists(st.integers(0, 50), min_size=1, max_size=40).filter(any))
def test_shares_add_up(amount: int, weights: list[int]) -> None:
    parts = apportion(amount, weights)
    assert sum(parts) == amount
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)
