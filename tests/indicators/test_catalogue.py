"""The shipped catalogue: complete, of one mind about stocks and flows, and true to what may never be measured."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import binhyen
from binhyen.indicators.queries import PACKS, catalogue, checks, dims
from binhyen.indicators.rules.catalogue import Floor, Indicator, Kind, OverPlaces, OverTime
from binhyen.indicators.rules.guards import scorable

HERE = Path(__file__).parent
LISTED: dict[str, list[str]] = yaml.safe_load((HERE / "codes.yaml").read_text(encoding="utf-8"))
INDICATORS = tuple(catalogue().indicators.values())

READER_ONLY = {
    # religion and ethnicity
    "ethnic_groups", "ethnic_share", "religions", "religious_followers",
    # suspects, the accused, and those caught or surrendered
    "suspects_arrested", "prosecuted_suspects", "drug_suspects", "gambling_suspects", "arrests_from_tips",
    "mass_arrests", "wanted_surrendered", "wanted_captured",
    # violators, people who use drugs, young people said to be at risk, persons warned
    "violators_handled", "addicts_managed", "addicts_rehab", "youth_at_risk", "youth_groups_dispersed",
    "community_education_files", "persons_warned",
    # who told, and who complained
    "tip_providers", "petitions",
}  # fmt: skip
UNSCORED = {
    # tips and boxes
    "tips_received", "tips_valuable", "tip_boxes", "hotlines", "cases_from_tips", "crime_reports_received",
    "crime_reports_resolved",
    # persuasion and reintegration
    "ex_offenders_resident", "offenders_managed", "offenders_helped", "offenders_progressed", "offenders_removed",
    "reintegration_loan_persons", "reintegration_loan_amount", "reintegration_loan_repaid", "reintegration_jobs",
    "reintegration_fund", "vocational_trainees", "reoffending_rate",
    # commitments, opinions, people who hand weapons in
    "commitments_signed", "opinions_received", "survey_forms", "weapon_handover_people",
    # persons whose number is no merit
    "prestige_persons", "force_casualties", "trafficking_victims",
    # what an office does against people: a target would be a quota
    "prosecuted_cases", "drug_cases", "drug_seized", "gambling_cases", "gambling_money", "gambling_spots",
    "gangs_dismantled", "goods_seized", "violations_handled", "fines_amount", "firework_violations",
    "traffic_violations", "conflicts_settled",
}  # fmt: skip
OF_PERSONS = ("đối tượng", "bị can")


def test_every_code_of_the_domain_stands_once() -> None:
    assert [one.code for one in INDICATORS] == list(LISTED)
    assert len(INDICATORS) == 252


def test_the_catalogue_adds_up_as_the_domain_says() -> None:
    said = {one.code: [one.over_places.value, one.over_time.value] for one in INDICATORS}
    assert said == LISTED


def test_groups_stand_in_their_order_and_none_is_empty() -> None:
    groups = [group.code for group in catalogue().groups]
    assert list(dict.fromkeys(one.group for one in INDICATORS)) == groups
    assert len(groups) == 14


def test_what_only_the_reader_may_know_is_named_in_full() -> None:
    assert {one.code for one in INDICATORS if not one.in_forms} == READER_ONLY


def test_nothing_that_counts_suspects_stands_in_forms() -> None:
    assert {one.code for one in INDICATORS if one.unit in OF_PERSONS} <= READER_ONLY


def test_what_is_never_scored_is_named_in_full() -> None:
    assert {one.code for one in INDICATORS if not one.scored} == READER_ONLY | UNSCORED
    assert not {one.code for one in INDICATORS if scorable(one)} & (READER_ONLY | UNSCORED)


@pytest.mark.parametrize("group", ["tips", "reintegration"])
def test_tips_and_reintegration_are_never_kept_below_the_commune_nor_scored(group: str) -> None:
    own = catalogue().of_group(group)
    assert own
    assert {(one.floor, one.scored) for one in own} == {(Floor.COMMUNE, False)}


def test_who_was_rescued_and_who_spoke_is_never_kept_below_the_commune() -> None:
    others = {one.code for one in INDICATORS if one.floor and one.group not in ("tips", "reintegration")}
    assert others == {"opinions_received", "trafficking_victims"}


def words_of_packs() -> Iterator[tuple[str, str]]:
    """Walk through every word of packs that rest on indicators.

    Figures of the demonstration are no rules, and what the reader recognises in texts is kept nowhere.
    """
    for path in sorted(Path(binhyen.__file__).parent.glob("*/packs/**/*.yaml")):
        storey = path.relative_to(Path(binhyen.__file__).parent).parts[0]
        told = storey in ("indicators", "workshop", "narrative")
        if not told or "writer" in path.parts:
            for word in re.findall(r"[a-z0-9_]+", path.read_text(encoding="utf-8")):
                yield f"{storey}/{path.name}", word


def test_no_pack_of_another_storey_rests_on_what_is_never_scored() -> None:
    never, unscored = ({code for code in codes if "_" in code} for codes in (READER_ONLY, UNSCORED))
    found = list(words_of_packs())
    assert [one for one in found if one[1] in never] == []
    assert [one for one in found if one[1] in unscored and not one[0].startswith("narrative/")] == [], (
        "told, not scored"
    )


def test_every_dimension_is_known_and_has_values() -> None:
    assert {code for one in INDICATORS for code in one.dims} <= set(dims())
    assert all(dim.open or dim.values for dim in dims().values())


def test_every_dimension_serves_an_indicator() -> None:
    used = {code for one in INDICATORS for code in one.dims}
    assert set(dims()) == used


def test_counts_of_people_in_need_are_not_split_by_what_they_did() -> None:
    allowed = {"org", "source_of_funds"}
    for one in catalogue().of_group("reintegration"):
        assert set(one.dims) <= allowed, one.code


def test_money_is_whole_and_only_measures_have_decimals() -> None:
    money = [one for one in INDICATORS if one.unit.startswith("đồng")]
    assert money
    assert all(one.whole and Kind.AMOUNT in one.kinds for one in money)
    broken = {one.unit for one in INDICATORS if not one.whole}
    assert broken == {"%", "km", "km²", "ha", "m²", "kg", "gam", "mét"}


def test_rates_are_never_added() -> None:
    for one in INDICATORS:
        if one.kinds == (Kind.RATE,):
            assert one.over_places is OverPlaces.NONE, one.code
            assert one.over_time is not OverTime.SUM_OF_FLOWS, one.code


def test_shares_have_both_numbers() -> None:
    assert all(Kind.RATIO in one.kinds for one in INDICATORS if one.over_places is OverPlaces.RATIO_OF_SUMS)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_an_indicator_helps_who_must_report_it(indicator: Indicator) -> None:
    assert len(indicator.definition.split()) >= 12, "too short to help"
    assert indicator.definition.endswith(".")
    assert "{so}" in indicator.phrasing.one
    assert "{so}" not in indicator.phrasing.nothing
    assert indicator.source.text
    assert indicator.most is not None
    assert indicator.least == 0 < indicator.most


def test_no_two_indicators_share_a_definition_or_a_name() -> None:
    assert len({one.definition for one in INDICATORS}) == len(INDICATORS)
    assert len({one.name for one in INDICATORS}) == len(INDICATORS)


@pytest.mark.parametrize("indicator", [one for one in INDICATORS if one.in_forms], ids=lambda one: one.code)
def test_a_definition_says_whether_it_is_a_flow_or_a_stock(indicator: Indicator) -> None:
    words = {
        OverTime.SUM_OF_FLOWS: r"trong (kỳ|năm)",
        OverTime.LAST_VALUE: r"cuối (kỳ|năm)|(của|trong) năm|gần nhất|không cộng|còn hiệu lực",
        OverTime.NONE: r"[Kk]hông cộng",
    }
    assert re.search(words[indicator.over_time], indicator.definition)


def test_at_least_sixty_checks_are_shipped_and_each_says_how_to_mend() -> None:
    assert len(checks()) >= 60
    assert len({check.message for check in checks()}) == len(checks())
    assert all(check.message.rstrip().endswith(".") for check in checks())


def test_what_a_reason_cannot_explain_is_an_error() -> None:
    assert {check.severity for check in checks() if not check.waivable} == {"error"}


def test_members_are_never_fewer_than_their_groups() -> None:
    pairs = {
        (check.left.indicator, check.right[0].indicator) for check in checks() if check.kind == "at_most" and check.left
    }
    for groups in ("selfgov", "patrol", "mediation", "people_security"):
        assert (f"{groups}_groups", f"{groups}_members") in pairs


def test_the_shelf_holds_one_file_a_group() -> None:
    folder = PACKS / f"catalogue-{catalogue().version}"
    assert {path.stem for path in folder.glob("*.yaml")} == {group.code for group in catalogue().groups} | {"catalogue"}
