"""Schemes, their sites and exemplars in the registers: what is counted, what is refused, who sees what."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.queries import scopes_of
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.models import Record, Step, Tally
from binhyen.registers.queries.declared import Draft, Register
from binhyen.registers.queries.entries import Narrowing, entries_seen_by, narrowed
from binhyen.registers.rules.facts import StepFacts, Value
from binhyen.schemes.queries.checking import site_checks
from binhyen.schemes.registers import EXEMPLARS, SCHEMES, SITES
from tests.accounts.factories import Land, Person, a_person, a_place, anh_nam, chi_mai, ong_hung
from tests.registers.factories import NOW, counted, day, facts, number, rewritten, written
from tests.schemes.factories import CAMERAS, VILLAGE, a_scheme, a_site, an_exemplar, step

pytestmark = pytest.mark.django_db

ROAD = (
    step("surveyed", "01/04/2026"),
    step("proposed", "10/04/2026"),
    step("recognised", "20/04/2026"),
    step("launched", "01/05/2026"),
)


def take(register: Register, record_id: int, one: StepFacts, by: Person) -> Step:
    return take_step(register=register, record_id=record_id, step=one, by=by.actor, at=NOW)


def test_kinds_schemes_sites_and_members_are_four_numbers(land: Land, lan: Person) -> None:
    nam = anh_nam(land)
    here = a_scheme(land.an_phu, lan.actor)
    there = a_scheme(land.elsewhere, nam.actor)
    a_site(here, land.village, lan.actor, members="120", groups=4)
    a_site(here, land.an_phu, lan.actor, name="Chợ Đông", members="30")
    a_site(there, land.elsewhere, nam.actor, name="Thôn Tây", members="50")
    asked = ("model_types", "models_total", "model_sites", "model_members")
    assert [number(one, land.bac_ninh, "2026") for one in asked] == [1, 2, 3, 200]
    assert [number(one, land.an_phu, "2026") for one in asked] == [1, 1, 2, 150]
    assert [number(one, land.bac_ninh, "2026-02") for one in asked] == [0, 0, 0, 0]


def test_a_number_equals_the_lines_behind_it(land: Land, lan: Person) -> None:
    for name in ("Camera an ninh", "Camera chợ", "Camera trường"):
        a_scheme(land.an_phu, lan.actor, name=name)
    rows = counted("models_total", land.an_phu, "2026")
    behind = Tally.objects.filter(indicator="models_total", superseded_at=None)
    assert sum(int(row.value or 0) for row in rows) == behind.count() == 3
    assert [dict(row.dims) for row in rows] == [
        {"managing_level": "commune", "org": "police", "status": "maintained", "unit_kind": "commune"}
    ]


def test_a_scheme_is_counted_from_its_launch_and_once_as_new(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor, preparing=True)
    for one in ROAD:
        assert number("models_total", land.an_phu, "2026") == 0
        take(SCHEMES, made.record_id, one, lan)
    assert (number("models_total", land.an_phu, "2026"), number("models_new", land.an_phu, "2026-Q2")) == (1, 1)
    assert number("models_total", land.an_phu, "2026-04") == 0, "it was recognised, not launched"
    assert Record.objects.get(pk=made.record_id).state == "active"


def test_the_latest_review_says_the_status_and_every_moment_has_one(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor, since=day("10/07/2025"))
    take(SCHEMES, made.record_id, step("reviewed", "20/12/2025", year=2025, level="effective"), lan)
    take(SCHEMES, made.record_id, step("reviewed", "20/10/2026", year=2026, level="average"), lan)
    found = {period: counted("models_total", land.an_phu, period) for period in ("2025-Q3", "2025", "2026-H1", "2026")}
    said = {period: [(row.dims["status"], int(row.value or 0)) for row in rows] for period, rows in found.items()}
    assert said == {
        "2025-Q3": [("maintained", 1)],
        "2025": [("effective", 1)],
        "2026-H1": [("effective", 1)],
        "2026": [("average", 1)],
    }


def test_a_scheme_counts_once_in_a_period_however_often_it_happened(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    other = a_scheme(land.an_phu, lan.actor, name="Kẻng an ninh", kind="gong")
    for on in ("01/04/2026", "01/08/2026"):
        take(SCHEMES, made.record_id, step("consolidated", on), lan)
        take(SCHEMES, made.record_id, step("replicated", on, how="applied"), lan)
        take(SCHEMES, made.record_id, step("summed_up", on, kind="interim"), lan)
    take(SCHEMES, other.record_id, step("replicated", "01/04/2026", how="commended"), lan)
    asked = ("models_consolidated", "models_replicated", "models_reviewed")
    assert [number(one, land.an_phu, "2026") for one in asked] == [1, 2, 1]
    assert [number(one, land.an_phu, "2026-H2") for one in asked] == [1, 1, 1]
    assert [number(one, land.bac_ninh, "2026-Q4") for one in asked] == [0, 0, 0]


def test_a_dissolved_scheme_is_counted_until_its_day(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor, since=day("10/07/2025"))
    take(SCHEMES, made.record_id, step("dissolved", "01/07/2026", reason="done"), lan)
    assert [number("models_total", land.an_phu, one) for one in ("2025", "2026-H1", "2026")] == [1, 1, 0]
    assert [number("model_types", land.an_phu, one) for one in ("2025", "2026")] == [1, 0]
    assert number("models_dissolved", land.an_phu, "2026") == 1


@pytest.mark.parametrize(
    ("taken", "one", "code"),
    [
        ((), step("launched", "01/05/2026"), "registers.no_such_step"),
        (ROAD, step("launched", "02/05/2026"), "registers.no_such_step"),
        (ROAD, step("surveyed", "02/05/2026"), "registers.no_such_step"),
        (ROAD[:2], step("launched", "02/05/2026"), "registers.no_such_step"),
        (ROAD[:2], step("recognised", "01/04/2026"), "registers.step_before_last"),
        (ROAD[:2], step("recognised", "02/05/2026", document=""), "registers.step_without_document"),
        (ROAD, step("reviewed", "01/10/2026", year=2026, level="good"), "registers.no_choice"),
        (ROAD, step("reviewed", "01/10/2026", level="average"), "registers.missing"),
        (ROAD, step("reviewed", "01/10/2026", year=2025, level="average"), "schemes.review_of_other_year"),
        (ROAD, step("dissolved", "01/10/2026"), "registers.missing"),
        (ROAD, step("launched", "31/12/2026"), "registers.step_to_come"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    land: Land, lan: Person, taken: tuple[StepFacts, ...], one: StepFacts, code: str
) -> None:
    made = a_scheme(land.an_phu, lan.actor, *taken, preparing=True)
    before = (Step.objects.count(), Tally.objects.count(), Record.objects.get(pk=made.record_id).state)
    with pytest.raises(Refused) as refusal:
        take(SCHEMES, made.record_id, one, lan)
    assert code in {finding.code for finding in refusal.value.findings}
    assert (Step.objects.count(), Tally.objects.count(), Record.objects.get(pk=made.record_id).state) == before


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "other"}, "registers.missing"),
        ({"kind": "spying"}, "registers.no_choice"),
        ({"name": ""}, "registers.missing"),
        ({"fours": ("self-defence",)}, "registers.no_choice"),
        ({"managing_level": ""}, "registers.missing"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused(land: Land, lan: Person, values: dict[str, Value], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        written(SCHEMES, land.an_phu, CAMERAS | values, lan.actor)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Record.objects.exists()
    assert not Tally.objects.exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"leaders": 6, "members": "5"}, "schemes.more_leaders_than_members"),
        ({"groups": 6, "members": "5"}, "schemes.more_groups_than_members"),
        ({"since": day("09/03/2026")}, "schemes.site_before_scheme"),
        ({"until": day("09/03/2026")}, "registers.dates_reversed"),
        ({"scheme": 987_654}, "schemes.no_scheme"),
        ({"scheme": None}, "registers.missing"),
    ],
)
def test_a_site_that_cannot_be_is_refused(land: Land, lan: Person, values: dict[str, Value], code: str) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    with pytest.raises(Refused) as refusal:
        a_site(made, land.village, lan.actor, **values)
    assert code in {finding.code for finding in refusal.value.findings}
    assert number("model_sites", land.an_phu, "2026") == 0


def test_a_site_does_not_stand_before_the_launch_nor_after_the_end(land: Land, lan: Person) -> None:
    prepared = a_scheme(land.an_phu, lan.actor, preparing=True)
    with pytest.raises(Refused) as early:
        a_site(prepared, land.village, lan.actor)
    assert early.value.code == "schemes.site_before_launch"
    gone = a_scheme(land.an_phu, lan.actor, step("dissolved", "01/06/2026", reason="done"), name="Kẻng")
    with pytest.raises(Refused) as late:
        a_site(gone, land.village, lan.actor)
    assert late.value.code == "schemes.site_after_scheme"
    assert a_site(gone, land.village, lan.actor, until=day("01/06/2026")).pk


def test_a_scheme_does_not_leave_its_sites_behind(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    a_site(made, land.village, lan.actor)
    with pytest.raises(Refused) as ending:
        take(SCHEMES, made.record_id, step("dissolved", "01/06/2026", reason="done"), lan)
    assert ending.value.code == "schemes.sites_still_stand"
    with pytest.raises(Refused) as later:
        rewritten(SCHEMES, made, land.an_phu, CAMERAS | {"since": day("01/04/2026")}, lan.actor)
    assert later.value.code == "schemes.sites_before_scheme"
    with pytest.raises(Refused) as itself:
        rewritten(SCHEMES, made, land.an_phu, CAMERAS | {"copied_from": made.record_id}, lan.actor)
    assert itself.value.code == "schemes.copied_from_itself"
    assert number("models_total", land.an_phu, "2026") == 1


def test_stocks_are_counted_anew_and_money_is_counted_when_it_is_spent(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    site = a_site(
        made,
        land.village,
        lan.actor,
        members="20",
        cameras="4",
        camera_sites="2",
        camera_funding="10.000.000",
        source="households",
    )
    anew = facts(SITES, land.village, {"members": "26", "cameras": "hơn 9"}).amounts
    spent = facts(SITES, land.village, {"camera_funding": "5.000.000", "equipment": "12"}).amounts
    take(SITES, site.record_id, StepFacts("counted", day("01/06/2026"), {"leaders": 3}, anew), lan)
    take(SITES, site.record_id, StepFacts("bought", day("01/07/2026"), {"source": "state_budget"}, spent), lan)
    asked = ("model_members", "security_cameras", "camera_sites")
    assert [number(one, land.an_phu, "2026-03") for one in asked] == [20, 4, 2]
    assert [number(one, land.an_phu, "2026") for one in asked] == [26, 9, 2]
    assert {
        row.dims["source_of_funds"]: int(row.value or 0) for row in counted("camera_funding", land.an_phu, "2026")
    } == {
        "households": 10_000_000,
        "state_budget": 5_000_000,
    }
    assert number("equipment", land.an_phu, "2026-Q3") == 12
    with pytest.raises(Refused) as empty:
        take(SITES, site.record_id, StepFacts("bought", day("02/07/2026"), {"source": "state_budget"}), lan)
    assert empty.value.code == "schemes.nothing_bought"


def test_many_written_together_count_as_one_by_one(land: Land, lan: Person) -> None:
    values = [CAMERAS | {"name": f"Mô hình {number}", "decision": "QĐ 1" * (number % 2)} for number in range(4)]
    drafts = [Draft(facts(SCHEMES, land.an_phu, one)) for one in values]
    write_entries(register=SCHEMES, drafts=drafts, by=lan.actor, at=NOW)
    together = [(number(one, land.an_phu, "2026")) for one in ("models_total", "models_new", "model_types")]
    nam = anh_nam(land)
    for one in values:
        written(SCHEMES, land.elsewhere, one, nam.actor)
    alone = [(number(one, land.elsewhere, "2026")) for one in ("models_total", "models_new", "model_types")]
    assert together == alone == [4, 2, 1]


def test_sites_of_many_schemes_are_checked_in_as_many_queries(
    land: Land, lan: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    schemes = [a_scheme(land.an_phu, lan.actor, name=f"Mô hình {number}") for number in range(3)]
    drafts = [Draft(facts(SITES, land.village, VILLAGE | {"scheme": one.record_id})) for one in schemes]
    with django_assert_num_queries(2):
        assert not site_checks(drafts)


def test_others_of_the_province_learn_and_strangers_see_nothing(land: Land, lan: Person) -> None:
    made = a_scheme(land.an_phu, lan.actor)
    far = a_person("langson", "Vi Văn Xa", Role.PROVINCE_OFFICER, land.other_province)
    assert entries_seen_by(SCHEMES, anh_nam(land).actor).get().record_id == made.record_id
    assert not entries_seen_by(SCHEMES, far.actor).exists()
    rows = narrowed(SCHEMES, entries_seen_by(SCHEMES, lan.actor), Narrowing("trom cap"))
    assert [row.record_id for row in rows] == [made.record_id]


def test_a_school_keeps_its_own_scheme_and_only_an_office_recognises(land: Land, lan: Person) -> None:
    mai = chi_mai(land)
    made = a_scheme(land.an_phu, mai.actor, preparing=True, name="Cổng trường an toàn", kind="school_gate")
    take(SCHEMES, made.record_id, ROAD[0], mai)
    take(SCHEMES, made.record_id, ROAD[1], mai)
    with pytest.raises(Forbidden) as refusal:
        take(SCHEMES, made.record_id, ROAD[2], mai)
    assert refusal.value.code == "registers.not_your_step"
    take(SCHEMES, made.record_id, ROAD[2], lan)
    with pytest.raises(Forbidden) as other:
        a_site(made, land.elsewhere, mai.actor)
    assert other.value.code == "registers.not_your_place"


def test_exemplars_count_honours_and_a_person_without_consent_is_not_named(land: Land, lan: Person) -> None:
    an_exemplar(land.an_phu, lan.actor, step("honoured", "19/08/2026", org="police", where="Ngày hội"))
    shy = an_exemplar(land.an_phu, lan.actor, recipient="individual", name="Bà Nguyễn Thị Mẫu")
    agreed = an_exemplar(
        land.an_phu,
        lan.actor,
        recipient="individual",
        name="Ông Lê Văn Mẫu",
        consent="Đã đồng ý",
        consent_on=day("01/02/2026"),
    )
    assert "Mẫu" not in shy.title
    assert agreed.title == "Ông Lê Văn Mẫu"
    rows = {row.dims["kind_of_recipient"]: int(row.value or 0) for row in counted("exemplars", land.an_phu, "2026")}
    assert rows == {"collective": 1, "individual": 2}
    assert number("exemplars_honoured", land.an_phu, "2026") == 1
    assert not entries_seen_by(EXEMPLARS, anh_nam(land).actor).exists(), "the register itself stays with the office"


def test_sites_of_a_merged_commune_keep_their_history_and_are_found_in_the_new_one() -> None:
    nation = a_place("Việt Nam", Tier.NATION, PlaceKind.COUNTRY, since=date(2010, 1, 1))
    province = a_place("Bắc Ninh", Tier.PROVINCE, PlaceKind.PROVINCE, nation, date(2010, 1, 1))
    old = [a_place(name, Tier.COMMUNE, PlaceKind.COMMUNE, province, date(2010, 1, 1)) for name in ("Một", "Hai")]
    merged = a_place("Chung", Tier.COMMUNE, PlaceKind.COMMUNE, province, date(2025, 7, 1))
    for one in old:
        PlaceVersion.objects.filter(pk=one.pk).update(valid_to=date(2025, 7, 1))
        Lineage.objects.create(from_place=one.place, to_place=merged.place, on=date(2025, 7, 1), share=1)
    officer = a_person("tinh", "Trần Văn Hùng", Role.PROVINCE_OFFICER, province)
    scheme = a_scheme(old[0], officer.actor, since=day("01/01/2020"))
    a_site(scheme, old[0], officer.actor, since=day("01/01/2020"), members="10")
    a_site(scheme, old[1], officer.actor, since=day("01/01/2021"), name="Thôn Hai", members="20")
    assert scopes_of(merged.place_id, date(2026, 1, 1)) != (merged.path,)
    assert [number("model_sites", old[0], "2024"), number("model_sites", old[1], "2024")] == [1, 1]
    assert [number(one, merged, "2026") for one in ("models_total", "model_sites", "model_members")] == [1, 2, 30]
    keeper = a_person("chung", "Lê Thị Chung", Role.COMMUNE_OFFICER, merged)
    assert entries_seen_by(SITES, keeper.actor).filter(place_path__in=keeper.actor.scopes).count() == 2
    later = a_site(scheme, merged, keeper.actor, since=day("01/01/2022"), name="Điểm ghi theo xã mới")
    assert later.place_path == merged.path, "an office names the place as it is now"
    assert number("model_sites", province, "2024") == 3


def test_the_province_sees_the_moment_a_scheme_is_written(land: Land, lan: Person) -> None:
    hung = ong_hung(land)
    a_scheme(land.an_phu, lan.actor)
    assert entries_seen_by(SCHEMES, hung.actor).count() == 1
    assert number("models_total", land.bac_ninh, "2026", NOW - timedelta(days=1)) == 0
