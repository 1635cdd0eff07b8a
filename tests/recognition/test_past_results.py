"""Results of earlier years: what a list may say, what it counts, and that no year is counted twice."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from binhyen.audit.models import Entry as LogEntry
from binhyen.kernel.actors import Actor, Role
from binhyen.kernel.amounts import EMPTY, NOTHING, Amount, exactly
from binhyen.kernel.findings import Forbidden, Refused
from binhyen.places.models import Place, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.recognition.components.years import years_of_unit
from binhyen.recognition.models import PastResult, Round
from binhyen.recognition.registers import PAST
from binhyen.recognition.rules.past import PastSaid, past_findings, past_guess, past_lines, past_title, said_twice
from binhyen.registers.actions.importing import import_entries, undo_import
from binhyen.registers.actions.writing import take_back
from binhyen.registers.models import Import, Record
from binhyen.registers.queries.columns import columns
from binhyen.registers.queries.entries import entries_seen_by
from binhyen.registers.rules.facts import Facts, Value
from binhyen.sheets.queries import read_table
from binhyen.units.models import UnitVersion
from tests.accounts.factories import a_place, ba_lan, ong_hung, signed_in_client
from tests.recognition.factories import Town, a_unit, opened, recognised
from tests.registers.factories import NOW, counted, day, rewritten, written

ONE: dict[str, Value] = {
    "year": 2025,
    "unit_kind": "residential_area",
    "name": "Thôn Đông",
    "result": "recognised",
    "decided_on": day("20/11/2025"),
    "decision": "45/QĐ-UBND",
}
TOTAL: dict[str, Value] = {
    "year": 2025,
    "unit_kind": "residential_area",
    "name": "Khu dân cư toàn tỉnh",
    "share": "194/213",
    "decided_on": day("15/12/2025"),
}


# ------------------------------------------------------------------ rules


def said(share: Amount = EMPTY, **values: Value) -> Facts:
    base: dict[str, Value] = {
        "year": 2022,
        "unit_kind": "agency",
        "name": "Hạt Kiểm lâm",
        "decided_on": date(2022, 12, 1),
    }
    return Facts(1, base | values, {"share": share})


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (said(result="recognised"), ""),
        (said(result="not_recognised"), ""),
        (said(exactly(194, 213)), ""),
        (said(exactly(0, 5)), ""),
        (said(exactly(1, 1), result="recognised"), ""),
        (said(exactly(3, 5), result="recognised"), ""),
        (said(), "no_past_result"),
        (said(NOTHING), "past_needs_share"),
        (said(exactly(0, 0)), "past_needs_share"),
        (said(exactly(6, 5)), "past_above_whole"),
        (said(exactly(0, 1), result="recognised"), "past_contradicts"),
        (said(exactly(3, 5), result="not_recognised"), "past_contradicts"),
        (said(result="recognised", decided_on=date(2021, 12, 31)), "past_decided_before"),
        (said(result="recognised", decided_on=date(2023, 1, 10)), ""),
    ],
)
def test_what_a_list_says_holds_together(facts: Facts, code: str) -> None:
    assert [one.code for one in past_findings(facts, ())] == ([f"recognition.{code}"] if code else [])


@pytest.mark.parametrize(
    ("facts", "amount", "dims"),
    [
        (said(result="recognised"), exactly(1, 1), {"unit_kind": "agency"}),
        (
            said(result="not_recognised", managing_level="commune"),
            exactly(0, 1),
            {"unit_kind": "agency", "managing_level": "commune"},
        ),
        (
            said(exactly(194, 213), unit_kind="residential_area", managing_level="commune"),
            exactly(194, 213),
            {"unit_kind": "residential_area"},
        ),
    ],
)
def test_an_entry_stands_on_the_last_day_of_its_year_alone(facts: Facts, amount: Amount, dims: dict[str, str]) -> None:
    [line] = past_lines(facts, ())
    assert (line.indicator, line.amount, dict(line.dims)) == ("recognised_units", amount, dims)
    assert (line.since, line.until) == (date(2022, 12, 31), date(2023, 1, 1))


def test_what_says_nothing_counts_nothing() -> None:
    assert past_lines(said(), ()) == []
    assert past_lines(said(NOTHING), ()) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Thôn Nà Lầu", "residential_area"),
        ("Tổ dân phố số 3", "residential_area"),
        ("Xã Tân Thanh", "commune"),
        ("Phường Chi Lăng", "ward"),
        ("Thị trấn Đồng Đăng", "township"),
        ("Trường THPT Việt Bắc", "school"),
        ("Công ty TNHH Hồng Hà", "enterprise"),
        ("Xây dựng Hồng Hà", ""),
    ],
)
def test_how_a_name_begins_tells_the_kind(name: str, kind: str) -> None:
    assert past_guess(said(unit_kind="", name=name)).get("unit_kind", "") == kind


def test_a_row_of_numbers_is_called_by_its_kind() -> None:
    facts = said(exactly(194, 213), unit_kind="residential_area", name="")
    named = replace(facts, values={**facts.values, **past_guess(facts)})
    assert past_title(named) == "Khu dân cư – 2022: 194/213"
    assert past_title(said(result="recognised")) == "Hạt Kiểm lâm – 2022"


def entry(path: str, name: str = "", level: str = "", kind: str = "agency", year: int = 2022) -> PastSaid:
    return PastSaid(name or "tổng", year, kind, level, name, not name, (path,))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (entry("1.2."), entry("1.2."), "past_total_and_parts"),
        (entry("1.2."), entry("1.2.3.", "a"), "past_total_and_parts"),
        (entry("1.2.3.", "a"), entry("1.2."), "past_total_and_parts"),
        (entry("1.2.3."), entry("1.2."), "past_total_and_parts"),
        (entry("1.2.3."), entry("1.2.", "a"), ""),
        (entry("1.2."), entry("1.20.", "a"), ""),
        (entry("1.2.3.", "a"), entry("1.2.3.", "a"), "past_said_twice"),
        (entry("1.2.3.", "a"), entry("1.2.3.", "b"), ""),
        (entry("1.2.", "a"), entry("1.2.3.", "a"), "past_said_twice"),
        (entry("1.2.3.", "a"), entry("1.2.", "a"), "past_said_twice"),
        (entry("1.2.", "a"), entry("1.2.3.", "b"), ""),
        (entry("1.2.3.", "a"), entry("1.2.4.", "a"), ""),
        (entry("1.2."), entry("1.2.3.", "a", year=2021), ""),
        (entry("1.2."), entry("1.2.3.", "a", kind="school"), ""),
        (entry("1.2.", level="province"), entry("1.2.", level="commune"), ""),
        (entry("1.2.", level="province"), entry("1.2.3.", "a", "commune"), ""),
        (entry("1.2."), entry("1.2.3.", "a", "commune"), "past_total_and_parts"),
        (entry("1.2.", level="commune"), entry("1.2.3.", "a"), "past_total_and_parts"),
    ],
)
def test_a_total_and_its_parts_do_not_both_count(old: PastSaid, new: PastSaid, code: str) -> None:
    expected = [f"recognition.{code}"] if code else []
    assert [one.code for one in said_twice([new], [old]).values()] == expected
    assert [one.code for one in said_twice([old, new], []).values()] == expected


ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from(["1.2.", "1.2.3.", "1.2.3.4.", "1.2.5.", "1.20."]),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from(["", "province", "commune"]),
    ),
    max_size=5,
)


@given(ENTRIES, ENTRIES)
@example([], [entry("1.2.", "a", "commune"), entry("1.2.", "a", "province"), entry("1.2.", "a", "province")])
def test_nothing_that_is_let_in_counts_a_unit_twice(known: list[PastSaid], drafts: list[PastSaid]) -> None:
    let_in = [one for at, one in enumerate(drafts) if at not in said_twice(drafts, known)]
    for position, one in enumerate(let_in):
        for other in let_in[:position]:
            lying = one.paths[0].startswith(other.paths[0]) or other.paths[0].startswith(one.paths[0])
            assert not (lying and one.overlaps(other) and one.name == other.name and not one.total)
            apart = not (one.overlaps(other) and (one.total or other.total))
            above = one.paths[0].startswith(other.paths[0]) and other.total
            below = other.paths[0].startswith(one.paths[0]) and one.total
            assert apart or not (above or below)


# ------------------------------------------------------------------ writing and counting


def shares(place: PlaceVersion, period: str) -> dict[str, str]:
    rows = counted("recognised_units", place, period)
    return {row.dims["unit_kind"]: f"{row.numerator}/{row.denominator}" for row in rows}


def test_a_year_without_a_round_is_counted_from_the_list(town: Town) -> None:
    written(PAST, town.commune, ONE, town.lan)
    written(PAST, town.commune, ONE | {"name": "Thôn Tây", "result": "not_recognised"}, town.lan)
    assert shares(town.province, "2025") == {"residential_area": "1/2"}
    assert shares(town.province, "2020-2025") == {"residential_area": "1/2"}
    for period in ("2024", "2025-H1", "2025-Q3", "2025-11", "2025-2026", "2026"):
        assert shares(town.province, period) == {}
    assert LogEntry.objects.filter(action="registers.written").count() == 2


def test_a_round_and_lists_beside_it_each_give_their_own_year(round_town: Town) -> None:
    recognised(round_town)
    before = shares(round_town.province, "2026")
    written(PAST, round_town.province, TOTAL, round_town.hung)
    assert shares(round_town.province, "2026") == before
    assert shares(round_town.province, "2025") == {"residential_area": "194/213"}
    assert shares(round_town.province, "2024-2026") == before


def test_a_year_after_the_last_round_is_counted_once(round_town: Town) -> None:
    """The round moves to 2024, as if 2025 had been led on paper."""
    recognised(round_town)
    Round.objects.update(year=2024)
    assert "residential_area" in shares(round_town.province, "2023-2025")
    written(PAST, round_town.province, TOTAL, round_town.hung)
    assert shares(round_town.province, "2023-2025") == {"residential_area": "194/213"}
    assert shares(round_town.province, "2024-2026")["residential_area"] == "1/1"


def refused_as(code: str, town: Town, place: PlaceVersion, values: dict[str, Value], by: Actor) -> None:
    rows = PastResult.objects.count(), Record.objects.count()
    with pytest.raises(Refused) as refusal:
        written(PAST, place, values, by)
    assert refusal.value.code == f"recognition.{code}"
    assert (PastResult.objects.count(), Record.objects.count()) == rows


def test_an_area_is_said_once_at_its_commune_or_at_its_own_place(town: Town) -> None:
    written(PAST, town.area, ONE, town.lan)
    refused_as("past_said_twice", town, town.commune, ONE, town.lan)
    refused_as("past_said_twice", town, town.area, ONE | {"name": "Khu dân cư"}, town.lan)
    written(PAST, town.commune, ONE | {"name": "Thôn Tây"}, town.lan)
    assert shares(town.commune, "2025") == {"residential_area": "2/2"}


@pytest.mark.parametrize("where", ["province", "commune", "area"])
def test_a_year_with_a_round_is_the_rounds(round_town: Town, where: str) -> None:
    values = ONE | {"year": 2026, "decided_on": day("03/11/2026")}
    refused_as("round_exists", round_town, getattr(round_town, where), values, round_town.hung)


def test_another_provinces_round_is_no_hindrance(town: Town) -> None:
    far = a_place("Tỉnh Xa", Tier.PROVINCE, PlaceKind.PROVINCE, None)
    Round.objects.create(province_id=far.place_id, province_path=far.path, year=2025, settings={}, opened_at=NOW)
    written(PAST, town.commune, ONE, town.lan)
    assert PastResult.objects.count() == 1


def test_a_total_beside_its_units_is_refused(town: Town) -> None:
    single = written(PAST, town.commune, ONE, town.lan)
    refused_as("past_total_and_parts", town, town.province, TOTAL, town.hung)
    refused_as("past_said_twice", town, town.commune, ONE, town.lan)
    take_back(register=PAST, record_id=single.record_id, reason="Có số tổng", by=town.lan, at=NOW)
    total = written(PAST, town.province, TOTAL, town.hung)
    refused_as("past_total_and_parts", town, town.commune, ONE, town.lan)
    again = rewritten(PAST, total, town.province, TOTAL | {"share": "195/213"}, town.hung)
    assert again.record_id == total.record_id
    assert shares(town.province, "2025") == {"residential_area": "195/213"}


def test_a_list_names_a_place_that_came_later_as_it_is_now(town: Town) -> None:
    written(PAST, town.commune, ONE | {"year": 2015, "decided_on": day("20/11/2015")}, town.lan)
    assert PastResult.objects.get().place_path == town.commune.path


def test_who_keeps_no_list_writes_nothing(town: Town) -> None:
    for by in (town.chair, town.head, town.nam):
        with pytest.raises(Forbidden):
            written(PAST, town.commune, ONE, by)
    assert not PastResult.objects.exists()


def test_readers_are_those_of_recognitions_lists(town: Town) -> None:
    written(PAST, town.commune, ONE, town.lan)
    auditor = town.actor(Role.AUDITOR, town.province)
    for sees in (town.lan, town.chair, town.hung, town.leader, auditor):
        assert entries_seen_by(PAST, sees).count() == 1
    operator = town.actor(Role.OPERATOR, town.province)
    association = town.actor(Role.ASSOCIATION_OFFICER, town.commune)
    for sees_not in (town.nam, town.head, town.mai, operator, association):
        assert not entries_seen_by(PAST, sees_not).exists()


def test_a_round_is_not_opened_over_results_from_lists(town: Town) -> None:
    made = written(PAST, town.commune, ONE | {"year": 2026, "decided_on": day("02/11/2026")}, town.lan)
    with pytest.raises(Refused) as refusal:
        opened(town)
    assert refusal.value.code == "recognition.results_written"
    assert refusal.value.findings[0].params == {"count": 1, "year": "2026"}
    assert not Round.objects.exists()
    take_back(register=PAST, record_id=made.record_id, reason="Mở vòng xét", by=town.lan, at=NOW)
    assert opened(town).opened is not None


# ------------------------------------------------------------------ lists of offices

HEADS = ("TT", "Xã, phường", "Tên đơn vị", "Năm", "Kết quả", "Số quyết định", "Ngày quyết định", "Cấp quyết định")


def workbook(*rows: Sequence[Any], heads: Sequence[str] = HEADS) -> bytes:
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def taken(content: bytes, by: Actor) -> Import:
    read = read_table(io.BytesIO(content), columns(PAST))
    assert {one.code for one in read.findings} <= {"sheets.unknown_column"}
    name = "ket-qua-2025.xlsx"
    return import_entries(register=PAST, table=read, chosen={}, workbook=io.BytesIO(content), name=name, by=by, at=NOW)


def test_an_offices_list_is_taken_in_marked_and_taken_back(town: Town) -> None:
    paper = ("45/QĐ-UBND", "20/11/2025", "Chủ tịch UBND xã")
    content = workbook(
        (1, "Xã An Phú", "Thôn Đông", 2025, "Được công nhận", *paper),
        (2, "Xã An Phú", "Thôn Tây", 2025, "Chưa được công nhận", *paper),
        (3, "Xã An Phú", "Trường THCS An Phú", 2025, "Được công nhận", *paper),
    )
    made = taken(content, town.hung)
    assert (made.added, made.skipped) == (3, 0)
    assert {row.brought_by_id for row in PastResult.objects.all()} == {made.pk}
    assert shares(town.province, "2025") == {"residential_area": "1/2", "school": "1/1"}
    undo_import(register=PAST, import_id=made.pk, by=town.hung, at=NOW)
    assert shares(town.province, "2025") == {}


def test_a_table_of_totals_needs_no_names(town: Town) -> None:
    heads = ("Xã, phường", "Loại đơn vị", "Năm", "Đạt/tổng số", "Ngày quyết định")
    content = workbook(("Xã An Phú", "Khu dân cư", 2025, "9/10", "20/11/2025"), heads=heads)
    taken(content, town.hung)
    assert PastResult.objects.get().title == "Khu dân cư – 2025: 9/10"
    assert shares(town.commune, "2025") == {"residential_area": "9/10"}


def test_rows_of_one_list_are_held_against_each_other(town: Town) -> None:
    heads = ("Xã, phường", "Tên đơn vị", "Loại đơn vị", "Năm", "Đạt/tổng số", "Ngày quyết định")
    rows = [
        ("Xã An Phú", "Toàn xã", "Khu dân cư", 2025, "9/10", "20/11/2025"),
        ("Xã An Phú", "Thôn Đông", "Khu dân cư", 2025, "1/1", "20/11/2025"),
    ]
    with pytest.raises(Refused) as refusal:
        taken(workbook(*rows, heads=heads), town.hung)
    assert refusal.value.code == "registers.import_faulty"
    assert not PastResult.objects.exists()


def test_hundreds_of_rows_are_taken_in_in_few_queries(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    paper = (2025, "Được công nhận", "45/QĐ-UBND", "20/11/2025", "Chủ tịch UBND xã")
    content = workbook(*((at, "Xã An Phú", f"Thôn {at}", *paper) for at in range(1, 301)))
    with django_assert_max_num_queries(60):
        taken(content, town.hung)
    assert shares(town.province, "2025") == {"residential_area": "300/300"}


# ------------------------------------------------------------------ the conference


def test_the_conference_of_a_year_without_a_round_answers_from_lists(town: Town) -> None:
    Place.objects.filter(pk=town.province.place_id).update(slug="bac-ninh")
    written(PAST, town.province, TOTAL, town.hung)
    agencies = {"unit_kind": "agency", "managing_level": "province", "name": "Cơ quan cấp tỉnh", "share": "45/50"}
    written(PAST, town.province, TOTAL | agencies, town.hung)
    out = io.StringIO()
    call_command("conference", "bac-ninh", "2025", "--json", stdout=out)
    rows = [row for row in json.loads(out.getvalue())["rows"] if row["indicator"] == "recognised_units"]
    found = {tuple(sorted(row["dims"].values())): (row["numerator"], row["denominator"]) for row in rows}
    assert found == {("residential_area",): (194, 213), ("agency", "province"): (45, 50)}
    assert all(row["link"].startswith("/so/dem/") for row in rows)


# ------------------------------------------------------------------ a unit's page


def years(town: Town, unit: str, by: Actor) -> list[tuple[int, str, bool]]:
    found = years_of_unit(by, town.units[unit].pk)
    return [(row.year, row.chip.code, bool(row.href)) for row in found.rows]


def test_a_unit_shows_what_lists_say_of_it_beside_its_rounds(round_town: Town) -> None:
    town = round_town
    recognised(town)
    content = workbook(
        (1, "Xã An Phú", "THÔN ĐÔNG", 2024, "Được công nhận", "9/QĐ", "20/11/2025", ""),
        (2, "Xã An Phú", "Trường THCS An Phú", 2024, "Chưa được công nhận", "9/QĐ", "20/11/2025", ""),
    )
    taken(content, town.hung)
    by_hand = written(PAST, town.area, ONE | {"name": "Khu dân cư thôn Đông", "result": "not_recognised"}, town.lan)
    assert by_hand.place_id == town.area.place_id
    seen = [(2026, "recognised", True), (2025, "not_recognised", True), (2024, "recognised", True)]
    assert years(town, "area", town.lan) == seen
    assert years(town, "school", town.lan)[1:] == [(2024, "not_recognised", True)]
    assert [row.origin for row in years_of_unit(town.lan, town.units["area"].pk).rows] == [
        "",
        "ghi theo quyết định",
        "nhập từ danh sách",
    ]


def test_who_speaks_for_a_unit_sees_its_results_without_the_register(round_town: Town) -> None:
    written(PAST, round_town.commune, ONE, round_town.lan)
    assert years(round_town, "area", round_town.head)[1:] == [(2025, "recognised", False)]


def test_a_name_that_two_units_bear_is_nobodys(round_town: Town) -> None:
    written(PAST, round_town.commune, ONE, round_town.lan)
    other = a_place("Đông", Tier.AREA, PlaceKind.VILLAGE, round_town.commune)
    a_unit("Thôn Đông", "residential_area", other)
    assert len(years(round_town, "area", round_town.lan)) == 1


def test_totals_and_other_kinds_are_no_result_of_a_unit(round_town: Town) -> None:
    written(PAST, round_town.commune, TOTAL | {"name": "Thôn Đông"}, round_town.lan)
    written(PAST, round_town.commune, ONE | {"unit_kind": "agency"}, round_town.lan)
    assert len(years(round_town, "area", round_town.lan)) == 1


def test_a_former_name_is_known_too(round_town: Town) -> None:
    unit = round_town.units["school"]
    UnitVersion.objects.create(
        unit=unit, valid_from=date(2025, 7, 1), name="Trường cấp hai An Phú", managing_level="commune"
    )
    values = ONE | {"unit_kind": "school", "name": "Trường cấp hai An Phú"}
    written(PAST, round_town.commune, values, round_town.lan)
    assert years(round_town, "school", round_town.lan)[1:] == [(2025, "recognised", True)]


def test_a_units_years_take_few_queries(
    round_town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(2010, 2025):
        written(PAST, round_town.commune, ONE | {"year": year}, round_town.lan)
    with django_assert_max_num_queries(5):
        assert len(years(round_town, "area", round_town.lan)) == 16


# ------------------------------------------------------------------ pages


def test_the_register_its_form_and_an_entry_open(town: Town) -> None:
    made = written(PAST, town.commune, ONE, town.lan)
    client = signed_in_client(ba_lan(town.land))
    for address in (PAST.href, PAST.add_href, PAST.href_of(made.record_id), f"{PAST.href}nhap/"):
        assert client.get(address).status_code == 200, address
    assert "Thôn Đông – 2025" in client.get(PAST.href).content.decode()


def test_the_page_that_opens_a_round_says_that_lists_are_in_the_way(town: Town) -> None:
    written(PAST, town.commune, ONE | {"year": 2026, "decided_on": day("02/11/2026")}, town.lan)
    client = signed_in_client(ong_hung(town.land))
    form = client.get("/cong-nhan/vong/mo/?year=2026").context["form"]
    answer = client.post("/cong-nhan/vong/mo/", form.initial | {"year": "2026"})
    assert "Đã có 1 kết quả năm 2026 ghi từ danh sách" in answer.content.decode()
    assert not Round.objects.exists()


def test_the_page_of_a_unit_marks_what_was_imported(round_town: Town) -> None:
    taken(workbook((1, "Xã An Phú", "Thôn Đông", 2025, "Được công nhận", "9/QĐ", "20/11/2025", "")), round_town.hung)
    address = reverse("recognition:unit_results", args=[round_town.units["area"].pk])
    shown = signed_in_client(ba_lan(round_town.land)).get(address).content.decode()
    assert "nhập từ danh sách" in shown
    assert PAST.href_of(Record.objects.get().pk) in shown
