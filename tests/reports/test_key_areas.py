"""Key areas as counts: over time, in the counters and the lists behind them, for offices alone."""

from datetime import date, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from binhyen.audit.models import Entry
from binhyen.indicators.counting import count_in_registers, count_in_registers_each
from binhyen.kernel.actors import Role
from binhyen.kernel.findings import Refused
from binhyen.kernel.periods import parse_period
from binhyen.kernel.ports import CountedRow
from binhyen.reports.actions.key_areas import KeyAreas, record_key_areas
from binhyen.reports.models import KeyAreaCount
from binhyen.reports.rules.key_areas import Record, standing_on, taken_off, taken_off_within
from tests.accounts.factories import a_person, signed_in_client
from tests.reports.factories import NOW, at
from tests.reports.office import Office, an_office

BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
PAGE = "/bao-cao/dia-ban-trong-diem/"
DAYS = st.dates(BEGIN, END)


def a_record(transformed: int, on: date | None = None, amount: int = 10) -> Record:
    return Record(amount, transformed, BEGIN, END, on)


# ------------------------------------------------------------------ the rule


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([a_record(0)], {}),
        ([a_record(2, date(2026, 3, 10))], {date(2026, 3, 10): 2}),
        ([a_record(2, date(2026, 3, 10)), a_record(5, date(2026, 6, 1))], {date(2026, 3, 10): 2, date(2026, 6, 1): 3}),
        ([a_record(3, date(2026, 3, 10)), a_record(1, date(2026, 3, 10))], {date(2026, 3, 10): 1}),
        ([a_record(3, date(2026, 3, 10)), a_record(1, date(2026, 4, 12))], {date(2026, 4, 12): 1}),
        ([a_record(3, date(2026, 6, 1)), a_record(3, date(2026, 3, 10))], {date(2026, 3, 10): 3}),
        ([a_record(2)], {END: 2}),
    ],
)
def test_progress_keeps_its_days_and_a_mended_record_takes_their_place(
    records: list[Record], expected: dict[date, int]
) -> None:
    assert taken_off(records) == expected


@given(st.lists(st.tuples(st.integers(0, 10), DAYS), min_size=1, max_size=8))
def test_what_was_taken_off_in_all_is_what_the_newest_record_says(steps: list[tuple[int, date]]) -> None:
    taken = taken_off(a_record(amount, on) for amount, on in steps)
    assert sum(taken.values()) == steps[-1][0]
    assert all(amount > 0 for amount in taken.values())


@given(st.lists(st.tuples(st.integers(0, 10), DAYS), min_size=1, max_size=8), DAYS, DAYS)
def test_what_there_is_and_what_was_taken_off_make_the_plan(
    steps: list[tuple[int, date]], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    newest, taken = a_record(steps[-1][0], steps[-1][1]), taken_off(a_record(*step) for step in steps)
    less = standing_on(newest, taken, first) - standing_on(newest, taken, last)
    assert less == taken_off_within(taken, first, last) - taken.get(first, 0)


def test_a_plan_counts_between_its_days_alone() -> None:
    newest = Record(4, 0, date(2026, 2, 1), date(2026, 10, 31))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 10, 31), date(2026, 11, 1)]
    assert [standing_on(newest, {}, day) for day in days] == [0, 4, 4, 0]


# ------------------------------------------------------------------ the counters and their lists


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: NOW)
    return an_office()


def write(office: Office, when: datetime = NOW, **changes: object) -> KeyAreaCount:
    given = {
        "place_id": office.land.an_phu.place_id,
        "unit_kind": "residential_area",
        "amount": 5,
        "plan": "KH số 12/KH-UBND ngày 05/01/2026",
        "valid_from": BEGIN,
        "ends_on": END,
        **changes,
    }
    return record_key_areas(areas=KeyAreas(**given), by=office.hung.actor, at=when)  # type: ignore[arg-type]


def several(office: Office) -> None:
    """Two communes, three kinds, progress, and a plan that is over."""
    write(office, at(10, 1))
    write(office, at(12, 3), transformed=2, transformed_on=date(2026, 3, 10))
    write(office, at(2, 6), transformed=3, transformed_on=date(2026, 6, 1))
    elsewhere = office.land.elsewhere.place_id
    write(office, at(10, 2), place_id=elsewhere, amount=3, plan="KH số 3", ends_on=date(2026, 9, 30))
    write(office, at(11, 2), place_id=elsewhere, unit_kind="route", amount=2, plan="KH số 4")
    write(office, at(12, 2), place_id=elsewhere, unit_kind="other", amount=1, plan="KH số 5")


def counted(office: Office, code: str, period: str, as_of: datetime | None = None) -> list[CountedRow]:
    place = office.land.bac_ninh.place_id
    return list(count_in_registers({code}, place, parse_period(period), as_of))


