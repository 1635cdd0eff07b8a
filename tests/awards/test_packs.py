"""The packs of awards: their shape, what they name, and what they say on a day."""

import copy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.awards.rules.deadlines import due_day
from binhyen.awards.rules.desks import desk_authorities, desk_roles, may_take, signed_authorities
from binhyen.awards.rules.dossiers import Case, missing_findings, papers_for
from binhyen.awards.rules.instruments import (
    choice_findings,
    heading_of,
    instrument_for,
    instrument_on,
    months_needed,
)
from binhyen.awards.rules.money import Asked, reward, rounded_up, salary_on
from binhyen.awards.rules.shelf import PACKS, law, law_from_data, read_packs
from binhyen.indicators.queries import dims
from binhyen.kernel.actors import Role

OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)

# Every row of the table of reward money: form, by whom, to whom, at 2.340.000, at 2.530.000.
TABLE = [
    ("emulation_flag", "prime_minister", "collective", 28_080_000, 30_360_000),
    ("emulation_flag", "minister", "collective", 18_720_000, 20_240_000),
    ("emulation_flag", "province_chair", "collective", 18_720_000, 20_240_000),
    ("certificate_of_merit", "prime_minister", "collective", 16_380_000, 17_710_000),
    ("certificate_of_merit", "prime_minister", "individual", 8_190_000, 8_860_000),
    ("certificate_of_merit", "minister", "collective", 7_020_000, 7_590_000),
    ("certificate_of_merit", "minister", "individual", 3_510_000, 3_800_000),
    ("certificate_of_merit", "province_chair", "household", 5_270_000, 5_700_000),
    ("certificate_of_commendation", "province_police_director", "collective", 1_410_000, 1_520_000),
    ("certificate_of_commendation", "commune_chair", "individual", 710_000, 760_000),
    ("certificate_of_commendation", "commune_chair", "household", 1_060_000, 1_140_000),
    ("national_emulation_soldier", "prime_minister", "individual", 10_530_000, 11_390_000),
    ("provincial_emulation_soldier", "province_chair", "individual", 7_020_000, 7_590_000),
    ("grassroots_emulation_soldier", "head_of_unit", "individual", 2_340_000, 2_530_000),
    ("advanced_worker", "head_of_unit", "individual", 710_000, 760_000),
    ("excellent_collective", "province_chair", "collective", 3_510_000, 3_800_000),
    ("advanced_collective", "head_of_unit", "collective", 1_880_000, 2_030_000),
    ("model_commune", "province_chair", "collective", 4_680_000, 5_060_000),
    ("cultural_village", "commune_chair", "collective", 3_510_000, 3_800_000),
    ("commemorative_medal", "minister", "individual", 1_410_000, 1_520_000),
]


@pytest.mark.parametrize(("form", "by", "who", "before", "after"), TABLE)
def test_money_is_the_coefficient_times_the_base_of_the_day_rounded_up(
    form: str, by: str, who: str, before: int, after: int
) -> None:
    asked = Asked(form, by, who)
    assert reward(law(), instrument_on(law(), OLD), asked, OLD).amount == before
    assert reward(law(), instrument_on(law(), NEW), asked, NEW).amount == after


def test_the_medal_says_an_upper_limit() -> None:
    found = reward(law(), instrument_on(law(), NEW), Asked("commemorative_medal", "minister", "individual"), NEW)
    assert found.at_most
    assert found.remark is not None
    assert found.remark.code == "awards.money_at_most"


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (Asked("certificate_of_merit", "minister", "collective"), date(2025, 6, 30)),
        (Asked("certificate_of_merit", "minister", "collective"), date(2023, 5, 1)),
        (Asked("certificate_of_merit", "fatherland_front", "collective"), NEW),
        (Asked("emulation_flag", "province_chair", "individual"), NEW),
        (Asked("unsplit", "unsplit", "collective"), NEW),
    ],
)
def test_what_is_not_known_is_not_guessed(asked: Asked, day: date) -> None:
    found = reward(law(), instrument_on(law(), day), asked, day)
    assert found.amount is None
    assert found.remark is not None
    assert found.remark.code == "awards.money_unknown"


def test_the_base_salary_before_the_first_known_day_is_not_known() -> None:
    found = reward(
        law(), law().instruments[1], Asked("certificate_of_merit", "minister", "collective"), date(2024, 6, 30)
    )
    assert found.amount is None
    assert salary_on(law(), date(2024, 6, 30)) is None
    assert salary_on(law(), date(2024, 7, 1)) is not None


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_rounding_up_adds_less_than_a_step_and_is_done_once(amount: int, step: int) -> None:
    rounded = rounded_up(Decimal(amount), step)
    assert 0 <= rounded - amount < step
    assert rounded_up(Decimal(rounded), step) == rounded


def test_the_law_is_that_of_the_day_of_receipt() -> None:
    days = {date(2024, 1, 1): "nd98-2023", OLD: "nd152-2025", date(2026, 10, 1): "luat06-2026"}
    for day, code in days.items():
        found = instrument_for(law(), day)
        assert found is not None
        assert found.code == code
    assert instrument_for(law(), date(2023, 12, 31)) is None


