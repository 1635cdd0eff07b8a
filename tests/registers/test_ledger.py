"""The number in a report is the sum of the lines behind it: for any place, period, split, and instant."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.indicators.counting import count_in_registers, joint_link
from binhyen.indicators.rules.cells import cell_key
from binhyen.kernel.actors import SYSTEM
from binhyen.kernel.amounts import Bound, exactly
from binhyen.kernel.periods import parse_period
from binhyen.places.models import Lineage, PlaceVersion
from binhyen.places.rules.kinds import PlaceKind, Tier
from binhyen.registers.actions.writing import take_back, write_entries
from binhyen.registers.models import Record, Tally
from binhyen.registers.queries.declared import Draft
from binhyen.registers.rules.facts import Dates, Facts, StepFacts, Value
from binhyen.registers.rules.fields import Field, FieldKind
from binhyen.registers.rules.ledger import Line, differing, restated, typed_lines
from binhyen.reports.queries.counted import Counted, answers_cell
from binhyen.support.models import HandoverCount
from binhyen.support.registers import HANDOVERS
from tests.accounts.factories import Land, Person, a_land, a_place
from tests.registers.factories import NOW, counted, day, facts, number, rewritten, written

AMOUNTS = Field("melee", "Knives", FieldKind.AMOUNT, indicator="melee_weapons", split_by={"way": "way"})
STOCK = Field("cameras", "Cameras", FieldKind.AMOUNT, indicator="security_cameras")
days = st.dates(date(2026, 1, 1), date(2026, 10, 1))


def test_a_flow_stands_on_its_day_and_a_stock_as_long_as_its_entry() -> None:
    said = Facts(
        1,
        {"since": date(2026, 1, 1), "until": date(2026, 6, 30), "way": "found"},
        {"melee": exactly(3), "cameras": exactly(8)},
    )
    dates = Dates("since", "until", counted="until")
    flow, stock = typed_lines([AMOUNTS, STOCK], said, dates, {"security_cameras"})
    assert (flow.since, flow.until, flow.dims) == (date(2026, 6, 30), None, {"way": "found"})
    assert (stock.since, stock.until) == (date(2026, 1, 1), date(2026, 6, 30))


def test_a_stock_that_is_stated_anew_holds_until_the_next_statement() -> None:
    said = Facts(1, {}, {"cameras": exactly(8)})
    steps = [
        StepFacts("count", date(2026, 3, 1), {}, {"cameras": exactly(10)}),
        StepFacts("count", date(2026, 9, 1), {}, {"cameras": exactly(7)}),
    ]
    lines = restated([STOCK], said, steps, date(2026, 1, 1), date(2027, 1, 1))
    said_of = [(int(line.amount.number), line.since, line.until) for line in lines]
    assert said_of == [
        (8, date(2026, 1, 1), date(2026, 3, 1)),
        (10, date(2026, 3, 1), date(2026, 9, 1)),
        (7, date(2026, 9, 1), date(2027, 1, 1)),
    ]


@given(
    st.lists(st.tuples(days, st.integers(0, 5)), max_size=8), st.lists(st.tuples(days, st.integers(0, 5)), max_size=8)
)
def test_what_differs_is_closed_and_opened_and_nothing_else(
    old: list[tuple[date, int]], new: list[tuple[date, int]]
) -> None:
    before = [Line("guns", exactly(amount), on) for on, amount in old]
    wanted = [Line("guns", exactly(amount), on) for on, amount in new]
    gone, fresh = differing(before, wanted)
    kept = [line for position, line in enumerate(before) if position not in gone]
    assert sorted(map(repr, [*kept, *fresh])) == sorted(map(repr, wanted))
    assert len(gone) + len(kept) == len(before)


@pytest.mark.django_db
@settings(max_examples=25)
@given(
    entries=st.lists(
        st.tuples(
            days, st.integers(0, 30), st.booleans(), st.sampled_from(["", "voluntary", "found"]), st.integers(1, 9)
        ),
        min_size=1,
        max_size=12,
    ),
    asked=st.sampled_from(["2026", "2026-H1", "2026-Q3", "2026-10", "2025"]),
)
def test_a_count_is_the_sum_over_what_was_written(entries: list[tuple[date, int, bool, str, int]], asked: str) -> None:
    land = a_land()
    drafts, wanted = [], Decimal(0)
    period = parse_period(asked)
    for since, lasts, village, way, amount in entries:
        place = land.village if village else land.an_phu
        until = since + timedelta(days=lasts)
        said: dict[str, Value] = {"since": since, "until": until, "document": "BB", "way": way, "melee": str(amount)}
        drafts.append(Draft(facts(HANDOVERS, place, said)))
        wanted += amount if until in period else 0
    write_entries(register=HANDOVERS, drafts=drafts, by=SYSTEM, at=NOW)
    rows = count_in_registers({"melee_weapons"}, land.bac_ninh.place_id, period)
    assert sum((row.value or Decimal(0) for row in rows), Decimal(0)) == wanted
    assert not count_in_registers({"melee_weapons"}, land.elsewhere.place_id, period)
    _forget()


def _forget() -> None:
    """Each example begins with empty registers."""
    for model in (Tally, HandoverCount, Record):
        model.objects.all().delete()


def test_bounds_and_words_join_as_in_reports(land: Land, lan: Person) -> None:
    said: dict[str, Value] = {"since": day("01/03/2026"), "until": day("01/03/2026")}
    for text in ("5", "hơn 200", "hàng trăm"):
        written(HANDOVERS, land.an_phu, said | {"document": text, "melee": text}, lan.actor)
    known, vague = counted("melee_weapons", land.an_phu, "2026")
    assert (known.value, known.bound) == (Decimal(205), Bound.OVER)
    assert vague.words == "hàng trăm"


def test_a_line_that_says_the_same_keeps_its_day_of_knowledge(land: Land, lan: Person) -> None:
    said: dict[str, Value] = {
        "since": day("01/03/2026"),
        "until": day("01/03/2026"),
        "document": "BB",
        "melee": "5",
        "guns": "1",
    }
    entry = written(HANDOVERS, land.an_phu, said, lan.actor)
    rewritten(HANDOVERS, entry, land.an_phu, said | {"guns": "2"}, lan.actor, NOW + timedelta(days=1))
    kept = Tally.objects.get(indicator="melee_weapons")
    assert (kept.recorded_at, kept.superseded_at) == (NOW, None)
    assert Tally.objects.filter(indicator="guns").count() == 2


def test_an_entry_of_a_place_that_was_merged_is_found_under_the_new_one(land: Land, lan: Person, hung: Person) -> None:
    old = a_place("Cổ Mễ", Tier.COMMUNE, PlaceKind.COMMUNE, land.bac_ninh)
    said: dict[str, Value] = {"since": day("01/03/2026"), "until": day("01/03/2026"), "document": "BB", "melee": "5"}
    written(HANDOVERS, old, said, hung.actor)
    merged_on = date(2026, 7, 1)
    PlaceVersion.objects.filter(place_id=old.place_id).update(valid_to=merged_on)
    Lineage.objects.create(
        from_place_id=old.place_id, to_place_id=land.an_phu.place_id, on=merged_on, share=1, instrument="NQ"
    )
    assert number("melee_weapons", old, "2026-H1") == 5
    assert number("melee_weapons", land.an_phu, "2026-H1") == 0, "on the map of June it is another commune"
    assert number("melee_weapons", land.an_phu, "2026") == 5, "on the map of December it is part of An Phú"
    assert number("melee_weapons", land.bac_ninh, "2026") == 5


def test_what_was_taken_back_counts_no_more_but_was_known(land: Land, lan: Person) -> None:
    said: dict[str, Value] = {"since": day("01/03/2026"), "until": day("01/03/2026"), "document": "BB", "melee": "5"}
    entry = written(HANDOVERS, land.an_phu, said, lan.actor)
    later = NOW + timedelta(days=3)
    take_back(register=HANDOVERS, record_id=entry.record_id, reason="Nhầm", by=lan.actor, at=later)
    assert number("melee_weapons", land.an_phu, "2026") == 0
    assert number("melee_weapons", land.an_phu, "2026", NOW + timedelta(days=1)) == 5


def test_a_cell_of_a_report_opens_into_exactly_its_lines(reader: Client, land: Land, lan: Person) -> None:
    for way, amount in (("voluntary", "5"), ("found", "7"), ("", "2")):
        said: dict[str, Value] = {
            "since": day("01/03/2026"),
            "until": day("01/03/2026"),
            "document": f"BB {way}",
            "melee": amount,
        }
        written(HANDOVERS, land.an_phu, said | ({"way": way} if way else {}), lan.actor)
    rows = counted("melee_weapons", land.an_phu, "2026")
    for cell, total, lines in (
        (cell_key("melee_weapons"), "14 cái", 3),
        (cell_key("melee_weapons", {"way": "found"}), "7 cái", 1),
    ):
        found = [row for row in rows if answers_cell(row, cell)]
        one = Counted(exactly(1), joint_link(found, cell.dims))
        page = reader.get(one.link).content.decode()
        assert total in page
        assert page.count('data-l="Số lượng"') == lines
