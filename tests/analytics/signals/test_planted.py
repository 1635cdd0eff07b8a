"""Known fakes among honest reports: the list finds them on seeds that nothing was fitted on."""

from binhyen.analytics.rules.signals.subject import Code
from binhyen.analytics.rules.signals.weighing import WEIGHTS
from binhyen.workshop.bench.signals import faults
from binhyen.workshop.rules.formalism.fitting import fitted, solved
from binhyen.workshop.rules.formalism.honest import province
from binhyen.workshop.rules.formalism.measuring import (
    ALARMS,
    LIST,
    asked_of,
    curve,
    curves_by_kind,
    found_by_kind,
    judged,
    judged_provinces,
)
from binhyen.workshop.rules.formalism.nation import PLANTED, nation
from binhyen.workshop.rules.formalism.planting import HARDER, PLAIN, plant, planted

UNSEEN = range(2_001, 2_013)
"""The bench fits on seeds below a thousand, and neither these nor those it measures on served for choosing rules."""


def test_nine_of_ten_planted_reports_stand_in_the_first_tenth_at_few_false_alarms() -> None:
    found = judged_provinces(UNSEEN)
    point = next(one for one in curve(found) if one.listed == LIST)
    assert point.found >= 0.88, f"{point.found:.3f} of the planted reports"
    assert point.alarms <= ALARMS, f"{point.alarms:.3f} of the honest reports"
    kinds = found_by_kind(found)
    assert set(kinds) == set(PLAIN)
    assert min(kinds.values()) >= 0.5, kinds


def test_most_fakes_of_those_who_know_what_is_looked_for_are_found_too() -> None:
    found = judged_provinces(range(2_101, 2_111), kinds=HARDER)
    point = next(one for one in curve(found) if one.listed == LIST)
    assert point.found >= 0.8, f"{point.found:.3f} of the planted reports"
    assert point.alarms <= ALARMS, f"{point.alarms:.3f} of the honest reports"
    kinds = curves_by_kind(found)
    assert set(kinds) == set(HARDER)
    assert all(one == sorted(one) for one in kinds.values())


def test_in_the_nation_of_another_simulation_they_are_found_as_well() -> None:
    found = [judged(plant(nation(seed, 100), seed, kinds=PLANTED)) for seed in range(2_001, 2_004)]
    point = next(one for one in curve(found) if one.listed == LIST)
    assert point.found >= 0.8, f"{point.found:.3f} of the planted reports"
    assert asked_of(found) <= ALARMS


def test_a_longer_list_never_finds_less() -> None:
    points = curve(judged_provinces(range(2_001, 2_003)))
    assert [one.found for one in points] == sorted(one.found for one in points)
    assert [one.alarms for one in points] == sorted(one.alarms for one in points)


def test_the_same_seed_makes_the_same_province() -> None:
    assert planted(7, 20) == planted(7, 20)
    assert province(7, 20) != province(8, 20)


def test_in_an_honest_province_few_reports_are_asked() -> None:
    asked = [one for seed in range(2_001, 2_004) for one in judged(planted(seed, share=0)) if one.strengths]
    assert len(asked) <= 30 + 3, "one report of each is planted at least"


def test_a_fit_finds_what_tells_fakes_from_honest_reports() -> None:
    fit = fitted(judged_provinces(range(3_001, 3_006)))
    assert set(fit.weights) == set(WEIGHTS)
    assert fit.weights[Code.COPIED] > 5
    assert 2 < fit.even < 9


def test_equations_are_solved() -> None:
    assert [round(one, 9) for one in solved([[0.0, 2.0], [4.0, 1.0]], [6.0, 11.0])] == [2.0, 3.0]


def test_a_run_fails_where_a_world_finds_too_few_or_asks_too_many() -> None:
    def world(name: str, found: float, alarms: float) -> dict[str, object]:
        return {"name": name, "points": [{"listed": LIST, "found": found, "alarms": alarms}]}

    harder = world("harder", 0.5, 0.5)
    assert faults({"worlds": [world("own", 0.95, 0.03), world("nation", 0.9, 0.05), harder]}) == []
    wrong = faults({"worlds": [world("own", 0.95, 0.06), world("nation", 0.8, 0.02), harder]})
    assert [one.split(":")[0] for one in wrong] == ["own", "nation"]