def test_another_law_is_chosen_with_a_reason() -> None:
    day = date(2026, 10, 2)
    assert [one.code for one in choice_findings(law(), day, "nd152-2025", "")] == ["awards.instrument_without_reason"]
    assert choice_findings(law(), day, "nd152-2025", "Có lợi hơn cho cá nhân") == []
    assert choice_findings(law(), day, "luat06-2026", "") == []
    assert choice_findings(law(), day, "", "") == []


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)))
def test_one_law_holds_on_each_day(day: date) -> None:
    fitting = [one for one in law().instruments if one.since <= day and (one.until is None or day <= one.until)]
    assert len(fitting) == 1


def test_thematic_awards_stand_apart_from_october_2026() -> None:
    assert heading_of("thematic", instrument_on(law(), date(2026, 9, 30))) == "movement"
    assert heading_of("thematic", instrument_on(law(), date(2026, 10, 1))) == "thematic"
    assert heading_of("sudden", None) == "sudden"


def test_a_woman_manager_needs_a_third_less_time() -> None:
    assert [months_needed(months, woman_manager=True) for months in (120, 61, 0)] == [80, 41, 0]
    assert months_needed(120, woman_manager=False) == 120


def test_the_checklist_follows_type_form_and_recipient() -> None:
    def codes(*case: str) -> list[str]:
        return [one.code for one in papers_for(law(), Case(*case)) if one.required]

    assert codes("merit", "certificate_of_merit", "individual") == ["submission", "report_individual", "minutes"]
    assert codes("sudden", "certificate_of_commendation", "household") == ["submission", "report_sudden", "minutes"]
    assert "initiative" in codes("merit", "grassroots_emulation_soldier", "individual")
    assert "medal_list" in codes("devotion", "commemorative_medal", "individual")
    asked = papers_for(law(), Case("merit", "certificate_of_merit", "collective"), ("Ý kiến của cấp ủy",))
    assert asked[-1].name == "Ý kiến của cấp ủy"


def test_missing_papers_are_named_with_their_article() -> None:
    papers = papers_for(law(), Case("merit", "certificate_of_merit", "individual"))
    found = missing_findings(papers, {"submission", "minutes"}, law().dossier_source)
    assert [one.params["paper"] for one in found] == ["Báo cáo thành tích của cá nhân (Mẫu 05)"]
    assert found[0].source == law().dossier_source


def test_deadlines_are_those_that_the_province_settled() -> None:
    council = law().examples[0].council
    event = date(2026, 12, 25)
    assert due_day(council, "thematic", event, 2026) == event - timedelta(days=10)
    assert due_day(council, "merit", None, 2026) == date(2026, 12, 10)
    assert due_day(council, "sudden", event, 2026) is None
    assert due_day(None, "merit", event, 2026) is None


def test_each_authority_has_a_desk_and_stands_in_the_catalogue() -> None:
    known = dims()["awarded_by"].values
    assert set(law().authorities) == set(known) - {"unsplit"}
    assert {one.kind for one in law().forms.values() if not one.title} == set(dims()["award_kind"].values) - {"unsplit"}
    assert all(desk_roles(code) for code in law().authorities)
    assert signed_authorities(Role.PROVINCE_LEADER) == ("province_chair",)
    assert "fatherland_front" in desk_authorities(Role.ASSOCIATION_OFFICER)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda data: data["forms"]["forms"][0]["authorities"].append({"who": "nobody", "status": "C"}), "nobody"),
        (
            lambda data: data["money"]["tables"][0]["rows"].append({"form": "x", "by": ["minister"], "status": "C"}),
            "x?",
        ),
        (lambda data: data["money"]["tables"][0]["rows"][0]["by"].append("king"), "king"),
        (lambda data: data["dossiers"]["papers"][0].update(types=["miracle"]), "miracle"),
        (lambda data: data["layouts"][0]["fields"][0].update(x=400), "word"),
        (lambda data: data["instruments"][0].update(money="gold"), "gold"),
        (lambda data: data["principles"][0].pop("article"), "article"),
        (lambda data: data["forms"]["forms"][0].update(recipients=["dog"]), "dog"),
    ],
)
def test_a_broken_pack_is_named(change: Any, word: str) -> None:
    data = copy.deepcopy(read_packs(PACKS))
    change(data)
    with pytest.raises(ValueError, match=word.replace("?", r"\?")):
        law_from_data(data)


def test_the_start_is_refused_on_a_broken_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    from binhyen.awards import apps

    def broken() -> None:
        raise ValueError("forms/x: y?")

    assert apps.check_packs() == []
    monkeypatch.setattr(apps, "law", broken)
    assert [one.id for one in apps.check_packs()] == ["awards.pack_broken"]


def test_nobody_takes_another_desks_step() -> None:
    from tests.awards.factories import an_actor

    assert may_take(an_actor(Role.PROVINCE_OFFICER), "province_chair", "appraise")
    assert not may_take(an_actor(Role.COMMUNE_OFFICER), "province_chair", "appraise")
    assert may_take(an_actor(Role.PROVINCE_LEADER), "province_chair", "decide")
    assert not may_take(an_actor(Role.PROVINCE_LEADER), "province_chair", "appraise")
    assert not may_take(an_actor(Role.COMMUNE_CHAIR), "province_chair", "decide")