@pytest.mark.parametrize(
    ("code", "period", "expected"),
    [
        ("key_areas", "2026-02", {"residential_area": 8, "": 3}),
        ("key_areas", "2026-Q1", {"residential_area": 6, "": 3}),
        ("key_areas", "2026-10", {"residential_area": 2, "": 3}),
        ("key_areas", "2025", {}),
        ("key_areas_transformed", "2026-Q1", {"residential_area": 2}),
        ("key_areas_transformed", "2026-06", {"residential_area": 1}),
        ("key_areas_transformed", "2026", {"residential_area": 3}),
        ("key_areas_transformed", "2026-02", {}),
    ],
)
def test_a_count_is_the_sum_of_the_list_that_it_opens(
    office: Office, code: str, period: str, expected: dict[str, int]
) -> None:
    several(office)
    rows = counted(office, code, period)
    assert {row.dims.get("unit_kind", ""): row.value for row in rows} == expected
    for row in rows:
        page = office.client().get(row.link)
        assert page.context["total"] == row.value
        assert sum(one.counted for one in page.context["rows"]) == row.value
        assert all(one.counted for one in page.context["rows"])


def test_many_places_are_counted_as_each_alone(office: Office) -> None:
    several(office)
    ids = [one.place_id for one in (office.land.bac_ninh, office.land.an_phu, office.land.elsewhere)]
    for code in ("key_areas", "key_areas_transformed"):
        alone = {one: count_in_registers({code}, one, parse_period("2026")) for one in ids}
        assert count_in_registers_each({code}, ids, parse_period("2026")) == alone
        assert alone[ids[1]]


def test_a_count_is_as_it_was_known_then(office: Office) -> None:
    several(office)
    before = at(1, 4)
    assert [row.value for row in counted(office, "key_areas_transformed", "2026", before)] == [2]
    (row,) = counted(office, "key_areas_transformed", "2026", before)
    assert office.client().get(row.link).context["total"] == 2
    assert counted(office, "key_areas", "2026-12", at(1, 1)) == []


# ------------------------------------------------------------------ pages


def communes(client: Client) -> set[str]:
    return {row.commune for row in client.get(PAGE).context["rows"]}


def test_offices_see_their_own_and_nobody_else_finds_the_page(office: Office) -> None:
    several(office)
    assert communes(office.client("hung")) == {"Xã An Phú", "Xã Phúc Lộc"}
    assert communes(office.client("lan")) == {"Xã An Phú"}
    head = a_person("thondong", "Nguyễn Văn Đông", Role.RESIDENTIAL_HEAD, office.land.village)
    for path in (PAGE, f"{PAGE}{KeyAreaCount.objects.earliest('pk').pk}/"):
        assert signed_in_client(head).get(path).status_code == 404
    foreign = KeyAreaCount.objects.filter(place_path=office.land.elsewhere.path).earliest("pk")
    assert office.client("lan").get(f"{PAGE}{foreign.pk}/").status_code == 404


def test_a_plan_that_ended_asks_for_its_result_once(office: Office) -> None:
    several(office)
    page = office.client().get(PAGE)
    assert page.context["late"] == 1
    assert page.context["rows"][0].chip.word == "Hết hạn, chưa có kết quả"
    elsewhere = office.land.elsewhere.place_id
    ended = {"place_id": elsewhere, "amount": 3, "plan": "KH số 3", "ends_on": date(2026, 9, 30)}
    write(office, NOW, transformed=3, transformed_on=date(2026, 9, 28), **ended)
    assert office.client().get(PAGE).context["late"] == 0


def sent(office: Office, **changes: object) -> dict[str, object]:
    return {
        "place": office.land.an_phu.place_id,
        "unit_kind": "residential_area",
        "plan": "KH số 12",
        "valid_from": "2026-01-01",
        "ends_on": "2026-12-31",
        "amount": "5",
        "transformed": "0",
        **changes,
    }


def test_writing_over_keeps_the_history(office: Office) -> None:
    client = office.client("lan")
    first = client.post(f"{PAGE}ghi/", sent(office))
    assert first.status_code == 302
    record = KeyAreaCount.objects.get()
    assert client.get(f"{PAGE}ghi/?tu={record.pk}").context["form"].initial["plan"] == "KH số 12"
    client.post(f"{PAGE}ghi/?tu={record.pk}", sent(office, transformed="2", transformed_on="2026-10-01"))
    answer = client.get(f"{PAGE}{record.pk}/")
    assert len(answer.context["knots"]) == 2
    assert [row.amount - row.transformed for row in KeyAreaCount.objects.filter(superseded_at=None)] == [3]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"transformed": "6", "transformed_on": "2026-10-01"}, "transformed"),
        ({"transformed": "2"}, "transformed_on"),
        ({"ends_on": "2025-12-31"}, "ends_on"),
        ({"place": "999999"}, "place"),
        ({"plan": " "}, "plan"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(
    office: Office, changes: dict[str, object], field: str
) -> None:
    before = Entry.objects.count()
    answer = office.client("lan").post(f"{PAGE}ghi/", sent(office, **changes))
    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == [field]
    assert not KeyAreaCount.objects.exists()
    assert Entry.objects.count() == before


def test_areas_taken_off_without_a_document_are_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        write(office, transformed=1)
    assert refused.value.code == "reports.document_missing"


def test_a_commune_writes_for_itself_alone(office: Office) -> None:
    answer = office.client("lan").post(f"{PAGE}ghi/", sent(office, place=office.land.elsewhere.place_id))
    assert list(answer.context["form"].errors) == ["place"]
    leader = a_person("tinh.lanhdao", "Hồ Thị Lý", Role.PROVINCE_LEADER, office.land.bac_ninh)
    assert signed_in_client(leader).get(f"{PAGE}ghi/").status_code == 403
    assert signed_in_client(leader).get(PAGE).status_code == 200
