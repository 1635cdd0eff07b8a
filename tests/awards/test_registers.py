"""Awards and proposals in their registers: what they count, what is refused, who may do what."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry as LogEntry
from binhyen.awards.registers import AWARDS, BUDGETS, LAUNCHES, PLEDGES, PROPOSALS
from binhyen.awards.rules.awarded import Roll, on_roll
from binhyen.indicators.queries import catalogue, dims
from binhyen.kernel.actors import Role
from binhyen.kernel.amounts import Bound
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.registers.actions.stepping import take_step
from binhyen.registers.actions.writing import write_entries
from binhyen.registers.models import Record, Tally
from binhyen.registers.queries.declared import Draft
from binhyen.registers.rules.facts import StepFacts
from binhyen.units.models import Kind, Unit
from tests.accounts.factories import Land, Person, a_land, a_person, anh_nam, ba_lan, ong_hung
from tests.awards.factories import AWARD, PROPOSAL, Values, award, proposal, step, submitted, with_papers
from tests.registers.factories import NOW, counted, day, facts, number, rewritten, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return a_land()


@pytest.fixture
def lan(land: Land) -> Person:
    return ba_lan(land)


@pytest.fixture
def hung(land: Land) -> Person:
    return ong_hung(land)


def test_an_award_is_counted_once_by_form_and_authority_on_the_day_of_its_decision(land: Land, lan: Person) -> None:
    award(land.an_phu, lan.actor, money=7_590_000)
    [row] = counted("awards_collective", land.bac_ninh, "2026")
    assert row.value == 1
    assert dict(row.dims) == ({"award_kind": "certificate_of_merit", "awarded_by": "province_chair"})
    assert number("reward_money", land.an_phu, "2026-10") == 7_590_000
    assert number("awards_collective", land.an_phu, "2026-09") == 0
    assert LogEntry.objects.filter(action="registers.written", subject_type="awards.awards").count() == 1


def test_persons_households_and_collectives_are_counted_apart(land: Land, lan: Person) -> None:
    award(land.an_phu, lan.actor)
    award(land.an_phu, lan.actor, recipient_kind="individual", recipient="Nguyễn Văn Mẫu")
    award(land.village, lan.actor, recipient_kind="household", recipient="Hộ ông Trần Văn Mẫu")
    assert [number(f"awards_{name}", land.bac_ninh, "2026") for name in ("collective", "individual", "combined")] == [
        1,
        1,
        1,
    ]
    [row] = counted("awards_combined", land.bac_ninh, "2026")
    assert row.dims["kind_of_recipient"] == "household"


def test_a_published_total_stands_for_many_and_may_be_unsplit(land: Land, hung: Person) -> None:
    written(
        AWARDS,
        land.bac_ninh,
        {
            "recipient_kind": "published",
            "form": "certificate_of_merit",
            "authority": "minister",
            "decided_on": day("20/12/2025"),
            "collectives": "11",
        },
        hung.actor,
    )
    written(
        AWARDS,
        land.bac_ninh,
        {
            "recipient_kind": "published",
            "form": "unsplit",
            "authority": "unsplit",
            "decided_on": day("20/12/2025"),
            "collectives": "2",
            "individuals": "2",
            "together": "gần 180",
        },
        hung.actor,
    )
    assert number("awards_collective", land.bac_ninh, "2025") == 13
    split = {row.dims["award_kind"]: int(row.value or 0) for row in counted("awards_collective", land.bac_ninh, "2025")}
    assert split == {"certificate_of_merit": 11, "unsplit": 2}
    [nearly] = counted("awards_combined", land.bac_ninh, "2025")
    assert nearly.value == 180
    assert nearly.bound is Bound.NEARLY


def test_titles_are_no_forms_of_award_but_their_money_is_counted(land: Land, lan: Person) -> None:
    award(
        land.an_phu,
        lan.actor,
        recipient_kind="individual",
        recipient="Nguyễn Văn Mẫu",
        form="advanced_worker",
        authority="head_of_unit",
        money=760_000,
    )
    assert number("awards_individual", land.an_phu, "2026") == 0
    assert number("reward_money", land.an_phu, "2026") == 760_000


def test_a_revoked_award_counts_nothing(land: Land, hung: Person, lan: Person) -> None:
    given = award(land.an_phu, lan.actor)
    revoke = StepFacts("revoke", NOW.date(), document="Quyết định số 9/QĐ-UBND", note="Kê khai không đúng")
    take_step(register=AWARDS, record_id=given.record_id, step=revoke, by=hung.actor, at=NOW)
    assert number("awards_collective", land.an_phu, "2026") == 0
    assert not Tally.objects.filter(superseded_at=None).exists()


def test_every_indicator_that_is_declared_is_in_the_catalogue_with_its_splits(land: Land, hung: Person) -> None:
    for register in (AWARDS, PROPOSALS):
        assert register.indicators <= set(catalogue().indicators)
    award(land.bac_ninh, hung.actor, money=7_590_000)
    for line in Tally.objects.all():
        known = catalogue().indicators[line.indicator]
        pairs = dict(part.split("=") for part in line.dims.split(";"))
        assert set(pairs) <= set(known.dims)
        assert all(value in dims()[code].values for code, value in pairs.items())


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"recipient": ""}, "registers.missing"),
        ({"form": "emulation_flag", "recipient_kind": "individual"}, "awards.form_of_another"),
        ({"authority": "district_chair"}, "awards.authority_ended"),
        ({"achieved_since": day("01/10/2026"), "achieved_until": day("01/09/2026")}, "awards.achievement_reversed"),
        ({"achieved_since": day("10/10/2026"), "achieved_until": day("12/10/2026")}, "awards.before_achievement"),
        ({"against_crime": True, "publish": "yes"}, "awards.no_consent"),
        ({"recipient_kind": "published"}, "awards.empty_total"),
        ({"decided_on": day("01/01/2027")}, "registers.to_come"),
        ({"decided_on": day("01/06/2025")}, "registers.no_place_then"),
        ({"form": "medal"}, "registers.no_choice"),
        ({"money": -1}, "registers.too_small"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(land: Land, lan: Person, values: Values, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        award(land.an_phu, lan.actor, **values)
    assert code in {finding.code for finding in refusal.value.findings}
    assert not Record.objects.exists()


def test_an_authority_that_is_not_known_to_give_a_form_is_remarked_of_old_awards_and_refused_of_new_ones(
    land: Land, lan: Person
) -> None:
    given = award(land.an_phu, lan.actor, form="certificate_of_commendation", authority="steering_committee")
    assert given.pk
    with pytest.raises(Refused) as refusal:
        proposal(land.an_phu, lan.actor, form="certificate_of_commendation", authority="steering_committee")
    assert refusal.value.code == "awards.not_this_authority"


def a_unit(land: Land, until: date | None) -> Unit:
    Kind.objects.get_or_create(code="agency", defaults={"name": "Cơ quan", "treated_as": "agency"})
    return Unit.objects.create(
        kind_id="agency",
        name="Trạm Y tế Đông",
        fold="tram y te dong",
        sort_key="",
        place=land.an_phu.place,
        place_path=land.an_phu.path,
        managing_level="commune",
        valid_from=date(2025, 7, 1),
        valid_to=until,
    )


def test_a_dissolved_unit_gets_no_award_but_one_of_its_name_may(land: Land, lan: Person) -> None:
    a_unit(land, date(2026, 9, 1))
    with pytest.raises(Refused) as refusal:
        award(land.an_phu, lan.actor, recipient="Trạm y tế Đông")
    assert refusal.value.code == "awards.dissolved_unit"
    assert "TT-BNV" in refusal.value.findings[0].source
    award(land.an_phu, lan.actor, recipient="Trạm y tế Đông", decided_on=day("01/08/2026"))
    a_unit(land, None)
    award(land.an_phu, lan.actor, recipient="Trạm y tế Đông", decision="105/QĐ-UBND")
    assert Record.objects.count() == 2


SAME: Values = {"event": "Tổng kết phong trào năm 2026", "recipient_kind": "individual", "recipient": "Nguyễn Văn Mẫu"}


def test_one_achievement_is_awarded_once_unless_somebody_says_why_it_is_another(land: Land, lan: Person) -> None:
    award(land.an_phu, lan.actor, **SAME)
    again: Values = SAME | {
        "form": "certificate_of_commendation",
        "authority": "commune_chair",
        "recipient": "NGUYỄN VĂN MẪU",
    }
    with pytest.raises(Refused) as refusal:
        award(land.an_phu, lan.actor, **again)
    [finding] = refusal.value.findings
    assert (finding.code, finding.where) == ("awards.awarded_already", "apart")
    assert "104/QĐ-UBND" in str(finding.params["other"])
    award(land.an_phu, lan.actor, **again, apart="Thành tích khác: bắt quả tang trộm ngày 3/9")
    assert Record.objects.count() == 2


def test_another_person_of_the_name_elsewhere_and_a_title_beside_a_form_are_no_duplicates(
    land: Land, lan: Person, hung: Person
) -> None:
    award(land.an_phu, lan.actor, **SAME)
    award(land.elsewhere, hung.actor, **SAME)
    award(land.an_phu, lan.actor, **SAME | {"form": "advanced_worker", "authority": "commune_chair"})
    assert Record.objects.count() == 3


def test_days_that_overlap_are_one_achievement(land: Land, lan: Person) -> None:
    span: Values = {"achieved_since": day("01/01/2026"), "achieved_until": day("30/06/2026")}
    later: Values = {"achieved_since": day("01/07/2026"), "achieved_until": day("30/09/2026")}
    award(land.an_phu, lan.actor, **span)
    award(land.an_phu, lan.actor, **later)
    with pytest.raises(Refused) as refusal:
        award(land.an_phu, lan.actor, achieved_since=day("30/06/2026"), achieved_until=day("01/07/2026"))
    assert refusal.value.code == "awards.awarded_already"


def test_many_are_judged_with_as_few_queries_as_one_and_against_each_other(
    land: Land, hung: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def drafts(count: int) -> list[Draft]:
        values = [AWARD | {"recipient": f"Thôn số {number}"} for number in range(count)]
        return [Draft(facts(AWARDS, land.an_phu, one)) for one in values]

    for count in (1, 12):
        with django_assert_max_num_queries(16):
            write_entries(register=AWARDS, drafts=drafts(count), by=hung.actor, at=NOW)
    twice = Draft(facts(AWARDS, land.an_phu, AWARD | {"event": "Tổng kết"}))
    with pytest.raises(Refused) as refusal:
        write_entries(register=AWARDS, drafts=[twice, twice], by=hung.actor, at=NOW)
    assert refusal.value.code == "awards.awarded_already"


@pytest.mark.parametrize(
    ("kind", "crime", "publish", "consent", "shown"),
    [
        ("collective", False, "", "", True),
        ("collective", False, "no", "", False),
        ("collective", True, "", "", False),
        ("individual", False, "", "", False),
        ("individual", False, "yes", "", True),
        ("individual", True, "yes", "", False),
        ("individual", True, "yes", "Đơn ngày 01/10/2026", True),
        ("household", False, "", "", False),
        ("published", False, "yes", "", False),
    ],
)
def test_what_stands_on_the_public_roll(kind: str, crime: bool, publish: str, consent: str, shown: bool) -> None:
    assert on_roll(Roll(kind, crime, publish, consent)) is shown


# ------------------------------------------------------------------ proposals


def test_a_case_is_counted_when_it_is_submitted_first(land: Land, lan: Person, hung: Person) -> None:
    entry = with_papers(proposal(land.an_phu, lan.actor), lan.actor)
    assert number("award_proposals", land.an_phu, "2026") == 0
    step(entry, "submit", lan.actor, on=day("05/10/2026"), document="Tờ trình số 5/TTr-UBND")
    step(entry, "ask", hung.actor, note="Thiếu biên bản")
    step(entry, "complete", lan.actor)
    [row] = counted("award_proposals", land.bac_ninh, "2026-10")
    assert row.value == 1
    assert row.dims == {"kind_of_recipient": "individual"}
    assert number("award_proposals", land.an_phu, "2026-11") == 0


def test_the_desk_of_another_level_takes_no_step(land: Land, lan: Person) -> None:
    entry = submitted(land.an_phu, lan.actor)
    with pytest.raises(Forbidden) as refusal:
        step(entry, "receive", lan.actor)
    assert refusal.value.code == "awards.another_desk"
    own = submitted(
        land.an_phu,
        lan.actor,
        recipient="Trần Thị Mẫu",
        form="certificate_of_commendation",
        authority="commune_chair",
    )
    step(own, "receive", lan.actor)
    assert Record.objects.get(pk=own.record_id).state == "received"


def test_a_suspended_case_goes_no_further_and_its_recipient_gets_no_award(
    land: Land, lan: Person, hung: Person
) -> None:
    entry = submitted(land.an_phu, lan.actor)
    step(entry, "suspend", hung.actor, document="Công văn số 12", note="Đang xác minh đơn")
    with pytest.raises(Refused) as refusal:
        step(entry, "appraise", hung.actor, note="Đủ điều kiện")
    assert refusal.value.code == "registers.no_such_step"
    with pytest.raises(Refused) as again:
        award(land.an_phu, hung.actor, recipient_kind="individual", recipient="Nguyễn Văn Mẫu")
    assert again.value.code == "awards.suspended"


def test_after_discipline_only_what_came_later_counts(land: Land, lan: Person, hung: Person) -> None:
    entry = submitted(land.an_phu, lan.actor)
    step(entry, "suspend", hung.actor, document="Công văn số 12", note="Đang xem xét kỷ luật")
    ended: Values = {"outcome": "disciplined", "ended_on": day("01/03/2026")}
    with pytest.raises(Refused) as refusal:
        step(entry, "resume", hung.actor, document="Quyết định số 7", values=ended)
    assert refusal.value.code == "awards.before_discipline_ended"
    rewritten(PROPOSALS, entry, land.an_phu, PROPOSAL | {"achieved_since": day("02/03/2026")}, lan.actor)
    step(entry, "resume", hung.actor, document="Quyết định số 7", values=ended)
    assert Record.objects.get(pk=entry.record_id).state == "received"


def test_another_law_than_the_days_wants_its_reason_on_receipt(land: Land, lan: Person, hung: Person) -> None:
    entry = submitted(land.an_phu, lan.actor)
    with pytest.raises(Refused) as refusal:
        step(entry, "receive", hung.actor, values={"instrument": "nd152-2025"})
    assert refusal.value.code == "awards.instrument_without_reason"
    step(entry, "receive", hung.actor, values={"instrument": "nd152-2025"}, note="Có lợi hơn cho cá nhân")
    assert Record.objects.get(pk=entry.record_id).state == "received"


def test_a_proposal_elsewhere_is_not_ones_own(land: Land) -> None:
    nam = anh_nam(land)
    with pytest.raises(Forbidden):
        proposal(land.an_phu, nam.actor)
    assert not Record.objects.exists()


def test_a_villages_head_proposes_for_the_village(land: Land) -> None:
    head = a_person("dong.thon", "Nguyễn Thị Đông", Role.RESIDENTIAL_HEAD, land.village, "Trưởng thôn")
    entry = proposal(land.village, head.actor, authority="commune_chair", form="certificate_of_commendation")
    assert entry.title == "Giấy khen – Nguyễn Văn Mẫu"


# ------------------------------------------------------------------ launches, pledges, budgets


def test_thematic_emulation_ends_and_a_unit_pledges_somebody(land: Land, lan: Person) -> None:
    launch: Values = {"name": "Thi đua cao điểm", "kind": "thematic", "since": day("01/10/2026")}
    with pytest.raises(Refused) as refusal:
        written(LAUNCHES, land.an_phu, launch, lan.actor)
    assert refusal.value.code == "awards.launch_without_end"
    begun = written(LAUNCHES, land.an_phu, launch | {"until": day("31/12/2026")}, lan.actor)
    pledge: Values = {
        "name": "Trường THCS An Phú",
        "who": "unit",
        "signed_on": day("05/10/2026"),
        "launch": begun.record_id,
    }
    with pytest.raises(Refused) as empty:
        written(PLEDGES, land.an_phu, pledge, lan.actor)
    assert empty.value.code == "awards.empty_pledge"
    assert written(PLEDGES, land.an_phu, pledge | {"collectives": 3}, lan.actor).pk


def test_a_budget_stands_by_year_and_source(land: Land, hung: Person) -> None:
    values: Values = {
        "year": 2026,
        "source": "province_fund",
        "planned": 500_000_000,
        "approved_on": day("05/01/2026"),
        "document": "Quyết định số 3/QĐ-UBND",
    }
    assert written(BUDGETS, land.bac_ninh, values, hung.actor).title == "Kinh phí khen thưởng năm 2026"
